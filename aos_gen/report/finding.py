"""One row of a report: a rule, what it is about, the old and the new value, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aos_gen.diagnostics import Location
from aos_gen.report.rules import RULES, Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """A change; `old` and `new` are JSON data, None where there is nothing on that side."""

    rule: str
    command: str
    """The command's id; "" for the connector as a whole."""
    subject: str
    """What changed: `--per-page`, `host`, `answer.keep`."""
    old: Any
    new: Any
    member: str = ""
    """The vendor's name of the parameter or member, by which its place is found."""
    in_map: Location | None = None
    in_document: Location | None = None

    @property
    def law(self) -> Rule:
        """The rule itself."""
        return RULES[self.rule]
