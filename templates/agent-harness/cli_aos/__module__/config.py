"""Configuration from environment variables: credentials, base URL, pinned values.

Nothing here prints a secret: `describe` says only whether one is set.
"""

from __future__ import annotations

import os
import re
from typing import Any, NamedTuple

from . import constants
from .constants import BASE_URL, BASE_URL_ENV, ENVIRONMENT_ENV, ENVIRONMENTS, SCHEMES
from .errors import AUTH, CliError, misconfigured, usage
from .schemes import Scheme

# Access tokens that were fetched: secrets like those of the environment, for the whole process.
FETCHED: set[str] = set()
# What `--env` named in the present call.
_named = ""
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._{}-]+)(:[0-9]+)?")
_COOKIE = frozenset('",;\\ ')


class Config(NamedTuple):
    """What a client needs."""

    base_url: str
    """Where requests go; it may hold `{name}` for a credential of kind url."""
    credentials: dict[str, tuple[str, ...]]
    """The values of each security scheme whose variables are all set."""
    overridden: bool = False
    """Whether the operator set the base URL, which then stands for every server."""

    def address(self, server: str) -> str:
        """The base URL of a command that names `server`, or none.

        Raises CliError (exit 4) for a server of its own that the environment in force has not.
        """
        name = environment()[0]
        if server and not self.overridden and name != next(iter(ENVIRONMENTS), ""):
            raise misconfigured(
                f"this command goes to {server}, which is no server of the environment {name!r}",
                environment=name,
            )
        return self.base_url if self.overridden or not server else server.rstrip("/")


def read(name: str) -> str:
    """The value of an environment variable; "" where it is unset or blank."""
    return os.environ.get(name, "").strip()


def setting(name: str) -> str:
    """The value of a variable that something cannot do without. Raises CliError (exit 4)."""
    if not read(name):
        raise CliError("AUTH_REQUIRED", f"set {name}", AUTH, {"missing_keys": [name]})
    return read(name)


def select(environment: str | None) -> None:
    """Keep what `--env` names. Raises CliError (exit 2) for an environment that there is not."""
    global _named
    if environment and environment not in ENVIRONMENTS:
        allowed = list(ENVIRONMENTS)
        raise usage(f"--env must be one of {', '.join(allowed)}", option="--env", allowed=allowed)
    _named = environment or ""


def environment() -> tuple[str, str]:
    """The environment in force and where it is from; "" where the connector has none."""
    chosen = _named or (read(ENVIRONMENT_ENV) if ENVIRONMENTS else "")
    if chosen and chosen not in ENVIRONMENTS:
        allowed = list(ENVIRONMENTS)
        raise misconfigured(
            f"{ENVIRONMENT_ENV} must be one of {', '.join(allowed)}",
            variable=ENVIRONMENT_ENV,
            allowed=allowed,
        )
    source = "--env" if _named else ENVIRONMENT_ENV if chosen else "default"
    return chosen or next(iter(ENVIRONMENTS), ""), source


def values_of(scheme: Scheme) -> tuple[str, ...]:
    """The values of the scheme's variables, those of the first way that is set; () for none."""
    for way in scheme.ways():
        values = tuple(read(variable) for variable in way)
        if all(values):
            return values
    return ()


def missing_keys() -> list[str]:
    """The variables that are not set and that nothing can stand in for."""
    return sorted(name for name in constants.SERVICE_KEYS if not read(name))


def missing_ways() -> list[list[str]]:
    """What each way in still lacks, where one of several is needed and none is set."""
    ways = [[name for name in way if not read(name)] for way in constants.REQUIRED_ONE_OF]
    return ways if ways and all(ways) else []


def either(ways: list[list[str]]) -> str:
    """`A_TOKEN, or B_KEY and C_KEY`."""
    return ", or ".join(dict.fromkeys(" and ".join(way) for way in ways))


def secrets() -> list[str]:
    """The values that must appear in no output."""
    found: set[str] = {*FETCHED, *(read(name) for name in constants.SETTINGS if _secret(name))}
    for scheme in SCHEMES.values():
        for way in scheme.ways():
            values = tuple(read(variable) for variable in way)
            if scheme.kind != "tls":
                found.update(values)
            if all(values):
                found.update(scheme.secrets(values))
    found.update(_of_proxies())
    return sorted(found - {""})


def _of_proxies() -> set[str]:
    """Passwords in the addresses of proxies, which urllib honours: as written, and as they travel."""
    found: set[str] = set()
    for name, value in os.environ.items():
        if name.lower().endswith("_proxy") and "@" in value:
            from urllib.parse import unquote

            user, _, password = value.rpartition("@")[0].rpartition("/")[2].partition(":")
            found |= {password, unquote(password), f"{unquote(user)}:{unquote(password)}"}
    return found - {":"}


