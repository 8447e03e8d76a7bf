"""An option declared in extensions.py (`Text("--board-id", required=True)`) to an OptionPlan."""

from __future__ import annotations

import ast
import keyword
import re
from typing import Any

from aos_gen.diagnostics import Pointer, Report
from aos_gen.extensions.values import Arguments
from aos_gen.plan import naming, prose
from aos_gen.plan.model import Checks, OptionPlan, Place, Style, ValueKind
from aos_gen.source import CodeFile

KINDS = {
    "Text": ValueKind.TEXT,
    "Choice": ValueKind.TEXT,
    "Integer": ValueKind.INTEGER,
    "Number": ValueKind.NUMBER,
    "Boolean": ValueKind.BOOLEAN,
    "Items": ValueKind.LIST,
    "Json": ValueKind.JSON,
    "File": ValueKind.FILE,
}
ITEM_KINDS = {kind.value: kind for kind in ValueKind if kind is not ValueKind.LIST}
ALWAYS: dict[str, type] = {"required": bool, "help": str}
_TEXT: dict[str, type] = {"default": str, "pattern": str, "format": str, "shortest": int, "longest": int}
_NUMBER: dict[str, type] = {"least": float, "most": float, "above": float, "below": float, "step": float}
# What each kind takes besides; the names are those of the connector's options.py.
FURTHER: dict[str, dict[str, type]] = {
    "Text": _TEXT,
    "Choice": {"default": str},
    "Integer": {**_NUMBER, "default": int, "clamp": bool},
    "Number": {**_NUMBER, "default": float, "clamp": bool},
    "Boolean": {"default": bool},
    "Items": {"fewest": int, "longest": int, "unique": bool},
    "Json": {"files": bool, "types": list, "example": str},
    "File": {},
}
_FLAG = re.compile(r"--[a-z][a-z0-9]*(-[a-z0-9]+)*")


def read_option(node: ast.expr, file: CodeFile, at: Pointer, report: Report) -> OptionPlan | None:
    """The plan of one option; None where it cannot be read, with the reason in the report."""
    kind = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    if not isinstance(node, ast.Call) or kind not in KINDS:
        shown = ast.unparse(node)[:60]
        found = Arguments(file, at, "command", report)
        hint = f"write {', '.join(KINDS)}, such as Text('--board-id', required=True, help='The board')"
        found.complain("extension-option", node, "", f"{shown} is no option that aos-gen can read", hint)
        return None
    known = {**ALWAYS, **FURTHER[kind]}
    arguments = Arguments.of(node, file, at, kind, known, report)
    given: dict[str, Any] = {name: arguments.value(name, type_) for name, type_ in known.items()}
    flag, choices, item_kind = _words(arguments, node, kind)
    if flag:
        _check_name(arguments, node, flag)
    if given["required"] and given.get("default") is not None:
        arguments.complain(
            "extension-option", node, "required", f"{flag} is required, so its default has no use"
        )
    if arguments.wrong or flag is None:
        return None
    field = flag.removeprefix("--").replace("-", "_")
    return OptionPlan(
        api_name=field,
        place=Place.INPUT,
        path=(field,),
        option=flag,
        aliases=(),
        field=field,
        identifier=field,
        label=naming.label(field),
        kind=KINDS[kind],
        item_kind=item_kind,
        accepts=given.get("types") or (),
        required=bool(given["required"]),
        nullable=False,
        choices=choices,
        default=given.get("default"),
        env=None,
        style=Style.FORM,
        reserved=False,
        each="",
        checks=_checks(kind, given),
        help=prose.plain(given["help"] or ""),
        placeholder="",
        example=None,
        vendor_default=None,
        picker=None,
        show_when=None,
    )


def _words(arguments: Arguments, node: ast.Call, kind: str) -> tuple[str | None, tuple[str, ...], ValueKind]:
    """What is given by position: the flag, a choice's values, the kind of a list's items."""
    words = arguments.words
    least = 2 if kind == "Choice" else 1
    most = 2 if kind in ("Choice", "Items") else 1
    if not least <= len(words) <= most:
        asked = {"Choice": "its flag and its values", "Items": "its flag, and the kind of its items"}
        message = f"{kind} takes {asked.get(kind, 'its flag')} by position"
        arguments.complain("extension-option", node, "flag", message, f"such as {_example(kind)}")
        return None, (), KINDS[kind]
    flag = arguments.literal(words[0], "flag", str)
    choices: tuple[str, ...] = ()
    item_kind = ValueKind.TEXT if kind == "Items" else KINDS[kind]
    if kind == "Choice":
        choices = arguments.literal(words[1], "values", list, ())
    elif len(words) == 2:
        named = arguments.literal(words[1], "of", str, "text")
        if named not in ITEM_KINDS:
            message = f"items of {flag} cannot be {named!r}"
            arguments.complain(
                "extension-option", words[1], "of", message, f"write one of {', '.join(ITEM_KINDS)}"
            )
        item_kind = ITEM_KINDS.get(named, ValueKind.TEXT)
    return flag, choices, item_kind


def _example(kind: str) -> str:
    more = {"Choice": ", ['open', 'closed']", "Items": ", 'integer'"}
    return f"{kind}('--name'{more.get(kind, '')})"


def _check_name(arguments: Arguments, node: ast.Call, flag: str) -> None:
    name = flag.removeprefix("--")
    field = name.replace("-", "_")
    if not _FLAG.fullmatch(flag):
        why = "is not spelled like an option"
    elif name in naming.GLOBAL_OPTIONS or name == "env":
        why = "is an option of the whole command line"
    elif field in naming.WORKFLOW_WORDS:
        why = "is a name that workflows keep for themselves"
    elif keyword.iskeyword(field) or field == "client":
        why = "cannot be a parameter of the function"
    else:
        return
    hint = "write another name: lower-case words joined by dashes, such as --board-id"
    arguments.complain("extension-option", node.args[0], "flag", f"{flag!r} {why}", hint)


def _checks(kind: str, given: dict[str, Any]) -> Checks:
    if kind == "Text":
        names = ("shortest", "longest")
        return Checks(
            pattern=given["pattern"] or "",
            format=given["format"] or "",
            **{name: given[name] for name in names},
        )
    if kind in ("Integer", "Number"):
        return Checks(**{name: given[name] for name in _NUMBER}, clamp=bool(given["clamp"]))
    if kind == "Items":
        return Checks(fewest_items=given["fewest"], most_items=given["longest"], unique=bool(given["unique"]))
    return Checks()
