"""Files and URLs into data: bytes are read once, the parser is chosen by content, places are found on demand.

`SourceSet` is the only part of the generator that reads inputs. The user's own words
(`open`) may name any file; what a document refers to (`open_relative`) must lie in the
folder of that document, because a vendor's file is not trusted to name ours.
"""

from __future__ import annotations

import gc
import hashlib
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from aos_gen import source_file, source_json, source_python, source_url, source_yaml, source_yaml_places
from aos_gen.diagnostics import Diagnostic, Location, Pointer, Report, Severity
from aos_gen.source_json import JsonPlaces, Parsed, Position, Problem
from aos_gen.source_meaning import meaning
from aos_gen.source_origins import Origin
from aos_gen.source_python import CodeFile
from aos_gen.source_yaml_places import YamlPlace

__all__ = ["CodeFile", "Position", "SourceFile", "SourceSet", "meaning"]

MOST_DUPLICATES = 20

MOST_VALUES = 8_000_000
"""A value costs some hundred bytes of memory, and its text may be of two."""

_SEPARATORS = "[{,\n"


@dataclass(frozen=True, slots=True)
class _Root:
    """The folder that references may not leave: on disk, or as the start of a URL."""

    prefix: str
    folder: Path | None = None
    url: str | None = None


@dataclass(slots=True, eq=False)
class SourceFile:
    """One file that was read and parsed; `name` is as the user spelled it, or in that spelling.

    `digest` is that of the bytes that were read; `data` may have been patched since by overlays.
    """

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
    _origin: Origin | None = None
    _patches: tuple[SourceFile, ...] = ()

    def patch(self, data: Any, origin: Origin, patches: tuple[SourceFile, ...]) -> None:
        """Take `data` in place of what was read; `patches` are the files that it was changed by."""
        moved = (origin.moved(pointer) for pointer in self.duplicates)
        self.duplicates = tuple(pointer for pointer in moved if pointer is not None)
        self.data, self._origin, self._patches = data, origin, patches

    def written(self, location: Location) -> Location:
        """The place where the value at a location of this file is written: an overlay, if one brought it."""
        return location if self._origin is None else self._origin.written(location)

    def position(self, pointer: Pointer, at_key: bool = False) -> Position:
        """Where the text of this file has `pointer`, or its nearest existing parent; parses again, once."""
        return self._all_places().position(pointer, at_key)

    def duplicate_keys(self, severity: Severity, hint: str) -> Iterator[Diagnostic]:
        """Keys that are written twice in one mapping; the data holds the last."""
        for pointer in self.duplicates[:MOST_DUPLICATES]:
            at = Location(self.name, pointer, at_key=True)
            first = self._all_places().first_position(self.written(at).pointer)
            where = f", first in line {first.line}" if first is not None else ""
            message = f"the key '{pointer[-1]}' is written more than once{where}"
            yield Diagnostic("duplicate-key", message, at, hint, severity)

    def _all_places(self) -> JsonPlaces | YamlPlace:
        if self._places is None:
            with _gc_paused():
                is_json, text = self._is_json, self._text
                self._places = JsonPlaces(text) if is_json else source_yaml_places.places(text)
        return self._places

    @property
    def text(self) -> str:
        """What was read, without a byte order mark."""
        return self._text

    @property
    def is_json(self) -> bool:
        """Whether it was read as JSON; else as YAML."""
        return self._is_json

    @property
    def meaning(self) -> str:
        """Digest of the values, overlays applied: blind to the order of keys and to layout."""
        with _gc_paused():
            return meaning(self.data)

    def mentions(self, text: str) -> bool:
        """Whether the file holds these characters at all: a cheap question before a dear search."""
        return text in self._text or any(patch.mentions(text) for patch in self._patches)


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
    _failed: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    """Why a part could not be read: told to every report that asks for it, not to the first alone."""
    _syntax: dict[str, Position] = field(default_factory=dict)
    _code: dict[str, CodeFile] = field(default_factory=dict)

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """All files that were opened, sorted by name."""
        return tuple(self._files[name] for name in sorted(self._files))

    def get(self, name: str) -> SourceFile | None:
        """The file of that name, if it was opened."""
        return self._files.get(name)

    def position(self, location: Location) -> Position | None:
        """Line and column of a location; of a file that failed to parse, where the parser stopped.

        Of a value that an overlay brought they are those in the overlay: see `written`.
        """
        place = self.written(location)
        file = self._files.get(place.file)
        if file is None and place.file in self._code:
            return self._code[place.file].position(place.pointer)
        if file is None:
            return self._syntax.get(place.file)
        return file.position(place.pointer, place.at_key)

    def written(self, location: Location) -> Location:
        """The file and the pointer where the value at a location is written."""
        file = self._files.get(location.file)
        return location if file is None else file.written(location)

    def open(self, spelled: str, report: Report, root: str | None = None) -> SourceFile | None:
        """Read what the user named: a path, or an http(s) URL.

        `root` is the folder that the file's references may not leave: its own, where nobody says another.
        """
        if spelled in self._files or spelled in self._tried:
            return self._files.get(spelled)
        at = Location(source_url.without_credentials(spelled))
        if "://" in spelled:
            loaded = _fetched(spelled, at, report)
            if loaded is not None and loaded.url is not None:
                folder = urljoin(loaded.url, ".")
                return self._add(spelled, loaded, _Root(folder, url=folder), at, report)
        else:
            loaded = _opened(Path(spelled), spelled, at, report)
            if loaded is not None:
                own = _root(spelled, root, at, report)
                return None if own is None else self._add(spelled, loaded, own, at, report)
        self._tried[spelled] = None
        return None

    def open_code(self, path: Path, report: Report) -> CodeFile | None:
        """Read a Python file, which is not run; None where there is none, or where it is no Python."""
        name = str(path)
        at = Location(name)
        if name in self._code or not (path.exists() or path.is_symlink()):
            return self._code.get(name)
        loaded = _opened(path, name, at, report)
        text = None if loaded is None else source_file.decode(loaded.content)
        if loaded is None or text is None:
            if loaded is not None:
                report.error("not-text", f"'{name}' is not a text file in UTF-8", at, "save it as UTF-8")
            return None
        said = source_python.encoding(loaded.content)
        if said not in ("utf-8", "utf-8-sig"):
            # Python would read another text than the one that is looked at here.
            message = f"'{name}' says that its text is {said!r}"
            report.error("not-text", message, at, "remove the line with `coding`, and save it as UTF-8")
            return None
        parsed = source_python.parse(name, hashlib.sha256(loaded.content).hexdigest(), text)
        if isinstance(parsed, Problem):
            if parsed.position is not None:
                self._syntax[name] = parsed.position
            report.error(parsed.code, parsed.message, at, parsed.hint)
            return None
        self._code[name] = parsed
        return parsed

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
            report.extend(self._failed.get(key, ()))
            return self._tried[key]
        known = next((f for f in self._files.values() if f.path == path and f.root == root), None)
        if known is not None:
            return known
        found = Report()
        file = None
        if path.is_relative_to(root.folder):
            name = posixpath.join(root.prefix, path.relative_to(root.folder).as_posix())
            loaded = _opened(path, name, at, found)
            file = None if loaded is None else self._add(name, loaded, root, at, found)
        else:
            _report_outside(reference, at, found)
        self._tried[key], self._failed[key] = file, tuple(found)
        report.extend(found)
        return file

    def _open_below_url(
        self, base: SourceFile, reference: str, at: Location, report: Report
    ) -> SourceFile | None:
        folder = base.root.url or ""
        url = urljoin(base.url or "", reference)
        known = next((f for f in self._files.values() if f.url == url and f.root == base.root), None)
        if known is not None or url in self._tried:
            report.extend(self._failed.get(url, ()))
            return known
        found = Report()
        loaded = _fetched(url, at, found) if _is_below(url, folder) else None
        file = None
        if not _is_below(url if loaded is None else loaded.url or "", folder):
            _report_outside(reference, at, found)
        elif loaded is not None:
            file = self._add(url, loaded, base.root, at, found)
        self._tried[url], self._failed[url] = file, tuple(found)
        report.extend(found)
        return file

    def _add(self, name: str, loaded: _Bytes, root: _Root, at: Location, report: Report) -> SourceFile | None:
        text = source_file.decode(loaded.content)
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


