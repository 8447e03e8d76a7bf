"""Parameters that are no bodies to Parameter Objects: their keywords become a `schema`, and
`collectionFormat` becomes `style` and `explode`.
"""

from __future__ import annotations

from aos_gen.document.made import made, said
from aos_gen.document.resolve import Node
from aos_gen.document.swagger2.schemas import schema_of

BODIES = ("body", "formData")
# What 3.0 keeps beside the schema.
_BESIDE = frozenset({"name", "in", "description", "required", "deprecated", "allowEmptyValue"})
_NO_SCHEMA = _BESIDE | {"schema", "collectionFormat", "style", "explode", "allowReserved", "content"}
# collectionFormat: style and explode of a query or a form. The words that 3.0 has no equal of in
# every place stay 2.0's own.
_JOINED = {
    "csv": ("form", False),
    "multi": ("form", True),
    "ssv": ("ssv", False),
    "tsv": ("tsv", False),
    "pipes": ("pipes", False),
}
# Headers of one name are a list with commas (RFC 9110, 5.3); a path's segment comes once.
_SIMPLE = {
    "path": {**_JOINED, "csv": ("simple", False), "multi": ("multi", False)},
    "header": {**_JOINED, "csv": ("simple", False), "multi": ("simple", False)},
}


def parameter_of(node: Node) -> Node:
    """The Parameter Object of a parameter in a path, a query, a header or wherever a vendor puts it."""
    parts: dict[str, Node | None] = {key: one for key, one in node.items() if key in _BESIDE}
    parts["schema"] = schema_of_parameter(node)
    parts["example"] = _example(node)
    parts |= style_parts(node, str(node.get("in")))
    return made(node.location, node.file, parts)


def schema_of_parameter(node: Node, *, described: bool = False) -> Node:
    """The schema that the keywords of a parameter make. `described`: with its description, as a member has.

    A vendor who writes `schema` as well, as 3.0 has it, means both.
    """
    schema = node.child("schema")
    parts: dict[str, Node | None] = {} if schema is None else dict(schema.items())
    parts |= {
        key: one
        for key, one in node.items()
        if key not in _NO_SCHEMA and (key == "x-nullable" or not key.startswith("x-"))
    }
    if described:
        parts |= {"description": node.child("description") or parts.get("description")}
        parts |= {"example": _example(node) or parts.get("example")}
    file = node.file if schema is None else schema.file
    return schema_of(made(node.location, file, parts))


def style_parts(node: Node, place: str) -> dict[str, Node | None]:
    """`style` and `explode` of a list or an object, in words that the plan takes or refuses by name."""
    own = {key: node.child(key) for key in ("style", "explode") if node.child(key) is not None}
    written = node.child("collectionFormat")
    kind = node.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if written is None and (own or (kind is None and node.child("schema") is not None)):
        return own  # Written as 3.0 has it, so 3.0 says how it travels.
    if "array" not in kinds and "object" not in kinds and node.child("items") is None:
        return {}
    word = "csv" if written is None else str(written.value)
    style, explode = _SIMPLE.get(place, _JOINED).get(word, (word, False))
    inner = node.child("items")
    if "object" in kinds:
        if place == "formData":
            return {}  # 2.0 has no style for one; JSON text is what 3.0 and every tool of 2.0 make of it.
        style = "csv"  # How 2.0 joins where nothing is said, which tells nobody how to join members.
    elif inner is not None and inner.get("type") == "array":
        style = f"{word} of {inner.get('collectionFormat', 'csv')}"
    beside = written or node
    return {"style": said(style, beside), "explode": said(explode, beside)}


def _example(node: Node) -> Node | None:
    return node.child("example") or node.child("x-example")