def _secret(name: str) -> bool:
    """Whether a setting is a secret by its name; the others, such as a workspace's id, are shown."""
    return name.endswith(("_API_KEY", "_TOKEN", "_SECRET", "_PASSWORD"))


def resolve_config() -> Config:
    """The configuration in force. Raises CliError (exit 4) for what cannot be used."""
    overridden = read(BASE_URL_ENV)
    base_url = (overridden or ENVIRONMENTS.get(environment()[0]) or BASE_URL).rstrip("/")
    if not _plain_url(base_url):
        raise misconfigured(
            f"{BASE_URL_ENV} must be an http or https URL without user, password, query and spaces",
            variable=BASE_URL_ENV,
        )
    for scheme in SCHEMES.values():
        if overridden and scheme.kind == "url" and "{" + scheme.name + "}" not in base_url:
            mark = "{" + scheme.name + "}"
            raise misconfigured(f"{BASE_URL_ENV} must hold {mark}", variable=BASE_URL_ENV)
    found = {name: values_of(scheme) for name, scheme in SCHEMES.items()}
    credentials = {name: values for name, values in found.items() if values}
    return Config(base_url, credentials, bool(overridden))


def _can_be_sent(scheme: Scheme, way: tuple[str, ...], value: str) -> bool:
    if scheme.kind == "cookie":
        return value.isascii() and value.isprintable() and not set(value) & _COOKIE
    as_it_is = scheme.kind in ("bearer", "header") or way == (scheme.token_env,)
    return value.isprintable() and (value.isascii() or not as_it_is)


def _plain_url(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    # urllib decodes a host, and a resolver reads more than names: what looks like one host is that host.
    fine = fine and bool(_HOST.fullmatch(parts.netloc))
    return fine and url.isascii() and url.isprintable() and not set(url) & set("@?#\\ ")


def choose(schemes: tuple[tuple[str, ...], ...], config: Config) -> tuple[str, ...]:
    """The first alternative of `schemes` whose variables are all set; () where none is needed.

    Raises CliError (exit 4) that names what each alternative still lacks.
    """
    for way in schemes:
        if way and all(name in config.credentials for name in way):
            _check_sendable(way)
            return way
    begun = any(read(variable) for way in schemes for name in way for variable in SCHEMES[name].env)
    if not schemes or (() in schemes and not begun):
        return ()
    ways = lacking(schemes, config)
    common = [name for name in ways[0] if all(name in way for way in ways)]
    one_of = {"one_of": ways} if len(ways) > 1 else {}
    raise CliError(
        "AUTH_REQUIRED",
        "no credential: set " + (", ".join(ways[0]) if len(ways) == 1 else either(ways)),
        AUTH,
        {"missing_keys": common, **one_of},
    )


def _check_sendable(names: tuple[str, ...]) -> None:
    """Raise CliError (exit 4) for a value that its place in the request cannot carry."""
    for scheme in (SCHEMES[name] for name in names):
        for way in scheme.ways():
            for variable in way:
                if not _can_be_sent(scheme, way, read(variable)):
                    raise misconfigured(
                        f"{variable} holds a character that a {scheme.kind} credential cannot"
                        " carry, such as a line break",
                        variable=variable,
                    )


def lacking(schemes: tuple[tuple[str, ...], ...], config: Config) -> list[list[str]]:
    """For each way to satisfy `schemes`, the variables that are not set."""
    found: list[list[str]] = []
    for alternative in schemes:
        ways: list[list[str]] = [[]]
        for name in alternative:
            if name not in config.credentials:
                # Client id and secret are named before the ready token that may replace them.
                own = reversed(SCHEMES[name].ways())
                ways = [[*way, *one] for one in own for way in ways]
        found += [list(dict.fromkeys(n for n in way if not read(n))) for way in ways]
    return [way for way in found if way]


def _shown_url(url: str) -> str:
    return url if _plain_url(url.rstrip("/")) else "(not a plain http or https URL)"


def describe() -> dict[str, Any]:
    """The configuration as `config show` prints it."""
    names = {name for scheme in SCHEMES.values() for way in scheme.ways() for name in way}
    name, source = environment()
    base_url = {"value": ENVIRONMENTS.get(name) or BASE_URL, "source": source}
    if overridden := read(BASE_URL_ENV):
        base_url = {"value": _shown_url(overridden), "source": BASE_URL_ENV}
    shown: dict[str, Any] = {"base_url": base_url}
    if ENVIRONMENTS:
        shown["environment"] = {"value": name, "source": source, "allowed": list(ENVIRONMENTS)}
    return {
        **shown,
        "headers": dict(constants.HEADERS),
        "credentials": {
            name: {"present": bool(read(name)), "source": "environment" if read(name) else None}
            for name in sorted(names)
        },
        "settings": {
            name: bool(read(name)) if _secret(name) else read(name) or None
            for name in constants.SETTINGS
        },
        "default_mode": read("AOS_DEFAULT_MODE") or "readonly",
    }