def _root(spelled: str, wanted: str | None, at: Location, report: Report) -> _Root | None:
    """The root of a file on disk. Error: one that does not hold the file."""
    folder = Path(spelled).absolute().parent.resolve()
    if wanted is None:
        return _Root(posixpath.dirname(spelled), folder)
    root = Path(wanted).absolute().resolve()
    if root.is_dir() and folder.is_relative_to(root):
        return _Root(wanted.rstrip("/") or wanted, root)
    message = f"'{wanted}' is no folder that holds '{spelled}'"
    report.error("root-elsewhere", message, at, "give --root a folder above the document")
    return None


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


def _parse(text: str) -> tuple[Parsed | Problem, bool]:
    """The data, and whether the text is JSON."""
    if sum(map(text.count, _SEPARATORS)) > MOST_VALUES:
        hint = "an OpenAPI document has thousands: check that it is the right file"
        return Problem("file-too-large", f"it holds more than {MOST_VALUES:,} values", None, hint), True
    if not text.lstrip().startswith(("{", "[")):
        return source_yaml.parse(text), False
    parsed = source_json.parse(text)
    if isinstance(parsed, Problem) and parsed.code == "json-syntax" and not source_json.has_comments(text):
        # A YAML flow mapping looks like JSON with trailing commas or bare words.
        as_yaml = source_yaml.parse(text)
        if isinstance(as_yaml, Parsed):
            return as_yaml, False
    return parsed, True


def _opened(path: Path, name: str, at: Location, report: Report) -> _Bytes | None:
    found = source_file.read(path, name, at, report)
    return None if found is None else _Bytes(found[0], path=found[1])


def _fetched(url: str, at: Location, report: Report) -> _Bytes | None:
    found = source_url.fetch(url, at, report)
    return None if found is None else _Bytes(found.content, url=found.url)


def _report_outside(reference: str, at: Location, report: Report) -> None:
    message = f"the reference '{reference}' leaves the document's folder"
    hint = "copy the document and its parts into one folder"
    if reference.startswith(".."):
        hint = (
            "if the folders above are the vendor's too, allow one with --root; else copy all into one folder"
        )
    report.error("reference-outside-folder", message, at, hint)


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
