"""The base URL: the map's, or the document's first server with its variables filled in."""

from __future__ import annotations

import difflib
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.mapping.model import Mapping

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def base_url(document: Document, mapping: Mapping, map_file: str, report: Report) -> str:
    """An absolute http(s) URL without a trailing slash; "" after an error."""
    at = Location(map_file, ("server",))
    servers = document.root.child("servers")
    nodes = list(servers.elements()) if servers is not None else []
    first = nodes[0] if nodes else None
    own = mapping.server.url
    template = own if own is not None or first is None else first.get("url")
    if template is None or template == "":
        report.error(
            "missing-server",
            "neither the document nor the map names a server",
            at,
            "write server: {url: https://...}",
        )
        return ""
    # The mistake is shown where the address is written, its repair always goes into the map.
    place = at.child("url") if own is not None or first is None else first.location.child("url")
    if not isinstance(template, str):
        return _bad(template, place, report)
    declared = _variables(first if own is None else _same_server(nodes, template))
    url = _fill(template, declared, mapping, at, place, report)
    if url is None:
        return ""
    try:
        if not urlsplit(url).scheme and own is None:
            origin = mapping.document.url or document.file.url
            if origin is None:
                hint = "write server: {url: https://...} with the vendor's host in the map"
                report.error("relative-server", f"the document's server {url!r} is relative", place, hint)
                return ""
            url = urljoin(origin, url)
        plain = _is_plain(url)
    except ValueError:  # half a bracket, a port that is none
        plain = False
    return url.rstrip("/") if plain else _bad(url, place, report)


def _is_plain(url: str) -> bool:
    """An http(s) address and nothing that a path cannot be added to. A ValueError says no, too."""
    parts = urlsplit(url)
    odd = (
        "?" in url or "#" in url or "@" in parts.netloc or "\\" in url or not url.isprintable() or " " in url
    )
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not odd


def _bad(url: Any, place: Location, report: Report) -> str:
    hint = "write server: {url: https://host/path} in the map"
    report.error("bad-server", f"{url!r} is not a plain http or https URL", place, hint)
    return ""


def _same_server(nodes: list[Node], template: str) -> Node | None:
    return next((node for node in nodes if node.get("url") == template), None)


def _variables(server: Node | None) -> dict[str, dict[str, Any]]:
    declared = server.get("variables") if server is not None else None
    if not isinstance(declared, dict):
        return {}
    return {name: one for name, one in declared.items() if isinstance(one, dict)}


def _fill(
    template: str,
    declared: dict[str, dict[str, Any]],
    mapping: Mapping,
    at: Location,
    written: Location,
    report: Report,
) -> str | None:
    """`template` with each `{variable}` replaced by the map's value, else by the document's default.

    `at` is the map's `server`, `written` is where the template stands.
    """
    names = _VARIABLE.findall(template)
    given = mapping.server.variables
    wrong = False
    for name, value in given.items():
        allowed = declared.get(name, {}).get("enum")
        place = at.child("variables", name)
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "it has: " + (", ".join(names) or "none")
            report.error(
                "unknown-server-variable", f"the server {template!r} has no variable {name!r}", place, hint
            )
            wrong = True
        elif isinstance(allowed, list) and allowed and value not in [str(one) for one in allowed]:
            report.error(
                "wrong-server-variable",
                f"{name!r} cannot be {value!r}",
                place,
                "the vendor allows " + ", ".join(str(one) for one in allowed),
            )
            wrong = True
    values = {name: given.get(name, declared.get(name, {}).get("default")) for name in names}
    for name in (name for name, value in values.items() if value is None):
        report.error(
            "missing-server-variable",
            f"the server {template!r} needs {name!r}",
            written,
            f"write server: {{variables: {{{name}: ...}}}} in the map",
        )
        wrong = True
    return None if wrong else _VARIABLE.sub(lambda match: str(values[match[1]]), template)
