"""What 2.0's schemas say in words of their own, in those of 3.0.

`type: file`, `discriminator: kind` and `x-nullable: true` are all that differs; what stands below
is read when somebody gets there.
"""

from __future__ import annotations

from aos_gen.diagnostics import Pointer
from aos_gen.document.made import made, said
from aos_gen.document.resolve import Node

_OTHERWISE = frozenset({"x-nullable", "discriminator", "collectionFormat"})


def schema_of(node: Node) -> Node:
    """The Schema Object at `node` as 3.0 writes it; the node itself where both write the same."""
    value = node.value
    if not isinstance(value, dict) or not (_OTHERWISE & value.keys() or is_file(node)):
        return node
    parts: dict[str, Node | None] = dict(node.items())
    # How the items of a list are joined is no fact about the list.
    parts.pop("collectionFormat", None)
    nullable = parts.pop("x-nullable", None)
    if nullable is not None and nullable.value is True:
        parts["nullable"] = nullable
    chooser = node.child("discriminator")
    if chooser is not None and isinstance(chooser.value, str):
        parts["discriminator"] = made(chooser.location, chooser.file, {"propertyName": chooser})
    kind = node.child("type")
    if kind is not None and is_file(node):
        parts |= {"type": said("string", kind), "format": said("binary", kind)}
    return made(node.location, node.file, parts)


def is_file(node: Node) -> bool:
    """`type: file`, in any capitals."""
    kind = node.get("type")
    return isinstance(kind, str) and kind.lower() == "file"


def standing(pointer: Pointer) -> Pointer:
    """Where 3.0 keeps what stands there: a digest survives a vendor's step from one to the other."""
    return ("components", "schemas", *pointer[1:]) if pointer[:1] == ("definitions",) else pointer
