"""What each kind of option takes, what it makes of it, and what it says of the rest."""

from __future__ import annotations

import importlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import MODULE

errors = importlib.import_module(f"{MODULE}.errors")
options = importlib.import_module(f"{MODULE}.options")

NULL = options.NULL
UUID = "123e4567-e89b-12d3-a456-426614174000"


def text(**rules: Any) -> Any:
    """A text option with these rules."""
    return options.Text("--x", **rules)


def number(**rules: Any) -> Any:
    """A number option with these rules."""
    return options.Number("--x", **rules)


def integer(**rules: Any) -> Any:
    """A whole number option with these rules."""
    return options.Integer("--x", **rules)


def items(of: str = "text", **rules: Any) -> Any:
    """A list option with these rules."""
    return options.Items("--x", of, **rules)


def value(**rules: Any) -> Any:
    """A JSON option with these rules."""
    return options.Json("--x", **rules)


TAKEN: list[tuple[Any, list[str], Any]] = [
    (text(format="date"), ["2024-02-29"], "2024-02-29"),
    (text(format="date-time"), ["2024-01-31T09:30:00Z"], "2024-01-31T09:30:00Z"),
    (text(format="date-time"), ["2024-01-31 09:30:00.25"], "2024-01-31 09:30:00.25"),
    (text(format="date-time"), ["2024-01-31t09:30:60+02:00"], "2024-01-31t09:30:60+02:00"),
    (text(format="uuid"), [UUID.upper()], UUID.upper()),
    (text(format="email"), ["a+b@x.example"], "a+b@x.example"),
    (text(format="uri"), ["urn:a:b"], "urn:a:b"),
    (text(format="ipv4"), ["anything"], "anything"),
    (text(pattern="b+"), ["abc"], "abc"),
    (text(shortest=2, longest=3), ["äöü"], "äöü"),
    (text(shortest=2), ["ab"], "ab"),
    (integer(), ["5.0"], 5),
    (integer(above=0, below=2), ["1"], 1),
    (integer(step=5), ["-10"], -10),
    (integer(step=0.5), ["9" * 400], int("9" * 400)),
    (integer(values=[1, 2]), ["2"], 2),
    (integer(least=1, most=100.0, clamp=True), ["1000"], 100),
    (integer(least=1, clamp=True), ["-3"], 1),
    (integer(most=9, clamp=True), ["3"], 3),
    (number(step=0.01), ["19.99"], 19.99),
    (number(step=0.1), ["0.30000000000000004"], 0.30000000000000004),
    (number(values=[0.5, 1.0]), ["1"], 1),
    (items("integer", least=1), ["[1, 2]", "3"], [1, 2, 3]),
    (items("number", step=0.5), ["1.5"], [1.5]),
    (items("integer", most=9, clamp=True), ["3", "10"], [3, 9]),
    (items("boolean"), ["[true, false]", "yes"], [True, False, True]),
    (items(values=["a", "b"]), ["A", '["b"]'], ["a", "b"]),
    (items(), ["[1, true]", "a,b"], ["1", "true", "a,b"]),
    (items(), ["[]"], []),
    (items("integer", values=[1, 2]), ["2"], [2]),
    (items(fewest=1, longest=2, unique=True), ["a", "b"], ["a", "b"]),
    (items("json"), ['{"a": 1}', '[null, "12"]'], [{"a": 1}, None, "12"]),
    (items("json", types=("object",)), ['["{}"]'], [{}]),
    (items("json", types=("object", "null")), ["null", "[null]"], [None, None]),
    (items("json", types=("array",)), ["[1, 2]", "[[3], [4]]"], [[1, 2], [3], [4]]),
    (items("json", types=("string", "integer")), ['["12"]', "12", "a"], ["12", 12, "a"]),
    (value(types=("number",)), ["1"], 1),
    (value(types=("integer",)), ["1.0"], 1.0),
    (value(types=("object", "string")), ["null"], "null"),
    (value(types=("object", "null")), ["null"], NULL),
    (value(nullable=True), ["null"], NULL),
    (text(nullable=True), ["null"], NULL),
    (text(nullable=True, pattern="^x$"), ["null"], NULL),
    (text(), ["null"], "null"),
    (integer(nullable=True), ["null"], NULL),
    (items(nullable=True), ["null"], NULL),
    (items(), ["null"], ["null"]),
    (options.Choice("--x", ["a"], nullable=True), ["null"], NULL),
    (options.Boolean("--x", nullable=True), ["null"], NULL),
    (options.Content("--x"), ["any text"], "any text"),
]


