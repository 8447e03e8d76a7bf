"""The first steps that commands share: a document, a map and its policies, read and brought together."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from aos_gen.diagnostics import Report
from aos_gen.document.load import Document, load_document
from aos_gen.mapping.load import load_sound, overlay_names
from aos_gen.mapping.model import Mapping
from aos_gen.plan.approvals import check_approvals
from aos_gen.plan.build import Met, meet
from aos_gen.policy.check import check_policy
from aos_gen.policy.load import read_rules
from aos_gen.policy.rules import Rules
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
    rules: Rules


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run is about, where all of it could be read."""

    source: SourceFile
    """The map's file, which calls itself as the user spelled it."""
    mapping: Mapping
    document: Document
    rules: Rules


def read_inputs(
    spec: str,
    map_file: str,
    sources: SourceSet,
    report: Report,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
) -> Read:
    """All are read even where one has mistakes, so that all are told at once.

    The document is patched by the overlays that the map names, then by `overlays`.
    """
    source = sources.open(map_file, report)
    mapping, whole = load_sound(source, report) if source is not None else (None, False)
    rules = read_rules(mapping, map_file, sources, report)
    if root is None and mapping is not None and mapping.document.root is not None:
        root = posixpath.join(posixpath.dirname(map_file), mapping.document.root)
    named = overlay_names(source) if source is not None else ()
    document = load_document(spec, sources, report, (*named, *overlays), root=root)
    return Read(source, mapping, whole, document, rules)


def read_sound(
    spec: str,
    map_file: str,
    sources: SourceSet,
    report: Report,
    *,
    overlays: Sequence[str] = (),
    root: str | None = None,
) -> Inputs | None:
    """The same for whoever needs them all; None where one is missing or the map has malformed entries."""
    read = read_inputs(spec, map_file, sources, report, overlays=overlays, root=root)
    if read.source is None or read.mapping is None or read.document is None or not read.whole:
        return None
    return Inputs(read.source, read.mapping, read.document, read.rules)


def meet_inputs(inputs: Inputs, report: Report) -> Met:
    """Document and map meet, and are held to the policies."""
    met = meet(inputs.document, inputs.mapping, inputs.source.name, report)
    check_policy(inputs.rules, inputs.mapping, met, inputs.source.name, report)
    return met


def check_approved(inputs: Inputs, met: Met, report: Report) -> None:
    """Errors for commands that need an approval and lack it."""
    tiers, usable = inputs.rules.approval_tiers, bool(met.shared.base_url)
    check_approvals(met.built, inputs.mapping.commands, tiers, usable, inputs.source.name, report)
