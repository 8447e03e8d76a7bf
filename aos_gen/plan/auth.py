"""Security schemes of the document and of the map to credentials, and to what each command uses."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.check_auth import scheme_mistake
from aos_gen.mapping.model import Mapping, SchemeMapping
from aos_gen.plan import prose
from aos_gen.plan.model import AuthPlan, CredentialPlan, SchemeKind
from aos_gen.plan.refusals import refusal

_PLAIN_KEY = re.compile(r"[A-Za-z_][\w.-]*")


@dataclass(slots=True)
class Schemes:
    """The credentials that the map sets up, and the schemes that the document declares."""

    credentials: dict[str, CredentialPlan] = field(default_factory=dict)
    declared: dict[str, Node] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    """Schemes that only the map declares."""
    broken: set[str] = field(default_factory=set)
    """Schemes that the map means and gets wrong: told once, and not again by every command."""
    connector: str = ""
    """The connector's name, for the variables that a hint proposes."""


def read_schemes(document: Document, mapping: Mapping, map_file: str, report: Report) -> Schemes:
    """The schemes of the map, each a scheme of the document or declared in full by the map."""
    declared = document.security_schemes(report)
    result = Schemes(declared=declared, connector=mapping.connector.name)
    for name, mapped in mapping.auth.items():
        at = Location(map_file, ("auth", name))
        node = declared.get(name)
        if node is None and mapped.type is None:
            near = difflib.get_close_matches(name, [one for one in declared if one not in mapping.auth], n=1)
            known = ", ".join(sorted(declared)) or "none"
            hint = f"did you mean {near[0]!r}?" if near else (
                f"the document declares: {known}; to declare one here add `type: bearer`, `basic` or `apiKey`"
            )  # fmt: skip  # the hint in one piece
            report.error("unknown-security-scheme", f"the document has no security scheme {name!r}", at, hint)
            result.broken.update((name, *near))
            continue
        credential = _credential(name, mapped, node, at, mapping.connector.name, report)
        if credential is not None:
            result.credentials[name] = credential
        else:
            result.broken.add(name)
    result.own = tuple(sorted(name for name in result.credentials if name not in declared))
    return result


def _credential(
    name: str, mapped: SchemeMapping, node: Node | None, at: Location, connector: str, report: Report
) -> CredentialPlan | None:
    """One credential; the map's `type` wins over what the document says."""
    mistake = scheme_mistake(name, mapped, at)
    if mistake is not None:
        report.add(mistake)
        return None
    kind = _kind(mapped, node)
    if kind is None:
        assert node is not None  # without one the map's own type decides, and it always has one
        said = [str(node.get(key)) for key in ("type", "scheme", "in") if isinstance(node.get(key), str)]
        what = f"{name!r} ({' '.join(said) or 'without a type'})"
        report.add(refusal("unsupported-security-scheme", what, node.location, at))
        return None
    if kind is SchemeKind.BASIC:
        if mapped.username is None or mapped.password is None:
            hint = f"write {entry(name, kind, connector)}"
            report.error("scheme-incomplete", f"basic scheme {name!r} needs username and password", at, hint)
            return None
        env: tuple[str, ...] = (mapped.username.env, mapped.password.env)
    else:
        if mapped.env is None:
            report.error(
                "scheme-incomplete",
                f"scheme {name!r} needs the variable that holds its key",
                at,
                f"write {entry(name, kind, connector)}",
            )
            return None
        env = (mapped.env,)
    api_name = mapped.name or ""
    if not api_name and node is not None and node.get("type") == "apiKey":
        api_name = node.get("name") if isinstance(node.get("name"), str) else ""
    if not api_name and kind in (SchemeKind.HEADER, SchemeKind.QUERY):
        example = "name: X-Api-Key" if kind is SchemeKind.HEADER else "name: api_key"
        report.error(
            "scheme-incomplete",
            f"scheme {name!r} does not say what its {kind} is called",
            at,
            f"add the vendor's name for it, such as `{example}`",
        )
        return None
    description = node.get("description") if node is not None else ""
    return CredentialPlan(
        scheme=name,
        kind=kind,
        api_name=api_name or "Authorization",
        env=env,
        prefix=mapped.prefix,
        help=prose.plain(mapped.setup) or prose.sentence(description),
    )


def entry(name: str, kind: SchemeKind | None, connector: str, variable: str = "") -> str:
    """What to write under `auth` for a scheme: `Token: {env: ACME_TOKEN}`. No kind: one to declare here."""
    prefix = "_".join(filter(None, (re.sub(r"[^A-Z0-9]+", "_", connector.upper()), variable)))
    key = name if _PLAIN_KEY.fullmatch(name) else repr(name)
    match kind:
        case SchemeKind.BASIC:
            return f"{key}: {{username: {{env: {prefix}_EMAIL}}, password: {{env: {prefix}_TOKEN}}}}"
        case SchemeKind.HEADER | SchemeKind.QUERY:
            return f"{key}: {{env: {prefix}_API_KEY}}"
        case SchemeKind.BEARER:
            return f"{key}: {{env: {prefix}_TOKEN}}"
    return f"{key}: {{type: bearer, env: {prefix}_TOKEN}}"


