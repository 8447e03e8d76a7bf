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
    Secret,
    body_members,
    named_in_answer,
    secret_in_answer,
    takes_a_list,
)
from aos_gen.proposal.lexicon import DETERMINERS, NOT_BY_POST, READING
from aos_gen.proposal.phrases import (
    DESCRIPTION,
    NAME,
    PATH,
    SUMMARY,
    Phrase,
    Word,
    literal_segments,
    opening,
    phrases_of,
)
from aos_gen.proposal.rules import BY_ID, SECRET_RULE, WRITE_RULES, Rule, Things
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


@dataclass(frozen=True, slots=True)
class _Match:
    rule: Rule
    evidence: str


def propose(document: Document, operation: Operation, report: Report) -> Proposal:
    """The proposal for one operation; the highest mode and tier of every rule that fits."""
    phrases = phrases_of(operation)
    if operation.method == "DELETE":
        found = [_Match(BY_ID["delete"], "its method is DELETE"), *_matches(operation, phrases)]
        return _strongest(found)
    reading = _reading(phrases)
    if operation.method in SAFE_METHODS:
        acting = _acting(phrases, firm=any(p.reads and not p.derived for p in phrases if p.place != PATH))
        if acting is None:
            return _read(document, operation, phrases, reading, report)
        # A word that may as well be a thing opens no rule about things: it is not known to be a write.
        sure = any(phrase.acts for phrase in phrases)
        found = _written(document, operation, phrases, report) if sure else []
        return _strongest([*found, _Match(BY_ID["acting-get"], f"{acting}")])
    watched = any(p.verb is not None and p.verb.lemma in NOT_BY_POST for p in phrases)
    if reading is not None and not watched and _acting(phrases, firm=True) is None:
        return _read_by_post(document, operation, phrases, reading, report)
    found = _written(document, operation, phrases, report)
    return _strongest([*found, _Match(BY_ID["write"], f"its method is {operation.method}")])


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
        return _strongest([_Match(SECRET_RULE, secret)])
    if reading is not None:
        rule = BY_ID["read-word"]
        return Proposal(rule.mode, rule.risk, rule.id, f"{rule.means}: {reading}, and no word acts")
    named = named_in_answer(document, operation, report)
    if named:
        rule = BY_ID["read-answer"]
        reason = f'{rule.means}: "{named}" of the path names its schema, and no word acts'
        return Proposal(rule.mode, rule.risk, rule.id, reason)
    unproven = _Match(BY_ID["unproven-get"], "no reading word leads its name, summary or description")
    return _strongest([unproven], note=LOOKS_LIKE_A_READ)


def _read_by_post(
    document: Document, operation: Operation, phrases: tuple[Phrase, ...], reading: Word, report: Report
) -> Proposal:
    """What another method reads is proposed as a write: only the operator knows."""
    found = [_Match(BY_ID["post-search"], f"{reading}")]
    secret = _secret(document, operation, phrases, report)
    if secret:
        found.append(_Match(SECRET_RULE, secret))
    return _strongest(found, note=LOOKS_LIKE_A_READ)


def _secret(document: Document, operation: Operation, phrases: tuple[Phrase, ...], report: Report) -> str:
    """Why a read reveals a secret; "" if it doesn't."""
    about = _thing(SECRET_RULE, operation, phrases)
    if about is not None and any(_PUBLIC & set(p.words) for p in phrases if p.place != DESCRIPTION):
        return ""
    shown = secret_in_answer(document, operation, about is not None, report)
    if isinstance(shown, Secret):
        return f'"{prose.clip(prose.plain(shown.name), 40)}" in the answer'
    if about is None or shown is False:
        return ""
    said = f"{operation.summary} {operation.description}"
    return "" if _CONCEALED.search(said) else f"{about}, and the answer is not described"


def _written(
    document: Document, operation: Operation, phrases: tuple[Phrase, ...], report: Report
) -> list[_Match]:
    """Every writing rule that fits, with its first evidence."""
    found = _matches(operation, phrases)
    if not any(match.rule.id == "bulk" for match in found):
        if takes_a_list(document, operation, report):
            found.append(_Match(BY_ID["bulk"], "the request body is a list"))
        else:
            many = _many(operation)
            if many is not None:
                found.append(_Match(BY_ID["bulk"], f"{many}"))
    if not any(match.rule.id == "business" for match in found):
        found += _stage(document, operation, report)
    return found


def _matches(operation: Operation, phrases: tuple[Phrase, ...]) -> list[_Match]:
    found: list[_Match] = []
    if any(p.verb is not None and p.place in (NAME, SUMMARY) for p in phrases):
        # A description is about many things: it is asked only where nothing else says what is done.
        phrases = tuple(p for p in phrases if p.place != DESCRIPTION)
    for rule in WRITE_RULES:
        if rule.unless & _excuses(rule, operation, phrases):
            continue
        evidence = _led(rule, operation, phrases) or _thing(rule, operation, phrases)
        if evidence is not None:
            found.append(_Match(rule, f"{evidence}"))
    return found


