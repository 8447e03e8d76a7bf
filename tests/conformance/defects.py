"""Errors that openapi-core reports for right requests: an error -> why it does not count, or "".

Each was met on a real document (named below), and the request then is judged by hand alone.
What fails inside openapi-core with an exception of another kind needs no entry: `judge` sees it, as with
`type: [string, "null"]` and `type: "null"` in 3.0 and 2.0 documents (sendgrid-swagger2, algolia-search).
"""

from __future__ import annotations

from typing import Any

from openapi_core.deserializing.exceptions import DeserializeError
from openapi_core.validation.request.exceptions import (
    InvalidParameter,
    InvalidRequestBody,
    MissingRequiredParameter,
    ParameterValidationError,
)

from .document import Document, Operation


def known_defect(document: Document, operation: Operation, error: Exception) -> str:
    """The reason why this error of openapi-core says nothing about the request; "" where it counts."""
    messages = _schema_messages(error)
    if isinstance(error, InvalidParameter) and messages and all("read-only" in each for each in messages):
        # github: `{alert_number}` has the schema of an answer's member, `readOnly` included.
        return f"takes parameter {error.name} for a read-only member"
    if (
        isinstance(error, InvalidRequestBody)
        and messages
        and all("is valid under each of" in each for each in messages)
    ):
        # klaviyo: the alternatives of `send_options` share their only member.
        return "alternatives of a oneOf overlap"
    if not isinstance(error, ParameterValidationError):
        return ""
    parameter = _parameter(operation, error)
    style = parameter.get("style", "form")
    if isinstance(error.__cause__, DeserializeError) and style == "deepObject":
        # stripe: `expand` is an array, `created` an object or an integer; reported even if nothing is sent.
        return f"reads deepObject only for objects, and {error.name} may be something else"
    if isinstance(error, MissingRequiredParameter) and style == "form" and parameter.get("explode", True):
        schema = document.follow(parameter.get("schema") or {})
        if schema.get("type") == "object" and not schema.get("properties"):
            # intercom GET /events: the members stand in the alternatives of a oneOf.
            return f"does not find the members of the exploded object {error.name}"
    return ""


def _schema_messages(error: Exception) -> list[str]:
    return [str(getattr(each, "message", each)) for each in getattr(error.__cause__, "schema_errors", ())]


def _parameter(operation: Operation, error: ParameterValidationError) -> dict[str, Any]:
    named = (
        each for each in operation.parameters if (each["name"], each["in"]) == (error.name, error.location)
    )
    return next(named, {})
