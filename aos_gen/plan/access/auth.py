"""What each command needs of the credentials, and what the manifest says of them all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.mapping.access import SchemeMapping
from aos_gen.plan.access.schemes import Schemes, client_scopes, entry, has_client, kind_of
from aos_gen.plan.model import AuthPlan, CredentialPlan, SchemeKind, Ways
from aos_gen.plan.naming import env_words
from aos_gen.plan.reasons import Reason
from aos_gen.plan.refusals import refusal


@dataclass(frozen=True, slots=True)
class Access:
    """The ways in of a command, why these, and those of the vendor's that the map does not set up."""

    ways: Ways
    reason: Reason
    unused: tuple[tuple[str, ...], ...] = ()


def access_of(
    document: Document, operation: Operation, schemes: Schemes, at: Location, report: Report
) -> Access:
    """The ways in that a command of this operation has: the alternatives that the map covers, in order.

    Where the document says nothing of any operation, every scheme of the map is used: it forgot.
    A credential in the server's URL belongs to every way.
    """
    found = _access(document, operation, schemes, at, report)
    in_url = tuple(sorted(schemes.in_url.values()))
    if not in_url:
        return found
    ways = tuple(dict.fromkeys(tuple(sorted({*way, *in_url})) for way in found.ways)) or (in_url,)
    return replace(found, ways=ways)


def _access(
    document: Document, operation: Operation, schemes: Schemes, at: Location, report: Report
) -> Access:
    alternatives = operations.security(document, operation)
    if alternatives is None:
        # Where other operations name what they need, this one needs nothing.
        used = tuple(sorted(schemes.credentials)) if schemes.silent else schemes.own
        said = "the document says of no operation what it needs, so all that the map sets up is sent"
        if not schemes.silent or not used:
            said = "neither the operation nor the document as a whole names a credential"
            said += ", so only what the map declares by itself is sent" if used else ""
        return Access((used,) if used else (), Reason(said))
    reason = Reason(*_declared(document, operation))
    unused = tuple(
        tuple(sorted(one)) for one in alternatives if not all(name in schemes.credentials for name in one)
    )
    covered = [one for one in alternatives if one and all(name in schemes.credentials for name in one)]
    for requirement in covered:
        for name, scopes in requirement.items():
            schemes.scopes.setdefault(name, set()).update(scopes)
    optional = any(not requirement for requirement in alternatives)
    own: Ways = (schemes.own,) if schemes.own else ()
    if covered:
        ways = tuple(dict.fromkeys(tuple(sorted(requirement)) for requirement in covered))
        return Access((*ways, ()) if optional else ways, reason, unused)
    if not alternatives or optional or own:
        # Where there is one, the map declares its own way in, in place of the document's.
        replaced = Reason("the map declares its own way in, in place of the document's", reason.at)
        return Access(own, replaced if own else reason, unused)
    bare = _bare_ways(alternatives, schemes, at)
    if bare:
        return Access(bare, Reason("the map sends it without what it omits", reason.at), unused)
    _report_missing(document, operation, alternatives, schemes, at, report)
    return Access((), reason, unused)


def _declared(document: Document, operation: Operation) -> tuple[str, Location | None]:
    """Who declares the requirements in force, and where."""
    own = operation.node.child("security")
    if own is not None and isinstance(own.value, list):
        return "the document says so of this operation", own.location
    whole = document.root.child("security")
    return "the document says so of all operations", whole.location if whole is not None else None


def _bare_ways(alternatives: list[dict[str, list[str]]], schemes: Schemes, at: Location) -> Ways:
    """Ways in that lack what the map leaves out with `omit`; none where it leaves out nothing of them."""
    known = schemes.omitted | set(schemes.credentials)
    partial = [one for one in alternatives if known.issuperset(one)]
    for name in sorted({name for one in partial for name in one if name in schemes.omitted}):
        schemes.bare.setdefault(name, []).append(str(at.pointer[-1]))
    return tuple(dict.fromkeys(tuple(sorted(n for n in one if n in schemes.credentials)) for one in partial))


def omitted_schemes(schemes: Schemes, map_file: str, report: Report) -> tuple[str, ...]:
    """The commands that go without a credential that the vendor asks for; a warning for each scheme."""
    for name in sorted(schemes.omitted):
        at = Location(map_file, ("auth", name))
        count = len(schemes.bare.get(name, ()))
        if not count:
            message = f"the map omits the security scheme {name!r}, and no command needs it"
            report.warning("unused-scheme", message, Location(map_file, at.pointer, at_key=True), "remove it")
            continue
        calls = "1 call is" if count == 1 else f"{count} calls are"
        message = f"{calls} sent without the security scheme {name!r}, which the vendor asks for"
        kind = kind_of(SchemeMapping(), schemes.declared.get(name))
        hint = f"set it up: {entry(name, kind, schemes.connector)}"
        report.warning("credential-omitted", message, at, hint)
    return tuple(sorted({one for names in schemes.bare.values() for one in names if one != "health"}))


def _report_missing(
    document: Document,
    operation: Operation,
    alternatives: list[dict[str, list[str]]],
    schemes: Schemes,
    at: Location,
    report: Report,
) -> None:
    """No way in is set up: a scheme that nobody declares, or one that the map leaves out."""
    meant = schemes.broken | set(schemes.credentials)
    if any(meant.issuperset(one) for one in alternatives) or schemes.broken - set(schemes.declared):
        return
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
        return
    strange = _none_supported(alternatives, schemes)
    if strange is not None:
        report.add(
            refusal("unsupported-security-scheme", repr(strange), schemes.declared[strange].location, at)
        )
        return
    spoken = ", or ".join(
        " and ".join(sorted(one)) + (" together" if len(one) > 1 else "") for one in alternatives
    )
    report.error(
        "unmapped-security",
        f"the vendor asks for a credential that the map does not set up: {spoken}",
        Location(at.file, ("auth",)),
        f"add auth: {{{_missing(alternatives, schemes)}}}",
        (at,),
    )


