"""An operation's texts to phrases: where each stands, which verb leads it, and what that verb is done to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aos_gen.document.operations import Operation
from aos_gen.plan import prose
from aos_gen.proposal.lexicon import (
    ACTING,
    CONJUNCTIONS,
    DETERMINERS,
    FILLERS,
    NEGATIONS,
    NOUNS_TOO,
    PREPOSITIONS,
    READ_NOUNS,
    READING,
    VERBS,
)
from aos_gen.proposal.words import BASE, ED, ING, S, Verb, singular, split, vocabulary

NAME, PATH, SUMMARY, DESCRIPTION = "operationId", "path", "summary", "description"

# Behind these a verb is a thing: `bulk-delete-jobs`, `delete-requests`.
_KINDS = vocabulary(
    """job status state request history log result event setting option template preview task queue type count
    stat statistic report schedule summary batch record operation run token url link"""
)
_VERSION = re.compile(r"v?\d+(\.\d+)*(alpha|beta)?\d*|api|rest|wp|json|beta|latest|services?", re.IGNORECASE)
_FORMAT = re.compile(r"\.(json|xml|csv|php)$", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?:])\s+(?=[A-Z(\[])")
# What a call that goes on from another one ends in.
_TAILS = ("check", "status", "start", "finish")
_MEASURES = vocabulary("order list set number type kind bill balance amount status batch copy")
_FETCHING = ("get", "read", "retrieve", "fetch", "find")
# `can_delete` asks, and deletes nothing.
_MODAL = vocabulary("can is has was check may should")
_ENABLING = ("allows", "allow", "lets", "enables", "permits", "used", "use")
# What a description starts with before it says anything.
_PREFACES = re.compile(
    r"^(required scopes?|scopes?|permissions?|warning|note|deprecated|closing down|oauth|to use"
    r"|you (must|need)|access|by default|\[|>|link)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of evidence: as it was written, and where it stood."""

    text: str
    place: str

    def __str__(self) -> str:
        return f'"{self.text}" in the {self.place}'


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text of an operation. `verb` leads it, if any; `object` is what the verb is done to."""

    place: str
    words: tuple[str, ...]
    verb: Verb | None = None
    written: str = ""
    object: tuple[str, ...] = ()
    acts: tuple[tuple[Verb, str], ...] = ()
    """Verbs that act, as they were written, whatever else the phrase says."""
    hints: tuple[tuple[Verb, str], ...] = ()
    """Words that may be verbs that act, or things."""
    derived: bool = False
    """Whether it only repeats method and path: then it says nothing that they don't."""

    @property
    def reads(self) -> bool:
        """Whether a reading verb leads it and nothing in it acts."""
        return self.verb is not None and self.verb.lemma in READING and not self.acts


def phrases_of(operation: Operation) -> tuple[Phrase, ...]:
    """Every phrase of the operation: its name, its path, its summary, its description's first sentences."""
    found = [_name(operation), _path(operation.path)]
    summary = split(_cleaned(operation.summary))
    if operation.summary.strip() != operation.operation_id:  # Dropbox repeats its identifiers there.
        found.append(_prose(SUMMARY, summary))
    found.append(_prose(DESCRIPTION, split(opening(operation.description))))
    return tuple(phrase for phrase in found if phrase.words)


def _name(operation: Operation) -> Phrase:
    """The part of the operationId that its author chose."""
    written = operation.operation_id or ""
    suffix = "_" + re.sub(r"\W", "_", operation.path.strip("/")) + "_" + operation.method.lower()
    if written.lower().endswith(suffix.lower()):  # FastAPI's: the function's name, the path, the method.
        written = written[: -len(suffix)]
    parts = re.split(r"[/.]", re.sub(r"[/.](continue|next|v\d+)$", "", written))
    part = f"{parts[-2]} {parts[-1]}" if len(parts) > 2 and parts[-1] in _TAILS else parts[-1]
    words = tuple(word for word in split(part) if not _VERSION.fullmatch(word))
    method = operation.method.lower()
    if words[:1] == (method,) and _derived(words[1:], operation.path):
        # It repeats method and path, which are looked at by themselves.
        verb = VERBS["get"] if method == "get" else None
        return Phrase(NAME, words, verb, words[0] if verb else "", derived=True)
    return _identifier(NAME, words)


