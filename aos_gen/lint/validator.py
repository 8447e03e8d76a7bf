"""A document's data to the findings of prance and openapi-spec-validator, each with its way from the root.

prance chooses the backend and reads the version. Its own reading is left out (it follows http
references and YAML 1.1), and of the backend every finding is wanted, not the first. The backend's
checks are wrapped, so that each finding knows its place, and a crash costs one part of the document.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import prance
from jsonschema.exceptions import ValidationError
from jsonschema_path import SchemaPath
from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from referencing.exceptions import Unresolvable

BACKEND = "openapi-spec-validator"
VALIDATORS: dict[str, Any] = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}
_RESOLVED = 1024
ALARM_AFTER = 1.0
Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a library says; `steps` lead from the root of the document, through references, to its place."""

    steps: Steps
    error: ValidationError | Unresolvable
    default: bool = False
    """Whether it is about a schema's default."""


@dataclass(frozen=True, slots=True)
class Crash:
    """A part that could not be checked, because a library failed at it."""

    steps: Steps
    error: Exception
    library: str = BACKEND


@dataclass(slots=True)
class Outcome:
    """All that was found; `complete` is false where the time was up."""

    findings: list[Finding] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    complete: bool = True


class _TimeUp(BaseException):
    """Passes through every `except Exception` of the libraries."""


def validate(
    data: dict[str, Any],
    version: str,
    base: str,
    retrieve: Callable[[str], Any],
    seconds: float,
    progress: Callable[[str], None],
) -> Outcome:
    """What the libraries find in a document of that version ('2.0' to '3.2').

    `base` is its URI, and `retrieve` gives the data of another, or raises: nothing else is ever fetched.
    """
    outcome = Outcome()
    parser = _Parser(outcome, version, base, retrieve, time.monotonic() + seconds, progress)
    parser.specification = data
    try:
        with _alarm(seconds):
            parser.parse()
    except _TimeUp:
        outcome.complete = False
    except Exception as error:  # noqa: BLE001 - a crash of a library is told as one
        outcome.crashes.append(Crash((), error, "prance"))
    return outcome


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Time is up within one check too: between two checks of a hostile document an hour may pass.

    Only the main thread has alarms, and not every system; elsewhere `_Watch` alone looks at the clock.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_signal: int, _frame: object) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001) + ALARM_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Parser(prance.BaseParser):  # type: ignore[misc]  # prance has no types
    """prance's parser for data that was read; its validation collects everything."""

    def __init__(
        self,
        outcome: Outcome,
        version: str,
        base: str,
        retrieve: Callable[[str], Any],
        until: float,
        progress: Callable[[str], None],
    ) -> None:
        super().__init__(spec_string="read already", lazy=True, backend=BACKEND)
        self._outcome, self._oas, self._base = outcome, version, base
        self._retrieve, self._watch = retrieve, _Watch(until, progress)

    def parse(self) -> None:
        """Only the half of it that validates."""
        self._validate()

    def _validate_openapi_spec_validator(self, spec_version: Any) -> None:
        """In place of prance's, which stops at the first finding."""
        path = SchemaPath.from_dict(
            self.specification,
            base_uri=self._base,
            handlers=_Handlers(self._retrieve),
            resolved_cache_maxsize=_RESOLVED,
        )
        known = VALIDATORS[self._oas]
        watched = {key: _watched(check, key, self._watch) for key, check in known.keyword_validators.items()}
        validator = type(known.__name__, (known,), {"keyword_validators": watched})(path)
        schemas = validator.keyword_validators_registry["schema"]
        # The library looks for each schema in a list of all before it: half of a large document's time.
        schemas.visited_schema_ids, schemas.meta_checked_schema_ids = _Ids(), _Ids()
        for found in self._watch.within("", (), validator.schema_validator.iter_errors(self.specification)):
            self._keep(found)
        for found in validator.root_validator(path):
            self._keep(found)

    def _keep(self, found: Finding | Crash) -> None:
        if isinstance(found, Crash):
            self._outcome.crashes.append(found)
        else:
            self._outcome.findings.append(found)


@dataclass(slots=True)
class _Watch:
    """Gives each finding its place, turns a crash into one, and ends when the time is up."""

    until: float
    progress: Callable[[str], None]

    def within(self, keyword: str, steps: Steps, errors: Iterator[Any]) -> Iterator[Finding | Crash]:
        """The findings of one check; those of checks below have their places already."""
        try:
            self._on(keyword, steps)
            for error in errors:
                self._on("", ())
                if isinstance(error, Finding | Crash):
                    yield error
                    continue
                default = keyword == "default"
                inner = (*steps, "default") if default else steps
                yield Finding((*inner, *error.absolute_path), error, default)
        except Unresolvable as error:
            yield Finding(steps, error)
        except Exception as error:  # noqa: BLE001 - a crash of a library is told as one
            yield Crash(steps, error)

    def _on(self, keyword: str, steps: Steps) -> None:
        if time.monotonic() > self.until:
            raise _TimeUp
        if keyword == "path":
            self.progress(f"checking {steps[-1]}")


def _watched(check: type[Any], keyword: str, watch: _Watch) -> type[Any]:
    """The library's check, with its findings watched."""

    def call(self: Any, *words: Any, **named: Any) -> Iterator[Finding | Crash]:
        path = next((word for word in words if isinstance(word, SchemaPath)), None)
        steps = () if path is None else tuple(path.parts)
        return watch.within(keyword, steps, check.__call__(self, *words, **named))

    return type(check.__name__, (check,), {"__call__": call})


class _Ids(list[int]):
    """A list that is asked what it holds, and answers from a set."""

    def __init__(self) -> None:
        super().__init__()
        self._held: set[int] = set()

    def append(self, value: int) -> None:
        """Take one more."""
        self._held.add(value)

    def __contains__(self, value: object) -> bool:
        return value in self._held


class _Handlers(dict[str, Callable[[str], Any]]):
    """One handler for every scheme: the library would fetch what has none by itself."""

    def __init__(self, retrieve: Callable[[str], Any]) -> None:
        super().__init__()
        self._retrieve = retrieve

    def __contains__(self, scheme: object) -> bool:
        return True

    def __getitem__(self, scheme: str) -> Callable[[str], Any]:
        return self._retrieve
