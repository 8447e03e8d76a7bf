"""Where requests may go: the base URL with its secret parts, and what is the same host."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote, unquote_plus, urljoin, urlsplit

from . import config, output
from .constants import (
    ALLOWED_HOSTS,
    BASE_URL,
    BASE_URL_ENV,
    ENVIRONMENTS,
    SCHEMES,
    SERVERS,
)
from .errors import CliError, misconfigured, unreadable, usage
from .names import overrides, same, selects_page
from .schemes import in_path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORTS = {"http": 80, "https": 443}


class Address(NamedTuple):
    """A base URL as it is called, and as it may be shown."""

    url: str
    shown: str
    hidden: tuple[tuple[str, str], ...]
    """Spellings of the secrets in `url`, each with the `{name}` to show in its place."""

    def hide(self, text: str) -> str:
        """`text` without the secrets of the base URL."""
        for secret, name in self.hidden:
            text = text.replace(secret, name)
        return text

    def host(self, url: str) -> str:
        """The host of `url`, for messages."""
        return urlsplit(self.shown if origin(url) == origin(self.url) else url).hostname or ""


def address_of(shown: str, settings: config.Config) -> Address:
    """The address that `shown` stands for: each `{name}` filled with the credential of that name."""
    start = shown.find("/", shown.find("//") + 2)
    host, path = (shown, "") if start < 0 else (shown[:start], shown[start:])
    hidden: list[tuple[str, str]] = []
    for scheme, declared in SCHEMES.items():
        mark = "{" + declared.name + "}"
        if declared.kind != "url" or mark not in shown:
            continue
        config.choose(((scheme,),), settings)
        (value,) = settings.credentials[scheme]
        # urllib decodes a host: what is no part of a name would go elsewhere, and be told.
        if mark in host and not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", value):
            variable = declared.env[0]
            raise misconfigured(f"{variable} is no part of a host's name", variable=variable)
        host = host.replace(mark, value)
        path = path.replace(mark, in_path(value))
        spellings = {value, in_path(value), quote(value, safe="")}
        spellings |= {one.lower() for one in spellings}  # A host's name is told in small letters.
        hidden += [(one, mark) for one in sorted(spellings, key=len, reverse=True)]
    address = Address(host + path, shown, tuple(hidden))
    if hidden and not safe(address.url):
        raise insecure()
    return address


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port; what is no URL, or names a user, has an origin like no other."""
    try:
        parts = urlsplit(url)
        if "@" in parts.netloc:
            return "", url, None
        port = _PORTS.get(parts.scheme) if parts.port is None else parts.port
        return parts.scheme, parts.hostname or "", port
    except ValueError:
        return "", url, None


def safe(url: str) -> bool:
    """Whether a credential may travel to `url`: over https, or to this machine."""
    parts = urlsplit(url)
    here = parts.scheme == "http" and parts.hostname in LOOPBACK
    return parts.scheme == "https" or here


def check_carrier(at: Address, settings: config.Config) -> None:
    """Raise CliError (exit 4) where no credential may go to `at`.

    It goes over https, or to this machine; and, where the operator set the base URL, only to a host
    that the connector was generated for: that of one of its servers, or one that the map allows.
    """
    if not safe(at.url):
        raise insecure()
    host, port = origin(at.shown)[1:]
    if not settings.overridden or host in LOOPBACK or allowed(host, port):
        return
    named = host if port in _PORTS.values() else f"{host}:{port}"
    raise misconfigured(
        f"{BASE_URL_ENV} names {named}, a host that this connector was not generated for, so no"
        " credential is sent there; generate it with that host in the map: server: {allow: [...]}",
        variable=BASE_URL_ENV,
        host=host,
    )