def _derived(words: tuple[str, ...], path: str) -> bool:
    """Whether an identifier only repeats the path: it is no evidence of its own."""
    parts = {singular(word) for word in split(path)} | {"".join(split(part)) for part in path.split("/")}
    return bool(words) and all(singular(word) in parts or word in parts for word in words)


def literal_segments(path: str) -> list[tuple[str, ...]]:
    """The words of each segment that is no variable and no version: `/v1/users/{id}/cancel`."""
    found = []
    path = _FORMAT.sub("", path.partition("?")[0].partition("#")[0])
    for segment in re.split(r"[/:]", path):
        if _VERSION.fullmatch(segment):
            continue
        words = split(re.sub(r"\{[^{}]*\}|\(.*", " ", segment))
        if words:
            found.append(words)
    return found


def _path(path: str) -> Phrase:
    """The path as a phrase: its last segment may be a verb, what stands before it is its object."""
    segments = literal_segments(path)
    if not segments:
        return Phrase(PATH, ())
    last = segments[-1]
    words = tuple(word for segment in segments for word in segment)
    verb = VERBS.get(last[0])
    if verb is None or verb.form != BASE:
        tail = VERBS.get(last[-1])
        asks = _MODAL & set(last[:-1])
        if len(last) > 1 and tail is not None and tail.form == BASE and _plainly(tail) and not asks:
            return Phrase(PATH, words, tail, last[-1], last[:-1], ((tail, last[-1]),))
        return Phrase(PATH, words, object=last)
    rest = last[1:]
    before = segments[-2] if len(segments) > 1 else ()
    thing = rest or before
    if verb.lemma not in ACTING:
        ends_in_word = path.rstrip("/").endswith(last[-1]) or "(" in path
        noun = verb.lemma in READ_NOUNS and not ends_in_word
        return Phrase(PATH, words, None if noun else verb, last[0], last if noun else thing)
    if rest and singular(rest[-1]) in _KINDS:
        return Phrase(PATH, words, object=last)
    if _plainly(verb) or rest:
        acts = () if verb.lemma in NOUNS_TOO else ((verb, last[0]),)
        hints = ((verb, last[0]),) if verb.lemma in NOUNS_TOO else ()
        return Phrase(PATH, words, verb, last[0], thing, acts, hints)
    return Phrase(PATH, words, verb, last[0], thing, hints=((verb, last[0]),))


def _identifier(place: str, words: tuple[str, ...]) -> Phrase:
    """An identifier's verb stands first or last: `listUsers`, `Invoice-Read`, `endpoint.rotate-secret`."""
    head = _leading(words, titles=False)
    tail = VERBS.get(words[-1]) if len(words) > 1 else None
    asks = bool(_MODAL.intersection(words[1:-1]))
    if tail is not None and tail.form == BASE and (_plainly(tail) or _says(tail)) and not asks:
        led = words[head] if head is not None else ""
        if head is None or VERBS[led].form == S or VERBS[led].lemma in NOUNS_TOO | READ_NOUNS:
            return _phrase(place, words, len(words) - 1, words[:-1])
    if head is not None and VERBS[words[head]].lemma in NOUNS_TOO:
        for index in range(head + 1, len(words)):
            if words[index] in _FETCHING:  # `Bill-GetById`
                return _phrase(place, words, index, words[:index])
    if head is not None:
        return _phrase(place, words, head, _object(words[head + 1 :]))
    inner = [i for i, word in enumerate(words) if (v := VERBS.get(word)) and v.form == BASE and _says(v)]
    if inner:
        return _phrase(place, words, inner[-1], _object(words[inner[-1] + 1 :]) or words[: inner[-1]])
    return _phrase(place, words, None, words)


def _prose(place: str, words: tuple[str, ...]) -> Phrase:
    head = _leading(words, titles=True)
    if head is not None:
        return _phrase(place, words, head, _object(words[head + 1 :]))
    tail = VERBS.get(words[-1]) if 1 < len(words) < 5 else None
    if tail is not None and tail.form == BASE and (_plainly(tail) or _says(tail)):
        return _phrase(place, words, len(words) - 1, words[:-1])
    # Prose that no verb leads is about anything: only a title is about what it does something to.
    return _phrase(place, words, None, _object(words) if place == SUMMARY else ())


