"""The parameters of an operation and the pieces of a request -> their values, and what is wrong with them.

Each piece is read by its style, then written again: what does not come out as it went in was not made by that
style (a comma not encoded, a list repeated that should be joined). Then the value is held to its schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from .declared import Key, Parameter, parameters_of
from .document import Document, Operation
from .loopback import Recorded
from .schemas import complaints
from .styles import NotOfStyle, Shape, encode, encode_reserved, normal, plain, read, read_pairs, write
from .values import is_open, item_schema, members, says_object, shapes, typed
from .wire import Facts, RawPairs


@dataclass
class Values:
    """What arrived: every reading of a value that its schema allows, and the faults."""

    found: dict[Key, list[Any]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def take(self, key: Key, readings: list[Any], problems: list[str]) -> None:
        """Adds the readings of one parameter."""
        if readings:
            self.found[key] = readings
        self.problems += problems


def read_parameters(
    document: Document, operation: Operation, recorded: Recorded, facts: Facts, ours: Collection[Key]
) -> Values:
    """Every value that arrived. `ours` need not be declared: credentials, and what the map adds."""
    values = Values()
    told = parameters_of(document, operation)
    for parameter in told:
        key = (parameter.place, parameter.name)
        if parameter.place == "path" and parameter.name in facts.raw_variables:
            values.take(key, *_read_text(document, parameter, facts.raw_variables[parameter.name]))
        if parameter.place == "header" and (text := recorded.header(parameter.name)) is not None:
            free = ("header", parameter.name.lower()) in ours
            values.take(key, *(([text], []) if free else _read_text(document, parameter, text)))
    for place, pairs in (("query", facts.raw_query), ("cookie", facts.raw_cookies)):
        group = [each for each in told if each.place == place]
        rest = read_group(document, group, pairs, values, {name for at, name in ours if at == place})
        if not any(each.place == "querystring" for each in told) or place != "query":
            stray = dict.fromkeys(unquote(name) for name, _ in rest)
            values.problems += [f"{place} parameter {name} is not declared" for name in stray]
    values.problems += [
        f"required {each.told()} is missing"
        for each in told
        if each.required and (each.place, each.name) not in values.found and each.place != "querystring"
    ]
    return values


def read_group(
    document: Document,
    group: Sequence[Parameter],
    pairs: RawPairs,
    values: Values,
    ours: Collection[str] = (),
) -> RawPairs:
    """Reads what belongs to the parameters of one place; what is left over comes back."""
    rest = list(pairs)
    names = {each.name for each in group}

    def claim(some: Iterable[str]) -> RawPairs:
        mine = set(some)
        taken = [pair for pair in rest if unquote(pair[0]) in mine]
        rest[:] = [pair for pair in rest if pair not in taken]
        return taken

    def sent() -> list[str]:
        return [unquote(name) for name, _ in rest]

    spread = [each for each in group if each.spread and says_object(document, each.schema)]
    for parameter in group:
        wanted = [parameter.name]
        if parameter.style == "deepObject" and not parameter.media:
            wanted += [each for each in sent() if each.startswith(f"{parameter.name}[") and each not in names]
        if parameter in spread and shapes(document, parameter.schema) == ["object"]:
            continue
        if taken := claim(wanted):
            free = parameter.name in ours
            told = ([unquote(taken[0][1])], []) if free else _read_pairs(document, parameter, taken)
            values.take((parameter.place, parameter.name), *told)
    claim(set(ours) - names)
    # An exploded object's members are the names themselves: first those declared, then any for an open one.
    for parameter in spread:
        taken = claim(set(members(document, parameter.schema)) - names)
        taken += claim(set(sent()) - names) if is_open(document, parameter.schema) else []
        if taken:
            told = _read_pairs(document, parameter, taken, ("object",))
            values.take((parameter.place, parameter.name), *told)
    return rest


def _read_text(document: Document, parameter: Parameter, raw: str) -> tuple[list[Any], list[str]]:
    """The one text of a path variable or a header."""
    header = parameter.place == "header"
    code, decode = (plain, plain) if header else (_encoder(parameter), unquote)
    if parameter.media:
        return _read_content(document, parameter, decode(raw))

    def of(shape: Shape) -> Any:
        return read(parameter.name, raw, parameter.style, parameter.explode, shape, decode, code)

    def again(value: Any) -> str:
        return write(parameter.name, value, parameter.style, parameter.explode, code, bare=True)

    return _readings(document, parameter, raw, of, again)


def _read_pairs(
    document: Document, parameter: Parameter, pairs: RawPairs, only: tuple[Shape, ...] = ()
) -> tuple[list[Any], list[str]]:
    """The pairs of a query, of cookies or of a form."""
    if parameter.media:
        if len(pairs) == 1:
            return _read_content(document, parameter, unquote(pairs[0][1]))
        item = replace(parameter, schema=item_schema(document, parameter.schema))
        parts = [_read_content(document, item, unquote(value)) for _, value in pairs]
        return [[value for values, _ in parts for value in values]], [
            why for _, all_ in parts for why in all_
        ]
    raw = "&".join(f"{name}={value}" for name, value in pairs)
    # RFC 6265 forbids a comma in a cookie, the style `form` asks for it: encoded or not, both are right.
    raw = raw.replace("%2C", ",") if parameter.place == "cookie" and not parameter.explode else raw
    if parameter.place == "cookie":
        pairs = (
            [(name, value.replace("%2C", ",")) for name, value in pairs] if not parameter.explode else pairs
        )

    def of(shape: Shape) -> Any:
        return read_pairs(parameter.name, pairs, parameter.style, parameter.explode, shape)

    def again(value: Any) -> str:
        return write(parameter.name, value, parameter.style, parameter.explode, _encoder(parameter))

    return _readings(document, parameter, raw, of, again, only)


def _readings(
    document: Document,
    parameter: Parameter,
    raw: str,
    of: Callable[[Shape], Any],
    again: Callable[[Any], str],
    only: tuple[Shape, ...] = (),
) -> tuple[list[Any], list[str]]:
    """Every shape that the schema allows, tried: the values that fit, else why the likeliest does not."""
    style = f"{parameter.style}{', exploded' if parameter.explode else ''}"
    right: list[Any] = []
    wrong: list[tuple[Any, str]] = []
    loose = parameter.reserved or parameter.place == "body"
    for shape in only or shapes(document, parameter.schema):
        try:
            value = of(shape)
        except NotOfStyle as error:
            wrong.append((None, f"{parameter.told()} is not of style {style}: {error}"))
            continue
        if normal(again(value), loose) != normal(raw, loose):
            wrong.append((value, f"{parameter.told()} is {raw}; style {style} writes {again(value)}"))
            continue
        told = typed(document, parameter.schema, value, nested=parameter.style != "deepObject")
        faults = complaints(document, parameter.schema, told)
        right += [] if faults else [told]
        wrong += [(told, f"{parameter.told()}: {each}") for each in faults]
    if right or not wrong:
        return right, []
    return [value for value, _ in wrong if value is not None], [wrong[0][1]]


def _read_content(document: Document, parameter: Parameter, text: str) -> tuple[list[Any], list[str]]:
    if "json" not in parameter.media:
        return [text], list(_prefixed(parameter, complaints(document, parameter.schema, text)))
    try:
        value = json.loads(text)
    except ValueError as error:
        return [text], [f"{parameter.told()} is not JSON: {error}"]
    return [value], list(_prefixed(parameter, complaints(document, parameter.schema, value)))


def _prefixed(parameter: Parameter, faults: list[str]) -> Iterator[str]:
    yield from (f"{parameter.told()}: {each}" for each in faults)


def _encoder(parameter: Parameter) -> Callable[[str], str]:
    return encode_reserved if parameter.reserved else encode
