"""The operations of a document, and what each takes and gives back.

Listing is cheap: only path items that are references, and operations that are, get
resolved. The rest (parameters, body, responses) is resolved for the operations that
somebody asks about, and has the shapes of OpenAPI 3 in a Swagger 2.0 document too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aos_gen.diagnostics import Diagnostic, Report, Severity
from aos_gen.document.resolve import FAULTS, Node
from aos_gen.document.swagger2 import bodies
from aos_gen.document.swagger2 import responses as answers
from aos_gen.document.swagger2 import servers as hosts
from aos_gen.document.swagger2.parameters import BODIES, parameter_of

if TYPE_CHECKING:
    from aos_gen.document.load import Document

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as its vendor writes it; `node` and `path_item` are the resolved places."""

    method: str
    path: str
    operation_id: str | None
    tags: tuple[str, ...]
    summary: str
    description: str
    deprecated: bool
    node: Node
    path_item: Node

    @property
    def key(self) -> str:
        """Method and path, which no two operations of a document share."""
        return f"{self.method} {self.path}"

    @property
    def label(self) -> str:
        """The operationId, or method and path where there is none."""
        return self.operation_id or self.key


def list_operations(document: Document, report: Report) -> tuple[Operation, ...]:
    """All operations under `paths`, in document order.

    What cannot be reached is a warning, and stands in `Document.unlisted` for the map that asks for it.
    """
    found: list[Operation] = []
    faults = Report()
    paths = document.root.child("paths")
    for path, item in () if paths is None else document.resolver.members(paths, faults):
        spelled = _path(path, item, faults)
        if spelled is not None:
            found.extend(_of_path_item(document, spelled, item, faults, document.unlisted))
    report.extend_softly(faults, "the operations there are left out")
    return tuple(found)


def _path(written: str, item: Node, report: Report) -> str | None:
    """A path as it is sent; None for an extension, and for what is an address rather than a path."""
    if written.startswith("/"):
        return written
    if written.startswith("x-"):
        return None
    if "://" in written:
        message = f"{written!r} is a whole address, and a path starts at the server: it is left out"
        hint = "correct it in the document: paths: {/...}"
        report.warning("document-path-address", message, item.location, hint)
        return None
    hint = f"it is read as '/{written}'"
    report.warning(
        "document-path-slash", f"the path {written!r} does not start with a slash", item.location, hint
    )
    return f"/{written}"


def list_webhooks(document: Document, report: Report) -> list[tuple[str, Operation]]:
    """The operations under `webhooks` (3.1), or under `x-webhooks` as 3.0 documents write it."""
    found: list[tuple[str, Operation]] = []
    for section in ("webhooks", "x-webhooks"):
        hooks = document.root.child(section)
        for name, item in () if hooks is None else document.resolver.members(hooks, report):
            if not name.startswith("x-"):
                found.extend((name, operation) for operation in _of_path_item(document, name, item, report))
    return found


def callbacks(document: Document, operation: Operation, report: Report) -> list[tuple[str, Operation]]:
    """Name and operation of each request that the vendor makes to the caller (OpenAPI, Callback Object)."""
    declared = operation.node.child("callbacks")
    found: list[tuple[str, Operation]] = []
    for name, member in () if declared is None else document.resolver.members(declared, report):
        callback = None if name.startswith("x-") else document.follow(member, report)
        for expression, item in () if callback is None else callback.items():
            if not expression.startswith("x-"):
                found.extend((name, one) for one in _of_path_item(document, expression, item, report))
    return found


def _of_path_item(
    document: Document, path: str, item: Node, report: Report, unlisted: dict[str, Diagnostic] | None = None
) -> Iterator[Operation]:
    target = _followed(document, path, item, report, unlisted)
    # Operations may stand beside a path item's `$ref`; OpenAPI leaves it open, we lose none.
    holders = [item] if target is None or target.location == item.location else [item, target]
    seen: set[str] = set()
    for holder in holders:
        for method, member in _methods(holder):
            if method in seen:
                continue
            seen.add(method)
            node = _followed(document, f"{method} {path}", member, report, unlisted)
            if node is not None and not isinstance(node.value, dict):
                message = f"the operation '{method} {path}' is not a mapping, so it is left out"
                report.warning("operation-not-mapping", message, member.location)
            elif node is not None:
                yield _operation(method, path, node, holder)


def _followed(
    document: Document, key: str, node: Node, report: Report, unlisted: dict[str, Diagnostic] | None
) -> Node | None:
    """What a path item or an operation refers to; why it cannot be reached is kept under its key."""
    found = Report()
    target = document.follow(node, found)
    report.extend(found)
    fault = next((one for one in found if one.severity is Severity.ERROR), None)
    if unlisted is not None and fault is not None:
        unlisted[key] = fault
    return target


def _methods(path_item: Node) -> Iterator[tuple[str, Node]]:
    """The members of a path item that are operations, with the method in upper case."""
    for key, member in path_item.items():
        if key in METHODS:
            yield key.upper(), member
        elif key == "additionalOperations":
            # OpenAPI 3.2: here the key is the method itself, in the spelling that is sent.
            yield from member.items()


