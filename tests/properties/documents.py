"""Strategies for vendors: an OpenAPI document and a map that maps every operation of it.

Documents are sound OpenAPI with odd contents: every kind of parameter, body, answer, page,
credential and server that is supported, names that no programmer would choose, schemas that
refer to themselves. Where a vendor writes prose stands a slot, `⟦7⟧`; `Vendor.told` fills the slots.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drawn_access import AccessAuthor
from drawn_answers import AnswerAuthor
from drawn_requests import RequestAuthor
from drawn_schemas import Data, Draw
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from odd_names import AWKWARD_COMMANDS, COMMANDS, CONNECTORS, EVENTS, PARTIAL, PATH_NAMES, SEGMENTS

# To make a failure small takes minutes, so it is done on demand: SHRINK=1 pytest tests/properties
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, *((Phase.shrink,) if "SHRINK" in os.environ else ()))

SLOT = re.compile("⟦([0-9]+)⟧")


@dataclass(frozen=True)
class Vendor:
    """A document and its map, with slots for prose."""

    document: Data
    mapping: Data
    slots: int

    def told(self, text: Callable[[int], str]) -> tuple[Data, Data]:
        """Both, with `text(n)` in slot n."""
        return fill(self.document, text), fill(self.mapping, text)


def explored(examples: int) -> settings:
    """The settings of a property over vendors: so many of them, each as slow as it must be."""
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large)
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow, phases=PHASES)


def fill(value: Any, text: Callable[[int], str]) -> Any:
    """`value` with every slot in it replaced."""
    if isinstance(value, dict):
        return {key: fill(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [fill(item, text) for item in value]
    found = SLOT.fullmatch(value) if isinstance(value, str) else None
    return text(int(found[1])) if found else value


def plain_words(slot: int) -> str:
    """Prose that nobody could object to."""
    return f"Text{slot} of the vendor"


class Author(RequestAuthor, AnswerAuthor, AccessAuthor):
    """Draws one vendor."""

    def operation(self, method: str, path_names: list[str]) -> tuple[Data, Data]:
        """An operation, and what the map says of its command besides parameters."""
        made: Data = {"parameters": self.parameters(path_names), "tags": [self.prose()]}
        mapped: Data = {}
        if method == "get" and self.maybe(3):
            more, made["responses"], mapped = self.paged()
            taken = {one["name"] for one in more}
            kept = [p for p in made["parameters"] if p["name"] not in taken and p["in"] != "querystring"]
            made["parameters"] = [*kept, *more]
        else:
            made["responses"] = self.responses()
        if method in ("post", "put", "patch") or self.maybe(8):
            made["requestBody"] = self.body()
        if self.maybe(4):
            made["security"] = self.requirements()
        if self.maybe(8):
            made["servers"] = self.own_servers()
        if self.maybe(10):
            made["callbacks"] = {self.one(EVENTS): {"{$request.body#/url}": {"post": self.callback()}}}
        return self.described(made, "summary", "description"), mapped

    def paths(self) -> tuple[Data, Data]:
        """Paths, and by `GET /path` of every operation what the map says of it."""
        made: Data = {}
        keys: Data = {}
        for number in range(self.draw(st.integers(1, 2))):
            pattern = self.one(("", "", *PARTIAL))
            names = self.some(PATH_NAMES, 2, 2)[: pattern.count("%s")]
            path = f"/{number}-{self.one(SEGMENTS)}" + (f"/{pattern}" % tuple(names) if pattern else "")
            methods = self.some(("get", "get", "post", "put", "patch", "delete"), 2, 1)
            made[path] = {}
            for method in methods:
                made[path][method], keys[f"{method.upper()} {path}"] = self.operation(method, names)
            if self.maybe(12):
                made[path]["servers"] = self.own_servers()
        return made, keys

    def vendor(self) -> Vendor:
        self.write_components()
        paths, keys = self.paths()
        declared, auth = self.security_schemes()
        servers, server = self.servers()
        document: Data = {
            "openapi": self.openapi,
            "info": self.described({"title": self.prose(), "version": self.prose()}, "description"),
            "servers": servers,
            "tags": [{"name": self.prose(), "description": self.prose()}],
            "paths": paths,
            "components": {"schemas": self.components, "securitySchemes": declared},
        }
        if self.maybe():
            document["security"] = self.requirements()
        if self.modern and self.maybe(4):
            document["webhooks"] = {self.one(EVENTS): {"post": self.callback()}}
        pool = AWKWARD_COMMANDS if self.maybe(5) else COMMANDS
        ids = self.draw(st.permutations(pool))[: len(keys)]
        commands = {
            one: self.command(key, paths, said) for one, (key, said) in zip(ids, keys.items(), strict=True)
        }
        mapping: Data = {
            "version": 1,
            "connector": {"name": self.one(CONNECTORS), "label": "Acme", "description": "All of Acme"},
            "auth": auth,
            "commands": commands,
        }
        if server:
            mapping["server"] = server
        if self.maybe(8):
            mapping["headers"] = {"Acme-Version": "2025-01-01"}
        if self.maybe(3):
            paths["/zz-me"] = {"get": {"responses": {"204": {"description": self.prose()}}}}
            mapping["health"] = {"operation": "GET /zz-me"}
        return Vendor(document, mapping, self.slots)

    def command(self, key: str, paths: Data, said: Data) -> Data:
        """The map's entry; what cannot be named by itself gets a name, and some others do too."""
        method, _, path = key.partition(" ")
        operation = paths[path][method.lower()]
        listed = [(one["in"], one["name"]) for one in operation["parameters"]]
        made: Data = {"operation": key, "mode": "write", "risk": 2, **said}
        content = operation.get("requestBody", {}).get("content", {})
        chosen = next(iter(content), "")
        if chosen and (len(content) > 1 or self.maybe(8)):
            made["body"] = {"media_type": chosen}
        members = list(dict.fromkeys(self.members(content.get(chosen, {}).get("schema", {}))))
        settings: Data = {}
        for number, (place, name) in enumerate([*listed, *(("body", name) for name in members)]):
            if not re.search("[A-Za-z0-9é]", name) or self.maybe(12):
                settings[f"{place}:{name}"] = {"option": self.one((f"named-{number}", f"named_{number}"))}
            elif self.maybe(16):
                settings[f"{place}:{name}"] = self.one(
                    ({"env": "ACME_WORKSPACE_ID"}, {"help": "Said by the map"})
                )
        if "recipients" in members and self.maybe():
            settings["body:recipients"] = {"each": "email"}
        if "nested" in members and self.maybe():
            settings["nested.summary"] = {"option": "summary-of-it"}
        if not any(place == "querystring" for place, _ in listed):
            settings |= self.shaping(made)
        return {**made, "parameters": settings}

    def shaping(self, made: Data) -> Data:
        """What an operator adds to an operation: parameters that the document lacks."""
        match self.one(("nothing",) * 8 + ("added", "fixed", "composed", "clamped")):
            case "added":
                kinds = ("text", "integer", "number", "boolean", "list", "json")
                return {"zz-added": {"in": self.one(("query", "header")), "type": self.one(kinds)}}
            case "fixed":
                return {"zz-fixed": {"in": "query", "fixed": self.one(("draft", "a'b", "{{ x }}"))}}
            case "composed":
                made["options"] = {"zz-owner": {}, "zz-words": {"required": False, "help": "Said by the map"}}
                return {"zz-q": {"in": "query", "compose": "repo:{zz-owner} {zz-words}"}}
            case "clamped":
                return {"zz-size": {"in": "query", "type": "integer", "clamp": {"min": 1, "max": 9}}}
        return {}


@st.composite
def vendors(draw: Draw) -> Vendor:
    """A vendor of one to four operations."""
    return Author(draw).vendor()


def shuffled(value: Any, random: Any) -> Any:
    """The same value, keys in another order, but for environments: the first is the default."""
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: value[key] if key == "environments" else shuffled(value[key], random) for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value
