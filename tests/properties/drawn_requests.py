"""Parameters and bodies of a drawn document: each style in each place, each way to write a body."""

from __future__ import annotations

from typing import Any

from drawn_schemas import Data, SchemaAuthor
from odd_names import COOKIE_NAMES, HEADER_NAMES, NAMES

# A check that the vendor's own example breaks is dropped: there a text decides more than texts.
CHECKS = {"enum", "pattern", "format", "minLength", "maxLength"}
STYLES: dict[str, tuple[str, ...]] = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
JSON_TYPES = ("application/json", "application/vnd.api+json", "application/json; charset=utf-8", "*/*")


def without_examples(schema: Any) -> Any:
    """A schema and those in it, without what they show."""
    if not isinstance(schema, dict):
        return schema
    return {
        key: (
            {name: without_examples(one) for name, one in value.items()}
            if key == "properties"
            else without_examples(value)
        )
        for key, value in schema.items()
        if key not in ("example", "default")
    }


class RequestAuthor(SchemaAuthor):
    """Draws what goes into a request."""

    def parameter(self, name: str, place: str) -> Data:
        made: Data = {"name": name, "in": place}
        if place == "path" or self.maybe(4):
            made["required"] = True
        if self.maybe(8):
            media = self.one(("application/json", "application/vnd.x+json", "text/plain"))
            schema = self.scalar() if media == "text/plain" else self.schema(1)
            return self.described({**made, "content": {media: {"schema": schema}}}, "description")
        schema = self.flat(composite=self.maybe(), plain=place in ("header", "cookie"))
        if place == "header":
            # No sample shows what a header cannot carry, so an example's text would decide more than texts.
            schema = without_examples(schema)
        made["schema"] = schema
        if self.maybe(3) or schema["type"] in ("array", "object"):
            made |= self.style(place, schema["type"])
        if place == "query" and self.maybe(6):
            made["allowReserved"] = True
        if place != "header" and schema["type"] == "string" and not CHECKS & set(schema) and self.maybe(3):
            example = {"b": {"value": self.prose()}, "a": {"value": self.prose()}}
            made |= self.one(({"example": self.prose()}, {"examples": example}))
        return self.described(made, "description")

    def style(self, place: str, kind: str) -> Data:
        """A style that the place has for a value of this kind, exploded or not."""
        allowed = [
            one
            for one in STYLES[place]
            if (one != "deepObject" or kind == "object")
            and (not one.endswith("Delimited") or kind in ("array", "object"))
        ]
        style = self.one(allowed)
        if style == "deepObject":
            return {"style": style, "explode": True}
        return {"style": style, "explode": self.maybe()} if self.maybe(4) else {"explode": self.maybe()}

    def parameters(self, path_names: list[str]) -> list[Data]:
        places = {
            "path": path_names,
            "query": self.some(NAMES, 3),
            "header": self.some(HEADER_NAMES, 1),
            "cookie": self.some(COOKIE_NAMES, 2) if self.maybe(3) else [],
        }
        if self.openapi == "3.2.0" and self.maybe(5):
            places["query"] = []
            whole = self.querystring()
            return [*(self.parameter(n, p) for p, names in places.items() for n in names), whole]
        return [self.parameter(name, place) for place, names in places.items() for name in names]

    def querystring(self) -> Data:
        """The whole query in one parameter (3.2)."""
        schema = {"type": "object", "properties": {name: self.scalar() for name in self.some(NAMES, 2, 1)}}
        media = self.one(("application/x-www-form-urlencoded", "application/json"))
        return {"name": "filter", "in": "querystring", "content": {media: {"schema": schema}}}

    def body(self) -> Data:
        """A request body in one media type, or in two of which one is taken."""
        content = self.content()
        if self.maybe(5):
            content |= self.content()
        return self.described({"content": content, "required": self.maybe()}, "description")

    def content(self) -> Data:
        match self.one(("json", "json", "json", "form", "multipart", "raw", "text")):
            case "form":
                return {
                    "application/x-www-form-urlencoded": self.form(("deepObject", "form", "spaceDelimited"))
                }
            case "multipart":
                return {"multipart/form-data": self.multipart()}
            case "raw":
                schema = self.one(({}, {"type": "string", "format": "binary"}))
                return {
                    self.one(("application/octet-stream", "image/png", "application/pdf")): {"schema": schema}
                }
            case "text":
                media = {"schema": {"type": "string"}, "example": self.prose()}
                return {self.one(("text/plain", "text/csv", "application/xml")): media}
        return {self.one(JSON_TYPES): {"schema": self.json_body()}}

    def json_body(self) -> Data:
        match self.one(("object", "object", "array", "schema", "alternatives", "shapeable")):
            case "array":
                return self.array(2)
            case "schema":
                return self.schema(2)
            case "alternatives":
                return self.alternatives()
            case "shapeable":
                emails = {
                    "type": "array",
                    "items": {"type": "object", "properties": {"email": self.scalar()}},
                }
                nested = {"type": "object", "properties": {"summary": self.scalar(), "key": self.scalar()}}
                made = self.object(1)
                made["properties"] |= {"recipients": emails, "nested": nested}
                return made
        return self.object(2)

    def form(self, styles: tuple[str, ...]) -> Data:
        """An object of a form, some of its members with an encoding of their own."""
        names = self.some(NAMES, 4, 1)
        properties = {name: self.schema(2) for name in names}
        made: Data = {"schema": {"type": "object", "properties": properties}}
        if self.maybe():
            made["schema"]["required"] = names[:1]
        encoding = {name: self.encoding(styles) for name in names if self.maybe(3)}
        return {**made, "encoding": encoding} if encoding else made

    def encoding(self, styles: tuple[str, ...]) -> Data:
        if not styles or self.maybe(3):
            return {"contentType": self.one(("application/json", "text/plain", "image/png, image/jpeg"))}
        return {"style": self.one(styles), "explode": self.maybe()}

    def multipart(self) -> Data:
        """A form whose parts may be files, one or many."""
        made = self.form(())
        file = {"type": "string", "format": "binary"}
        if self.modern and self.maybe():
            file = {"type": "string", "contentMediaType": "application/octet-stream"}
        for name in self.some(NAMES, 2):
            made["schema"]["properties"][name] = self.one((file, {"type": "array", "items": file}))
            made.get("encoding", {}).pop(name, None)
            if self.maybe(3):
                made.setdefault("encoding", {})[name] = {"contentType": self.one(("image/png", "image/*"))}
        return made