def _none_supported(alternatives: list[dict[str, list[str]]], schemes: Schemes) -> str | None:
    """The first scheme that stands in every way of the document's; None where some way could be set up."""
    strange = [
        sorted(name for name in one if kind_of(SchemeMapping(), schemes.declared[name]) is None)
        for one in alternatives
    ]
    return strange[0][0] if all(strange) else None


def _missing(alternatives: list[dict[str, list[str]]], schemes: Schemes) -> str:
    """What the map lacks for the first alternative that is supported, else for the first."""
    kinds = {name: kind_of(SchemeMapping(), node) for name, node in schemes.declared.items()}
    chosen = next((one for one in alternatives if all(kinds.get(name) for name in one)), alternatives[0])
    names = sorted(name for name in chosen if name not in schemes.credentials)
    # Two keys that travel together are two variables.
    several = len(chosen) > 1
    words = {name: env_words(name) if several else "" for name in names}
    found = ", ".join(entry(name, kinds.get(name), schemes.connector, words[name]) for name in names)
    if len(names) == 1 and has_client(schemes.declared.get(names[0])):
        # A token that a person brings, or a client that fetches its own.
        found += "}, or {" + entry(names[0], SchemeKind.OAUTH2, schemes.connector, fetched=True)
    return found


def unused_schemes(schemes: Schemes, used: list[Ways], map_file: str, report: Report) -> None:
    """Warn of credentials that the map sets up and that no command and no probe sends."""
    names = {name for ways in used for way in ways for name in way}
    for name in sorted(set(schemes.credentials) - names):
        report.warning(
            "unused-scheme",
            f"no command uses the security scheme {name!r}, so nobody is asked for its credential",
            Location(map_file, ("auth", name), at_key=True),
            "remove it, or map an operation that asks for it",
        )


def auth_plan(schemes: Schemes, used: list[Ways], label: str) -> AuthPlan:
    """The manifest's auth: only credentials that some command uses; the commonest ways are the default."""
    names = sorted({name for ways in used for way in ways for name in way})
    credentials = tuple(_with_scopes(schemes.credentials[name], schemes) for name in names)
    counts = {ways: used.count(ways) for ways in set(used)}
    default = _commonest(counts)
    needing = {ways: count for ways, count in counts.items() if ways and () not in ways}
    mandatory, one_of = _needs(_commonest(needing), {c.scheme: c for c in credentials})
    every = dict.fromkeys(v for c in credentials for v in (*c.env, *filter(None, (c.token_env,))))
    known = {*mandatory, *(variable for way in one_of for variable in way)}
    setup: list[str] = []
    for credential in credentials:
        setup.append(credential.help or f"Get a credential for {label}")
        setup.extend(f"Add {variable} in API Keys settings" for variable in credential.env)
        if credential.token_env:
            setup.append(f"Or add {credential.token_env} with a ready access token")
    fetched = any(c.kind is SchemeKind.OAUTH2 for c in credentials)
    return AuthPlan(
        kind="oauth-service-key" if fetched else "service-key",
        service_keys=tuple(variable for variable in every if variable in mandatory),
        required_one_of=one_of,
        optional_service_keys=tuple(variable for variable in every if variable not in known),
        setup=tuple(dict.fromkeys(setup)),
        credentials=credentials,
        default=default,
    )


def _commonest(counts: dict[Ways, int]) -> Ways:
    return min(counts, key=lambda ways: (-counts[ways], ways), default=())


def _with_scopes(credential: CredentialPlan, schemes: Schemes) -> CredentialPlan:
    """An OAuth2 client asks for what the mapped operations name, unless the map says what.

    Another flow's scopes are not the client's to ask for: a token endpoint refuses them.
    """
    if credential.kind is not SchemeKind.OAUTH2 or credential.scopes:
        return credential
    named = schemes.scopes.get(credential.scheme, set())
    known = client_scopes(schemes.declared.get(credential.scheme))
    return replace(credential, scopes=tuple(sorted(named & known if known else named)))


def _needs(default: Ways, credentials: dict[str, CredentialPlan]) -> tuple[set[str], Ways]:
    """(variables that the commonest commands cannot do without, what each of their ways needs besides).

    What only other commands need is optional: the host refuses a credential that lacks a mandatory one.
    """
    sets = [one for way in default for one in _variable_sets(way, credentials)]
    if not sets or () in sets:
        return set(), ()
    common = set.intersection(*(set(one) for one in sets))
    rests = tuple(dict.fromkeys(tuple(v for v in one if v not in common) for one in sets))
    # A way that needs nothing besides makes the others optional.
    return common, rests if all(rests) else ()


def _variable_sets(way: tuple[str, ...], credentials: dict[str, CredentialPlan]) -> list[tuple[str, ...]]:
    """The sets of variables that fill a way, each by itself: a ready token stands for id and secret."""
    sets: list[tuple[str, ...]] = [()]
    for name in way:
        credential = credentials[name]
        choices = [credential.env, *([(credential.token_env,)] if credential.token_env else [])]
        sets = [tuple(dict.fromkeys((*one, *choice))) for one in sets for choice in choices]
    return sets