def _phrase(place: str, words: tuple[str, ...], head: int | None, thing: tuple[str, ...]) -> Phrase:
    verb = VERBS[words[head]] if head is not None else None
    acts: list[tuple[Verb, str]] = []
    hints: list[tuple[Verb, str]] = []
    for index, word in enumerate(words):
        found = VERBS.get(word)
        if found is None or found.lemma not in ACTING or found.form in (ED, ING) and index != head:
            continue
        if (NEGATIONS | _MODAL) & set(words[max(0, index - 2) : index]) and index != head:
            continue
        if index == head:
            # A thing in the plural, or one word that is a thing as well, is no more than a hint.
            kind = found.form == BASE and bool(thing) and singular(thing[-1]) in _KINDS
            thing_too = found.lemma in NOUNS_TOO and (found.form == S or len(words) == 1 or kind)
            (hints if thing_too else acts).append((found, word))
        elif index > 0 and words[index - 1] in CONJUNCTIONS and verb is not None and found.form == verb.form:
            following = words[index + 1 : index + 2]
            sure = bool(following) and following[0] in DETERMINERS
            if (_plainly(found) and place != DESCRIPTION) or sure:
                acts.append((found, word))
        elif place == DESCRIPTION:
            continue
        elif _plainly(found) and found.form == BASE and not _is_kind(words, index):
            last = index == len(words) - 1
            if verb is None or (last and place == NAME and verb.lemma != found.lemma):
                acts.append((found, word))
        elif verb is None:
            hints.append((found, word))
    written = words[head] if head is not None else ""
    return Phrase(place, words, verb, written, thing, tuple(acts), tuple(hints))


def _leading(words: tuple[str, ...], *, titles: bool) -> int | None:
    """Where the verb stands that leads: the first word that is no filler, if it is a verb."""
    start = 0
    for index, word in enumerate(words[:10]):
        if word in _ENABLING and "to" in words[index + 1 : index + 8]:
            start = words.index("to", index) + 1  # `Allows an app to find`
            break
    for index, word in enumerate(words):
        if index < start:
            continue
        verb = VERBS.get(word)
        if verb is not None and verb.form == ED:
            return None
        if verb is not None and verb.form == ING and not titles:
            return None
        if verb is not None and verb.lemma != "use" and word not in ("call", "request"):
            if verb.form == S and not titles and verb.lemma in NOUNS_TOO | READ_NOUNS:
                return None  # `reports_list`
            return index
        if verb is not None and index == 0 and word in ("use", "call", "request"):
            following = words[1:3]
            if word != "use" and following[:1] != ("this",):
                return index
        if word not in FILLERS or index > 14:
            return None
    return None


def _plainly(verb: Verb) -> bool:
    """Whether the verb acts and is no noun."""
    return verb.lemma in ACTING and verb.lemma not in NOUNS_TOO


def _says(verb: Verb) -> bool:
    """Whether the verb reads and is no noun."""
    return verb.lemma in READING and verb.lemma not in READ_NOUNS or verb.lemma == "list"


def _is_kind(words: tuple[str, ...], index: int) -> bool:
    return any(singular(word) in _KINDS for word in words[index + 1 : index + 4])


def _object(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a verb is done to: the words up to the first preposition."""
    for index, word in enumerate(words):
        if word == "of" and index and words[index - 1] in _MEASURES:
            return _object(words[index + 1 :])  # `the order of fields`
        if word in PREPOSITIONS:
            return words[:index]
    return words


def _cleaned(text: str) -> str:
    return re.sub(
        r"^\W*(closing down|deprecated|beta|preview|legacy)\W+", "", prose.plain(text), flags=re.IGNORECASE
    )


def opening(text: str) -> str:
    """The first sentence that says what happens; requirements and warnings before it are passed over."""
    plain = prose.plain(text[:1200])
    plain = re.sub(r"^(required )?scopes?:?\s*[\w:.]+\s+", "", plain, flags=re.IGNORECASE)
    for sentence in _SENTENCES.split(plain)[:4]:
        if sentence and not _PREFACES.match(sentence):
            return sentence
    return ""
