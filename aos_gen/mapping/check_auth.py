"""The `auth` part of a `Mapping` is held to the rules that need no document.

Every scheme must say all that it needs, and every variable must have a name that the host
knows for a credential and one meaning only.
"""

from __future__ import annotations

from collections.abc import Iterator

from aos_gen.diagnostics import Diagnostic, Location
from aos_gen.mapping.access import SchemeMapping
from aos_gen.mapping.model import InputMapping, Mapping, ParameterMapping
from aos_gen.mapping.strings import CREDENTIAL_ENDINGS

_ENDINGS = {
    "username": "EMAIL",
    "password": "SECRET",
    "env": "TOKEN",
    "client_id": "CLIENT_ID",
    "client_secret": "CLIENT_SECRET",
    "token": "TOKEN",
    "certificate": "CERT_ID",
    "key": "CERT_KEY",
}
_SPOKEN = {
    "username": "the user name",
    "password": "the password",
    "client_id": "the client's id",
    "client_secret": "the client's secret",
    "certificate": "the certificate's file",
    "key": "the key's file",
}
# What names a person, a client or a file, and may be seen.
_OPEN = ("username", "client_id", "certificate", "key")
_PAIRS = (("username", "password"), ("client_id", "client_secret"), ("certificate", "key"))
# The type that a pair makes: mutual TLS has none, because only a document declares it.
_TYPES = {"username": "basic", "client_id": "oauth2", "certificate": None}
_HALVES = {
    "username": "user name or password",
    "client_id": "client's id or secret",
    "certificate": "certificate's file or key's file",
}
_KEPT = {
    "username": "keep 'username' and 'password' for basic",
    "client_id": "keep 'client_id' and 'client_secret' for oauth2",
    "certificate": "keep 'certificate' and 'key' for mutual TLS",
}


