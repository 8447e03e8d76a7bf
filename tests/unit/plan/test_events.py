"""Webhooks and callbacks become events of the manifest, with the fields of what the vendor sends."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.events import MOST_FIELDS
from aos_gen.plan.model import EventPlan, FieldPlan

from . import world

STRING = {"type": "string"}


def thing(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def sent(schema: Any = None, **members: Any) -> dict[str, Any]:
    """What the vendor sends, as an operation."""
    return world.answering(requestBody=world.json_body(schema or thing(id=STRING)), **members)


def events(
    webhooks: dict[str, Any], callbacks: dict[str, Any] | None = None, **members: Any
) -> tuple[EventPlan, ...]:
    data = world.head(webhooks={name: {"post": one} for name, one in webhooks.items()})
    data["paths"] = {
        "/t": {"get": world.answering(callbacks=callbacks or {})},
        "/u": {
            "get": world.answering(operationId="other", callbacks={"unmapped": {"{$url}": {"post": sent()}}})
        },
    }
    return world.planned(data, {"thing.do": world.command(**members)}).events


NAMES: dict[str, tuple[str, str, str, str]] = {
    "words with a dot": ("ticket.created", "ticket.created", "ticket", "Ticket created"),
    "one word": ("ping", "ping", "ping", "Ping"),
    "words in camelCase": ("userCreated", "user_created", "user", "User created"),
    "a slash and a colon": ("repo/issue:open", "repo.issue.open", "repo", "Repo issue open"),
    "several words of a part": (
        "work-item.stateChanged",
        "work_item.state_changed",
        "work_item",
        "Work item state changed",
    ),
    "a number in front": ("2fa.on", "n_2_fa.on", "n_2_fa", "2 fa on"),
    "a part that nothing can be made of": ("日本.open", "open", "open", "Open"),
}


@pytest.mark.parametrize(("name", "event", "resource", "summary"), NAMES.values(), ids=NAMES.keys())
def test_webhooks(name: str, event: str, resource: str, summary: str) -> None:
    """A webhook's name is the event's id; its first word is the resource, where nothing else is said."""
    (found,) = events({name: sent()})
    assert (found.id, found.resource, found.summary, found.delivery) == (event, resource, summary, "webhook")


def test_a_name_that_nothing_can_be_made_of() -> None:
    """Such an event cannot be called by anybody."""
    assert events({"日本": sent()}) == ()


def test_what_an_event_says() -> None:
    """The vendor's summary, else the first sentence of the description."""
    found = events({"b": sent(summary="Was made"), "a": sent(description="First. Second.")})
    assert [(one.id, one.summary) for one in found] == [("a", "First"), ("b", "Was made")]


def test_callbacks() -> None:
    """A callback of a mapped operation is an event of that command's resource; of another, it is none."""
    (found,) = events(
        {}, {"onDone": {"{$request.query.url}": {"post": sent(summary="Done")}}}, resource="job"
    )
    assert (found.id, found.resource, found.summary, found.delivery) == ("on_done", "job", "Done", "callback")
    assert [field.id for field in found.fields] == ["id"]


def test_a_webhook_and_a_callback_of_one_name() -> None:
    """One id is one event."""
    found = events({"done": sent(summary="Hook")}, {"done": {"{$url}": {"post": sent(summary="Call")}}})
    assert [(one.id, one.summary) for one in found] == [("done", "Hook")]


FIELDS: dict[str, tuple[Any, str, str, tuple[str, ...]]] = {
    "text": (STRING, "string", "text", ()),
    "an integer": ({"type": "integer"}, "integer", "number", ()),
    "a number": ({"type": "number"}, "number", "number", ()),
    "a boolean": ({"type": "boolean"}, "boolean", "boolean", ()),
    "a list": ({"type": "array", "items": STRING}, "array", "json", ()),
    "an object": (thing(a=STRING), "json", "json", ()),
    "anything": ({}, "json", "json", ()),
    "a date and time": ({"type": "string", "format": "date-time"}, "datetime", "datetime", ()),
    "a date": ({"type": "string", "format": "date"}, "datetime", "datetime", ()),
    "choices": ({"type": "string", "enum": ["a", "", "b", None]}, "string", "select", ("a", "b")),
    "numbers to choose from": ({"type": "integer", "enum": [1, 2]}, "integer", "number", ()),
    "bytes": ({"type": "string", "format": "binary"}, "string", "text", ()),
    "text or null": ({"type": ["string", "null"]}, "string", "text", ()),
}


@pytest.mark.parametrize(("schema", "kind", "widget", "options"), FIELDS.values(), ids=FIELDS.keys())
def test_fields(schema: Any, kind: str, widget: str, options: tuple[str, ...]) -> None:
    """A member of what is sent is a field, by its type and format."""
    (found,) = events({"a.b": sent(thing("theMember", theMember=schema))})
    assert found.fields == (
        FieldPlan(
            id="the_member",
            label="The member",
            type=kind,
            render_as=widget,
            required=True,
            applies_to=("a.b",),
            description="",
            placeholder="",
            default=None,
            options=options,
            rows=None,
            picker=None,
        ),
    )


def test_what_a_field_says() -> None:
    """Required ones say so; a description is its first sentence; what the vendor sets is sent."""
    schema = thing(
        "id", id={"type": "string", "readOnly": True}, at={"type": "string", "description": "When. And why."}
    )
    (found,) = events({"a": sent(schema)})
    assert [(one.id, one.required, one.description) for one in found.fields] == [
        ("at", False, "When"),
        ("id", True, ""),
    ]


NOTHING: dict[str, Any] = {
    "no body": world.answering(),
    "a list": sent({"type": "array", "items": thing(id=STRING)}),
    "names that nothing can be made of": sent(thing(日本=STRING)),
    "an unwritable body": world.answering(
        requestBody=world.json_body(thing(id=STRING), media_type="multipart/mixed")
    ),
}


@pytest.mark.parametrize("operation", NOTHING.values(), ids=NOTHING.keys())
def test_no_fields(operation: dict[str, Any]) -> None:
    """An event without members that can be named has no field."""
    (found,) = events({"a": operation})
    assert found.fields == ()


def test_other_bodies() -> None:
    """A form has fields, too; of several media types, the usual one counts."""
    form = world.json_body(thing(x=STRING), media_type="application/x-www-form-urlencoded")
    (found,) = events({"a": world.answering(requestBody=form)})
    assert [one.id for one in found.fields] == ["x"]


def test_as_many_fields_as_are_shown() -> None:
    """Nobody reads more."""
    (found,) = events({"a": sent(thing(**{f"m{n:03}": STRING for n in range(MOST_FIELDS + 5)}))})
    assert len(found.fields) == MOST_FIELDS
