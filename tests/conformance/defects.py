"""Errors that openapi-core reports for right requests: an error -> why it does not count, or "".

Each was met on a real document (named below), and the request then is judged by hand alone.
What fails inside openapi-core with an exception of another kind needs no entry: `judge` sees it, as with
`type: [string, "null"]` and `type: "null"` in 3.0 and 2.0 documents (sendgrid-swagger2, algolia-search).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from openapi_core.deserializing.exceptions import DeserializeError
from openapi_core.validation.request.exceptions import (
    InvalidParameter,
    InvalidRequestBody,
    MissingRequestBodyError,
    MissingRequiredParameter,
    ParameterValidationError,
    RequestBodyValidationError,
)

from .document import Document, Operation
from .loopback import Recorded
from .values import is_nested, shapes
from .wire import split_pairs, template_pattern

# Percent-encoded: comma, semicolon, equals sign, ampersand, bar; and the dot, which need not be encoded.
DELIMITERS = re.compile(r"%(?:2C|3B|3D|26|7C|2E)", re.IGNORECASE)


def known_defect(document: Document, operation: Operation, error: Exception, raw: Recorded) -> str:
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
    empty = isinstance(error, MissingRequestBodyError)
    if isinstance(error, RequestBodyValidationError) and (not empty or _is_empty_form(raw)):
        return _body_defect(document, operation, error, raw)
    if not isinstance(error, ParameterValidationError):
        return ""
    parameter = _parameter(operation, error)
    if parameter.get("in") in ("path", "header") and is_nested(document, parameter.get("schema") or {}):
        # dropbox: the header `Dropbox-API-Arg` is JSON, and declared as an object of style `simple`.
        return f"reads one level of {error.name}, and its members are lists or objects"
    spread = parameter.get("style", "form") == "form" and parameter.get("in") in ("query", "cookie")
    if spread and is_nested(document, parameter.get("schema") or {}):
        # algolia: `objects` is a list of objects, `restrictions` an object of lists.
        return f"reads one level of {error.name}, and its members are lists or objects"
    if DELIMITERS.search(_raw_text(operation, error, raw)):
        # A list of `a,b` and `c` arrives as `a%2Cb,c`; it is handed over decoded, there is no other way.
        return f"takes delimiters inside of the values of {error.name} for its own"
    if isinstance(error, InvalidParameter) and _is_union(document, parameter):
        # elevenlabs: `use_cases` is a list or null; lob: `before/after` has its members in a oneOf.
        return f"reads {error.name} as a text, where alternatives say that it is a list or an object"
    style = parameter.get("style", "form")
    if style == "tabDelimited" or (style.endswith("Delimited") and error.location in ("path", "header")):
        # Our ferry: 2.0 joins lists by tabs, and those of paths and headers by spaces and bars too.
        return f"knows no list in a {error.location} of style {style}, as Swagger 2.0 has it"
    if isinstance(error.__cause__, DeserializeError) and style == "deepObject":
        # stripe: `expand` is an array, `created` an object or an integer; reported even if nothing is sent.
        return f"reads deepObject only for objects, and {error.name} may be something else"
    if isinstance(error, MissingRequiredParameter) and style == "form" and parameter.get("explode", True):
        schema = document.follow(parameter.get("schema") or {})
        if schema.get("type") == "object" and not schema.get("properties"):
            # intercom GET /events: the members stand in the alternatives of a oneOf.
            return f"does not find the members of the exploded object {error.name}"
    return ""


def _is_empty_form(raw: Recorded) -> bool:
    kind = (raw.header("Content-Type") or "").partition(";")[0].strip().lower()
    return not raw.body and kind == "application/x-www-form-urlencoded"


def _schema_messages(error: Exception) -> list[str]:
    return [str(getattr(each, "message", each)) for each in getattr(error.__cause__, "schema_errors", ())]


def _parameter(operation: Operation, error: ParameterValidationError) -> dict[str, Any]:
    named = (
        each for each in operation.parameters if (each["name"], each["in"]) == (error.name, error.location)
    )
    return next(named, {})


def _is_union(document: Document, parameter: dict[str, Any]) -> bool:
    schema = document.follow(parameter.get("schema") or {})
    return "type" not in schema and bool({"array", "object"} & set(shapes(document, schema)))


def _raw_text(operation: Operation, error: ParameterValidationError, raw: Recorded) -> str:
    """The parameter as it came; a header has no encoding that could matter."""
    path, _, query = raw.target.partition("?")
    if error.location == "path":
        pattern, names = template_pattern(operation.path)
        found = re.search(pattern.pattern, path)
        return dict(zip(names, found.groups(), strict=True)).get(error.name, "") if found else ""
    if error.location == "query":
        pairs = split_pairs(query)
    else:
        pairs = [pair for each in (raw.header("Cookie") or "").split("; ") for pair in split_pairs(each)]
    own = [value for name, value in pairs if unquote(name) == error.name]
    # An exploded object's members travel under their own names.
    return "&".join(own or [value for _, value in pairs])


def _body_defect(document: Document, operation: Operation, error: Exception, raw: Recorded) -> str:
    """Forms are read only as far as their members are plain texts."""
    kind = (raw.header("Content-Type") or "").partition(";")[0].strip().lower()
    if isinstance(error, MissingRequestBodyError):
        # stripe and our tally: all members of the form are optional, and none is given.
        return "takes an empty form for no body"
    if kind.startswith("multipart/"):
        # dropbox-sign, elevenlabs: bytes of a file become ASCII text, an absent filename is no matter.
        return "reads the parts of a form as ASCII text"
    content = document.follow((operation.request_body or {}).get("content") or {})
    if kind.endswith(("/json", "+json")):
        # jira's columns: the body is JSON, and declared as `*/*`.
        named = any(media.partition(";")[0].strip().lower() == kind for media in content)
        return "" if named else "reads no body that is declared with a wildcard"
    if kind != "application/x-www-form-urlencoded":
        # github's markdown, jira's preferences: bytes are no string for it.
        return "holds bytes to the schema of a text"
    pairs = [(unquote(name), unquote(value)) for name, value in split_pairs(raw.body.decode("latin-1"))]
    nested = any("[" in name or value[:1] in ("{", "[") for name, value in pairs)
    if (
        nested
        or len({name for name, _ in pairs}) < len(pairs)
        or isinstance(error.__cause__, DeserializeError)
    ):
        # stripe: `card[number]` has no reading beyond one level, JSON text and lists have none.
        return "reads only plain texts of a form"
    told: Any = next((each for media, each in content.items() if media.startswith(kind)), {})
    if "properties" not in document.follow(document.follow(told).get("schema") or {}):
        # lob: the members of an address stand in the alternatives of an anyOf.
        return "finds the members of a form in the outermost schema alone"
    return ""
