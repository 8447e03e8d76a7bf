"""Operations that a health probe could call: reads that need no input, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aos_gen.document.load import Document
from aos_gen.document.operations import Operation, find_all

# Last words of paths that say who is calling, those that may, and those that say that all is well: these
# come last, because many vendors answer them without a credential.
_CALLER = re.compile(
    r"/(me|self|@me|whoami|myself|current[_-]?\w*|get_?me|get_?current_?\w*)$", re.IGNORECASE
)
_ACCOUNT = re.compile(r"/(user|account|profile|organi[sz]ation|team|workspace)$", re.IGNORECASE)
_NAMED = re.compile(r"whoami|get_?me$|current_?(user|account)|get[-_]?authenticated|myself", re.IGNORECASE)
_HEALTH = re.compile(r"/(ping|status|health|healthz|validate|meta|about|info|version)$", re.IGNORECASE)


def likely_probes(document: Document) -> Iterator[tuple[Operation, str]]:
    """Each GET that needs no input, with what speaks for it; behind them POSTs that say who is calling."""
    found = [one for one in document.operations if _may_probe(one) and not needs_input(document, one)]
    for operation in sorted(found, key=_rank):
        yield operation, _reason(operation)


def probe_candidates(document: Document) -> list[str]:
    """The names of up to three of them, as a map says them."""
    names = {o.key: o.operation_id or o.key for o, _ in _first(likely_probes(document), 3)}
    return [name if len(find_all(document, name)) == 1 else key for key, name in names.items()]


def _first(found: Iterator[tuple[Operation, str]], most: int) -> list[tuple[Operation, str]]:
    return [one for one, _ in zip(found, range(most), strict=False)]


def _may_probe(one: Operation) -> bool:
    """Some vendors take POST for everything; theirs probe only where the name says that it is no write."""
    body = one.node.child("requestBody")
    asks = body is not None and body.get("required") is True
    return one.method == "GET" or (one.method == "POST" and not asks and _CALLER.search(one.path) is not None)


def _rank(one: Operation) -> tuple[int, int, int, str]:
    kinds = (_CALLER.search(one.path), _ACCOUNT.search(one.path), _NAMED.search(one.operation_id or ""))
    kind = next((rank for rank, found in enumerate(kinds) if found), 3 + (not _HEALTH.search(one.path)))
    apart = (10 if one.deprecated else 0) + (20 if one.method != "GET" else 0)
    return kind + apart, one.path.count("/"), len(one.path), one.path


def _reason(one: Operation) -> str:
    word = _CALLER.search(one.path) or _ACCOUNT.search(one.path) or _HEALTH.search(one.path)
    if word is not None:
        return f'"{word[0].strip("/")}" ends its path, and it needs no input'
    if _NAMED.search(one.operation_id or ""):
        return "its operationId says who is calling, and it needs no input"
    return "it needs no input, and its path is short"


def needs_input(document: Document, operation: Operation) -> bool:
    """Whether a parameter is required. One that stands in another file counts: a hint reads no more files."""
    if "{" in operation.path:
        return True
    for holder in (operation.path_item, operation.node):
        listed = holder.child("parameters")
        for parameter in listed.elements() if listed is not None else ():
            reference = parameter.get("$ref")
            if reference is not None:
                steps = str(reference).removeprefix("#/").split("/")
                named = document.root.child(*steps) if str(reference).startswith("#/") else None
                if named is None or named.get("$ref") is not None:
                    return True
                parameter = named
            if parameter.get("required") is True:
                return True
    return False
