"""Security schemes of the document and of the map to credentials: one for each scheme of the map."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.mapping.access import SchemeMapping
from aos_gen.mapping.check_auth import scheme_mistake
from aos_gen.mapping.model import Mapping
from aos_gen.plan import prose
from aos_gen.plan.inputs.fates import End, Sender
from aos_gen.plan.model import CredentialPlan, SchemeKind, Ways
from aos_gen.plan.naming import env_words
from aos_gen.plan.refusals import refusal
from aos_gen.plan.sendable import is_sendable

_PLAIN_KEY = re.compile(r"[A-Za-z_][\w.-]*")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
NAMED = (SchemeKind.HEADER, SchemeKind.QUERY, SchemeKind.COOKIE)
_EXAMPLES = {
    SchemeKind.HEADER: "name: X-Api-Key",
    SchemeKind.QUERY: "name: api_key",
    SchemeKind.COOKIE: "name: session",
}


@dataclass(slots=True)
class Schemes:
    """The credentials that the map sets up, and the schemes that the document declares."""

    credentials: dict[str, CredentialPlan] = field(default_factory=dict)
    declared: dict[str, Node] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    """Schemes that only the map declares."""
    broken: set[str] = field(default_factory=set)
    """Schemes that the map means and gets wrong: told once, and not again by every command."""
    omitted: set[str] = field(default_factory=set)
    """Schemes that the map leaves out: what they guard is sent without them."""
    bare: dict[str, list[str]] = field(default_factory=dict)
    """Commands that are sent without a scheme that they need, by the scheme."""
    connector: str = ""
    """The connector's name, for the variables that a hint proposes."""
    silent: bool = True
    """Whether the document says of no operation which scheme it needs."""
    scopes: dict[str, set[str]] = field(default_factory=dict)
    """The scopes that the mapped operations name, by scheme."""

    @property
    def in_url(self) -> dict[str, str]:
        """Server variables that a credential fills, and its scheme: every request needs them."""
        return {c.api_name: name for name, c in self.credentials.items() if c.kind is SchemeKind.URL}

    def covered(self, ways: Ways) -> dict[tuple[str, str], Sender]:
        """(place, name in lower case) of what the credentials of these ways send, and which sends it.

        No option may send it too. A credential of some other operation sends nothing here.
        """
        places = {SchemeKind.HEADER: "header", SchemeKind.QUERY: "query", SchemeKind.COOKIE: "cookie"}
        named = ((name, self.credentials[name]) for name in sorted({name for way in ways for name in way}))
        return {
            (places[c.kind], c.api_name.lower()): Sender(End.CREDENTIAL, f"scheme {name!r}", ("auth", name))
            for name, c in named
            if c.kind in places
        }


