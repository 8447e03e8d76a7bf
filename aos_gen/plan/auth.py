"""Security schemes of the document and of the map to credentials, and to what each command uses."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.model import Mapping, SchemeMapping
from aos_gen.plan import prose
from aos_gen.plan.model import AuthPlan, CredentialPlan, SchemeKind
from aos_gen.plan.refusals import refusal


@dataclass(slots=True)
class Schemes:
    """The credentials that the map sets up, and the schemes that the document declares."""

    credentials: dict[str, CredentialPlan] = field(default_factory=dict)
    declared: dict[str, Node] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    """Schemes that only the map declares."""


def read_schemes(document: Document, mapping: Mapping, map_file: str, report: Report) -> Schemes:
    """The schemes of the map, each a scheme of the document or declared in full by the map."""
    declared = document.security_schemes(report)
    result = Schemes(declared=declared)
    for name, mapped in mapping.auth.items():
        at = Location(map_file, ("auth", name))
        node = declared.get(name)
        if node is None and mapped.type is None:
            near = difflib.get_close_matches(name, declared, n=1)
            known = ", ".join(sorted(declared)) or "none"
            hint = f"did you mean {near[0]!r}?" if near else (
                f"the document declares: {known}; to declare one here add `type: bearer`, `basic` or `apiKey`"
            )  # fmt: skip  # the hint in one piece
            report.error("unknown-security-scheme", f"the document has no security scheme {name!r}", at, hint)
            continue
        credential = _credential(name, mapped, node, at, report)
        if credential is not None:
            result.credentials[name] = credential
    result.own = tuple(name for name in result.credentials if name not in declared)
    return result


def _credential(
    name: str, mapped: SchemeMapping, node: Node | None, at: Location, report: Report
) -> CredentialPlan | None:
    """One credential; the map's `type` wins over what the document says."""
    kind = _kind(mapped, node)
    if kind is None:
        assert node is not None  # without one the map's own type decides, and it always has one
        what = f"{name!r} ({node.get('type')} {node.get('scheme') or node.get('in') or ''})".replace(
            " )", ")"
        )
        report.add(refusal("unsupported-security-scheme", what, node.location, at))
        return None
    if kind is SchemeKind.BASIC:
        if mapped.username is None or mapped.password is None:
            hint = f"write {name}: {{username: {{env: ..._EMAIL}}, password: {{env: ..._TOKEN}}}}"
            report.error("scheme-incomplete", f"basic scheme {name!r} needs username and password", at, hint)
            return None
        env: tuple[str, ...] = (mapped.username.env, mapped.password.env)
    else:
        if mapped.env is None:
            report.error(
                "scheme-incomplete",
                f"scheme {name!r} needs the variable that holds its key",
                at,
                f"write {name}: {{env: ..._API_KEY}}",
            )
            return None
        env = (mapped.env,)
    api_name = mapped.name or ""
    if not api_name and node is not None and node.get("type") == "apiKey":
        api_name = node.get("name") if isinstance(node.get("name"), str) else ""
    if not api_name and kind in (SchemeKind.HEADER, SchemeKind.QUERY):
        report.error(
            "scheme-incomplete", f"scheme {name!r} does not say what its {kind} is called", at, "add `name`"
        )
        return None
    description = node.get("description") if node is not None else ""
    return CredentialPlan(
        scheme=name,
        kind=kind,
        api_name=api_name or "Authorization",
        env=env,
        prefix=mapped.prefix,
        help=mapped.setup or prose.sentence(description),
    )


def _kind(mapped: SchemeMapping, node: Node | None) -> SchemeKind | None:
    if mapped.type is not None:
        by_type = {"bearer": SchemeKind.BEARER, "basic": SchemeKind.BASIC}
        return by_type.get(mapped.type) or (SchemeKind.QUERY if mapped.in_ == "query" else SchemeKind.HEADER)
    assert node is not None  # the caller has refused a scheme that nobody declares
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
    known = [name for requirement in alternatives for name in requirement]
    undeclared = sorted({name for name in known if name not in schemes.declared})
    if undeclared:
        message = (
            f"{operation.key} asks for a security scheme that the document does not declare: {undeclared[0]}"
        )
        report.error(
            "unknown-security-scheme",
            message,
            operation.node.location,
            f"declare it in the map: auth: {{{undeclared[0]}: {{type: bearer, env: ..._TOKEN}}}}",
            (at,),
        )
    else:
        ways = " or ".join(" and ".join(sorted(requirement)) for requirement in alternatives)
        report.error(
            "unmapped-security",
            f"{operation.key} needs a credential: {ways}",
            at,
            f"add under auth: {{{known[0]}: {{env: ..._API_KEY}}}}",
            (operation.node.location,),
        )
    return ()


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
