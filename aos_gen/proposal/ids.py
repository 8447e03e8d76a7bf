"""Operations to command ids: `ticket.list`, `ticket.comment.create`.

The resource is what the call is about, in the singular; its last word is what is done. An id is made
of the operation alone: a shorter one that another operation takes first (the one whose path is shorter)
gets its parent in front, then what sets it apart behind. So the order of the document changes nothing,
and a new operation renames another only where it takes a name of which it is the plainer bearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from aos_gen.document.operations import Operation
from aos_gen.mapping.check import RESERVED_WORDS
from aos_gen.proposal.lexicon import (
    ACTING,
    CONJUNCTIONS,
    DETERMINERS,
    FILLERS,
    PREPOSITIONS,
    READ_NOUNS,
    READING,
    VERBS,
)
from aos_gen.proposal.names import Names
from aos_gen.proposal.phrases import DESCRIPTION, NAME, PATH, SUMMARY, Phrase, literal_segments, phrases_of
from aos_gen.proposal.words import BASE, S, singular, split, vocabulary

# What vendors call the same thing.
_VERBS = {
    **dict.fromkeys(
        ("retrieve", "fetch", "find", "show", "describe", "read", "view", "display", "obtain", "return"),
        "get",
    ),
    **dict.fromkeys(("edit", "modify", "patch", "change", "put"), "update"),
    **dict.fromkeys(("insert", "make", "build", "store"), "create"),
    **dict.fromkeys(("destroy", "erase"), "delete"),
    **dict.fromkeys(("provide", "see"), "get"),
    "query": "search",
    "enumerate": "list",
}
_BY_METHOD = {"PUT": "update", "PATCH": "update", "DELETE": "delete", "HEAD": "check", "OPTIONS": "options"}
_MANY = ("bulk", "batch")
_IDLE = DETERMINERS | vocabulary(
    """new single specific existing given multiple several authenticated authorized current endpoint route api
    for by of in to from and or with on operation request post put get patch mc"""
)
# Built into every connector: another word for the same.
_RESERVED = {
    "health": "health_check",
    "config": "configuration",
    "capabilities": "capability",
    "doctor": "practitioner",
}
_LONGEST = 3


def command_ids(
    operations: Iterable[Operation], connector: str, taken: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The id of each operation by its key. `taken` are ids that stay: of other operations, by their key.

    Every id is valid, none is the prefix of another, and all are tools of different names that fit.
    """
    names = Names(connector)
    for one in (taken or {}).values():
        names.take(one)
    chosen: dict[str, str] = {}
    for operation in sorted(operations, key=_rank):
        chosen[operation.key] = names.first(_candidates(operation), operation.key)
    return chosen


def _rank(operation: Operation) -> tuple[int, int, str, str]:
    """The plainer operation first: whose path is shorter, and then the alphabet's order."""
    segments = operation.path.strip("/").split("/")
    return len(segments), len(operation.path), operation.path, operation.method


def _candidates(operation: Operation) -> Iterator[str]:
    """Ids for the operation, the best first."""
    phrases = {phrase.place: phrase for phrase in phrases_of(operation)}
    segments = literal_segments(operation.path)
    verb, thing = _said(operation, phrases, segments)
    nouns = [_noun(segment, whole=True) for segment in segments if not _is_verb(segment, verb)]
    parents = [noun for noun in nouns if noun and noun != thing]
    thing = thing or (parents.pop() if parents else _fallback(operation))
    before = [parent for parent in reversed(parents) if not _repeats(parent, thing)]
    yield _joined(thing, verb)
    for parent in before[:2]:
        yield _joined(parent, thing, verb)
    tails = list(dict.fromkeys(_tails(operation, phrases, segments, thing, verb)))
    for tail in tails:
        yield _joined(thing, f"{verb}_{tail}")
    for parent in before[:1]:
        for tail in tails:
            yield _joined(parent, thing, f"{verb}_{tail}")
    if len(before) > 1:
        yield _joined(f"{before[1]}_{before[0]}", thing, verb)
        for tail in tails[:3]:
            yield _joined(f"{before[1]}_{before[0]}", thing, f"{verb}_{tail}")
    if len(before) > 2:
        yield _joined(f"{before[2]}_{before[1]}_{before[0]}", thing, verb)
    short = thing.split("_")
    for length in range(len(short) - 1, 0, -1):  # where the connector's name leaves little room
        yield _joined("_".join(short[-length:]), verb)
    yield _joined(thing, verb)


def _said(
    operation: Operation, phrases: dict[str, Phrase], segments: list[tuple[str, ...]]
) -> tuple[str, str]:
    """What is done, and to what, by the name, else the summary, else the path and the method."""
    last = _noun(segments[-1], whole=True) if segments else ""
    ends_in_variable = operation.path.rstrip("/").endswith("}")
    name = phrases.get(NAME)
    silent = name is None or not name.derived  # A name of method and path says enough.
    spoken = next(
        (
            phrase
            for place in (NAME, SUMMARY)
            if silent and (phrase := phrases.get(place)) is not None and phrase.verb is not None
        ),
        None,
    )
    path = phrases.get(PATH)
    if spoken is None and path is not None and path.verb is not None:
        acts = path.verb.lemma in ACTING and (operation.method != "GET" or bool(path.acts))
        if (acts and not ends_in_variable) or path.verb.lemma not in ACTING:
            spoken = path
    described = phrases.get(DESCRIPTION)
    if spoken is None and silent and described is not None and described.verb is not None:
        lemma = described.verb.lemma
        if not (lemma in READING and operation.method != "GET"):
            spoken = Phrase(DESCRIPTION, (), described.verb, object=segments[-1] if segments else ())
    if spoken is None:
        return _by_method(operation, segments, ends_in_variable), last
    assert spoken.verb is not None
    thing = _noun(spoken.object)
    tail = re.sub(r"^.*_", "", last)
    if (
        last
        and (thing == last or thing.endswith(f"_{last}"))
        and not _is_verb(segments[-1], spoken.verb.lemma)
    ):
        thing = last
    elif tail and thing == "":
        thing = "" if _is_verb(segments[-1], spoken.verb.lemma) else last
    verb = _VERBS.get(spoken.verb.lemma, spoken.verb.lemma)
    words = spoken.words
    if verb == "get" and _is_list(operation, spoken, segments, ends_in_variable):
        verb = "list"
    if {"update", "create"} <= set(words) and CONJUNCTIONS & set(words):
        verb = "upsert"
    many = next((word for word in _MANY if word in words and word not in thing.split("_")), "")
    return f"{many}_{verb}" if many else verb, thing


