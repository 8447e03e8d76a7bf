"""Files and URLs into data: bytes are read once, the parser is chosen by content, places are found on demand.

`SourceSet` is the only part of the generator that reads inputs. The user's own words
(`open`) may name any file; what a document refers to (`open_relative`) must lie in the
folder of that document, because a vendor's file is not trusted to name ours.
"""

from __future__ import annotations

import difflib
import gc
import hashlib
import ipaddress
import os
import posixpath
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urljoin, urlsplit

from aos_gen import source_json, source_yaml
from aos_gen.diagnostics import Location, Pointer, Report
from aos_gen.source_json import JsonPlaces, Parsed, Position, Problem
from aos_gen.source_yaml import YamlPlace

__all__ = ["Position", "SourceFile", "SourceSet"]

MAX_BYTES = 200_000_000
MAX_SECONDS = 60.0
MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class _Root:
    """The folder that references may not leave: on disk, or as the start of a URL."""

    prefix: str
    folder: Path | None = None
    url: str | None = None


@dataclass(slots=True, eq=False)
class SourceFile:
    """One file that was read and parsed; `name` is as the user spelled it, or in that spelling."""

    name: str
    path: Path | None
    url: str | None
    digest: str
    data: Any
    duplicates: tuple[Pointer, ...]
    root: _Root
    _text: str
    _is_json: bool
    _places: JsonPlaces | YamlPlace | None = None

    def position(self, pointer: Pointer, at_key: bool = False) -> Position:
        """Where the value at `pointer`, or its nearest existing parent, starts; parses again, once."""
        if self._places is None:
            with _gc_paused():
                self._places = JsonPlaces(self._text) if self._is_json else source_yaml.places(self._text)
        return self._places.position(pointer, at_key)

    def mentions(self, text: str) -> bool:
        """Whether the file holds these characters at all: a cheap question before a dear search."""
        return text in self._text


@dataclass(frozen=True, slots=True)
class _Bytes:
    """What was read, from where."""

    content: bytes
    path: Path | None = None
    url: str | None = None


@dataclass(slots=True)
class SourceSet:
    """Every input of a run, by name; each is read once, and one that failed is not tried again."""

    _files: dict[str, SourceFile] = field(default_factory=dict)
    _tried: dict[str, SourceFile | None] = field(default_factory=dict)
    _syntax: dict[str, Position] = field(default_factory=dict)

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """All files that were opened, sorted by name."""
        return tuple(self._files[name] for name in sorted(self._files))

    def get(self, name: str) -> SourceFile | None:
        """The file of that name, if it was opened."""
        return self._files.get(name)

    def position(self, location: Location) -> Position | None:
        """Line and column of a location; of a file that failed to parse, where the parser stopped."""
        file = self._files.get(location.file)
        if file is None:
            return self._syntax.get(location.file)
        return file.position(location.pointer, location.at_key)

    def open(self, spelled: str, report: Report) -> SourceFile | None:
        """Read what the user named: a path, or an http(s) URL."""
        if spelled in self._files or spelled in self._tried:
            return self._files.get(spelled)
        at = Location(spelled)
        if "://" in spelled:
            loaded = _fetch(spelled, at, report)
            if loaded is not None and loaded.url is not None:
                folder = urljoin(loaded.url, ".")
                return self._add(spelled, loaded, _Root(folder, url=folder), at, report)
        else:
            loaded = _read(Path(spelled), spelled, at, report)
            if loaded is not None:
                root = _Root(posixpath.dirname(spelled), Path(spelled).absolute().parent.resolve())
                return self._add(spelled, loaded, root, at, report)
        self._tried[spelled] = None
        return None

    def open_relative(
        self, base: SourceFile, reference: str, at: Location, report: Report
    ) -> SourceFile | None:
        """Read the file part of a `$ref` that stands in `base`; its folder is where the path starts."""
        if base.url is not None:
            return self._open_below_url(base, reference, at, report)
        root, decoded = base.root, unquote(reference)
        if base.path is None or root.folder is None:
            return None
        if _has_scheme(decoded) or decoded.startswith(("/", "\\")):
            _report_outside(reference, at, report)
            return None
        try:
            # The folder of the name, not of the link's target: that is where its author sees it.
            inner = posixpath.relpath(posixpath.dirname(base.name) or ".", root.prefix or ".")
            path = (root.folder / inner / decoded).resolve()
        except (OSError, ValueError, RuntimeError):
            report.error("file-unreadable", f"'{reference}' cannot be the name of a file", at)
            return None
        key = f"{root.folder}\n{path}"
        if key in self._tried:
            return self._tried[key]
        known = next((f for f in self._files.values() if f.path == path and f.root == root), None)
        if known is not None:
            return known
        if not path.is_relative_to(root.folder):
            self._tried[key] = None
            _report_outside(reference, at, report)
            return None
        name = posixpath.join(root.prefix, path.relative_to(root.folder).as_posix())
        loaded = _read(path, name, at, report)
        file = None if loaded is None else self._add(name, loaded, root, at, report)
        self._tried[key] = file
        return file

    def _open_below_url(
        self, base: SourceFile, reference: str, at: Location, report: Report
    ) -> SourceFile | None:
        folder = base.root.url or ""
        url = urljoin(base.url or "", reference)
        known = next((f for f in self._files.values() if f.url == url and f.root == base.root), None)
        if known is not None or url in self._tried:
            return known
        self._tried[url] = None
        loaded = _fetch(url, at, report) if _is_below(url, folder) else None
        if not _is_below(url if loaded is None else loaded.url or "", folder):
            _report_outside(reference, at, report)
            return None
        return None if loaded is None else self._add(url, loaded, base.root, at, report)

    def _add(self, name: str, loaded: _Bytes, root: _Root, at: Location, report: Report) -> SourceFile | None:
        text = _decode(loaded.content)
        if text is None:
            hint = "save it as UTF-8; an archive has to be unpacked first"
            report.error("not-text", f"'{name}' is not a text file in UTF-8", Location(name), hint)
            self._tried[name] = None
            return None
        with _gc_paused():
            parsed, is_json = _parse(text)
        if isinstance(parsed, Problem):
            if parsed.position is not None:
                self._syntax[name] = parsed.position
            related = () if at.file == name else (at,)
            report.error(parsed.code, parsed.message, Location(name), parsed.hint, related)
            self._tried[name] = None
            return None
        digest = hashlib.sha256(loaded.content).hexdigest()
        file = SourceFile(
            name, loaded.path, loaded.url, digest, parsed.data, parsed.duplicates, root, text, is_json
        )
        self._files[name] = file
        return file


