"""Every style in its place: a right request is judged right, one in another style wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .judge import judge, understand
from .loopback import Recorded

BASE = "http://127.0.0.1:9/base"
TEXT: dict[str, Any] = {"type": "string"}
LIST = {"type": "array", "items": TEXT}
NUMBER = {"type": "integer"}
OBJECT = {"type": "object", "properties": {"R": NUMBER, "G": NUMBER}, "required": ["R"]}
NESTED = {"type": "object", "properties": {"a": OBJECT, "b": {"type": "array", "items": OBJECT}}}
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def _parameter(
    place: str, schema: Any, style: str = "", explode: bool | None = None, **more: Any
) -> dict[str, Any]:
    told: dict[str, Any] = {"name": "c", "in": place, "schema": schema, "required": True, **more}
    told |= {"style": style} if style else {}
    return told | ({} if explode is None else {"explode": explode})


# Each: the parameter, what a right request sends for it, its value, and requests that are wrong.
CASES: dict[str, tuple[dict[str, Any], str, Any, list[str]]] = {
    "path": (_parameter("path", TEXT), "a%2Fb%2C.", "a/b,.", ["a,b"]),
    "path list": (_parameter("path", LIST), "a,b%2C", ["a", "b,"], ["a%2Cb;c"]),
    "path object": (_parameter("path", OBJECT), "R,1,G,2", {"R": 1, "G": 2}, ["R=1,G=2", "R,x"]),
    "path object exploded": (
        _parameter("path", OBJECT, "simple", True), "R=1,G=2", {"R": 1, "G": 2}, ["R,1"],
    ),
    "label": (_parameter("path", TEXT, "label"), ".a", "a", ["a"]),
    "label list": (_parameter("path", LIST, "label", False), ".a,b", ["a", "b"], ["a,b"]),
    "label list exploded": (_parameter("path", LIST, "label", True), ".a.b", ["a", "b"], ["a.b", ".a,b"]),
    "label object": (_parameter("path", OBJECT, "label", True), ".R=1.G=2", {"R": 1, "G": 2}, [".R,1,G,2"]),
    "matrix": (_parameter("path", TEXT, "matrix"), ";c=a", "a", ["a", ";d=a"]),
    "matrix list": (_parameter("path", LIST, "matrix", False), ";c=a,b", ["a", "b"], [";c=a;c=b"]),
    "matrix list exploded": (_parameter("path", LIST, "matrix", True), ";c=a;c=b", ["a", "b"], [";c=a,b"]),
    "matrix object": (_parameter("path", OBJECT, "matrix", True), ";R=1;G=2", {"R": 1, "G": 2}, [";c=R,1"]),
    "query": (_parameter("query", TEXT), "c=a%2Fb", "a/b", ["c=a/b", "c=a&c=b", "d=a", ""]),
    "query list": (_parameter("query", LIST), "c=a&c=b", ["a", "b"], ["c=a,b", "c%5B%5D=a&c%5B%5D=b"]),
    "query object": (_parameter("query", OBJECT), "R=1&G=2", {"R": 1, "G": 2}, ["c=R,1,G,2", "R=x", "G=1"]),
    "comma": (_parameter("query", LIST, "form", False), "c=a,b%2C", ["a", "b,"], ["c=a&c=b"]),
    "comma object": (_parameter("query", OBJECT, "form", False), "c=R,1,G,2", {"R": 1, "G": 2}, ["R=1&G=2"]),
    "space": (
        _parameter("query", LIST, "spaceDelimited", False), "c=a%20b", ["a", "b"], ["c=a,b", "c=a&c=b"],
    ),
    "pipe": (_parameter("query", LIST, "pipeDelimited", False), "c=a%7Cb", ["a", "b"], ["c=a,b"]),
    "pipe object": (
        _parameter("query", OBJECT, "pipeDelimited", False), "c=R%7C1%7CG%7C2", {"R": 1, "G": 2}, ["c=R"],
    ),
    "deep": (
        _parameter("query", OBJECT, "deepObject", True), "c%5BR%5D=1", {"R": 1},
        ["R=1", "c%5BG%5D=1", "c=R,1"],
    ),
    "deep, nested": (
        _parameter("query", NESTED, "deepObject", True),
        "c%5Ba%5D%5BR%5D=1&c%5Bb%5D%5B0%5D%5BR%5D=2",
        {"a": {"R": 1}, "b": [{"R": 2}]},
        ["c%5Ba%5D%5BR%5D=x", "c%5Ba%5D=%5B%5D"],
    ),
    "deep list": (
        _parameter("query", LIST, "deepObject", True), "c%5B0%5D=x&c%5B1%5D=y", ["x", "y"], ["c=x&c=y"],
    ),
    "deep or number": (
        _parameter("query", {"anyOf": [OBJECT, NUMBER]}, "deepObject", True), "c=5", 5, ["c=x", "c%5BG%5D=1"],
    ),
    "reserved": (_parameter("query", TEXT, allowReserved=True), "c=a/b?c%26", "a/b?c&", ["c=a%2Fb"]),
    "content": (
        {"name": "c", "in": "query", "required": True, "content": {JSON: {"schema": OBJECT}}},
        "c=%7B%22R%22%3A1%7D", {"R": 1}, ["c=%7B", "c=%7B%22R%22%3A%22x%22%7D", "R=1"],
    ),
    "union": (_parameter("query", {"oneOf": [NUMBER, LIST]}), "c=5", 5, []),
    "header": (_parameter("header", TEXT), "a b/c", "a b/c", []),
    "header list": (_parameter("header", LIST), "a,b", ["a", "b"], []),
    "header object": (_parameter("header", OBJECT), "R,1,G,2", {"R": 1, "G": 2}, ["R=1", "x"]),
    "header object exploded": (
        _parameter("header", OBJECT, "simple", True), "R=1,G=2", {"R": 1, "G": 2}, ["R,1"],
    ),
    "header, nested": (
        _parameter("header", NESTED), '{"a":{"R":1}}', {"a": {"R": 1}},
        ['{"a":{"G":1}}', 'a,{"R":1,"G":2}', "x"],
    ),
    "path, nested": (
        _parameter("path", NESTED), "%7B%22a%22%3A%7B%22R%22%3A1%7D%7D", {"a": {"R": 1}}, ["%7B", "a,R"],
    ),
    "header, not nested": (
        _parameter("header", OBJECT), "R,1", {"R": 1}, ['{"R":1}'],
    ),
    "cookie": (_parameter("cookie", TEXT), "c=a%3Bb", "a;b", ["c=a;b", "d=a", "c"]),
    "cookie list": (_parameter("cookie", LIST), "c=a; c=b", ["a", "b"], ["c=a,b"]),
    "cookie list joined": (_parameter("cookie", LIST, "form", False), "c=a,b", ["a", "b"], ["c=a; c=b"]),
    "cookie object": (_parameter("cookie", OBJECT), "R=1; G=2", {"R": 1, "G": 2}, ["c=R,1", "R=1; x=2"]),
    "cookie object joined": (
        _parameter("cookie", OBJECT, "form", False), "c=R,1,G,2", {"R": 1, "G": 2}, ["R=1"],
    ),
    "querystring": (
        {"name": "c", "in": "querystring", "required": True, "content": {JSON: {"schema": OBJECT}}},
        "%7B%22R%22%3A1%7D", {"R": 1}, ["%7B%7D", ""],
    ),
    "querystring form": (
        {"name": "c", "in": "querystring", "content": {FORM: {"schema": OBJECT}}},
        "R=1&G=2", {"R": 1, "G": 2}, ["R=x"],
    ),
}  # fmt: skip
COMMAND = {"id": "x.get", "method": "GET"}


def _document(folder: Path, parameter: dict[str, Any], path: str) -> Path:
    told = {"openapi": "3.1.0", "paths": {path: {"get": {"parameters": [parameter], "responses": {}}}}}
    file = folder / "acme.json"
    file.write_text(json.dumps(told), "utf-8")
    return file


def _request(place: str, sent: str) -> Recorded:
    headers = [("Accept", "*/*")]
    target = "/base/x"
    if place == "path":
        target += f"/{sent}"
    elif place.startswith("query"):
        target += f"?{sent}" if sent else ""
    else:
        headers.append(("Cookie" if place == "cookie" else "c", sent))
    return Recorded("GET", target, tuple(headers), b"")


def _path(place: str) -> str:
    return "/x/{c}" if place == "path" else "/x"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_right(tmp_path: Path, case: tuple[dict[str, Any], str, Any, list[str]]) -> None:
    """The request of the style is right, and means the value."""
    parameter, sent, value, _ = case
    path = _path(parameter["in"])
    document = _document(tmp_path, parameter, path)
    recorded = _request(parameter["in"], sent)

    verdict = judge(document, COMMAND | {"path": path}, recorded, BASE)
    reading = understand(document, COMMAND | {"path": path}, recorded, BASE)

    assert verdict.right, verdict.why
    assert reading
    assert value in reading.values.found[parameter["in"], "c"]


def _wrong() -> Iterator[Any]:
    for name, (parameter, _, _, wrong) in CASES.items():
        for sent in wrong:
            yield pytest.param(parameter, sent, id=f"{name}: {sent}")


@pytest.mark.parametrize(("parameter", "sent"), list(_wrong()))
def test_wrong(tmp_path: Path, parameter: dict[str, Any], sent: str) -> None:
    """A request of another style, or of a value that the schema forbids, is wrong."""
    path = _path(parameter["in"])

    verdict = judge(
        _document(tmp_path, parameter, path), COMMAND | {"path": path}, _request(parameter["in"], sent), BASE
    )

    assert not verdict.right


PATHS = {
    "partial segments": ("/x/{base}...{head}", "/base/x/v1.0...main", True),
    "a variable in quotes": ("/users('{name}')/x", "/base/users('a%27b')/x", True),
    "undeclared variable, empty": ("/x/{base}", "/base/x/", False),
    "literal query": ("/x?refresh", "/base/x?refresh", True),
    "literal query missing": ("/x?refresh", "/base/x", False),
    "text that must be encoded": ("/x/<ID> é", "/base/x/%3CID%3E%20%C3%A9", True),
    "text that is encoded already": ("/x/%3CID%3E", "/base/x/%3CID%3E", True),
    "literal fragment": ("/x#stream", "/base/x", True),
    "fragment sent": ("/x#stream", "/base/x#stream", False),
    "one variable twice": ("/x/{a}/{a}", "/base/x/1/1", True),
    "one variable, two values": ("/x/{a}/{a}", "/base/x/1/2", False),
}


@pytest.mark.parametrize(("path", "target", "right"), PATHS.values(), ids=PATHS)
def test_paths(tmp_path: Path, path: str, target: str, right: bool) -> None:
    """Odd templates, their variables declared nowhere."""
    document = _document(tmp_path, _parameter("query", TEXT, required=False), path)

    verdict = judge(
        document, COMMAND | {"path": path}, Recorded("GET", target, (("Accept", "*/*"),), b""), BASE
    )

    assert verdict.right == right, verdict.why
