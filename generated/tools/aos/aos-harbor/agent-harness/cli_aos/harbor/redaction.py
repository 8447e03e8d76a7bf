"""Text and data without secrets, in whatever spelling a vendor says them back.

A secret is looked for as it is; as JSON or HTML text, percent-encoded, also twice; in hex; and in base64,
wherever it stands in what is encoded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

Text = TypeVar("Text", str, bytes)

# What stands in a secret's place; a shorter value than LEAST is no secret, one shorter than WORD
# is one only where no letter or digit touches it.
HIDDEN = "[redacted]"
LEAST, WORD = 4, 8
# Bytes that a byte of a secret becomes at most: `&amp;amp;#x2f;`.
_LONGEST = 16
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


class _Known(NamedTuple):
    """What is looked for."""

    spellings: list[str]
    """Spellings of every secret, the longest first."""
    marks: list[tuple[str, list[str]]]
    """Secrets with what stands in each mixture of spellings: its longest word, written in one way."""

    @classmethod
    def of(cls, secrets: list[str]) -> _Known:
        """One under LEAST is no secret to anybody; one under WORD has no mixtures."""
        found = {one for secret in secrets if len(secret) >= LEAST for one in _spellings(secret)}
        marks = [(secret, _marks(secret)) for secret in secrets if len(secret) >= WORD]
        return cls(sorted(found, key=lambda one: (-len(one), one)), marks)

    def within(self, text: str) -> _Known:
        """What of it may stand in a text, where that is JSON of ASCII."""
        spellings = [
            spelling
            for spelling in self.possible(text)
            if any(one in text for one in {spelling, json.dumps(spelling)[1:-1]})
        ]
        marks = [one for one in self.marks if any(mark in text for mark in one[1])]
        return _Known(spellings, marks)

    def possible(self, text: str) -> list[str]:
        """The spellings that may stand in a text: most hold a word that hardly any text has."""
        return _possible(text, self.spellings, [marks[0] for _, marks in self.marks])

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
        for secret, marks in self.marks:
            # Its pattern is slow to make and to search: where no mark of it stands, it does not.
            if any(mark in text for mark in marks):
                text = re.sub(_mixed(secret), HIDDEN, text)
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
    mixed = [(secret, [_bytes(mark) for mark in marks]) for secret, marks in known.marks]
    words = [marks[0] for _, marks in mixed]
    longest = max([*map(len, plain), *(_LONGEST * len(_bytes(one)) for one, _ in mixed), 1])
    waiting = b""
    for piece in pieces:
        waiting += piece
        for spelling in _possible(waiting, plain, words):
            waiting = waiting.replace(spelling, HIDDEN.encode())
        for secret, marks in mixed:
            if any(mark in waiting for mark in marks):
                waiting = re.sub(_bytes(_mixed(secret)), HIDDEN.encode(), waiting)
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


def _marks(secret: str) -> list[str]:
    """What stands in a secret, however it is written: its longest word, or the first letter of that."""
    word = max(re.findall("[A-Za-z0-9]*", secret), key=len)
    if not word:
        return [""]
    ways = (
        "%{:02X}",
        "%{:02x}",
        "%25{:02X}",
        "%25{:02x}",
        "u{:04x}",
        "u{:04X}",
        "#{};",
        "#x{:x};",
        "#x{:X};",
    )
    return [word, *{way.format(ord(word[0])) for way in ways}]


def _mixed(secret: str) -> str:
    """A pattern of a secret whose characters are each written in any way, as vendors mix them."""
    # Backslashes one after the other could be divided in too many ways.
    return "".join(map(_ways, re.findall(r"\\+|[^\\]", secret)))


def _ways(one: str) -> str:
    character, times = one[0], f"{{{len(one)}}}" if len(one) > 1 else ""
    point = ord(character)
    octets = "".join(rf"%(?:25){{0,6}}(?i:{octet:02X})" for octet in _bytes(character))
    units = json.dumps(character)[2:-1].split("\\u")[-2:] if point > 0xFFFF else [f"{point:04X}"]
    escape = "".join(rf"\\{{1,4}}(?i:u{unit.removeprefix('u')})" for unit in units)
    named = "".join(f"|{name};" for name, said in _NAMED.items() if said == character)
    entity = rf"&(?:amp;){{0,2}}(?:#(?:{point}|[xX](?i:{point:X}));{named})"
    ways = [f"(?:{way}){times}" for way in (octets, escape, entity)]
    if character == "\\":
        ways.append(rf"\\{{{len(one)},{4 * len(one)}}}")
    else:
        ways.append((r"\\{0,4}" if character in "\"'/" else "") + re.escape(character))
    return f"(?:{'|'.join([*ways, '[+]'] if one == ' ' else ways)})"