@pytest.mark.parametrize(("option", "words", "read"), TAKEN)
def test_what_is_allowed_is_read(option: Any, words: list[str], read: Any) -> None:
    """A value that the vendor would take is never refused."""
    found = option.value(words)

    assert found == read
    assert type(found) is type(read)


REFUSED: list[tuple[Any, list[str], str]] = [
    (text(format="date"), ["2023-02-29"], "must be a date, such as 2024-01-31"),
    (text(format="date"), ["20240131"], "must be a date, such as 2024-01-31"),
    (text(format="date-time"), ["2024-01-31"], "a date and time, such as 2024-01-31T09:30:00Z"),
    (text(format="date-time"), ["2024-13-31T09:30:00Z"], "must be a date and time"),
    (text(format="date-time"), ["2024-01-31T24:30:00Z"], "must be a date and time"),
    (text(format="date-time"), ["2024-01-31T09:30:00+24:00"], "must be a date and time"),
    (text(format="uuid"), [UUID[:-1]], "must be a UUID, such as 123e4567"),
    (text(format="email"), ["a@b@c"], "an e-mail address, such as name@example.com"),
    (text(format="email"), ["a b@c"], "an e-mail address"),
    (text(format="uri"), ["/path"], "a URI with its scheme, such as https://example.com/"),
    (text(pattern="^b+$"), ["abc"], "must be text that matches ^b+$"),
    (text(shortest=2, longest=3), ["a"], "text of 2 to 3 characters; it has 1 characters"),
    (text(longest=3), ["abcd"], "text of at most 3 characters; it has 4"),
    (text(shortest=3, longest=3), ["abcd"], "text of 3 characters"),
    (text(shortest=3, format="uri"), ["a:"], "a URI with its scheme of at least 3 characters"),
    (integer(), ["5.5"], "must be a whole number; not '5.5'"),
    (integer(above=0, below=2), ["0"], "more than 0, less than 2; not '0'"),
    (integer(above=0, below=2), ["2"], "more than 0, less than 2; not '2'"),
    (integer(step=5), ["7"], "a multiple of 5; not '7'"),
    (integer(values=[1, 2]), ["3"], "must be one of 1, 2; not '3'"),
    (integer(most=9, clamp=True), ["x"], "must be a whole number; not 'x'"),
    (integer(least=0.5), ["0"], "at least 1"),
    (number(step=0.01), ["0.005"], "a multiple of 0.01"),
    (number(step=1), ["1000000000000000.5"], "a multiple of 1"),
    (number(), ["inf"], "must be a number"),
    (items("integer", least=1), ["[1, 0]"], "item 2 must be a whole number, at least 1; not '0'"),
    (items("integer"), ["1,2"], "repeat the option or give one JSON list"),
    (items(values=["a", "b"]), ["c"], "must be one of a, b; not 'c'"),
    (items(format="date"), ["x"], "must be a date"),
    (items(pattern="^a"), ["ab", "b"], "item 2 must be text that matches ^a"),
    (items(shortest=2, item_longest=3), ["a"], "text of 2 to 3 characters"),
    (items("number", step=2), ["3"], "a multiple of 2"),
    (items(), ["[bug] x"], '["[bug] x"]'),
    (items(), ['["a", null]'], "item 2 must be text; not null"),
    (items(), ['[{"a": 1}]'], "must be text; not object"),
    (items(fewest=2), ["a"], "a list of at least 2 items, each text; it has 1"),
    (items(longest=1), ["a", "b"], "a list of at most 1 items, each text; it has 2"),
    (items(fewest=1, longest=2), ["[]"], "a list of 1 to 2 items, each text; it has 0"),
    (items(unique=True), ["a", "b", "a"], 'each item once; "a" is there twice'),
    (items("json", types=("object",)), ["[[]]"], "must be JSON object, not array"),
    (items("json", types=("object",), example='[{"a":1}]'), ["3"], 'for example [{"a":1}]'),
    (value(), ["null"], "must be JSON, not null; leave the option out to send nothing"),
    (value(types=("object",)), ["null"], "must be JSON object, not null"),
    (value(types=("object",), example='{"a":1}'), ["{a:1}"], 'character 2); for example {"a":1}'),
    (value(types=("object",), example='{"a":1}'), ["[]"], 'not array; for example {"a":1}'),
    (value(types=("integer",)), ["1.5"], "must be JSON integer, not number"),
    (value(types=("object",), nullable=True), ["3"], "must be JSON object"),
    (options.Choice("--x", ["a"], nullable=True), ["b"], "one of a; not 'b'; null is allowed too"),
    (options.Choice("--x", [f"v{n}" for n in range(99)]), ["w"], "v29 and 69 more; not 'w'"),
    (options.Boolean("--x"), ["null"], "must be true or false, not 'null'"),
    (options.Content("--x", binary=True), ["cat.png"], "must be @path of a file under"),
    (options.Content("--x", binary=True), ["cat.png"], "for a file write --x @path"),
    (options.File("--x"), ["missing"], "is missing, which is no file"),
    (options.File("--x"), ["."], "which is a folder"),
    (options.File("--x"), ["@"], "must be the path of a file"),
    (items("file"), ['["a", "b\\u0000"]'], "is a, which is no file"),
    (options.Content("--x"), ["@missing"], "is missing, which is no file"),
]


