"""Diagnostics as text and as records."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aos_gen.console import (
    diagnostic_record,
    format_diagnostic,
    print_report,
    printable,
    sorted_diagnostics,
    summary,
)
from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.source import SourceSet


@dataclass(frozen=True)
class At:
    line: int
    column: int


@dataclass
class Table:
    """Positions that a test wrote down."""

    known: dict[Location, At] = field(default_factory=dict)

    def position(self, location: Location) -> At | None:
        return self.known.get(location)

    def written(self, location: Location) -> Location:
        return location


IN_MAP = Location("map.yaml", ("commands", "mail.send", "operation"))
IN_DOCUMENT = Location("vendor.yaml", ("paths", "/users", "get"))
TABLE = Table({IN_MAP: At(14, 16), IN_DOCUMENT: At(3, 5)})


def test_a_place_in_the_map() -> None:
    diagnostic = Diagnostic(
        "unknown-operation", "no operation 'sendEmail' in vendor.yaml", IN_MAP, "did you mean 'sendMail'?"
    )
    assert format_diagnostic(diagnostic, TABLE) == (
        "map.yaml:14:16: error[unknown-operation] no operation 'sendEmail' in vendor.yaml\n"
        "  hint: did you mean 'sendMail'?"
    )


def test_a_place_in_a_document_has_its_pointer() -> None:
    diagnostic = Diagnostic(
        "bad-thing", "a thing", IN_DOCUMENT, None, Severity.WARNING, (IN_MAP, IN_DOCUMENT)
    )
    assert format_diagnostic(diagnostic, TABLE) == (
        "vendor.yaml:3:5: warning[bad-thing] a thing\n"
        "  at: #/paths/~1users/get\n"
        "  see: map.yaml:14:16\n"
        "  see: vendor.yaml:3:5 #/paths/~1users/get"
    )


def test_a_place_without_a_line() -> None:
    diagnostic = Diagnostic("file-missing", "no such file", Location("vendor.yaml"))
    assert format_diagnostic(diagnostic, TABLE) == "vendor.yaml: error[file-missing] no such file"


def test_lines_and_columns_come_from_the_files(tmp_path: Path) -> None:
    path, sources, report = tmp_path / "vendor.yaml", SourceSet(), Report()
    path.write_text("paths:\n  /users:\n    get: 1\n", encoding="utf-8")
    sources.open(str(path), report)
    diagnostic = Diagnostic("x", "m", Location(str(path), ("paths", "/users"), at_key=True))
    assert format_diagnostic(diagnostic, sources).startswith(f"{path}:2:3: error[x] m")


def test_a_map_of_another_name() -> None:
    at = Location("acme.yaml", ("servers", "x"))
    assert "at:" not in format_diagnostic(Diagnostic("x", "m", at, related=(at,)), Table(), "acme.yaml")
    assert "at: #/servers/x" in format_diagnostic(Diagnostic("x", "m", at), Table())


def test_many_related_places_are_counted() -> None:
    related = tuple(Location(f"f{number}") for number in range(8))
    text = format_diagnostic(Diagnostic("x", "m", Location("a"), related=related), Table())
    assert text.endswith("see: f4\n  see: 3 more places")


ESCAPES = {
    "plain": ("a 'b' [c]", "a 'b' [c]"),
    "letters": ("Größe 票 🎫", "Größe 票 🎫"),
    "line break": ("a\nb\r", "a\\x0ab\\x0d"),
    "ansi": ("\x1b[31mred", "\\x1b[31mred"),
    "c1": ("\x9b31m", "\\x9b31m"),
    "bidi": ("\u202eabc\u2066", "\\u202eabc\\u2066"),
    "zero width": ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
    "line separator": ("a\u2028b", "a\\u2028b"),
    "tag": ("a\U000e0041", "a\\U000e0041"),
    "filler": ("a\u3164", "a\\u3164"),
    "surrogate": ("a\ud800", "a\\ud800"),
}


@pytest.mark.parametrize(("text", "shown"), ESCAPES.values(), ids=ESCAPES.keys())
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_every_part_is_escaped() -> None:
    evil = "\x1b]0;x\x07"
    at = Location(f"f{evil}", (f"p{evil}",))
    text = format_diagnostic(Diagnostic("code", f"m{evil}", at, f"h{evil}", related=(at,)), Table())
    assert "\x1b" not in text
    assert "\x07" not in text
    assert text.count("\\x1b") == 6


def test_record() -> None:
    diagnostic = Diagnostic("bad-thing", "a\x1b thing", IN_DOCUMENT, "do this", related=(Location("x.yaml"),))
    record = diagnostic_record(diagnostic, TABLE)
    assert record == {
        "code": "bad-thing",
        "severity": "error",
        "message": "a\x1b thing",
        "file": "vendor.yaml",
        "line": 3,
        "column": 5,
        "pointer": "#/paths/~1users/get",
        "hint": "do this",
        "related": [{"file": "x.yaml", "line": None, "column": None, "pointer": "#"}],
    }
    assert json.loads(json.dumps(record)) == record


def report_of(*places: tuple[str, int, int, str]) -> tuple[Report, Table]:
    report, table = Report(), Table()
    for file, line, column, code in places:
        at = Location(file, ("commands", f"{line}.{column}"))
        table.known[at] = At(line, column)
        report.error(code, "m", at)
    return report, table


def test_order() -> None:
    report, table = report_of(
        ("b", 1, 1, "x"), ("a", 10, 1, "x"), ("a", 9, 9, "x"), ("a", 9, 2, "y"), ("a", 9, 2, "x")
    )
    report.error("z", "no line", Location("a", ("elsewhere",)))
    shown = [format_diagnostic(d, table).split(" m")[0] for d in sorted_diagnostics(report, table)]
    assert shown[0].startswith("a: error[z]")
    assert shown[1:] == [
        "a:9:2: error[x]",
        "a:9:2: error[y]",
        "a:9:9: error[x]",
        "a:10:1: error[x]",
        "b:1:1: error[x]",
    ]


def test_print_without_colour() -> None:
    report, table = report_of(("b", 1, 1, "x"), ("a", 1, 1, "x"))
    report.warning("w", "careful", Location("c"))
    stream = io.StringIO()
    print_report(report, table, stream, colour=False)
    assert stream.getvalue() == (
        "a:1:1: error[x] m\n  at: #/commands/1.1\nb:1:1: error[x] m\n  at: #/commands/1.1\n"
        "c: warning[w] careful\n2 errors, 1 warning\n"
    )


def test_print_with_colour_is_the_same_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    report = Report()
    report.error("x", f"[bold]no markup[/bold] {'long ' * 60}", Location("a"), ":smile: hint")
    plain, coloured = io.StringIO(), io.StringIO()
    print_report(report, Table(), plain, colour=False)
    print_report(report, Table(), coloured, colour=True)
    assert "\x1b[" in coloured.getvalue()
    from rich.text import Text

    assert Text.from_ansi(coloured.getvalue()).plain.rstrip("\n") == plain.getvalue().rstrip("\n")


def test_print_nothing() -> None:
    stream = io.StringIO()
    print_report(Report(), Table(), stream, colour=False)
    print_report(Report(), Table(), stream, colour=True)
    assert stream.getvalue() == ""


def test_print_to_an_ascii_pipe() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    report = Report()
    report.error("x", "Größe", Location("a"))
    print_report(report, Table(), stream, colour=False)
    stream.flush()
    assert raw.getvalue() == b"a: error[x] Gr\\xf6\\xdfe\n1 error\n"


def test_summary() -> None:
    report = Report()
    assert summary(report) == ""
    report.add(Diagnostic("c", "m", Location("f"), severity=Severity.NOTE))
    report.warning("a", "m", Location("f"))
    report.warning("b", "m", Location("f"))
    assert summary(report) == "2 warnings, 1 note"


def test_rich_is_imported_for_colour_only() -> None:
    program = "import sys, aos_gen.console; sys.exit(any(name.startswith('rich') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
