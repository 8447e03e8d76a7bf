"""Servers to base URLs: the connector's own, its environments, and those of single operations."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.model import CommandMapping, Mapping

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def base_url(
    document: Document, mapping: Mapping, open_variables: set[str], map_file: str, report: Report
) -> str:
    """An absolute http(s) URL without a trailing slash; "" after an error.

    `open_variables` are filled by a credential when a request is made: they stay `{name}`.
    """
    at = Location(map_file, ("server",))
    if mapping.server.environments and mapping.server.url is not None:
        message = "`url` and `environments` both say which server is meant"
        report.error("server-contradiction", message, at.child("url"), "write it as the first environment")
    named = environments(mapping, map_file, report)
    if mapping.server.environments:
        return named[0][1] if named else ""
    servers = document.root.child("servers")
    nodes = list(servers.elements()) if servers is not None else []
    first = nodes[0] if nodes else None
    own = mapping.server.url
    template = own if own is not None or first is None else first.get("url")
    if template is None or template == "":
        message = "neither the document nor the map names a server"
        report.error("missing-server", message, at, "write server: {url: https://...}")
        return ""
    # The mistake is shown where the address is written, its repair always goes into the map.
    place = at.child("url") if own is not None or first is None else first.location.child("url")
    if not isinstance(template, str):
        return _bad(template, place, report)
    declared = _variables(first if own is None else _same_server(nodes, template))
    url = _fill(template, declared, mapping, open_variables, place, report)
    if url is None:
        return ""
    return _absolute(url, document, mapping, own is None, "", place, report)


def environments(mapping: Mapping, map_file: str, report: Report) -> tuple[tuple[str, str], ...]:
    """(name, base URL) of each environment that the map names, in its order."""
    at = Location(map_file, ("server", "environments"))
    found = [(name, _plain(url, at.child(name), report)) for name, url in mapping.server.environments.items()]
    return tuple((name, url) for name, url in found if url)


def own_server(
    document: Document,
    operation: Operation,
    mapped: CommandMapping | None,
    mapping: Mapping,
    base: str,
    open_variables: set[str],
    at: Location,
    report: Report,
) -> str:
    """The base URL of an operation that has servers of its own; "" where it is the connector's."""
    if mapped is not None and mapped.server is not None:
        url = _plain(mapped.server, at.child("server"), report)
        return url if url != base else ""
    owner, nodes = operations.servers(document, operation)
    if owner == "root":
        return ""
    place = nodes[0].location.child("url")
    template = nodes[0].get("url")
    if not isinstance(template, str) or not template:
        return _bad(template, place, report)
    url = _fill(template, _variables(nodes[0]), mapping, open_variables, place, report) or ""
    url = url and _absolute(url, document, mapping, True, base, place, report)
    return url if url != base else ""


def _plain(url: str, place: Location, report: Report) -> str:
    try:
        plain = _is_plain(url)
    except ValueError:
        plain = False
    return url.rstrip("/") if plain else _bad(url, place, report)


def _absolute(
    url: str,
    document: Document,
    mapping: Mapping,
    documented: bool,
    base: str,
    place: Location,
    report: Report,
) -> str:
    """`url` as a plain absolute one: a relative server is relative to the document's own address."""
    try:
        if not urlsplit(url).scheme and documented:
            origin = mapping.document.url or document.file.url or base or None
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


def check_variables(
    document: Document, mapping: Mapping, mapped: Iterable[Operation], map_file: str, report: Report
) -> None:
    """The map's values for server variables: of a variable that is there, and one that it may have."""
    at = Location(map_file, ("server", "variables"))
    used = list(_templates(document, mapping, mapped))
    names = list(dict.fromkeys(name for template, _ in used for name in _VARIABLE.findall(template)))
    for name, value in mapping.server.variables.items():
        enums = [one.get(name, {}).get("enum") for template, one in used if "{" + name + "}" in template]
        allowed = next((enum for enum in enums if isinstance(enum, list) and enum), [])
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "it has: " + (", ".join(names) or "none")
            server = f"the server {used[0][0]!r}" if len(used) == 1 else "no server in use"
            has = "has no variable" if len(used) == 1 else "has a variable"
            report.error("unknown-server-variable", f"{server} {has} {name!r}", at.child(name), hint)
        elif allowed and value not in [str(one) for one in allowed]:
            hint = "the vendor allows " + ", ".join(str(one) for one in allowed)
            report.error("wrong-server-variable", f"{name!r} cannot be {value!r}", at.child(name), hint)


def _templates(
    document: Document, mapping: Mapping, mapped: Iterable[Operation]
) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """Every server's URL that a command may go to, with its variables as the document declares them."""
    servers = document.root.child("servers")
    nodes = list(servers.elements()) if servers is not None else []
    own = mapping.server.url
    if own is not None:
        yield own, _variables(_same_server(nodes, own))
    elif nodes and not mapping.server.environments and isinstance(nodes[0].get("url"), str):
        yield nodes[0].get("url"), _variables(nodes[0])
    for operation in mapped:
        owner, listed = operations.servers(document, operation)
        if owner != "root" and isinstance(listed[0].get("url"), str):
            yield listed[0].get("url"), _variables(listed[0])


def _fill(
    template: str,
    declared: dict[str, dict[str, Any]],
    mapping: Mapping,
    open_variables: set[str],
    written: Location,
    report: Report,
) -> str | None:
    """`template` with each `{variable}` replaced by the map's value, else by the document's default.

    `written` is where the template stands.
    """
    values: dict[str, str | None] = {name: "{" + name + "}" for name in open_variables}
    for name in _VARIABLE.findall(template):
        value = mapping.server.variables.get(name, declared.get(name, {}).get("default"))
        values.setdefault(name, None if value is None else str(value))
    missing = [name for name in _VARIABLE.findall(template) if values[name] is None]
    for name in missing:
        report.error(
            "missing-server-variable",
            f"the server {template!r} needs {name!r}",
            written,
            f"write server: {{variables: {{{name}: ...}}}} in the map",
        )
    return None if missing else _VARIABLE.sub(lambda match: str(values[match[1]]), template)
