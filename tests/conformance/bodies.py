"""A request's body and what the operation takes -> its value, and what is wrong with it.

JSON is what it says; members of a form have styles or media types of their own (OpenAPI, Encoding Object);
other bodies are only as good as their Content-Type.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from .declared import Parameter
from .document import Document, Operation
from .loopback import Recorded
from .multipart import NotMultipart, Part, read_multipart
from .parameters import Values, read_group
from .schemas import complaints
from .styles import NotOfStyle, plain, read_pairs
from .values import is_composite, item_schema, kinds, members, parts, shapes, typed
from .wire import split_pairs

FORM = "application/x-www-form-urlencoded"
STYLED = ("style", "explode", "allowReserved")


@dataclass
class Body:
    """A body that was understood as far as possible."""

    sent: bool = False
    media: str = ""
    """The declared media type that it was read as."""
    value: Any = None
    files: dict[str, list[Part]] = field(default_factory=dict)
    """multipart: the parts whose content is a file's."""
    problems: list[str] = field(default_factory=list)


def read_body(document: Document, operation: Operation, recorded: Recorded) -> Body:
    """The body, if it is there as required and of a declared media type."""
    wanted = operation.request_body or {}
    declared = document.follow(wanted.get("content") or {})
    if not recorded.body:
        return Body(problems=["the required body is missing"] if wanted.get("required") else [])
    sent = recorded.header("Content-Type")
    if not declared:
        return Body(True, problems=["a body is sent, and the operation takes none"])
    if sent is None:
        return Body(True, problems=["a body without Content-Type"])
    # datadog tells two bodies apart by `application/json` and `application/json;simple`.
    likely = sorted(declared, key=lambda each: each.replace(" ", "").lower() != sent.replace(" ", "").lower())
    media = next((each for each in likely if media_matches(each, sent)), None)
    if media is None:
        return Body(True, problems=[f"Content-Type {sent} is not one of {', '.join(declared)}"])
    told = document.follow(declared[media]) or {}
    body = Body(True, media)
    kind = sent.partition(";")[0].strip().lower()
    try:
        if kind.endswith(("/json", "+json")):
            body.value = json.loads(recorded.body)
            schema = told.get("schema", {})
        elif kind == FORM:
            body.value, schema = _form(document, told, recorded.body.decode("ascii"), body), told.get(
                "schema", {}
            )
        elif kind.startswith("multipart/"):
            body.value, schema = _multipart(document, told, sent, recorded.body, body), told.get("schema", {})
        else:
            body.value, schema = recorded.body.decode("utf-8", "surrogateescape"), {}
    except json.JSONDecodeError as error:
        body.problems.append(f"the body is not JSON: {error}")
        return body
    except (ValueError, NotMultipart) as error:
        body.problems.append(f"the body is not {kind}: {error}")
        return body
    if kind.startswith("multipart/") and "object" not in shapes(document, schema):
        return body  # jira's attachments: "an array", whose parts are called `file`
    body.problems += [f"body: {each}" for each in complaints(document, schema, body.value)]
    return body


def media_matches(declared: str, sent: str) -> bool:
    """Wildcards and parameters allowed: `application/*` matches `application/json; charset=utf-8`."""
    want, have = (each.partition(";")[0].strip().lower() for each in (declared, sent))
    return want in (have, "*/*") or (want.endswith("/*") and have.startswith(want[:-1]))


def _form(document: Document, told: dict[str, Any], text: str, body: Body) -> dict[str, Any]:
    """`a=1&b%5Bc%5D=2`; a plus sign is a space here."""
    values = Values()
    group = [
        _member(document, name, schema, (told.get("encoding") or {}).get(name) or {})
        for name, schema in members(document, told.get("schema", {})).items()
    ]
    pairs = [(name.replace("+", "%20"), value.replace("+", "%20")) for name, value in split_pairs(text)]
    rest = read_group(document, group, pairs, values)
    # Members that no schema names: an open object may have any.
    for name in dict.fromkeys(name for name, _ in rest):
        own = [pair for pair in rest if pair[0] == name]
        read_group(
            document,
            [Parameter(read_pairs("", [("", name)], "form", True, "primitive"), "body", {})],
            own,
            values,
        )
    body.problems += values.problems
    return {name: readings[0] for (_, name), readings in values.found.items()}


def _member(document: Document, name: str, schema: Any, encoding: dict[str, Any]) -> Parameter:
    """A member and its Encoding Object -> the same as a parameter would be told."""
    if any(key in encoding for key in STYLED):
        style = encoding.get("style", "form")
        explode = bool(encoding.get("explode", style == "form"))
        reserved = bool(encoding.get("allowReserved"))
        return Parameter(name, "body", schema, style, explode, reserved)
    media = str(encoding.get("contentType", "")).partition(",")[0].strip()
    if not media and (_is_object(document, schema) or _is_object(document, item_schema(document, schema))):
        # Encoding Object, contentType: of an object it is application/json, of an array that of its items.
        media = "application/json"
    return Parameter(name, "body", schema, media="" if media == "text/plain" else media)


