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
    names = {name for scheme in SCHEMES.values() for name in scheme.env}
    return [value for value in (read(name) for name in sorted(names)) if value]


def resolve_config() -> Config:
    """The configuration in force. Raises CliError (exit 4) for a base URL that cannot be used."""
    base_url = (read(BASE_URL_ENV) or BASE_URL).rstrip("/")
    if not base_url.lower().startswith(("https://", "http://")):
        raise CliError(
            "CONFIG_INVALID",
            f"{BASE_URL_ENV} must be an http or https URL",
            AUTH,
            {"variable": BASE_URL_ENV},
        )
    credentials = {
        name: tuple(read(variable) for variable in scheme.env)
        for name, scheme in SCHEMES.items()
        if all(read(variable) for variable in scheme.env)
    }
    return Config(base_url, credentials)


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


def describe() -> dict[str, Any]:
    """The configuration as `config show` prints it."""
    names = sorted({name for scheme in SCHEMES.values() for name in scheme.env})
    overridden = bool(read(BASE_URL_ENV))
    return {
        "base_url": {
            "value": read(BASE_URL_ENV) if overridden else BASE_URL,
            "source": BASE_URL_ENV if overridden else "default",
        },
        "credentials": {
            name: {"present": bool(read(name)), "source": "environment" if read(name) else None}
            for name in names
        },
        "settings": {name: read(name) or None for name in SETTINGS},
        "default_mode": read("AOS_DEFAULT_MODE") or "readonly",
    }
