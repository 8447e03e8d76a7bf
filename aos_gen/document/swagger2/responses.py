"""A 2.0 response, with what the operation produces, to a Response Object with `content`."""

from __future__ import annotations

from aos_gen.document.made import made
from aos_gen.document.resolve import Node
from aos_gen.document.swagger2.media import is_json, media_types
from aos_gen.document.swagger2.schemas import is_file

ANY = "*/*"
BYTES = "application/octet-stream"


def response_of(root: Node, operation: Node, response: Node) -> Node:
    """The response with a `content` of each media type that comes; without one where nothing comes."""
    schema, examples = response.child("schema"), response.child("examples")
    named = {key: one for key, one in examples.items() if "/" in key} if examples is not None else {}
    produced = media_types(root, operation, "produces")
    if schema is not None and isinstance(schema.value, dict):
        types = produced or tuple(named) or (ANY,)
        if is_file(schema):
            # What documents of JSON APIs say of everything is not said of a file.
            types = tuple(one for one in types if not is_json(one) and one != ANY) or (BYTES,)
    else:
        schema, types = None, tuple(named) or _own(operation, produced)
    content = {
        one: made(response.location, response.file, {"schema": schema, "example": named.get(one)})
        for one in types
    }
    parts: dict[str, Node | None] = {key: response.child(key) for key in ("description", "headers")}
    parts["content"] = made(response.location, response.file, content) if content else None
    return made(response.location, response.file, parts)


def _own(operation: Node, produced: tuple[str, ...]) -> tuple[str, ...]:
    """Without a schema nothing comes (2.0, Response Object), unless the operation itself says what."""
    own = "produces" in (operation.value or {})
    return produced if own and not any(is_json(one) or one == ANY for one in produced) else ()
