"""Every fault: what a server does in place of a good answer, and the exit code that it must become.

A fault's script is the bytes of its answer, with pauses and an end: see `server`. `{home}` stands
for the server's own address. Exit codes are those of CONTRACT.md, section 3.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Act(Enum):
    """What a script does besides sending."""

    RESET = "ends the connection with a reset"
    HANG = "says nothing more, and keeps the connection"
    FOREVER = "repeats the last bytes without end"
    DRIP = "sends the rest one byte at a time, slower than any budget"
    UNREAD = "does not read the request"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault."""

    name: str
    script: tuple[bytes | Act, ...]
    exit_code: int | None
    """None where it may be an answer, or one that cannot be read."""
    least: int = 1
    """How often the request must arrive."""

    @property
    def slow(self) -> bool:
        """Whether only the connector's own time ends it."""
        return bool({Act.HANG, Act.FOREVER, Act.DRIP} & {one for one in self.script if isinstance(one, Act)})


AGAIN = (408, 429, 502, 503, 504)
ATTEMPTS = 4
OK = b'{"id": "1"}'


def exit_code_of(status: int) -> int:
    """The table of the contract."""
    special = {401: 4, 403: 4, 404: 6, 410: 6, 408: 5, 429: 5}
    return special.get(status, 5 if status >= 500 else 2)


def answer(
    body: bytes = OK,
    status: str = "200 OK",
    *headers: str,
    length: int | None = None,
    kind: str = "application/json",
) -> bytes:
    """A whole answer; `length` is what it claims."""
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {size}", "Connection: close"]
    return "\r\n".join([*lines, *headers, "", ""]).encode("latin-1") + body


def head(*lines: str) -> bytes:
    """The head of an answer, line by line."""
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _statuses() -> list[Fault]:
    said = json.dumps({"error": {"message": "no such luck"}}).encode()
    return [
        Fault(
            f"status-{status}",
            (answer(said, f"{status} Some Words"),),
            exit_code_of(status),
            ATTEMPTS if status in AGAIN else 1,
        )
        for status in range(400, 600)
    ]


def _retry_after() -> list[Fault]:
    short = (
        "0",
        "-1",
        "-99999999999",
        "soon",
        "",
        "1e400",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 99 Foo 2027",
    )
    long = ("3600", "9" * 400, "Fri, 01 Jan 2100 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT")
    found = []
    for status in (429, 503):
        for number, text in enumerate([*short, *long]):
            script = (answer(b"{}", f"{status} Wait", f"Retry-After: {text}"),)
            found.append(Fault(f"retry-after-{status}-{number}", script, 5, ATTEMPTS if text in short else 1))
    return found


CHUNKED = head("HTTP/1.1 200 OK", "Content-Type: application/json", "Transfer-Encoding: chunked")


# Where Python's own limit of nesting lies, for reading and for writing, seen from wherever it is called.
_DEPTHS = (500, 900, *range(976, 997), 1000, 1500, 3000)


