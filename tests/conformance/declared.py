"""A Parameter Object with every default filled in, and all the parameters of an operation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .document import Document, Operation
from .wire import template_pattern

STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form", "body": "form"}
Key = tuple[str, str]
"""Where a value travels, and the vendor's name for it."""


@dataclass(frozen=True)
class Parameter:
    """A parameter, or a member of a form, with its style settled."""

    name: str
    place: str
    schema: Any
    style: str = "form"
    explode: bool = True
    reserved: bool = False
    required: bool = False
    media: str = ""
    """The media type of `content`, in place of a style."""

    @property
    def spread(self) -> bool:
        """Whether an object's members stand in the query under their own names."""
        return self.explode and self.style == "form" and not self.media

    def told(self) -> str:
        """For messages."""
        return f"{self.place} parameter {self.name}"


def declared(document: Document, raw: dict[str, Any]) -> Parameter:
    """A Parameter Object -> the same with every default filled in."""
    place = raw["in"]
    style = raw.get("style") or STYLES.get(place, "form")
    style = "form" if style == "cookie" else style  # 3.2: form, and we see its pairs apart anyway
    content = document.follow(raw.get("content") or {})
    media = next(iter(content), "")
    schema = (document.follow(content[media]) or {}).get("schema", {}) if media else raw.get("schema", {})
    return Parameter(
        name=raw["name"],
        place=place,
        schema=schema,
        style=style,
        explode=bool(raw.get("explode", style == "form")),
        reserved=bool(raw.get("allowReserved")),
        required=bool(raw.get("required")),
        media=media,
    )


def parameters_of(document: Document, operation: Operation) -> list[Parameter]:
    """All parameters; a variable of the path that nobody declared takes any text."""
    names = template_pattern(operation.path)[1]
    told = [declared(document, each) for each in operation.parameters]
    told = [each for each in told if each.place != "path" or each.name in names]
    known = {each.name for each in told if each.place == "path"}
    return told + [
        Parameter(name, "path", {"type": "string"}, style="simple", explode=False, required=True)
        for name in dict.fromkeys(names)
        if name not in known
    ]
