"""Small parts of a plan, by hand: what a test does not speak of is what is usual."""

from __future__ import annotations

from typing import Any

from aos_gen.plan.model import (
    ActionClass,
    AnswerKind,
    AnswerPlan,
    BodyKind,
    BodyPlan,
    Checks,
    CommandPlan,
    ComposedPlan,
    FixedPlan,
    Mode,
    OptionPlan,
    PageKind,
    PagePlan,
    Place,
    RiskTier,
    SamplePlan,
    SampleReply,
    SampleRequest,
    Style,
    ValueKind,
)

REQUEST = SampleRequest(words=(), arguments={}, path="/t", query=(), headers=(), cookies=(), body=None)
SAMPLE = SamplePlan(
    required=REQUEST,
    full=REQUEST,
    files=(),
    reply=SampleReply(status=200, headers=(), text=""),
    answer=None,
    data={},
    page=None,
)
USUAL = {Place.PATH: Style.SIMPLE, Place.HEADER: Style.SIMPLE}


def option(name: str = "p", **members: Any) -> OptionPlan:
    """An optional text of the query, unless told; `item_kind` follows `kind`."""
    place, kind = members.get("place", Place.QUERY), members.get("kind", ValueKind.TEXT)
    plain: dict[str, Any] = {
        "api_name": name,
        "place": place,
        "path": (name,),
        "option": f"--{name}",
        "aliases": (),
        "field": name,
        "identifier": name,
        "label": name,
        "kind": kind,
        "item_kind": ValueKind.TEXT if kind is ValueKind.LIST else kind,
        "accepts": (),
        "required": False,
        "nullable": False,
        "choices": (),
        "default": None,
        "env": None,
        "style": USUAL.get(place, Style.FORM),
        "reserved": False,
        "each": "",
        "checks": Checks(),
        "help": "",
        "placeholder": "",
        "example": None,
        "vendor_default": None,
        "picker": None,
        "show_when": None,
    }
    return OptionPlan(**{**plain, **members})


def fixed(name: str, value: Any, place: Place = Place.QUERY, **members: Any) -> FixedPlan:
    """A value that never varies."""
    plain: dict[str, Any] = {"path": (name,), "style": USUAL.get(place, Style.FORM)}
    return FixedPlan(api_name=name, place=place, value=value, **{**plain, **members})


def composed(
    name: str, template: str, *parts: str, place: Place = Place.QUERY, **members: Any
) -> ComposedPlan:
    """A value put together from options; a part is its own identifier unless told as `part=identifier`."""
    pairs = tuple((part.partition("=")[0], part.rpartition("=")[2]) for part in parts)
    plain: dict[str, Any] = {"path": (name,), "style": USUAL.get(place, Style.FORM), "reserved": False}
    return ComposedPlan(api_name=name, place=place, template=template, parts=pairs, **{**plain, **members})


def command(*options: OptionPlan, **members: Any) -> CommandPlan:
    """A read of `/t` with the options given."""
    plain: dict[str, Any] = {
        "id": "t.do",
        "words": ("t", "do"),
        "function": "t_do",
        "tool_name": "x",
        "resource": "t",
        "module": "t",
        "summary": "Do",
        "title": "Do",
        "description": "",
        "mode": Mode.READONLY,
        "risk": RiskTier.READ,
        "action": ActionClass.READ,
        "method": "GET",
        "path": "/t",
        "operation": "do",
        "options": options,
        "fixed": (),
        "composed": (),
        "body": None,
        "answer": AnswerPlan(kind=AnswerKind.OBJECT),
        "pages": None,
        "schemes": (("K",),),
        "server": "",
        "idempotency": "",
        "contract": "",
        "approval": None,
        "sample": SAMPLE,
    }
    return CommandPlan(**{**plain, **members})


def body(**members: Any) -> BodyPlan:
    """A required JSON body whose members are options."""
    plain: dict[str, Any] = {
        "media_type": "application/json",
        "kind": BodyKind.JSON,
        "required": True,
        "flattened": True,
        "schema_type": "object",
        "styles": (),
        "files": (),
        "closed": False,
        "refused": (),
        "reason": "",
    }
    return BodyPlan(**{**plain, **members})


def pages(kind: PageKind, **members: Any) -> PagePlan:
    """A way to the next page."""
    return PagePlan(kind=kind, rule="map", reason="", **members)
