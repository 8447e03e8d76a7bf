"""A mapped operation against openapi-pydantic's types: what its vendor wrote against the specification.

Only operations that the map uses are checked, and what the types reject is a warning with a
place: a third of real documents are wrong somewhere, and the raw value is read all the same.
"""

from __future__ import annotations

from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.document.resolve import Node

MOST = 1


def check_operation(document: Document, operation: Operation, report: Report) -> None:
    """Warn of what the types of the document's version reject; at most MOST for one operation.

    openapi-pydantic has no types of Swagger 2.0. What the 3.0 ones said of its retold shape would be
    about our words as often as about the vendor's, so nothing is said.
    """
    if document.is_swagger2:
        return
    # Importing the types takes 0.2 s: only where an operation is checked.
    from openapi_pydantic.v3 import v3_0, v3_1
    from pydantic import ValidationError

    types: Any = v3_0 if document.version == "3.0" else v3_1
    try:
        types.Operation.model_validate(operation.node.value)
    except ValidationError as error:
        # An alternative that a value never meant to be (a Reference Object) says nothing about it.
        found = [one for one in error.errors(include_url=False) if "Reference" not in one["loc"]]
        # The plan refuses a parameter that is nowhere, in words of its own.
        found = [one for one in found if not (one["loc"][-1] == "in" and isinstance(one["input"], str))]
        for mistake in found[:MOST]:
            node = _nearest(operation.node, mistake["loc"])
            said = mistake["msg"][:1].lower() + mistake["msg"][1:]
            report.warning(
                "document-breaks-specification",
                f"{operation.key}: {('operation', *mistake['loc'])[-1]}: {said}",
                node.location,
                "the value is read as it is; tell the vendor",
            )


def _nearest(node: Node, steps: tuple[str | int, ...]) -> Node:
    """The deepest node on the way: a union's branch stands in a mistake's path and in no document."""
    for step in steps:
        node = node.child(step) or node
    return node
