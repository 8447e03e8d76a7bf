"""A vendor's document -> a map of all of it, made without judgement: all that can be served is a command.

The ids say little and the tiers follow the method: nobody would use such a map, and nothing of a document is
left out of it. What aos-gen refuses for an operation is kept with its code and its place. This module and
`whole_document` call aos_gen, because somebody has to ask it what it takes; the judges share nothing with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aos_gen.diagnostics import Diagnostic, Report, Severity
from aos_gen.document.load import Document, load_document
from aos_gen.document.operations import Operation
from aos_gen.plan.trial import Trial, schemes_as_declared, try_operations
from aos_gen.source import SourceSet

# The host's name for a command has at most 64 characters, two of the connector's own words among them.
LONGEST_TOOL, LONGEST_NAME, LONGEST_GROUP = 64, 14, 14
# A module holds the commands of one group.
LARGEST_GROUP = 80
SERVER = "https://vendor.example.com"
# Words that every connector has for itself.
TAKEN = ("health", "capabilities", "config", "doctor")
# (mode, tier) by method; what is not here writes.
DECISIONS: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("GET", "HEAD", "OPTIONS", "QUERY"), ("readonly", 1)),
    "DELETE": ("admin", 3),
}
# What the map cures by naming a server.
SERVER_CODES = ("bad-server", "missing-server-variable", "relative-server")


@dataclass(frozen=True)
class Refusal:
    """An operation that has no command, and why."""

    operation: str
    code: str
    message: str
    place: str


@dataclass
class Draft:
    """A map and what is missing from it."""

    map: dict[str, Any] = field(default_factory=dict)
    operations: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    unread: list[Refusal] = field(default_factory=list)
    """Why the document cannot be read; no map is made then."""


def draft(spec: Path, name: str, root: Path | None = None, most: int | None = None) -> Draft:
    """The map of a document's operations, or of as many as `most`, spread over all of them.

    `root` is the folder that the document's references may not leave.
    """
    report, sources = Report(), SourceSet()
    document = load_document(str(spec), sources, report, root=str(root) if root else None)
    if document is None:
        return Draft(unread=[_refusal("", each) for each in report if each.severity is Severity.ERROR])
    chosen = spread(document.operations, most)
    made = Draft(operations=len(chosen))
    # What cannot be listed hides its operations, one or all of a path.
    made.refusals += [_refusal(key, each) for key, each in document.unlisted.items()]
    trials = list(try_operations(document, chosen, Report()))
    made.refusals += [
        _refusal(each.operation.key, each.refused[0])
        for each in trials
        if each.refused and not _curable(each)
    ]
    made.map = _map(document, [each for each in trials if not each.refused or _curable(each)], name)
    if root:
        made.map["document"] = {"root": str(root)}
    return made


def refuse(made: Draft, report: Iterable[Diagnostic]) -> bool:
    """Takes out the commands that generation has errors about; False where there is none to take."""
    found: dict[str, Diagnostic] = {}
    for each in report:
        for place in (each.location, *each.related) if each.severity is Severity.ERROR else ():
            if place.pointer[:1] == ("commands",) and len(place.pointer) > 1:
                found.setdefault(str(place.pointer[1]), each)
    commands = made.map["commands"]
    taken = {name: each for name, each in found.items() if name in commands}
    made.refusals += [_refusal(commands.pop(name)["operation"], each) for name, each in taken.items()]
    return bool(taken)


def spread(items: Sequence[Operation], most: int | None) -> list[Operation]:
    """At most so many items, at even distances: the same ones in every run."""
    count = len(items) if most is None else min(most, len(items))
    return [items[at * len(items) // count] for at in range(count)]


def connector_name(document: str) -> str:
    """`petstore-2.0-multi` -> `petstore-2-0`: short, because every tool's name begins with it."""
    return _slug(document, LONGEST_NAME)


def _map(document: Document, trials: Sequence[Trial], name: str) -> dict[str, Any]:
    auth = schemes_as_declared(document, Report())
    operations = [each.operation for each in trials]
    found = zip(command_ids(operations, connector_name(name)), trials, strict=True)
    return {
        "version": 1,
        "connector": {
            "name": connector_name(name),
            "label": name,
            "description": f"Every operation of {name}, mapped without judgement.",
        },
        **({} if _has_server(document) else {"server": {"url": SERVER}}),
        "auth": {
            scheme: each.model_dump(mode="json", by_alias=True, exclude_unset=True)
            for scheme, each in auth.items()
        },
        "commands": {command: dict(_command(each)) for command, each in found},
    }


def _command(trial: Trial) -> Iterator[tuple[str, Any]]:
    mode, risk = DECISIONS.get(trial.operation.method, ("write", 2))
    yield from (("operation", trial.operation.key), ("mode", mode), ("risk", risk))
    if trial.refused:
        yield "server", SERVER


def command_ids(operations: Iterable[Operation], name: str) -> list[str]:
    """A distinct id for each operation: a group of a tag or the path's first word, then method and path."""
    longest = LONGEST_TOOL - len(f"connector_aos_{name}__")
    sizes: Counter[str] = Counter()
    used: set[str] = set()
    found = []
    for operation in operations:
        group = _group(operation)
        sizes[group] += 1
        number = (sizes[group] - 1) // LARGEST_GROUP
        group = f"{group}-{number + 1}" if number else group
        room = longest - len(group) - 1
        rest = _slug(f"{operation.method} {operation.operation_id or operation.path}", room)
        word, count = rest, 1
        # To the host, a dot, a dash and an underscore are the same.
        while re.sub(r"[^a-z0-9]", "_", f"{group}.{word}") in used:
            count += 1
            word = f"{rest[: room - len(str(count)) - 1].strip('-')}-{count}"
        used.add(re.sub(r"[^a-z0-9]", "_", f"{group}.{word}"))
        found.append(f"{group}.{word}")
    return found


def _group(operation: Operation) -> str:
    words = [each for each in operation.path.split("/") if each and not re.search(r"[{}]|^v?[\d.]+$", each)]
    group = _slug(" ".join(operation.tags[:1]) or " ".join(words[:1]), LONGEST_GROUP)
    return f"{group}-api" if group in TAKEN else group


def _slug(text: str, longest: int) -> str:
    """Lower-case words joined by dashes, the first of them a word; `x` where nothing is left."""
    plain = re.sub(r"[^a-z0-9]+", "-", re.sub(r"([a-z])([A-Z])", r"\1-\2", text).lower())
    plain = re.sub(r"^[^a-z]+", "", plain)[:longest].strip("-")
    return plain or "x"


def _has_server(document: Document) -> bool:
    """Whether the document's first server is an address that needs nothing else."""
    servers = document.root.get("servers")
    first = servers[0] if isinstance(servers, list) and servers else None
    url = first.get("url") if isinstance(first, dict) else None
    return isinstance(url, str) and re.fullmatch(r"https?://[\w.:-]+(/[\w./~-]*)?", url) is not None


def _curable(trial: Trial) -> bool:
    return bool(trial.refused) and all(each.code in SERVER_CODES for each in trial.refused)


def _refusal(operation: str, found: Diagnostic) -> Refusal:
    return Refusal(
        operation, found.code, found.message, f"{Path(found.location.file).name}{found.location.fragment()}"
    )
