"""Bytes into data and places: what is accepted, what is refused, and where it points."""

from __future__ import annotations

import http.server
import json
import math
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aos_gen import source_json, source_url, source_yaml, source_yaml_places
from aos_gen.diagnostics import Location, Pointer, Report
from aos_gen.source import Position, SourceFile, SourceSet


def read(
    folder: Path, content: str | bytes, name: str = "a.yaml"
) -> tuple[SourceFile | None, Report, SourceSet]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    sources, report = SourceSet(), Report()
    return sources.open(str(path), report), report, sources


VALUES: list[tuple[str, Any]] = [
    ("a: on", "on"),
    ("a: NO", "NO"),
    ("a: yes", "yes"),
    ("a: 2024-01-31", "2024-01-31"),
    ("a: 1_000", "1_000"),
    ("a: 12:30:45", "12:30:45"),
    ("a: null", None),
    ("a: ~", None),
    ("a:", None),
    ("a: True", True),
    ("a: 'true'", "true"),
    ('a: "12"', "12"),
    ("a: 0o17", 15),
    ("a: 0x1F", 31),
    ("a: 010", 10),
    ("a: -7", -7),
    ("a: 3.10", 3.1),
    ("a: 1e3", 1000.0),
    ("a: .5", 0.5),
    ("a: -.inf", -math.inf),
    ("a: !!str 12", "12"),
    ("a: !!int '12'", 12),
    ("a: !!float 3", 3.0),
    ("a: !Ref 12", 12),
    ("a: !Ref '12'", "12"),
    ("a: ! '12'", "12"),
    ("a: 1.2.3", "1.2.3"),
    ("a: -", [None]),
    ("a: " + "9" * 5000, "9" * 5000),
    ("a: |\n  x\n  y\n", "x\ny\n"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=[text[:20] for text, _ in VALUES])
def test_yaml_scalars_follow_the_core_schema(tmp_path: Path, text: str, expected: Any) -> None:
    """Plain scalars mean what YAML 1.2 says, so that on, NO and dates stay text."""
    text = "a:\n  -" if text == "a: -" else text
    file, report, _ = read(tmp_path, text)
    assert file is not None, list(report)
    assert file.data["a"] == expected
    assert type(file.data["a"]) is type(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("200: x\ntrue: y\n~: z\n1.0: w", {"200": "x", "true": "y", "~": "z", "1.0": "w"}),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("a: &x {b: 1, d: 2}\nc: {<<: *x, b: 3}", {"a": {"b": 1, "d": 2}, "c": {"b": 3, "d": 2}}),
        ("a: {<<: [{k: 1}, {k: 2, l: 2}], m: 3}", {"a": {"k": 1, "l": 2, "m": 3}}),
        ("<<: text", {"<<": "text"}),
        ("'<<': {a: 1}", {"<<": {"a": 1}}),
        ("&k key: 1\nother: *k\n*k : 2", {"key": 2, "other": "key"}),
        ("a: &x [&x 1, *x]\nb: *x", {"a": [1, 1], "b": 1}),
        ("{a: 1, 'b': [x,],}", {"a": 1, "b": ["x"]}),
        ('{"a": 1, // no\n}', None),
        ("{a: 1, /* no */ b: 2}", None),
        ('{"a": "http://x", }', {"a": "http://x"}),
        ('{"a": NaN, "b": 123456789012345678901234567890}', {"b": 123456789012345678901234567890}),
        ('{"a": "\\ud800"}', {"a": "\ud800"}),
        ("", None),
    ],
)
def test_documents_become_these_values(tmp_path: Path, text: str, expected: Any) -> None:
    """Keys are text as written, aliases and merge keys are resolved, JSON may be lax."""
    file, _, _ = read(tmp_path, text)
    data = None if file is None else file.data
    if isinstance(data, dict) and isinstance(data.get("a"), float):
        assert math.isnan(data.pop("a"))
    assert data == expected