@pytest.mark.parametrize(("option", "words", "said"), REFUSED)
def test_what_is_not_allowed_is_told_with_what_is(option: Any, words: list[str], said: str) -> None:
    """The message alone is enough to get it right the second time."""
    with pytest.raises(ValueError) as mistake:
        option.value(words)

    assert said in str(mistake.value)


DESCRIBED: list[tuple[Any, dict[str, Any]]] = [
    (text(pattern="^a", format="uri"), {"pattern": "^a", "format": "uri"}),
    (text(shortest=1, longest=2), {"shortest": 1, "longest": 2}),
    (text(format="ipv4", nullable=True), {"format": "ipv4", "nullable": True}),
    (text(default="x", env="SOME_X"), {"default": "x", "env": "SOME_X"}),
    (integer(least=0, most=9), {"least": 0, "most": 9}),
    (number(above=0, below=1, step=0.1), {"above": 0, "below": 1, "step": 0.1}),
    (integer(values=[1, 2]), {"allowed": [1, 2]}),
    (integer(most=100, clamp=True), {"most": 100, "clamped": "larger is lowered to 100"}),
    (integer(least=1, clamp=True), {"least": 1, "clamped": "smaller is raised to 1"}),
    (items("integer", least=1), {"expects": "list", "items": "integer", "least": 1}),
    (items(fewest=1, longest=2, unique=True), {"fewest_items": 1, "most_items": 2, "unique": True}),
    (items("json", types=("string",), example="[1]"), {"expects": "list", "example": "[1]"}),
    (value(types=("object",), example="{}"), {"types": ["object"], "example": "{}"}),
    (value(types=("object", "string")), {"expects": "text or JSON"}),
    (options.Choice("--x", ["a", "b"]), {"allowed": ["a", "b"]}),
    (options.File("--x"), {"expects": "file"}),
    (options.Content("--x", binary=True), {"expects": "content"}),
]


@pytest.mark.parametrize(("option", "said"), DESCRIBED)
def test_a_description_holds_every_rule(option: Any, said: dict[str, Any]) -> None:
    """Agents learn from it: what is not described is found out by trial."""
    described = option.describe()

    assert said.items() <= described.items()
    assert json.loads(json.dumps(described)) == described


def test_null_cannot_be_written_as_json() -> None:
    """What forgets to turn NULL into null fails instead of sending something else."""
    assert repr(NULL) == "NULL"
    with pytest.raises(TypeError):
        json.dumps(NULL)


def test_a_file_is_a_path_under_the_root(tmp_path: Path) -> None:
    """With or without `@`; what is outside is refused, through a link too."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link").symlink_to("/etc/passwd")
    one, body = options.File("--x"), options.Content("--x", binary=True)

    assert one.value(["a.txt"]) == one.value(["@a.txt"]) == "a.txt"
    assert body.value(["@a.txt"]) == "@a.txt"
    assert items("file").value(["a.txt", '["@a.txt"]']) == ["a.txt", "a.txt"]
    for path in ("../a.txt", "/etc/passwd", "link"):
        for option, word in ((one, path), (body, f"@{path}"), (items("file"), path)):
            with pytest.raises(errors.CliError, match="AOS_FILE_ROOT"):
                option.value([word])


@pytest.mark.parametrize("option", [options.File("--x"), options.Content("--x", binary=True)])
def test_a_dash_is_standard_input_where_there_is_one(
    option: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is read yet; a terminal, which would wait for ever, is refused."""
    monkeypatch.setattr("sys.stdin", io.StringIO("x"))
    assert option.value(["-"]) == "-"

    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ValueError, match="there is no standard input"):
        option.value(["-"])


def test_a_pattern_is_not_tried_on_very_long_text() -> None:
    """A slow pattern of a vendor's must not hold up the command; the vendor checks it anyway."""
    assert len(text(pattern="^a$").value(["b" * 5001])) == 5001