def credential_name(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for scheme, settings in mapping.auth.items():
        for name, steps in _variables(settings):
            if not name.endswith(CREDENTIAL_ENDINGS):
                yield Diagnostic(
                    "credential-name",
                    f"the host does not know {name} for a credential, because it reads names by their ending",
                    root.child("auth", scheme, *steps),
                    f"end it in {', '.join(CREDENTIAL_ENDINGS)}: {name}_{_ENDINGS[steps[0]]}, say",
                )


def env_name_collision(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """Two schemes may share a variable (one key, sent in two ways); so may a user name and a
    parameter (an account id). A secret shared with anything else is a slip of the pen, and
    would be shown as that other thing.
    """
    prefix = mapping.connector.name.upper().replace("-", "_")
    host = {
        f"{prefix}_BASE_URL": "the server's address",
        f"{prefix}_ENV": "the environment's name",
        "AOS_DEFAULT_MODE": "the default mode",
    }
    secrets: dict[str, Location] = {}
    uses: list[tuple[str, str, Location]] = []
    for scheme, settings in mapping.auth.items():
        for name, steps in _variables(settings):
            at = root.child("auth", scheme, *steps)
            uses.append((name, f"a credential of scheme '{scheme}'", at))
            if steps[0] not in _OPEN:
                secrets.setdefault(name, at)
        for one, other in _PAIRS:
            first, second = getattr(settings, one), getattr(settings, other)
            if first is not None and second is not None and first.env == second.env:
                yield Diagnostic(
                    "env-name-collision",
                    f"{first.env} is both {_SPOKEN[one]} and {_SPOKEN[other]} of scheme '{scheme}'",
                    root.child("auth", scheme, other, "env"),
                    f"give {_SPOKEN[other]} a variable of its own",
                    related=(root.child("auth", scheme, one, "env"),),
                )
    for at, parameter in settings_of(mapping, root):
        if parameter.env is None:
            continue
        where = at.child("env")
        kind, spoken = (
            ("option", "an option") if at.pointer[-2] == "options" else ("parameter", "a parameter")
        )
        uses.append((parameter.env, f"the default of {kind} '{at.pointer[-1]}'", where))
        if parameter.env in secrets:
            yield Diagnostic(
                "env-name-collision",
                f"{parameter.env} is both a secret and the default of {kind} '{at.pointer[-1]}'",
                where,
                f"use another variable, because {spoken}'s default is shown",
                related=(secrets[parameter.env],),
            )
    for name, use, at in uses:
        if name in host:
            message = f"{name} is both {use} and {host[name]}"
            yield Diagnostic("env-name-collision", message, at, "use another variable")


def scheme_incomplete(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for scheme, settings in mapping.auth.items():
        found = scheme_mistake(scheme, settings, root.child("auth", scheme))
        if found is not None:
            yield found


def scheme_mistake(scheme: str, settings: SchemeMapping, at: Location) -> Diagnostic | None:
    """What one scheme lacks or has too much of, whatever the document says."""
    found = _lack(settings)
    if found is None:
        return None
    message, hint = found
    return Diagnostic("scheme-incomplete", f"scheme '{scheme}' {message}", at, hint)


def bad_prefix(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """A header is one line: what is not printable would split it, or be refused when it is sent."""
    for scheme, settings in mapping.auth.items():
        if not settings.prefix.isprintable():
            message = f"the prefix of scheme '{scheme}' holds a line break or a control character"
            hint = "write it on one line, such as `prefix: 'Token '`"
            yield Diagnostic("bad-prefix", message, root.child("auth", scheme, "prefix"), hint)


def _lack(settings: SchemeMapping) -> tuple[str, str] | None:
    if settings.omit:
        beside = sorted(settings.model_fields_set - {"omit", "setup"})
        keys = ", ".join(f"'{'in' if key == 'in_' else key}'" for key in beside)
        return (f"is omitted and has {keys}", "keep one of the two") if beside else None
    return _mixed(settings) or _half(settings) or _password(settings) or _named(settings) or _oauth2(settings)


def _mixed(settings: SchemeMapping) -> tuple[str, str] | None:
    """One scheme is filled in one way: a key, or a pair."""
    given = [pair for pair in _PAIRS if any(getattr(settings, key) is not None for key in pair)]
    if settings.env is not None and given:
        keys = " and ".join(f"'{key}'" for key in given[0] if getattr(settings, key) is not None)
        ready = ", with a ready token in `token: {env: ...}`" if given[0][0] == "client_id" else ""
        return f"has 'env' beside {keys}", f"keep 'env', or {_KEPT[given[0][0]]}{ready}"
    if len(given) > 1:
        firsts = (next(key for key in pair if getattr(settings, key) is not None) for pair in given)
        keys = " and ".join(f"'{key}'" for key in firsts)
        hint = ", or ".join(_KEPT[pair[0]] for pair in given)
        return f"has {keys}, which belong to different kinds of scheme", hint
    if given and settings.type not in (None, _TYPES[given[0][0]]):
        instead = f"write `type: {_TYPES[given[0][0]]}`" if _TYPES[given[0][0]] else "remove `type`"
        what = _HALVES[given[0][0]]
        return f"is of type {settings.type}, which has no {what}", f"{instead}, or write `env: ...` instead"
    if settings.env is None and not given and settings.type != "basic":
        return "names no environment variable", "add `env: ACME_API_KEY`, or remove the scheme"
    return None


def _half(settings: SchemeMapping) -> tuple[str, str] | None:
    """Both halves of a pair."""
    for pair in _PAIRS:
        given = [key for key in pair if getattr(settings, key) is not None]
        wanted = bool(given) or (pair[0] == "username" and settings.type == "basic")
        missing = [key for key in pair if key not in given]
        if wanted and missing:
            example = ", ".join(f"{key}: {{env: ACME_{_ENDINGS[key]}}}" for key in missing)
            more = "; a password that is always empty is `password: {value: ''}`"
            return f"lacks {' and '.join(missing)}", f"add `{example}`" + (
                more if missing == ["password"] else ""
            )
    return None


def _password(settings: SchemeMapping) -> tuple[str, str] | None:
    """A password is a variable or a value, and not both."""
    password = settings.password
    if password is None or (password.env is None) is not (password.value is None):
        return None
    found = "has a password with both 'env' and 'value'" if password.env else "has a password of nothing"
    return found, "write `password: {env: ACME_SECRET}`, or `password: {value: ''}` for one that never varies"


def _named(settings: SchemeMapping) -> tuple[str, str] | None:
    """Where a key travels and what it is called there."""
    if settings.type == "apiKey" and (settings.in_ is None or settings.name is None):
        missing = [key for key, value in (("in", settings.in_), ("name", settings.name)) if value is None]
        example = ", ".join({"in": "in: header", "name": "name: X-Api-Key"}[key] for key in missing)
        return f"is declared as apiKey and lacks {' and '.join(missing)}", f"add `{example}`"
    if settings.type == "server" and settings.name is None:
        return "is declared as server and lacks name", "add `name: token`, the variable of the server's URL"
    if settings.type == "server" and settings.in_ is not None:
        return "is of type server, which takes no 'in'", "remove it"
    if settings.type in ("bearer", "basic", "oauth2") and (settings.in_ or settings.name):
        return (
            f"is of type {settings.type}, which takes no 'in' or 'name'",
            "remove them, or write `type: apiKey`",
        )
    return None


def _oauth2(settings: SchemeMapping) -> tuple[str, str] | None:
    """What only client credentials have."""
    if settings.client_id is not None:
        return None
    keys = ("token", "token_url", "scopes", "client_auth")
    idle = [key for key in keys if key in settings.model_fields_set]
    if not idle:
        return None
    names = ", ".join(f"'{key}'" for key in idle)
    hint = "add `client_id: {env: ACME_CLIENT_ID}, client_secret: {env: ACME_CLIENT_SECRET}`, or remove it"
    return f"has {names}, which only client credentials use", hint


def _variables(settings: SchemeMapping) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each variable of a scheme, and where it stands below the scheme."""
    if settings.env is not None:
        yield settings.env, ("env",)
    for key in ("username", "password", "client_id", "client_secret", "token", "certificate", "key"):
        reference = getattr(settings, key)
        if reference is not None and reference.env is not None:
            yield reference.env, (key, "env")


def settings_of(
    mapping: Mapping, root: Location
) -> Iterator[tuple[Location, ParameterMapping | InputMapping]]:
    """Every parameter and every option of the map, and where it stands."""
    yield from parameters_of(mapping, root)
    for key, command in mapping.commands.items():
        for name, one in command.options.items():
            yield root.child("commands", key, "options", name), one


def parameters_of(mapping: Mapping, root: Location) -> Iterator[tuple[Location, ParameterMapping]]:
    """Every parameter of the map, the probe's too, and where it stands."""
    if mapping.health is not None:
        for name, parameter in mapping.health.parameters.items():
            yield root.child("health", "parameters", name), parameter
    for key, command in mapping.commands.items():
        for name, parameter in command.parameters.items():
            yield root.child("commands", key, "parameters", name), parameter
