"""A document into what libraries find wrong with it: warnings that decide nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aos_gen.diagnostics import Report, Severity
from aos_gen.document.load import load_document, open_document
from aos_gen.lint.check import check_document, spoken_version
from aos_gen.source import SourceSet


@dataclass(slots=True)
class Linted:
    """The outcome: everything is in the report; `checked` is false where the libraries had no say."""

    report: Report
    sources: SourceSet
    spec: str
    version: str = ""
    checked: bool = False

    @property
    def warnings(self) -> int:
        """How many findings there are."""
        return sum(one.severity is Severity.WARNING for one in self.report)

    def record(self) -> dict[str, Any]:
        """The outcome as JSON data, without the diagnostics."""
        return {"version": self.version or None, "checked": self.checked, "warnings": self.warnings}


def lint(
    spec: str,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
    seconds: float = 600,
    progress: Callable[[str], None] = lambda stage: None,
) -> Linted:
    """Check the whole document; errors only where it cannot be read, or is no OpenAPI."""
    report, sources = Report(), SourceSet()
    result = Linted(report, sources, spec)
    progress("reading")
    opened = open_document(spec, sources, report, overlays, root)
    if opened is None:
        return result
    file, _ = opened
    if not isinstance(file.data, dict) or not {"openapi", "swagger"} & set(file.data):
        load_document(spec, sources, report, root=root)  # It says what the file is instead.
        return result
    result.version = spoken_version(file)
    report.extend(file.duplicate_keys(Severity.WARNING, "the last one counts; tell the vendor"))
    result.checked = check_document(file, sources, report, seconds=seconds, progress=progress)
    return result
