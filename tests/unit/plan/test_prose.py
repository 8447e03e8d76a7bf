"""Vendors' prose becomes short plain lines."""

from __future__ import annotations

import unicodedata

import pytest

from aos_gen.plan import prose

PLAIN = {
    "plain text stays": ("List tickets.", "List tickets."),
    "lines become one": ("List\n  tickets\r\n\tnow", "List tickets now"),
    "HTML tags go": ("<p>List <b>tickets</b></p><br/>", "List tickets"),
    "a script's tags go": ("<script src='x'>alert(1)</script>", "alert(1)"),
    "a comparison is no tag": ("if a < b and c > d", "if a < b and c > d"),
    "entities are read": ("Q&amp;A &lt;x&gt; &#39;y&#39;", "Q&A <x> 'y'"),
    "a link leaves its text": ("See [the guide](https://x.example/a) now", "See the guide now"),
    "an image leaves its text": ("![Logo](logo.png) Acme", "Logo Acme"),
    "emphasis goes": ("**List** __tickets__", "List tickets"),
    "one underscore stays": ("per_page and *", "per_page and *"),
    "a heading's sign goes": ("## List tickets", "List tickets"),
    "a code fence goes": ("``x`` and ```y```", "x and y"),
    "single backticks stay": ("the `id`", "the `id`"),
    "terminal escapes lose their escape": ("\x1b[31mred\x1b[0m", "[31mred [0m"),
    "a bell and a null become spaces": ("a\x07b\x00c", "a b c"),
    "bidirectional overrides go": ("a\u202eb\u2066c\u200fd", "abcd"),
    "zero-width characters go": ("a\u200bb\ufeffc\u00add", "abcd"),
    "line and paragraph separators become spaces": ("a\u2028b\u2029c", "a b c"),
    "a lone surrogate goes": ("a\ud800b", "ab"),
    "a private character goes": ("a\ue000b", "ab"),
    "an escape written as an entity goes too": ("a&#27;b&#x202e;c", "abc"),
    "letters of any script stay": ("Ünïcode 日本語", "Ünïcode 日本語"),
    "null is no text": (None, ""),
    "a number is no text": (7, ""),
    "a list is no text": (["a"], ""),
    "nothing stays nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "line"), PLAIN.values(), ids=PLAIN.keys())
def test_plain(text: object, line: str) -> None:
    """Prose becomes one line that holds nothing but what can be seen."""
    assert prose.plain(text) == line
    assert not any(unicodedata.category(c)[0] == "C" for c in prose.plain(text))


CLIP = {
    "short text stays": ("one two", 7, "one two"),
    "long text is cut at a word": ("one two three", 10, "one..."),
    "a stop before the cut goes": ("one, two three", 11, "one..."),
    "one long word is cut anywhere": ("a" * 20, 10, "a" * 7 + "..."),
    "empty text stays": ("", 5, ""),
}


@pytest.mark.parametrize(("text", "length", "clipped"), CLIP.values(), ids=CLIP.keys())
def test_clip(text: str, length: int, clipped: str) -> None:
    """Clipped text is never longer than asked and says that it was cut."""
    assert prose.clip(text, length) == clipped
    assert len(clipped) <= length


SENTENCE = {
    "the first of two": ("List tickets. Newest first.", 160, "List tickets"),
    "a question": ("Is it open? Then close it.", 160, "Is it open?"),
    "a dot within a word is no end": ("Uses v1.2 of e.g. this", 160, "Uses v1.2 of e.g. this"),
    "a sentence that starts with code": ("List. `id` is required.", 160, "List"),
    "a line break ends nothing": ("List\ntickets", 160, "List tickets"),
    "a long one is clipped": ("word " * 10, 13, "word word..."),
    "an ellipsis of our own stays": ("alpha beta gamma. Next.", 13, "alpha..."),
    "what is no text": (None, 160, ""),
}


@pytest.mark.parametrize(("text", "length", "first"), SENTENCE.values(), ids=SENTENCE.keys())
def test_sentence(text: object, length: int, first: str) -> None:
    """The first sentence stands for the whole, without its full stop."""
    assert prose.sentence(text, length) == first


def test_prose_is_read_in_good_time() -> None:
    """Long hostile text costs no more than long honest text."""
    for text in ("<a" * 40_000, "[" * 40_000, "![](" * 20_000, "*_" * 40_000, "`" * 80_000, "# " * 40_000):
        assert prose.sentence(text, 100) is not None
