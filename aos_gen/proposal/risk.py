"""An operation to the mode and tier that a map could give it, with the rule and the words behind it.

It fails closed: `readonly` only where a text says that the operation reads and no text says that it acts.
The method alone is no evidence, except that DELETE deletes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document
from aos_gen.document.operations import Operation
from aos_gen.plan import prose
from aos_gen.plan.model import Mode
from aos_gen.proposal.answers import (
    body_members,
    has_answer,
    named_in_answer,
    secret_in_answer,
    takes_a_list,
)
from aos_gen.proposal.lexicon import NOT_BY_POST, READING
from aos_gen.proposal.matching import Match, matches, thing_of
from aos_gen.proposal.phrases import (
    DESCRIPTION,
    PATH,
    SUMMARY,
    Phrase,
    Word,
    literal_segments,
    opening,
    phrases_of,
)
from aos_gen.proposal.rules import BY_ID, SECRET_RULE, WRITE_RULES
from aos_gen.proposal.words import singular, split, vocabulary

SAFE_METHODS = ("GET", "HEAD", "QUERY")
LOOKS_LIKE_A_READ = "it looks like a read: if the vendor says so, write mode: readonly, risk: 1"
_CONCEALED = re.compile(
    r"without reveal|not (reveal|return|includ|contain|expos|show)|never (reveal|return|includ|show)|mask"
    r"|redact|names? (and|or) ids? only|only (the )?(name|metadata|prefix)|public key|encrypted secret",
    re.IGNORECASE,
)
# Keys that everybody may see.
_PUBLIC = vocabulary("public ssh gpg deploy idempotency publishable")
_MANY = re.compile(
    r"\b(one or (more|many|several)|up to [0-9,]+|multiple|in bulk|several|a batch of)\b"
    r"(?! (propert|field|attribute|parameter|characters|bytes|\w+ (per|long)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the map could say of one operation, and why: the rule's id, and the evidence in words."""

    mode: Mode
    risk: int
    rule: str
    reason: str
    note: str = ""


def propose(document: Document, operation: Operation, report: Report) -> Proposal:
    """The proposal for one operation; the highest mode and tier of every rule that fits."""
    phrases = phrases_of(operation)
    if operation.method == "DELETE":
        found = [Match(BY_ID["delete"], "its method is DELETE"), *matches(operation, phrases)]
        return _strongest(found)
    reading = _reading(phrases)
    if operation.method in SAFE_METHODS:
        acting = _acting(phrases, firm=any(p.reads and not p.derived for p in phrases if p.place != PATH))
        if acting is None:
            return _read(document, operation, phrases, reading, report)
        # A word that may as well be a thing opens no rule about things: it is not known to be a write.
        sure = any(phrase.acts for phrase in phrases)
        found = _written(document, operation, phrases, report) if sure else []
        return _strongest([*found, Match(BY_ID["acting-get"], f"{acting}")])
    watched = any(p.verb is not None and p.verb.lemma in NOT_BY_POST for p in phrases)
    if reading is not None and not watched and _acting(phrases, firm=True) is None:
        return _read_by_post(document, operation, phrases, reading, report)
    found = _written(document, operation, phrases, report)
    return _strongest([*found, Match(BY_ID["write"], f"its method is {operation.method}")])


def _reading(phrases: Iterable[Phrase]) -> Word | None:
    """The word that says that the operation reads: it leads the name, the summary or the description."""
    return next((Word(p.written, p.place) for p in phrases if p.reads and p.place != PATH), None)


def _acting(phrases: tuple[Phrase, ...], *, firm: bool) -> Word | None:
    """The first word that acts. `firm`: a text reads, so words that may as well be things say nothing."""
    for phrase in phrases:
        if phrase.acts and not (phrase.place == DESCRIPTION and firm and not _conjoined(phrase)):
            return Word(phrase.acts[0][1], phrase.place)
    hints = [Word(p.hints[0][1], p.place) for p in phrases if p.hints and p.place != DESCRIPTION]
    return hints[0] if hints and not firm else None


def _conjoined(phrase: Phrase) -> bool:
    """Whether the description's verb reads and another acts: `Returns the job and cancels it`."""
    return phrase.verb is not None and phrase.verb.lemma in READING