def _excuses(rule: Rule, operation: Operation, phrases: tuple[Phrase, ...]) -> frozenset[str]:
    """The verbs of the texts, and the last word of the path, unless it ends a thing of the rule."""
    verbs = {p.verb.lemma for p in phrases if p.verb is not None and p.place != DESCRIPTION}
    segments = literal_segments(operation.path)
    if segments and _at_end(rule.things | rule.objects, segments[-1]) is None:
        verbs.add(segments[-1][-1])
    return frozenset(verbs)


def _led(rule: Rule, operation: Operation, phrases: tuple[Phrase, ...]) -> Word | None:
    """The verb of the rule that leads a text, or that acts in it."""
    for phrase in phrases:
        acting = [*phrase.acts, *(phrase.hints if phrase.place == PATH else ())]
        if phrase.verb is not None and (phrase.verb.lemma not in READING):
            acting.append((phrase.verb, phrase.written))
        for verb, written in acting:
            if verb.lemma not in rule.verbs:
                continue
            if rule.on and not any(_about(rule.on, other) for other in phrases if other.place != DESCRIPTION):
                continue
            return Word(written, phrase.place)
    return None


def _about(things: Things, phrase: Phrase) -> bool:
    return _find(things, phrase.words) is not None


def _thing(rule: Rule, operation: Operation, phrases: tuple[Phrase, ...]) -> Word | None:
    """The thing of the rule that is written to: anywhere in the path or in an object, or at its end."""
    for phrase in phrases:
        if phrase.place == PATH:
            found = _in_path(rule, operation, phrase)
        else:
            found = _find(rule.things, phrase.object)
            if found is None and (phrase.place != DESCRIPTION or rule is not SECRET_RULE):
                found = _at_end(rule.objects, phrase.object)
            if rule.id == "bulk":
                found = found or _find(rule.things, phrase.words[:3])
        if found is not None:
            return Word(found, phrase.place)
    for tag in operation.tags if rule.id in _TAGGED else ():
        words = split(tag)
        if _at_end(rule.things, words) == " ".join(words) or _at_end(rule.objects, words) == " ".join(words):
            return Word(" ".join(words), "tag")
    return None


_TAGGED = ("credentials", "webhooks")


def _in_path(rule: Rule, operation: Operation, phrase: Phrase) -> str | None:
    for segment in literal_segments(operation.path):
        found = _find(rule.things, segment)
        if found is not None:
            return found
    return _at_end(rule.objects, phrase.object)


def _find(things: Things, words: tuple[str, ...]) -> str | None:
    """The first of the things that stands in the words, as it is written there."""
    plain = [singular(word) for word in words]
    for index, word in enumerate(plain):
        if (
            word == "secret"
            and plain[index + 1 : index + 2] == ["scanning"]
            and things is not SECRET_RULE.things
        ):
            continue
        for thing in _BY_FIRST.get(word, ()):
            if thing in things and tuple(plain[index : index + len(thing)]) == thing:
                return " ".join(words[index : index + len(thing)])
        joined = _JOINED.get(word)
        if joined in things:
            return words[index]
    return None


def _at_end(things: Things, words: tuple[str, ...]) -> str | None:
    for length in (1, 2, 3):
        last = words[-length:]
        if length == 1 and last and singular(last[0]) in _ALONE and set(words[:-1]) - _PLAIN:
            continue  # `property keys` open nothing
        if len(last) == length and tuple(singular(word) for word in last) in things:
            return " ".join(last)
    return None


_ALONE = ("key", "property", "check", "letter", "endpoint", "ip", "scheme", "domain", "price", "subscription")
_PLAIN = DETERMINERS | vocabulary(
    "new existing single specific given client session api recurring customer installment billing paid "
    "sending"
)


def _index() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for rule in (SECRET_RULE, *WRITE_RULES):
        for thing in sorted(rule.things | rule.objects | rule.on):
            found.setdefault(thing[0], []).append(thing)
    return {word: sorted(set(things), key=lambda one: (-len(one), one)) for word, things in found.items()}


_BY_FIRST = _index()
# Identifiers without capitals: `paymentmethod`, `creditmemo`.
_JOINED = {"".join(thing): thing for things in _BY_FIRST.values() for thing in things if len(thing) > 1}


def _many(operation: Operation) -> Word | None:
    """Words of the summary or the description's beginning that say that one call changes many."""
    for text, place in ((operation.summary, SUMMARY), (opening(operation.description)[:70], DESCRIPTION)):
        found = _MANY.search(prose.plain(text))
        if found is not None:
            return Word(" ".join(split(found[1])), place)
    return None


def _stage(document: Document, operation: Operation, report: Report) -> list[_Match]:
    """A deal whose body may move it to another stage."""
    segments = literal_segments(operation.path)
    if not segments or singular(segments[-1][-1]) not in ("deal", "opportunity"):
        return []
    stage = next((m for m in body_members(document, operation, report) if "stage" in split(m)), None)
    return [] if stage is None else [_Match(BY_ID["business"], f"{Word('stage', 'request body')}")]


def _strongest(found: list[_Match], note: str = "") -> Proposal:
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
