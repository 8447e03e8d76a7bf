"""Vendors' names to ours: option names, field ids, Python identifiers.

Every rule about names is here. A name that leaves nothing to write in ASCII is refused
by returning "", never repaired into something made up.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable

# Options of every command line (CONTRACT.md, 2).
GLOBAL_OPTIONS = frozenset({"json", "mode", "verbose", "version", "help"})

# Field ids that a workflow node keeps for itself (CONTRACT.md, 2), as snake_case.
WORKFLOW_WORDS = frozenset(
    {
        "type",
        "connector_id",
        "connector_name",
        "connector_category",
        "credential_id",
        "resource",
        "operation",
        "output_mapping",
        "side_effect_level",
        "dry_run_supported",
    }
)

# Keyword arguments that client methods and command calls keep for themselves.
TAKEN_IDENTIFIERS = frozenset(
    {
        *("self", "body", "client", "method", "options", "max_items", "all_pages", "next_url"),
        *("compose", "each", "form", "members", "multipart", "raw", "styled", "under"),
    }
)

# What vendors write behind a name to compare: `StartTime<`, `price!=`.
_COMPARISONS = (
    *(("<=", "at most"), (">=", "at least"), ("!=", "not"), ("<>", "not"), ("<", "below"), (">", "above")),
    *(("!", "not"), ("~", "like"), ("=", "")),
)
_WHEN = {"below": "before", "above": "after", "at most": "until", "at least": "since"}
_TIMES = frozenset({"time", "date", "at", "on", "created", "updated", "start", "end", "timestamp", "expires"})

# Names that the generated modules need for something else: a command of that id gets another function.
TAKEN_FUNCTIONS = frozenset(
    {
        *dir(builtins),
        # attributes of the client
        *("deadline", "evidence", "go_to", "headers", "probe", "request", "settings", "stopped", "timeout"),
        *("verbose",),
        # attributes of the client that stands in for it in the tests
        *("answer", "calls", "pages", "went_to"),
        # what client.py, runtime.py and commands/ import or define
        *("as_items", "as_object", "as_pages", "body", "checkup", "client", "compose", "config", "connect"),
        *("content", "doctor", "each", "form", "health", "members", "multipart", "paging", "raw", "styled"),
        *("under",),
    }
)

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


def words(name: str) -> list[str]:
    """The words of a vendor's name: `perPage`, `include[]`, `StartTime<` -> [per, page], [include],
    [start, time, before].
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    # A sign before a number is what sets it apart from its opposite: `+1`, `-1`.
    plain = re.sub(r"^([+-])(?=[0-9])", lambda m: "plus " if m[1] == "+" else "minus ", plain)
    behind = next(((sign, word) for sign, word in _COMPARISONS if plain.endswith(sign)), ("", ""))
    found = _plain_words(plain.removesuffix(behind[0]))
    if found and behind[1]:
        compared = _WHEN.get(behind[1], behind[1]) if _TIMES & set(found) else behind[1]
        found += compared.split()
    return found


def _plain_words(plain: str) -> list[str]:
    found: list[str] = []
    for part in re.split(r"[^A-Za-z0-9]+", plain):
        for word in _WORD.findall(part):
            # A number belongs to the word before it: `line2`, `sha256`, `v1`.
            if word.isdigit() and found and part.lower().find(found[-1] + word) >= 0:
                found[-1] += word
            else:
                found.append(word.lower())
    return found


def kebab(name: str) -> str:
    """`per-page`."""
    joined = "-".join(words(name))
    return f"n-{joined}" if joined[:1].isdigit() else joined


def snake(name: str) -> str:
    """`per_page`."""
    return kebab(name).replace("-", "_")


def identifier(field: str) -> str:
    """A keyword argument for `field`: neither a keyword nor a name that methods need."""
    if keyword.iskeyword(field) or field in TAKEN_IDENTIFIERS:
        return field + "_"
    return field


def label(name: str) -> str:
    """`per_page` -> `Per page`."""
    return " ".join(words(name)).capitalize() or name


def option_names(wanted: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> list[str]:
    """Distinct option names (without dashes) for (vendor name, place) pairs, in their order.

    The path's parameters keep the plain name; a later one of the same name says where it
    travels (`query-id`); the name of an option that the command line needs gets `-value`.
    """
    reserved = frozenset(taken)
    used = reserved | GLOBAL_OPTIONS
    names: list[str] = []
    for vendor_name, place in wanted:
        plain = kebab(vendor_name)
        candidates = [plain, f"{place}-{plain}", f"{plain}-value"]
        if plain in GLOBAL_OPTIONS or plain in reserved:
            candidates = [f"{plain}-value", f"{place}-{plain}"]
        chosen = next((name for name in candidates if plain and name not in used), "")
        number = 2
        while plain and not chosen:
            chosen = f"{plain}-{number}" if f"{plain}-{number}" not in used else ""
            number += 1
        names.append(chosen)
        used |= {chosen}
    return names


def env_words(name: str) -> str:
    """`my-api key` -> `MY_API_KEY`: a name within that of an environment variable."""
    return re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")


def function(command_id: str) -> str:
    """`ticket.list` -> `ticket_list`: the command's name in every generated module."""
    name = re.sub(r"[.-]", "_", command_id)
    return name + "_" if keyword.iskeyword(name) or name in TAKEN_FUNCTIONS else name


def module(word: str) -> str:
    """The module under `commands/` for a first word: another one for `a-b` than for `a_b`."""
    name = word.replace("-", "__")
    return name + "_" if keyword.iskeyword(name) else name
