"""An option of the plan to the expression that declares it: `Integer("--limit", least=1, help="...")`."""

from __future__ import annotations

import json
from typing import Any

from aos_gen.plan.model import CommandPlan, OptionPlan, Place, ValueKind
from aos_gen.render.environment import Code

CLASSES = {
    ValueKind.TEXT: "Text",
    ValueKind.INTEGER: "Integer",
    ValueKind.NUMBER: "Number",
    ValueKind.BOOLEAN: "Boolean",
    ValueKind.LIST: "Items",
    ValueKind.JSON: "Json",
    ValueKind.FILE: "File",
}
NUMBERS = (ValueKind.INTEGER, ValueKind.NUMBER)


def class_of(option: OptionPlan) -> str:
    """The class of the connector's own options that reads it."""
    return "Choice" if option.choices and option.kind is not ValueKind.LIST else CLASSES[option.kind]


def option_code(option: OptionPlan, command: CommandPlan) -> Code:
    """The expression; what is usual is left out."""
    name = class_of(option)
    arguments = [repr(option.option)]
    if name == "Choice":
        arguments.append(repr(list(option.choices)))
    if option.kind is ValueKind.LIST and (option.item_kind is not ValueKind.TEXT or option.aliases):
        arguments.append(repr(option.item_kind.value))
    arguments += [repr(alias) for alias in option.aliases]
    named: dict[str, Any] = {}
    if option.identifier != option.option.lstrip("-").replace("-", "_"):
        named["into"] = option.identifier
    if option.choices and name != "Choice":
        named["values"] = list(option.choices)
    named |= _checks(option) if name != "Choice" else {}
    if option.accepts and ValueKind.JSON in (option.kind, option.item_kind):
        named["types"] = option.accepts
    if option.example is not None:
        named["example"] = json.dumps(option.example, ensure_ascii=False, separators=(",", ":"))
    if option.nullable:
        named["nullable"] = True
    if option.required:
        named["required"] = True
    if option.place is Place.BODY and (option.required or _is_nested(option, command)):
        named["member"] = ".".join(option.path)
    named |= {"default": option.default, "env": option.env, "help": option.help or None}
    arguments += [f"{key}={value!r}" for key, value in named.items() if value is not None]
    return Code(f"{name}({', '.join(arguments)})")


def _is_nested(option: OptionPlan, command: CommandPlan) -> bool:
    """Whether the option is a member of an object that is an option too, or such an object."""
    heads = [o.path[0] for o in command.options if o.place is Place.BODY]
    return len(option.path) > 1 or heads.count(option.path[0]) > 1


def _checks(option: OptionPlan) -> dict[str, Any]:
    """The checks of a value, or of each item of a list."""
    checks = option.checks
    found: dict[str, Any] = {}
    if option.item_kind in NUMBERS:
        found = {
            "least": checks.least,
            "most": checks.most,
            "above": checks.above,
            "below": checks.below,
            "step": checks.step,
            "values": list(checks.values) or None,
            "clamp": checks.clamp or None,
        }
    elif option.item_kind is ValueKind.TEXT and not option.choices:
        found = {
            "pattern": checks.pattern or None,
            "format": checks.format or None,
            "shortest": checks.shortest,
        }
        found["item_longest" if option.kind is ValueKind.LIST else "longest"] = checks.longest
    if option.kind is ValueKind.LIST:
        found |= {
            "fewest": checks.fewest_items or None,
            "longest": checks.most_items,
            "unique": checks.unique or None,
        }
    return found