def _read(
    document: Document,
    operation: Operation,
    phrases: tuple[Phrase, ...],
    reading: Word | None,
    report: Report,
) -> Proposal:
    """A GET in which nothing acts: a read where there is evidence, unless it reveals a secret."""
    secret = _secret(document, operation, phrases, report)
    if secret:
        return _strongest([Match(SECRET_RULE, secret)])
    if reading is not None and reading.place == DESCRIPTION and not _believed(document, operation, report):
        reading = None
    if reading is not None:
        rule = BY_ID["read-word"]
        return Proposal(rule.mode, rule.risk, rule.id, f"{rule.means}: {reading}, and no word acts")
    named = named_in_answer(document, operation, report)
    if named:
        rule = BY_ID["read-answer"]
        reason = f'{rule.means}: "{named}" of the path names its schema, and no word acts'
        return Proposal(rule.mode, rule.risk, rule.id, reason)
    unproven = Match(BY_ID["unproven-get"], "no reading word leads its name, summary or description")
    return _strongest([unproven], note=LOOKS_LIKE_A_READ)


def _read_by_post(
    document: Document, operation: Operation, phrases: tuple[Phrase, ...], reading: Word, report: Report
) -> Proposal:
    """What another method reads is proposed as a write: only the operator knows."""
    found = [Match(BY_ID["post-search"], f"{reading}")]
    secret = _secret(document, operation, phrases, report)
    if secret:
        found.append(Match(SECRET_RULE, secret))
    return _strongest(found, note=LOOKS_LIKE_A_READ)


def _believed(document: Document, operation: Operation, report: Report) -> bool:
    """Whether a description alone may say that a call reads: its name must not say anything else.

    `rebootDevice: Returns the device` reads nothing, whether or not we know the verb.
    """
    path = {singular(word) for word in split(operation.path)}
    name = {singular(word) for word in split(operation.operation_id or "")} - {operation.method.lower()}
    joined = "".join(sorted(path))
    return has_answer(document, operation, report) and all(
        word in path or word in joined or word.isdigit() for word in name
    )


def _secret(document: Document, operation: Operation, phrases: tuple[Phrase, ...], report: Report) -> str:
    """Why a read reveals a secret; "" if it doesn't."""
    about = thing_of(SECRET_RULE, operation, phrases)
    if about is not None and any(_PUBLIC & set(p.words) for p in phrases if p.place != DESCRIPTION):
        return ""
    # Webhooks are told with what signs or opens them.
    hooks = {"webhook", "hook"} & {singular(word) for word in split(operation.path)}
    shown = secret_in_answer(document, operation, about is not None or bool(hooks), report)
    if shown:
        return f'"{prose.clip(prose.plain(shown), 40)}" in the answer'
    said = f"{operation.summary} {operation.description}"
    if about is None or shown == "" or _CONCEALED.search(said):
        return ""
    return f"{about}, and the answer is not described"


def _written(
    document: Document, operation: Operation, phrases: tuple[Phrase, ...], report: Report
) -> list[Match]:
    """Every writing rule that fits, with its first evidence."""
    found = matches(operation, phrases)
    if not any(match.rule.id == "bulk" for match in found):
        if takes_a_list(document, operation, report):
            found.append(Match(BY_ID["bulk"], "the request body is a list"))
        else:
            many = _many(operation)
            if many is not None:
                found.append(Match(BY_ID["bulk"], f"{many}"))
    if not any(match.rule.id == "business" for match in found):
        found += _stage(document, operation, report)
    return found


def _many(operation: Operation) -> Word | None:
    """Words of the summary or the description's beginning that say that one call changes many."""
    for text, place in ((operation.summary, SUMMARY), (opening(operation.description)[:70], DESCRIPTION)):
        found = _MANY.search(prose.plain(text))
        if found is not None:
            return Word(" ".join(split(found[1])), place)
    return None


def _stage(document: Document, operation: Operation, report: Report) -> list[Match]:
    """A deal whose body may move it to another stage."""
    segments = literal_segments(operation.path)
    if not segments or singular(segments[-1][-1]) not in ("deal", "opportunity"):
        return []
    stage = next((m for m in body_members(document, operation, report) if "stage" in split(m)), None)
    return [] if stage is None else [Match(BY_ID["business"], f"{Word('stage', 'request body')}")]


def _strongest(found: list[Match], note: str = "") -> Proposal:
    """The strictest rule's reason, and behind it what raised the tier or the mode beyond that rule."""
    order = [rule.id for rule in (SECRET_RULE, *WRITE_RULES)]
    ranked = sorted(found, key=lambda m: (-m.rule.mode.rank, -m.rule.risk, order.index(m.rule.id)))
    first = ranked[0]
    mode, risk = first.rule.mode, first.rule.risk
    reason = f"{first.rule.means}: {first.evidence}"
    higher = next((m for m in ranked if m.rule.risk == max(n.rule.risk for n in found)), first)
    if higher.rule.risk > risk:
        risk = higher.rule.risk
        reason += f"; {higher.rule.means}: {higher.evidence} [{higher.rule.id}]"
    return Proposal(mode, risk, first.rule.id, reason, note)
