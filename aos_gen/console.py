"""Diagnostics become text for people and records for programs.

Text from a vendor's document reaches a terminal here, so whatever a terminal would obey
or hide (control characters, ANSI escapes, bidirectional overrides, zero-width characters)
is shown escaped. Records keep the text as it is, because JSON escapes it by itself.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any, Protocol, TextIO

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity

# Not controls to Unicode, and still invisible: Hangul fillers, grapheme joiner, Braille blank.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
_HIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))

# In the map the line says it all; in a document, which may be tens of thousands of lines long,
# people find a place by its pointer.
MAP_FILE = "map.yaml"
MOST_RELATED = 5

# A document brings as many mistakes, and as long names, as it likes; nobody reads them.
MOST_SHOWN = 200
MOST_RECORDS = 2_000
MOST_CHARACTERS = 2_000

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


class Position(Protocol):
    """A place in a text, counted from 1."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class Positions(Protocol):
    """What knows the line and column of a location, e.g. `source.SourceSet`."""

    def written(self, location: Location) -> Location:
        """Where the value at a location is written: elsewhere, if an overlay brought it."""

    def position(self, location: Location) -> Position | None:
        """None where the file was not read, or has no lines."""


def printable(text: str) -> str:
    """`text` with everything escaped that a terminal, or the log of a job, would obey or not show."""
    shown = text if text.isascii() and text.isprintable() else "".join(map(_escaped, text))
    # GitHub's runner obeys `##[command]` anywhere in a line of a job's log, and `::command::` at its start.
    shown = shown.replace("##[", "#\\x23[")
    return "\\x3a" + shown[1:] if shown.startswith("::") else shown


def one_line(text: str) -> str:
    """One line that a terminal neither obeys nor breaks."""
    return printable(" ".join(text.split()))


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN_CATEGORIES and character not in _INVISIBLE:
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def clipped(text: str) -> str:
    """`text`, or its beginning and how many characters more there are."""
    more = len(text) - MOST_CHARACTERS
    return text if more <= 0 else f"{text[:MOST_CHARACTERS]}... ({more:,} characters more)"


def format_diagnostic(diagnostic: Diagnostic, positions: Positions, map_file: str = MAP_FILE) -> str:
    """The diagnostic as lines of text, without a line break at the end; `map_file` names the map."""
    return "".join(text for text, _ in _pieces(diagnostic, positions, map_file))


def diagnostic_record(diagnostic: Diagnostic, positions: Positions) -> dict[str, Any]:
    """The diagnostic as JSON data; line and column are null where they are not known."""
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": clipped(diagnostic.message),
        **place_record(diagnostic.location, positions),
        "hint": diagnostic.hint and clipped(diagnostic.hint),
        "related": [place_record(location, positions) for location in diagnostic.related[:MOST_SHOWN]],
    }


def sorted_diagnostics(report: Report, positions: Positions, most: int = MOST_RECORDS) -> list[Diagnostic]:
    """By file, line, column and code; what has no line comes first in its file.

    Of more than `most`, those are kept that were found first, errors before the rest: to find the place
    of each one would cost more than to find the mistakes.
    """
    found = list(report)
    if len(found) > most:
        found = sorted(found, key=lambda one: one.severity is not Severity.ERROR)[:most]

    def key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
        position = positions.position(diagnostic.location)
        line, column = (position.line, position.column) if position else (0, 0)
        file = positions.written(diagnostic.location).file
        return file, line, column, diagnostic.code, diagnostic.message

    return sorted(found, key=key)


def summary(report: Report) -> str:
    """`2 errors, 1 warning`; nothing for an empty report."""
    counts = Counter(diagnostic.severity for diagnostic in report)
    return ", ".join(
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )


def print_report(
    report: Report, positions: Positions, stream: TextIO, colour: bool, map_file: str = MAP_FILE
) -> None:
    """Write every diagnostic, sorted, and their number; an empty report writes nothing."""
    pieces: list[tuple[str, str]] = []
    for diagnostic in sorted_diagnostics(report, positions, MOST_SHOWN):
        pieces += [*_pieces(diagnostic, positions, map_file), ("\n", "")]
    if len(report) > MOST_SHOWN:
        pieces.append((f"and {len(report) - MOST_SHOWN} more, which are not shown\n", ""))
    if pieces:
        pieces.append((f"{summary(report)}\n", ""))
    # A pipe may be ASCII; a character that it cannot take must not hide the rest.
    encoding = getattr(stream, "encoding", None) or "utf-8"
    pieces = [(text.encode(encoding, "backslashreplace").decode(encoding), style) for text, style in pieces]
    if not colour:
        stream.write("".join(text for text, _ in pieces))
        return
    # Imported here, because it costs more than the rest of a run that finds nothing.
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, force_terminal=True, highlight=False)
    console.print(Text.assemble(*pieces), end="", soft_wrap=True)


def _pieces(diagnostic: Diagnostic, positions: Positions, map_file: str) -> list[tuple[str, str]]:
    """The text in pieces, each with its style for a terminal with colours."""
    location = diagnostic.location
    pieces = [
        (f"{_place(location, positions)}: ", "bold"),
        (f"{diagnostic.severity}[{printable(diagnostic.code)}]", _STYLES[diagnostic.severity]),
        (f" {printable(clipped(diagnostic.message))}", ""),
    ]
    if diagnostic.hint:
        pieces += [("\n  hint: ", "green"), (printable(clipped(diagnostic.hint)), "")]
    if location.pointer and location.file != map_file:
        pieces.append((f"\n  at: {_pointer(location, positions)}", "dim"))
    for related in diagnostic.related[:MOST_RELATED]:
        shown = related.pointer and related.file != map_file
        pointer = f" {_pointer(related, positions)}" if shown else ""
        pieces.append((f"\n  see: {_place(related, positions)}{pointer}", "dim"))
    more = len(diagnostic.related) - MOST_RELATED
    if more > 0:
        pieces.append((f"\n  see: {more} more place{'s' if more > 1 else ''}", "dim"))
    return pieces


def _place(location: Location, positions: Positions) -> str:
    position = positions.position(location)
    where = f":{position.line}:{position.column}" if position else ""
    return printable(positions.written(location).file) + where


def _pointer(location: Location, positions: Positions) -> str:
    """The pointer as the file has it; of a value that an overlay brought, where it is put."""
    written = positions.written(location)
    if written.file != location.file:
        return printable(clipped(f"{location.fragment()} of {location.file}"))
    return printable(clipped(written.fragment()))


def place_record(location: Location, positions: Positions) -> dict[str, Any]:
    """A place as JSON data: where its value is written, and what that patches if an overlay brought it."""
    position, written = positions.position(location), positions.written(location)
    record: dict[str, Any] = {
        "file": written.file,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "pointer": clipped(written.fragment()),
    }
    if written.file != location.file:
        record["patches"] = {"file": location.file, "pointer": clipped(location.fragment())}
    return record
