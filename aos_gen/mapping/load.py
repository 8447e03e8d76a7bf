"""A source file becomes a `Mapping`, or diagnostics that name every mistake in it.

The data is validated by the pydantic models of `mapping.model`. Their errors are turned
into ours: an exact pointer, a sentence that names the thing, and what to write instead.
Where some commands or schemes are malformed, the others are still checked, so that one
run shows every mistake.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin
from urllib.parse import urljoin

from pydantic import ValidationError

from aos_gen.diagnostics import Diagnostic, Location, Pointer, Report, Severity
from aos_gen.mapping import model as m
from aos_gen.mapping.base import Model
from aos_gen.mapping.check import check_mapping
from aos_gen.mapping.strings import CommandId
from aos_gen.mapping.wording import (
    CHOICES,
    DECISIONS,
    ENTRIES,
    FIELDS,
    KEYS,
    KINDS,
    OURS,
    advice,
    shown,
    thing,
    unwrapped,
    wrapped,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from aos_gen.source import SourceFile

_COMMAND_ID: str = get_args(CommandId)[1].pattern


def load_mapping(source: SourceFile, report: Report) -> m.Mapping | None:
    """The map in `source`; None where its shape is wrong, with the reasons in `report`."""
    mapping, whole = load_sound(source, report)
    return mapping if whole else None


def load_sound(source: SourceFile, report: Report) -> tuple[m.Mapping | None, bool]:
    """The map without its malformed entries, and whether that is all of it; what is wrong is in `report`.

    None where too little is left: what explains one command need not stop at another's mistake.
    """
    if _is_document(source.data):
        message = f"'{source.name}' is an OpenAPI document, not a map"
        hint = "give it to --spec, and the mapping file to --map"
        report.error("map-not-a-mapping", message, Location(source.name), hint)
        return None, False
    report.extend(source.duplicate_keys(Severity.ERROR, "keep one of them"))
    if not isinstance(source.data, dict):
        message = f"a map is a mapping of keys to values, and this file holds {shown(source.data)}"
        hint = "write `version: 1`, `connector:` and `commands:` at the start of lines"
        report.error("map-not-a-mapping", message, Location(source.name), hint)
        return None, False
    mistakes = [*_boolean_tiers(source.data, source.name)]
    mapping = None
    try:
        mapping = m.Mapping.model_validate(source.data)
    except ValidationError as error:
        mistakes.extend(shape_mistakes(error, source.name))
    report.extend(mistakes)
    if mapping is not None and not mapping.commands:
        at = Location(source.name, ("commands",))
        hint = advice("write", m.Mapping, "commands")
        report.error("no-commands", "the map has no commands, so there is nothing to render", at, hint)
    checkable = mapping or _sound_part(source.data, mistakes)
    if checkable is not None:
        check_mapping(checkable, source.name, report)
    return checkable, not mistakes


def overlay_names(source: SourceFile) -> tuple[str, ...]:
    """The overlays that a map names, as paths or URLs; read from a map with mistakes elsewhere, too."""
    document = source.data.get("document") if isinstance(source.data, dict) else None
    listed = document.get("overlays") if isinstance(document, dict) else None
    names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    if source.url is not None:
        return tuple(urljoin(source.url, name) for name in names)
    folder = posixpath.dirname(source.name)
    return tuple(name if "://" in name else posixpath.join(folder, name) for name in names)


def shape_mistakes(error: ValidationError, name: str, part: tuple[str, ...] = ()) -> Iterator[Diagnostic]:
    """What pydantic found, as our diagnostics; `part`: where a map has what file `name` holds."""
    for detail in error.errors(include_url=False):
        for one in _diagnostics(detail, name, part):
            at = one.location
            yield replace(one, location=Location(name, at.pointer[len(part) :], at.at_key))


def _is_document(data: Any) -> bool:
    return isinstance(data, dict) and ("openapi" in data or "swagger" in data) and "connector" not in data


def _boolean_tiers(data: dict[str, Any], name: str) -> Iterator[Diagnostic]:
    """`risk: true`: equal to 1 for pydantic, but nobody's decision about a risk."""
    commands = data.get("commands")
    for key, command in commands.items() if isinstance(commands, dict) else ():
        if isinstance(command, dict) and isinstance(command.get("risk"), bool):
            at = Location(name, ("commands", key, "risk"))
            yield _wrong(m.CommandMapping, "risk", f"'risk' of command '{key}'", command["risk"], at, "")


def _sound_part(data: dict[str, Any], mistakes: list[Diagnostic]) -> m.Mapping | None:
    """The map without its malformed entries; None where too little is left to check.

    Every check finds mistakes between the entries that are there, so leaving entries
    out hides mistakes but never makes one up.
    """
    part = {key: value.copy() if isinstance(value, dict) else value for key, value in data.items()}
    for pointer in (mistake.location.pointer for mistake in mistakes):
        if not pointer:
            return None
        section, holder = str(pointer[0]), part.get(str(pointer[0]))
        if len(pointer) > 1 and section in ("commands", "auth") and isinstance(holder, dict):
            holder.pop(pointer[1], None)
        else:
            part.pop(section, None)
    try:
        return m.Mapping.model_validate(part)
    except ValidationError:
        return None


