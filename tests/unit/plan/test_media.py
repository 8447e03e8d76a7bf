"""Media types: what each means for a body and for an answer, and which one is taken."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aos_gen.plan.media import (
    allows,
    bare,
    body_kind,
    choose,
    is_json,
    is_text,
    is_wildcard,
    reading_of,
)
from aos_gen.plan.model import BodyKind, Reading

JSON, FORM, MULTIPART = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
NAMES = {
    "application/json": (BodyKind.JSON, Reading.JSON),
    "APPLICATION/JSON": (BodyKind.JSON, Reading.JSON),
    "application/json; charset=utf-8": (BodyKind.JSON, Reading.JSON),
    "application/vnd.api+json": (BodyKind.JSON, Reading.JSON),
    "application/vnd.api+json;version=2": (BodyKind.JSON, Reading.JSON),
    "text/json": (BodyKind.JSON, Reading.JSON),
    "applicatoin/json": (BodyKind.JSON, Reading.JSON),
    "*/*": (BodyKind.JSON, Reading.ANY),
    "application/*": (BodyKind.JSON, Reading.ANY),
    "text/json5": (BodyKind.TEXT, Reading.TEXT),
    "text/plain": (BodyKind.TEXT, Reading.TEXT),
    "text/csv; header=present": (BodyKind.TEXT, Reading.TEXT),
    "application/xml": (BodyKind.TEXT, Reading.TEXT),
    "application/atom+xml": (BodyKind.TEXT, Reading.TEXT),
    "application/yaml": (BodyKind.TEXT, Reading.TEXT),
    "text/event-stream": (BodyKind.TEXT, Reading.EVENTS),
    "application/x-ndjson": (BodyKind.RAW, Reading.LINES),
    "application/jsonl": (BodyKind.RAW, Reading.LINES),
    "application/stream+json": (BodyKind.RAW, Reading.LINES),
    "application/json-seq": (BodyKind.RAW, Reading.LINES),
    "application/octet-stream": (BodyKind.RAW, Reading.BINARY),
    "image/png": (BodyKind.RAW, Reading.BINARY),
    "application/pdf": (BodyKind.RAW, Reading.BINARY),
    FORM: (BodyKind.FORM, Reading.BINARY),
    "multipart/form-data; boundary=x": (BodyKind.MULTIPART, Reading.BINARY),
    "multipart/mixed": (BodyKind.RAW, Reading.BINARY),
}


@pytest.mark.parametrize(("name", "kinds"), NAMES.items())
def test_kinds(name: str, kinds: tuple[BodyKind, Reading]) -> None:
    """A media type says how a body of it is written and how an answer of it is read."""
    assert (body_kind(name), reading_of(name)) == kinds
    assert is_json(name) is (kinds[1] is Reading.JSON)
    assert is_wildcard(name) is ("*" in name)


@pytest.mark.parametrize(
    ("name", "text"), [("text/html", True), ("image/svg+xml", True), ("a/b+yaml", True), ("image/png", False)]
)
def test_texts(name: str, text: bool) -> None:
    """What people read as it is."""
    assert is_text(name) is text


def test_a_bare_name() -> None:
    """Letters' case and parameters say nothing of what a type is."""
    assert bare(" Text/Plain ; charset=utf-8") == "text/plain"


ALLOWED = {
    "the same": ("text/csv", "text/csv", True),
    "with a parameter": ("text/csv; header=present", "Text/CSV", True),
    "another": ("text/csv", "text/plain", False),
    "anything": ("*/*", "image/png", True),
    "a family": ("image/*", "image/png", True),
    "another family": ("image/*", "video/mp4", False),
    "a name that only begins so": ("image/*", "images/png", False),
}


@pytest.mark.parametrize(("declared", "wanted", "allowed"), ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_allowed(declared: str, wanted: str, allowed: bool) -> None:
    """A wildcard allows its family."""
    assert allows(declared, wanted) is allowed


# From what is taken first to what is taken last.
ORDER = (JSON, "application/a+json", FORM, MULTIPART, "*/*", "text/plain", "application/pdf")
CHOSEN: dict[str, tuple[tuple[str, ...], str, str]] = {
    "the only one": ((JSON,), JSON, JSON),
    "JSON with a charset": (
        ("application/a+json", "application/json; charset=utf-8"),
        "application/json; charset=utf-8",
        "application/json; charset=utf-8",
    ),
    "a vendor's, by name": (
        ("application/b+json", "application/a+json"),
        "application/a+json",
        "application/a+json",
    ),
    "anything is sent as JSON": (("*/*",), JSON, "*/*"),
    "any application type is sent as JSON": (("application/*",), JSON, "application/*"),
    **{
        f"{one} before {other}": ((one, other), one.replace("*/*", JSON), one)
        for one, other in pairwise(ORDER)
    },
}


@pytest.mark.parametrize(("declared", "sent", "key"), CHOSEN.values(), ids=CHOSEN.keys())
@pytest.mark.parametrize("backwards", [False, True])
def test_the_usual_order(declared: tuple[str, ...], sent: str, key: str, backwards: bool) -> None:
    """The choice depends on the names and never on the document's order; it says what it left."""
    chosen = choose(declared[::-1] if backwards else declared, None)
    assert chosen is not None
    assert chosen[:2] == (sent, key)
    others = [name for name in declared if name != key]
    assert all(name in chosen[2] for name in others) if others else chosen[2] == ""


WANTED: dict[str, tuple[tuple[str, ...], str, tuple[str, str] | None]] = {
    "one that is declared": ((JSON, FORM), FORM, (FORM, FORM)),
    "in other letters": ((JSON, "text/CSV"), "Text/csv", ("Text/csv", "text/CSV")),
    "one of a family": (("image/*",), "image/png", ("image/png", "image/*")),
    "the plain one before the family": (("*/*", "image/png"), "image/png", ("image/png", "image/png")),
    "one with a parameter before anything": (
        ("*/*", "text/csv; header=present"),
        "text/csv",
        ("text/csv", "text/csv; header=present"),
    ),
    "the very one of two": (
        ("text/csv; header=absent", "text/csv; header=present"),
        "text/csv; header=present",
        ("text/csv; header=present", "text/csv; header=present"),
    ),
    "anything": (("*/*",), "*/*", (JSON, "*/*")),
    "one that is not declared": ((JSON,), "text/csv", None),
    "a multipart that cannot be written": (("multipart/mixed",), "multipart/mixed", None),
}


@pytest.mark.parametrize(("declared", "wanted", "chosen"), WANTED.values(), ids=WANTED.keys())
def test_what_the_map_wants(declared: tuple[str, ...], wanted: str, chosen: tuple[str, str] | None) -> None:
    """The map chooses what is declared, and nothing else."""
    found = choose(declared, wanted)
    assert (found and found[:2]) == chosen
    assert found is None or found[2] == "the map chooses it"


@pytest.mark.parametrize("declared", [(), ("multipart/mixed",), ("multipart/related", "multipart/mixed")])
def test_nothing_that_can_be_written(declared: tuple[str, ...]) -> None:
    """A multipart body that is no form cannot be written."""
    assert choose(declared, None) is None


@pytest.mark.parametrize(("declared", "sent"), [("text/*", "text/plain"), ("image/*", "image/*")])
@pytest.mark.parametrize("wanted", [False, True])
def test_a_family_that_has_no_json(declared: str, sent: str, wanted: bool) -> None:
    """A family of texts is sent as plain text; another stays open, and is refused as a body."""
    chosen = choose((declared,), declared if wanted else None)
    assert (chosen and chosen[0]) == sent
