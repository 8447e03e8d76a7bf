"""The corpus's maps -> connectors, generated, installed, tested, judged and measured -> a Markdown table.

    python -m tests.conformance.run --maps tests/corpus/maps --specs ../shared/specs --out table.md

Exit 0 when everything is right, 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .connector import (
    Check,
    borrow_connector,
    install_connector,
    read_lock,
    run_mypy,
    run_own_tests,
    run_ruff,
)
from .corpus import MAPS, SPECS, Vendor, generate, vendors
from .drive import Judged, judge_connector
from .measure import cold_start, lines_per_command

COLUMNS = (
    "vendor",
    "commands",
    "generate s",
    "lines/command (all)",
    "lines/command (varying)",
    "own tests",
    "ruff",
    "mypy --strict",
    "requests right",
    "wrong",
    "by hand",
    "skipped",
    "capabilities/click",
    "denial/click",
)


@dataclass
class Row:
    """What was found out about one vendor's connector."""

    vendor: str
    commands: int = 0
    seconds: float = 0.0
    lines: dict[str, float] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list)
    cold: dict[str, float] = field(default_factory=dict)
    failure: str = ""
    """Why the row is incomplete."""

    @property
    def wrong(self) -> list[Judged]:
        """The requests that were judged wrong."""
        return [each for each in self.judged if not each.verdict.right]

    @property
    def clean(self) -> bool:
        """Whether nothing at all is wrong."""
        return not (self.failure or self.wrong) and all(check.passed for check in self.checks.values())

    def cells(self) -> list[str]:
        """The row's cells, in the order of COLUMNS."""
        checks = [_passed(self.checks.get(name)) for name in ("own tests", "ruff", "mypy")]
        skipped = sum(1 for each in self.judged if each.verdict.judge == "skipped")
        by_hand = sum(1 for each in self.judged if _openapi_core_failed(each))
        return [
            self.vendor,
            str(self.commands),
            f"{self.seconds:.1f}",
            *(_number(self.lines.get(name), 1) for name in ("all", "varying")),
            *checks,
            str(len(self.judged) - len(self.wrong) - skipped),
            str(len(self.wrong)),
            str(by_hand),
            str(skipped),
            *(_number(self.cold.get(name), 2) for name in ("capabilities/click", "denial/click")),
        ]


def measure(vendor: Vendor, work: Path, fast: bool) -> Row:
    """Everything about one vendor; what stops halfway is reported in the row, and the next vendor goes on."""
    row = Row(vendor.name)
    folder = work / vendor.name
    try:
        shutil.rmtree(folder, ignore_errors=True)
        generated = generate(vendor, folder)
        row.seconds = generated.seconds
        row.commands = len(read_lock(generated.tree)["commands"])
        row.lines = lines_per_command(generated.tree)
        installed = (
            borrow_connector(generated.tree)
            if fast
            else install_connector(generated.tree, work / "venvs" / vendor.name)
        )
        row.checks["own tests"] = run_own_tests(installed)
        row.checks["ruff"] = run_ruff(installed)
        row.checks["mypy"] = run_mypy(installed, work / "mypy-cache")
        row.judged = judge_connector(installed, vendor.spec, vendor.map)
        row.cold = cold_start(installed, runs=3 if fast else 9)
    except (RuntimeError, OSError, LookupError) as error:
        row.failure = f"{type(error).__name__}: {error}"
    return row


def markdown(rows: Sequence[Row]) -> str:
    """The table, and below it whatever is wrong or was judged by hand, with the reason."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    for row in rows:
        lines += _findings(row)
    return "\n".join(lines) + "\n"


def _findings(row: Row) -> list[str]:
    found = [f"- stopped: {row.failure}"] if row.failure else []
    for name, check in row.checks.items():
        if not check.passed:
            found += [f"- {name} failed:", "", "```", check.output, "```", ""]
    found += [f"- **wrong** {_told(each)}" for each in row.wrong]
    reasons: dict[str, list[str]] = {}
    for each in row.judged:
        if _openapi_core_failed(each):
            reasons.setdefault(each.verdict.why, []).append(f"{each.command} ({each.variant})")
    found += [f"- by hand, because {why}: {', '.join(names)}" for why, names in reasons.items()]
    skipped = [each for each in row.judged if each.verdict.judge == "skipped"]
    found += [f"- skipped `{each.command}` ({each.variant}): {each.verdict.why}" for each in skipped]
    return ["", f"## {row.vendor}", "", *found] if found else []


def _openapi_core_failed(judged: Judged) -> bool:
    """A right request that only we could judge; hostile values are ours, and URLs that a vendor made."""
    verdict = judged.verdict
    return verdict.right and verdict.judge == "by hand" and bool(verdict.why)


def _told(judged: Judged) -> str:
    verdict = judged.verdict
    return f"`{judged.command}` ({judged.variant}, {verdict.judge}): {verdict.why} `{judged.request}`"


def _passed(check: Check | None) -> str:
    return "-" if check is None else "yes" if check.passed else "**no**"


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the command line, measures vendor after vendor, prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.run", description=__doc__)
    parser.add_argument("--maps", type=Path, default=MAPS, help="folder of <vendor>.yaml mapping files")
    parser.add_argument("--specs", type=Path, default=SPECS, help="folder of documents with index.json")
    parser.add_argument("--only", action="append", default=[], help="one vendor (repeatable)")
    parser.add_argument(
        "--work", type=Path, help="where to generate and install; kept (default: a temporary folder)"
    )
    parser.add_argument(
        "--fast", action="store_true", help="run in this interpreter's environment, install nothing"
    )
    parser.add_argument("--out", type=Path, help="write the table to this file too")
    options = parser.parse_args(arguments)
    chosen = [
        each for each in vendors(options.maps, options.specs) if not options.only or each.name in options.only
    ]
    if not chosen:
        parser.error(f"no map to run in {options.maps}")
    with tempfile.TemporaryDirectory() as scratch:
        work = (options.work or Path(scratch)).resolve()
        rows = []
        for vendor in chosen:
            row = measure(vendor, work, options.fast)
            print(f"{vendor.name}: {'right' if row.clean else 'WRONG'}", file=sys.stderr, flush=True)
            rows.append(row)
    table = markdown(rows)
    print(table)
    if options.out:
        options.out.write_text(table, "utf-8")
    return 0 if all(row.clean for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