def _operation(method: str, path: str, node: Node, path_item: Node) -> Operation:
    tags = node.get("tags")
    return Operation(
        method=method,
        path=path,
        operation_id=_text(node.get("operationId")) or None,
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        summary=_text(node.get("summary")),
        description=_text(node.get("description")),
        deprecated=node.get("deprecated") is True,
        node=node,
        path_item=path_item,
    )


def _text(value: Any) -> str:
    """Vendors put numbers and nulls where text belongs; such a value says nothing."""
    return value if isinstance(value, str) else ""


def find_all(document: Document, wanted: str) -> list[Operation]:
    """The operations of that operationId, or the one of that 'GET /path' (the method in any case)."""
    method, _, path = wanted.strip().partition(" ")
    by_key = f"{method.upper()} {path.strip()}"
    return list(document.by_name.get(wanted) or document.by_name.get(by_key) or ())


def find(document: Document, wanted: str) -> Operation | None:
    """The one operation that is meant; None if there is none, or if several share the operationId."""
    found = find_all(document, wanted)
    return found[0] if len(found) == 1 else None


def parameters(document: Document, operation: Operation, report: Report) -> list[Node]:
    """The path item's and the operation's parameters, resolved; the operation's own win."""
    merged = _merged(document, operation, report)
    if document.is_swagger2:
        return [parameter_of(one) for one in merged if one.get("in") not in BODIES]
    return merged


def _merged(document: Document, operation: Operation, report: Report) -> list[Node]:
    """The parameters as they are written, those of 2.0's bodies among them."""
    merged: dict[object, Node] = {}
    for holder in (operation.path_item, operation.node):
        listed = document.resolver.descend(holder, report, "parameters")
        found = [document.follow(element, report) for element in listed.elements()] if listed else []
        if document.is_swagger2 and any(one is not None and one.get("in") == "body" for one in found):
            # A request has one body: the operation's own replaces the path item's, whatever its name.
            merged = {key: one for key, one in merged.items() if one.get("in") != "body"}
        merged |= {_identity(one): one for one in found if one is not None}
    return list(merged.values())


def _identity(parameter: Node) -> object:
    """What makes two parameters the same: place and name, and names of headers know no case."""
    place, name = parameter.get("in"), parameter.get("name")
    if not isinstance(place, str) or not isinstance(name, str):
        return parameter.location
    return place, name.lower() if place == "header" else name


def security(document: Document, operation: Operation) -> list[dict[str, list[str]]] | None:
    """The requirements in force, any one of which is enough; None if nobody declares them, [] if none."""
    for holder in (operation.node, document.root):
        declared = holder.get("security")
        if isinstance(declared, list):
            # Some write a scheme's name alone, as in a tag list; what they mean is plain.
            wanted = ({one: []} if isinstance(one, str) else one for one in declared)
            return [_requirement(one) for one in wanted if isinstance(one, dict)]
    return None


def _requirement(written: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: [scope for scope in scopes if isinstance(scope, str)] if isinstance(scopes, list) else []
        for name, scopes in written.items()
    }


def root_servers(document: Document) -> list[Node]:
    """The servers of the document as a whole."""
    if document.is_swagger2:
        server = hosts.root_server(document.root)
        return [] if server is None else [server]
    listed = document.root.child("servers")
    return [] if listed is None else list(listed.elements())


def servers(document: Document, operation: Operation) -> tuple[str, list[Node]]:
    """The servers in force, and who declares them: 'operation', 'path' or 'root'.

    'schemes' says that a 2.0 operation goes to the root's host, over another scheme.
    """
    if document.is_swagger2:
        own = hosts.own_server(document.root, operation.node)
        return ("root", root_servers(document)) if own is None else ("schemes", [own])
    for owner, holder in {"operation": operation.node, "path": operation.path_item}.items():
        listed = holder.child("servers")
        nodes = [] if listed is None else list(listed.elements())
        if nodes:
            return owner, nodes
    return "root", root_servers(document)


def request_body(document: Document, operation: Operation, report: Report) -> Node | None:
    """The request body, resolved."""
    if document.is_swagger2:
        merged = _merged(document, operation, report)
        return bodies.request_body(document.root, operation.node, operation.key, merged, report)
    return document.resolver.descend(operation.node, report, "requestBody")


def responses(document: Document, operation: Operation, report: Report) -> list[tuple[str, Node]]:
    """Status code (or 'default') and response, resolved, in document order.

    A reference that leads nowhere leaves an answer of which nothing is known: it is read as it comes.
    """
    declared = operation.node.child("responses")
    found: list[tuple[str, Node]] = []
    faults, elsewhere = Report(), Report()
    for code, member in () if declared is None else document.resolver.members(declared, faults):
        # Only a success is read by what the document says of it.
        told = faults if code[:1] == "2" else elsewhere
        response = None if code.startswith("x-") else document.follow(member, told)
        if response is not None and document.is_swagger2:
            response = answers.response_of(document.root, operation.node, response)
        if response is not None:
            found.append((code, response))
    report.extend_softly(faults, "the answer is read as it comes", FAULTS)
    report.extend_softly(elsewhere, "the answer is read as it comes")
    return found
