"""One document of the corpus -> its figures: mapped whole, generated, checked, sent and judged."""

from __future__ import annotations

import json
import resource
import shutil
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aos_gen.commands.generate import Generated, generate
from aos_gen.diagnostics import Severity

from . import mechanical, sound
from .bench import Bench
from .connector import borrow_connector, find_tree, read_lock
from .document import load_document
from .drive import Judged, find_templates, judge_job, variants
from .figures import Figures, Wrong
from .forked import Forked
from .judge import Verdict
from .measure import lines_per_command

# A failure's last words are enough to find it.
MOST_TRACE = 1500


@dataclass(frozen=True)
class Wanted:
    """What is to be done with a document."""

    id: str
    spec: Path
    root: Path
    """The folder that belongs to the document."""
    operations: int
    version: str
    most: int | None = None
    """How many operations at most; all where None."""
    seconds: float | None = None
    """When to stop sending requests."""
    tests: bool = True
    mypy: bool = False


def wanted_documents(specs: Path) -> Iterator[Wanted]:
    """Every document of the corpus's index."""
    for entry in json.loads((specs / "index.json").read_text("utf-8")):
        # `algolia/algolia-search/specs/...`: what stands below the second folder belongs together.
        parts = Path(entry["root"]).parts
        root = specs.joinpath(*parts[: 2 if len(parts) > 2 else 1])
        yield Wanted(entry["id"], specs / entry["root"], root, entry["operations"], str(entry["openapi"]))


def measure(wanted: Wanted, work: Path) -> Figures:
    """Everything about one document. What stops halfway is a failure in the figures, never an exception."""
    figures = Figures(wanted.id, wanted.version, wanted.operations)
    started, used = time.monotonic(), _cpu()
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        _measure(wanted, work, figures)
    except Exception:  # noqa: BLE001  # whatever it is, the table says it and the other documents go on
        figures.failure = traceback.format_exc()[-MOST_TRACE:]
    figures.seconds["whole"] = time.monotonic() - started
    figures.seconds["cpu"] = _cpu() - used
    return figures


def _cpu() -> float:
    """Seconds of processor time, those of ended children among them: what a busy machine does not change."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _measure(wanted: Wanted, work: Path, figures: Figures) -> None:
    made = mechanical.draft(wanted.spec, wanted.id, wanted.root, wanted.most)
    figures.unread, figures.refusals = made.unread, made.refusals
    if wanted.most is not None:
        figures.operations = made.operations
    if made.unread or not made.map["commands"]:
        return
    generated = generate_map(wanted, work, made)
    figures.seconds["generate"] = generated.seconds
    figures.served = len(made.map["commands"])
    if not generated.written:
        first = next((each for each in generated.report if each.severity is Severity.ERROR), None)
        figures.served, figures.failure = (
            0,
            f"nothing is generated: {first and first.code}: {first and first.message}",
        )
        return
    tree = find_tree(work)
    installed = borrow_connector(tree)
    figures.lines = lines_per_command(tree)["varying"]
    sound.compile_all(installed, figures.sound)
    sound.lint(installed, figures.sound)
    if wanted.tests:
        sound.own_tests(installed, figures.sound)
    if wanted.mypy:
        sound.type_check(installed, figures.sound, work / "mypy-cache")
    begun = time.monotonic()
    judged_requests(wanted, tree, work / "map.json", figures)
    figures.seconds["requests"] = time.monotonic() - begun


def generate_map(wanted: Wanted, work: Path, made: mechanical.Draft) -> Generated:
    """Generates into `work`, where the map is kept; a command that is refused only now leaves the map."""
    path = work / "map.json"
    while True:
        path.write_text(json.dumps(made.map, indent=1), "utf-8")
        generated = generate(str(wanted.spec), str(path), work, root=str(wanted.root))
        if generated.written or not mechanical.refuse(made, generated.report):
            return generated


def judged_requests(wanted: Wanted, tree: Path, map_path: Path, figures: Figures) -> None:
    """Sends every command with its required options, with all of them and with values of our own."""
    plan = read_lock(tree)
    find_templates(plan, load_document(wanted.spec))
    started = time.monotonic()
    with ExitStack() as stack:
        forked = stack.enter_context(Forked(tree))
        figures.sound.modules, figures.sound.unimported = forked.modules, forked.failures
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bench = stack.enter_context(Bench(forked.installed, plan, wanted.spec, map_path, folder))
        for command in plan["commands"]:
            if wanted.seconds is not None and time.monotonic() - started > wanted.seconds:
                figures.cut = True
                return
            for judged in _sent(bench, command):
                _count(figures, judged, str(command["operation"]))


def _sent(bench: Bench, command: Mapping[str, Any]) -> Iterator[Judged]:
    for job in variants(command, load_document(bench.document)):
        try:
            yield judge_job(bench, job)
        except Exception:  # noqa: BLE001  # one operation that the judge cannot take is no reason to stop
            why = f"the harness fails: {traceback.format_exc()[-MOST_TRACE:]}"
            yield Judged(str(command["id"]), job.variant, Verdict(False, why, "by hand"), "")


def _count(figures: Figures, judged: Judged, operation: str) -> None:
    verdict = judged.verdict
    if not verdict.right:
        figures.wrong.append(Wrong(operation, judged.variant, verdict.judge, verdict.why, judged.request))
    elif verdict.judge == "skipped":
        figures.skipped[verdict.why] = figures.skipped.get(verdict.why, 0) + 1
    elif verdict.judge == "by hand":
        figures.by_hand[verdict.why] = figures.by_hand.get(verdict.why, 0) + 1
    else:
        figures.by_library += 1
