"""Samples of bodies that alternatives, counts and patterns hedge about: valid, and taken by the connector."""

from __future__ import annotations

import jsonschema  # type: ignore[import-untyped, unused-ignore]  # it ships no types
from builders import plan_vendor, tiny_document, tiny_mapping
from connectors import check_requests, imported, sent_by_words
from documents import explored
from drawn_bodies import Body, bodies
from hypothesis import given
from hypothesis import strategies as st

from aos_gen.plan.model import ConnectorPlan
from aos_gen.render.tree import render

JSON = "application/json"
FORMS = (JSON, "application/x-www-form-urlencoded", "multipart/form-data")
CREATE = "ticket.create"


def planned(body: Body, media_type: str = JSON) -> ConnectorPlan:
    """A vendor one of whose operations takes the body."""
    document, mapping = tiny_document(), tiny_mapping()
    taken = {"required": True, "content": {media_type: {"schema": body.schema}}}
    document["paths"]["/tickets"]["post"]["requestBody"] = taken
    document["components"]["schemas"] |= body.others
    plan, report, _ = plan_vendor(document, mapping)
    assert plan is not None, list(report)
    return plan


@explored(60)
@given(bodies())
def test_samples_are_valid(body: Body) -> None:
    """Another validator takes the least and the most that is shown; the summary names the least."""
    command = next(one for one in planned(body).commands if one.id == CREATE)
    for request in (command.sample.required, command.sample.full):
        jsonschema.validate(request.body, {**body.schema, "components": {"schemas": body.others}})
        assert len(str(request.body)) < 3000
    needed = [word for word in command.sample.required.words if word.startswith("--")]
    said = all(word in command.summary for word in needed) or "of the body)" in command.summary
    assert said, (needed, command.summary)


@explored(12)
@given(bodies(), st.sampled_from(FORMS))
def test_the_connector_takes_its_samples(body: Body, media_type: str) -> None:
    """Words of a sample become its arguments and its request, in whatever form the body travels."""
    with imported(render(planned(body, media_type))) as connector:
        for which in ("required", "full"):
            check_requests(connector, CREATE, which)
            by_words, by_method = sent_by_words(connector, CREATE, which)
            if media_type != FORMS[2]:  # Each form of parts has a boundary of its own.
                assert by_words == by_method
