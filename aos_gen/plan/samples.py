"""A command to its sample: option words, the request that they must cause, the answer and its data.

The request is worked out here, apart from the connector's own encoder, so that the
generated tests hold one against the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.plan.answers import Answer
from aos_gen.plan.bodies import Body
from aos_gen.plan.conform import conforms
from aos_gen.plan.examples import HEAVIEST, NOTHING, concrete, example_of, make, weight
from aos_gen.plan.model import (
    AnswerKind,
    AnswerPlan,
    FixedPlan,
    Joining,
    OptionPlan,
    Place,
    SamplePlan,
    SampleRequest,
    ValueKind,
)
from aos_gen.plan.parameters import Input
from aos_gen.plan.shape import Shape

BODY = "body"
LAST_RESORT: dict[ValueKind, Any] = {
    ValueKind.TEXT: "example",
    ValueKind.INTEGER: 1,
    ValueKind.NUMBER: 1,
    ValueKind.BOOLEAN: True,
    ValueKind.JSON: {},
}


def sample_plan(
    document: Document,
    path: str,
    options: list[OptionPlan],
    sources: dict[str, Input],
    fixed: Iterable[FixedPlan],
    body: Body | None,
    answer: Answer,
    report: Report,
) -> SamplePlan:
    """The samples of one command: required options only, and every option."""
    values = {o.identifier: value_of(document, o, sources[o.identifier], report) for o in options}
    rest = _rest_of_body(document, options, fixed, body, report)
    fixed = tuple(fixed)
    # Members that the body's first alternative asks for count as required here.
    needed: set[str] = set()
    if body is not None:
        needed = concrete(document, body.shape, report).required
    requests = []
    for full in (False, True):
        chosen = {
            o.identifier: values[o.identifier]
            for o in options
            if values[o.identifier] is not NOTHING
            and (full or o.required or (o.place is Place.BODY and o.api_name in needed))
        }
        whole = rest if body is not None and rest is not NOTHING else None
        requests.append(_request(path, options, chosen, fixed, body, whole))
    answered = _answer(document, answer, report)
    return SamplePlan(
        required=requests[0], full=requests[1], answer=answered, data=data_of(answered, answer.plan)
    )


def value_of(document: Document, option: OptionPlan, source: Input, report: Report) -> Any:
    """An example of one option's value."""
    if option.choices:
        return [option.choices[0]] if option.kind is ValueKind.LIST else option.choices[0]
    offered = tuple(v for v in source.examples if conforms(document, source.shape, v, report))
    if option.kind is ValueKind.LIST and option.item_kind is not ValueKind.JSON:
        offered = tuple(v for v in offered if isinstance(v, list) and v)
    value = _as_kind(make(document, source.shape, offered, report), option)
    if value is NOTHING and option.required:
        # No valid example is to be had: the command must be shown and tested all the same.
        last = LAST_RESORT[option.item_kind]
        return [last] if option.kind is ValueKind.LIST else last
    return value


def _as_kind(value: Any, option: OptionPlan) -> Any:
    """`value` where the option's own reader gives it back, else NOTHING."""
    if value is NOTHING or value is None or value == "" or value == []:
        return NOTHING
    match option.kind:
        case ValueKind.TEXT:
            return value if isinstance(value, str) else json.dumps(value)
        case ValueKind.INTEGER | ValueKind.NUMBER:
            return value if isinstance(value, int | float) and not isinstance(value, bool) else NOTHING
        case ValueKind.BOOLEAN:
            return value if isinstance(value, bool) else NOTHING
        case ValueKind.LIST:
            if not isinstance(value, list):
                return NOTHING
            return [
                v if isinstance(v, str) or option.item_kind is not ValueKind.TEXT else json.dumps(v)
                for v in value
            ]
    return value


def _rest_of_body(
    document: Document,
    options: list[OptionPlan],
    fixed: Iterable[FixedPlan],
    body: Body | None,
    report: Report,
) -> Any:
    """What only `--body` can give: the whole of a body that has no options, members of alternatives."""
    if body is None:
        return NOTHING
    if not body.plan.flattened:
        value = example_of(document, body.schema, report)
        if value is NOTHING or value is None:
            value = (
                {}
                if body.plan.schema_type == "object"
                else [] if body.plan.schema_type == "array" else NOTHING
            )
        return value if body.plan.required or value not in ({}, [], NOTHING) else NOTHING
    if not body.shape.alternatives:
        return NOTHING
    branch = concrete(document, body.shape, report)
    known = {o.api_name for o in options if o.place is Place.BODY} | {
        f.api_name for f in fixed if f.place is Place.BODY
    }
    only = Shape(properties=branch.properties, required=branch.required - known, types=("object",))
    value = make(document, only, (), report)
    return value if value else NOTHING


