"""Answers of a drawn document: of every kind, in pages, and what its vendor calls back with."""

from __future__ import annotations

from typing import Any

from drawn_schemas import Data, SchemaAuthor

TEXTS = ("text/plain", "text/csv", "application/xml", "text/html")
BYTES = ("application/octet-stream", "image/png", "application/pdf")
LINES = ("application/x-ndjson", "application/jsonl")
# kind: (parameters and their types, members beside the list, headers of the answer, the map's `paginate`)
PAGES: dict[str, tuple[Data, Data, tuple[str, ...], Data]] = {
    "cursor": (
        {"cursor": "string", "limit": "integer"},
        {"next_cursor": {"type": "string"}},
        (),
        {"kind": "cursor", "parameter": "cursor", "next": "next_cursor", "size": "limit"},
    ),
    "nested cursor": (
        {"page[cursor]": "string", "page[size]": "integer"},
        {"meta": {"type": "object", "properties": {"next_cursor": {"type": "string"}}}},
        (),
        {"kind": "cursor", "parameter": "page[cursor]", "next": "meta.next_cursor"},
    ),
    "token-header": (
        {"page_token": "string"},
        {},
        ("X-Next-Token",),
        {"kind": "token-header", "parameter": "page_token", "next": "X-Next-Token"},
    ),
    "last-id": (
        {"starting_after": "string", "limit": "integer"},
        {"has_more": {"type": "boolean"}},
        (),
        {"kind": "last-id", "parameter": "starting_after", "more": "has_more", "size": "limit"},
    ),
    "page": ({"page": "integer", "per_page": "integer"}, {}, (), {"kind": "page", "parameter": "page"}),
    "offset": (
        {"offset": "integer", "count": "integer"},
        {"isLast": {"type": "boolean"}},
        (),
        {"kind": "offset", "parameter": "offset", "size": "count", "more": "!isLast"},
    ),
    "url": ({}, {"next": {"type": "string", "format": "uri"}}, (), {"kind": "url", "next": "next"}),
    "link": ({"per_page": "integer"}, {}, ("Link",), {"kind": "link", "size": "per_page"}),
}


class AnswerAuthor(SchemaAuthor):
    """Draws what comes back."""

    def responses(self) -> Data:
        """One successful answer, sometimes two or none, and sometimes a refusal."""
        codes = self.one(
            (("200",), ("200",), ("2XX",), ("201",), ("200", "202"), ("200", "204"), ("202",), ())
        )
        made = {code: self.response(code) for code in codes}
        if self.maybe() or not made:
            made = {"default": {"description": self.prose()}, **made}
        return made

    def response(self, code: str) -> Data:
        made: Data = {"description": self.prose()}
        if code == "204":
            return made
        if code in ("201", "202") and self.maybe():
            made["headers"] = {"Location": {"schema": {"type": "string"}}}
        content = self.answered()
        if content and self.maybe(6):
            content |= self.answered()
        return {**made, "content": content} if content else made

    def answered(self) -> Data:
        """The media types of an answer; none for one without content."""
        match self.one(
            ("object", "list", "page", "empty", "reference", "text", "bytes", "events", "lines", "any")
        ):
            case "object":
                schema = self.object(2)
            case "list":
                schema = self.array(2)
            case "page":
                schema = self.page({"next_cursor": {"type": "string"}})
            case "reference":
                schema = self.reference()
            case "text":
                return {self.one(TEXTS): {"schema": {"type": "string"}, **self.maybe_example()}}
            case "bytes":
                return {self.one(BYTES): {"schema": {"type": "string", "format": "binary"}}}
            case "events":
                key = "itemSchema" if self.openapi == "3.2.0" else "schema"
                return {"text/event-stream": {key: self.object(1)}}
            case "lines":
                return {self.one(LINES): {"schema": self.object(1)}}
            case "any":
                schema = self.one(({}, {"type": "string"}, {"type": "integer"}, {"type": "boolean"}))
            case _:
                return {}
        return {self.one(("application/json", "application/hal+json", "*/*")): {"schema": schema}}

    def maybe_example(self) -> Data:
        return {"example": self.prose()} if self.maybe() else {}

    def page(self, beside: Data) -> Data:
        items = {"type": "array", "items": self.object(1)}
        return {"type": "object", "properties": {"items": items, **beside}}

    def paged(self) -> tuple[list[Data], Data, Data]:
        """Parameters and responses of a list in pages, and what the map may say of it."""
        parameters, beside, headers, said = PAGES[self.one(tuple(PAGES))]
        made: list[Data] = []
        for name, kind in parameters.items():
            schema: Data = {"type": kind}
            if kind == "integer" and self.maybe():
                schema |= {"minimum": 0, "maximum": self.one((5, 100))}
            made.append(self.described({"name": name, "in": "query", "schema": schema}, "description"))
        schema = self.page(beside)
        if not beside and self.maybe():
            schema = schema["properties"]["items"]
        answered: Data = {"description": self.prose(), "content": {"application/json": {"schema": schema}}}
        if headers:
            answered["headers"] = {name: {"schema": {"type": "string"}} for name in headers}
        settings: Data = {}
        if self.maybe(3):
            settings["paginate"] = said if self.maybe(4) is False else False
        return made, {"200": answered}, settings

    def callback(self) -> Data:
        """What the vendor calls, with an object of its own."""
        body: Any = {"content": {"application/json": {"schema": self.object(1)}}}
        made: Data = {"requestBody": body, "responses": {"200": {"description": self.prose()}}}
        return self.described(made, "summary", "description")
