"""Media types: what each means for a body or an answer, and which one is taken where there are several."""

from __future__ import annotations

from collections.abc import Callable

from aos_gen.plan.model import CHOSEN, BodyKind, Reading
from aos_gen.plan.sendable import is_media_type

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
JSON = "application/json"
_EVENTS = "text/event-stream"
_LINES = frozenset(
    {
        *("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"),
        *(
            "application/json-seq",
            "application/json-lines",
            "application/jsonlines",
            "application/stream+json",
        ),
    }
)
_TEXTS = frozenset({"application/yaml", "application/x-yaml", "application/javascript", "application/xml"})


def bare(media_type: str) -> str:
    """`Application/JSON; charset=utf-8` -> `application/json`."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """`application/json`, `application/vnd.api+json`, `text/json`; vendors misspell the first word."""
    name = bare(media_type)
    return name.endswith(("/json", "+json")) and name not in _LINES


def is_wildcard(media_type: str) -> bool:
    """`*/*`, `application/*`."""
    return "*" in bare(media_type)


def is_text(media_type: str) -> bool:
    """What people read as it is: text, XML, YAML."""
    name = bare(media_type)
    return name.startswith("text/") or name in _TEXTS or name.endswith(("+xml", "+yaml"))


def body_kind(media_type: str) -> BodyKind:
    """How a body of this type is written."""
    name = bare(media_type)
    if is_json(name) or name in ("*/*", "application/*"):
        return BodyKind.JSON
    if name == FORM:
        return BodyKind.FORM
    if name == MULTIPART:
        return BodyKind.MULTIPART
    return BodyKind.TEXT if is_text(name) else BodyKind.RAW


def reading_of(media_type: str) -> Reading:
    """How an answer of this type is read."""
    name = bare(media_type)
    if name == _EVENTS:
        return Reading.EVENTS
    if name in _LINES:
        return Reading.LINES
    if is_json(name):
        return Reading.JSON
    if name in ("*/*", "*", "application/*"):
        return Reading.ANY
    return Reading.TEXT if is_text(name) else Reading.BINARY


def allows(declared: str, wanted: str) -> bool:
    """Whether a declared type, perhaps a wildcard, is the wanted one."""
    want, have = bare(wanted), bare(declared)
    if want == have or have == "*/*":
        return True
    return have.endswith("/*") and want.startswith(have[:-1])


# What is sent for a type that leaves it open.
_CONCRETE = {"*/*": JSON, "application/*": JSON, "text/*": "text/plain"}
# What is taken first where the map does not choose: what keeps its structure before what loses it.
_ORDER: tuple[Callable[[str], bool], ...] = (
    lambda name: bare(name) == JSON,
    is_json,
    lambda name: bare(name) == FORM,
    lambda name: bare(name) == MULTIPART,
    lambda name: bare(name) in ("*/*", "application/*"),
    is_text,
    lambda name: not bare(name).startswith("multipart/"),
)


def choose(declared: tuple[str, ...], wanted: str | None) -> tuple[str, str, str] | None:
    """(media type that is sent, declared key, reason) of a body; None where none can be written.

    Order: application/json, other JSON, form-urlencoded, multipart/form-data, any type (as JSON),
    text, bytes. A wildcard is sent as application/json unless the map says what it is.
    """
    declared = tuple(filter(is_media_type, declared))
    if wanted is not None:
        if bare(wanted).startswith("multipart/") and bare(wanted) != MULTIPART:
            return None
        # A type may be declared twice, with parameters that tell the two apart.
        matching = sorted(
            (name for name in declared if allows(name, wanted)),
            key=lambda name: (name != wanted, is_wildcard(name), name),
        )
        if matching:
            return _CONCRETE.get(bare(wanted), wanted), matching[0], CHOSEN
        return None
    for number, fits in enumerate(_ORDER, 1):
        found = sorted(name for name in declared if fits(name))
        if found:
            others = ", ".join(sorted(set(declared) - {found[0]}))
            reason = f"number {number} of the usual order, before {others}" if others else ""
            return _CONCRETE.get(bare(found[0]), found[0]), found[0], reason
    return None
