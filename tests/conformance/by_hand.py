"""A request and its operation -> what is wrong with it, by our own reading of OpenAPI.

Runs on every request. Part of it openapi-core does not look at (encoding, undeclared names, where the
credential stands, Accept); the rest is what judges alone where openapi-core itself fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .document import Document, Operation
from .loopback import Recorded
from .reduce import plain_template
from .schemas import complaints

# RFC 3986, 3.3: what a path segment may hold unencoded.
SEGMENT = re.compile(r"^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*$")
QUERY = re.compile(r"^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?\[\]]|%[0-9A-Fa-f]{2})*$")


@dataclass(frozen=True)
class Facts:
    """A request taken apart once: what both judges look at."""

    path: str
    variables: dict[str, str]
    query: list[tuple[str, str]]


@lru_cache(maxsize=4096)
def template_pattern(template: str) -> tuple[re.Pattern[str], list[str]]:
    """`/a/{b}/c` -> a pattern and the names of its groups, in order."""
    parts = re.split(r"\{([^{}]*)\}", plain_template(template))
    pattern = "".join(re.escape(part) if at % 2 == 0 else "([^/]+)" for at, part in enumerate(parts))
    return re.compile(f"{pattern}$"), parts[1::2]


def take_apart(operation: Operation, recorded: Recorded, base_url: str) -> tuple[Facts | None, list[str]]:
    """Request target -> facts; None with the reason where it isn't the operation's path at all."""
    raw, _, query = recorded.target.partition("?")
    problems = [
        f"path {raw!r} is not percent-encoded" for _ in [raw] if not all(map(SEGMENT.match, raw.split("/")))
    ]
    if not QUERY.match(query):
        problems.append(f"query {query!r} is not percent-encoded")
    base = urlsplit(base_url).path.rstrip("/")
    if not raw.startswith(base + "/"):
        return None, [*problems, f"path {raw} is not under the base URL's {base}"]
    path = raw[len(base) :]
    pattern, names = template_pattern(operation.path)
    match = pattern.match(path)
    if match is None:
        return None, [*problems, f"path {path} is not {operation.path}"]
    variables = dict(zip(names, map(unquote, match.groups()), strict=True))
    # A server resolves these before it routes (RFC 3986, 5.2.4), so another operation would be reached.
    problems += [f"segment {each!r} leaves the path" for each in path.split("/") if each in (".", "..")]
    return Facts(path, variables, parse_qsl(query, keep_blank_values=True)), problems


def check_operation(
    document: Document, operation: Operation, recorded: Recorded, facts: Facts
) -> Iterator[str]:
    """The method is right, and no other path of the document claims this one more exactly."""
    if recorded.method != operation.method:
        yield f"method {recorded.method} instead of {operation.method}"
    for template in document.data.get("paths") or {}:
        if template == operation.path or not _more_exact(template, operation.path, facts.path):
            continue
        if recorded.method.lower() in document.path_item(template):
            yield f"{recorded.method} {facts.path} reaches {template}, not {operation.path}"


def _more_exact(template: str, own: str, path: str) -> bool:
    """Whether a template matches the path, and only paths that our own template matches too."""
    if template.count("{") >= own.count("{") or not template_pattern(template)[0].match(path):
        return False
    # `/commits/{sha}` also matches `/commits/1.diff`, but `/commits/{sha}.{type}` is not its superset.
    instance = re.sub(r"\{[^{}]*\}", "x", plain_template(template))
    return template_pattern(own)[0].match(instance) is not None


def check_parameters(
    document: Document, operation: Operation, recorded: Recorded, facts: Facts
) -> Iterator[str]:
    """Required ones are there, every value is of its schema, and nothing undeclared is sent."""
    for parameter in operation.parameters:
        name, place = parameter["name"], parameter["in"]
        schema = _schema(document, parameter)
        if _is_object(schema):
            continue  # openapi-core reads these, and `_check_query` the exploded ones
        found = _values(parameter, schema, recorded, facts)
        bracketed = any(key.startswith(f"{name}[") for key, _ in facts.query)
        if parameter.get("required") and not (found or bracketed) and place != "cookie":
            yield f"required {place} parameter {name} is missing"
        for text in found:
            yield from (
                f"{place} parameter {name}: {each}" for each in _text_complaints(document, schema, text)
            )
    yield from _check_query(document, operation, facts)


def _check_query(document: Document, operation: Operation, facts: Facts) -> Iterator[str]:
    """Every name of the query is declared, or is a member of an object that travels member by member."""
    literal = urlsplit(operation.path.partition("#")[0]).query
    known = {name for name, _ in parse_qsl(literal, keep_blank_values=True)}
    known |= {scheme["name"] for scheme in document.schemes.values() if scheme.get("in") == "query"}
    declared = [each for each in operation.parameters if each["in"] == "query"]
    # form, explode=true: the object's members are the query's names, and its own name need not occur.
    exploded = [
        each
        for each in declared
        if _is_object(_schema(document, each))
        and each.get("style", "form") == "form"
        and each.get("explode", True)
    ]
    plain = [each["name"] for each in declared if each not in exploded]
    known |= {name.removesuffix("[]") for name in plain}
    prefixes = tuple(f"{name}[" for name in plain)
    sent = {name for name, _ in facts.query}
    stray = {name for name in sent if not (name.removesuffix("[]") in known or name.startswith(prefixes))}
    for parameter in exploded:
        if parameter.get("required") and not stray:
            yield f"required query parameter {parameter['name']} is missing: no member of it is sent"
    if not exploded:
        yield from (f"query parameter {name} is not declared" for name in sorted(stray))


def _schema(document: Document, parameter: dict[str, Any]) -> Any:
    if "schema" in parameter:
        return document.follow(parameter["schema"])
    return {}


def _is_object(schema: Any) -> bool:
    return isinstance(schema, dict) and (schema.get("type") == "object" or "properties" in schema)


def _is_array(schema: Any) -> bool:
    return isinstance(schema, dict) and "array" in (schema.get("type") or ())


def _values(parameter: dict[str, Any], schema: Any, recorded: Recorded, facts: Facts) -> list[str]:
    """The texts that arrived for a parameter, a joined list split into its items."""
    name, place = parameter["name"], parameter["in"]
    if place == "path":
        texts = [facts.variables[name]] if name in facts.variables else []
    elif place == "query":
        texts = [value for key, value in facts.query if key in (name, f"{name}[]")]
    else:
        header = recorded.header(name) if place == "header" else None
        texts = [] if header is None else [header]
    joined = place != "query" or not parameter.get("explode", parameter.get("style", "form") == "form")
    if _is_array(schema) and joined:
        separator = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(parameter.get("style", ""), ",")
        texts = [item for text in texts for item in text.split(separator)]
    return texts


def _text_complaints(document: Document, schema: Any, text: str) -> list[str]:
    """A text of the URL, against its schema in any reading: number, boolean or text."""
    if _is_array(schema):
        schema = document.follow(schema.get("items") or {})
    readings: list[Any] = [text]
    if re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", text) or text in ("true", "false"):
        readings.append(json.loads(text))
    answers = [complaints(document, schema, reading) for reading in readings]
    return [] if [] in answers else answers[0]


def check_body(document: Document, operation: Operation, recorded: Recorded) -> Iterator[str]:
    """A body is there if required, its Content-Type is declared, and a JSON body is of its schema."""
    declared = document.follow((operation.request_body or {}).get("content") or {})
    if not recorded.body:
        if operation.request_body and operation.request_body.get("required"):
            yield "the required body is missing"
        return
    if not declared:
        yield "a body is sent, and the operation takes none"
        return
    sent = recorded.header("Content-Type")
    if sent is None:
        yield "a body without Content-Type"
        return
    media = next((each for each in declared if media_matches(each, sent)), None)
    if media is None:
        yield f"Content-Type {sent} is not one of {', '.join(declared)}"
        return
    if "json" not in sent:
        return
    try:
        value = json.loads(recorded.body)
    except ValueError as error:
        yield f"the body is not JSON: {error}"
        return
    schema = (document.follow(declared[media]) or {}).get("schema", {})
    yield from (f"body: {each}" for each in complaints(document, schema, value))


def media_matches(declared: str, sent: str) -> bool:
    """Wildcards and parameters allowed: `application/*` matches `application/json; charset=utf-8`."""
    want, have = (each.partition(";")[0].strip().lower() for each in (declared, sent))
    return want in (have, "*/*") or (want.endswith("/*") and have.startswith(want[:-1]))


def check_accept(recorded: Recorded) -> Iterator[str]:
    """Accept says what the connector can read; without it a vendor may choose HTML."""
    if not recorded.header("Accept"):
        yield "no Accept header"