@pytest.mark.parametrize(
    "text", [text for text, _ in VALUES] + ["a: &x {b: 1}\nc: {<<: *x}", "a: [", "a: \x01"]
)
def test_without_libyaml_the_result_is_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C parser, the Python one takes its place."""
    fast = source_yaml.parse(text)
    monkeypatch.setattr(source_yaml, "Loader", yaml.SafeLoader)
    slow = source_yaml.parse(text)
    assert type(slow) is type(fast)
    if isinstance(slow, source_json.Parsed) and isinstance(fast, source_json.Parsed):
        assert slow == fast
        assert source_yaml_places.places(text).position(("c", "b"), False).line > 0


def test_an_alias_shares_its_object(tmp_path: Path) -> None:
    """Aliases cost no memory."""
    file, _, _ = read(tmp_path, "a: &x [1]\nb: *x")
    assert file is not None
    assert file.data["a"] is file.data["b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without a mark, and UTF-16 with one, are text."""
    file, _, _ = read(tmp_path, 'ä: "😀"\nb: 1'.encode(encoding))
    assert file is not None
    assert file.data == {"ä": "😀", "b": 1}
    assert file.position(("b",)) == Position(2, 4)


BOMB = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
)
MERGE_BOMB = (
    f"a: &a {{{', '.join(f'k{n}: 1' for n in range(4000))}}}\nb: {{<<: [{', '.join(['*a'] * 3000)}]}}"
)
ALIAS_TOWER = f"a0: &a0 {'[' * 400}{']' * 400}\na1: {'[' * 400}*a0{']' * 400}"
FAILURES: list[tuple[str, bytes | str, str, Position | None]] = [
    ("tab", "a:\n\tb: 1", "yaml-syntax", Position(2, 1)),
    ("two colons", "a: b: c", "yaml-syntax", Position(1, 5)),
    ("control character", "a: 1\nb: \x01", "yaml-syntax", Position(2, 4)),
    ("undefined alias", "a: *nowhere", "yaml-syntax", Position(1, 4)),
    ("cycle", "a: &x\n  - *x", "yaml-recursive-alias", Position(2, 5)),
    ("two documents", "a: 1\n---\nb: 2", "yaml-multiple-documents", Position(2, 1)),
    ("mapping as key", "a: {{ name }}", "yaml-complex-key", Position(1, 5)),
    ("alias bomb", BOMB, "yaml-alias-bomb", None),
    ("merge bomb", MERGE_BOMB, "yaml-alias-bomb", None),
    ("deep YAML", "a: " + "[" * 3000 + "]" * 3000, "document-too-deep", Position(1, 503)),
    ("deep aliases", ALIAS_TOWER, "document-too-deep", None),
    ("deep JSON", "[" * 600 + "]" * 600, "document-too-deep", None),
    ("bottomless JSON", "[" * 100_000, "document-too-deep", None),
    ("broken JSON", '{"a": 1,\n "b" 2}}', "json-syntax", Position(2, 6)),
    ("endless number", '{"a": ' + "9" * 5000 + ", }}", "json-syntax", None),
    ("binary", b"PK\x03\x04\xff\xfe\x80", "not-text", None),
    ("odd UTF-16", b"\xff\xfea", "not-text", None),
]


@pytest.mark.parametrize(
    ("content", "code", "position"), [case[1:] for case in FAILURES], ids=[case[0] for case in FAILURES]
)
def test_unreadable_text_is_reported(
    tmp_path: Path, content: bytes | str, code: str, position: Position | None
) -> None:
    """Every bad text gives one diagnostic, at the parser's place, and no exception."""
    file, report, sources = read(tmp_path, content)
    assert file is None
    assert report.codes() == (code,)
    (diagnostic,) = report
    if position is not None:
        assert sources.position(diagnostic.location) == position
    assert sources.open(diagnostic.location.file, report) is None
    assert len(report) == 1, "a failed file is reported once"


