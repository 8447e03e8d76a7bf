"""Settings of parameters, and constant headers, are held to the rules that need no document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from aos_gen.diagnostics import Diagnostic, Location
from aos_gen.mapping.check_auth import parameters_of
from aos_gen.mapping.model import Mapping, ParameterMapping
from aos_gen.mapping.overriding import overrides
from aos_gen.mapping.strings import HeaderName

# They frame the message, choose its host or carry credentials; the others are the connector's own.
FORBIDDEN_HEADERS = frozenset(
    {
        *("accept", "content-type", "authorization", "user-agent"),
        *("host", "content-length", "transfer-encoding", "connection", "te", "trailer", "upgrade", "expect"),
        *("cookie", "accept-encoding", "keep-alive", "proxy-authorization", "proxy-connection"),
    }
)
# What has no effect beside each decision.
_IDLE = {
    "omit": (
        "option",
        "default",
        "env",
        "fixed",
        "help",
        "required",
        "clamp",
        "compose",
        "each",
        "in",
        "type",
        "style",
    ),
    "fixed": ("option", "default", "env", "help", "required", "clamp", "compose"),
    "compose": ("option", "default", "env", "help", "required", "clamp", "each"),
}
_HEADER_NAME: str = get_args(HeaderName)[1].pattern


def _given(parameter: ParameterMapping) -> dict[str, object]:
    """The keys that the map writes for a parameter, with their values, in the model's order."""
    return {
        info.alias or key: getattr(parameter, key)
        for key, info in ParameterMapping.model_fields.items()
        if key in parameter.model_fields_set
    }


def parameter_contradiction(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """Settings of one parameter that leave another without effect."""
    written = [at.pointer for at, _ in parameters_of(mapping, root)]
    holders = {(*above, str(name)[:end]) for *above, name in written for end in _dots(str(name))}
    for at, parameter in parameters_of(mapping, root):
        given = [key for key, value in _given(parameter).items() if value is not None]
        idle: list[str] = []
        if parameter.omit:
            lead, idle = "is omitted", [key for key in given if key in _IDLE["omit"]]
            # What is lifted out of it travels in its style.
            if at.pointer in holders and "style" in idle:
                idle.remove("style")
        elif "fixed" in given:
            lead, idle = "is fixed", [key for key in given if key in _IDLE["fixed"]]
        elif at.pointer[0] == "health":
            lead, idle = "belongs to the probe, which nobody calls", [
                key for key in given if key not in ("omit", "env")
            ]
        elif "compose" in given:
            lead, idle = "is put together", [key for key in given if key in _IDLE["compose"]]
        elif parameter.required and "default" in given:
            lead, idle = "has a default", ["required"]
        if idle:
            names = ", ".join(f"'{key}'" for key in idle)
            message = f"parameter '{at.pointer[-1]}' {lead}, so {names} would have no effect"
            probe = ", and write `fixed: ...` to send a value" if at.pointer[0] == "health" else ""
            yield Diagnostic("parameter-contradiction", message, at, f"remove {names}{probe}")


def _dots(name: str) -> list[int]:
    """Where a dotted name may be cut: before each member that is lifted out."""
    return [place for place, character in enumerate(name) if character == "."]


def bad_clamp(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """A clamp has a bound, its bounds leave room between them, and a default is in that room."""
    for at, parameter in parameters_of(mapping, root):
        clamp = parameter.clamp
        if clamp is None:
            continue
        what = f"the clamp of parameter '{at.pointer[-1]}'"
        if clamp.min is None and clamp.max is None:
            message = f"{what} has no bound"
            yield Diagnostic("bad-clamp", message, at.child("clamp"), "write `clamp: {max: 100}`")
        elif clamp.min is not None and clamp.max is not None and clamp.min > clamp.max:
            message = f"{what} has a min of {clamp.min:g} above its max of {clamp.max:g}"
            yield Diagnostic("bad-clamp", message, at.child("clamp"), "exchange `min` and `max`")
        else:
            yield from _default_beyond(parameter, at)


def _default_beyond(parameter: ParameterMapping, at: Location) -> Iterator[Diagnostic]:
    """A default that the clamp would move: what the map says is not what would be sent."""
    clamp, default = parameter.clamp, parameter.default
    if clamp is None or isinstance(default, bool) or not isinstance(default, int | float):
        return
    for key, bound in (("min", clamp.min), ("max", clamp.max)):
        if bound is not None and (default < bound if key == "min" else default > bound):
            side = "below" if key == "min" else "above"
            message = f"parameter '{at.pointer[-1]}' has a default of {default:g} {side} its clamp's {key} "
            hint = f"write `default: {bound:g}`, or another `{key}`"
            yield Diagnostic("bad-clamp", f"{message}of {bound:g}", at.child("default"), hint)


def bad_header(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """A header that the map adds is one that may be set, and a constant one is a line of Latin-1."""
    for at, parameter in parameters_of(mapping, root):
        place = str(parameter.in_ or "")
        own = str(at.pointer[-1]).removeprefix(f"{place}:")
        if place != "header" and overrides(place, own):
            message = f"'{own}' asks some servers for another method, so no map sends it"
            yield Diagnostic(
                "overriding-parameter", message, Location(at.file, at.pointer, at_key=True), "remove it"
            )
        if parameter.in_ == "header":
            name = str(at.pointer[-1]).removeprefix("header:")
            yield from _bad_name(name, Location(at.file, at.pointer, at_key=True))
    if mapping.idempotency is not None and _is_forbidden(mapping.idempotency):
        yield from _bad_name(mapping.idempotency, root.child("idempotency"))
    for key, command in mapping.commands.items():
        if command.idempotency and _is_forbidden(command.idempotency):
            yield from _bad_name(command.idempotency, root.child("commands", key, "idempotency"))
    for name, value in mapping.headers.items():
        at = root.child("headers", name)
        if _is_forbidden(name):
            yield from _bad_name(name, root.child("headers").key(name))
        elif not (value.isprintable() and all(character <= "\xff" for character in value)):
            message = f"the header {name} holds a character that no header can carry"
            yield Diagnostic("bad-header", message, at, "write it in plain Latin letters, digits and signs")


def _is_forbidden(name: str) -> bool:
    return name.lower().replace("_", "-") in FORBIDDEN_HEADERS or overrides("header", name)


def _bad_name(name: str, at: Location) -> Iterator[Diagnostic]:
    """A name that no header has, or none that the map gives it."""
    if name.lower().replace("_", "-") in FORBIDDEN_HEADERS:
        message = f"the header {name} frames the message or carries a credential, so no map sets it"
        hint = "remove it; credentials stand under `auth`, media types under `body` and `answer`"
        yield Diagnostic("bad-header", message, at, hint)
    elif overrides("header", name):
        message = f"the header {name} makes the request another one for some servers, so no map sets it"
        yield Diagnostic("bad-header", message, at, "remove it; map the operation that is meant")
    elif not re.fullmatch(_HEADER_NAME, name):
        message = f"'{name}' is not a header's name"
        yield Diagnostic("bad-header", message, at, "write letters, digits and dashes, such as Acme-Version")
