"""A mapping file -> what its operator wants that no document says: added, fixed and default values, headers.

Read from the map itself, so that a wish which the generator dropped is missed in the request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from .by_hand import Reading
from .declared import Key
from .document import parse
from .loopback import Recorded
from .values import same

PLACES = ("path", "query", "header", "cookie", "body")
MISSING = object()


@dataclass(frozen=True)
class Wish:
    """A value that must arrive: where (anywhere if ""), under which name, whether a caller may change it."""

    place: str
    name: str
    value: Any
    fixed: bool


@dataclass(frozen=True)
class Wishes:
    """What the map says of one command, and of all."""

    added: frozenset[Key] = frozenset()
    values: tuple[Wish, ...] = ()
    omitted: tuple[Key, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    server: str = ""


@lru_cache(maxsize=16)
def _map(path: Path) -> dict[str, Any]:
    loaded = parse(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def wishes_of(map_path: Path | None, command: str) -> Wishes:
    """The wishes for a command by its id; none where there is no map."""
    if map_path is None:
        return Wishes()
    told = _map(map_path)
    found = (
        (told.get("commands") or {}).get(command) or (told.get("health") if command == "health" else {}) or {}
    )
    added, values, omitted = set(), [], []
    for key, wish in (found.get("parameters") or {}).items():
        place, colon, name = key.partition(":")
        place, name = (place, name) if colon and place in PLACES else ("", key)
        wish = wish or {}
        if "in" in wish:
            place = wish["in"]
            added.add((place, name.lower() if place == "header" else name))
        if wish.get("omit"):
            omitted.append((place, name))
        for word in ("fixed", "default"):
            if wish.get(word) is not None:
                values.append(Wish(place, name, wish[word], word == "fixed"))
    return Wishes(
        added=frozenset(added),
        values=tuple(values),
        omitted=tuple(omitted),
        headers=told.get("headers") or {},
        server=str(found.get("server") or ""),
    )


def unfulfilled(wishes: Wishes, recorded: Recorded, reading: Reading, given: Sequence[str]) -> Iterator[str]:
    """One line for each wish that the request does not show. `given` are the names of options used."""
    for name, value in wishes.headers.items():
        if recorded.header(name) is None:
            yield f"the map's header {name} never arrived"
        elif recorded.header(name) != value and ("header", name) not in reading.values.found:
            yield f"the map's header {name} is {recorded.header(name)!r}, not {value!r}"
    for wish in wishes.values:
        if not wish.fixed and wish.name in given:
            continue
        readings = list(arrivals(recorded, reading, wish.place, wish.name))
        if not any(same(wish.value, each) for each in readings):
            word = "fixed" if wish.fixed else "default"
            yield f"the {word} {wish.name} {wish.value!r} arrived as {readings!r}"
    for place, name in wishes.omitted:
        part = any(each.startswith(f"{name}.") for each in (*given, *(wish.name for wish in wishes.values)))
        if name not in given and not part and list(arrivals(recorded, reading, place, name)):
            yield f"{name} arrived, which the map omits"


def arrivals(recorded: Recorded, reading: Reading, place: str, name: str) -> Iterator[Any]:
    """Every reading of a value, wherever it may have arrived; dotted names lead into objects."""
    for at in [place] if place else PLACES:
        if at == "body":
            yield from (each for each in [dig(reading.body.value, name)] if each is not MISSING)
            yield from (part.content.decode("utf-8", "replace") for part in reading.body.files.get(name, []))
            continue
        keys = [key for key in reading.values.found if key[0] == at and _equal(at, key[1], name)]
        for key in keys:
            yield from reading.values.found[key]
        if keys:
            continue
        first, _, rest = name.partition(".")
        for whole in reading.values.found.get((at, first), []) if rest else []:
            yield from (each for each in [dig(whole, rest)] if each is not MISSING)
        pairs = {"query": reading.facts.query, "cookie": reading.facts.cookies}.get(at, [])
        texts = [value for key_, value in pairs if key_ == name]
        if at == "header" and (value := recorded.header(name)) is not None:
            texts = [value]
        yield from texts[:1] if len(texts) == 1 else [texts] if texts else []


def _equal(place: str, one: str, other: str) -> bool:
    return one.lower() == other.lower() if place == "header" else one == other


def dig(value: Any, path: str | Sequence[str]) -> Any:
    """The member at a dotted path, a literal member of that name first; MISSING where there is none."""
    steps = [path] if isinstance(path, str) else list(path)
    if isinstance(path, str) and not (isinstance(value, dict) and path in value):
        steps = path.split(".")
    for step in steps:
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return MISSING
    return value
