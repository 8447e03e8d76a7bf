"""A source file becomes an `Overlay` (Overlay Specification 1.0 and 1.1), or diagnostics for each mistake.

Actions that are wrong are left out, and the others kept, so that one run shows the mistakes of all.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from jsonpath_rfc9535 import JSONPathQuery

from aos_gen.diagnostics import Location, Report, Severity
from aos_gen.overlay.select import compiled
from aos_gen.source import SourceFile

VERSIONS = ("1.0", "1.1")
_VERSION = re.compile(r"(\d+\.\d+)(\.\d+)?([-+].*)?")
_KEYS = {
    "overlay": ("overlay", "info", "extends", "actions"),
    "info": ("title", "version", "description"),
    "action": ("target", "description", "update", "remove", "copy"),
}
_EXAMPLE = "actions: [{target: $.info, update: {title: Acme}}]"


@dataclass(frozen=True, slots=True)
class Action:
    """One change: what it is made to, and either `remove`, or the value or the copy that it brings."""

    at: Location
    target: JSONPathQuery
    remove: bool = False
    copy: JSONPathQuery | None = None
    update: Any = None

    @property
    def source(self) -> Location:
        """Where the value that it brings is written, or named."""
        return self.at.child("update" if self.copy is None else "copy")


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay's actions in their order; `version` is '1.0' or '1.1'."""

    file: SourceFile
    version: str
    actions: tuple[Action, ...]


def load_overlay(file: SourceFile, document: SourceFile, report: Report) -> Overlay | None:
    """The overlay in `file`, which is to patch `document`; None where it is no overlay at all."""
    at = Location(file.name)
    version = _version(file, report)
    if version is None:
        return None
    data: dict[str, Any] = file.data
    report.extend(file.duplicate_keys(Severity.ERROR, "keep one of them"))
    _check_keys(data, "overlay", at, report)
    _check_info(data, at, report)
    _check_extends(data, document, at, report)
    listed = data.get("actions")
    if not isinstance(listed, list) or not listed:
        where = at.child("actions") if "actions" in data else at
        report.error(
            "overlay-no-actions", f"'{file.name}' lists no actions", where, f"write `{_EXAMPLE}` or the like"
        )
        return Overlay(file, version, ())
    read = (_action(one, version, at.child("actions", index), report) for index, one in enumerate(listed))
    return Overlay(file, version, tuple(action for action in read if action is not None))


def _version(file: SourceFile, report: Report) -> str | None:
    at, data = Location(file.name), file.data
    if not isinstance(data, dict) or "overlay" not in data:
        hint = f"an overlay starts with `overlay: 1.0.0`, `info:` and `{_EXAMPLE}`"
        if isinstance(data, dict) and ("openapi" in data or "swagger" in data):
            hint = "it looks like an OpenAPI document: give that to --spec"
        elif isinstance(data, dict) and "connector" in data:
            hint = "it looks like a map: give that to --map"
        report.error(
            "overlay-not-one", f"'{file.name}' is not an overlay: it has no 'overlay' version", at, hint
        )
        return None
    # YAML reads an unquoted 1.0 as a number.
    written = data["overlay"]
    found = None if isinstance(written, bool) else _VERSION.fullmatch(str(written).strip())
    if found is None or found.group(1) not in VERSIONS:
        message = f"'{file.name}' is written for version {_shown(written)} of the Overlay Specification"
        hint = f"versions {' and '.join(VERSIONS)} are read: write `overlay: 1.0.0`"
        report.error("overlay-version", message, at.child("overlay"), hint)
        return None
    return found.group(1)