def test_500_levels_are_read(tmp_path: Path) -> None:
    """The bound itself is still allowed, in both languages."""
    for text in ("[" * 500 + "]" * 500, "# YAML\n" + "[" * 500 + "]" * 500):
        file, report, _ = read(tmp_path, text)
        assert file is not None, list(report)
        assert file.position((0,) * 499).column == 500


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absent files name their neighbours; folders and giants are refused."""
    (tmp_path / "openapi.yaml").write_text("a: 1")
    sources, report = SourceSet(), Report()
    monkeypatch.setattr(source_url, "MAX_BYTES", 3)
    for name in ("openapi.yml", ".", "openapi.yaml", "nul\0l", "gone/x.yaml"):
        assert sources.open(f"{tmp_path}/{name}", report) is None
    diagnostics = list(report)
    assert [d.code for d in diagnostics] == [
        "file-not-found", "file-unreadable", "file-too-large", "file-unreadable", "file-not-found",
    ]  # fmt: skip
    assert diagnostics[0].hint == f"did you mean '{tmp_path}/openapi.yaml'?"
    assert "does not exist" in str(diagnostics[4].hint)


@pytest.mark.parametrize(
    "text", ['{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}', "a: 1\nb:\n  c: 1\n  c: 2\na: 3"]
)
def test_keys_written_twice_are_known(tmp_path: Path, text: str) -> None:
    """The last value counts, its place is shown, and the pointers of such keys are kept."""
    file, _, _ = read(tmp_path, text)
    assert file is not None
    assert file.data == {"a": 3, "b": {"c": 2}}
    assert set(file.duplicates) == {("a",), ("b", "c")}
    lines = text.split("\n")
    place = file.position(("a",))
    assert lines[place.line - 1][place.column - 1] == "3"


def test_positions_of_keys_parents_and_merged_values(tmp_path: Path) -> None:
    """A key, an absent value (its parent), an alias (itself), what is in it (where it is written)."""
    file, _, sources = read(tmp_path, "base: &b\n  x: 1\nuse: *b\nmore:\n  <<: *b\n  y: [7, 8]\n")
    assert file is not None
    assert file.position(("more", "y"), at_key=True) == Position(6, 3)
    assert file.position(("more", "y", "1")) == file.position(("more", "y", 1)) == Position(6, 10)
    assert file.position(("more", "absent", "deep")) == file.position(("more",)) == Position(5, 3)
    assert file.position(("use",)) == Position(3, 6)
    assert file.position(("use", "x")) == file.position(("more", "x")) == Position(2, 6)
    assert sources.position(Location("never opened")) is None
    as_json, _, _ = read(tmp_path, '{"a": [ 1,\n {"k" : true}]}', "a.json")
    assert as_json is not None
    assert as_json.position(("a", 1, "k")) == as_json.position(("a", "1", "k")) == Position(2, 9)
    assert as_json.position(("a", 1, "k"), at_key=True) == Position(2, 3)
    assert as_json.position(("a", 7)) == as_json.position(("a",)) == Position(1, 7)


def _is_plain_text(text: str) -> bool:
    """PyYAML writes by YAML 1.1, where some of the core schema's numbers are text (`1e3`)."""
    return not text or isinstance(source_yaml.plain_value(text), str)


# libyaml takes these for line breaks, as YAML 1.1 did, and PyYAML does not escape them.
OLD_BREAKS = "\x85\u2028\u2029"


CHARACTERS = st.characters(codec="utf-8", exclude_characters=OLD_BREAKS)
TEXTS = st.text(CHARACTERS, max_size=8).filter(_is_plain_text)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def pointers(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    yield pointer, value
    if isinstance(value, dict | list):
        for step, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from pointers(child, (*pointer, step))


def offset(text: str, position: Position) -> int:
    lines = [line + "\n" for line in text.split("\n")]
    return sum(map(len, lines[: position.line - 1])) + position.column - 1


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=JSON_VALUES, indent=st.sampled_from([None, 2]))
def test_json_comes_back_and_every_pointer_finds_its_text(value: Any, indent: int | None) -> None:
    """What is written as JSON is read again, and the text at each position starts that very value."""
    text = json.dumps(value, indent=indent)
    parsed = source_json.parse(text)
    assert isinstance(parsed, source_json.Parsed)
    assert parsed.data == value
    places = source_json.JsonPlaces(text)
    for pointer, part in pointers(value):
        at = offset(text, places.position(pointer, False))
        assert json.JSONDecoder().raw_decode(text, at)[0] == part
        if pointer and isinstance(pointer[-1], str):
            at = offset(text, places.position(pointer, True))
            assert json.JSONDecoder().raw_decode(text, at)[0] == pointer[-1]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=JSON_VALUES, flow=st.sampled_from([True, False, None]), style=st.sampled_from([None, '"', "'"]))
