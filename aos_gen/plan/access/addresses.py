"""Texts to absolute http(s) addresses that paths can be added to."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.mapping.model import Mapping

VARIABLE = re.compile(r"\{([^{}]*)\}")
# Where the connector's own address is repaired.
IN_MAP = "write server: {url: https://host/path} in the map"


def plain(url: str, place: Location, hint: str, report: Report) -> str:
    """A text of the map as an address without a trailing slash; "" after an error with this hint."""
    try:
        fine = _is_plain(url)
    except ValueError:
        fine = False
    return url.rstrip("/") if fine else bad(url, place, hint, report)


def absolute(
    url: str,
    document: Document,
    mapping: Mapping,
    documented: bool,
    base: str,
    place: Location,
    hint: str,
    report: Report,
    related: tuple[Location, ...] = (),
) -> str:
    """`url` as a plain absolute one: a relative server is relative to the document's own address."""
    try:
        if not urlsplit(url).scheme and documented:
            origin = mapping.document.url or document.file.url or base or None
            if origin is None:
                repair = "write server: {url: https://...} with the vendor's host in the map"
                report.error("relative-server", f"the document's server {url!r} is relative", place, repair)
                return ""
            url = urljoin(origin, url)
        fine = _is_plain(url)
    except ValueError:  # half a bracket, a port that is none
        fine = False
    return url.rstrip("/") if fine else bad(url, place, hint, report, related)


def bad(url: Any, place: Location, hint: str, report: Report, related: tuple[Location, ...] = ()) -> str:
    """The error for what is no address, and "" in its place."""
    report.error("bad-server", f"{url!r} is not a plain http or https URL", place, hint, related)
    return ""


def _is_plain(url: str) -> bool:
    """An http(s) address and nothing that a path cannot be added to. A ValueError says no, too."""
    parts = urlsplit(url)
    odd = (
        "?" in url or "#" in url or "@" in parts.netloc or "\\" in url or not url.isprintable() or " " in url
    )
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not odd
