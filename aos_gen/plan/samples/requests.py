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
from aos_gen.plan.inputs.parameters import Input
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
from aos_gen.plan.samples.conform import conforms
from aos_gen.plan.samples.examples import NOTHING, concrete, example_of, make
from aos_gen.plan.samples.replies import next_of, reply_of, second_page
from aos_gen.plan.shape import Shape

BODY = "body"
# Objects of more options than this are not shown whole: each may be large.
MOST_WHOLE = 40
LAST_RESORT: dict[ValueKind, Any] = {
    ValueKind.TEXT: "example",
    ValueKind.INTEGER: 1,
    ValueKind.NUMBER: 1,
    ValueKind.BOOLEAN: True,
    ValueKind.JSON: {},
    ValueKind.FILE: wire.FILE_NAME,
}


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
        values[pages.size] = _page_size(size, pages.most)
    values = {o.identifier: _allowed(o, values[o.identifier], inputs, body) for o in inputs.options}
    branches = _branches(inputs, body)
    requests = []
    for full in (False, True):
        branch = branches[-1 if full else 0]
        here = _in_branch(document, inputs, values, branch, types, report)
        needed = _needed(inputs, body, branch)
        chosen = {
            o.identifier: here[o.identifier]
            for o in inputs.options
            if here[o.identifier] is not NOTHING and (full or o.required or o.identifier in needed)
        }
        if body is not None and body.plan.kind is BodyKind.MULTIPART and body.plan.required:
            chosen = _with_a_part(inputs, here, chosen)
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


def _page_size(option: OptionPlan, most: int) -> int:
    """A small page that the vendor allows, and more than the one item of a sample."""
    return max(int(option.checks.least or 0), min(5, most or 5))


def _with_a_part(inputs: Inputs, here: dict[str, Any], chosen: dict[str, Any]) -> dict[str, Any]:
    """The chosen values, with a first part where a form that must come would have none."""
    members = [
        o.identifier for o in inputs.options if o.place is Place.BODY and here[o.identifier] is not NOTHING
    ]
    if not members or any(name in chosen for name in members):
        return chosen
    return {**chosen, members[0]: here[members[0]]}


def _allowed(option: OptionPlan, value: Any, inputs: Inputs, body: Body | None) -> Any:
    """The value without the members that the map leaves out; an object where members are lifted out of it."""
    if option.place is not Place.BODY or len(option.path) > 1:
        return value
    for name in body.plan.refused if body is not None else ():
        head, *steps = name.split(".")
        if head == option.api_name and steps:
            value = _cut(value, steps)
    given: list[OptionPlan | FixedPlan | ComposedPlan] = [*inputs.options, *inputs.fixed, *inputs.composed]
    lifted = any(len(one.path) > 1 and one.path[0] == option.path[0] for one in given)
    return NOTHING if lifted and not isinstance(value, dict) else value


def _cut(value: Any, steps: list[str]) -> Any:
    if not isinstance(value, dict):
        return value
    step, *rest = steps
    if rest:
        return {name: _cut(one, rest) if name == step else one for name, one in value.items()}
    return {name: one for name, one in value.items() if name != step}


def _branches(inputs: Inputs, body: Body | None) -> list[int]:
    """The body's alternatives that have members as options, the one with the most members last.

    Only those that take what the map decides: values that it fixes or gives by default, members
    that it leaves out.
    """
    counts: dict[int, int] = {}
    for source in inputs.sources.values():
        for index in {*(source.variants or ()), *source.needed_in}:
            counts[index] = counts.get(index, 0) + 1
    decided = {
        o.api_name: o.default for o in inputs.options if o.place is Place.BODY and o.default is not None
    }
    decided |= {f.api_name: f.value for f in inputs.fixed if f.place is Place.BODY}
    wrong: set[int] = set()
    for member in body.members if body is not None else ():
        wanted = decided.get(member.api_name)
        for index, own in (member.variants or {}).items():
            if wanted is not None and own.shape.enum and wanted not in own.shape.enum:
                wrong.add(index)
    for one in inputs.omitted:
        wrong |= one.needed_in
    fitting = {index: count for index, count in counts.items() if index not in wrong} or counts
    if not fitting:
        return [-1]
    return [min(fitting), max(sorted(fitting), key=lambda index: fitting[index])]


def _in_branch(
    document: Document,
    inputs: Inputs,
    values: dict[str, Any],
    branch: int,
    types: dict[str, str],
    report: Report,
) -> dict[str, Any]:
    """The values that go together in one alternative; NOTHING for members of others."""
    found = dict(values)
    for option in inputs.options:
        variants = inputs.sources[option.identifier].variants
        if variants is None:
            continue
        own = variants.get(branch)
        if own is None:
            found[option.identifier] = NOTHING
        elif (
            own is not inputs.sources[option.identifier]
            and own.shape.enum
            and own.shape.enum[0] in option.choices
        ):
            found[option.identifier] = own.shape.enum[0]
        elif option.kind in (own.kind, ValueKind.JSON):
            found[option.identifier] = value_of(document, option, own, types.get(option.api_name, ""), report)
    return found