def _bodies() -> list[Fault]:
    packed, bomb = gzip.compress(OK), gzip.compress(b" " * 200_000_000, 9)
    big = b"[" + b",".join(b'"%d"' % number for number in range(2_400_000)) + b"]"
    gz = "Content-Encoding: gzip"
    table: dict[str, tuple[tuple[bytes | Act, ...], int | None]] = {
        "body-truncated": ((answer(OK, length=500),), 5),
        "body-truncated-reset": ((answer(OK, length=500), Act.RESET), 5),
        "body-truncated-hang": ((answer(OK, length=500), Act.HANG), 5),
        "body-drip": ((answer(b"", length=5000), Act.DRIP, OK * 400), 5),
        "body-none-hang": ((answer(b"", length=500), Act.HANG), 5),
        "body-endless": (
            (head("HTTP/1.1 200 OK", "Content-Type: application/json"), b" " * 65536, Act.FOREVER),
            10,
        ),
        "body-endless-chunked": ((CHUNKED, b"400\r\n" + b" " * 1024 + b"\r\n", Act.FOREVER), 10),
        "error-body-truncated": ((answer(b"{}", "404 No", length=500),), 6),
        "error-body-truncated-reset": ((answer(b"{}", "404 No", length=500), Act.RESET), 6),
        "error-body-hang": ((answer(b"", "404 No", length=500), Act.HANG), 6),
        "error-body-endless": ((head("HTTP/1.1 403 No"), b"x" * 65536, Act.FOREVER), 4),
        "error-body-gzip-broken": ((answer(b"rubbish", "422 No", gz),), 2),
        "error-body-bomb": ((answer(bomb, "422 No", gz),), 2),
        "error-body-html": ((answer(b"<html>", "404 No", kind="text/html"),), 6),
        "error-body-not-utf-8": ((answer(b'{"message": "\xff\xfe"}', "404 No"),), 6),
        "error-body-20-megabytes": ((answer(big, "400 No"),), 2),
        "chunk-size-no-number": ((CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n",), 5),
        "chunk-size-negative": ((CHUNKED + b"-5\r\n{}\r\n0\r\n\r\n",), 5),
        "chunk-size-huge": ((CHUNKED + b"f" * 300 + b"\r\n{}\r\n",), 5),
        "chunk-size-too-long": ((CHUNKED + b"1" * 100_000,), 5),
        "chunk-truncated": ((CHUNKED + b"100\r\n{}",), 5),
        "chunk-no-last": ((CHUNKED + b"2\r\n{}\r\n",), 5),
        "chunk-reset": ((CHUNKED + b"2\r\n{", Act.RESET), 5),
        "chunk-hang": ((CHUNKED + b"2\r\n{", Act.HANG), 5),
        "type-html": ((answer(b"<html>", kind="text/html"),), 10),
        "type-html-of-json": ((answer(kind="text/html"),), 0),
        "type-none": ((head("HTTP/1.1 200 OK", f"Content-Length: {len(OK)}") + OK,), 0),
        "type-rubbish": ((answer(kind="\x01;;;=; charset=nonsense"),), 0),
        "type-charset-idna": ((answer(kind="application/json; charset=idna"),), 0),
        "json-broken": ((answer(b'{"a": '),), 10),
        "json-nan": ((answer(b'{"a": NaN}'),), 10),
        "json-deep": ((answer(b"[" * 200_000),), 10),
        **{f"json-{depth}-deep": ((answer(b"[" * depth + b"]" * depth),), None) for depth in _DEPTHS},
        "json-infinity": ((answer(b'{"a": -Infinity}'),), 10),
        "json-beyond-a-float": ((answer(b'{"a": 1e999}'),), 10),
        "json-longest-number": ((answer(b'{"a": ' + b"9" * 4300 + b"}"),), 0),
        "json-same-key-twice": ((answer(b'{"id": "0", "id": "1"}'),), 0),
        "json-mark": ((answer(b"\xef\xbb\xbf" + OK),), 0),
        "json-mark-alone": ((answer(b"\xef\xbb\xbf"),), 10),
        "json-surrogate-key": ((answer(rb'{"\udfff": 1}'),), 0),
        "charset-unknown": ((answer(kind="application/json; charset=klingon"),), 0),
        "charset-unknown-not-utf-8": (
            (answer(b'{"a": "\xe9"}', kind="application/json; charset=klingon"),),
            10,
        ),
        "charset-latin-1": ((answer(b'{"a": "\xe9"}', kind="application/json; charset=latin-1"),), 0),
        "error-json-deep": ((answer(b"[" * 100_000, "422 No"),), 2),
        "error-json-nan": ((answer(b'{"message": NaN}', "422 No"),), 2),
        "error-json-surrogate": ((answer(rb'{"message": "\ud800 no"}', "422 No"),), 2),
        "error-json-huge-number": ((answer(b'{"message": ' + b"9" * 5000 + b"}", "422 No"),), 2),
        "error-body-unknown-coding": ((answer(b"\x28\xb5\x2f\xfd", "404 No", "Content-Encoding: zstd"),), 6),
        "error-head-alone": ((head("HTTP/1.1 503 No"),), 5),
        "no-body-but-a-length": ((head("HTTP/1.1 204 None", "Content-Length: 500"),), 0),
        "deflate": ((answer(zlib.compress(OK), "200 OK", "Content-Encoding: deflate"),), 0),
        "deflate-bare": ((answer(zlib.compress(OK)[2:-4], "200 OK", "Content-Encoding: deflate"),), 0),
        "deflate-bomb": (
            (answer(zlib.compress(b" " * 200_000_000, 9), "200 OK", "Content-Encoding: deflate"),),
            10,
        ),
        "gzip-bomb-in-a-bomb": ((answer(gzip.compress(bomb), "200 OK", gz),), 10),
        "gzip-many-members": ((answer(gzip.compress(b"") * 100_000 + packed, "200 OK", gz),), 0),
        "coding-zstd": ((answer(b"\x28\xb5\x2f\xfd" + OK, "200 OK", "Content-Encoding: zstd"),), 10),
        "coding-compress": ((answer(OK, "200 OK", "Content-Encoding: compress"),), 10),
        "file-hangs": (
            (answer(b"x" * 100_000, length=500_000, kind="application/octet-stream"), Act.HANG),
            5,
        ),
        "cookies": ((answer(OK, "200 OK", *[f"Set-Cookie: a{n}=b; Domain=.com" for n in range(50)]),), 0),
        "json-twice": ((answer(b"{}{}"),), 10),
        "json-huge-number": ((answer(b'{"a": ' + b"9" * 5000 + b"}"),), 10),
        "json-lone-surrogate": ((answer(rb'{"a": "\ud800"}'),), 0),
        "json-escapes": ((answer(b'{"a": "\\u001b[31m\\u202e"}'),), 0),
        "json-scalar": ((answer(b"7"),), 0),
        "json-20-megabytes": ((answer(big),), 0),
        "utf-8-broken": ((answer(b'{"a": "\xff\xfe\xfd"}'),), 10),
        "utf-16": ((answer(json.dumps({"a": "é"}).encode("utf-16")),), 0),
        "empty": ((answer(b""),), 0),
        "blank": ((answer(b"  \r\n"),), 0),
        "gzip-unasked": ((answer(packed, "200 OK", gz),), 0),
        "gzip-truncated": ((answer(packed[:-9], "200 OK", gz),), 5),
        "gzip-broken": ((answer(b"\x1f\x8brubbish", "200 OK", gz),), 10),
        "gzip-not": ((answer(OK, "200 OK", gz),), 10),
        "gzip-bomb": ((answer(bomb, "200 OK", gz),), 10),
        "gzip-twice": ((answer(packed, "200 OK", "Content-Encoding: gzip, gzip"),), 10),
        "coding-unknown": ((answer(OK, "200 OK", "Content-Encoding: br"),), 10),
    }
    again = ("error-head-alone",)
    return [
        Fault(name, script, code, ATTEMPTS if name in again else 1) for name, (script, code) in table.items()
    ]


def _redirects() -> list[Fault]:
    found = []
    for status in (301, 302, 303, 307, 308):
        for name, link, code, least in (
            ("loop", f"{{home}}/redirect-loop-{status}/me", 5, 6),
            ("elsewhere-http", "http://localhost:9/x", 5, 1),
            ("nowhere-https", "https://127.0.0.1:9/x", 5, ATTEMPTS),
            ("file", "file:///etc/passwd", 5, 1),
            ("script", "javascript:alert(1)", 5, 1),
            ("broken", "http://[bad", 5, 1),
            ("broken-port", "http://127.0.0.1:99999999/", 5, 1),
            ("control", "/\x01 \x7f", 5, 1),
            ("user", "http://a:b@127.0.0.1:9/", 5, 1),
            ("long", "{home}/" + "x" * 60_000, 6, 1),
        ):
            script = (answer(b"", f"{status} There", f"Location: {link}"),)
            found.append(Fault(f"redirect-{name}-{status}", script, code, least))
        found.append(Fault(f"redirect-no-location-{status}", (answer(b"", f"{status} There"),), 10))
        here = answer(b"", f"{status} There", "Location: {home}/fine/me")
        found.append(Fault(f"redirect-here-{status}", (here,), 0))
    for status in (300, 304, 305, 306, 399):
        found.append(Fault(f"redirect-odd-{status}", (answer(b"", f"{status} Odd", "Location: /x"),), 10))
    return found


def _wire() -> list[Fault]:
    table: dict[str, tuple[tuple[bytes | Act, ...], int]] = {
        "closed-without-an-answer": ((), 5),
        "reset-before-reading": ((Act.UNREAD, Act.RESET), 5),
        "reset-before-headers": ((Act.RESET,), 5),
        "reset-in-headers": ((b"HTTP/1.1 200 OK\r\nContent-", Act.RESET), 5),
        "closed-in-status-line": ((b"HTTP/1.1 2",), 5),
        "hang-before-reading": ((Act.UNREAD, Act.HANG), 5),
        "hang-before-headers": ((Act.HANG,), 5),
        "hang-in-headers": ((b"HTTP/1.1 200 OK\r\nContent-", Act.HANG), 5),
        "drip-headers": ((Act.DRIP, answer()), 5),
        "endless-headers": ((b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 10, Act.FOREVER), 5),
        "endless-status-line": ((b"HTTP/1.1 200 ", b"O" * 4096, Act.FOREVER), 5),
        "endless-continue": ((b"HTTP/1.1 100 Continue\r\n\r\n", Act.FOREVER), 5),
        "header-flood": ((head("HTTP/1.1 200 OK", *(f"X-{n}: y" for n in range(5000))),), 5),
        "headers-of-100-kilobytes": (
            (answer(OK, "200 OK", *[f"X-{n}: " + "y" * 2500 for n in range(40)]),),
            0,
        ),
        "thousand-headers": ((answer(OK, "200 OK", *[f"X-{n}: y" for n in range(1000)]),), 5),
        "header-folded": ((head("HTTP/1.1 200 OK", "X-A: b", "  c", f"Content-Length: {len(OK)}") + OK,), 0),
        "length-twice": ((answer(OK, "200 OK", "Content-Length: 2"),), 0),
        "length-and-chunked": (
            (CHUNKED[:-2] + b"Content-Length: 1\r\n\r\nb\r\n" + OK + b"\r\n0\r\n\r\n",),
            0,
        ),
        "header-too-long": ((head("HTTP/1.1 200 OK", "X-A: " + "y" * 100_000),), 5),
        "header-without-colon": ((head("HTTP/1.1 200 OK", "rubbish", "Content-Length: 2") + b"{}",), 0),
        "header-control": ((answer(OK, "200 OK", "X-Request-Id: \x1b[31m\x07\xff"),), 0),
        "status-line-long": ((answer(OK, "200 " + "O" * 100_000),), 5),
        "status-line-0.9": ((b"<html>Hello from 1991</html>\r\n",), 5),
        "status-line-garbage": ((bytes(range(256)) * 20,), 5),
        "status-line-ssh": ((b"SSH-2.0-OpenSSH_9.6\r\n",), 5),
        "status-line-version": ((b"HTTP/7.3 200 OK\r\n\r\n{}",), 5),
        "status-000": ((answer(OK, "000 Nothing"),), 5),
        "status-99": ((answer(OK, "99 Less"),), 5),
        "status-999": ((answer(OK, "999 More"),), 5),
        "status-1000": ((answer(OK, "1000 Much"),), 5),
        "status-word": ((answer(OK, "OK"),), 5),
        "status-negative": ((answer(OK, "-200 OK"),), 5),
        "continue-then-answer": ((b"HTTP/1.1 100 Continue\r\n\r\n" + answer(),), 0),
        "early-hints-then-answer": ((b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer(),), 0),
        "interim-flood-then-answer": ((b"HTTP/1.1 102 Wait\r\n\r\n" * 200 + answer(),), 0),
        "endless-interim": ((b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", Act.FOREVER), 5),
        "switching-protocols": ((head("HTTP/1.1 101 Switching Protocols", "Upgrade: x"),), 10),
        "length-negative": ((answer(OK, length=-5),), 0),
        "length-no-number": ((head("HTTP/1.1 200 OK", "Content-Length: many") + OK,), 0),
        "length-huge": ((head("HTTP/1.1 200 OK", f"Content-Length: {10**30}") + OK,), 5),
        "length-and-more": ((answer(OK + b"HTTP/1.1 500 Smuggled\r\n\r\n", length=len(OK)),), 0),
        "no-content-with-a-body": ((answer(OK, "204 None"),), 0),
    }
    return [Fault(name, script, code) for name, (script, code) in table.items()]


FAULTS: dict[str, Fault] = {
    one.name: one for one in [*_statuses(), *_retry_after(), *_bodies(), *_redirects(), *_wire()]
}


def record() -> dict[str, Any]:
    """How many faults there are of each kind."""
    kinds = {"statuses": _statuses, "retry-after": _retry_after, "bodies": _bodies, "redirects": _redirects}
    return {**{name: len(made()) for name, made in kinds.items()}, "wire": len(_wire())}
