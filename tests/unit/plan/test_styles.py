"""A parameter's `in`, `style`, `explode` and `content` become one word, or none that its place has."""

from __future__ import annotations

from typing import Any

import pytest

from aos_gen.plan.inputs.styles import DEFAULTS, content_style, style_of
from aos_gen.plan.model import Place, Style

from . import world

# OpenAPI 3.2, Style Values: where each style may stand, and its word without and with `explode`.
SPECIFICATION = {
    "matrix": ({Place.PATH}, Style.MATRIX, Style.MATRIX_EXPLODED),
    "label": ({Place.PATH}, Style.LABEL, Style.LABEL_EXPLODED),
    "simple": ({Place.PATH, Place.HEADER}, Style.SIMPLE, Style.SIMPLE_EXPLODED),
    "form": ({Place.QUERY, Place.COOKIE, Place.BODY}, Style.COMMA, Style.FORM),
    "spaceDelimited": ({Place.QUERY, Place.BODY}, Style.SPACE, Style.FORM),
    "pipeDelimited": ({Place.QUERY, Place.BODY}, Style.PIPE, Style.FORM),
    "deepObject": ({Place.QUERY, Place.BODY}, Style.DEEP, Style.DEEP),
    "cookie": ({Place.COOKIE}, Style.COMMA, Style.FORM),
}
PLACES = (Place.PATH, Place.QUERY, Place.HEADER, Place.COOKIE, Place.BODY)


def style(place: Place, **members: Any) -> Style | None:
    return style_of(place, world.schema(members)[1])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", SPECIFICATION)
def test_every_style_in_every_place(name: str, place: Place) -> None:
    """A style is taken where the specification allows it, with and without explode, and nowhere else."""
    places, plain, exploded = SPECIFICATION[name]
    wanted = (plain, exploded) if place in places else (None, None)
    assert (style(place, style=name, explode=False), style(place, style=name, explode=True)) == wanted


COLLECTIONS = {"ssv": Style.SPACE, "pipes": Style.PIPE, "tsv": Style.TAB}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", COLLECTIONS)
def test_how_swagger2_joins(name: str, place: Place) -> None:
    """2.0's own words hold in every place, but for a header's tabs, which its readers take for spaces."""
    wanted = None if (name, place) == ("tsv", Place.HEADER) else COLLECTIONS[name]
    assert style(place, style=name, explode=False) is wanted


@pytest.mark.parametrize(("name", "explodes"), [(name, name in ("form", "cookie")) for name in SPECIFICATION])
def test_explode_where_nothing_is_said(name: str, explodes: bool) -> None:
    """`form` and `cookie` explode by default, the others do not."""
    places, plain, exploded = SPECIFICATION[name]
    assert {style(place, style=name) for place in places} == {exploded if explodes else plain}


@pytest.mark.parametrize(
    ("place", "plain", "exploded"),
    [
        (Place.PATH, Style.SIMPLE, Style.SIMPLE_EXPLODED),
        (Place.HEADER, Style.SIMPLE, Style.SIMPLE_EXPLODED),
        (Place.QUERY, Style.COMMA, Style.FORM),
        (Place.COOKIE, Style.COMMA, Style.FORM),
        (Place.BODY, Style.COMMA, Style.FORM),
    ],
)
def test_the_style_where_nothing_is_said(place: Place, plain: Style, exploded: Style) -> None:
    """A place has a style of its own, which `explode` alone changes."""
    assert style(place) is DEFAULTS[place]
    assert (style(place, explode=False), style(place, explode=True)) == (plain, exploded)


@pytest.mark.parametrize("odd", ["fancy", "", None, 7, ["form"], {"form": True}])
def test_a_style_that_is_none(odd: Any) -> None:
    """What is no style is none of any place."""
    assert {style(place, style=odd) for place in PLACES} == {None}


@pytest.mark.parametrize("odd", ["true", 1, [], {}])
def test_an_explode_that_is_no_boolean(odd: Any) -> None:
    """Only `true` explodes."""
    assert style(Place.QUERY, explode=odd) is Style.COMMA


def test_a_whole_query_string_has_no_style() -> None:
    """OpenAPI 3.2: a querystring is described by `content`, never by a style."""
    assert style(Place.QUERYSTRING, style="form") is None


def test_every_place_has_a_default() -> None:
    """A value that only the map knows has a style, wherever it travels."""
    assert set(DEFAULTS) == set(Place)


CONTENTS = {
    "application/json": Style.JSON,
    "Application/JSON; charset=utf-8": Style.JSON,
    "application/geo+json": Style.JSON,
    "*/*": Style.JSON,
    "application/*": Style.JSON,
    "application/x-www-form-urlencoded": Style.FORM,
    "text/plain": Style.TEXT,
    "application/xml": Style.TEXT,
    "application/jsonpath": Style.TEXT,
}


@pytest.mark.parametrize(("media_type", "wanted"), CONTENTS.items())
def test_contents(media_type: str, wanted: Style) -> None:
    """A parameter that a media type describes is JSON text, pairs, or a text of the caller's own."""
    assert content_style(media_type) is wanted
