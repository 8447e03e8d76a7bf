"""A command to its samples: option words, the requests that they must cause, a reply and its data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.plan.bodies import Body
from aos_gen.plan.inputs.options import Inputs
from aos_gen.plan.media import is_wildcard
from aos_gen.plan.model import BodyKind, PagePlan, Place, SamplePlan, SampleRequest
from aos_gen.plan.responses.answers import Answer
from aos_gen.plan.samples import wire
from aos_gen.plan.samples.assembly import arguments_of, assembled, merged, words_of
from aos_gen.plan.samples.choices import choices
from aos_gen.plan.samples.compositions import Compositions
from aos_gen.plan.samples.examples import NOTHING, example_of, make
from aos_gen.plan.samples.replies import next_of, reply_of, second_page
from aos_gen.plan.samples.together import allowed, page_size
from aos_gen.plan.samples.values import value_of

BODY = "body"
# Objects of more options than this are not shown whole: each may be large.
MOST_WHOLE = 40
# Of what only `--body` can give, so many alternatives are tried.
MOST_RESTS = 12
# A form whose parts nobody describes has one all the same: without any it is no form.
ANY_PART = {"file": "example"}


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
    rests = list(_rests_of_body(document, inputs, body, report))
    together = Compositions(document, inputs, body, values, rests, report)
    chosen = (together.least(), together.most())
    requests = [
        _request(path, inputs, given, body, None if rest is NOTHING else rest) for given, rest in chosen
    ]
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


def _rests_of_body(document: Document, inputs: Inputs, body: Body | None, report: Report) -> Iterator[Any]:
    """What only `--body` can give, one for each alternative: a body without options, members that are none.

    At least one; NOTHING where the options give all there is.
    """
    if body is None or body.plan.closed:
        yield NOTHING
    elif body.plan.kind is BodyKind.RAW:
        media_type = body.plan.media_type
        yield f"@{wire.file_name(media_type) if is_wildcard(media_type) else wire.FILE_NAME}"
    elif not body.plan.flattened:
        yield _whole_body(document, body, report)
    elif not body.shape.alternatives or any(one.variants is not None for one in body.members):
        yield NOTHING
    else:
        known = {one.path[0] for one in inputs.sent if one.place is Place.BODY}
        for base in islice(choices(document, body.shape, report), MOST_RESTS):
            only = replace(base, required=base.required - known, keywords={})
            value = make(document, only, (), report, sent=True)
            yield value or NOTHING


def _whole_body(document: Document, body: Body, report: Report) -> Any:
    """A body of which no member is an option; NOTHING where none need come."""
    value = example_of(document, body.schema, report, sent=True)
    if body.plan.kind is BodyKind.TEXT:
        return value if isinstance(value, str) and value and value[0] not in "@-" else "example"
    if body.plan.kind in (BodyKind.FORM, BodyKind.MULTIPART) and not (value and isinstance(value, dict)):
        return ANY_PART if body.plan.required else NOTHING
    if value is NOTHING or value is None:
        value = {"object": {}, "array": []}.get(body.plan.schema_type, NOTHING)
    return value if body.plan.required or value not in ({}, [], NOTHING) else NOTHING


def _request(
    path: str, inputs: Inputs, chosen: dict[str, Any], body: Body | None, whole: Any
) -> SampleRequest:
    words = [
        word for o in inputs.options if o.identifier in chosen for word in words_of(o, chosen[o.identifier])
    ]
    arguments, given = arguments_of(inputs, chosen)
    if whole is not None:
        plain = isinstance(whole, str) and not (
            body is not None and body.plan.schema_type == "any" and body.plan.kind is BodyKind.JSON
        )
        words += [f"--{BODY}", whole if plain else json.dumps(whole)]
        arguments[BODY] = whole
    sent = assembled(given)
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


def _body(body: Body | None, members: dict[str, Any], whole: Any) -> Any:
    if body is None or (whole is None and not members and not body.plan.required):
        return None
    return wire.body(body.plan, merged(members, whole))
