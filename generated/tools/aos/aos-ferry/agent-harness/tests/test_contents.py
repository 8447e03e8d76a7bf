"""Request bodies that are not JSON, and the files that they are made of."""

from __future__ import annotations

import importlib
import io
import os
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any

import pytest
from conftest import MODULE

contents = importlib.import_module(f"{MODULE}.contents")
errors = importlib.import_module(f"{MODULE}.errors")
files = importlib.import_module(f"{MODULE}.files")


def form(value: Any, **styles: str) -> str:
    """The text of a form, with the member `any` standing for `*`."""
    named = {"*" if name == "any" else name: style for name, style in styles.items()}
    made = contents.form(value, named)
    assert made.media_type == "application/x-www-form-urlencoded"
    return str(made.data.decode("ascii"))


def parts_of(made: Any) -> list[tuple[Any, Any, Any, bytes]]:
    """Name, filename, declared content type and content of each part, read by the standard library."""
    head = f"Content-Type: {made.media_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + made.data)
    assert message.is_multipart()
    assert not message.defects
    found = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found.append((name, part.get_filename(), part["Content-Type"], content))
    return found


def pipe(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Standard input holds `content`."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


FORMS: list[tuple[Any, dict[str, str], str]] = [
    ({"a": "x y&é", "b": True, "c": 2}, {}, "a=x%20y%26%C3%A9&b=true&c=2"),
    ({"a": [1, 2]}, {}, "a=1&a=2"),
    ({"a": {"b": [1]}}, {}, "a=%7B%22b%22%3A%5B1%5D%7D"),
    ({"a": [{"b": 1}, 2]}, {}, "a=%5B%7B%22b%22%3A1%7D%2C2%5D"),
    ({"a": {"b": {"c": 1}}, "d": [1]}, {"a": "deep"}, "a%5Bb%5D%5Bc%5D=1&d=1"),
    ({"a": {"b": 1}, "d": ["x", {"y": 2}]}, {"any": "deep"},
     "a%5Bb%5D=1&d%5B0%5D=x&d%5B1%5D%5By%5D=2"),
    ({"a": {"b": 1}, "c": {"d": 2}, "e": "t"}, {"a": "json", "any": "deep"},
     "a=%7B%22b%22%3A1%7D&c%5Bd%5D=2&e=t"),
    ({"a": ["x", "y,z"]}, {"a": "comma"}, "a=x,y%2Cz"),
    ({"a": ["x", "y"]}, {"a": "pipe"}, "a=x%7Cy"),
    ({"a": "text"}, {"a": "json"}, "a=%22text%22"),
    ({"a": {"R": 1, "G": 2}}, {"a": "form"}, "R=1&G=2"),
    ({"a": None, "b": [], "c": ""}, {}, "a=&b=&c="),
    ({"a": {"b": None, "c": []}, "d": {}}, {"any": "deep"}, "a%5Bb%5D=&a%5Bc%5D=&d="),
    ({"a[b] c": 1}, {}, "a%5Bb%5D%20c=1"),
    ({}, {}, ""),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("value", "named", "sent"), FORMS)
def test_an_object_is_a_form(value: Any, named: dict[str, str], sent: str) -> None:
    """Each member in its style; what is null or empty is said, with an empty text."""
    assert form(value, **named) == sent


@pytest.mark.parametrize("make", [contents.form, contents.multipart])
def test_no_body_is_no_form_and_a_form_is_an_object(make: Any) -> None:
    """None stays None; a list or a text has no fields."""
    assert make(None) is None
    for value in ([1], "text"):
        with pytest.raises(errors.CliError) as failure:
            make(value)
        assert failure.value.exit_code == 2
        assert "JSON object" in failure.value.message


def test_a_multipart_form_has_the_parts_of_the_object(tmp_path: Path) -> None:
    """Scalars as text, lists item by item, objects as JSON, files with their name and type."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF\r\n\x00--\xff")
    (tmp_path / "b.unknown").write_bytes(b"")
    value = {
        "title": "é\nx",
        "draft": False,
        "tags": ["x", 1],
        "meta": {"k": "ü"},
        "rows": [{"a": 1}, {"b": 2}],
        "none": None,
        "empty": [],
        "file": "a.pdf",
        "more": ["a.pdf", "b.unknown"],
        "left": None,
    }

    made = contents.multipart(value, files=["file", "more", "left"])

    assert parts_of(made) == [
        ("title", None, None, "é\nx".encode()),
        ("draft", None, None, b"false"),
        ("tags", None, None, b"x"),
        ("tags", None, None, b"1"),
        ("meta", None, "application/json", '{"k":"ü"}'.encode()),
        ("rows", None, "application/json", b'{"a":1}'),
        ("rows", None, "application/json", b'{"b":2}'),
        ("none", None, None, b""),
        ("empty", None, None, b""),
        ("file", "a.pdf", "application/pdf", b"%PDF\r\n\x00--\xff"),
        ("more", "a.pdf", "application/pdf", b"%PDF\r\n\x00--\xff"),
        ("more", "b.unknown", "application/octet-stream", b""),
    ]


def test_a_member_may_have_a_type_or_a_style(tmp_path: Path) -> None:
    """A media type for its parts, or a word of the styles for one part per pair, not encoded."""
    (tmp_path / "a.jpg").write_bytes(b"j")
    (tmp_path / "b.xyz").write_bytes(b"b")
    types = {
        "xml": "application/xml",
        "text": "application/json",
        "list": "text/csv",
        "deep": "deep",
        "comma": "comma",
        "whole": "json",
        "image": "image/png, image/jpeg",
        "other": "image/*",
        "third": "image/png, image/*",
    }
    value = {
        "xml": "<a/>",
        "text": "x",
        "list": ["1,2", "3"],
        "deep": {"a b": {"c": "d&e"}},
        "comma": ["x y", "z"],
        "whole": [1, {"a": 2}],
        "image": "a.jpg",
        "other": "b.xyz",
        "third": "b.xyz",
    }

    made = contents.multipart(value, types, ["image", "other", "third"])

    assert parts_of(made) == [
        ("xml", None, "application/xml", b"<a/>"),
        ("text", None, "application/json", b'"x"'),
        ("list", None, "text/csv", b"1,2"),
        ("list", None, "text/csv", b"3"),
        ("deep[a b][c]", None, None, b"d&e"),
        ("comma", None, None, b"x y,z"),
        ("whole", None, None, b'[1,{"a":2}]'),
        ("image", "a.jpg", "image/jpeg", b"j"),
        ("other", "b.xyz", "application/octet-stream", b"b"),
        ("third", "b.xyz", "image/png", b"b"),
    ]


def test_the_bytes_of_a_multipart_form_are_these(tmp_path: Path) -> None:
    """Lines end in CR LF, an empty line before each content, the last boundary closed."""
    (tmp_path / "a.txt").write_bytes(b"x\n")

    made = contents.multipart({"n": "v", "f": "a.txt"}, files=["f"])
    boundary = made.media_type.removeprefix("multipart/form-data; boundary=").encode()

    assert 1 <= len(boundary) <= 70 and boundary.isalnum()
    assert made.data == (
        b"--" + boundary + b'\r\nContent-Disposition: form-data; name="n"\r\n\r\nv\r\n'
        b"--" + boundary + b'\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\nx\n\r\n--" + boundary + b"--\r\n"
    )
    assert contents.multipart({}).data.count(b"\r\n") == 1


def test_no_name_ends_its_header(tmp_path: Path) -> None:
    """Quotes and line breaks as the HTML standard writes them, other text as UTF-8."""
    name = 'a"b\r\nX-Evil: 1\u00e9.txt'
    (tmp_path / name).write_bytes(b"x")

    made = contents.multipart({'n"\n': "v", "f": name}, files=["f"])

    assert b'name="n%22%0A"\r\n' in made.data
    assert 'filename="a%22b%0D%0AX-Evil: 1\u00e9.txt"\r\n'.encode() in made.data
    assert b"\nX-Evil" not in made.data


def test_a_file_name_says_nothing_of_its_folder(tmp_path: Path) -> None:
    """The last part of the path; `@` before a path is the shell's habit."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_bytes(b"x")

    for path in ("deep/b.txt", "@deep/b.txt", str(tmp_path / "deep" / "b.txt")):
        assert parts_of(contents.multipart({"f": path}, files=["f"]))[0][1] == "b.txt"


def test_the_same_form_has_the_same_boundary_and_another_form_another() -> None:
    """It is made of the content."""
    one, again, other = (contents.multipart({"a": value}) for value in ("x", "x", "y"))

    assert one == again
    assert one.media_type != other.media_type


def test_the_boundary_occurs_in_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it would, another is made."""
    import hashlib

    digests = iter(["a" * 64, "b" * 64, "c" * 64])

    class Fixed:
        def __init__(self, data: bytes = b"") -> None:
            self.real = hashlib.md5(data)

        def update(self, data: bytes) -> None:
            self.real.update(data)

        def hexdigest(self) -> str:
            return next(digests)

    monkeypatch.setattr(contents.hashlib, "sha256", Fixed)

    made = contents.multipart({"x": "-" + "a" * 40, "b" * 40: "y"})

    assert made.media_type.endswith("boundary=" + "c" * 40)


def test_raw_content_is_a_text_a_file_or_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is, with the media type that the vendor takes."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")
    pipe(monkeypatch, b"\x00\xff")

    assert contents.raw(None, "text/plain") is None
    assert contents.raw("é\n", "text/plain") == ("é\n".encode(), "text/plain")
    assert contents.raw("@a.png", "application/x-any") == (b"\x89PNG\r\n", "application/x-any")
    assert contents.raw("@a.png", "image/*").media_type == "image/png"
    assert contents.raw("-", "application/octet-stream") == (
        b"\x00\xff",
        "application/octet-stream",
    )
    assert contents.raw("x", "*/*").media_type == "application/octet-stream"


def test_a_file_may_come_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` as a path; without anything to read it is a usage error."""
    pipe(monkeypatch, b"\x00")
    made = contents.multipart({"f": "-"}, files=["f"])
    assert parts_of(made) == [("f", "stdin", "application/octet-stream", b"\x00")]

    for nothing in (None, io.StringIO("text without bytes")):
        monkeypatch.setattr("sys.stdin", nothing)
        with pytest.raises(errors.CliError) as failure:
            files.read_bytes("-")
        assert "no standard input" in failure.value.message


def test_only_a_regular_file_under_the_root_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No other folder, no link out of it, no folder, no device, nothing that is too large."""
    (tmp_path / "root").mkdir()
    monkeypatch.setenv("AOS_FILE_ROOT", str(tmp_path / "root"))
    (tmp_path / "secret").write_text("s")
    (tmp_path / "root" / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "root" / "large").write_bytes(b"12345")
    os.mkfifo(tmp_path / "root" / "fifo")
    monkeypatch.setattr(files, "LARGEST", 4)

    for path in ("../secret", "/dev/null", "link", ".", "fifo", "missing", "a\0b", "large", ""):
        with pytest.raises(errors.CliError) as failure:
            files.read_bytes(path)
        assert failure.value.exit_code == 2
    monkeypatch.setattr(files, "LARGEST", 5)
    assert files.read_bytes("large") == b"12345"


def test_a_file_member_is_a_path() -> None:
    """An object in its place is told, with the member's name."""
    with pytest.raises(errors.CliError) as failure:
        contents.multipart({"f": {"a": 1}}, files=["f"])

    assert (failure.value.exit_code, failure.value.details["member"]) == (2, "f")


def test_text_that_is_no_text_is_told(tmp_path: Path) -> None:
    """UTF-8 is what files of text hold."""
    (tmp_path / "a.json").write_bytes(b"\xff")

    with pytest.raises(errors.CliError) as failure:
        files.read_text("a.json")

    assert "UTF-8" in failure.value.message


SUFFIXES = [
    ("application/json", ".json"), ("application/problem+json; charset=utf-8", ".json"),
    ("text/csv", ".csv"), ("Application/PDF", ".pdf"), ("image/png", ".png"), ("image/jpeg", ".jpg"),
    ("text/plain", ".txt"), ("text/xml", ".xml"), ("application/atom+xml", ".xml"),
    ("image/svg+xml", ".svg"), ("application/zip", ".zip"), ("audio/mpeg", ".mp3"),
    ("application/octet-stream", ".bin"), ("", ".bin"), ("x/../../etc", ".bin"), ("a/b+c", ".bin"),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("media_type", "suffix"), SUFFIXES)
def test_a_saved_answer_has_a_suffix_of_ours(media_type: str, suffix: str) -> None:
    """By its media type, whatever else the vendor says."""
    assert files.suffix(media_type) == suffix


def test_a_file_has_a_media_type_by_its_name() -> None:
    """The same on every machine; nothing is guessed where the suffix is not known."""
    assert files.media_type("a/b.JPEG") == "image/jpeg"
    assert files.media_type("b.json") == "application/json"
    assert files.media_type("b.xml") == "application/xml"
    assert files.media_type("b.xyz") == ""
    assert files.media_type("b.xyz", "*/*") == "application/octet-stream"
