"""Values to the text that travels in a path, a query or a header (OpenAPI, Style Values)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from .errors import usage


def text(value: Any) -> str:
    """A scalar as text: `true`, `12`, `open`; an object as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return json.dumps(value)


def comma(values: list[Any] | None) -> str | None:
    """A list as one value: form without explode, and simple."""
    return None if values is None else ",".join(text(value) for value in values)


def segment(value: Any) -> str:
    """A path parameter, percent-encoded; `.` and `..` too, so that no value changes the path."""
    encoded = quote(text(value), safe="")
    return encoded.replace(".", "%2E") if encoded in (".", "..") else encoded


def path(template: str, values: Mapping[str, Any]) -> str:
    """`/tickets/{id}` with its parameters filled in."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", segment(value))
    return template


def query(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of a query string: nothing for None, one pair for each item of a list."""
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        if value is None:
            continue
        for item in value if isinstance(value, list) else [value]:
            pairs.append((name, text(item)))
    return pairs


def query_string(pairs: list[tuple[str, str]]) -> str:
    """`a=1&b=2`, with a space as %20, which every server reads."""
    return urlencode(pairs, quote_via=quote)


def headers(values: Mapping[str, Any]) -> dict[str, str]:
    """Header values; nothing for None. Raises CliError for what no header can carry."""
    sent: dict[str, str] = {}
    for name, value in values.items():
        if value is None:
            continue
        sent[name] = text(value).replace("\r", " ").replace("\n", " ")
        if not all(" " <= c <= "\xff" and not "\x7f" <= c <= "\x9f" for c in sent[name]):
            raise usage(f"{name} travels as a header, which takes Latin-1 text only", header=name)
    return sent


def members(whole: Any, given: Mapping[str, Any], *, required: bool = False) -> Any:
    """A JSON body: the members given as options, over those of `--body`; None for no body."""
    chosen = {name: value for name, value in given.items() if value is not None}
    if whole is None and not chosen and not required:
        return None
    return {**whole, **chosen} if isinstance(whole, dict) else chosen if whole is None else whole