def _is_list(
    operation: Operation, spoken: Phrase, segments: list[tuple[str, ...]], ends_in_variable: bool
) -> bool:
    if operation.method != "GET" or ends_in_variable or not segments:
        return False
    plural = segments[-1][-1]
    return singular(plural) != plural or bool(
        spoken.object and singular(spoken.object[-1]) != spoken.object[-1]
    )


def _by_method(operation: Operation, segments: list[tuple[str, ...]], ends_in_variable: bool) -> str:
    if operation.method == "GET":
        plural = segments[-1][-1] if segments else ""
        return "list" if plural and not ends_in_variable and singular(plural) != plural else "get"
    if operation.method == "POST":
        return "update" if ends_in_variable else "create"
    return _BY_METHOD.get(operation.method, "".join(split(operation.method)) or "call")


def _is_verb(segment: tuple[str, ...], verb: str) -> bool:
    """Whether a segment of the path says what is done: `/cancel`, `/search`, `/sendMessage`."""
    while len(segment) > 1 and (segment[0] in _MANY or segment[0] in FILLERS):
        segment = segment[1:]
    found = VERBS.get(segment[0])
    if found is None or found.form not in (BASE, S):
        return False
    plain = _VERBS.get(found.lemma, found.lemma)
    said = found.form == BASE and (plain == verb or plain in verb.split("_"))
    return said and (
        len(segment) == 1 or found.lemma not in READ_NOUNS or segment[1] in PREPOSITIONS | {"by"}
    )


def _noun(words: tuple[str, ...], *, whole: bool = False) -> str:
    """A thing's name in an id: without idle words, in the singular, three words at most.

    `whole`: a preposition is a part of it, as in a path's `text-to-speech`.
    """
    kept: list[str] = []
    for index, word in enumerate(words):
        if word in PREPOSITIONS and kept:
            if not whole:
                break
            kept.append(word)
        elif (
            word == "api"
            and singular((*words, "")[index + 1]) in ("key", "token", "credential")
            or word not in _IDLE
            and word not in _MANY
            and not (kept and kept[-1] == word)
        ):
            kept.append(word)
    while kept and kept[-1] in PREPOSITIONS:
        kept.pop()
    kept = kept[-_LONGEST:]
    return "_".join([*kept[:-1], singular(kept[-1])]) if kept else ""


def _repeats(parent: str, thing: str) -> bool:
    """`issue.issue_comment` says it twice."""
    return thing == parent or thing.startswith(f"{parent}_") or parent.endswith(f"_{thing}")


def _tails(
    operation: Operation, phrases: dict[str, Phrase], segments: list[tuple[str, ...]], thing: str, verb: str
) -> Iterator[str]:
    """What sets the operation apart from its like, shortest first."""
    said = {*thing.split("_"), *verb.split("_")}
    name = phrases.get(NAME)
    if name is not None:
        for index, word in enumerate(name.words):
            if word in PREPOSITIONS and index + 1 < len(name.words):
                rest = [w for w in name.words[index:] if w not in ("the", "a", "an")][:4]
                yield "_".join(rest)
                break
    ending = segments[-1] if segments else ()
    last = [word for word in ending if singular(word) not in said and word not in said]
    if last:
        yield "_".join(last[:3])
    variables = re.findall(r"\{([^{}]+)\}", operation.path)
    if operation.path.rstrip("/").endswith("}") and variables:
        yield "_".join(("by", *split(variables[-1])[:3]))
    yield operation.method.lower() if operation.method.isascii() and operation.method.isalpha() else "call"
    version = re.search(r"/v(\d+)", operation.path) or re.search(r"v(\d+)$", operation.operation_id or "")
    if version is not None:
        yield f"v{version[1]}"
    behind = split(operation.path.partition("?")[2] or operation.path.partition("#")[2])
    if behind:
        yield "_".join(behind[:3])
    if name is not None:
        yield "_".join([w for w in name.words if w not in said][:4]) or "call"


def _fallback(operation: Operation) -> str:
    """A thing for a path that has no word of its own."""
    tagged = next((noun for tag in operation.tags if (noun := _noun(split(tag)))), "")
    return tagged or "api"


def _joined(*parts: str) -> str:
    """An id of the parts, each made what an id's part may be."""
    cleaned = []
    for part in parts:
        plain = re.sub(r"[^a-z0-9]+", "_", part.lower()).strip("_")
        cleaned.append(f"n_{plain}" if plain[:1].isdigit() else plain or "item")
    first = cleaned[0]
    if first in RESERVED_WORDS:
        cleaned[0] = _RESERVED.get(first, f"{first}_item")
    return ".".join(cleaned)