def _check_keys(data: dict[str, Any], kind: str, at: Location, report: Report) -> None:
    known = _KEYS[kind]
    for key in data:
        if key in known or key.startswith("x-"):
            continue
        near = difflib.get_close_matches(key.lower(), known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"write one of {', '.join(known)}"
        report.error("overlay-unknown-key", f"unknown key '{key}' of an {_noun(kind)}", at.key(key), hint)


def _noun(kind: str) -> str:
    return "overlay's info" if kind == "info" else kind


def _check_info(data: dict[str, Any], at: Location, report: Report) -> None:
    """The specification asks for a title and a version; nothing depends on them, so it is a warning."""
    info = data.get("info")
    if isinstance(info, dict):
        _check_keys(info, "info", at.child("info"), report)
    lacking = [key for key in ("title", "version") if not isinstance(info, dict) or info.get(key) is None]
    if lacking:
        message = f"the overlay's info has no {' and no '.join(lacking)}"
        hint = "write `info: {title: Repairs of the vendor's document, version: 1.0.0}`"
        report.warning("overlay-info", message, at.child("info") if "info" in data else at, hint)


def _check_extends(data: dict[str, Any], document: SourceFile, at: Location, report: Report) -> None:
    """`extends` names the document that an overlay was written for: its file name is compared."""
    extends = data.get("extends")
    if extends is None:
        return
    named = posixpath.basename(unquote(str(extends).partition("#")[0].partition("?")[0]))
    own = {posixpath.basename(name) for name in (document.name, document.url or "")}
    if named not in own:
        message = f"the overlay was written for {_shown(extends)}, and patches '{document.name}'"
        hint = "check that it is the right overlay, then correct or remove `extends`"
        report.warning("overlay-extends", message, at.child("extends"), hint)


def _action(data: Any, version: str, at: Location, report: Report) -> Action | None:
    """One action; None where it cannot be carried out."""
    if not isinstance(data, dict):
        message = f"an action is a mapping, not {_shown(data)}"
        report.error("overlay-wrong-value", message, at, "write `{target: $.info, update: {title: Acme}}`")
        return None
    before = len(report)
    _check_keys({key: one for key, one in data.items() if key != "copy"}, "action", at, report)
    target = _query(data, "target", at, report)
    remove = data.get("remove", False)
    if not isinstance(remove, bool):
        message = f"'remove' is true or false, not {_shown(remove)}"
        report.error("overlay-wrong-value", message, at.child("remove"), "write `remove: true`")
    copying = "copy" in data
    if copying and version == "1.0":
        hint = "write `overlay: 1.1.0` at the top"
        report.error("overlay-copy-version", "Overlay 1.0 has no 'copy'", at.key("copy"), hint)
    copy = _query(data, "copy", at, report) if copying else None
    brought = [key for key in ("update", "copy") if key in data]
    if remove is True and brought:
        message = f"the action removes its target, so its '{brought[0]}' does nothing"
        report.warning("overlay-update-ignored", message, at.key(brought[0]), "remove one of the two")
    elif len(brought) == 2:
        message = "an action has 'update' or 'copy', not both"
        report.error("overlay-update-and-copy", message, at.key("copy"), "write two actions")
    elif remove is False and not brought:
        hint = "write `update: ...` or `remove: true`"
        report.error("overlay-no-change", "the action changes nothing", at, hint)
    if target is None or any(d.severity is Severity.ERROR for d in list(report)[before:]):
        return None
    return Action(at, target, remove, copy, data.get("update"))


def _query(data: dict[str, Any], key: str, at: Location, report: Report) -> JSONPathQuery | None:
    if key not in data:
        hint = "write a JSONPath such as `target: $.paths['/tickets'].get`"
        report.error("overlay-no-target", "the action has no 'target'", at, hint)
        return None
    written = data[key]
    if not isinstance(written, str):
        message = f"'{key}' is a JSONPath, not {_shown(written)}"
        report.error("overlay-wrong-value", message, at.child(key), "write `$.info` or the like, in quotes")
        return None
    query = compiled(written)
    if isinstance(query, str):
        message = f"'{written}' is not a JSONPath (RFC 9535): {query}"
        report.error("overlay-jsonpath", message, at.child(key), _repair(written))
        return None
    return query


def _repair(written: str) -> str:
    """What people write in place of a JSONPath, or get wrong in one."""
    if written.startswith(("#/", "/")):
        return "it looks like a JSON pointer: write `$.paths['/tickets'].get`"
    if not written.startswith("$"):
        return f"begin with the document's root: `$.{written.lstrip('.')}`"
    if re.search(r"[^=!<>]=[^=]", written):
        return "compare with two equals signs: `[?@.name == 'limit']`"
    return "put names with slashes, dashes or dots in brackets and quotes: `$.paths['/tickets'].get`"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "empty" if value is None else f"'{value}'"
