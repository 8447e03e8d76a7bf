"""A command's words with lists and objects of our own in them: with delimiters inside, and never empty.

The samples of the generator are kind; what a style does with `a,b` between two items they do not show.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .declared import Parameter, parameters_of
from .document import Document
from .sampler import Sampler
from .schemas import complaints
from .values import shapes

# What the sampler says where any text will do.
ANY = "text"
# Everything that some style takes for a delimiter, but the space: a header's and a list's it must not hold.
ODD = "a,b;c=d&e|f/é"
# The specification leaves it to callers to keep a style's own delimiter out of its values.
TAME = {
    "spaceDelimited": "a,b;c",
    "pipeDelimited": "a,b c",
    "label": "a,b;c=d",
    "tabDelimited": "a,b c|d",
    "header": "a b;c",
}


def own_words(document: Document, command: Mapping[str, Any]) -> list[str] | None:
    """The `full` words with other lists and objects in path, query, headers and cookies; None without any."""
    operation = document.operation(command["method"], command["path"])
    told = {(each.place, each.name): each for each in parameters_of(document, operation)}
    words = list(command["sample"]["full"]["words"])
    changed = False
    for option in command["options"]:
        parameter = told.get((option["place"], option["api_name"]))
        lifted = len(option.get("path") or ()) > 1 or option.get("each")
        if not parameter or lifted or option["kind"] not in ("list", "json"):
            continue
        value = own_value(document, parameter)
        if value is None or complaints(document, parameter.schema, value):
            continue
        words = _without(words, option["option"]) + [option["option"], json.dumps(value)]
        changed = True
    return words if changed else None


def own_value(document: Document, parameter: Parameter) -> Any:
    """A list or an object of the parameter's schema; None where it has neither."""
    shape = next((each for each in shapes(document, parameter.schema) if each != "primitive"), None)
    if shape is None:
        return None
    odd = TAME.get(parameter.place) or TAME.get(parameter.style, ODD)
    if parameter.place == "cookie" and not parameter.explode:
        odd = "a b;c"
    value = _odd(Sampler(document).sample(parameter.schema), odd)
    if shape == "array":
        items = value if isinstance(value, list) else [value]
        return [*items, "two"] if items == [odd] else items if any(each != {} for each in items) else None
    return value if isinstance(value, dict) and value else {"R": "100", "G": odd}


def _odd(value: Any, odd: str) -> Any:
    if isinstance(value, list):
        return [_odd(each, odd) for each in value]
    if isinstance(value, dict):
        return {key: _odd(each, odd) for key, each in value.items()}
    return odd if value == ANY else value


def _without(words: list[str], option: str) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(words):
        if words[at] == option:
            at += 2
            continue
        kept.append(words[at])
        at += 1
    return kept
