"""A connector and its vendor's document -> a judged request for each command and set of option words."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

from .bench import Bench, Job, complaint, told
from .connector import Installed, read_lock
from .document import Document, NotInDocument, load_document
from .judge import Verdict
from .loopback import Answer, Recorded
from .own import own_words
from .paging import follow_pages
from .tokens import fetched
from .vendor import is_counted

# A text that only survives if every character of it is encoded, and a step, which servers may resolve
# however it is encoded: it is refused, or encoded at the least.
STEP = ".."
HOSTILE = ("a b/c?d#e%2F..x;é", STEP)
# How many commands of a connector are tried with hostile text: they share one encoder.
HOSTILE_COMMANDS = 3
TLS = "mutualTLS: the loopback server speaks plain HTTP and asks for no certificate"


@dataclass(frozen=True)
class Judged:
    """One run of a command: which, with what, and what came of it."""

    command: str
    variant: str
    """`required`, `full`, `own`, `hostile`, `all pages`, `way A`, `no credential`, `ready token`, ..."""
    verdict: Verdict
    request: str
    """`GET /base/path?query`, for the report."""


def judge_connector(
    installed: Installed, document_path: Path, map_path: Path | None = None, workers: int = 2
) -> list[Judged]:
    """Runs every command with its required options and with all of them, and what is special once."""
    plan = read_lock(installed.tree)
    document = load_document(document_path)
    find_templates(plan, document)
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        # Servers for each worker, so that a request is known to be of the command that ran.
        benches: Queue[Bench] = Queue()
        for at in range(workers):
            bench = Bench(installed, plan, document_path, map_path, Path(scratch) / f"worker-{at}")
            benches.put(stack.enter_context(bench))

        def work(job: Job) -> Judged:
            bench = benches.get()
            try:
                return judge_job(bench, job)
            finally:
                benches.put(bench)

        pool = stack.enter_context(ThreadPoolExecutor(workers))
        return list(pool.map(work, jobs_of(plan, document)))


def find_templates(plan: Mapping[str, Any], document: Document) -> None:
    """Each command of the plan, and the probe, gets the template of its path as the document has it."""
    for command in [*plan["commands"], *filter(None, [plan.get("probe")])]:
        command["path"] = document.path_of(str(command.get("operation")), command["path"])


def jobs_of(plan: Mapping[str, Any], document: Document) -> list[Job]:
    """Every run that a connector is put through."""
    jobs = [job for command in plan["commands"] for job in variants(command, document)]
    jobs += [job for command in plan["commands"] for job in _hostile(command)][
        : HOSTILE_COMMANDS * len(HOSTILE)
    ]
    jobs += [
        Job(command, "all pages", [*command["sample"]["required"]["words"], "--all"])
        for command in plan["commands"]
        if command.get("pages") and command["sample"].get("page")
    ]
    return jobs + list(_ways(plan)) + list(_tokens(plan)) + list(_health(plan))


def variants(command: Mapping[str, Any], document: Document) -> Iterator[Job]:
    """A command with its required options only, with all of them, and with lists and objects of our own.

    Samples are kind: a list of one item looks the same in every style.
    """
    sample = command["sample"]
    yield Job(command, "required", list(sample["required"]["words"]))
    if sample["full"]["words"] != sample["required"]["words"]:
        yield Job(command, "full", list(sample["full"]["words"]))
    try:
        words = own_words(document, command)
    except NotInDocument:
        return  # the runs above say so
    if words:
        yield Job(command, "own", words)


def _hostile(command: Mapping[str, Any]) -> Iterator[Job]:
    """The required words with hostile text in a path option that takes any text."""
    for option in command["options"]:
        checks = option.get("checks") or option
        checked = any(checks.get(key) for key in ("format", "pattern", "longest"))
        free = option["kind"] == "text" and not option["choices"] and not checked
        words = list(command["sample"]["required"]["words"])
        if option["place"] == "path" and free and option["option"] in words[:-1]:
            for text in HOSTILE:
                told = list(words)
                told[told.index(option["option"]) + 1] = text
                yield Job(command, "hostile", told)
            return


def _ways(plan: Mapping[str, Any]) -> Iterator[Job]:
    """Each way in by itself, once for every set of ways that commands have."""
    seen: set[str] = set()
    for command in plan["commands"]:
        ways = [tuple(way) for way in command["schemes"] if not isinstance(way, str)]
        if json.dumps(ways) in seen or len(ways) < 2:
            continue
        seen.add(json.dumps(ways))
        for way in ways:
            name = f"way {'+'.join(way)}" if way else "no credential"
            yield Job(command, name, list(command["sample"]["required"]["words"]), way)


def _tokens(plan: Mapping[str, Any]) -> Iterator[Job]:
    """A ready access token in place of a fetched one, and one that is refused the first time."""
    for credential in fetched(plan["auth"]["credentials"]):
        for command in plan["commands"]:
            if [credential["scheme"]] in command["schemes"]:
                words = list(command["sample"]["required"]["words"])
                way = (credential["scheme"],)
                # A write is sent once: whoever refuses its token may have done it all the same.
                if command["method"] in ("GET", "HEAD", "PUT", "DELETE"):
                    yield Job(command, "expired token", words, way)
                if credential.get("token_env"):
                    yield Job(command, "ready token", words, way, ready=True)
                break


def _health(plan: Mapping[str, Any]) -> Iterator[Job]:
    """The request that `health` makes; what it then says is a matter of the connector's own tests."""
    if plan.get("probe"):
        nothing: dict[str, Any] = {"words": [], "arguments": {}}
        command = {"id": "health", "words": ["health"], "options": [], "sample": {"required": nothing}}
        yield Job({**plan["probe"], **command}, "health", [])


