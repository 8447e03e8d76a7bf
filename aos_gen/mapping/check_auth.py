"""The `auth` part of a `Mapping` is held to the rules that need no document.

Every scheme must say all that it needs, and every variable must have a name that the host
knows for a credential and one meaning only.
"""

from __future__ import annotations

from collections.abc import Iterator

from aos_gen.diagnostics import Diagnostic, Location
from aos_gen.mapping.model import CREDENTIAL_ENDINGS, Mapping, ParameterMapping, SchemeMapping

_ENDINGS = {"username": "EMAIL", "password": "SECRET", "env": "TOKEN"}


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
    host = {f"{prefix}_BASE_URL": "the server's address", "AOS_DEFAULT_MODE": "the default mode"}
    secrets: dict[str, Location] = {}
    uses: list[tuple[str, str, Location]] = []
    for scheme, settings in mapping.auth.items():
        for name, steps in _variables(settings):
            at = root.child("auth", scheme, *steps)
            uses.append((name, f"a credential of scheme '{scheme}'", at))
            if steps[0] != "username":
                secrets.setdefault(name, at)
        if settings.username and settings.password and settings.username.env == settings.password.env:
            yield Diagnostic(
                "env-name-collision",
                f"{settings.username.env} is both the user name and the password of scheme '{scheme}'",
                root.child("auth", scheme, "password", "env"),
                "give the password a variable of its own",
                related=(root.child("auth", scheme, "username", "env"),),
            )
    for at, parameter in parameters_of(mapping, root):
        if parameter.env is None:
            continue
        where = at.child("env")
        uses.append((parameter.env, f"the default of parameter '{at.pointer[-1]}'", where))
        if parameter.env in secrets:
            yield Diagnostic(
                "env-name-collision",
                f"{parameter.env} is both a secret and the default of parameter '{at.pointer[-1]}'",
                where,
                "use another variable, because a parameter's default is shown",
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
    pair = settings.username is not None or settings.password is not None
    if settings.env is not None and pair:
        return "has 'env' beside 'username' or 'password'", "keep 'env', or keep the other two for basic"
    if settings.type == "basic" or pair:
        if settings.type not in (None, "basic"):
            return (
                f"is of type {settings.type}, which has no user name or password",
                "write `env: ...` instead",
            )
        missing = [key for key in ("username", "password") if getattr(settings, key) is None]
        if missing:
            example = ", ".join(f"{key}: {{env: ACME_{_ENDINGS[key]}}}" for key in missing)
            return f"lacks {' and '.join(missing)}", f"add `{example}`"
    elif settings.env is None:
        return "names no environment variable", "add `env: ACME_API_KEY`, or remove the scheme"
    if settings.type == "apiKey" and (settings.in_ is None or settings.name is None):
        missing = [key for key, value in (("in", settings.in_), ("name", settings.name)) if value is None]
        example = ", ".join({"in": "in: header", "name": "name: X-Api-Key"}[key] for key in missing)
        return f"is declared as apiKey and lacks {' and '.join(missing)}", f"add `{example}`"
    if settings.type in ("bearer", "basic") and (settings.in_ or settings.name):
        return (
            f"is of type {settings.type}, which takes no 'in' or 'name'",
            "remove them, or write `type: apiKey`",
        )
    return None


def _variables(settings: SchemeMapping) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each variable of a scheme, and where it stands below the scheme."""
    if settings.env is not None:
        yield settings.env, ("env",)
    if settings.username is not None:
        yield settings.username.env, ("username", "env")
    if settings.password is not None:
        yield settings.password.env, ("password", "env")


def parameters_of(mapping: Mapping, root: Location) -> Iterator[tuple[Location, ParameterMapping]]:
    """Every parameter of the map, the probe's too, and where it stands."""
    if mapping.health is not None:
        for name, parameter in mapping.health.parameters.items():
            yield root.child("health", "parameters", name), parameter
    for key, command in mapping.commands.items():
        for name, parameter in command.parameters.items():
            yield root.child("commands", key, "parameters", name), parameter