def _kind(mapped: SchemeMapping, node: Node | None) -> SchemeKind | None:
    if mapped.type is not None:
        by_type = {"bearer": SchemeKind.BEARER, "basic": SchemeKind.BASIC}
        return by_type.get(mapped.type) or (SchemeKind.QUERY if mapped.in_ == "query" else SchemeKind.HEADER)
    if node is None:
        return None
    match str(node.get("type")).lower(), str(node.get("scheme", "")).lower(), node.get("in"):
        case "http", "bearer", _:
            return SchemeKind.BEARER
        case "http", "basic", _:
            return SchemeKind.BASIC
        case "apikey", _, "header":
            return SchemeKind.HEADER
        case "apikey", _, "query":
            return SchemeKind.QUERY
    return None


def schemes_of(
    document: Document, operation: Operation, schemes: Schemes, at: Location, report: Report
) -> tuple[str, ...]:
    """The schemes that a command of this operation uses: the first alternative that the map covers.

    Where the document says nothing, every scheme of the map is used: the document forgot.
    """
    alternatives = operations.security(document, operation)
    if alternatives is None:
        return tuple(sorted(schemes.credentials))
    for requirement in alternatives:
        if requirement and all(name in schemes.credentials for name in requirement):
            return tuple(sorted(requirement))
    if not alternatives or any(not requirement for requirement in alternatives):
        return schemes.own
    if schemes.own:
        return schemes.own  # The map declares its own way in, in place of the document's.
    meant = schemes.broken | set(schemes.credentials)
    if any(meant.issuperset(requirement) for requirement in alternatives) or schemes.broken - set(
        schemes.declared
    ):
        return ()
    undeclared = sorted({name for one in alternatives for name in one if name not in schemes.declared})
    if undeclared:
        name = undeclared[0]
        holder = operation.node.child("security") or document.root.child("security") or operation.node
        report.error(
            "unknown-security-scheme",
            f"the document asks for the security scheme {name!r} and does not declare it",
            holder.location,
            f"declare it in the map: auth: {{{entry(name, None, schemes.connector)}}}",
            (at,),
        )
    else:
        ways = " or ".join(" and ".join(sorted(requirement)) for requirement in alternatives)
        report.error(
            "unmapped-security",
            f"the vendor asks for a credential that the map does not set up: {ways}",
            Location(at.file, ("auth",)),
            f"add auth: {{{_missing(alternatives, schemes)}}}",
            (at,),
        )
    return ()


def _missing(alternatives: list[dict[str, list[str]]], schemes: Schemes) -> str:
    """What the map lacks for the first alternative that is supported, else for the first."""
    kinds = {name: _kind(SchemeMapping(), node) for name, node in schemes.declared.items()}
    chosen = next((one for one in alternatives if all(kinds.get(name) for name in one)), alternatives[0])
    names = sorted(name for name in chosen if name not in schemes.credentials)
    # Two keys that travel together are two variables.
    several = len(chosen) > 1
    words = {name: re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_") if several else "" for name in names}
    return ", ".join(entry(name, kinds.get(name), schemes.connector, words[name]) for name in names)


def unused_schemes(schemes: Schemes, used: list[tuple[str, ...]], map_file: str, report: Report) -> None:
    """Warn of credentials that the map sets up and that no command and no probe sends."""
    names = {name for one in used for name in one}
    for name in sorted(set(schemes.credentials) - names):
        report.warning(
            "unused-scheme",
            f"no command uses the security scheme {name!r}, so nobody is asked for its credential",
            Location(map_file, ("auth", name), at_key=True),
            "remove it, or map an operation that asks for it",
        )


def auth_plan(schemes: Schemes, used: list[tuple[str, ...]], label: str) -> AuthPlan:
    """The manifest's auth: only credentials that some command uses; the commonest set is the default."""
    names = {name for one in used for name in one}
    credentials = tuple(schemes.credentials[name] for name in sorted(names))
    counts = {one: used.count(one) for one in set(used)}
    default = min(counts, key=lambda one: (-counts[one], one), default=())
    keys = tuple(dict.fromkeys(variable for c in credentials for variable in c.env))
    setup: list[str] = []
    for credential in credentials:
        setup.append(credential.help or f"Get a credential for {label}")
        setup.extend(f"Add {variable} in API Keys settings" for variable in credential.env)
    return AuthPlan(
        kind="service-key", service_keys=keys, setup=tuple(setup), credentials=credentials, default=default
    )