def _diagnostics(detail: ErrorDetails, name: str, part: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Our diagnostic for one error of pydantic's; none for the branch of a union that nobody meant."""
    kind, value, loc = detail["type"], detail["input"], (*part, *detail["loc"])
    if kind in ("string_pattern_mismatch", "literal_error") and loc[-1] == "[key]":
        at = Location(name, loc[:-1], at_key=True)
        command = len(loc) == 3 and loc[0] == "commands"
        yield _bad_command_id(str(loc[-2]), at) if command else _bad_key(str(loc[-2]), str(loc[-3]), at)
        return
    pointer, owner, field, branch = _walk(loc)
    if (branch.startswith("literal") and isinstance(value, dict)) or (branch and kind == "model_type"):
        return
    at = Location(name, pointer)
    if kind == "extra_forbidden":
        yield _unknown_key(owner, pointer, at)
    elif kind == "missing":
        message = f"{thing(pointer[:-1])} has no '{pointer[-1]}'"
        words, _ = FIELDS[owner, field]
        hint = advice("add", owner, field, pointer) + (
            "" if (owner, field) in DECISIONS else f"; it takes {words}"
        )
        yield Diagnostic("missing-key", message, Location(name, pointer[:-1]), hint)
    else:
        what = f"'{field}' of {thing(pointer[:-1])}" if field else thing(pointer)
        yield _wrong(owner, field, what, value, at, kind)


def _walk(loc: tuple[int | str, ...]) -> tuple[Pointer, type[Model], str, str]:
    """Pydantic's `loc` as (pointer, model, its field or "", branch of a union or "").

    It is followed through the models' types, because only they tell a union's branch
    from a key of the user's with the same name.
    """
    kind: Any = m.Mapping
    owner: type[Model] = m.Mapping
    pointer: Pointer = ()
    field = branch = ""
    for step in loc:
        choices = _choices(kind)
        if len(choices) > 1:
            branch = str(step)
            kind = next((c for c in choices if getattr(c, "__name__", "") == step), None)
            continue
        kind, pointer = choices[0], (*pointer, step)
        if isinstance(kind, type) and issubclass(kind, Model):
            owner, field = kind, str(step)
            fields = {info.alias or key: info.annotation for key, info in kind.model_fields.items()}
            kind = fields.get(field)
        else:
            kind, field = (*get_args(kind), None)[1 if get_origin(kind) is dict else 0], ""
    return pointer, owner, field, branch


def _choices(kind: Any) -> list[Any]:
    """The members of a union but None; of anything else, itself."""
    if get_origin(kind) is Annotated:
        return _choices(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [member for member in get_args(kind) if member is not type(None)]
    return [kind]


def _unknown_key(owner: type[Model], pointer: Pointer, at: Location) -> Diagnostic:
    known = [info.alias or key for key, info in owner.model_fields.items()]
    near = get_close_matches(str(pointer[-1]).lower(), known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"write one of {', '.join(known)}"
    message = f"unknown key '{pointer[-1]}' in {thing(pointer[:-1])}"
    return Diagnostic("unknown-key", message, Location(at.file, pointer, at_key=True), hint)


def _bad_command_id(given: str, at: Location) -> Diagnostic:
    words = re.sub(r"[^a-z0-9_.-]+", "-", given.lower().replace("/", ".")).split(".")
    near = ".".join(word.strip("_-") for word in words)
    return Diagnostic(
        "bad-command-id",
        f"'{given}' is not a command id: one to three words joined by dots, each of lower-case letters, "
        "digits, dashes and underscores, starting with a letter",
        at,
        f"write an id such as {near if re.fullmatch(_COMMAND_ID, near) else 'ticket.list'}",
    )


def _bad_key(given: str, section: str, at: Location) -> Diagnostic:
    words, example = KEYS[section]
    return Diagnostic("bad-key", f"'{given}' is not {words}", at, f"write a name such as {example}")


def _wrong(owner: type[Model], field: str, what: str, value: Any, at: Location, kind: str) -> Diagnostic:
    words, hint = KINDS.get(kind, ("something else", None))
    above = str(at.pointer[-2]) if len(at.pointer) > 1 else ""
    if not field and (owner, above) in ENTRIES:
        words, hint = ENTRIES[owner, above], advice("write", owner, above)
    if (owner, field) in FIELDS:
        words, _ = FIELDS[owner, field]
        choices = CHOICES.get((owner, field), ())
        ours = OURS.get(str(value).lower())
        near = [ours] if ours in choices else get_close_matches(str(value).lower(), choices, n=1)
        hint = f"did you mean '{near[0]}'?" if near else advice("write", owner, field, at.pointer)
    if isinstance(value, bool | int | float) and kind == "string_type":
        hint = "put quotes round it, as it is written"
        if (owner, field) in FIELDS and not _is_right(owner, field, shown(value)):
            hint += f", so that it looks like `{FIELDS[owner, field][1]}`"
    elif isinstance(value, str) and kind == "model_type":
        hint = wrapped(at.pointer, value) or hint
    elif kind in ("string_type", "list_type", "dict_type"):
        hint = unwrapped(at.pointer, value) or hint
    elif isinstance(value, str) and kind == "literal_error" and field == "risk" and value in "1234":
        hint = f"remove the quotes: `{field}: {value}`"
    return Diagnostic("wrong-value", f"{what} must be {words}, not {shown(value)}", at, hint)


def _is_right(owner: type[Model], field: str, text: str) -> bool:
    """Whether the field takes this text."""
    try:
        owner.model_validate({field: text})
    except ValidationError as error:
        return all(detail["loc"][:1] != (field,) for detail in error.errors(include_url=False))
    return True
