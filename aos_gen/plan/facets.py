"""What a contract says, facet by facet, in words: the old and the new side of an approval that is stale.

The words are made of the facts that the contract's digest is taken of, so that they differ whenever it
does. What is too long to be written out (schemas) stands as a short digest in brackets.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aos_gen.document.operations import Operation
from aos_gen.plan import prose
from aos_gen.plan.model import Checks, OptionPlan, Place

FACETS = ("method", "path", "servers", "auth", "parameters", "body", "description")
MOST_DESCRIPTION = 240
MOST_CHOICES = 8
MOST_VALUE = 60
_COVERED = re.compile(r" ?\(([0-9a-f]{8})\)$")


@dataclass(frozen=True, slots=True)
class Facets:
    """One command's contract in words, as the map's `approval: {facets: ...}` keeps it."""

    method: str
    path: str
    servers: tuple[str, ...]
    auth: tuple[str, ...]
    parameters: Mapping[str, str]
    """By place and name: `query size` to `integer, 1 to 9 (5f0c01ab)`."""
    body: Mapping[str, str]
    """The body itself, then its members: `body`, `body reason`."""
    description: str
    """The beginning of the vendor's summary and description."""
    prose: str
    """The digest of all of them."""


def facets_of(facts: Mapping[str, Any], options: Iterable[OptionPlan], operation: Operation) -> Facets:
    """The facets of `plan.contract.contract_facts`; `options` say which bounds a schema has."""
    checks = {(one.place.value, one.path): one.checks for one in options}
    entries: dict[str, str] = {}
    rows = [
        *((row, _option(row, checks.get((row[0], tuple(row[1]))))) for row in facts["parameters"]),
        *((row, f"always {_short(row[4])}") for row in facts["fixed"]),
        *((row, f"put together from {_short(row[4])}") for row in facts["composed"]),
    ]
    places = [place.value for place in Place]
    for row, said in sorted(rows, key=lambda pair: (places.index(pair[0][0]), pair[0][1])):
        _enter(entries, f"{row[0]} {'.'.join(row[1])}", said, row)
    for name, value in facts["headers"].items():
        _enter(entries, f"header {name}", f"always {_short(value)}", ["header", name, value])
    if key := facts.get("idempotency"):
        said = "carries a key of each request, which may then be sent again"
        _enter(entries, f"header {key} as a key", said, ["idempotency", key])
    members = {name: said for name, said in entries.items() if name.startswith(f"{Place.BODY.value} ")}
    body: dict[str, str] = {}
    if facts["body"] is not None:
        media_type, required = facts["body"][:2]
        _enter(body, "body", f"{media_type}, {'required' if required else 'optional'}", facts["body"])
    text = described(operation)
    return Facets(
        method=facts["method"],
        path=facts["path"],
        servers=tuple(facts["servers"]),
        auth=tuple(_way(way) for way in facts["auth"]) or ("no credential",),
        parameters={name: said for name, said in entries.items() if name not in members},
        body=body | members,
        description=prose.clip(prose.line(". ".join(text.split("\n", 1))).strip(". "), MOST_DESCRIPTION),
        prose=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )


def described(operation: Operation) -> str:
    """The vendor's own words about an operation; how they are wrapped and indented is no part of them."""
    return "\n".join(" ".join(text.split()) for text in (operation.summary, operation.description))


def same(old: str, new: str) -> bool:
    """Whether two entries are about the same facts: their digests say so, not our words for them."""
    covered, present = _COVERED.search(old), _COVERED.search(new)
    return covered[1] == present[1] if covered and present else old == new


def spoken(entry: str) -> str:
    """An entry without the digest."""
    return _COVERED.sub("", entry)


def _enter(entries: dict[str, str], name: str, said: str, row: Any) -> None:
    text = json.dumps(row, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    key = name = prose.line(name)
    number = 1
    while key in entries:  # names that differ in what no line can show
        number += 1
        key = f"{name} ({number})"
    entries[key] = f"{prose.line(said)} ({digest})"


def _option(row: list[Any], checks: Checks | None) -> str:
    """`list of integer, required, one of a | b, 1 to 9, from ACME_SIZE`."""
    _, _, kind, item_kind, required, choices, style, _, each, default, env, *_ = row
    words = [f"{kind} of {item_kind}" if kind == "list" else kind]
    words += ["required"] if required else []
    if choices:
        more = f" | {len(choices) - MOST_CHOICES} more" if len(choices) > MOST_CHOICES else ""
        words.append(f"one of {' | '.join(choices[:MOST_CHOICES])}{more}")
    words += [] if checks is None else _bounds(checks)
    words += [f"each a {each}"] if each else []
    words += [f"{_short(default)} if nothing is given"] if default is not None else []
    words += [f"else from {env}"] if env else []
    return ", ".join([*words, *([f"style {style}"] if style in ("deep", "json", "pipe", "space") else [])])


def _bounds(checks: Checks) -> list[str]:
    bounds = (
        ("at least", checks.least),
        ("at most", checks.most),
        ("above", checks.above),
        ("below", checks.below),
        ("multiples of", checks.step),
    )
    lengths = (
        ("or more characters", checks.shortest),
        ("or fewer characters", checks.longest),
        ("or more items", checks.fewest_items),
        ("or fewer items", checks.most_items),
    )
    said = [f"{words} {bound:g}" for words, bound in bounds if bound is not None]
    said += [f"{number} {words}" for words, number in lengths if number is not None]
    said += [f"one of {' | '.join(map(str, checks.values[:MOST_CHOICES]))}"] if checks.values else []
    said += [f"like {_short(checks.pattern)}"] if checks.pattern else []
    return said + (["clamped"] if checks.clamp else [])


def _way(way: list[list[Any]]) -> str:
    return prose.line(" + ".join(_credential(*row) for row in way)) or "no credential"


def _credential(
    scheme: str, kind: str, name: str, prefix: str, token_url: str = "", scopes: Iterable[str] = ()
) -> str:
    words = [f"{kind} {name}".rstrip()]
    words += [f"behind {prefix!r}"] if prefix else []
    words += [f"tokens from {token_url}"] if token_url else []
    words += [f"scopes {' '.join(scopes)}"] if scopes else []
    return f"{scheme} ({', '.join(words)})"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
    return text if len(text) <= MOST_VALUE else f"{text[: MOST_VALUE - 3]}..."
