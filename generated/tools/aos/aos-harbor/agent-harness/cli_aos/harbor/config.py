"""Configuration from environment variables: credentials, base URL, pinned values.

Nothing here prints a secret: `describe` says only whether one is set.
"""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from .constants import BASE_URL, BASE_URL_ENV, SCHEMES, SETTINGS
from .errors import AUTH, CliError


class Config(NamedTuple):
    """What a client needs."""

    base_url: str
    credentials: dict[str, tuple[str, ...]]
    """The values of each security scheme whose variables are all set."""


def read(name: str) -> str:
    """The value of an environment variable; "" where it is unset or blank."""
    return os.environ.get(name, "").strip()


def missing_keys() -> list[str]:
    """The credential variables that are not set."""
    names = [name for scheme in SCHEMES.values() for name in scheme.env]
    return sorted({name for name in names if not read(name)})


def secrets() -> list[str]:
    """The values that must appear in no output."""
    found: set[str] = set()
    for scheme in SCHEMES.values():
        values = [read(name) for name in scheme.env]
        found.update(values)
        if all(values):
            found.add(":".join(values))  # What travels, in base64, of a user name and a password.
    return sorted(found - {""})


def resolve_config() -> Config:
    """The configuration in force. Raises CliError (exit 4) for a base URL that cannot be used."""
    base_url = (read(BASE_URL_ENV) or BASE_URL).rstrip("/")
    if not _plain_url(base_url):
        raise CliError(
            "CONFIG_INVALID",
            f"{BASE_URL_ENV} must be an http or https URL without user, password, query and spaces",
            AUTH,
            {"variable": BASE_URL_ENV},
        )
    for scheme in SCHEMES.values():
        for name in scheme.env:
            value, in_header = read(name), scheme.kind in ("bearer", "header")
            if not (value.isprintable() and (value.isascii() or not in_header)):
                raise CliError(
                    "CONFIG_INVALID",
                    f"{name} holds a line break or another character that cannot be sent",
                    AUTH,
                    {"variable": name},
                )
    credentials = {
        name: tuple(read(variable) for variable in scheme.env)
        for name, scheme in SCHEMES.items()
        if all(read(variable) for variable in scheme.env)
    }
    return Config(base_url, credentials)


def _plain_url(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return fine and url.isascii() and url.isprintable() and not set(url) & set("@?# ")


def require(schemes: tuple[str, ...], config: Config) -> None:
    """Raise CliError (exit 4) that names the variables `schemes` still need."""
    missing = [
        variable
        for name in schemes
        if name not in config.credentials
        for variable in SCHEMES[name].env
        if not read(variable)
    ]
    if missing:
        raise CliError(
            "AUTH_REQUIRED",
            "no credential: set " + ", ".join(missing),
            AUTH,
            {"missing_keys": missing},
        )


def _shown_url(url: str) -> str:
    return url if _plain_url(url.rstrip("/")) else "(not a plain http or https URL)"


def describe() -> dict[str, Any]:
    """The configuration as `config show` prints it."""
    names = sorted({name for scheme in SCHEMES.values() for name in scheme.env})
    overridden = bool(read(BASE_URL_ENV))
    return {
        "base_url": {
            "value": _shown_url(read(BASE_URL_ENV)) if overridden else BASE_URL,
            "source": BASE_URL_ENV if overridden else "default",
        },
        "credentials": {
            name: {"present": bool(read(name)), "source": "environment" if read(name) else None}
            for name in names
        },
        "settings": {name: read(name) or None for name in SETTINGS},
        "default_mode": read("AOS_DEFAULT_MODE") or "readonly",
    }
