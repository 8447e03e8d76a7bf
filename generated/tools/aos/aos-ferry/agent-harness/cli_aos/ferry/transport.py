"""A command's requests: each with its credential, each an answer or a CliError.

Imported only by a command that calls the vendor, because urllib and ssl are slow to load.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from . import (
    __version__,
    config,
    decode,
    encode,
    hooks,
    oauth,
    redirects,
    retries,
    styles,
    tls,
)
from .address import (
    Address,
    address_of,
    at_home,
    check_carrier,
    next_page,
    next_pieces,
    without,
)
from .constants import DEFAULT_SCHEMES, HEADERS, SCHEMES, TOOL
from .contents import Content
from .deadline import LateError, within
from .errors import BACKEND, CliError, usage
from .exchange import Line, Request
from .failures import failure_of
from .names import overrides
from .target import Target

TIMEOUT = 12.0  # Seconds for all requests of a command; the host allows an agent 15.

Ways = tuple[tuple[str, ...], ...]


class _Asked(NamedTuple):
    """A request before its credential is put on."""

    method: str
    url: str
    pieces: list[str]
    headers: dict[str, str]
    cookies: str
    content: bytes | None
    answer: str
    names: tuple[str, ...]
    """The schemes that go on it."""
    at: Address
    repeatable: bool
    """Whether it may be sent again: by its method, or because it carries an idempotency key."""


class Transport:
    """Sends requests to one vendor, within one time, and keeps the evidence of the last one."""

    def __init__(
        self,
        settings: config.Config,
        *,
        timeout: float = TIMEOUT,
        verbose: bool = False,
        place: Target | None = None,
    ) -> None:
        self.settings = settings
        self._place = place
        """Where `--output` puts the answer."""
        self.timeout = timeout
        self.deadline = time.monotonic() + timeout
        self.headers: Mapping[str, str] = {}
        """The headers of the last answer."""
        self.stopped = ""
        """The bound that ended the last answer early: items, bytes or time."""
        self._line = Line(self.deadline, verbose)
        self._next: tuple[str, bool] | None = None
        self._keys = retries.Keys()

    @property
    def evidence(self) -> dict[str, Any] | None:
        """What is told of the last request: method, URL, status, request id, attempts."""
        return self._line.evidence

    def go_to(self, url: str) -> None:
        """Send the next request to `url`, a next page, in place of its own path and query.

        It is checked with that request, see `address.next_page`; before any request was made,
        it must be a caller who named it.
        """
        self._next = url, self.evidence is None

    def request(
        self,
        method: str,
        path: str,
        *,
        values: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        cookies: Mapping[str, Any] | None = None,
        querystring: Any = None,
        fixed: Sequence[str] = (),
        omitted: Sequence[str] = (),
        body: Any = None,
        content_type: str = "application/json",
        accept: str = "application/json",
        answer: str = "json",
        schemes: Ways = DEFAULT_SCHEMES,
        server: str = "",
        idempotency: str = "",
    ) -> Any:
        """Send one request; its answer, read as `answer` says, or None for an empty one.

        `values` fill the path's parameters; of `query` and `cookies`, `fixed` are those that no
        caller changes, and `omitted` those that never travel, dotted where nested; `body` is a
        JSON value, or Content as it is sent;
        `schemes` are alternatives, of which the first that is set up is used; `server` stands
        for the connector's base URL; `idempotency` is the header of a key that makes it safe to
        send the request again, see `retries.Keys`.
        Raises CliError with the exit code that the answer's status asks for.
        """
        names = config.choose(schemes, self.settings)
        at = address_of(self.settings.address(server), self.settings)
        if names:
            check_carrier(at, self.settings)
        for name, value in (values or {}).items():
            # Without it the path is another one: the collection's, or the folder's above.
            if styles.undefined(value.value if isinstance(value, encode.Styled) else value):
                raise usage(f"{name} stands in the path and cannot be empty", parameter=name)
        url = at.url + encode.path(path, values or {})
        never = (*omitted, *_names_in("query", tuple(SCHEMES)))
        pieces = encode.query(query or {}, never)
        if whole := encode.querystring(querystring, (*(query or {}), *never)):
            pieces += whole.split("&")
        content, media_type = _content(body, content_type)
        sent = _merged({"Accept": accept, "User-Agent": f"{TOOL}/{__version__}"}, HEADERS)
        sent = _merged(sent, encode.headers(headers or {}), media_type)
        outgoing = hooks.Outgoing(method, url[len(at.url) :], sent, pieces, content)
        new_headers, new_query = hooks.prepare(outgoing).added
        self._line.added = [f"header {name}" for name in new_headers]
        self._line.added += [f"query {name}" for name in new_query]
        sent = _merged(sent, new_headers)
        if self._next is not None:
            link, given = self._next
            self._next = None
            link = at_home(link, self.settings)
            url, _, rest = next_page(url, link, given=given).partition("?")
            # The vendor may have put the credential's own parameter there.
            linked = without(rest.split("&") if rest else [], _names_in("query", names))
            pieces = next_pieces(
                linked, pieces, fixed, given=given, known=query or {}, omitted=omitted
            )
        if new_query:
            pieces = without(pieces, set(new_query)) + encode.query(new_query)
        pieces = without(pieces, _names_in("query", tuple(SCHEMES)))
        self._keys.put(idempotency, sent, (method, url, pieces, content))
        crumbs = encode.cookies(cookies or {}, (*omitted, *_names_in("cookie", tuple(SCHEMES))))
        again = bool(idempotency) or method in retries.SAFE
        asked = _Asked(method, url, pieces, sent, crumbs, content, answer, names, at, again)
        self._line.context = self._certificate(names)
        self._line.begin(self._worn(asked, {}))
        try:
            # A socket's own limit is for one read; this one is for the whole exchange.
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise LateError
            return within(left, lambda: self._send(asked))
        except LateError:
            host = urlsplit((self.evidence or {})["url"]).hostname
            raise CliError(
                "BACKEND_UNAVAILABLE",
                f"no answer from {host} within {self.timeout:g} seconds",
                BACKEND,
            ) from None
        except CliError as error:
            ways = config.lacking(schemes, self.settings)
            if error.code == "AUTH_FAILED" and not names and ways:
                error.message += f"; none was sent: set {config.either(ways)}"
            raise

    def _send(self, asked: _Asked) -> Any:
        """The answer. What may be sent again is, after a while, as long as there is time.

        Where a fetched token is refused, another is fetched, once; anything else is sent once.
        """
        values = {name: self.settings.credentials[name] for name in asked.names}
        clients = [n for n in asked.names if SCHEMES[n].kind == "oauth2" and len(values[n]) == 2]
        attempt, fetched, again = 0, False, False
        while True:
            for name in clients:
                client = self.settings.credentials[name]
                found = oauth.token(SCHEMES[name], client, self.settings, self._line, again=again)
                values[name] = (found,)
            again = False
            request = self._worn(asked, values)
            attempt += 1
            self._line.begin(request, attempt)
            try:
                return self._follow(request, asked)
            except CliError as error:
                refused = error.details.get("status") == 401
                if clients and not fetched and refused and asked.repeatable:
                    again = fetched = True
                    continue
                remaining = self.deadline - time.monotonic()
                delay = retries.wait(error, attempt=attempt, remaining=remaining)
                if delay is None or not asked.repeatable:
                    raise
            retries.pause(delay)

    def _follow(self, first: Request, asked: _Asked) -> Any:
        """Send, follow redirects that keep method and safety, and read the answer."""
        request = first
        for _ in range(redirects.MOST + 1):
            home = request.headers is first.headers
            with self._line.open(request, certified=home) as response:
                self.headers, status = response.headers, int(response.status)
                link = response.headers.get("Location", "")
                if 200 <= status < 300:
                    found, self.stopped = decode.receive(
                        response, asked.answer, self._line.deadline, self._place
                    )
                    return found
                if status == 303 and request.method not in redirects.READS and link:
                    # See other (RFC 9110, 15.4.4): it is done, and this is where its result is.
                    return {"location": asked.at.hide(link)}
                if status not in redirects.STATUSES or not link:
                    content = decode.read_words(response, self._line.deadline)
                    raise failure_of(status, response.headers, content)
            request = redirects.next_request(
                request, first, status, link, asked.at, asked.repeatable
            )
        raise redirects.refusal(first.method, "without end", status, request.shown)

    def _worn(self, asked: _Asked, values: Mapping[str, tuple[str, ...]]) -> Request:
        """The request with the credential `values` on it; its shown URL has none of them."""
        secret: dict[str, str] = {}
        pieces, crumbs = list(asked.pieces), [asked.cookies]
        for name, held in values.items():
            scheme = SCHEMES[name]
            secret = _merged(secret, scheme.headers(held))
            pieces += encode.query(scheme.query(held))
            crumbs.append(scheme.cookie(held))
        headers = _merged(asked.headers, secret)
        if any(crumbs):
            headers["Cookie"] = "; ".join(filter(None, crumbs))
        shown = asked.at.hide(asked.url + _suffix(asked.pieces))
        url = asked.url + _suffix(pieces)
        return Request(asked.method, url, headers, asked.content, shown, asked.at.host(url))

    def _certificate(self, names: tuple[str, ...]) -> Any:
        """The context that shows the client's certificate, where a scheme asks for one."""
        for name in names:
            if SCHEMES[name].kind == "tls":
                return tls.context(SCHEMES[name].env, self.settings.credentials[name])
        return None


def _names_in(kind: str, names: tuple[str, ...]) -> set[str]:
    """What the schemes among `names` that are of a kind are called on the wire."""
    return {SCHEMES[name].name for name in names if SCHEMES[name].kind == kind}


def _content(body: Any, media_type: str) -> tuple[bytes | None, dict[str, str]]:
    """The bytes of a body, and the header that says what they are."""
    if body is None:
        return None, {}
    if isinstance(body, Content):
        return body.data, {"Content-Type": body.media_type}
    for name in body if isinstance(body, dict) else ():
        if overrides(name):
            raise usage(f"{name} in a body asks some servers for another method", member=name)
    return json.dumps(body).encode(), {"Content-Type": media_type}


def _merged(*layers: Mapping[str, str]) -> dict[str, str]:
    """Headers, each layer over the one before, whatever the case of their names."""
    found: dict[str, tuple[str, str]] = {}
    for layer in layers:
        for name, value in layer.items():
            found[name.lower()] = name, value
    return dict(found.values())


def _suffix(pieces: list[str]) -> str:
    return "?" + "&".join(pieces) if pieces else ""
