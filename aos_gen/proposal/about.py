"""A document's head to the map's connector block: label, description, category, each a guess to be read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from aos_gen.document.load import Document
from aos_gen.plan import prose
from aos_gen.proposal.phrases import literal_segments
from aos_gen.proposal.words import singular, split, vocabulary

# The host's categories (CONTRACT.md, 5), by the things that such a vendor's paths are about.
_CATEGORIES = {
    "accounting": vocabulary(
        "invoice payment refund charge ledger journal tax payout balance bill account expense currency quote"
    ),
    "crm": vocabulary("deal contact lead opportunity company pipeline customer person organization stage"),
    "ticket-queue": vocabulary("ticket issue task project sprint board workflow incident case story worklog"),
    "inbox": vocabulary(
        "message email mail conversation chat channel sms inbox thread template campaign sender"
    ),
    "calendar": vocabulary("calendar event booking appointment availability shift schedule"),
    "files-docs": vocabulary("file folder document page attachment drive block revision upload envelope"),
    "alert-stream": vocabulary("alert monitor metric log downtime slo dashboard check notification"),
    "table": vocabulary("record row table base column cell sheet index collection vector"),
    "social-publishing": vocabulary("post tweet playlist track album follower media feed story comment"),
}
_NOISE = re.compile(
    r"\b(rest|http|web|public|open|core)?\s*-?\s*api(s)?\b|\bv?\d+(\.\d+)+\b|\bspec(ification)?\b",
    re.IGNORECASE,
)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class About:
    """The connector block's texts; `why` says what the category was guessed from."""

    label: str
    description: str
    category: str
    why: str


def about(document: Document, name: str, label: str | None) -> About:
    """Label and description of the document's `info`, category of the words in its tags and paths."""
    title = prose.plain(document.title)
    short = re.sub(r"\s+", " ", _NOISE.sub(" ", title)).strip(" -:|,.()")
    shown = prose.plain(label) or short or " ".join(name.split("-")).title()
    info = document.root.child("info")
    said = prose.sentence(info.get("description") if info is not None else "", _LONGEST)
    category, why = _category(document)
    return About(shown, said or title or f"What an agent may do with {shown}", category, why)


def _category(document: Document) -> tuple[str, str]:
    counts: Counter[str] = Counter()
    for operation in document.operations:
        words = {singular(word) for tag in operation.tags for word in split(tag)}
        words |= {singular(word) for segment in literal_segments(operation.path)[:2] for word in segment}
        counts.update(words)
    scores = {category: sum(counts[word] for word in things) for category, things in _CATEGORIES.items()}
    best = max(scores, key=lambda category: (scores[category], category), default="")
    if not best or scores[best] < max(2, len(document.operations) // 10):
        return "general", "no word of its paths stands out"
    word = max(_CATEGORIES[best], key=lambda one: (counts[one], one))
    return best, f'"{word}" stands in {counts[word]} of its paths and tags'
