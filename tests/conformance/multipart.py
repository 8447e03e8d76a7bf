"""The bytes of a multipart/form-data body -> its parts, read strictly (RFC 7578, RFC 2046)."""

from __future__ import annotations

import re
from dataclasses import dataclass

# RFC 2046, 5.1.1.
BOUNDARY = re.compile(r"^[A-Za-z0-9'()+_,\-./:=? ]{0,69}[A-Za-z0-9'()+_,\-./:=?]$")
PARAMETER = re.compile(r'\s*;\s*([A-Za-z*]+)=("(?:[^"\\]|\\.)*"|[^;\s]*)')


class NotMultipart(Exception):
    """The bytes are not what the Content-Type promises."""


@dataclass(frozen=True)
class Part:
    """One part of a form."""

    name: str
    filename: str | None
    content_type: str
    """"" where the part says nothing: text/plain then."""
    content: bytes


def read_multipart(content_type: str, body: bytes) -> list[Part]:
    """Parts in their order; NotMultipart where anything stands outside of them."""
    told = dict(PARAMETER.findall(content_type.partition(";")[1] + content_type.partition(";")[2]))
    boundary = told.get("boundary", "").strip('"')
    if not BOUNDARY.match(boundary):
        raise NotMultipart(f"{content_type!r} names no boundary")
    mark = b"--" + boundary.encode()
    if not body.startswith(mark + b"\r\n"):
        raise NotMultipart("the body does not begin with the boundary")
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if pieces[-1] not in (b"--", b"--\r\n"):
        raise NotMultipart("the body does not end with the closing boundary")
    return [_part(each) for each in pieces[1:-1]]


def _part(raw: bytes) -> Part:
    if not raw.startswith(b"\r\n"):
        raise NotMultipart("the boundary stands in the middle of a line")
    head, blank, content = raw[2:].partition(b"\r\n\r\n")
    if not blank:
        raise NotMultipart("a part without a blank line after its headers")
    headers = {}
    for line in head.decode("utf-8").split("\r\n"):
        name, colon, value = line.partition(":")
        if not colon or name.lower() in headers:
            raise NotMultipart(f"{line!r} is no header of a part")
        headers[name.lower()] = value.strip()
    disposition = headers.get("content-disposition", "")
    if not disposition.lower().startswith("form-data"):
        raise NotMultipart(f"a part's Content-Disposition is {disposition!r}")
    told = {key.lower(): _text(value) for key, value in PARAMETER.findall(disposition)}
    if "name" not in told:
        raise NotMultipart("a part without a name")
    return Part(told["name"], told.get("filename"), headers.get("content-type", ""), content)


def _text(value: str) -> str:
    """A quoted value, with what HTML's form submission escapes (quotes and line breaks) as it was."""
    if value.startswith('"'):
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    return value.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
