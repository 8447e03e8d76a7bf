"""What the whole-corpus run finds out about one document, as numbers and sentences, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from .mechanical import Refusal
from .sound import Soundness

# Codes that say: not supported, or the document is at fault.
ALLOWED = ("unsupported-", "document-", "reference-")


@dataclass(frozen=True)
class Wrong:
    """A request that is not what the document asks for."""

    operation: str
    variant: str
    judge: str
    why: str
    request: str


@dataclass
class Figures:
    """One document's row of the table, with everything that stands below the table."""

    document: str
    version: str = ""
    operations: int = 0
    """As many as the corpus's index counts, or, in a sample, as were chosen."""
    served: int = 0
    unread: list[Refusal] = field(default_factory=list)
    """Why aos-gen does not read the document."""
    refusals: list[Refusal] = field(default_factory=list)
    failure: str = ""
    """What stopped the run of this document: a bug of aos-gen, of the connector or of this harness."""
    sound: Soundness = field(default_factory=Soundness)
    by_library: int = 0
    """Right requests that openapi-core judged."""
    by_hand: dict[str, int] = field(default_factory=dict)
    """Right requests that we judged alone: openapi-core's own error, and how many."""
    skipped: dict[str, int] = field(default_factory=dict)
    """Commands that were not sent: why, and how many."""
    wrong: list[Wrong] = field(default_factory=list)
    lines: float = 0.0
    """Lines of Python that vary with the map, for each command."""
    seconds: dict[str, float] = field(default_factory=dict)
    """`generate`, `requests` and `whole`; `cpu` is the processor time of it all."""
    cut: bool = False
    """Whether the time was over before all requests were sent."""

    @property
    def right(self) -> int:
        """Requests that are what the document asks for."""
        return self.by_library + sum(self.by_hand.values())

    @property
    def codes(self) -> dict[str, int]:
        """Refused operations by code."""
        return dict(sorted(Counter(each.code for each in self.refusals).items()))

    @property
    def unjustified(self) -> list[Refusal]:
        """Refusals that blame neither the document nor a limit of ours by name."""
        return [each for each in (*self.refusals, *self.unread) if not each.code.startswith(ALLOWED)]

    @property
    def unaccounted(self) -> int:
        """Operations that the index counts and that are neither served nor refused."""
        lost = self.operations - self.served - len(self.refusals)
        return 0 if self.unread or self.failure else max(0, lost)

    def record(self) -> dict[str, Any]:
        """JSON data; `restored` makes the figures of it again."""
        return asdict(self)


def restored(record: Mapping[str, Any]) -> Figures:
    """The figures of a record."""
    told = dict(record)
    told["unread"] = [Refusal(**each) for each in told["unread"]]
    told["refusals"] = [Refusal(**each) for each in told["refusals"]]
    told["wrong"] = [Wrong(**each) for each in told["wrong"]]
    told["sound"] = Soundness(**told["sound"])
    return Figures(**told)
