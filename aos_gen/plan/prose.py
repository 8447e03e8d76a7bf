"""Vendors' prose to short plain lines that are safe to show anywhere."""

from __future__ import annotations

import html
import re
import unicodedata

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9`\"'(])")


def plain(text: object) -> str:
    """One line without markup, control, bidi or zero-width characters; "" for what is not text."""
    if not isinstance(text, str):
        return ""
    text = re.sub(r"[*_]{2,}|^#+\s*|`{2,}", "", line(html.unescape(_TAG.sub(" ", _LINK.sub(r"\1", text)))))
    return re.sub(r"\s+", " ", text).strip()


def line(text: str) -> str:
    """One line without control, bidi or zero-width characters, its markup as it is."""
    if text.isprintable():  # No control, no format character: most texts, and the slow way finds nothing.
        return re.sub(r"\s+", " ", text).strip()
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    return re.sub(r"\s+", " ", text).strip()


def clip(text: str, length: int) -> str:
    """`text` cut at a word within `length` characters, with `...` where it was cut."""
    if len(text) <= length:
        return text
    return text[: length - 3].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "..."


def sentence(text: object, length: int = 160) -> str:
    """The first sentence of `text` as one plain line, without its full stop."""
    line = plain(text)
    first = _SENTENCE.split(line, maxsplit=1)[0] if line else ""
    clipped = clip(first, length)
    return clipped if clipped.endswith("...") else clipped.removesuffix(".")
