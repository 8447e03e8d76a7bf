"""OAuth2 client credentials: id and secret to an access token, once for the process."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from . import __version__, config, decode, output, strict
from .address import insecure, origin, safe
from .constants import BASE_URL, TOOL
from .errors import AUTH, BACKEND, CliError
from .exchange import Line, Request
from .failures import LONGEST, failure_of, message_in
from .schemes import Scheme

# By token endpoint, client id and secret, and scopes.
TOKENS: dict[tuple[Any, ...], str] = {}


def token(
    scheme: Scheme, values: tuple[str, ...], settings: config.Config, line: Line, *, again: bool
) -> str:
    """The access token for a client; `again` fetches one in place of a token that was refused."""
    url = endpoint(scheme, settings)
    key = (url, values, scheme.scopes)
    if again or key not in TOKENS:
        TOKENS[key] = fetch(scheme, values, url, line)
        config.FETCHED.add(TOKENS[key])
    return TOKENS[key]


def endpoint(scheme: Scheme, settings: config.Config) -> str:
    """The token endpoint: where it stands beside the API, it moves with the base URL.

    A base URL that the operator set stands for every server, this one among them.
    """
    declared, base = urljoin(BASE_URL + "/", scheme.token_url), settings.base_url
    parts = urlsplit(declared)
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    if settings.overridden:
        return base + rest.removeprefix(urlsplit(BASE_URL).path.rstrip("/"))
    if origin(declared) != origin(BASE_URL):
        return declared
    return "{0.scheme}://{0.netloc}".format(urlsplit(base)) + rest


def fetch(scheme: Scheme, values: tuple[str, ...], url: str, line: Line) -> str:
    """A token from the endpoint. Raises CliError with the vendor's words, and without the secret."""
    if not safe(url):
        raise insecure()
    asked = {"grant_type": "client_credentials"}
    if scheme.scopes:
        asked["scope"] = " ".join(scheme.scopes)
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": f"{TOOL}/{__version__}",
    }
    if scheme.client_auth == "body":
        asked |= {"client_id": values[0], "client_secret": values[1]}
    else:
        headers["Authorization"] = scheme.client(values)
    host = urlsplit(url).hostname or ""
    request = Request("POST", url, headers, urlencode(asked).encode(), url, host)
    line.begin(request)
    with line.open(request) as response:
        status = int(response.status)
        read = decode.read_all if 200 <= status < 300 else decode.read_words
        content = read(response, line.deadline)
        if not 200 <= status < 300:
            raise _refused(failure_of(status, response.headers, content), status, content)
    try:
        answer = strict.loads(content)
    except (ValueError, RecursionError):
        answer = None
    found = answer.get("access_token") if isinstance(answer, dict) else None
    if not isinstance(found, str) or not found or not (found.isascii() and found.isprintable()):
        said = output.redact(message_in(answer), config.secrets())[:LONGEST]
        raise _failure(said or "its answer holds none", status)
    return found


def _refused(failure: CliError, status: int, content: bytes) -> CliError:
    """What the endpoint refuses is the credential's fault; what is down stays down."""
    if failure.exit_code == BACKEND:
        failure.message = f"no access token: {failure.message}"
        return failure
    if 300 <= status < 400:
        return _failure(f"it answers {status}, and no redirect is followed with a secret", status)
    try:
        said = message_in(strict.loads(content))
    except (ValueError, RecursionError):
        said = content.decode("utf-8", "replace").strip()
    # Cut after the secrets are out: a cut one would not be recognised.
    return _failure(
        output.redact(said, config.secrets())[:LONGEST] or f"it answers {status}", status
    )


def _failure(said: str, status: int) -> CliError:
    return CliError(
        "AUTH_FAILED",
        f"the vendor's token endpoint gives no access token: {said}",
        AUTH,
        {"status": status},
    )
