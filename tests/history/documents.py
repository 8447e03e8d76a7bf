"""What two releases of a document say of one operation, read without aos-gen: the judge of report rows."""

from __future__ import annotations

import json
from typing import Any

PROSE = ("description", "summary", "example", "examples", "title", "externalDocs", "deprecated")
DEEPEST = 8


class Document:
    """One release of the document."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.operations = {
            f"{method.upper()} {path}": (item, operation)
            for path, item in data["paths"].items()
            for method, operation in item.items()
            if method in ("get", "put", "post", "delete", "patch", "head", "options")
        }

    def request(self, key: str) -> dict[str, Any]:
        """Parameters by place and name, members of the body by name; references followed, prose left out."""
        item, operation = self.operations[key]
        parts: dict[str, Any] = {}
        for given in [*item.get("parameters", []), *operation.get("parameters", [])]:
            one = self.plain(given)
            parts[one["name"]] = one
        body = self.plain(operation.get("requestBody", {}), 0)
        for media, content in body.get("content", {}).items():
            schema = content.get("schema", {})
            parts[f"body {media}"] = {k: v for k, v in schema.items() if k not in ("properties", "required")}
            for name, member in schema.get("properties", {}).items():
                parts[name] = {**parts.get(name, {}), "member": member}
                parts[name]["needed"] = name in schema.get("required", [])
        parts["body"] = {"required": body.get("required", False), "types": sorted(body.get("content", {}))}
        return parts

    def answer(self, key: str) -> Any:
        """The successful answers."""
        responses = self.operations[key][1].get("responses", {})
        return {code: self.plain(one) for code, one in responses.items() if code.startswith("2")}

    def prose(self, key: str) -> str:
        """All that the operation says, prose too."""
        item, operation = self.operations[key]
        return json.dumps([item.get("parameters"), operation, self._named(operation)], sort_keys=True)

    def plain(self, value: Any, depth: int = 0) -> Any:
        """A value with its references followed, as deep as a report goes."""
        if depth > DEEPEST:
            return "..."
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                return self.plain(self._at(value["$ref"]), depth + 1)
            return {
                k: self.plain(v, depth + 1)
                for k, v in value.items()
                if not (k in PROSE and not isinstance(v, dict)) and not k.startswith("x-")
            }
        if isinstance(value, list):
            return sorted(
                (self.plain(one, depth + 1) for one in value), key=lambda one: json.dumps(one, sort_keys=True)
            )
        return value

    def _at(self, reference: str) -> Any:
        found: Any = self.data
        for step in reference.removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        return found

    def _named(self, value: Any, seen: frozenset[str] = frozenset()) -> Any:
        """What the references of an operation lead to, prose too."""
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str):
                if reference in seen or len(seen) > DEEPEST:
                    return reference
                return self._named(self._at(reference), seen | {reference})
            return {k: self._named(v, seen) for k, v in value.items()}
        if isinstance(value, list):
            return [self._named(one, seen) for one in value]
        return value


def confirmed(row: dict[str, Any], key: str, old: Document, new: Document) -> bool:
    """Whether the documents differ where the row says that something changed."""
    if key not in old.operations or key not in new.operations:
        return True
    before, after = old.request(key), new.request(key)
    name = str(row.get("subject", "")).split(" ")[0].removeprefix("--").replace("-", "_")
    for part in (name, name.rpartition("_")[0]):
        if part and (part in before or part in after):
            return before.get(part) != after.get(part) or old.prose(key) != new.prose(key)
    return old.prose(key) != new.prose(key)
