"""An operation and the Accept header that came -> an answer as its document has it."""

from __future__ import annotations

import json
from typing import Any

from .bodies import media_matches
from .document import Document, NotInDocument, Operation
from .loopback import Answer
from .sampler import Sampler

LINES = ("ndjson", "jsonl", "json-seq", "stream+json", "json-lines")
TEXTS = {
    "csv": 'id,name\r\n1,Ünal\r\n2,"a, b"\r\n',
    "xml": '<?xml version="1.0" encoding="UTF-8"?>\n<answer><id>1</id><name>Ünal</name></answer>\n',
    "yaml": "id: 1\nname: Ünal\n",
    "": "text of the vendor: Ünal\n",
}
BYTES = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
LOCATION = "/jobs/17"


def answer_for(document: Document, operation: Operation, accept: str = "*/*", turn: int = 0) -> Answer:
    """One of the operation's successful answers; `turn` chooses among several, Accept the media type."""
    successes = sorted(each for each in operation.responses if each.startswith("2"))
    successes = successes or [each for each in operation.responses if each == "default"]
    if not successes:
        # Nothing is declared, so anything may come.
        return Answer(204, b"", {}) if turn == 0 else Answer(body=b'{"done": true}')
    status = successes[turn % len(successes)]
    told = operation.responses[status] or {}
    content = document.follow(told.get("content") or {})
    code = int(status) if status.isdigit() else 200
    headers = {}
    declared = {name.lower() for name in document.follow(told.get("headers") or {})}
    if "location" in declared or (code == 202 and not content):
        headers["Location"] = LOCATION
    if not content:
        return Answer(204 if code == 200 else code, b"", headers)
    media = chosen_media(list(content), accept)
    told = document.follow(content[media]) or {}
    media = media if "*" not in media else "application/json"
    return Answer(code, body_of(document, media, told), {**headers, "Content-Type": _with_charset(media)})


def chosen_media(offered: list[str], accept: str) -> str:
    """As a vendor negotiates: the first wanted that is offered, JSON where the choice is free."""
    likely = sorted(offered, key=lambda media: "json" not in media.lower())
    for wanted in accept.split(","):
        for media in likely:
            if media_matches(wanted.strip() or "*/*", media) or media_matches(media, wanted.strip()):
                return media
    return likely[0]


def body_of(document: Document, media: str, told: dict[str, Any]) -> bytes:
    """Bytes of a media type, made of its schema where it has one."""
    kind = media.partition(";")[0].strip().lower()
    sampler = Sampler(document)
    if kind == "text/event-stream":
        return b"".join(_events(sampler, told))
    if any(word in kind for word in LINES):
        value = json.dumps(sampler.sample(told.get("itemSchema") or told.get("schema") or {}))
        # RFC 7464: a record separator stands before each text of a sequence.
        first = "\x1e" if "json-seq" in kind else ""
        return f"{first}{value}\n{first}{value}\n".encode()
    if "json" in kind:
        return json.dumps(sampler.sample(told.get("schema", {}))).encode()
    if kind.startswith("text/") or kind.endswith(("xml", "yaml")):
        return next(text for word, text in TEXTS.items() if word in kind).encode()
    return BYTES


def _events(sampler: Sampler, told: dict[str, Any]) -> list[bytes]:
    """Three events as vendors send them: a comment between, data on two lines, `[DONE]` at the end."""
    try:
        schema = sampler.document.follow(told.get("itemSchema") or told.get("schema") or {})
    except NotInDocument:
        schema = {}
    value = sampler.sample(schema) if schema else {}
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict) and "data" in value:
        value = value["data"]
    first = json.dumps(value if isinstance(value, dict) and value else {"text": "Ünal"})
    return [
        f"event: message\nid: 1\ndata: {first}\n\n".encode(),
        b": still there\n\n",
        b"event: note\r\ndata: two\r\ndata: lines\r\n\r\n",
        b"data: [DONE]\n\n",
    ]


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") and ";" not in media else media
