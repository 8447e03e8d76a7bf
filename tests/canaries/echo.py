"""A hostile vendor that says back every credential, in every spelling, wherever an answer has room for text.

`spelled` is made apart from the connector's own list, so that the one can fail the other.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, quote_plus

WAYS = (
    *("body", "error", "text", "html", "redirect", "elsewhere", "link", "next", "reason", "disposition"),
    *("content-type", "busy", "refused", "lines", "events", "broken", "no-http", "gzip", "no-token"),
)
FETCHED = "fetched-Zq7/canary+" + "t0ken"


def spelled(canary: str, *, whole: bool = False) -> list[str]:
    """Every spelling of a canary; base64 only as `whole` asks for what is said, not searched."""
    content = canary.encode()
    percent = quote(canary, safe="")
    found = [
        canary,
        canary.lower(),
        canary.upper(),
        percent,
        quote_plus(canary),
        quote(canary),
        quote(percent, safe=""),
    ]
    found += [re.sub("%..", lambda match: match[0].lower(), one) for one in found[3:]]
    found += [quote(canary, safe="!'()*~/"), "".join(f"%{byte:02x}" for byte in content)]
    found += [json.dumps(canary)[1:-1], canary.replace("/", "\\/"), canary.replace("+", "\\u002B")]
    found += [canary.replace("=", "\\u003d"), escape(canary), escape(escape(canary))]
    found += ["".join(f"&#{ord(c)};" for c in canary), "".join(f"&#x{ord(c):X};" for c in canary)]
    found += [re.sub("[^A-Za-z0-9]", lambda match: f"&#x{ord(match[0]):x};", canary)]
    found += [content.hex(), content.hex().upper(), "".join(f"\\u{ord(c):04x}" for c in canary)]
    for before in () if whole else range(3):
        mixed = base64.b64encode(b"x" * before + content).decode()
        # Four letters at each end may belong to a neighbour.
        found += [mixed[4:-4], mixed[4:-4].replace("+", "-").replace("/", "_")]
    return list(dict.fromkeys(found))


class Echo(BaseHTTPRequestHandler):
    """Says back all that it is told, and every canary besides, in the way of the moment."""

    way = "body"
    canaries: tuple[str, ...] = ()
    answered = 0

    def answer(self) -> None:
        """One answer in the way of the moment."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        Echo.answered += 1
        # A token that was fetched is said back to who carries it: nobody else has one to hide.
        carried = FETCHED in " ".join(self.headers.values())
        known = (*self.canaries, *((FETCHED,) if carried else ()))
        plain = " ".join([*known, *self.headers.values(), self.path])
        said = [plain, *(one for c in known for one in spelled(c, whole=True)), quote(plain)]
        for n in range(3):
            encoded = base64.b64encode(b"y" * n + plain.encode()).decode()
            said += [encoded, encoded.replace("+", "-").replace("/", "_")]
        if "token" in self.path.partition("?")[0].rpartition("/")[2] and self.way != "no-token":
            return self.send(200, json.dumps({"access_token": FETCHED, "token_type": "bearer"}).encode(), {})
        # Without the path, which would be one longer with every page that is followed.
        plain = " ".join([*known, *self.headers.values()])
        url = f"/x?page={quote(plain)}&k={quote_plus(plain)}"
        data = {
            "message": said,
            plain: {"items": said, "next": url},
            "id": plain,
            "items": [plain, {plain: 1}],
        }
        content, headers = json.dumps(data | {"next": url}).encode(), {"Content-Type": "application/json"}
        line = quote(plain, safe=" /+=")
        headers |= {"Set-Cookie": line, "X-Request-Id": line, "Location": url}
        statuses = {
            "error": 422,
            "reason": 500,
            "redirect": 302,
            "elsewhere": 307,
            "busy": 429,
            "refused": 401,
        }
        if self.way == "redirect":
            headers["Location"] = "http://elsewhere.example/" + quote(plain) + "?k=" + quote_plus(plain)
        elif self.way == "elsewhere":
            headers["Location"] = "https://127.0.0.1:1/" + quote(plain) + "#" + quote_plus(plain)
        elif self.way == "link":
            headers["Link"] = f'<{url}>; rel="next"'
        elif self.way == "busy":
            headers["Retry-After"] = line
        elif self.way in ("text", "html", "lines", "events"):
            kinds = {"text": "text/csv", "html": "text/html", "lines": "application/x-ndjson"}
            headers["Content-Type"] = kinds.get(self.way, "text/event-stream")
            content = "\n".join(said).encode()
            if self.way == "lines":
                content = b"\n".join(json.dumps(one).encode() for one in said)
            elif self.way == "events":
                content = "".join(f"event: {one}\ndata: {one}\nid: {one}\n\n" for one in said).encode()
        elif self.way == "disposition":
            headers["Content-Disposition"] = f'attachment; filename="{line}.pdf"'
            headers["Content-Type"] = "application/octet-stream"
            content = b"\x00\x01"
        elif self.way == "content-type":
            headers["Content-Type"] = f"text/plain; charset={line}; {line}"
        elif self.way == "gzip":
            headers["Content-Encoding"] = line
        elif self.way == "broken":
            content = b"{" + " ".join(said).encode()
        elif self.way == "no-http":
            # Cut in the middle of a canary where messages are cut.
            self.wfile.write((("x" * 292 + self.canaries[0]) + plain).encode() + b"\r\n\r\n")
            return None
        reason = plain if self.way == "reason" else None
        return self.send(statuses.get(self.way, 200), content, headers, reason)

    def send(self, status: int, content: bytes, headers: dict[str, str], reason: str | None = None) -> None:
        """Write one answer."""
        self.send_response(status, reason)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_QUERY = answer

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def echoing() -> Iterator[str]:
    """The URL of a running echo."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def found(canaries: tuple[str, ...], written: dict[str, str]) -> tuple[list[str], int]:
    """Where a canary stands, in some spelling, with what stands around it; and how often was searched.

    A word of WORD letters of it, cut off at either end, is one too.
    """
    leaks, searched = [], 0
    for canary in (*canaries, FETCHED):
        for spelling in [*spelled(canary), canary[:9], canary[-9:]]:
            for place, text in written.items():
                at = text.find(spelling)
                searched += 1
                if at >= 0:
                    leaks.append(f"{place}: {spelling}: {text[max(0, at - 200) : at + 100]}")
    return leaks, searched
