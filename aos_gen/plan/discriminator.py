"""A discriminator to the values that name schemas: by its mapping, else by the schemas' own names.

OpenAPI, Discriminator Object. It stands beside a oneOf or an anyOf, or in a schema that others
hold in their allOf; there the others are the alternatives.
"""

from __future__ import annotations

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.resolve import Node
from aos_gen.plan.shape import Shape

SCHEMAS = ("components", "schemas")


def member_that_tells(shape: Shape) -> str:
    """The name of the member that tells alternatives apart; "" where none is declared."""
    said = shape.keywords.get("discriminator")
    name = said.get("propertyName") if isinstance(said, dict) else None
    return name if isinstance(name, str) else ""


def value_for(document: Document, shape: Shape, branch: Node) -> str | None:
    """The value that chooses this alternative of `shape`; None where nothing names it."""
    place = document.follow_schema(branch, Report())
    for value, target in _mapped(document, shape):
        if place is not None and target.location == place.location:
            return value
    reference = branch.get("$ref")
    return reference.rpartition("/")[2] if isinstance(reference, str) else None


def value_within(document: Document, shape: Shape) -> str | None:
    """The value that names the schema itself, where the discriminator stands in a part of its allOf."""
    mapped = _mapped(document, shape)
    for part in shape.parts:
        for value, target in mapped:
            if target.location == part.location:
                return value
    outermost = shape.parts[0].location.pointer if shape.parts else ()
    inherits = len(shape.parts) > 1 and not mapped and outermost[:-1] == SCHEMAS
    return str(outermost[-1]) if inherits else None


def first_mapped(document: Document, shape: Shape) -> Node | None:
    """The schema of the mapping's first value; None where nothing is mapped."""
    return next((target for _, target in _mapped(document, shape)), None)


def _mapped(document: Document, shape: Shape) -> list[tuple[str, Node]]:
    """The values of the mapping with their schemas, by value; what leads nowhere is left out."""
    holder = next((part for part in shape.parts if isinstance(part.get("discriminator"), dict)), None)
    mapping = holder.child("discriminator", "mapping") if holder is not None else None
    found: list[tuple[str, Node]] = []
    for value, target in sorted(mapping.items(), key=lambda pair: pair[0]) if mapping is not None else ():
        if not isinstance(target.value, str):
            continue
        # `Cat` is the name of a schema, `cats.json#/Cat` a reference.
        named = "#" not in target.value and "/" not in target.value
        place = f"#/{'/'.join(SCHEMAS)}/{target.value}" if named else target.value
        schema = document.follow_schema(Node({"$ref": place}, target.location, target.file), Report())
        if schema is not None:
            found.append((value, schema))
    return found
