"""Vendors' texts to words, and words to what they say: a verb in one of its forms, or a thing.

Words are whole words: `listDeletedUsers` is `list deleted users`, and `settings` holds no `set`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aos_gen.plan import naming

BASE, S, ING, ED = "base", "s", "ing", "ed"


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, for tables."""
    return frozenset(text.split())


_VOWELS = "aeiou"
# Verbs whose last consonant is doubled: stop, stopping.
_DOUBLED = vocabulary(
    "stop ship drop ban cancel run set get put submit transfer refer commit permit pin unpin swap plan trim "
    "step map wrap tag untag snap scan log begin reset kick-off unban equip prefer label"
)
_IRREGULAR = {
    "send": "sent",
    "resend": "resent",
    "find": "found",
    "get": "got",
    "run": "ran",
    "rerun": "reran",
    "read": "read",
    "put": "put",
    "set": "set",
    "reset": "reset",
    "pay": "paid",
    "buy": "bought",
    "sell": "sold",
    "make": "made",
    "build": "built",
    "show": "shown",
    "take": "taken",
    "give": "given",
    "withdraw": "withdrawn",
    "undo": "undone",
    "begin": "begun",
    "see": "seen",
    "write": "written",
    "overwrite": "overwritten",
    "forget": "forgotten",
    "leave": "left",
    "hold": "held",
    "cut": "cut",
    "split": "split",
}
_SINGULARS = {
    "cookies": "cookie",
    "movies": "movie",
    "series": "series",
    "species": "species",
    "caches": "cache",
    "menus": "menu",
    "aliases": "alias",
    "indices": "index",
    "matrices": "matrix",
    "vertices": "vertex",
    "analyses": "analysis",
    "children": "child",
    "people": "person",
    "statuses": "status",
    "bonuses": "bonus",
    "buses": "bus",
    "campuses": "campus",
    "censuses": "census",
    "viruses": "virus",
    "calories": "calorie",
    "ties": "tie",
    "corpuses": "corpus",
}
_PAIRS = frozenset({("log", "out"), ("log", "in"), ("sign", "out"), ("sign", "in"), ("look", "up")})
_ARTICLES = ("a", "an", "the", "my", "all")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as it was written: its lemma and which of its forms it is."""

    lemma: str
    form: str


def split(text: str) -> tuple[str, ...]:
    """The words of an identifier or of prose, in lower case and ASCII; `log out` is one word."""
    found: list[str] = []
    for word in naming.words(re.sub(r"['\u2019]s\b", "", text)):
        if found and (found[-1], word) in _PAIRS:
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


def forms(verb: str) -> dict[str, str]:
    """Every form of a verb, and which it is: delete, deletes, deleting, deleted."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if verb in _DOUBLED and not verb.endswith("e"):
        stem = verb + verb[-1]
    ends_in_y = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    found = {
        (verb[:-1] + "ies" if ends_in_y else verb + "es" if _hisses(verb) else verb + "s"): S,
        (verb + "ing" if ends_in_y else stem + "ing"): ING,
        _IRREGULAR.get(verb, verb[:-1] + "ied" if ends_in_y else stem + "ed"): ED,
    }
    if verb in _DOUBLED:  # American spelling: canceled, canceling.
        found |= {verb + "ing": ING, verb + "ed": ED}
    return found | {verb: BASE}


def _hisses(verb: str) -> bool:
    return verb.endswith(("s", "x", "z", "ch", "sh", "o"))


def verb_table(lemmas: frozenset[str]) -> dict[str, Verb]:
    """Written form to verb, for all of these verbs; a base form is never another verb's form."""
    table = {form: Verb(lemma, kind) for lemma in sorted(lemmas) for form, kind in forms(lemma).items()}
    table |= {lemma: Verb(lemma, BASE) for lemma in lemmas}
    for lemma in lemmas:
        # `Createapost`: an identifier whose capitals were lost.
        for article in _ARTICLES:
            table.setdefault(lemma + article, Verb(lemma, BASE))
    return table


@cache
def singular(word: str) -> str:
    """`policies` -> policy, `addresses` -> address, `keys` -> key; what is no plural stays."""
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")
