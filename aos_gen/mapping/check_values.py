"""Settings of parameters, and constant headers, are held to the rules that need no document."""

from __future__ import annotations

from collections.abc import Iterator

from aos_gen.diagnostics import Diagnostic, Location
from aos_gen.mapping.check_auth import parameters_of
from aos_gen.mapping.model import Mapping, ParameterMapping

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
    ),
    "fixed": ("option", "default", "env", "required", "clamp", "compose"),
    "compose": ("option", "default", "env", "required", "clamp", "each"),
}


def null_value(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """A key without a value does nothing, and its author meant something."""
    for at, parameter in parameters_of(mapping, root):
        for key, value in _given(parameter).items():
            if value is None:
                message = f"'{key}' of parameter '{at.pointer[-1]}' has no value, so it would have no effect"
                yield Diagnostic("null-value", message, at.child(key), "remove it, or write a value")


def _given(parameter: ParameterMapping) -> dict[str, object]:
    """The keys that the map writes for a parameter, with their values, in the model's order."""
    return {
        info.alias or key: getattr(parameter, key)
        for key, info in ParameterMapping.model_fields.items()
        if key in parameter.model_fields_set
    }


def parameter_contradiction(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """Settings of one parameter that leave another without effect."""
    for at, parameter in parameters_of(mapping, root):
        given = [key for key, value in _given(parameter).items() if value is not None]
        idle: list[str] = []
        if parameter.omit:
            lead, idle = "is omitted", [key for key in given if key in _IDLE["omit"]]
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


def bad_clamp(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """A clamp has a bound, and its bounds leave room between them."""
    for at, parameter in parameters_of(mapping, root):
        clamp = parameter.clamp
        if clamp is None:
            continue
        what = f"the clamp of parameter '{at.pointer[-1]}'"
        if clamp.min is None and clamp.max is None:
            message = f"{what} has no bound"
            yield Diagnostic("bad-clamp", message, at.child("clamp"), "write `clamp: {max: 100}`")
        elif clamp.min is not None and clamp.max is not None and clamp.min > clamp.max:
            message = f"{what} has a least value above its greatest"
            yield Diagnostic("bad-clamp", message, at.child("clamp"), "exchange `min` and `max`")


def bad_header(mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    """A constant header is one that may be set, and one line of Latin-1."""
    for name, value in mapping.headers.items():
        at = root.child("headers", name)
        if name.lower() in FORBIDDEN_HEADERS:
            message = f"the header {name} frames the message or carries a credential, so no map sets it"
            hint = "remove it; credentials stand under `auth`, media types under `body` and `answer`"
            yield Diagnostic("bad-header", message, root.child("headers").key(name), hint)
        elif not (value.isprintable() and all(character <= "\xff" for character in value)):
            message = f"the header {name} holds a character that no header can carry"
            yield Diagnostic("bad-header", message, at, "write it in plain Latin letters, digits and signs")