def _needed(inputs: Inputs, body: Body | None, branch: int) -> set[str]:
    """Options that the alternative asks for, though the body as a whole does not."""
    together = body.shape.together if body is not None else set()
    return {
        option.identifier
        for option in inputs.options
        if branch in inputs.sources[option.identifier].needed_in
        or (option.place is Place.BODY and option.api_name in together)
    }


def _files(requests: list[SampleRequest]) -> tuple[tuple[str, str], ...]:
    """The files that the words name."""
    words = {word.removeprefix("@") for request in requests for word in request.words}
    return tuple((name, wire.FILE_TEXT) for name in wire.FILE_NAMES if any(name in word for word in words))


def value_of(
    document: Document,
    option: OptionPlan,
    source: Input,
    media_type: str,
    report: Report,
    *,
    whole: bool = True,
) -> Any:
    """An example of one option's value; `media_type` is what a file must be.

    `whole`: an object that asks for nothing is shown with what it may hold.
    """
    if option.item_kind is ValueKind.FILE:
        name = wire.file_name(media_type)
        return [name] if option.kind is ValueKind.LIST else name
    if option.choices:
        return [option.choices[0]] if option.kind is ValueKind.LIST else option.choices[0]
    if option.each:
        value = make(document, source.item_shape, (), report, sent=True)
        value = (
            LAST_RESORT[option.item_kind]
            if value is NOTHING or option.item_kind is ValueKind.TEXT and not isinstance(value, str)
            else value
        )
        return [value]
    offered = tuple(v for v in source.examples if conforms(document, source.shape, v, report))
    if option.kind is ValueKind.LIST and option.item_kind is not ValueKind.JSON:
        offered = tuple(v for v in offered if isinstance(v, list) and v)
    shape = source.shape
    if source.likely is not None and option.kind in (source.likely.kind, ValueKind.JSON):
        shape, offered = source.likely.shape, source.likely.examples
        offered = tuple(v for v in offered if conforms(document, shape, v, report))
    made = make(document, shape, offered, report, sent=True)
    if whole and _says_nothing(made):
        # An object without a member shows nobody what to write.
        made = make(document, shape, offered, report, whole=True, sent=True)
    value = _clamped(_as_kind(made, option), option)
    if not option.required and (_says_nothing(value) or not _travels(option, value)):
        return NOTHING
    untyped = option.item_kind is not ValueKind.JSON and (source.schema is None or not source.shape.types)
    if value is NOTHING and (option.required or untyped):
        # No valid example is to be had: the command must be shown and tested all the same.
        last = _fitting(option)
        return [last] if option.kind is ValueKind.LIST else last
    return NOTHING if value is not NOTHING and not _passes(option, value) else value


def _travels(option: OptionPlan, value: Any) -> bool:
    """Whether a header can carry the value: Latin-1, on one line."""
    if option.place is not Place.HEADER or value is NOTHING:
        return True
    text = json.dumps(value, ensure_ascii=False)
    return text.isprintable() and all(character <= "\xff" for character in text)


def _says_nothing(value: Any) -> bool:
    return value in ({}, [{}]) or (isinstance(value, dict) and any(map(_says_nothing, value.values())))


def _clamped(value: Any, option: OptionPlan) -> Any:
    checks = option.checks
    if not checks.clamp or value is NOTHING or not isinstance(value, int | float):
        return value
    low = value if checks.least is None else max(value, checks.least)
    return low if checks.most is None else min(low, checks.most)


def _fitting(option: OptionPlan) -> Any:
    """A last resort that the option's own checks let pass, as far as their lengths and bounds go."""
    value, checks = LAST_RESORT[option.item_kind], option.checks
    if isinstance(value, str):
        value = value.ljust(checks.shortest or 0, "e")
        return value[: checks.longest] if checks.longest else value
    if checks.values:
        return checks.values[0]
    if isinstance(value, int) and not isinstance(value, bool) and checks.least is not None:
        return int(checks.least) if float(checks.least).is_integer() else checks.least
    return value


def _passes(option: OptionPlan, value: Any) -> bool:
    """Whether the option's pattern lets the value pass, which an example need not have met."""
    if option.kind is not ValueKind.TEXT or not option.checks.pattern:
        return True
    return option.required or re.search(option.checks.pattern, value) is not None


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
    document: Document, inputs: Inputs, body: Body | None, branches: list[int], report: Report
) -> Any:
    """What only `--body` can give: a body without options, members that are no options."""
    if body is None or body.plan.closed:
        return NOTHING
    if body.plan.kind is BodyKind.RAW:
        return f"@{wire.FILE_NAME}"
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
    given: list[OptionPlan | FixedPlan | ComposedPlan] = [*inputs.options, *inputs.fixed, *inputs.composed]
    known = {one.path[0] for one in given if one.place is Place.BODY}
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
