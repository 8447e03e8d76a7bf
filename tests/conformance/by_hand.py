"""A request and its operation -> what is wrong with it, by our own reading of OpenAPI.

Runs on every request. Part of it openapi-core does not look at (encoding, undeclared names, where the
credential stands, Accept); the rest is what judges alone where openapi-core itself fails.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from .bodies import Body, media_matches, read_body
from .declared import Key
from .document import Document, Operation
from .loopback import Recorded
from .parameters import Values, read_parameters
from .reduce import plain_template
from .wire import Facts, take_apart, template_pattern


@dataclass(frozen=True)
class Reading:
    """A request, understood."""

    facts: Facts
    values: Values
    body: Body
    problems: list[str]


def read_request(
    document: Document, operation: Operation, recorded: Recorded, base_url: str, ours: Collection[Key] = ()
) -> tuple[Reading | None, list[str]]:
    """A request -> its values and its faults; None with the reasons where it is another operation's."""
    facts, problems = take_apart(operation, recorded, base_url)
    if facts is None:
        return None, problems
    values = read_parameters(document, operation, recorded, facts, ours)
    body = read_body(document, operation, recorded)
    problems += [*check_operation(document, operation, recorded, facts), *values.problems, *body.problems]
    problems += [
        *check_querystring(document, operation, facts, values),
        *check_accept(document, operation, recorded),
    ]
    return Reading(facts, values, body, problems), []


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


def check_querystring(
    document: Document, operation: Operation, facts: Facts, values: Values
) -> Iterator[str]:
    """OpenAPI 3.2, `in: querystring`: the whole query is one value of a media type."""
    for parameter in operation.parameters:
        if parameter["in"] != "querystring":
            continue
        if not facts.query_text:
            if parameter.get("required"):
                yield f"required querystring parameter {parameter['name']} is missing"
            continue
        content = document.follow(parameter.get("content")) or {}
        media = next(iter(content), "")
        body: dict[str, Any] = {"content": content}
        text = facts.query_text if "form" in media else unquote(facts.query_text)
        whole = Recorded("POST", "/", (("Content-Type", media),), text.encode())
        read = read_body(document, _holding(operation, body), whole)
        values.found["querystring", parameter["name"]] = [read.value]
        yield from (f"querystring {parameter['name']}: {each}" for each in read.problems)


def _holding(operation: Operation, body: dict[str, Any]) -> Operation:
    return Operation(operation.method, operation.path, [], body, {}, None)


def check_accept(document: Document, operation: Operation, recorded: Recorded) -> Iterator[str]:
    """Accept says what the connector can read, and the vendor has some of it; else it may choose HTML."""
    accept = recorded.header("Accept")
    if not accept:
        yield "no Accept header"
        return
    offered = answered_media(document, operation)
    wanted = [each.strip() for each in accept.split(",")]
    pairs = [(want, each) for want in wanted for each in offered]
    if offered and not any(media_matches(want, each) or media_matches(each, want) for want, each in pairs):
        yield f"Accept {accept}, and the vendor answers {', '.join(offered)}"


def answered_media(document: Document, operation: Operation) -> list[str]:
    """The media types of every successful answer."""
    found: list[str] = []
    for status, answer in operation.responses.items():
        if status.startswith("2") or status == "default":
            found += document.follow((answer or {}).get("content") or {})
    return found


def check_server(operation: Operation, server: str, base_url: str) -> Iterator[str]:
    """An operation with servers of its own goes to one of them."""
    patterns = [re.sub(r"\\\{[^{}]*\\\}", "[^/]+", re.escape(each.rstrip("/"))) for each in operation.servers]
    absolute = [each for each in patterns if each.startswith("http")]
    url = (server or base_url).rstrip("/")
    if absolute and not any(re.fullmatch(each, url) for each in absolute):
        yield f"the command goes to {url}, and the operation's servers are {', '.join(operation.servers)}"