def read_schemes(document: Document, mapping: Mapping, map_file: str, report: Report) -> Schemes:
    """The schemes of the map, each a scheme of the document or declared in full by the map."""
    declared = document.security_schemes(report)
    silent = not any(isinstance(one.node.get("security"), list) for one in document.operations)
    asked = {
        scheme
        for one in document.operations
        for requirement in operations.security(document, one) or ()
        for scheme in requirement
    }
    result = Schemes(declared=declared, connector=mapping.connector.name, silent=silent)
    for name, mapped in mapping.auth.items():
        at = Location(map_file, ("auth", name))
        node = declared.get(name)
        if mapped.omit and scheme_mistake(name, mapped, at) is None and (node is not None or name in asked):
            result.omitted.add(name)
            continue
        if node is None and mapped.type is None:
            near = alike(name, [one for one in declared if one not in mapping.auth], n=1)
            known = ", ".join(sorted(declared)) or "none"
            hint = f"did you mean {near[0]!r}?" if near else (
                f"the document declares: {known}; to declare one here add `type: bearer`, `basic`, `apiKey`, "
                "`oauth2` or `server`"
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
    kind = kind_of(mapped, node)
    if kind is None:
        assert node is not None  # without one the map's own type decides, and it always has one
        if str(node.get("type")).lower() == "apikey":
            message = f"the document does not say where the key {name!r} travels"
            hint = "add `type: apiKey, in: header, name: X-Api-Key`"
            report.error("scheme-incomplete", message, at, hint, (node.location,))
            return None
        said = [str(node.get(key)) for key in ("type", "scheme", "in") if isinstance(node.get(key), str)]
        what = f"{name!r} ({' '.join(said) or 'without a type'})"
        report.add(refusal("unsupported-security-scheme", what, node.location, at))
        return None
    env = _variables(mapped, kind)
    if not env:
        lacks = {
            SchemeKind.BASIC: f"basic scheme {name!r} needs username and password",
            SchemeKind.TLS: f"scheme {name!r} needs the variables that name its certificate and key files",
        }.get(kind, f"scheme {name!r} needs the variable that holds its key")
        hint = f"write {entry(name, kind, connector)}"
        if mapped.client_id is not None:
            lacks = f"the document says that scheme {name!r} is of kind {kind}, which has no client's id"
            hint += ", or add `type: oauth2, token_url: https://...`"
        report.error("scheme-incomplete", lacks, at, hint)
        return None
    api_name = mapped.name or ""
    if not api_name and node is not None and str(node.get("type")).lower() == "apikey":
        # A map that says `bearer` of a key in a query means the header that bearer tokens have.
        named = kind in NAMED or node.get("in") == "header"
        api_name = node.get("name") if named and isinstance(node.get("name"), str) else ""
    if not api_name and kind in NAMED:
        message = f"scheme {name!r} does not say what its {kind} is called"
        hint = f"add the vendor's name for it, such as `{_EXAMPLES[kind]}`"
        report.error("scheme-incomplete", message, at, hint)
        return None
    if kind in NAMED and not is_sendable(kind.value, api_name):
        what = f"security scheme {name!r}, sent as {api_name!r},"
        hint = "declare it in full in the map: type, in and name"
        report.add(refusal("unsendable-name", what, node.location if node is not None else at, at, hint=hint))
        return None
    token_url = ""
    if kind is SchemeKind.OAUTH2:
        found = _token_url(name, mapped, node, at, report)
        if found is None:
            return None
        token_url = found
        _check_scopes(name, mapped, node, at, report)
    description = node.get("description") if node is not None else ""
    return CredentialPlan(
        scheme=name,
        kind=kind,
        api_name=api_name or "Authorization",
        env=env,
        prefix=mapped.prefix,
        constant=(mapped.password.value or "") if mapped.password is not None else "",
        token_url=token_url,
        scopes=tuple(mapped.scopes or ()),
        client_auth=mapped.client_auth,
        token_env=mapped.token.env if mapped.token is not None else "",
        help=prose.plain(mapped.setup) or prose.sentence(description),
    )


def _check_scopes(name: str, mapped: SchemeMapping, node: Node | None, at: Location, report: Report) -> None:
    """The scopes that the map asks for are scopes that the vendor knows, where it names any."""
    flows = node.child("flows") if node is not None else None
    known = {
        scope
        for _, flow in (flows.items() if flows is not None else ())
        for scope in (flow.get("scopes") or {} if isinstance(flow.get("scopes"), dict) else {})
    }
    for index, scope in enumerate(mapped.scopes or ()):
        if known and scope not in known:
            near = alike(scope, known, n=1)
            hint = (
                f"did you mean {near[0]!r}?" if near else "the vendor has: " + ", ".join(sorted(known)[:30])
            )
            message = f"scheme {name!r} has no scope {scope!r}"
            report.error("unknown-scope", message, at.child("scopes", index), hint)


def _variables(mapped: SchemeMapping, kind: SchemeKind) -> tuple[str, ...]:
    """The variables that a scheme of this kind needs; none where the map does not name them all."""
    if kind is SchemeKind.BASIC:
        if mapped.username is None or mapped.password is None:
            return ()
        return tuple(filter(None, (mapped.username.env, mapped.password.env)))
    if kind is SchemeKind.OAUTH2:
        assert mapped.client_id is not None and mapped.client_secret is not None  # they make the kind
        return mapped.client_id.env, mapped.client_secret.env
    if kind is SchemeKind.TLS:
        if mapped.certificate is None or mapped.key is None:
            return ()
        return mapped.certificate.env, mapped.key.env
    return (mapped.env,) if mapped.env is not None else ()


def _token_url(
    name: str, mapped: SchemeMapping, node: Node | None, at: Location, report: Report
) -> str | None:
    """Where tokens are fetched: over https, or from this machine."""
    flow = node.child("flows", "clientCredentials") if node is not None else None
    url, place = mapped.token_url, at.child("token_url")
    if url is None and flow is not None and isinstance(flow.get("tokenUrl"), str):
        url, place = flow.get("tokenUrl"), flow.location.child("tokenUrl")
    if url is None:
        message = f"scheme {name!r} does not say where tokens are fetched"
        report.error("scheme-incomplete", message, at, "add `token_url: https://...`")
        return None
    fine = is_token_url(url)
    if not fine:
        hint = "write `token_url: https://...` in the map: a client's secret travels over https only"
        report.error("bad-token-url", f"{url!r} is no https URL to send a secret to", place, hint, (at,))
        return None
    return str(url)


def is_token_url(url: str) -> bool:
    """Whether a client's secret may be sent there: over https, or to this machine."""
    try:
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        odd = not url.isprintable() or set("@ \\#") & set(url) or parts.port == 0
    except ValueError:
        return False
    return safe and bool(parts.hostname) and not odd


def has_client(node: Node | None) -> bool:
    """Whether the document says that a client may fetch its own token, and where."""
    flow = node.child("flows", "clientCredentials") if node is not None else None
    url = flow.get("tokenUrl") if flow is not None else None
    return isinstance(url, str) and is_token_url(url)


def client_scopes(node: Node | None) -> set[str]:
    """The scopes that a client may ask for by itself; none where the document lists none."""
    flow = node.child("flows", "clientCredentials") if node is not None else None
    listed = flow.get("scopes") if flow is not None else None
    return set(listed) if isinstance(listed, dict) else set()


def entry(
    name: str, kind: SchemeKind | None, connector: str, variable: str = "", *, fetched: bool = False
) -> str:
    """What to write under `auth` for a scheme: `Token: {env: ACME_TOKEN}`. No kind: one to declare here.

    `fetched`: the token comes for a client's id and secret.
    """
    prefix = "_".join(filter(None, (env_words(connector), variable)))
    key = name if _PLAIN_KEY.fullmatch(name) else repr(name)
    if fetched:
        secret = f"client_secret: {{env: {prefix}_CLIENT_SECRET}}"
        return f"{key}: {{client_id: {{env: {prefix}_CLIENT_ID}}, {secret}}}"
    match kind:
        case SchemeKind.BASIC:
            return f"{key}: {{username: {{env: {prefix}_EMAIL}}, password: {{env: {prefix}_TOKEN}}}}"
        case SchemeKind.TLS:
            return f"{key}: {{certificate: {{env: {prefix}_CERT_ID}}, key: {{env: {prefix}_CERT_KEY}}}}"
        case SchemeKind.HEADER | SchemeKind.QUERY | SchemeKind.COOKIE:
            return f"{key}: {{env: {prefix}_API_KEY}}"
        case SchemeKind.BEARER | SchemeKind.OAUTH2:
            return f"{key}: {{env: {prefix}_TOKEN}}"
    return f"{key}: {{type: bearer, env: {prefix}_TOKEN}}"


def kind_of(mapped: SchemeMapping, node: Node | None) -> SchemeKind | None:
    """How the credential travels. OAuth2 and OpenID Connect with a ready token are bearer tokens."""
    if mapped.type is not None:
        if mapped.type == "oauth2":
            return SchemeKind.OAUTH2 if mapped.client_id is not None else SchemeKind.BEARER
        if mapped.type == "apiKey":
            return SchemeKind(mapped.in_ or "header")
        by_type = {"bearer": SchemeKind.BEARER, "basic": SchemeKind.BASIC, "server": SchemeKind.URL}
        return by_type[mapped.type]
    if node is None:
        return None
    match str(node.get("type")).lower(), str(node.get("scheme", "")).lower(), node.get("in"):
        case "http", "bearer", _:
            return SchemeKind.BEARER
        case "http", "basic", _:
            return SchemeKind.BASIC
        case "apikey", _, ("header" | "query" | "cookie") as place:
            return SchemeKind(place)
        case ("oauth2" | "openidconnect"), _, _:
            return SchemeKind.OAUTH2 if mapped.client_id is not None else SchemeKind.BEARER
        case "mutualtls", _, _:
            return SchemeKind.TLS
    return None
