"""A command to its samples: option words, the requests that they must cause, a reply and its data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.plan.bodies import Body
from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.media import is_wildcard
from aos_gen.plan.model import (
    BodyKind,
    ComposedPlan,
    FixedPlan,
    OptionPlan,
    PagePlan,
    Place,
    SamplePlan,
    SampleRequest,
    ValueKind,
)
from aos_gen.plan.responses.answers import Answer
from aos_gen.plan.samples import wire
from aos_gen.plan.samples.examples import NOTHING, concrete, example_of, make
from aos_gen.plan.samples.replies import next_of, reply_of, second_page
from aos_gen.plan.samples.together import allowed, branches_of, in_branch, needed_in, page_size, with_a_part
from aos_gen.plan.samples.values import value_of
from aos_gen.plan.shape import Shape

BODY = "body"
# Objects of more options than this are not shown whole: each may be large.
MOST_WHOLE = 40


def sample_plan(
    document: Document,
    path: str,
    inputs: Inputs,
    body: Body | None,
    answer: Answer,
    pages: PagePlan | None,
    report: Report,
) -> SamplePlan:
    """The samples of one command: required options only, and every option that goes with the others."""
    types = dict(body.plan.styles) if body is not None else {}
    few = len(inputs.options) <= MOST_WHOLE
    values = {
        o.identifier: value_of(
            document, o, inputs.sources[o.identifier], types.get(o.api_name, ""), report, whole=few
        )
        for o in inputs.options
    }
    if pages is not None and pages.size:
        size = next(o for o in inputs.options if o.identifier == pages.size)
        values[pages.size] = page_size(size, pages.most)
    values = {o.identifier: allowed(o, values[o.identifier], inputs, body) for o in inputs.options}
    branches = branches_of(inputs, body)
    requests = []
    for full in (False, True):
        branch = branches[-1 if full else 0]
        here = in_branch(document, inputs, values, branch, types, report)
        needed = needed_in(inputs, body, branch)
        chosen = {
            o.identifier: here[o.identifier]
            for o in inputs.options
            if here[o.identifier] is not NOTHING and (full or o.required or o.identifier in needed)
        }
        if body is not None and body.plan.kind is BodyKind.MULTIPART and body.plan.required:
            chosen = with_a_part(inputs, here, chosen)
        rest = _rest_of_body(document, inputs, body, branches, report)
        requests.append(_request(path, inputs, chosen, body, None if rest is NOTHING else rest))
    reply, answered, data = reply_of(document, answer, pages, report)
    requests = [replace(r, next=next_of(pages, answer, answered, r.arguments)) for r in requests]
    page = second_page(pages, inputs.options, answer, answered, reply, requests[0].arguments)
    return SamplePlan(
        required=requests[0],
        full=requests[1],
        files=_files(requests),
        reply=reply,
        answer=answered,
        data=data,
        page=page,
    )


def _files(requests: list[SampleRequest]) -> tuple[tuple[str, str], ...]:
    """The files that the words name."""
    words = {word.removeprefix("@") for request in requests for word in request.words}
    return tuple((name, wire.FILE_TEXT) for name in wire.FILE_NAMES if any(name in word for word in words))


def _rest_of_body(
    document: Document, inputs: Inputs, body: Body | None, branches: list[int], report: Report
) -> Any:
    """What only `--body` can give: a body without options, members that are no options."""
    if body is None or body.plan.closed:
        return NOTHING
    if body.plan.kind is BodyKind.RAW:
        media_type = body.plan.media_type
        return f"@{wire.file_name(media_type) if is_wildcard(media_type) else wire.FILE_NAME}"
    if not body.plan.flattened:
        value = example_of(document, body.schema, report, sent=True)
        if body.plan.kind in (BodyKind.FORM, BodyKind.MULTIPART) and not isinstance(value, dict):
            value = NOTHING
        if body.plan.kind is BodyKind.TEXT:
            return value if isinstance(value, str) and value and value[0] not in "@-" else "example"
        if value is NOTHING or value is None:
            value = {"object": {}, "array": []}.get(body.plan.schema_type, NOTHING)
        return value if body.plan.required or value not in ({}, [], NOTHING) else NOTHING
    if not body.shape.alternatives or branches != [-1]:
        return NOTHING
    branch = concrete(document, body.shape, report)
    known = {one.path[0] for one in inputs.sent if one.place is Place.BODY}
    only = Shape(properties=branch.properties, required=branch.required - known, types=("object",))
    value = make(document, only, (), report, sent=True)
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
    return [option.option, wire.text_of(value)]


def _request(
    path: str, inputs: Inputs, chosen: dict[str, Any], body: Body | None, whole: Any
) -> SampleRequest:
    words: list[str] = []
    arguments = dict(chosen)
    given: list[tuple[OptionPlan | FixedPlan | ComposedPlan, Any]] = [(f, f.value) for f in inputs.fixed]
    for option in inputs.options:
        value = chosen.get(option.identifier)
        if value is not None:
            words += words_of(option, value)
        elif option.default is not None:
            value = arguments[option.identifier] = option.default
        if value is not None and option.place is not Place.INPUT:
            given.append((option, [{option.each: one} for one in value] if option.each else value))
    given += [(one, text) for one in inputs.composed if (text := _composed(one, arguments)) is not None]
    if whole is not None:
        plain = isinstance(whole, str) and not (
            body is not None and body.plan.schema_type == "any" and body.plan.kind is BodyKind.JSON
        )
        words += [f"--{BODY}", whole if plain else json.dumps(whole)]
        arguments[BODY] = whole
    sent = _assembled(given)
    query = [p for s in sent if s.place is Place.QUERY for p in wire.pairs(s.name, s.value, s.style)]
    query += [p for s in sent if s.place is Place.QUERYSTRING for p in wire.whole_query(s.value, s.style)]
    cookies = [p for s in sent if s.place is Place.COOKIE for p in wire.pairs(s.name, s.value, s.style)]
    members = {s.name: s.value for s in sent if s.place is Place.BODY}
    return SampleRequest(
        words=tuple(words),
        arguments=arguments,
        path=wire.filled(path, sent),
        query=tuple(sorted(query)),
        headers=tuple(sorted((s.name, wire.header(s)) for s in sent if s.place is Place.HEADER)),
        cookies=tuple(sorted(cookies)),
        body=_body(body, members, whole),
    )


def _composed(one: ComposedPlan, arguments: dict[str, Any]) -> str | None:
    """The text of a composed value; None where none of its parts is given."""
    given = {name: arguments[identifier] for name, identifier in one.parts if identifier in arguments}
    if one.parts and not given:
        return None
    text = one.template
    for name, _ in one.parts:
        if name not in given:
            text = text.replace("{" + name + "}", "")
    text = re.sub(r"[ \t]{2,}", " ", text).strip(" \t")
    for name, value in given.items():
        shown = ",".join(map(wire.text_of, value)) if isinstance(value, list) else wire.text_of(value)
        text = text.replace("{" + name + "}", shown)
    return text


def _assembled(given: list[tuple[OptionPlan | FixedPlan | ComposedPlan, Any]]) -> list[wire.Sent]:
    """The values by parameter or member: what was lifted out of an object goes back into it."""
    found: dict[tuple[Place, str], wire.Sent] = {}
    for one, value in sorted(given, key=lambda pair: len(pair[0].path)):
        name, *steps = one.path
        known = found.get((one.place, name))
        if steps:
            base = known.value if known is not None and isinstance(known.value, dict) else {}
            value = _put(base, steps, value)
        found[one.place, name] = wire.Sent(one.place, name, one.style, value)
    return list(found.values())


def _put(base: dict[str, Any], steps: list[str], value: Any) -> dict[str, Any]:
    step, *rest = steps
    inner = base.get(step)
    return {**base, step: _put(inner if isinstance(inner, dict) else {}, rest, value) if rest else value}


def _body(body: Body | None, members: dict[str, Any], whole: Any) -> Any:
    if body is None or (whole is None and not members and not body.plan.required):
        return None
    if not isinstance(whole, dict):
        return wire.body(body.plan, members if whole is None else whole)
    merged = dict(whole)
    for name, value in members.items():
        old = merged.get(name)
        merged[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return wire.body(body.plan, merged)
