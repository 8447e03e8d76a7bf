"""A recorded request and the path of its operation -> its raw pieces: variables, pairs, cookies.

Raw means percent-encoded as it came: only a style knows which commas are delimiters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from .document import Operation
from .loopback import Recorded
from .reduce import plain_template

# RFC 3986, 3.3: what a path segment may hold unencoded.
SEGMENT = re.compile(r"^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*$")
QUERY = re.compile(r"^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?\[\]]|%[0-9A-Fa-f]{2})*$")

RawPairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Facts:
    """A request taken apart once: what both judges look at."""

    path: str
    raw_variables: dict[str, str]
    raw_query: RawPairs
    raw_cookies: RawPairs
    query_text: str

    @property
    def variables(self) -> dict[str, str]:
        """Path variables, decoded."""
        return {name: unquote(raw) for name, raw in self.raw_variables.items()}

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query's pairs, decoded."""
        return [(unquote(name), unquote(value)) for name, value in self.raw_query]

    @property
    def cookies(self) -> list[tuple[str, str]]:
        """The cookies, decoded."""
        return [(unquote(name), unquote(value)) for name, value in self.raw_cookies]


@lru_cache(maxsize=4096)
def template_pattern(template: str) -> tuple[re.Pattern[str], list[str]]:
    """`/a/{b}/c` -> a pattern and the names of its groups, in order."""
    pieces = re.split(r"\{([^{}]*)\}", plain_template(template))
    pattern = "".join(re.escape(part) if at % 2 == 0 else "([^/]+)" for at, part in enumerate(pieces))
    return re.compile(f"{pattern}$"), pieces[1::2]


def literal_query(template: str) -> RawPairs:
    """`/oauth/token?refresh` -> the pairs that the path itself asks for."""
    return split_pairs(template.partition("#")[0].partition("?")[2])


def split_pairs(text: str) -> RawPairs:
    """`a=1&b` -> [(a, 1), (b, "")], still encoded."""
    return [(name, value) for name, _, value in (each.partition("=") for each in text.split("&") if each)]


def take_apart(operation: Operation, recorded: Recorded, base_url: str) -> tuple[Facts | None, list[str]]:
    """Request target -> facts; None with the reason where it isn't the operation's path at all."""
    raw, _, query = recorded.target.partition("?")
    problems = [
        f"path {raw!r} is not percent-encoded" for _ in [raw] if not all(map(SEGMENT.match, raw.split("/")))
    ]
    if not QUERY.match(query):
        problems.append(f"query {query!r} is not percent-encoded")
    base = urlsplit(base_url).path.rstrip("/")
    if not raw.startswith(base + "/"):
        return None, [*problems, f"path {raw} is not under the base URL's {base}"]
    path = raw[len(base) :]
    pattern, names = template_pattern(operation.path)
    match = pattern.match(path)
    if match is None:
        return None, [*problems, f"path {path} is not {operation.path}"]
    variables: dict[str, str] = {}
    for name, value in zip(names, match.groups(), strict=True):
        if variables.setdefault(name, value) != value:
            problems.append(f"{{{name}}} stands for both {variables[name]} and {value}")
    # A server resolves these before it routes (RFC 3986, 5.2.4), so another operation would be reached.
    problems += [f"segment {each!r} leaves the path" for each in path.split("/") if each in (".", "..")]
    pairs = split_pairs(query)
    for literal in literal_query(operation.path):
        if literal in pairs:
            pairs.remove(literal)
        else:
            problems.append(f"the path's own query {'='.join(literal)} is missing")
    return Facts(path, variables, pairs, _cookies(recorded, problems), query), problems


def _cookies(recorded: Recorded, problems: list[str]) -> RawPairs:
    """The one Cookie header that a client may send (RFC 6265, 5.4)."""
    headers = [value for name, value in recorded.headers if name.lower() == "cookie"]
    if len(headers) > 1:
        problems.append(f"{len(headers)} Cookie headers instead of one")
    pairs = []
    for header in headers:
        for each in header.split("; "):
            name, equals, value = each.partition("=")
            # A comma is no cookie-octet, but the style `form` asks for it between items.
            if not equals or not re.fullmatch(r"[\x21\x23-\x3a\x3c-\x5b\x5d-\x7e]*", value):
                problems.append(f"{each!r} is no cookie")
            pairs.append((name, value))
    return pairs