def words_of(option: OptionPlan, value: Any) -> list[str]:
    """`--labels a --labels b`, `--draft=true`, `--size 5`: how the value is given."""
    if option.kind is ValueKind.LIST:
        texts = [item if isinstance(item, str) else json.dumps(item) for item in value]
        plain = option.item_kind is not ValueKind.JSON and not any(
            t == "" or t.lstrip().startswith("[") for t in texts
        )
        if not plain:
            return [option.option, json.dumps(value)]
        return [word for text in texts for word in (option.option, text)]
    if option.kind is ValueKind.JSON:
        return [option.option, json.dumps(value)]
    return [option.option, text_of(value)]


def text_of(value: Any) -> str:
    """A scalar as it travels in a URL or a header."""
    return value if isinstance(value, str) else json.dumps(value)


def _request(
    path: str,
    options: list[OptionPlan],
    chosen: dict[str, Any],
    fixed: tuple[FixedPlan, ...],
    body: Body | None,
    whole: Any,
) -> SampleRequest:
    words: list[str] = []
    sent: list[tuple[Place, str, Joining, Any]] = [(f.place, f.api_name, f.joining, f.value) for f in fixed]
    for option in options:
        value = chosen.get(option.identifier)
        if value is not None:
            words += words_of(option, value)
        elif option.default is not None:
            value = option.default
        if value is not None:
            sent.append((option.place, option.api_name, option.joining, value))
            chosen = {**chosen, option.identifier: value}
    if whole is not None:
        words += [f"--{BODY}", json.dumps(whole)]
        chosen = {**chosen, BODY: whole}
    members = {name: value for place, name, _, value in sent if place is Place.BODY}
    return SampleRequest(
        words=tuple(words),
        arguments=chosen,
        path=_filled(path, sent),
        query=tuple(sorted(_query(sent))),
        headers=tuple(sorted((n, _joined(v)) for place, n, _, v in sent if place is Place.HEADER)),
        body=_body(body, members, whole),
    )


def _body(body: Body | None, members: dict[str, Any], whole: Any) -> Any:
    if body is None or (whole is None and not members and not body.plan.required):
        return None
    return {**whole, **members} if isinstance(whole, dict) else members if whole is None else whole


def _filled(path: str, sent: list[tuple[Place, str, Joining, Any]]) -> str:
    for place, name, _, value in sent:
        if place is Place.PATH:
            text = quote(_joined(value), safe="")
            path = path.replace("{" + name + "}", {".": "%2E", "..": "%2E%2E"}.get(text, text))
    return path


def _query(sent: list[tuple[Place, str, Joining, Any]]) -> Iterable[tuple[str, str]]:
    for place, name, joining, value in sent:
        if place is Place.QUERY:
            apart = isinstance(value, list) and joining is Joining.REPEAT
            yield from ((name, text_of(item)) for item in value) if apart else [(name, _joined(value))]


def _joined(value: Any) -> str:
    return ",".join(text_of(item) for item in value) if isinstance(value, list) else text_of(value)


def _answer(document: Document, answer: Answer, report: Report) -> Any:
    """A small answer: optional members of the first two levels, one item in a list."""
    if answer.plan.kind is AnswerKind.EMPTY:
        return None
    value = example_of(document, answer.schema, report, whole=True)
    if value is NOTHING or weight(value) > HEAVIEST:
        value = example_of(document, answer.schema, report)
    if answer.plan.kind is AnswerKind.LIST:
        key = answer.plan.id
        if (
            value is NOTHING
            or (answer.plan.items and not isinstance(value, dict))
            or (not answer.plan.items and not isinstance(value, list))
        ):
            value = {answer.plan.items: []} if answer.plan.items else []
        if answer.plan.items and not isinstance(value.get(answer.plan.items), list):
            value = {**value, answer.plan.items: [{key: "example"}]}
        return value
    return {} if value is NOTHING or not isinstance(value, dict) else value


def data_of(answer: Any, plan: AnswerPlan) -> dict[str, Any]:
    """The envelope's `data` for `answer` (CONTRACT.md, 3)."""
    if plan.kind is not AnswerKind.LIST:
        return answer or {}
    items = answer.get(plan.items, []) if plan.items else answer
    items = [
        {"id": i[plan.id], **i} if isinstance(i, dict) and "id" not in i and plan.id in i else i
        for i in items
    ]
    data: dict[str, Any] = {"items": items, "count": len(items), "next": None}
    others = {k: v for k, v in answer.items() if k != plan.items} if plan.items else {}
    return {**data, "response": others} if others else data
