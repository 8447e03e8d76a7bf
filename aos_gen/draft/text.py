"""Values and vendors' texts to pieces of YAML: scalars that read back as they were, comments of one line."""

from __future__ import annotations

import json
import re

from aos_gen.plan import prose

# What is a text in every version of YAML when nothing stands around it.
_PLAIN = re.compile(r"[A-Za-z_/][A-Za-z0-9_./-]*( [A-Za-z0-9_./{}-]+)*")
# What YAML 1.1 or 1.2 reads as something else.
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
_WIDEST = 110


def scalar(text: str, *, inside: bool = False) -> str:
    """A text as a YAML scalar, in quotes where it could be read as anything else.

    `inside` a mapping on one line, where braces are no text.
    """
    if (
        _PLAIN.fullmatch(text)
        and not (inside and "{" in text)
        and text.lower() not in _WORDS
        and not text.endswith((":", "."))
    ):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    # JSON leaves some characters bare that end a line in YAML, or that no file should hold.
    return re.sub(
        r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\U00010000-\U0010ffff]|[\u2028\u2029]", _escaped, quoted
    )


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def flow(**members: object) -> str:
    """A mapping on one line: `{operation: listTickets, mode: readonly, risk: 1}`."""
    written = (
        f"{key.rstrip('_')}: {scalar(value, inside=True) if isinstance(value, str) else value}"
        for key, value in members.items()
        if value not in (None, "", {})
    )
    return "{" + ", ".join(written) + "}"


def comment(text: str, indent: int = 0, width: int = _WIDEST) -> str:
    """A vendor's or our own text as one comment line."""
    room = max(20, width - indent - 2)
    return f"{' ' * indent}# {prose.clip(prose.plain(text), room)}"


def wrapped(text: str, indent: int = 0, width: int = _WIDEST) -> list[str]:
    """A text of ours as comment lines, broken between words."""
    lines: list[str] = []
    current = ""
    for word in prose.line(text).split():
        if current and len(current) + len(word) + 1 > width - indent - 2:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [f"{' ' * indent}# {line}" for line in [*lines, current] if line]