def _is_object(document: Document, schema: Any) -> bool:
    return bool(schema) and shapes(document, schema) == ["object"]


def _multipart(document: Document, told: dict[str, Any], sent: str, raw: bytes, body: Body) -> dict[str, Any]:
    schema = told.get("schema", {})
    declared, encodings = members(document, schema), told.get("encoding") or {}
    found: dict[str, list[Part]] = {}
    for part in read_multipart(sent, raw):
        found.setdefault(part.name, []).append(part)
    value: dict[str, Any] = {}
    claimed: set[str] = set()
    for name, member in declared.items():
        encoding = encodings.get(name) or {}
        own, mine = members(document, member), found.get(name, [])
        style = encoding.get("style", "form" if any(key in encoding for key in STYLED) else "")
        if style and document.version.startswith("3.0") and name in found:
            # 3.0, Encoding Object: style "SHALL be ignored" here; stripe says deepObject and means it.
            style = ""
        if style == "form" and encoding.get("explode", True) and _is_object(document, member):
            mine = [part for key in own if key not in declared for part in found.get(key, [])]
        elif style == "deepObject":
            mine = [part for key, each in found.items() if key.partition("[")[0] == name for part in each]
        if not mine:
            continue
        claimed |= {part.name for part in mine}
        if style:
            value[name] = _styled(document, name, member, encoding | {"style": style}, mine, body)
        else:
            told_ = [_part(document, name, member, encoding, part, body) for part in mine]
            value[name] = told_ if _is_list(document, member) else told_[0]
            if len(mine) > 1 and not _is_list(document, member):
                body.problems.append(f"body: {len(mine)} parts are called {name}")
    for name in found.keys() - claimed:
        value[name] = [_part(document, name, {}, {}, part, body) for part in found[name]]
        value[name] = value[name] if len(value[name]) > 1 else value[name][0]
    return value


def _styled(
    document: Document, name: str, schema: Any, encoding: dict[str, Any], mine: list[Part], body: Body
) -> Any:
    """Parts as RFC 6570 makes them, nothing percent-encoded (OpenAPI 3.1, Encoding Object)."""
    pairs = [(part.name, part.content.decode()) for part in mine]
    explode = bool(encoding.get("explode", encoding["style"] == "form"))
    for shape in shapes(document, schema):
        try:
            return typed(document, schema, read_pairs(name, pairs, encoding["style"], explode, shape, plain))
        except NotOfStyle as error:
            why = str(error)
    body.problems.append(f"body: {name} is not of style {encoding['style']}: {why}")
    return pairs[0][1]


def _part(
    document: Document, name: str, schema: Any, encoding: dict[str, Any], part: Part, body: Body
) -> Any:
    """One part: a file's bytes, JSON, or text."""
    item = item_schema(document, schema) if _is_list(document, schema) else schema
    allowed = [each.strip() for each in str(encoding.get("contentType", "")).split(",") if each.strip()]
    kind = part.content_type or "text/plain"
    # lob: a logo is an image's file, or a URL, of which `contentType: image/png` does not speak.
    described = any("pattern" in each or each.get("format") == "uri" for each in parts(document, item))
    url = part.filename is None and (described or is_file(document, item)) and _may_be_text(document, item)
    if allowed and not url and not any(media_matches(each, kind) for each in allowed):
        body.problems.append(
            f"body: part {name} is {part.content_type or 'text/plain'}, not {encoding['contentType']}"
        )
    if part.filename is not None:
        body.files.setdefault(name, []).append(part)
        if not (is_file(document, item) or allowed):
            body.problems.append(f"body: part {name} is a file, which the document does not say")
        return part.content.decode("utf-8", "replace")
    text = part.content.decode("utf-8")
    if is_file(document, item) and "primitive" in shapes(document, item) and not _may_be_text(document, item):
        body.problems.append(f"body: part {name} is a file and has no filename")
    json_wanted = _is_object(document, item) or (item and is_composite(document, item))
    if json_wanted and not allowed and "json" not in part.content_type:
        body.problems.append(
            f"body: part {name} is {part.content_type or 'text/plain'}, not application/json"
        )
    return json.loads(text) if json_wanted or "json" in part.content_type else typed(document, item, text)


def is_file(document: Document, schema: Any) -> bool:
    """A binary string, in 3.0's words or in 3.1's (`contentMediaType`, or no schema at all)."""
    told = list(parts(document, schema))
    return not any(map(bool, told)) or any(
        "binary" in (each.get("format"), each.get("contentEncoding"))  # the second is discord's word
        or ("contentMediaType" in each and "contentEncoding" not in each)
        for each in told
    )


def _may_be_text(document: Document, schema: Any) -> bool:
    """A union of a file and a text (telegram: an upload, or the id of an earlier one); or nothing is said."""
    told = list(parts(document, schema))
    return not any(map(bool, told)) or any("string" in kinds(each) and "format" not in each for each in told)


def _is_list(document: Document, schema: Any) -> bool:
    return bool(schema) and shapes(document, schema) == ["array"]
