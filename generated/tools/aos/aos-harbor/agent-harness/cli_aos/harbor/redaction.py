"""Text and data without secrets, in whatever spelling a vendor says them back.

A secret is looked for as it is; as JSON or HTML text, percent-encoded, also twice; in hex; and in base64,
wherever it stands in what is encoded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

Text = TypeVar("Text", str, bytes)

# What stands in a secret's place; a shorter value than LEAST is no secret, one shorter than WORD
# is one only where no letter or digit touches it.
HIDDEN = "[redacted]"
LEAST, WORD = 4, 8
# Bytes that a byte of a secret becomes at most: `&amp;amp;#x2f;`.
_LONGEST = 16
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# A letter in an escape, with the escape's own first letter escaped any number of times.
_ESCAPE = re.compile(
    r"%(?:25)*([0-7][0-9a-f])|\\(?:u00|x)([0-7][0-9a-f])|&(?:amp;)*#x0*([0-7][0-9a-f]);"
    r"|&(?:amp;)*#0*([0-9]{2,3});|&(?:amp;)*(amp|lt|gt|quot|apos);",
    re.IGNORECASE,
)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


class _Known(NamedTuple):
    """What is looked for."""

    spellings: list[str]
    """Spellings of every secret, the longest first."""
    marks: list[tuple[str, str]]
    """Secrets that may be spelled in a mixture, each with what `_bare` leaves of any: its longest part."""

    @classmethod
    def of(cls, secrets: list[str]) -> _Known:
        """One under LEAST is no secret to anybody; one under WORD has no mixtures."""
        found = {one for secret in secrets if len(secret) >= LEAST for one in _spellings(secret)}
        marks = [(secret, _mark(secret)) for secret in secrets if len(secret) >= WORD]
        return cls(sorted(found, key=lambda one: (-len(one), one)), marks)

    def within(self, text: str) -> _Known:
        """What of it may stand in a text, where that is JSON of ASCII."""
        spellings = [
            spelling
            for spelling in self.possible(text)
            if any(one in text for one in {spelling, json.dumps(spelling)[1:-1]})
        ]
        return _Known(spellings, self.mixed(text))

    def mixed(self, text: str) -> list[tuple[str, str]]:
        """The secrets of which a mixture of spellings may stand in a text."""
        bare = _bare(text) if self.marks else ""
        return [one for one in self.marks if one[1] in bare]

    def possible(self, text: str) -> list[str]:
        """The spellings that may stand in a text: most hold a word that hardly any text has."""
        return _possible(text, self.spellings, [_word(secret) for secret, _ in self.marks])

    def hide(self, text: str) -> str:
        """`text` without any of it."""
        for spelling in self.possible(text):
            if spelling not in text:
                continue
            if len(spelling) < WORD:
                # `prod` is a secret as a word of its own; in `product` it is five letters of the vendor's.
                whole = rf"(?<![A-Za-z0-9]){re.escape(spelling)}(?![A-Za-z0-9])"
                text = re.sub(whole, HIDDEN, text)
            else:
                text = text.replace(spelling, HIDDEN)
        for secret, _ in self.mixed(text):
            # Its pattern is slow to make and to search: where its mark does not stand, nor does it.
            text = _pattern(secret).sub(HIDDEN, text)
        return text


def redact(text: str, secrets: list[str]) -> str:
    """`text` without any of `secrets`."""
    return _Known.of(secrets).hide(text)


def redact_data(data: Any, secrets: list[str]) -> Any:
    """JSON data without any of `secrets`, still JSON: a number that holds one becomes text."""
    text = json.dumps(data, allow_nan=False)
    known = _Known.of(secrets).within(text)
    if not known.spellings and not known.marks:
        return data

    def clean(match: re.Match[str]) -> str:
        token = match[0]
        plain = json.loads(token) if token[0] == '"' else token
        plain = known.hide(plain)
        return token if token[0] != '"' and plain == token else json.dumps(plain)

    # Most tokens of a large answer are numbers, and hardly a secret is one.
    numeric = any(re.fullmatch(r"[0-9.eE+-]+", spelling) for spelling in known.spellings)
    return json.loads((_TOKEN if numeric else _STRING).sub(clean, text))


def redact_pieces(pieces: Iterator[bytes], secrets: list[str]) -> Iterator[bytes]:
    """The bytes of a text without any of `secrets` of WORD letters and more, wherever they are cut."""
    known = _Known.of(secrets)
    plain = [_bytes(one) for one in known.spellings if len(one) >= WORD]
    wide = [one for one in secrets if len(one) >= WORD]
    plain += [
        one.encode(code, "surrogatepass") for one in wide for code in ("utf-16-le", "utf-16-be")
    ]
    words = [_bytes(_word(secret)) for secret, _ in known.marks]
    longest = max([*map(len, plain), *(_LONGEST * len(_bytes(one)) for one, _ in known.marks), 1])
    waiting = b""
    for piece in pieces:
        waiting += piece
        for spelling in _possible(waiting, plain, words):
            waiting = waiting.replace(spelling, HIDDEN.encode())
        for secret, _ in known.mixed(waiting.decode("latin-1")):
            waiting = _pattern_of_bytes(secret).sub(HIDDEN.encode(), waiting)
        # What stands at the end may be the start of one.
        ready = max(0, len(waiting) - longest + 1)
        yield waiting[:ready]
        waiting = waiting[ready:]
    yield waiting


def _possible(text: Text, spellings: list[Text], words: list[Text]) -> list[Text]:
    absent = [word for word in words if word not in text]
    return [one for one in spellings if not any(word in one for word in absent)]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _spellings(secret: str) -> set[str]:
    from html import escape
    from urllib.parse import quote, quote_plus

    content = secret.encode("utf-8", "surrogateescape")
    escaped = json.dumps(secret)[1:-1]
    percent = [quote(content, safe=""), quote(content), quote_plus(content)]
    every = "".join(f"%{byte:02X}" for byte in content)
    lower = [re.sub("%..", lambda match: match[0].lower(), one) for one in (*percent, every)]
    slashes = [one.replace("/", "\\/") for one in (secret, escaped)]
    html = [escape(secret), escape(secret, quote=False)]
    html.append(escape(secret).replace("&", "&amp;"))
    octets = [content.hex(), content.hex().upper()]
    cases = [secret.lower(), secret.upper()]  # Of a header's words, of a host's name.
    found = {
        secret,
        escaped,
        json.dumps(escaped)[1:-1],
        *slashes,
        *html,
        *percent,
        every,
        *lower,
        *octets,
        *cases,
    }
    return found | _base64(content)


def _base64(content: bytes) -> set[str]:
    """What of `content` is the same in base64, wherever it stands in what is encoded.

    Its first and last letters mix with its neighbours; what is left is looked for where it is
    long enough to be nobody else's.
    """
    import base64

    found: set[str] = set()
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + content)
        own = encoded[-(-before * 8 // 6) : (before + len(content)) * 8 // 6]
        found |= {own.decode("ascii"), own.translate(bytes.maketrans(b"+/", b"-_")).decode("ascii")}
    whole = base64.b64encode(content).decode("ascii").rstrip("=")
    found |= {whole, whole.translate(str.maketrans("+/", "-_"))}
    return {one for one in found if len(one) >= LEAST}


@lru_cache(maxsize=256)
def _word(secret: str) -> str:
    """The longest word of a secret, which stands in most of its spellings."""
    return str(max(re.findall("[A-Za-z0-9]*", secret), key=len))


def _mark(secret: str) -> str:
    """What of a secret every mixture has once its escapes are undone: its longest run of plain letters."""
    return str(max(re.findall(r"[!-*,-\[\]-~]*", secret), key=len)).lower()


def _bare(text: str) -> str:
    """A text in small letters whose escapes of ASCII are undone, in whatever way each is written."""

    def undone(match: re.Match[str]) -> str:
        number = match[1] or match[2] or match[3]
        if number or match[4]:
            return chr(int(number, 16) if number else int(match[4]))
        return _NAMED[match[5].lower()]

    # Backslashes stand before quotes and slashes too: they are no part of a mark.
    return _ESCAPE.sub(undone, text).replace("\\", "").lower()


@lru_cache(maxsize=256)
def _pattern(secret: str) -> re.Pattern[str]:
    return re.compile(_mixed(secret), re.IGNORECASE)


@lru_cache(maxsize=256)
def _pattern_of_bytes(secret: str) -> re.Pattern[bytes]:
    return re.compile(_bytes(_mixed(secret)), re.IGNORECASE)


def _mixed(secret: str) -> str:
    """A pattern, blind to case, of a secret whose characters are each written in any way."""
    # Backslashes one after the other could be divided in too many ways.
    return "".join(map(_ways, re.findall(r"\\+|[^\\]", secret)))


def _ways(one: str) -> str:
    character, times = one[0], f"{{{len(one)}}}" if len(one) > 1 else ""
    point = ord(character)
    octets = "".join(rf"%(?:25){{0,6}}{octet:02X}" for octet in _bytes(character))
    units = json.dumps(character)[2:-1].split("\\u")[-2:] if point > 0xFFFF else [f"{point:04X}"]
    escape = "".join(rf"\\{{1,4}}u{unit.removeprefix('u')}" for unit in units)
    escape += rf"|\\{{1,4}}x{point:02X}" if point < 0x80 else ""
    named = "".join(f"|{name};" for name, said in _NAMED.items() if said == character)
    entity = rf"&(?:amp;){{0,2}}(?:#(?:{point}|x{point:X});{named})"
    ways = [f"(?:{way}){times}" for way in (octets, escape, entity)]
    if character == "\\":
        ways.append(rf"\\{{{len(one)},{4 * len(one)}}}")
    else:
        ways.append((r"\\{0,4}" if character in "\"'/" else "") + re.escape(character))
    return f"(?:{'|'.join([*ways, '[+]'] if one == ' ' else ways)})"