def test_yaml_comes_back_and_every_pointer_finds_its_text(
    value: Any, flow: bool | None, style: str | None
) -> None:
    """What PyYAML writes is read again, and its own parser starts each value at the same place."""
    text = yaml.safe_dump(
        value, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False
    )
    parsed = source_yaml.parse(text)
    assert isinstance(parsed, source_json.Parsed), (text, parsed)
    assert parsed.data == value
    places, node = source_yaml_places.places(text), yaml.compose(text, Loader=yaml.SafeLoader)
    for pointer, _ in pointers(value):
        mark = node
        for step in pointer:
            if isinstance(mark, yaml.MappingNode):
                mark = next(child for key, child in mark.value if key.value == step)
            elif isinstance(mark, yaml.SequenceNode):
                mark = mark.value[int(step)]
        assert mark is not None
        start = Position(mark.start_mark.line + 1, mark.start_mark.column + 1)
        assert places.position(pointer, False) == start


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from("ab01:-{}[]&*!<'\"#|>?,\n \t%@"), max_size=30))
def test_no_text_raises(text: str) -> None:
    """Whatever the text, there is a value with places or a problem."""
    for parse, find in (
        (source_yaml.parse, source_yaml_places.places),
        (source_json.parse, source_json.JsonPlaces),
    ):
        parsed = parse(text)
        if isinstance(parsed, source_json.Parsed):
            for pointer in ((), ("a",), (0, "a")):
                find(text).position(pointer, True)


class Handler(http.server.BaseHTTPRequestHandler):
    """A vendor's site with a document, a part, and redirects of every kind."""

    PAGES: ClassVar = {"/s/root.yaml": "a: 1", "/s/parts/p.json": '{"p": 2}', "/secret.yaml": "s: 3"}
    MOVED: ClassVar = {
        "/moved": "/s/root.yaml", "/evil": "http://example.com/x", "/file": "file:///etc/passwd",
        "/loop": "/loop", "/s/out.yaml": "/secret.yaml",
    }  # fmt: skip

    def do_GET(self) -> None:
        page = self.PAGES.get(self.path)
        target = self.MOVED.get(self.path)
        self.send_response(302 if target else 200 if page else 404)
        if target:
            self.send_header("Location", target)
        self.end_headers()
        self.wfile.write((page or "").encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_documents_at_a_url(site: str) -> None:
    """A document is fetched, and so are its relative parts, but nothing outside its folder."""
    sources, report = SourceSet(), Report()
    root = sources.open(f"{site}/s/root.yaml", report)
    assert root is not None
    assert (root.data, root.path) == ({"a": 1}, None)
    part = sources.open_relative(root, "parts/p.json", Location(root.name), report)
    assert part is not None
    assert part.data == {"p": 2}
    assert sources.open_relative(part, "../root.yaml", Location(part.name), report) is root
    assert len(report) == 0
    foreign = ("https://example.com/x", "file:///etc/passwd")
    for outside in ("../secret.yaml", "%2e%2e/secret.yaml", "out.yaml", *foreign):
        assert sources.open_relative(root, outside, Location(root.name), report) is None
    assert [d.code for d in report] == ["reference-outside-folder"] * 5


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("{site}/gone", "url-failed"),
        ("{site}/evil", "url-failed"),
        ("{site}/file", "url-failed"),
        ("{site}/loop", "url-failed"),
        ("http://127.0.0.1:1/", "url-failed"),
        ("http://example.com/openapi.yaml", "url-scheme"),
        ("ftp://example.com/openapi.yaml", "url-scheme"),
        ("file:///etc/passwd", "url-scheme"),
        ("https://", "url-scheme"),
        ("http://[bad/", "url-scheme"),
    ],
)
def test_urls_that_are_refused(site: str, url: str, code: str) -> None:
    """Only https, or http to this machine, and redirects to no more than that."""
    report = Report()
    assert SourceSet().open(url.format(site=site), report) is None
    assert report.codes() == (code,)


def test_a_redirected_document_is_read(site: str) -> None:
    """References of a document that has moved start at its new place."""
    file = SourceSet().open(f"{site}/moved", Report())
    assert file is not None
    assert file.url == f"{site}/s/root.yaml"
