"""Sample values become what travels: held to the specification's own table of styles."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from aos_gen.plan.model import BodyKind, BodyPlan, Place, Style
from aos_gen.plan.samples import wire
from aos_gen.plan.samples.wire import Sent

TEXT = "blue"
ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


def sent(place: Place, style: Style, value: Any, name: str = "color") -> Sent:
    return Sent(place, name, style, value)


# OpenAPI 3.2, Style Examples: a text, an array, an object.
PATHS = {
    Style.MATRIX: (";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    Style.MATRIX_EXPLODED: (";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
    Style.LABEL: (".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    Style.LABEL_EXPLODED: (".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    Style.SIMPLE: ("blue", "blue,black,brown", "R,100,G,200,B,150"),
    Style.SIMPLE_EXPLODED: ("blue", "blue,black,brown", "R=100,G=200,B=150"),
    Style.PIPE: ("blue", "blue%7Cblack%7Cbrown", "R%7C100%7CG%7C200%7CB%7C150"),
    Style.TAB: ("blue", "blue%09black%09brown", "R%09100%09G%09200%09B%09150"),
}


@pytest.mark.parametrize(("style", "wanted"), PATHS.items())
def test_paths(style: Style, wanted: tuple[str, str, str]) -> None:
    """The specification's table, in a path."""
    found = [wire.filled("/a{color}/b", [sent(Place.PATH, style, value)]) for value in (TEXT, ARRAY, OBJECT)]
    assert found == [f"/a{one}/b" for one in wanted]


@pytest.mark.parametrize("style", [Style.SIMPLE, Style.SIMPLE_EXPLODED])
def test_headers(style: Style) -> None:
    """The specification's table, in a header."""
    found = tuple(wire.header(sent(Place.HEADER, style, value)) for value in (TEXT, ARRAY, OBJECT))
    assert found == PATHS[style]


def test_headers_of_swagger2() -> None:
    """Its lists are joined by spaces and bars too, and nothing is encoded there."""
    assert wire.header(sent(Place.HEADER, Style.SPACE, ARRAY)) == "blue black brown"
    assert wire.header(sent(Place.HEADER, Style.PIPE, ARRAY)) == "blue|black|brown"


