"""Which redirects are followed, and what they may carry."""

from __future__ import annotations

from . import config
from .address import Address, carries, joined, origin
from .errors import BACKEND, CliError
from .exchange import Request

MOST = 5
STATUSES = (301, 302, 303, 307, 308)
READS = ("GET", "HEAD")


def next_request(
    request: Request, first: Request, status: int, link: str, at: Address, repeatable: bool
) -> Request:
    """The request that a redirect asks for. Raises CliError for one that is not followed.

    Reads are redirected within the host, and over https to any other; what writes only within
    the host, by 307 and 308, and where it may be sent again: nobody knows what the first did.
    Another host gets the bare request: no credential, no header of the caller's, no body, and no
    URL that holds a secret.
    """
    url = joined(request.url, link)
    # Who has left the host never comes back with a credential: another would choose the URL.
    read = request.method in READS
    home = request.headers is first.headers and origin(url) == origin(first.url)
    if origin(url) == origin(request.url):
        followed = read or (repeatable and status in (307, 308))
    else:
        followed = read and origin(url)[0] == "https"
    if not followed or (not home and carries(url, config.secrets())):
        where = at.hide(link.partition("?")[0])
        raise refusal(request.method, "to a place that is not followed", status, where)
    bare = {name: value for name, value in first.headers.items() if name.lower() == "accept"}
    shown = at.hide(url.partition("?")[0])
    return Request(
        request.method,
        url,
        first.headers if home else bare,
        first.content if home else None,
        shown,
        at.host(url),
    )


def refusal(method: str, how: str, status: int, location: str) -> CliError:
    """The failure that a redirect stands for which is not followed."""
    return CliError(
        "BACKEND_UNAVAILABLE",
        f"the vendor redirects {method} {how}",
        BACKEND,
        {"status": status, "location": location},
    )
