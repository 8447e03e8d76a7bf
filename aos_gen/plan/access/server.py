"""Servers to base URLs: the connector's own, its environments, and those of single operations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aos_gen.alike import alike
from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.mapping.check_auth import scheme_mistake
from aos_gen.mapping.model import CommandMapping, Mapping
from aos_gen.plan.access.addresses import IN_MAP, VARIABLE, absolute, bad, plain
from aos_gen.plan.reasons import Reason


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL, "" where it is the connector's or after an error, and who says so."""

    url: str
    reason: Reason


def base_server(
    document: Document, mapping: Mapping, open_variables: set[str], map_file: str, report: Report
) -> Server:
    """An absolute http(s) URL without a trailing slash; "" after an error.

    `open_variables` are filled by a credential when a request is made: they stay `{name}`.
    """
    at = Location(map_file, ("server",))
    if mapping.server.environments and mapping.server.url is not None:
        message = "`url` and `environments` both say which server is meant"
        report.error(
            "server-contradiction",
            message,
            at.child("url"),
            "remove url, and write it as the first of environments",
        )
    named = environments(mapping, map_file, report, open_variables)
    if mapping.server.environments:
        name = next(iter(mapping.server.environments))
        reason = Reason(f"the map's environment {name!r}", at.child("environments", name))
        return Server(named[0][1] if named else "", reason)
    nodes = operations.root_servers(document)
    first = nodes[0] if nodes else None
    own = mapping.server.url
    template = own if own is not None or first is None else first.get("url")
    if template is None or template == "":
        message = "neither the document nor the map names a server"
        report.error("missing-server", message, at, "write server: {url: https://...}")
        return Server("", Reason(message))
    # The mistake is shown where the address is written, its repair always goes into the map.
    place = at.child("url") if own is not None or first is None else _written(first)
    reason = Reason("the map's server" if own is not None else "the document's first server", place)
    if not isinstance(template, str):
        return Server(bad(template, place, IN_MAP, report), reason)
    declared = _variables(first if own is None else _same_server(nodes, template))
    url = _fill(template, declared, mapping, open_variables, place, report)
    if url is None:
        return Server("", reason)
    return Server(absolute(url, document, mapping, own is None, "", place, IN_MAP, report), reason)