def allowed(host: str, port: int | None = 443) -> bool:
    """Whether a host is one of the connector's servers, or allowed by the map (`*.` for those below).

    On a port that neither https nor one of the servers has, it is another's.
    """
    own = {origin(url)[1:] for url in (BASE_URL, *ENVIRONMENTS.values(), *SERVERS)}
    if (host, port) in own:
        return True
    if port != _PORTS["https"]:
        return f"{host}:{port}" in ALLOWED_HOSTS
    if host in ALLOWED_HOSTS or host in {name for name, _ in own}:
        return True
    return any(one[:2] == "*." and host.endswith(one[1:]) for one in ALLOWED_HOSTS)


def insecure() -> CliError:
    """The refusal to send a credential where others can read it."""
    return misconfigured("a credential is sent over https only, or to loopback")


def joined(url: str, target: str) -> str:
    """Where a link on `url` leads; "" for a target that is no URL."""
    try:
        return urljoin(url, target)
    except ValueError:
        return ""


def at_home(link: str, settings: config.Config) -> str:
    """A vendor's link below its own address, as one below the address that stands in for it."""
    for own in (BASE_URL, *ENVIRONMENTS.values()):
        if settings.overridden and link.startswith(own.rstrip("/") + "/"):
            return settings.base_url + link[len(own.rstrip("/")) :]
    return link


def next_page(url: str, link: str, *, given: bool) -> str:
    """The URL of the next page of what `url` answers, which must be on the same host.

    `given` says that a caller has named it: then its path must be the command's own too,
    since a command must not become a way to read what another command guards.
    """
    target = joined(url, link).partition("#")[0]
    if origin(target) != origin(url) or not target.isascii() or not target.isprintable():
        if given:
            raise usage("--next-url must be a URL of the vendor's own host", option="--next-url")
        raise unreadable("the vendor's next page is on another host, which is not followed")
    own = urlsplit(url).path.removesuffix("/")
    if given and urlsplit(target).path.removesuffix("/") != own:
        raise usage("--next-url must be a page of this same command", option="--next-url")
    return target


def next_pieces(
    linked: list[str],
    pieces: list[str],
    fixed: Collection[str],
    *,
    given: bool,
    known: Collection[str],
    omitted: Collection[str],
) -> list[str]:
    """The query of a next page: what a link says, under what the map fixes, in `pieces`.

    A link that a caller has `given` is under all of `pieces`, and may hold only names that are
    `known` and not `omitted`, or that select a page. Raises CliError (exit 2) for another one, and
    for another spelling of what is fixed.
    """
    # An object's fixed member travels by its own name in some styles.
    fixed = {spelled for name in fixed for spelled in (name, name.partition(".")[2]) if spelled}

    def is_fixed(name: str) -> bool:
        return any(same(name, one) for one in fixed)

    if not given:
        kept = [piece for piece in pieces if is_fixed(name_of(piece))]
        return kept + [piece for piece in linked if not is_fixed(name_of(piece))]
    own = names_of(pieces)
    for piece in linked:
        name = name_of(piece)
        if ";" in piece or overrides(name) or is_fixed(name) and name not in own:
            raise _no_page(f"{name} as it stands there")
        if name in own or selects_page(name):
            continue
        declared = any(same(name, one) for one in known)
        if not declared or any(same(name, one) for one in omitted):
            raise _no_page(name)
    return pieces + without(linked, own)


def _no_page(what: str) -> CliError:
    return usage(
        f"--next-url cannot hold {what}: give the next_url of an earlier answer; what this command"
        " takes of it, and is no page's, the map names under `parameters`",
        option="--next-url",
    )


def name_of(piece: str) -> str:
    """The name in a `name=value` piece of a query."""
    return unquote_plus(piece.partition("=")[0])


def names_of(pieces: list[str]) -> set[str]:
    """The names in `name=value` pieces of a query."""
    return {name_of(piece) for piece in pieces}


def without(pieces: list[str], names: set[str]) -> list[str]:
    """The `name=value` pieces of a query whose names are not among `names`."""
    return [piece for piece in pieces if name_of(piece) not in names]


def carries(url: str, secrets: list[str]) -> bool:
    """Whether a URL holds a secret, in any spelling."""
    return output.redact(url, secrets) != url
