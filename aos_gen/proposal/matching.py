"""Phrases to the rules that fit them, each with the word that speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.document.operations import Operation
from aos_gen.proposal.lexicon import DETERMINERS, READING
from aos_gen.proposal.phrases import DESCRIPTION, NAME, PATH, SUMMARY, Phrase, Word, literal_segments
from aos_gen.proposal.rules import SECRET_RULE, WRITE_RULES, Rule, Things
from aos_gen.proposal.words import singular, split, vocabulary


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits, and the words that say so."""

    rule: Rule
    evidence: str


def matches(operation: Operation, phrases: tuple[Phrase, ...]) -> list[Match]:
    found: list[Match] = []
    if any(p.verb is not None and p.place in (NAME, SUMMARY) for p in phrases):
        # A description is about many things: it is asked only where nothing else says what is done.
        phrases = tuple(p for p in phrases if p.place != DESCRIPTION)
    for rule in WRITE_RULES:
        if rule.unless & _excuses(rule, operation, phrases):
            continue
        evidence = _led(rule, operation, phrases) or thing_of(rule, operation, phrases)
        if evidence is not None:
            found.append(Match(rule, f"{evidence}"))
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


def thing_of(rule: Rule, operation: Operation, phrases: tuple[Phrase, ...]) -> Word | None:
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
