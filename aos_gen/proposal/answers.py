"""What an operation's body and answer show about it: secrets, lists, the things that its path is about."""

from __future__ import annotations

from collections.abc import Iterator

from aos_gen.diagnostics import Location, Report
from aos_gen.document import operations
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node
from aos_gen.plan.shape import Shape, shape_of
from aos_gen.proposal.phrases import literal_segments
from aos_gen.proposal.words import singular, split, vocabulary

# A member of such a name, if it is text, is a secret in whatever answer it stands.
SECRET_MEMBERS = vocabulary(
    """apikey secretkey signingsecret signingkey privatekey accesstoken refreshtoken password clientsecret
    secretaccesskey recoverycodes bearertoken authtoken sharedsecret hmackey signedurl"""
)
# In an answer about credentials these hold the value too.
VALUE_MEMBERS = SECRET_MEMBERS | vocabulary(
    "key token secret value apitoken credentials credential authorizationheader payload hash"
)
# In the same place, objects of any members are the secret's content.
_OPAQUE = ("data", "stringdata", "object")
# A vendor's own temporary keys for a browser: shown to customers, and no credential of the API.
SHOWN_TO_CUSTOMERS = frozenset({"clientsecret"})
_DEEPEST = 3
# A text of such an ending is a secret however deep it stands; `hasPassword` and `password_hint` have others.
_SECRET_ENDINGS = (
    "secret",
    "password",
    "privatekey",
    "apikey",
    "secretkey",
    "signaturekey",
    "unlockkey",
    "jointokens",
)
_ENDED_OTHERWISE = ("has", "is", "requires", "needs", "use", "change", "reset", "forgot", "max", "min")
_MOST_SCHEMAS = 300


def secret_in_answer(
    document: Document, operation: Operation, about_secrets: bool, report: Report
) -> str | None:
    """The member that reveals a secret; "" where the answer is described and has none; None if unknown."""
    wanted = VALUE_MEMBERS if about_secrets else SECRET_MEMBERS - SHOWN_TO_CUSTOMERS
    described = False
    for schema in _schemas(document, operation, report):
        shape = shape_of(document, schema, report)
        described = described or bool(shape.properties) or shape.is_list
        name = _find(document, shape, wanted, _DEEPEST, report)
        name = name or _ending(document, shape, about_secrets, report)
        if name:
            return name
    return "" if described else None


def _find(document: Document, shape: Shape, wanted: frozenset[str], depth: int, report: Report) -> str:
    for name, node in shape.properties.items():
        if "".join(split(name)) in wanted:
            member = shape_of(document, node, report)
            if member.keywords.get("writeOnly") is True:
                continue
            if member.types in ((), ("string",)) and not member.is_object and not member.is_list:
                return name
        elif wanted is VALUE_MEMBERS and name.lower() in _OPAQUE:
            member = shape_of(document, node, report)
            if member.types in ((), ("object",)) and not member.properties and not member.is_list:
                return name
    if depth == 0:
        return ""
    inner: list[Node] = [] if shape.items is None else [shape.items]
    # Only what wraps the thing itself is entered: a list, or the one object that the answer holds.
    wrapping = [node for node in shape.properties.values() if _wraps(document, node, report)]
    if shape.is_object and (depth == _DEEPEST or len(shape.properties) == 1):
        inner += wrapping
    inner += shape.alternatives
    for node in inner[:6]:
        found = _find(document, shape_of(document, node, report), wanted, depth - 1, report)
        if found:
            return found
    return ""


def _ending(document: Document, answer: Shape, about_secrets: bool, report: Report) -> str:
    """The member, anywhere below, whose name ends as a secret's does; "" where there is none.

    Only so many schemas are opened: an answer may hold the whole of an API.
    """
    waiting, seen = [(answer, 0)], set[Location]()
    while waiting and len(seen) < _MOST_SCHEMAS:
        shape, depth = waiting.pop(0)
        inner = [node for node in (shape.items, *shape.alternatives) if node is not None]
        for name, node in shape.properties.items():
            words = split(name)
            joined = "".join(words)
            hidden = joined in SHOWN_TO_CUSTOMERS and not about_secrets
            if joined.endswith(_SECRET_ENDINGS) and words[0] not in _ENDED_OTHERWISE and not hidden:
                member = shape_of(document, node, report)
                plain = member.types in ((), ("string",)) or joined.endswith("tokens")
                if plain and not member.is_list and member.keywords.get("writeOnly") is not True:
                    return name
            inner.append(node)
        for node in inner if depth < _DEEPEST else ():
            if node.location not in seen:
                seen.add(node.location)
                waiting.append((shape_of(document, node, report), depth + 1))
    return ""


def _wraps(document: Document, node: Node, report: Report) -> bool:
    shape = shape_of(document, node, report)
    return shape.is_list or shape.is_object


def _schemas(document: Document, operation: Operation, report: Report) -> Iterator[Node]:
    """The JSON schemas of the successful answers."""
    for code, response in operations.responses(document, operation, report):
        if code[:1] != "2":
            continue
        content = document.resolver.descend(response, report, "content")
        for name, member in document.resolver.members(content, report) if content is not None else ():
            media = document.follow(member, report)
            schema = media.child("schema") if media is not None else None
            if schema is not None and ("json" in name or "*" in name):
                yield schema


def has_answer(document: Document, operation: Operation, report: Report) -> bool:
    """Whether a successful answer holds anything."""
    return any(
        document.resolver.descend(response, report, "content") is not None
        for code, response in operations.responses(document, operation, report)
        if code[:1] == "2"
    )


def named_in_answer(document: Document, operation: Operation, report: Report) -> str:
    """The word of the path's last segment that the answer's schema is named by; "" if there is none.

    `/tickets` that answers a list of `#/components/schemas/Ticket` answers what its path says.
    """
    segments = literal_segments(operation.path)
    if not segments:
        return ""
    things = {singular(word): word for word in segments[-1]}
    for schema in _schemas(document, operation, report):
        shape = shape_of(document, schema, report)
        nodes = [schema, shape.items, *shape.properties.values()]
        nodes += [shape_of(document, node, report).items for node in list(shape.properties.values())[:12]]
        for node in nodes:
            reference = node.get("$ref") if node is not None else None
            if isinstance(reference, str):
                for word in split(reference.rpartition("/")[2]):
                    if singular(word) in things:
                        return things[singular(word)]
    return ""


def takes_a_list(document: Document, operation: Operation, report: Report) -> bool:
    """Whether the whole body is a list: many things in one call."""
    body = operations.request_body(document, operation, report)
    content = document.resolver.descend(body, report, "content") if body is not None else None
    for name, member in document.resolver.members(content, report) if content is not None else ():
        media = document.follow(member, report)
        schema = media.child("schema") if media is not None else None
        if schema is not None and "json" in name and shape_of(document, schema, report).is_list:
            return True
    return False


def body_members(document: Document, operation: Operation, report: Report) -> tuple[str, ...]:
    """The names of the body's members, in the document's order."""
    body = operations.request_body(document, operation, report)
    content = document.resolver.descend(body, report, "content") if body is not None else None
    for _, member in document.resolver.members(content, report) if content is not None else ():
        media = document.follow(member, report)
        schema = media.child("schema") if media is not None else None
        if schema is not None:
            return tuple(shape_of(document, schema, report).properties)
    return ()
