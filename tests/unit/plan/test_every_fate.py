"""Nothing that a vendor declares is missing from a trail: held against the documents, read in another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import ROOT
from conformance.document import Document as Plainly
from conformance.document import NotInDocument

from aos_gen.diagnostics import Report
from aos_gen.document.load import load_document
from aos_gen.plan.commands import Built, build_command
from aos_gen.plan.inputs.fates import End
from aos_gen.plan.trial import try_operations
from aos_gen.source import SourceSet

Key = tuple[str, str]
EXAMPLES = ("harbor/openapi.yaml", "tally/openapi.json", "atelier/openapi.yaml")
REAL = (
    "lob/lob/lob-api-public.yml",
    "dropbox/dropbox-sign.yaml",
    "adyen/adyen-checkout.json",
    "notion/notion.json",
    "readme/readme-parameters-style-3.1.yaml",
)


def planned(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Built]:
    """Every operation as a command, with its reasons."""
    found: list[Built] = []

    def kept(*arguments: Any) -> Built:
        found.append(build_command(*arguments))
        return found[-1]

    monkeypatch.setattr("aos_gen.plan.trial.build_command", kept)
    document = load_document(str(path), SourceSet(), Report())
    assert document is not None
    list(try_operations(document, document.operations, Report()))
    assert len(found) == len(document.operations) > 0
    return found


def parameters(plain: Plainly, method: str, path: str) -> set[Key]:
    """(place, name) of what the path item and the operation declare; names of headers know no case."""
    item = plain.path_item(path)
    listed = [*item.get("parameters", []), *plain.follow(item[method.lower()]).get("parameters", [])]
    found = (plain.follow(one) for one in listed)
    return {(one["in"], one["name"].lower() if one["in"] == "header" else one["name"]) for one in found}


def members(plain: Plainly, schema: Any, seen: frozenset[int] = frozenset()) -> set[str]:
    """The names of a body's top-level members, those of every part and alternative among them."""
    schema = plain.follow(schema)
    if not isinstance(schema, dict) or id(schema) in seen:
        return set()
    parts = (part for word in ("allOf", "oneOf", "anyOf") for part in schema.get(word) or ())
    inner = (members(plain, part, seen | {id(schema)}) for part in parts)
    return set(schema.get("properties") or ()).union(*inner)


def declared(plain: Plainly, built: Built) -> tuple[set[Key], set[str]]:
    """The parameters of the operation, and the members of the body in the media type that is sent."""
    operation = built.operation
    item = plain.path_item(operation.path)
    body = plain.follow(plain.follow(item[operation.method.lower()]).get("requestBody") or {})
    content = plain.follow(body.get("content") or {})
    sent = built.command.body
    key = next((name for name in content if sent and name.split(";")[0].lower() == sent.media_type), None)
    media = plain.follow(content[key]) if key is not None else {}
    return parameters(plain, operation.method, operation.path), members(plain, media.get("schema"))


def differences(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    plain = Plainly(path)
    for built in planned(path, monkeypatch):
        fates = Counter((one.place, one.api_name) for one in built.reasons.fates if not one.added)
        try:
            wanted, inner = declared(plain, built)
        except NotInDocument:
            continue  # A reference that leads nowhere: the generator says so, and what it hides has no name.
        key = built.operation.key
        yield from (f"{key}: {one} has {n} fates" for one, n in fates.items() if n > 1)
        told = {(place, name.lower() if place == "header" else name) for place, name in fates}
        yield from (f"{key}: {one} is missing" for one in wanted - told)
        yield from (
            f"{key}: the member {one} is missing" for one in inner - {n for p, n in told if p == "body"}
        )
        odd = {one for one in told - wanted if one[0] not in ("body", "path")}
        yield from (f"{key}: nobody declares {one}" for one in odd if "?" not in built.operation.path)
        known = {f"{option.place}:{option.api_name}" for option in built.command.options}
        options = {one.key for one in built.reasons.fates if one.end is End.OPTION}
        yield from (f"{key}: {one} is no option" for one in options - known)
        yield from (f"{key}: the option {one} has no fate" for one in known - options)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_lose_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every declared parameter and every member of a body has one fate; every option is one."""
    assert list(differences(ROOT / "specs" / name, monkeypatch)) == []


@pytest.mark.parametrize("name", REAL)
def test_real_documents_lose_nothing(name: str, specs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for documents as vendors publish them."""
    assert list(differences(specs / name, monkeypatch)) == []
