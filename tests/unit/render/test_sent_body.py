"""Members of a body become the expression of what is sent, in the way of its media type."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from aos_gen.plan.model import (
    BodyKind,
    CommandPlan,
    FixedPlan,
    OptionPlan,
    Place,
    Style,
    ValueKind,
    ValuePlan,
)
from aos_gen.render.sent import body_code

from .plans import body, command, composed, fixed, option

LIST, JSON = ValueKind.LIST, ValueKind.JSON
BODY = Place.BODY


def given(*values: ValuePlan, **members: Any) -> CommandPlan:
    return command(
        *(one for one in values if isinstance(one, OptionPlan)),
        fixed=tuple(one for one in values if isinstance(one, FixedPlan)),
        composed=tuple(one for one in values if not isinstance(one, OptionPlan | FixedPlan)),
        body=body(**members),
    )


def whole(*values: ValuePlan, **members: Any) -> str:
    plan = given(*values, **members)
    assert plan.body is not None
    code = body_code(plan, plan.body)
    ast.parse(code, mode="eval")
    return str(code)


def below(name: str, *steps: str, **members: Any) -> OptionPlan:
    return option(name, path=steps, place=members.pop("place", BODY), **members)


NESTED: dict[str, tuple[list[ValuePlan], str]] = {
    "a member": ([below("x", "o", "x")], "'o': under(None, {'x': x})"),
    "two of one object": (
        [below("x", "o", "x"), below("y", "o", "y")],
        "'o': under(None, {'x': x, 'y': y})",
    ),
    "the object, too": ([option("o", place=BODY), below("x", "o", "x")], "'o': under(o, {'x': x})"),
    "several levels": (
        [below("x", "o", "x"), below("z", "o", "i", "z"), below("y", "o", "i", "y")],
        "'o': under(None, {'x': x, 'i': under(None, {'z': z, 'y': y})})",
    ),
    "an object and its member, both lifted": (
        [below("i", "o", "i"), below("z", "o", "i", "z")],
        "'o': under(None, {'i': under(i, {'z': z})})",
    ),
    "fixed and composed members": (
        [
            below("x", "o", "x"),
            fixed("o.k", "K", BODY, path=("o", "k")),
            composed("o.t", "{x}", "x", place=BODY, path=("o", "t")),
        ],
        "'o': under(None, {'x': x, 'k': 'K', 't': compose('{x}', x=x)})",
    ),
    "each of a list": (
        [below("l", "o", "l", kind=LIST, each="id")],
        "'o': under(None, {'l': each('id', l)})",
    ),
    "two objects": (
        [below("x", "o", "x"), below("y", "m", "y")],
        "'o': under(None, {'x': x}), 'm': under(None, {'y': y})",
    ),
}


@pytest.mark.parametrize(("values", "code"), NESTED.values(), ids=NESTED.keys())
def test_lifted_members(values: list[ValuePlan], code: str) -> None:
    """What was lifted out of an object goes back into it, over the option of the whole one."""
    assert whole(*values) == f"members(body, {{{code}}}, required=True)"


A, L, O = option("a", place=BODY), option("l", place=BODY, kind=LIST), option("o", place=BODY, kind=JSON)
FORM, MULTIPART = {"kind": BodyKind.FORM}, {"kind": BodyKind.MULTIPART}
BODIES: dict[str, tuple[list[ValuePlan], dict[str, Any], str]] = {
    "members": ([A], {}, "members(body, {'a': a}, required=True)"),
    "members of a body that may be left out": ([A], {"required": False}, "members(body, {'a': a})"),
    "given whole": ([], {"flattened": False}, "body"),
    "required, of nothing": ([], {}, "members(body, {}, required=True)"),
    "decided": ([fixed("f", 1, BODY)], {"closed": True}, "members(None, {'f': 1}, required=True)"),
    "a fixed member beside a whole body": (
        [fixed("f", [1], BODY)],
        {"flattened": False, "required": False},
        "members(body, {'f': [1]})",
    ),
    "left out": (
        [A],
        {"refused": ("b", "o.x")},
        "members(body, {'a': a}, required=True, refused=('b', 'o.x'))",
    ),
    "left out of a whole body": (
        [],
        {"flattened": False, "required": False, "refused": ("b",)},
        "members(body, {}, refused=('b',))",
    ),
    "a member's style is the form's": (
        [option("l", place=BODY, kind=LIST, style=Style.COMMA)],
        {},
        "members(body, {'l': l}, required=True)",
    ),
    "bytes": ([], {"kind": BodyKind.RAW, "media_type": "image/png"}, "raw(body, 'image/png')"),
    "text": ([], {"kind": BodyKind.TEXT, "media_type": "text/csv"}, "raw(body, 'text/csv')"),
    "a form": ([A], FORM, "form(members(body, {'a': a}, required=True))"),
    "a form without a member": (
        [A],
        {**FORM, "refused": ("b",)},
        "form(members(body, {'a': a}, required=True, refused=('b',)), refused=('b',))",
    ),
    "a whole form": ([], {**FORM, "flattened": False}, "form(body)"),
    "a form with a style": (
        [A, O],
        {**FORM, "styles": (("o", "deep"),)},
        "form(members(body, {'a': a, 'o': o}, required=True), {'o': 'deep'})",
    ),
    "one style of all lists and objects": (
        [A, L, O],
        {**FORM, "styles": (("l", "deep"), ("o", "deep"))},
        "form(members(body, {'a': a, 'l': l, 'o': o}, required=True), {'*': 'deep'})",
    ),
    "one style of some": (
        [L, O, below("x", "m", "x")],
        {**FORM, "required": False, "styles": (("l", "deep"), ("o", "deep"))},
        "form(members(body, {'l': l, 'o': o, 'm': under(None, {'x': x})}), {'l': 'deep', 'o': 'deep'})",
    ),
    "several styles": (
        [L, O],
        {**FORM, "styles": (("l", "comma"), ("o", "deep"))},
        "form(members(body, {'l': l, 'o': o}, required=True), {'l': 'comma', 'o': 'deep'})",
    ),
    "parts": ([A], MULTIPART, "multipart(members(body, {'a': a}, required=True))"),
    "parts with types": (
        [A],
        {**MULTIPART, "styles": (("a", "text/csv"),)},
        "multipart(members(body, {'a': a}, required=True), {'a': 'text/csv'})",
    ),
    "files": (
        [option("f", place=BODY, kind=ValueKind.FILE)],
        {**MULTIPART, "files": ("f",)},
        "multipart(members(body, {'f': f}, required=True), files=('f',))",
    ),
}


@pytest.mark.parametrize(("values", "members", "code"), BODIES.values(), ids=BODIES.keys())
def test_bodies(values: list[ValuePlan], members: dict[str, Any], code: str) -> None:
    """A body's expression: its members, and how the media type writes them."""
    assert whole(*values, **members) == code
