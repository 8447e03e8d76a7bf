"""A connector and its vendor's document -> a judged request for each command and set of option words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import urlsplit

from .arrival import lost_options
from .connector import Installed, Outcome, base_url_variable, credentials, read_lock, run_command
from .document import NotInDocument, load_document
from .judge import Verdict, judge
from .loopback import Answer, Loopback, Recorded, answer_from

# A text that only survives if every character of it is encoded, and one that a URL library would resolve.
HOSTILE = ("a b/c?d#e%2F..;é", "..")
# How many commands of a connector are tried with hostile text: they share one encoder.
HOSTILE_COMMANDS = 3


@dataclass(frozen=True)
class Judged:
    """One run of a command: which, with what, and what came of it."""

    command: str
    variant: str
    """`required`, `full` or `hostile`."""
    verdict: Verdict
    request: str
    """`GET /base/path?query`, for the report."""


def judge_connector(installed: Installed, document_path: Path, workers: int = 2) -> list[Judged]:
    """Runs every command with its required options, with all of them, and some with hostile text."""
    plan = read_lock(installed.tree)
    jobs = [
        (command, variant, words) for command in plan["commands"] for variant, words in _variants(command)
    ]
    hostile = [job for command in plan["commands"] for job in _hostile(command)]
    jobs += hostile[: HOSTILE_COMMANDS * len(HOSTILE)]
    with tempfile.TemporaryDirectory() as scratch:
        # A server for each worker, so that a request is known to be of the command that ran.
        servers: Queue[Loopback] = Queue()
        opened = [Loopback().__enter__() for _ in range(workers)]
        for server in opened:
            servers.put(server)

        def work(job: tuple[dict[str, Any], str, list[str]]) -> Judged:
            server = servers.get()
            try:
                return _run(installed, document_path, plan, job, server, Path(scratch))
            finally:
                servers.put(server)

        try:
            with ThreadPoolExecutor(workers) as pool:
                return list(pool.map(work, jobs))
        finally:
            for server in opened:
                server.__exit__(None, None, None)


def _variants(command: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    sample = command["sample"]
    yield "required", list(sample["required"]["words"])
    if sample["full"]["words"] != sample["required"]["words"]:
        yield "full", list(sample["full"]["words"])


def _hostile(command: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, list[str]]]:
    """The required words with hostile text in a path option that takes any text."""
    for option in command["options"]:
        free = option["kind"] == "text" and not option["choices"] and not option["format"]
        words = list(command["sample"]["required"]["words"])
        if option["place"] == "path" and free and option["option"] in words[:-1]:
            for text in HOSTILE:
                told = list(words)
                told[told.index(option["option"]) + 1] = text
                yield command, "hostile", told
            return


def _pinned(plan: Mapping[str, Any]) -> dict[str, str]:
    """Variables that give options their default (`workspace: {env: ...}`), with the sample's value."""
    found: dict[str, str] = {}
    for command in plan["commands"]:
        arguments = command["sample"]["full"]["arguments"]
        for option in command["options"]:
            if option["env"] and isinstance(arguments.get(option["identifier"]), str | int):
                found.setdefault(option["env"], str(arguments[option["identifier"]]))
    return found


def _run(
    installed: Installed,
    document_path: Path,
    plan: Mapping[str, Any],
    job: tuple[dict[str, Any], str, list[str]],
    server: Loopback,
    scratch: Path,
) -> Judged:
    command, variant, words = job
    document = load_document(document_path)
    try:
        answer = answer_from(document, document.operation(command["method"], command["path"]))
    except NotInDocument as error:
        return Judged(command["id"], variant, Verdict(False, f"the document has no {error}", "by hand"), "")
    server.answerer = lambda recorded: answer
    base_url = server.url + urlsplit(plan["base_url"]).path.rstrip("/")
    env = {**credentials(installed.tree), **_pinned(plan), base_url_variable(installed.tree): base_url}
    server.take()
    outcome = run_command(installed, [*command["words"], *words], env, cwd=scratch)
    requests = server.take()
    if len(requests) != 1:
        why = f"{len(requests)} requests instead of one; exit {outcome.exit_code}: {_complaint(outcome)}"
        return Judged(command["id"], variant, Verdict(False, why, "by hand"), " ".join(words))
    verdict = _verdict(document_path, plan, command, variant, words, requests[0], base_url)
    problems = list(_envelope_problems(outcome, answer, command["id"]))
    if problems:
        verdict = Verdict(False, "; ".join(filter(None, [verdict.why, *problems])), verdict.judge)
    return Judged(command["id"], variant, verdict, f"{requests[0].method} {requests[0].target}")


def _verdict(
    document_path: Path,
    plan: Mapping[str, Any],
    command: Mapping[str, Any],
    variant: str,
    words: list[str],
    recorded: Recorded,
    base_url: str,
) -> Verdict:
    schemes = [each for each in plan["auth"]["credentials"] if each["scheme"] in command["schemes"]]
    verdict = judge(document_path, command, recorded, base_url, schemes)
    lost = list(lost_options(command, words, recorded, base_url))
    if variant == "hostile" and not lost:
        # Such a value may break a pattern of the document; what counts here is that it arrived unharmed.
        encoded = "not percent-encoded" not in verdict.why and "leaves the path" not in verdict.why
        return Verdict(encoded, "" if encoded else verdict.why, "by hand")
    if lost:
        return Verdict(False, "; ".join(filter(None, [verdict.why, *lost])), verdict.judge)
    return verdict


def _envelope_problems(outcome: Outcome, answer: Answer, command: str) -> Iterator[str]:
    """The vendor said yes, so the command must: exit 0, `ok`, its own id, and `data` an object."""
    envelope = outcome.envelope
    if not isinstance(envelope, dict):
        yield f"stdout is not one JSON object: {outcome.stdout[:200]!r} {outcome.stderr[-300:]!r}"
        return
    if outcome.exit_code != 0 or envelope.get("ok") is not True:
        yield f"exit {outcome.exit_code} after an answer {answer.status}: {_complaint(outcome)}"
    if envelope.get("command") != command:
        yield f"the envelope's command is {envelope.get('command')!r}"
    if envelope.get("ok") is True and not isinstance(envelope.get("data"), dict):
        yield "data is not an object"


def _complaint(outcome: Outcome) -> str:
    """The error's code and message, or the end of stderr."""
    error = outcome.envelope.get("error") if isinstance(outcome.envelope, dict) else None
    if isinstance(error, dict):
        return f"{error.get('code')} {error.get('message')}"
    return (outcome.stderr or outcome.stdout)[-300:].strip()
