"""Two runs of the whole corpus -> what got worse from one to the other.

The tables are kept beside this file, a Markdown table and its twin in JSON for each date; times are no
criterion.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .figures import Figures, restored

TABLES = Path(__file__).with_name("tables")
# Lines for each command may grow by so much before it counts.
GROWTH = 1.03


def newest(tables: Path) -> tuple[str, dict[str, Figures]]:
    """The name and the figures of the newest table; "" and nothing where there is none."""
    paths = sorted(tables.glob("????-??-??*.json"))
    if not paths:
        return "", {}
    records = json.loads(paths[-1].read_text("utf-8"))
    return paths[-1].stem, {each["document"]: restored(each) for each in records}


def keep(tables: Path, name: str, rows: Sequence[Figures], table: str) -> None:
    """Writes the table and the figures that the next run is held to."""
    tables.mkdir(parents=True, exist_ok=True)
    records = [
        replace(row, seconds={key: round(value, 1) for key, value in row.seconds.items()}) for row in rows
    ]
    text = json.dumps([row.record() for row in records], indent=1, sort_keys=True, ensure_ascii=True)
    (tables / f"{name}.json").write_text(text + "\n", "utf-8")
    (tables / f"{name}.md").write_text(table, "utf-8")


def worse(old: Figures, new: Figures) -> Iterator[str]:
    """One sentence for each figure of a document that got worse."""
    if new.failure and not old.failure:
        yield f"it stopped: {new.failure.strip().splitlines()[-1]}"
    if new.unread and not old.unread:
        yield f"it is not read any more: {new.unread[0].code}"
    if new.served < old.served:
        yield f"{new.served} operations are served, and were {old.served}"
    known = {(each.operation, each.code) for each in old.refusals}
    for each in new.refusals:
        if (each.operation, each.code) not in known:
            yield f"{each.operation} is refused: {each.code}: {each.message}"
    before = {(each.operation, each.variant) for each in old.wrong}
    for wrong in new.wrong:
        if (wrong.operation, wrong.variant) not in before:
            yield f"{wrong.operation} ({wrong.variant}) is wrong: {wrong.why}"
    again = all((wrong.operation, wrong.variant) in before for wrong in new.wrong)
    if again and len(new.wrong) > len(old.wrong):
        yield f"{len(new.wrong)} requests are wrong, and were {len(old.wrong)}"
    if new.right + len(new.wrong) < old.right + len(old.wrong):
        yield f"{new.right + len(new.wrong)} requests are sent, and were {old.right + len(old.wrong)}"
    if old.lines and new.lines > old.lines * GROWTH:
        yield f"{new.lines:.1f} lines for each command, and were {old.lines:.1f}"
    yield from _unsound(old, new)


def _unsound(old: Figures, new: Figures) -> Iterator[str]:
    was, now = old.sound, new.sound
    for name, before, after in (
        ("files do not compile", len(was.uncompiled), len(now.uncompiled)),
        ("modules cannot be imported", len(was.unimported), len(now.unimported)),
        ("findings of ruff", len(was.ruff), len(now.ruff)),
        ("own tests fail", was.tests_failed, now.tests_failed),
        ("findings of mypy", bool(was.mypy), bool(now.mypy)),
    ):
        if after > before:
            yield f"{after:d} {name}, and were {before:d}"


def compare(old: dict[str, Figures], rows: Sequence[Figures], whole: bool) -> list[str]:
    """Everything that got worse. A `whole` run must have every document of the old one."""
    found = [
        f"{row.document}: {each}"
        for row in rows
        if row.document in old
        for each in worse(old[row.document], row)
    ]
    missing = sorted(set(old) - {row.document for row in rows}) if whole else []
    return found + [f"{name}: it is not in this run" for name in missing]


def unsound(rows: Sequence[Figures]) -> list[str]:
    """What no run may show, whatever the last one did."""
    return [f"{row.document}: stopped: {row.failure.strip().splitlines()[-1]}" for row in rows if row.failure]
