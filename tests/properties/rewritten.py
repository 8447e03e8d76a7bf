"""A document written otherwise: parts of it behind references, and parts of it damaged."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

Data = dict[str, Any]
Steps = tuple[str | int, ...]

PARTS = "parts.json"
# Keys of the places that values move to: what a pointer has to escape stands in each.
ODD_KEYS = ("plain", "with/slash", "with~tilde", "with space", "per%cent", "größe", "a.b", "0")
SECTIONS = {"parameter": "parameters", "body": "requestBodies", "answer": "responses", "item": "pathItems"}

JUNK: tuple[Any, ...] = (
    None, "", 0, -1, 1.5, True, [], {}, "x", ["x"], [None], [[]], {"a": None}, 10**30, "a" * 3000,
    "\u202e\x00", {"$ref": ""}, {"$ref": "#/nowhere"}, {"$ref": "#"}, {"$ref": 5}, {"$ref": {}},
    {"$ref": "#/paths"},
    {"type": ["string", "null", "integer"]}, {"oneOf": []}, {"allOf": [True]}, {"enum": [{}]}, {"items": []},
    {"properties": []}, {"required": True}, {"type": "file"}, {"additionalProperties": "x"}, {"in": "body"},
)  # fmt: skip  # a list of values reads better in rows
ODD_NAMES = (
    "",
    "/",
    "$ref",
    "x-a",
    "~",
    "{}",
    "{a",
    "\n",
    "__class__",
    "200",
    "2XX",
    "*/*",
    "text/",
    "a" * 300,
)


def places(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The place of every value below."""
    yield steps
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, child in children:
        yield from places(child, (*steps, step))


def at(value: Any, steps: Steps) -> Any:
    """What stands at a place."""
    for step in steps:
        value = value[step]
    return value


def referable(document: Data) -> Iterator[tuple[Steps, str]]:
    """Places that may hold a reference, and what each holds (OpenAPI, Reference Object)."""
    for steps in places(document.get("paths", {}), ("paths",)):
        found = at(document, steps)
        if not isinstance(found, dict) or "$ref" in found or len(steps) < 2:
            continue
        if len(steps) == 2:
            yield steps, "item"
        elif steps[-2] == "parameters" and isinstance(steps[-1], int):
            yield steps, "parameter"
        elif steps[-1] == "requestBody":
            yield steps, "body"
        elif steps[-2] == "responses" and isinstance(steps[-1], str):
            yield steps, "answer"
        elif steps[-1] == "schema" or (steps[-1] == "items" and "schema" in steps):
            yield steps, "schema"


def referring(document: Data, random: Random, moves: int) -> tuple[Data, Data]:
    """The document with some of its parts behind references, and a second file that holds some of those."""
    made: Data = copy.deepcopy(document)
    parts: Data = {}
    for number in range(moves):
        found = sorted(referable(made), key=repr)
        if not found:
            break
        steps, kind = random.choice(found)
        holder, key = at(made, steps[:-1]), f"{number} {random.choice(ODD_KEYS)}"
        value = holder[steps[-1]]
        if random.random() < 0.3:
            parts[key] = elsewhere(value)
            reference = f"{PARTS}#/{pointer(key)}"
        else:
            section = SECTIONS.get(kind, "schemas")
            made.setdefault("components", {}).setdefault(section, {})[key] = value
            reference = f"#/components/{section}/{pointer(key)}"
            if random.random() < 0.3:
                made["components"][section][f"{key} again"] = {"$ref": reference}
                reference = f"#/components/{section}/{pointer(key)}%20again"
        holder[steps[-1]] = {"$ref": reference}
    return made, parts


def elsewhere(value: Any) -> Any:
    """A value for another file: what it refers to still stands in the first."""
    if isinstance(value, dict):
        return {
            key: f"openapi.json{child}" if key == "$ref" and str(child).startswith("#") else elsewhere(child)
            for key, child in value.items()
        }
    return [elsewhere(child) for child in value] if isinstance(value, list) else value


def pointer(key: str) -> str:
    """A key as a step of a pointer in a URL (RFC 6901, 6)."""
    escaped = key.replace("~", "~0").replace("/", "~1")
    return escaped.replace("%", "%25").replace(" ", "%20")


def damaged(document: Data, random: Random, times: int) -> Data:
    """The document after accidents: values replaced, lost, renamed, or copied to where they do not belong."""
    made: Data = copy.deepcopy(document)
    for _ in range(times):
        found = [steps for steps in places(made) if steps and steps[0] not in ("openapi", "info")]
        if not found:
            break
        steps = random.choice(found)
        holder, step = at(made, steps[:-1]), steps[-1]
        match random.choice(("junk", "junk", "lost", "renamed", "copied", "listed")):
            case "junk":
                holder[step] = copy.deepcopy(random.choice(JUNK))
            case "lost":
                del holder[step]
            case "renamed" if isinstance(holder, dict):
                holder[random.choice(ODD_NAMES)] = holder.pop(step)
            case "copied":
                holder[step] = copy.deepcopy(at(made, random.choice(found)))
            case "listed" if isinstance(holder[step], dict):
                holder[step] = list(holder[step].values())
    return made
