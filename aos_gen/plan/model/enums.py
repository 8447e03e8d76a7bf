"""The closed choices of a plan: an enum for every one, with the words that the lock keeps."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Mode(StrEnum):
    """The least permission mode of a command, in rising order (CONTRACT.md, 2)."""

    READONLY = "readonly"
    WRITE = "write"
    FULL = "full"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """0 for readonly to 3 for admin."""
        return list(Mode).index(self)


class RiskTier(IntEnum):
    """What a command can do to the business (CONTRACT.md, 7)."""

    READ = 1
    BOUNDED_WRITE = 2
    BUSINESS_MUTATION = 3
    DESTRUCTIVE = 4


class ActionClass(StrEnum):
    """The manifest's `action_class`."""

    READ = "read"
    WRITE = "write"
    DESTRUCTIVE = "destructive"


class Place(StrEnum):
    """Where in the request a value travels."""

    PATH = "path"
    QUERY = "query"
    QUERYSTRING = "querystring"
    """The whole query (OpenAPI 3.2)."""
    HEADER = "header"
    COOKIE = "cookie"
    BODY = "body"
    INPUT = "input"
    """Nowhere by itself: it is a part of a value that the map puts together."""


class ValueKind(StrEnum):
    """What an option's text is read as."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list"
    JSON = "json"
    FILE = "file"
    """The path of a file, whose bytes are sent."""


class Style(StrEnum):
    """How a value becomes text (OpenAPI, Style Values): style and explode in one word."""

    SIMPLE = "simple"
    SIMPLE_EXPLODED = "simple-exploded"
    LABEL = "label"
    LABEL_EXPLODED = "label-exploded"
    MATRIX = "matrix"
    MATRIX_EXPLODED = "matrix-exploded"
    FORM = "form"
    """form, explode=true: a=1&a=2."""
    COMMA = "comma"
    """form, explode=false: a=1,2."""
    SPACE = "space"
    PIPE = "pipe"
    TAB = "tab"
    """Swagger 2.0's tsv."""
    DEEP = "deep"
    JSON = "json"
    """A `content` of a JSON media type."""
    TEXT = "text"
    """A `content` of another media type."""


class BodyKind(StrEnum):
    """How a request body is written."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    RAW = "raw"
    """Bytes of a file or of standard input."""
    TEXT = "text"


class AnswerKind(StrEnum):
    """What a successful answer becomes in `data` (CONTRACT.md, 3)."""

    OBJECT = "object"
    LIST = "list"
    EMPTY = "empty"


class Reading(StrEnum):
    """How the bytes of an answer are read."""

    JSON = "json"
    TEXT = "text"
    BINARY = "binary"
    EVENTS = "events"
    LINES = "lines"
    ANY = "any"
    """As the answer's own Content-Type says."""


class PageKind(StrEnum):
    """How a vendor leads from one page to the next."""

    CURSOR = "cursor"
    TOKEN_HEADER = "token-header"
    LAST_ID = "last-id"
    PAGE = "page"
    OFFSET = "offset"
    URL = "url"
    LINK = "link"


class SchemeKind(StrEnum):
    """How a credential is put on a request."""

    BEARER = "bearer"
    BASIC = "basic"
    HEADER = "header"
    QUERY = "query"
    COOKIE = "cookie"
    OAUTH2 = "oauth2"
    """A token fetched with client credentials (RFC 6749, 4.4)."""
    TLS = "tls"
    URL = "url"
    """A variable of the base URL."""


CHOSEN = "the map chooses it"
"""The reason of a media type that the map names."""