def environments(
    mapping: Mapping, map_file: str, report: Report, open_variables: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """(name, base URL) of each environment that the map names, in its order."""
    at = Location(map_file, ("server", "environments"))
    found: list[tuple[str, str]] = []
    for name, written in mapping.server.environments.items():
        url = plain(written, at.child(name), f"write `{name}: https://host/path`", report)
        if url:
            found.append((name, url))
            _whole(url, open_variables, at.child(name), report)
    return tuple(found)


def _whole(url: str, open_variables: Collection[str], place: Location, report: Report) -> None:
    """An address of the map's own is written in full: only a credential fills a variable of it."""
    for name in dict.fromkeys(VARIABLE.findall(url)):
        if name not in open_variables:
            message = f"the server {url!r} needs {name!r}, which no credential fills"
            hint = f"write the address in full, or add a scheme with `type: server, name: {name}`"
            report.error("missing-server-variable", message, place, hint)


def own_server(
    document: Document,
    operation: Operation,
    mapped: CommandMapping | None,
    mapping: Mapping,
    base: str,
    open_variables: set[str],
    at: Location,
    report: Report,
) -> Server | None:
    """The base URL of an operation that has servers of its own; None where it is the connector's."""
    if mapped is not None and mapped.server is not None:
        place = at.child("server")
        url = plain(mapped.server, place, "write `server: https://host/path`", report)
        _whole(url, open_variables, place, report)
        return Server(url if url != base else "", Reason("the map's server of this command", place))
    owner, nodes = operations.servers(document, operation)
    # Another scheme of the document's host says nothing of a host that the map puts in its place.
    replaced = mapping.server.url is not None or bool(mapping.server.environments)
    if owner == "root" or (owner == "schemes" and replaced):
        return None
    place = _written(nodes[0])
    template = nodes[0].get("url")
    # A probe has no server of its own in the map.
    hint = "probe another operation" if mapped is None else "write `server: https://host/path` in the command"
    reason = Reason(f"the document's server of this {owner}", place)
    if not isinstance(template, str) or not template:
        return Server(bad(template, place, hint, report, (at,)), reason)
    url = _fill(template, _variables(nodes[0]), mapping, open_variables, place, report) or ""
    url = url and absolute(url, document, mapping, True, base, place, hint, report, (at,))
    return Server(url if url != base else "", reason)


def _written(server: Node) -> Location:
    """Where the address is written; in a 2.0 document it is made of what stands elsewhere."""
    url = server.child("url")
    return server.location.child("url") if url is None else url.location


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
    names = list(dict.fromkeys(name for template, _ in used for name in VARIABLE.findall(template)))
    filled = {one.name: scheme for scheme, one in mapping.auth.items() if one.type == "server"}
    for name, value in mapping.server.variables.items():
        enums = [one.get(name, {}).get("enum") for template, one in used if "{" + name + "}" in template]
        allowed = next((enum for enum in enums if isinstance(enum, list) and enum), [])
        if name in filled:
            message = (
                f"the credential of scheme {filled[name]!r} fills {name!r}, so a value would have no effect"
            )
            report.error("server-contradiction", message, at.child(name), "remove it")
        elif name not in names and mapping.server.environments and not names:
            message = "the environments are whole addresses, so 'variables' would have no effect"
            report.error("unknown-server-variable", message, at.child(name), "remove it")
        elif name not in names:
            near = alike(name, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "it has: " + (", ".join(names) or "none")
            server = f"the server {used[0][0]!r}" if len(used) == 1 else "no server in use"
            has = "has no variable" if len(used) == 1 else "has a variable"
            report.error("unknown-server-variable", f"{server} {has} {name!r}", at.child(name), hint)
        elif allowed and value not in [str(one) for one in allowed]:
            hint = "the vendor allows " + ", ".join(str(one) for one in allowed)
            report.error("wrong-server-variable", f"{name!r} cannot be {value!r}", at.child(name), hint)
    _check_schemes(mapping, names, map_file, report)


def _check_schemes(mapping: Mapping, names: list[str], map_file: str, report: Report) -> None:
    """The variables that credentials fill stand in a server's URL."""
    own = [*mapping.server.environments.values(), *(one.server or "" for one in mapping.commands.values())]
    known = list(dict.fromkeys((*names, *(name for url in own for name in VARIABLE.findall(url)))))
    for scheme, settings in mapping.auth.items():
        at = Location(map_file, ("auth", scheme))
        if settings.type != "server" or settings.name in known or scheme_mistake(scheme, settings, at):
            continue
        near = alike(str(settings.name), known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"they have: {', '.join(known)}"
        if not known:
            hint = f"write the server with it: server: {{url: 'https://host/{{{settings.name}}}'}}"
        message = f"no server in use has the variable {settings.name!r}"
        report.error("unknown-server-variable", message, at.child("name"), hint)


def _templates(
    document: Document, mapping: Mapping, mapped: Iterable[Operation]
) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """Every server's URL that a command may go to, with its variables as the document declares them."""
    nodes = operations.root_servers(document)
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
    for name in VARIABLE.findall(template):
        value = mapping.server.variables.get(name, declared.get(name, {}).get("default"))
        values.setdefault(name, None if value is None else str(value))
    missing = [name for name in VARIABLE.findall(template) if values[name] is None]
    for name in missing:
        report.error(
            "missing-server-variable",
            f"the server {template!r} needs {name!r}",
            written,
            f"write server: {{variables: {{{name}: ...}}}} in the map",
        )
    return None if missing else VARIABLE.sub(lambda match: str(values[match[1]]), template)
