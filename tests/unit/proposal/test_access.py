"""What operations ask for to the schemes of the map: the fewest secrets, and none made up."""

from __future__ import annotations

from typing import Any

import pytest
from vendors import document_of

from aos_gen.diagnostics import Report
from aos_gen.proposal.access import draft_schemes

SCHEMES = {
    "Bearer": {"type": "http", "scheme": "bearer"},
    "Basic": {"type": "http", "scheme": "basic"},
    "Key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "App": {"type": "apiKey", "in": "header", "name": "X-App"},
    "OAuth": {"type": "oauth2", "flows": {}},
    "Digest": {"type": "http", "scheme": "digest"},
    "Nameless": {"type": "apiKey", "in": "header"},
}


@pytest.mark.parametrize(
    ("security", "usable", "others"),
    [
        ([[{"OAuth": []}, {"Bearer": []}]], ["Bearer"], []),
        ([[{"OAuth": []}, {"Basic": []}]], ["Basic"], []),
        ([[{"Basic": []}, {"Key": []}]], ["Key"], []),
        ([[{"Key": [], "App": []}, {"Bearer": []}]], ["Bearer"], []),
        ([[{"Key": [], "App": []}]], ["App", "Key"], []),
        ([[{"OAuth": []}], [{"OAuth": []}, {"Bearer": []}]], ["OAuth"], []),
        ([[{"Bearer": []}], [{"Basic": []}]], ["Basic", "Bearer"], []),
        ([[{"Digest": []}]], [], ["Digest"]),
        ([[{"Digest": []}, {"OAuth": []}]], ["OAuth"], []),
        ([[{"Gone": []}]], [], ["Gone"]),
        ([[{"Nameless": []}]], [], ["Nameless"]),
        ([[{}, {"Key": []}]], [], []),
        ([[]], [], []),
    ],
)
def test_the_fewest_secrets(security: list[Any], usable: list[str], others: list[str]) -> None:
    """Bearer tokens and keys before user names, and these before tokens that expire."""
    paths = {f"/{n}": {"get": {"security": one, "responses": {}}} for n, one in enumerate(security)}
    document = document_of(paths, components={"securitySchemes": SCHEMES})
    found = draft_schemes(document, document.operations, Report())
    assert ([one.name for one in found[0]], [one.name for one in found[1]]) == (usable, others)


def test_a_silent_document_gets_one_scheme() -> None:
    """Where nobody says what is needed, the cheapest of the declared ones goes along."""
    paths: dict[str, Any] = {"/a": {"get": {"responses": {}}}}
    for schemes, wanted in ((SCHEMES, ["Bearer"]), ({"Digest": SCHEMES["Digest"]}, []), ({}, [])):
        document = document_of(paths, components={"securitySchemes": schemes})
        assert [one.name for one in draft_schemes(document, document.operations, Report())[0]] == wanted
