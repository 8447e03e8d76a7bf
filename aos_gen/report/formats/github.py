"""A comparison as workflow commands: annotations at the lines of the map and the document."""

from __future__ import annotations

from collections.abc import Iterator

from aos_gen.console import one_line
from aos_gen.report.comparison import Comparison
from aos_gen.report.formats.record import Placed
from aos_gen.report.formats.rows import headline
from aos_gen.report.rules import Severity

_LEVELS = {Severity.BREAKING: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def workflow_commands(found: Comparison, placed: Placed) -> Iterator[str]:
    """One line for each row; nothing in a text can end its line or its property."""
    for one in found.findings:
        properties = {"title": f"aos-gen: {one.rule}"}
        if one.in_map is not None:
            at = placed(one.in_map)
            properties = {"file": at["file"], **properties}
            if at["line"] is not None:
                properties |= {"line": str(at["line"]), "col": str(at["column"])}
        said = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
        yield f"::{_LEVELS[one.law.severity]} {said}::{_data(one_line(headline(one)))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
