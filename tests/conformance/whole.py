"""Every operation of every document: mapped, generated, checked, sent and judged -> a dated table.

    python -m tests.conformance.whole --specs ../shared/specs --keep

Exit 1 where a figure got worse than in the newest table of `tests/conformance/tables`, or a document stopped.
"""

from __future__ import annotations

import argparse
import datetime
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from .baseline import TABLES, compare, keep, newest, unsound
from .corpus import ROOT, SPECS
from .figures import Figures, restored
from .table import markdown
from .whole_document import Wanted, measure, wanted_documents

# mypy --strict takes longer than all the rest: documents of every kind, small ones.
TYPED = (
    "cafe-3.2",
    "readme-parameters-style-3.1",
    "lob",
    "telegram",
    "petstore-2.0-multi",
    "amazon-sp-services",
)


def run(documents: Sequence[Wanted], options: argparse.Namespace, work: Path) -> Iterator[Figures]:
    """The figures of each document, in the order given; the largest are begun first.

    Each document has a process of its own: what it does to memory or to the interpreter stays there.
    """
    over = time.monotonic() + options.seconds if options.seconds else None

    def one(wanted: Wanted) -> Figures:
        left = None if over is None else over - time.monotonic()
        if left is not None and left <= 0:
            return Figures(wanted.id, wanted.version, wanted.operations, cut=True)
        figures = _in_a_process(wanted, options, work, left)
        print(_told(figures), file=sys.stderr, flush=True)
        return figures

    largest = sorted(documents, key=lambda each: -each.operations)
    with ThreadPoolExecutor(options.workers) as pool:
        running = {wanted.id: pool.submit(one, wanted) for wanted in largest}
        for wanted in documents:
            yield running[wanted.id].result()


def _in_a_process(wanted: Wanted, options: argparse.Namespace, work: Path, seconds: float | None) -> Figures:
    out = work / f"{wanted.id}.json"
    out.unlink(missing_ok=True)
    words = ["--specs", str(options.specs), "--only", wanted.id, "--figures", str(out), "--work", str(work)]
    words += ["--sample", str(options.sample)] if options.sample else []
    words += ["--seconds", str(seconds)] if seconds is not None else []
    words += ["--without-tests"] if options.without_tests else []
    done = subprocess.run(
        [sys.executable, "-m", "tests.conformance.whole", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not out.exists():
        end = f"its process ended with {done.returncode}\n{done.stderr[-1500:]}"
        return Figures(wanted.id, wanted.version, wanted.operations, failure=end)
    return restored(json.loads(out.read_text("utf-8")))


def _told(row: Figures) -> str:
    wrong = f"{len(row.wrong)} of {row.right + len(row.wrong)} requests wrong"
    state = "not read" if row.unread else "STOPPED" if row.failure else wrong
    served = f"{row.served} of {row.operations} served"
    return f"{row.document}: {served}, {state}, {row.seconds.get('whole', 0):.0f} s"


def _measured(wanted: Wanted, options: argparse.Namespace) -> Wanted:
    return replace(
        wanted,
        most=options.sample,
        seconds=options.seconds,
        tests=not options.without_tests,
        mypy=wanted.id in TYPED and not options.sample,
    )


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m tests.conformance.whole", description=__doc__)
    made.add_argument("--specs", type=Path, default=SPECS, help="folder of documents with index.json")
    made.add_argument("--tables", type=Path, default=TABLES, help="where the dated tables are")
    made.add_argument("--only", action="append", default=[], metavar="ID", help="one document (repeatable)")
    made.add_argument("--sample", type=int, metavar="N", help="at most N operations of each document")
    made.add_argument("--seconds", type=float, help="begin nothing new after so long")
    made.add_argument("--workers", type=int, default=2, help="documents at a time (default: 2)")
    made.add_argument("--without-tests", action="store_true", help="leave the connectors' own tests out")
    made.add_argument("--work", type=Path, help="where to generate; kept (default: a temporary folder)")
    made.add_argument("--keep", action="store_true", help="keep the table and its figures under today's date")
    made.add_argument("--out", type=Path, help="write the table to this file too")
    made.add_argument("--figures", type=Path, help=argparse.SUPPRESS)  # one document, in this process
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the command line, runs, prints the table, and holds it to the newest one."""
    options = parser().parse_args(arguments)
    documents = [
        each for each in wanted_documents(options.specs) if not options.only or each.id in options.only
    ]
    if not documents:
        parser().error(f"no document of that id in {options.specs}/index.json")
    if options.figures:
        logging.disable(logging.WARNING)  # openapi-core tells what it finds twice
        figures = measure(_measured(documents[0], options), options.work / documents[0].id)
        options.figures.write_text(json.dumps(figures.record()), "utf-8")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        work = (options.work or Path(scratch)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        rows = list(run(documents, options, work))
    today = datetime.date.today().isoformat()
    table = markdown(rows, f"The whole corpus, {today}")
    print(table)
    if options.out:
        options.out.write_text(table, "utf-8")
    return _verdict(rows, options, today, table)


def _verdict(rows: Sequence[Figures], options: argparse.Namespace, today: str, table: str) -> int:
    """0 where nothing got worse; a whole run may then be kept."""
    whole = not (options.only or options.sample or any(row.cut for row in rows))
    name, old = newest(options.tables)
    if not options.sample:
        worse = compare(old, [row for row in rows if not row.cut], whole)
    else:
        worse = []
    worse += [each for each in unsound(rows) if each not in worse]
    for each in worse:
        print(f"worse than {name or 'it may be'}: {each}", file=sys.stderr)
    if options.keep and whole:
        keep(options.tables, today, rows, table)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
