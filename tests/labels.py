"""The labelled operations under `corpus/labels` -> `Label`s, by the id of their document.

Reading is strict: an unknown key, a missing one or a value of the wrong kind is a `LabelError` that
names file and operation. What the members mean is told in `corpus/labels/README.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from aos_gen.mapping.check import LEAST_MODES
from aos_gen.plan.model import Mode

LABELS = Path(__file__).resolve().parent / "corpus" / "labels"

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "TRACE"})
LOOKS = frozenset({"search-post"})

_REQUIRED = frozenset({"operation", "mode", "risk", "why"})
_OPTIONAL = frozenset({"looks", "also"})


class LabelError(Exception):
    """A label that can't be read, with its place and what is wrong."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A permission mode with a risk tier."""

    mode: Mode
    risk: int

    @property
    def lawful(self) -> bool:
        """The mode is at least what the tier asks for, and only tier 1 is readonly."""
        only_reads = self.mode is Mode.READONLY
        return self.mode.rank >= LEAST_MODES[self.risk].rank and only_reads == (self.risk == 1)


@dataclass(frozen=True, slots=True)
class Label:
    """What was judged right for one operation of one document."""

    document: str
    operation: str
    """'GET /path', as the document spells it."""
    grade: Grade
    also: tuple[Grade, ...]
    """What else would be right, where the text left two readings."""
    looks: str | None
    why: str

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.operation.partition(" ")[0]

    @property
    def path(self) -> str:
        """The path."""
        return self.operation.partition(" ")[2]

    @property
    def reads(self) -> bool:
        """Whether the operation is a read."""
        return self.grade.mode is Mode.READONLY

    def accepts(self, mode: Mode, risk: int) -> bool:
        """Whether a mode and tier are among what is right."""
        return Grade(mode, risk) in (self.grade, *self.also)


def read_labels(folder: Path = LABELS) -> dict[str, tuple[Label, ...]]:
    """Every `<document id>.yaml` of the folder, in the order of names."""
    return {path.stem: read_file(path) for path in sorted(folder.glob("*.yaml"))}


def read_file(path: Path) -> tuple[Label, ...]:
    """One document's labels, in the order of the file."""
    written = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(written, list):
        raise LabelError(f"{path.name}: not a list")
    return tuple(_label(path, entry) for entry in written)


def _label(path: Path, written: Any) -> Label:
    where = f"{path.name}: {written}"
    if not isinstance(written, dict) or not _REQUIRED <= written.keys() <= _REQUIRED | _OPTIONAL:
        raise LabelError(f"{where}: wants {sorted(_REQUIRED)}, and takes {sorted(_OPTIONAL)}")
    operation, why, looks, also = (written.get(key) for key in ("operation", "why", "looks", "also"))
    if not isinstance(operation, str) or operation.split(" ")[0] not in METHODS or " /" not in operation:
        raise LabelError(f"{where}: the operation is not 'METHOD /path'")
    if not isinstance(why, str) or not why.strip():
        raise LabelError(f"{where}: the reason is not text")
    if looks is not None and looks not in LOOKS:
        raise LabelError(f"{where}: looks is none of {sorted(LOOKS)}")
    if also is not None and (not isinstance(also, list) or not also):
        raise LabelError(f"{where}: also is not a list of modes and tiers")
    grades = tuple(_grade(where, one) for one in also or ())
    return Label(path.stem, operation, _grade(where, written), grades, looks, why)


def _grade(where: str, written: Any) -> Grade:
    if not isinstance(written, dict) or not {"mode", "risk"} <= written.keys():
        raise LabelError(f"{where}: a mode and a risk are wanted")
    mode, risk = written["mode"], written["risk"]
    if mode not in set(Mode) or isinstance(risk, bool) or risk not in LEAST_MODES:
        raise LabelError(f"{where}: no such mode or tier")
    return Grade(Mode(mode), risk)
