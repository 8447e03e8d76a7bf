"""What stands above the commands: connector, server, auth and health, each with what it was taken from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aos_gen.diagnostics import Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.draft.text import comment, flow, scalar, wrapped
from aos_gen.mapping.access import ServerMapping
from aos_gen.mapping.model import ConnectorMapping, Mapping
from aos_gen.plan import prose
from aos_gen.plan.access.addresses import VARIABLE
from aos_gen.plan.access.schemes import entry, has_client
from aos_gen.plan.access.server import base_server
from aos_gen.plan.model import SchemeKind
from aos_gen.plan.naming import env_words
from aos_gen.proposal.about import About
from aos_gen.proposal.access import SchemeDraft

_SECRET_VARIABLE = re.compile(r"(^|_)(token|secret|password|api_?key|access_?key)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ServerDraft:
    """The lines of `server`, and the variables of its URL that hold a secret."""

    lines: tuple[str, ...]
    secrets: tuple[str, ...] = ()
    callable: bool = True
    """Whether the connector knows where to send its requests."""


def connector_lines(name: str, found: About) -> list[str]:
    """The connector block; what is guessed says from what."""
    return [
        "connector:",
        f"  name: {scalar(name)}",
        f"  label: {scalar(found.label)}  # from the document's title",
        f"  category: {scalar(found.category)}  # a guess: {found.why}",
        "  # One line for agents and operators: what the connector is for. This is the vendor's own.",
        f"  description: {scalar(found.description)}",
    ]


def document_lines(root: str | None, overlays: Sequence[str]) -> list[str]:
    """How the document was read, from the map's own folder: later runs need not be told again."""
    given = {"root": root, "overlays": list(overlays) or None}
    kept = {key: value for key, value in given.items() if value is not None}
    return [f"document: {flow(**kept)}"] if kept else []


def draft_server(document: Document, name: str, url: str | None) -> ServerDraft:
    """The map's server: the one that was given, else the document's first."""
    nodes = operations.root_servers(document)
    first = nodes[0] if nodes else None
    template = url if url is not None else first.get("url") if first is not None else None
    template = template if isinstance(template, str) else ""
    declared = _variables(next((one for one in nodes if one.get("url") == template), None))
    variables = list(dict.fromkeys(VARIABLE.findall(template)))
    secrets = tuple(one for one in variables if _SECRET_VARIABLE.search(one))
    values = {one: _default(declared.get(one, {})) for one in variables if one not in secrets}
    known = {key: value for key, value in values.items() if value}
    mapping = Mapping(
        version=1,
        connector=ConnectorMapping(name=name, label="-", description="-"),
        server=ServerMapping(url=url, variables=known),
        commands={},
    )
    trial = Report()
    base = base_server(document, mapping, set(secrets), "map.yaml", trial).url
    if trial.has_errors or not base:
        why = prose.line(next((one.message for one in trial), "no server"))
        lines = [*wrapped(f"Fill in where the API is: {why}."), "# server: {url: https://host/path}"]
        return ServerDraft(tuple(lines), callable=False)
    if url is not None:
        return ServerDraft((f"server: {flow(url=url)}",), secrets)
    others = [str(one.get("url")) for one in nodes[1:]]
    lines = [
        comment(f"The document's own server: {template}" + (f"; others: {', '.join(others)}" * bool(others)))
    ]
    if known:
        choices = [f"{key} is one of {', '.join(_choices(declared.get(key, {})))}" for key in known]
        lines += [comment(one) for one in choices if not one.endswith("one of ")]
        lines += ["server:", "  variables:"]
        lines += [f"    {scalar(key)}: {scalar(value)}" for key, value in known.items()]
    return ServerDraft(tuple(lines), secrets)


def _variables(server: Node | None) -> dict[str, dict[str, object]]:
    declared = server.get("variables") if server is not None else None
    if not isinstance(declared, dict):
        return {}
    return {name: one for name, one in declared.items() if isinstance(one, dict)}


def _default(variable: dict[str, object]) -> str:
    value = variable.get("default")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _choices(variable: dict[str, object]) -> list[str]:
    values = variable.get("enum")
    return [str(one) for one in values] if isinstance(values, list) else []


def auth_lines(
    document: Document,
    name: str,
    usable: list[SchemeDraft],
    others: list[SchemeDraft],
    secrets: tuple[str, ...],
    open_count: int = 0,
) -> list[str]:
    """The auth block: schemes with their variables, and commented ones for what cannot be set up yet.

    `open_count`: how many commands the document asks no credential for, where it asks for some elsewhere.
    """
    declared = document.security_schemes(Report())
    lines: list[str] = []
    for scheme in usable:
        node = declared.get(scheme.name)
        said = prose.sentence(node.get("description")) if node is not None else ""
        asked = f", for {_operations(scheme.count)}" if scheme.count else ""
        lines.append(comment(f"{scheme.what}{asked}{f': {said}' * bool(said)}", 2))
        lines.append(f"  {_entry(scheme.name, scheme.kind, name, scheme.variable)}")
        if has_client(node):
            fetched = _entry(scheme.name, SchemeKind.OAUTH2, name, scheme.variable, fetched=True)
            lines.append(f"  # or, to fetch tokens: {fetched}")
    for variable in secrets:
        env = env_words(name) + "_API_TOKEN"
        lines.append(comment(f"the variable {variable} of the server's URL is a secret", 2))
        lines.append(f"  Server: {flow(type='server', name=variable, env=env)}")
    for scheme in others:
        what = f"{_operations(scheme.count)} ask for {scheme.name!r} ({scheme.what})"
        what += (
            ", which cannot be set up as it is. They are sent without it until you say what the vendor takes:"
        )
        lines += wrapped(what, 2)
        lines.append(f"  # {_entry(scheme.name, None, name, scheme.variable)}")
        lines.append(f"  {scalar(scheme.name)}: {{omit: true}}")
    if lines and open_count:
        what = f"The document asks no credential of {_operations(open_count)}, and none is sent. If the"
        lines += wrapped(
            what + " vendor asks for one all the same, a scheme of the map's own goes with them:", 2
        )
        lines.append(f"  # {_entry('Token', None, name, '')}")
    if lines:
        return ["auth:", *lines]
    return [
        *wrapped(
            "The document asks for no credential, so none is sent. If the vendor does, declare it: bearer, "
            "basic, apiKey (with `in` and `name`) or oauth2."
        ),
        "# auth:",
        f"#   {_entry('Token', None, name, '')}",
    ]


def _operations(count: int) -> str:
    return "1 operation" if count == 1 else f"{count} operations"


def _entry(
    scheme: str, kind: SchemeKind | None, connector: str, variable: str, *, fetched: bool = False
) -> str:
    """`Token: {env: ACME_TOKEN}`, its key in quotes where it needs them."""
    written = entry("X", kind, connector, variable, fetched=fetched)
    return scalar(scheme) + written.removeprefix("X")


def probe_lines(reference: str, key: str, why: str) -> list[str]:
    """The health block, or what it would look like."""
    if not reference:
        return [
            *wrapped("No read without required input was found: health can only be `degraded` without one."),
            "# health: {operation: GET /path}",
        ]
    return [comment(f"{key}: {why}"), f"health: {flow(operation=reference)}"]