def judge_job(bench: Bench, job: Job) -> Judged:
    command = str(job.command["id"])
    if why := bench.undocumented(job):
        return Judged(command, job.variant, Verdict(False, why, "by hand"), "")
    if _needs_certificate(bench.plan, job):
        return Judged(command, job.variant, Verdict(True, TLS, "skipped"), "")
    if job.variant == "all pages":
        verdict, run = follow_pages(bench, job)
        return Judged(command, job.variant, verdict, told(run, job.words))
    answer = bench.documents_answer(job, turn=int(job.variant == "full"))
    refused_once = job.variant == "expired token"
    refused = [Answer(401, b"{}")] if refused_once else []

    def answered(recorded: Recorded) -> Answer:
        return refused.pop() if refused else answer(recorded)

    expected = 1 + len(refused)
    run = bench.run(job, answered)
    if job.variant == "hostile" and STEP in job.words and not run.requests and run.outcome.exit_code == 2:
        return Judged(command, job.variant, Verdict(True, "", "by hand"), " ".join(job.words))
    counted = is_counted(job.command) and not refused_once
    if len(run.requests) != expected and not (counted and len(run.requests) == 2):
        many = f"{len(run.requests)} requests instead of {'one' if expected == 1 else expected}"
        why = f"{many}; exit {run.outcome.exit_code}: {complaint(run.outcome)}"
        return Judged(command, job.variant, Verdict(False, why, "by hand"), " ".join(job.words))
    verdict = bench.judge_request(job, run, run.requests[-1 if refused_once else 0])
    problems = list(bench.envelope_problems(job, run))
    if job.variant == "expired token" and len(run.tokens) != 2:
        problems.append(f"{len(run.tokens)} tokens fetched, and the first was refused")
    if problems:
        verdict = Verdict(False, "; ".join(filter(None, [verdict.why, *problems])), verdict.judge)
    return Judged(command, job.variant, verdict, told(run, job.words))


def _needs_certificate(plan: Mapping[str, Any], job: Job) -> bool:
    """Whether every way that may be used needs a certificate."""
    tls = {each["scheme"] for each in plan["auth"]["credentials"] if each["kind"] == "tls"}
    ways = [job.way] if job.way is not None else job.command["schemes"]
    return bool(ways) and all(set(way) & tls for way in ways)
