"""One worker's place: a connector, loopback servers and a folder -> what one run of a command did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlsplit

from .arrival import given_options, lost_options
from .connector import Installed, Outcome, base_url_variable, credentials, run_command
from .credential import ACCESS_TOKEN, MARKER, value_of
from .document import NotInDocument, load_document
from .judge import Verdict, judge, understand
from .loopback import Answer, Answerer, Loopback, Recorded
from .replies import answer_for
from .results import result_problems
from .tokens import asks_for_token, fetched, token_answer, token_problems
from .vendor import first_items, last_page
from .wishes import unfulfilled, wishes_of

Way = tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """One run of a command: which, with what words and which credentials."""

    command: Mapping[str, Any]
    variant: str
    words: list[str]
    way: Way | None = None
    """The schemes whose variables are set; all where None."""
    ready: bool = False
    """Whether an access token is given in place of the client's id and secret."""


@dataclass
class Run:
    """What a run left behind."""

    outcome: Outcome
    requests: list[Recorded]
    tokens: list[Recorded]
    base_url: str
    answers: list[Answer] = field(default_factory=list)


class Bench:
    """A context manager: the servers run while it is open."""

    def __init__(
        self,
        installed: Installed,
        plan: Mapping[str, Any],
        document: Path,
        map_path: Path | None,
        folder: Path,
    ) -> None:
        self.plan, self.document, self.map_path, self.folder = plan, document, map_path, folder
        self.installed, self.server = installed, Loopback()
        self._pinned = _pinned(plan)

    def __enter__(self) -> Self:
        (self.folder / "files").mkdir(parents=True, exist_ok=True)
        self.server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.server.__exit__(kind, error, at)

    @property
    def base_path(self) -> str:
        """The path of the base URL; a token in it still stands in braces."""
        return urlsplit(str(self.plan["base_url"])).path.rstrip("/")

    def run(self, job: Job, answerer: Answerer) -> Run:
        """Runs the command once, answered as told."""
        answers: list[Answer] = []

        def answered(recorded: Recorded) -> Answer:
            if asks_for_token(schemes, recorded):
                return token_answer()
            answers.append(answerer(recorded))
            return answers[-1]

        schemes = self.plan["auth"]["credentials"]

        self.server.answerer = answered
        root = self.folder / "files"
        for name, text in (job.command.get("sample") or {}).get("files") or ():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        variable = self.plan.get("base_url_env") or base_url_variable(self.installed.tree)
        env = {**self._credentials(job), **self._pinned, "AOS_FILE_ROOT": str(root)}
        env[variable] = self.server.url + self.base_path
        self.server.take()
        outcome = run_command(self.installed, [*job.command["words"], *job.words], env, cwd=root)
        taken = self.server.take()
        tokens = [each for each in taken if asks_for_token(schemes, each)]
        requests = [each for each in taken if each not in tokens]
        return Run(outcome, requests, tokens, self.filled_base(), answers)

    def filled_base(self) -> str:
        """The base URL of the loopback server, with the token that stands in its path."""
        path = self.base_path
        for each in self.plan["auth"]["credentials"]:
            if each["kind"] == "url":
                path = path.replace(f"{{{each['api_name']}}}", quote(value_of(each["env"][0]), safe=""))
        return self.server.url + path

    def _credentials(self, job: Job) -> dict[str, str]:
        told = self.plan["auth"]["credentials"]
        ready = {each["token_env"] for each in told if each.get("token_env") and each.get("token_url")}
        values = dict(credentials(self.installed.tree))
        if job.ready:
            values |= {name: f"{MARKER}-ready" for name in ready}
            dropped = {name for each in fetched(told) for name in each["env"]}
        elif job.way is not None:
            kept = {
                name
                for each in told
                if each["scheme"] in job.way or each["kind"] == "url"
                for name in each["env"]
            }
            dropped = (set(values) - kept) | ready
        else:
            dropped = ready
        # A certificate's variables name files, and plain HTTP has no use for them.
        dropped |= {name for each in told if each["kind"] == "tls" for name in each["env"]}
        return {name: value for name, value in values.items() if name not in dropped}

    def documents_answer(self, job: Job, turn: int = 0) -> Answerer:
        """What the vendor's document says that this command is answered."""
        document = load_document(self.document)
        operation = document.operation(job.command["method"], job.command["path"])
        asked: list[Recorded] = []

        def answered(recorded: Recorded) -> Answer:
            answer = answer_for(document, operation, recorded.header("Accept") or "*/*", turn)
            asked.append(recorded)
            return last_page(job.command, first_items(job.command, answer, job.words), empty=len(asked) > 1)

        return answered

    def judge_request(self, job: Job, run: Run, recorded: Recorded) -> Verdict:
        """The verdict on one request: by the document, by the words given, and by the map's wishes."""
        wishes = wishes_of(self.map_path, str(job.command["id"]))
        named = {name for way in job.command.get("schemes") or () for name in way}
        schemes = [each for each in self.plan["auth"]["credentials"] if each["scheme"] in named]
        server = "" if wishes.server else str(self.plan["base_url"])
        added = wishes.added
        verdict = judge(self.document, job.command, recorded, run.base_url, schemes, added, server)
        reading = understand(self.document, job.command, recorded, run.base_url, schemes, added)
        if reading is None:
            return verdict
        files = dict((job.command.get("sample") or {}).get("files") or ())
        lost = list(lost_options(job.command, job.words, recorded, reading, files, wishes))
        used = [each for each, _ in given_options(job.command, job.words) if each]
        given = [name for each in used for name in (each["api_name"], ".".join(each.get("path") or ()))]
        if job.variant == "all pages":
            given.append(str(next(iter(self._paging(job)), "")))
        if "--body" not in job.words:
            lost += unfulfilled(wishes, recorded, reading, given)
        lost += self._token_problems(job, run, recorded)
        if job.variant == "hostile" and not lost:
            # Such a value may break a pattern of the document; what counts here is that it arrived unharmed.
            encoded = "not percent-encoded" not in verdict.why and "leaves the path" not in verdict.why
            return Verdict(encoded, "" if encoded else verdict.why, "by hand")
        if lost:
            return Verdict(False, "; ".join(filter(None, [verdict.why, *lost])), verdict.judge)
        return verdict

    def _paging(self, job: Job) -> Iterator[str]:
        """The vendor's name of what selects a page, which is the connector's to set from the second on."""
        for each in job.command["options"]:
            if each["identifier"] == job.command["pages"].get("option"):
                yield ".".join(each.get("path") or [each["api_name"]])

    def _token_problems(self, job: Job, run: Run, recorded: Recorded) -> Iterator[str]:
        document = load_document(self.document)
        used = ACCESS_TOKEN in (recorded.header("Authorization") or "")
        if len(run.tokens) != used and job.variant != "expired token":
            yield f"{len(run.tokens)} tokens fetched, and {int(used)} used"
        for each in run.tokens:
            yield from token_problems(document, self.plan["auth"]["credentials"], each, self.base_path)

    def envelope_problems(self, job: Job, run: Run) -> Iterator[str]:
        """The vendor said yes, so the command must: exit 0, `ok`, its own id, and `data` as was answered."""
        outcome, answer = run.outcome, run.answers[-1 if job.variant == "expired token" else 0]
        envelope = outcome.envelope
        if not isinstance(envelope, dict):
            yield f"stdout is not one JSON object: {outcome.stdout[:200]!r} {outcome.stderr[-300:]!r}"
            return
        if outcome.exit_code != 0 or envelope.get("ok") is not True:
            yield f"exit {outcome.exit_code} after an answer {answer.status}: {complaint(outcome)}"
        if envelope.get("command") != job.command["id"]:
            yield f"the envelope's command is {envelope.get('command')!r}"
        if envelope.get("ok") is not True:
            return
        if not isinstance(envelope.get("data"), dict):
            yield "data is not an object"
        elif "answer" in job.command:
            yield from result_problems(job.command["answer"], answer, envelope["data"])

    def undocumented(self, job: Job) -> str:
        """Why the operation cannot be found; "" where it can."""
        try:
            load_document(self.document).operation(job.command["method"], job.command["path"])
        except NotInDocument as error:
            return f"the document has no {error}"
        return ""


def _pinned(plan: Mapping[str, Any]) -> dict[str, str]:
    """Variables that give options their default (`workspace: {env: ...}`), with the sample's value.

    Not those that are secret by name: a sample such as `example` would be blotted out of every answer.
    """
    found: dict[str, str] = {}
    for command in plan["commands"]:
        arguments = command["sample"]["full"]["arguments"]
        for option in command["options"]:
            if (option["env"] or "").endswith(("_API_KEY", "_TOKEN", "_SECRET", "_PASSWORD")):
                continue
            if option["env"] and isinstance(arguments.get(option["identifier"]), str | int):
                found.setdefault(option["env"], str(arguments[option["identifier"]]))
    return found


def complaint(outcome: Outcome) -> str:
    """The error's code and message, or the end of stderr."""
    error = outcome.envelope.get("error") if isinstance(outcome.envelope, dict) else None
    if isinstance(error, dict):
        return f"{error.get('code')} {error.get('message')}"
    return (outcome.stderr or outcome.stdout)[-300:].strip()


def told(run: Run, words: Sequence[str]) -> str:
    """The request, for the report."""
    return f"{run.requests[0].method} {run.requests[0].target}" if run.requests else " ".join(words)
