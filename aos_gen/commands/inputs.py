"""A map and a document, read for a command that needs both."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document, load_document
from aos_gen.mapping.load import load_sound, overlay_names
from aos_gen.mapping.model import Mapping
from aos_gen.source import SourceFile, SourceSet


@dataclass(frozen=True, slots=True)
class Read:
    """What was read; None where it cannot be."""

    source: SourceFile | None
    """The map's file."""
    mapping: Mapping | None
    """The map, without its malformed entries."""
    whole: bool
    """Whether it has none of those."""
    document: Document | None


def read_inputs(
    spec: str,
    map_file: str,
    sources: SourceSet,
    report: Report,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
) -> Read:
    """Both are read even where one has mistakes, so that all are told at once.

    The document is patched by the overlays that the map names, then by `overlays`.
    """
    source = sources.open(map_file, report)
    mapping, whole = load_sound(source, report) if source is not None else (None, False)
    if root is None and mapping is not None and mapping.document.root is not None:
        root = posixpath.join(posixpath.dirname(map_file), mapping.document.root)
    named = overlay_names(source) if source is not None else ()
    document = load_document(spec, sources, report, (*named, *overlays), root=root)
    return Read(source, mapping, whole, document)
