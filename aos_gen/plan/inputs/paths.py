"""An operation's path: what is sent, its variables as inputs, and its own query."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl, quote

from aos_gen.diagnostics import Diagnostic, Location, Report, Severity
from aos_gen.document.operations import Operation
from aos_gen.plan.inputs.fates import End, Fate
from aos_gen.plan.inputs.input import Input
from aos_gen.plan.model import FixedPlan, Place, Style
from aos_gen.plan.refusals import refusal

# RFC 3986, 3.3, and `%`: what the vendor has encoded stays so.
_IN_A_PATH = "/:@!$&'()*+,;=%"
_VARIABLE = re.compile(r"\{([^{}]*)\}")


def split_path(operation: Operation, at: Location, report: Report) -> tuple[str, tuple[FixedPlan, ...]]:
    """The path that is sent, and what its literal `?query` always sends. A `#fragment` never travels."""
    path, _, query = operation.path.partition("#")[0].partition("?")
    variables = query_variables(operation.path)
    literal = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in variables]
    if not _is_normal(path):
        report.add(refusal("unsupported-path", repr(operation.path), operation.node.location, at))
    if any("{" in text for pair in literal for text in pair):
        report.add(refusal("unsupported-path-query", repr(operation.path), operation.node.location, at))
    fixed = (
        FixedPlan(api_name=name, place=Place.QUERY, path=(name,), value=value, style=Style.FORM)
        for name, value in literal
    )
    return _sendable(path), tuple(fixed)


def _is_normal(path: str) -> bool:
    """Whether a path is what a server reads of it: no step, no empty part but the last, no code for a
    character that needs none or that parts it. Globs and policies look at the path as it is written.
    """
    parts = re.sub(r"\{[^{}]*\}", "x", path).removeprefix("/").split("/")
    needless = any(
        re.fullmatch(r"[A-Za-z0-9._~/\\-]", chr(int(code, 16)))
        for code in re.findall("%([0-9A-Fa-f]{2})", path)
    )
    steps = any(part.partition(";")[0].strip() in (".", "..") for part in parts)
    return not (needless or steps or "\\" in path or "" in parts[:-1])


def query_variables(path: str) -> dict[str, str]:
    """The parameters of a path's own query that are one variable each: `?q={text}` -> {"q": "text"}.

    OpenAPI knows no such templates; what their vendors mean is a required query parameter.
    """
    path, _, query = path.partition("#")[0].partition("?")
    found = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        variable = _VARIABLE.fullmatch(value)
        if variable is not None and "{" not in name and f"{{{variable[1]}}}" not in path:
            found[name] = variable[1]
    return found


def _sendable(path: str) -> str:
    """The path with the characters that no URL holds percent-encoded; `{variables}` keep their names."""
    parts = re.split(r"(\{[^{}]*\})", path)
    return "".join(
        part if n % 2 else quote(part, safe=_IN_A_PATH, errors="replace") for n, part in enumerate(parts)
    )


def match_path(
    operation: Operation, found: list[Input], at: Location, report: Report, gone: list[Fate]
) -> list[Input]:
    """A text for each `{variable}` that nobody declares, and nothing for a declared one that is not there."""
    names = list(dict.fromkeys(_VARIABLE.findall(operation.path.partition("?")[0])))
    declared = {one.api_name: one for one in found if one.place is Place.PATH}
    where = operation.node.location
    for name in names:
        if name not in declared:
            message = f"{operation.key} uses {{{name}}} and declares no such path parameter"
            hint = "it is taken for a required text; say what it is with "
            hint += f"parameters: {{{name}: {{help: ...}}}}"
            _warn("document-undeclared-path-variable", message, where, hint, at, report)
            found.append(
                Input(api_name=name, place=Place.PATH, required=True, style=Style.SIMPLE, location=where)
            )
    asked = query_variables(operation.path)
    for key, variable in asked.items():
        own = next((one for one in found if one.place is Place.QUERY and one.api_name == key), None)
        meant = declared.get(variable) or own or Input(api_name=key, place=Place.QUERY, location=where)
        found = [one for one in found if one is not own]
        found.append(replace(meant, api_name=key, place=Place.QUERY, required=True, style=Style.FORM))
    for name, one in declared.items():
        if name not in names and name not in asked.values():
            message = f"{operation.key} declares the path parameter {name!r}, which its path does not hold"
            hint = "it is left out, because there is no place to send it to"
            _warn("document-stray-path-parameter", message, one.location, hint, at, report)
            gone.append(left_out(name, "path", End.STRAY, "the path does not hold it", one.location))
        elif name not in names:
            key = next(key for key, variable in asked.items() if variable == name)
            why = f"the path's own query sends it as {key}"
            gone.append(left_out(name, "path", End.MOVED, why, one.location))
    return [one for one in found if one.place is not Place.PATH or one.api_name in names]


def _warn(code: str, message: str, place: Location, hint: str, at: Location, report: Report) -> None:
    report.add(Diagnostic(code, message, place, hint, Severity.WARNING, (at,)))


def left_out(
    name: str, where: str, end: End, why: str, written: Location, decided: Location | None = None
) -> Fate:
    """The fate of a parameter that no option becomes: what ended it, and why."""
    return Fate(api_name=name, place=where, end=end, why=why, written=written, decided=decided)
