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
    template = mapping.server.url or (first.get("url") if first is not None else None)
    if not isinstance(template, str) or not template:
        report.error(
            "missing-server",
            "neither the document nor the map names a server",
            at,
            "write server: {url: https://...}",
        )
        return ""
    declared = _variables(first if mapping.server.url is None else _same_server(nodes, template))
    url = _fill(template, declared, mapping, at, report)
    if url is None:
        return ""
    if not urlsplit(url).scheme and mapping.server.url is None:
        origin = mapping.document.url or document.file.url
        if origin is None:
            report.error(
                "relative-server",
                f"the document's server {url!r} is relative",
                at,
                "write server: {url: https://...} with the vendor's host",
                (first.location,) if first else (),
            )
            return ""
        url = urljoin(origin, url)
    parts = urlsplit(url)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.query
        or parts.fragment
        or parts.username
    ):
        report.error(
            "bad-server",
            f"{url!r} is not a plain http or https URL",
            at,
            "write server: {url: https://host/path}",
        )
        return ""
    return url.rstrip("/")


def _same_server(nodes: list[Node], template: str) -> Node | None:
    return next((node for node in nodes if node.get("url") == template), None)


def _variables(server: Node | None) -> dict[str, dict[str, Any]]:
    declared = server.get("variables") if server is not None else None
    if not isinstance(declared, dict):
        return {}
    return {name: one for name, one in declared.items() if isinstance(one, dict)}


def _fill(
    template: str, declared: dict[str, dict[str, Any]], mapping: Mapping, at: Location, report: Report
) -> str | None:
    """`template` with each `{variable}` replaced by the map's value, else by the document's default."""
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
            at,
            f"write server: {{variables: {{{name}: ...}}}}",
        )
        wrong = True
    return None if wrong else _VARIABLE.sub(lambda match: str(values[match[1]]), template)