# As the table writes them; None where the style has no such value.
QUERIES: dict[Style, tuple[str, str | None, str]] = {
    Style.COMMA: ("color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    Style.FORM: ("color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    Style.SPACE: ("color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"),
    Style.PIPE: ("color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
    Style.TAB: ("color=blue", "color=blue%09black%09brown", "color=R%09100%09G%09200%09B%09150"),
    Style.DEEP: ("color=blue", None, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
}


@pytest.mark.parametrize(("style", "wanted"), QUERIES.items())
def test_queries(style: Style, wanted: tuple[str, str | None, str]) -> None:
    """The specification's table, in a query: pairs as a server reads them, encoded again."""
    for value, text in zip((TEXT, ARRAY, OBJECT), wanted, strict=True):
        if text is not None:
            pairs = wire.pairs("color", value, style)
            assert "&".join(f"{quote(name)}={quote(one, safe=',')}" for name, one in pairs) == text


DEEP: dict[str, tuple[Any, list[tuple[str, str]]]] = {
    "an object of objects": ({"a": {"b": 1}}, [("f[a][b]", "1")]),
    "a list in an object": ({"a": ["x", "y"]}, [("f[a][0]", "x"), ("f[a][1]", "y")]),
    "a list": (["x"], [("f[0]", "x")]),
    "a list of objects": ([{"a": 1}, {"a": True}], [("f[0][a]", "1"), ("f[1][a]", "true")]),
    "nothing in it": ({}, [("f", "")]),
    "an empty list in it": ({"a": []}, [("f[a]", "")]),
    "a scalar": (1.5, [("f", "1.5")]),
}


@pytest.mark.parametrize(("value", "pairs"), DEEP.values(), ids=DEEP.keys())
def test_deep_objects(value: Any, pairs: list[tuple[str, str]]) -> None:
    """Below the first level, which the specification leaves open, each step has brackets, lists an index."""
    assert wire.pairs("f", value, Style.DEEP) == pairs


PAIRS: dict[str, tuple[Any, Style, list[tuple[str, str]]]] = {
    "JSON of an object": ({"a": [1, "é"]}, Style.JSON, [("p", '{"a":[1,"é"]}')]),
    "JSON of a text has quotes": ("x", Style.JSON, [("p", '"x"')]),
    "text is itself": ("x", Style.TEXT, [("p", "x")]),
    "text of an object": ({"a": 1}, Style.TEXT, [("p", '{"a":1}')]),
    "true": (True, Style.FORM, [("p", "true")]),
    "a list of objects": ([{"a": 1}], Style.FORM, [("p", '{"a":1}')]),
    "a list in an object": ({"a": [1, 2]}, Style.FORM, [("a", "[1,2]")]),
}


@pytest.mark.parametrize(("value", "style", "pairs"), PAIRS.values(), ids=PAIRS.keys())
def test_pairs(value: Any, style: Style, pairs: list[tuple[str, str]]) -> None:
    """What a style has no rule for travels as compact JSON."""
    assert wire.pairs("p", value, style) == pairs


SEGMENTS: dict[str, tuple[str, Style, Any, str]] = {
    "a slash": ("/{color}", Style.SIMPLE, "a/b c", "/a%2Fb%20c"),
    "a comma of a value": ("/{color}", Style.SIMPLE, ["a,b", "c"], "/a%2Cb,c"),
    "letters of another alphabet": ("/{color}", Style.SIMPLE, "é", "/%C3%A9"),
    "JSON": ("/{color}", Style.JSON, {"a": 1}, "/%7B%22a%22%3A1%7D"),
    "text as it is": ("/{color}", Style.TEXT, "a b", "/a%20b"),
    "two dots in a segment": ("/x{color}", Style.SIMPLE, "..", "/x.."),
    "a variable in two places": ("/{color}/{color}", Style.SIMPLE, 1, "/1/1"),
    "a variable of no value": ("/{other}", Style.SIMPLE, 1, "/{other}"),
}


@pytest.mark.parametrize(("path", "style", "value", "wanted"), SEGMENTS.values(), ids=SEGMENTS.keys())
def test_segments(path: str, style: Style, value: Any, wanted: str) -> None:
    """A value stays within its segment; only the style's own delimiters travel as they are."""
    others = [sent(Place.QUERY, Style.FORM, "never", "other")]
    assert wire.filled(path, [sent(Place.PATH, style, value), *others]) == wanted


def test_json_in_a_header() -> None:
    """A header is ASCII, and so is its JSON."""
    assert wire.header(sent(Place.HEADER, Style.JSON, {"a": "é"})) == '{"a":"\\u00e9"}'


WHOLE: dict[str, tuple[Any, Style, list[tuple[str, str]]]] = {
    "an object's members": ({"a": 1, "b": ["x", "y"]}, Style.FORM, [("a", "1"), ("b", "x"), ("b", "y")]),
    "an object's objects": (
        {"a": {"b": 1}, "c": [{"d": 1}]},
        Style.FORM,
        [("a", '{"b":1}'), ("c", '[{"d":1}]')],
    ),
    "JSON": ({"a": 1}, Style.JSON, [('{"a":1}', "")]),
    "text": ("$.a", Style.TEXT, [("$.a", "")]),
}


@pytest.mark.parametrize(("value", "style", "pairs"), WHOLE.values(), ids=WHOLE.keys())
def test_whole_queries(value: Any, style: Style, pairs: list[tuple[str, str]]) -> None:
    """A query that is one value is its members, or a text without a name (OpenAPI 3.2)."""
    assert wire.whole_query(value, style) == pairs


def plan(kind: BodyKind, *styles: tuple[str, str], files: tuple[str, ...] = ()) -> BodyPlan:
    return BodyPlan(
        media_type="", kind=kind, required=True, flattened=True, schema_type="object", styles=styles,
        files=files, closed=False, refused=(), reason="",
    )  # fmt: skip  # what does not matter here, in one place


FORMS: dict[str, tuple[Any, tuple[tuple[str, str], ...], list[list[str]]]] = {
    "text": ({"a": "x y", "b": 1, "c": False}, (), [["a", "x y"], ["b", "1"], ["c", "false"]]),
    "a list": ({"a": ["x", "y"]}, (), [["a", "x"], ["a", "y"]]),
    "an object": ({"a": {"b": 1}}, (), [["a", '{"b":1}']]),
    "a list of objects": ({"a": [{"b": 1}]}, (), [["a", '[{"b":1}]']]),
    "an object in brackets": ({"a": {"b": [1]}}, (("a", "deep"),), [["a[b][0]", "1"]]),
    "a list with commas": ({"a": ["x", "y"], "b": "z"}, (("a", "comma"),), [["a", "x,y"], ["b", "z"]]),
    "an object's own names": ({"a": {"b": 1}}, (("a", "form"),), [["b", "1"]]),
    "nothing": ({}, (), []),
}


@pytest.mark.parametrize(("value", "styles", "pairs"), FORMS.values(), ids=FORMS.keys())
def test_forms(value: Any, styles: tuple[tuple[str, str], ...], pairs: list[list[str]]) -> None:
    """A form's members travel in the style of each, or as JSON where they say nothing."""
    assert wire.body(plan(BodyKind.FORM, *styles), value) == pairs


def part(name: str, content: str, content_type: str = "", filename: str | None = None) -> dict[str, Any]:
    return {"name": name, "filename": filename, "content_type": content_type, "content": content}


PARTS: dict[str, tuple[Any, tuple[tuple[str, str], ...], list[dict[str, Any]]]] = {
    "text": ({"a": "x", "b": 1}, (), [part("a", "x"), part("b", "1")]),
    "an object": ({"a": {"b": 1}}, (), [part("a", '{"b":1}', "application/json")]),
    "a list": ({"a": ["x", "y"]}, (), [part("a", "x"), part("a", "y")]),
    "a list of objects": ({"a": [{"b": 1}]}, (), [part("a", '{"b":1}', "application/json")]),
    "a list of nothing": ({"a": []}, (), [part("a", "")]),
    "a type of its own": ({"a": "x"}, (("a", "text/csv"),), [part("a", "x", "text/csv")]),
    "text in JSON": ({"a": "x"}, (("a", "application/json"),), [part("a", '"x"', "application/json")]),
    "a style": ({"a": {"b": 1, "c": 2}}, (("a", "deep"),), [part("a[b]", "1"), part("a[c]", "2")]),
    "a file": (
        {"f": "example.bin"},
        (),
        [part("f", wire.FILE_TEXT, "application/octet-stream", "example.bin")],
    ),
    "a file of one type": (
        {"f": "example.png"},
        (("f", "image/png"),),
        [part("f", wire.FILE_TEXT, "image/png", "example.png")],
    ),
    "a file of several types": (
        {"f": "example.png"},
        (("f", "image/x-icon, image/png"),),
        [part("f", wire.FILE_TEXT, "image/png", "example.png")],
    ),
    "files": (
        {"f": ["example.bin", "example.bin"]},
        (),
        [part("f", wire.FILE_TEXT, "application/octet-stream", "example.bin")] * 2,
    ),
}


@pytest.mark.parametrize(("value", "styles", "parts"), PARTS.values(), ids=PARTS.keys())
def test_parts(value: Any, styles: tuple[tuple[str, str], ...], parts: list[dict[str, Any]]) -> None:
    """A multipart form has a part for each value, with the type that it has or that is usual."""
    assert wire.body(plan(BodyKind.MULTIPART, *styles, files=("f",)), value) == parts


OTHERS: dict[str, tuple[BodyKind, Any, Any]] = {
    "JSON is the value": (BodyKind.JSON, {"a": 1}, {"a": 1}),
    "nothing of a form": (BodyKind.FORM, None, None),
    "a file": (BodyKind.RAW, "@example.bin", wire.FILE_TEXT),
    "text": (BodyKind.TEXT, "a,b", "a,b"),
}


@pytest.mark.parametrize(("kind", "value", "wanted"), OTHERS.values(), ids=OTHERS.keys())
def test_other_bodies(kind: BodyKind, value: Any, wanted: Any) -> None:
    """Other bodies are what the tests compare as it is."""
    assert wire.body(plan(kind), value) == wanted


NAMES = {
    "": "example.bin",
    "application/octet-stream": "example.bin",
    "image/png": "example.png",
    "image/*": "example.png",
    "audio/*": "example.mp3",
    "*/*": "example.bin",
    "image/x-icon, application/pdf": "example.pdf",
}


@pytest.mark.parametrize(("media_types", "name"), NAMES.items())
def test_file_names(media_types: str, name: str) -> None:
    """A sample file has the name of a type that the vendor takes."""
    assert wire.file_name(media_types) == name
    assert name in wire.FILE_NAMES