@contextmanager
def _gc_paused() -> Iterator[None]:
    """Building millions of containers would run the collector over all of them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _decode(content: bytes) -> str | None:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        return None


def _parse(text: str) -> tuple[Parsed | Problem, bool]:
    """The data, and whether the text is JSON."""
    if not text.lstrip().startswith(("{", "[")):
        return source_yaml.parse(text), False
    parsed = source_json.parse(text)
    if isinstance(parsed, Problem) and parsed.code == "json-syntax" and not source_json.has_comments(text):
        # A YAML flow mapping looks like JSON with trailing commas or bare words.
        as_yaml = source_yaml.parse(text)
        if isinstance(as_yaml, Parsed):
            return as_yaml, False
    return parsed, True


def _read(path: Path, name: str, at: Location, report: Report) -> _Bytes | None:
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "not a regular file"
            report.error("file-unreadable", f"'{name}' is {kind}", at, "name the document itself")
            return None
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        resolved = path.resolve()
    except FileNotFoundError:
        report.error("file-not-found", f"there is no file '{name}'", at, _neighbours(path, name))
        return None
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        report.error("file-unreadable", f"'{name}' cannot be read: {reason.lower()}", at)
        return None
    if len(content) > MAX_BYTES:
        _report_too_large(name, at, report)
        return None
    return _Bytes(content, path=resolved)


def _neighbours(path: Path, name: str) -> str:
    """The nearest names that do exist."""
    folder = posixpath.dirname(name) or "."
    try:
        present = sorted(os.listdir(path.parent))
    except OSError:
        return f"the folder '{folder}' does not exist or cannot be read"
    close = difflib.get_close_matches(path.name, present, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(f"'{posixpath.join(posixpath.dirname(name), c)}'" for c in close)
    return f"the folder '{folder}' has no file with a name like it"


def _report_outside(reference: str, at: Location, report: Report) -> None:
    message = f"the reference '{reference}' leaves the document's folder"
    report.error("reference-outside-folder", message, at, "copy the file into the document's folder")


def _report_too_large(name: str, at: Location, report: Report) -> None:
    message = f"'{name}' is larger than {MAX_BYTES // 1_000_000} MB"
    hint = "an OpenAPI document is a few MB: check that it is the right file"
    report.error("file-too-large", message, at, hint)


def _has_scheme(reference: str) -> bool:
    """Whether a reference is a URL; a lone letter before the colon is a Windows drive, just as foreign."""
    head, colon, _ = reference.partition(":")
    return bool(colon) and head.replace("+", "").replace("-", "").replace(".", "").isalnum()


def _is_below(url: str, folder: str) -> bool:
    """Whether a URL lies under a folder's URL, dot segments resolved even where they are encoded."""
    target, root = urlsplit(url), urlsplit(folder)
    path = posixpath.normpath(unquote(unquote(target.path)))
    same_host = (target.scheme, target.netloc) == (root.scheme, root.netloc)
    return same_host and path.startswith(unquote(root.path))


def _is_allowed(url: str) -> bool:
    """https anywhere; http only to this machine, where nobody can change it on the way."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme == "https":
            return bool(host)
        return parts.scheme == "http" and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not _is_allowed(newurl):
            raise urllib.error.URLError(f"it redirects to '{newurl}', which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetch(url: str, at: Location, report: Report) -> _Bytes | None:
    if not _is_allowed(url):
        message = f"'{url}' is neither https nor http to this machine"
        report.error("url-scheme", message, at, "use https, or download the document and name the file")
        return None
    deadline = time.monotonic() + MAX_SECONDS
    content = bytearray()
    try:
        opener = urllib.request.build_opener(_Redirects)
        request = urllib.request.Request(url, headers={"User-Agent": "aos-gen"})
        with opener.open(request, timeout=MAX_SECONDS) as answer:
            while block := answer.read1(1_000_000):
                content += block
                if len(content) > MAX_BYTES:
                    _report_too_large(url, at, report)
                    return None
                if time.monotonic() > deadline:
                    raise TimeoutError(f"it takes longer than {MAX_SECONDS:.0f} seconds")
            return _Bytes(bytes(content), url=answer.geturl().partition("#")[0])
    except (OSError, HTTPException, ValueError) as error:
        reason = error if isinstance(error, urllib.error.HTTPError) else getattr(error, "reason", error)
        hint = "check the address in a browser, or download the document and name the file"
        report.error("url-failed", f"'{url}' cannot be fetched: {reason}", at, hint)
        return None
