"""Names of a document that cannot be made safe are refused, not repaired; all others are sent as they are.

A name that is changed on the way would be another request than the one that was reviewed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bomb_parts import MAP, Data, document, write
from rendered import call

NAMES = {
    "a line break": "X-A\r\nEvil: 1", "NUL": "a\0b", "an escape": "a\x1b[2Jb", "bidi": "a\u202eb",
    "hidden": "a\u200bb",
    "a quote": 'a"b', "a brace": "a{b", "dots": "a/../b",
    "half a character": "a\ud800", "a space": "a b", "a template": "{{ 7*7 }}",
}  # fmt: skip  # a list of words reads better in rows

UNTYPED = {"type": "string"}
Place = Callable[[Data, Data, str], None]


def parameter(place: str) -> Place:
    """The name of a parameter in a place of the request."""

    def put(made: Data, mapping: Data, name: str) -> None:
        made["paths"]["/a"]["get"]["parameters"] = [{"name": name, "in": place, "schema": UNTYPED}]

    return put


def key(place: str) -> Place:
    """The name that an API key is sent by."""

    def put(made: Data, mapping: Data, name: str) -> None:
        made["components"] = {"securitySchemes": {"k": {"type": "apiKey", "in": place, "name": name}}}
        made["security"] = [{"k": []}]
        mapping["auth"] = {"k": {"env": "ACME_API_KEY"}}

    return put


def scheme(made: Data, mapping: Data, name: str) -> None:
    """The name of a scheme that the operation needs."""
    made["components"] = {"securitySchemes": {name: {"type": "http", "scheme": "bearer"}}}
    made["security"] = [{name: []}]


def token_url(made: Data, mapping: Data, name: str) -> None:
    """Where a secret is sent to."""
    flow = {"tokenUrl": "https://a.example/" + name, "scopes": {}}
    flows = {"clientCredentials": flow}
    made["components"] = {"securitySchemes": {"o": {"type": "oauth2", "flows": flows}}}
    made["security"] = [{"o": []}]
    mapping["auth"] = {"o": {"client_id": {"env": "ACME_ID"}, "client_secret": {"env": "ACME_SECRET"}}}


def server(template: str) -> Place:
    """A part of the server's address."""

    def put(made: Data, mapping: Data, name: str) -> None:
        made["servers"] = [{"url": template.replace("NAME", name)}]

    return put


def server_variable(made: Data, mapping: Data, name: str) -> None:
    """The value of a variable of the address."""
    made["servers"] = [{"url": "https://{v}.acme.example", "variables": {"v": {"default": name}}}]


def body_type(made: Data, mapping: Data, name: str) -> None:
    """The only media type of a body."""
    operation = made["paths"]["/a"].pop("get")
    content = {"text/" + name: {"schema": UNTYPED}}
    made["paths"]["/a"]["post"] = {**operation, "requestBody": {"content": content}}
    mapping["commands"] = {"thing.add": {"operation": "POST /a", "mode": "write", "risk": 2}}


def operation_id(made: Data, mapping: Data, name: str) -> None:
    """The operation's id, by which the map names it."""
    made["paths"]["/a"]["get"]["operationId"] = name
    mapping["commands"]["thing.list"]["operation"] = name


UNPRINTABLE = ("a line break", "NUL", "an escape", "bidi", "hidden", "half a character")
REFUSED: list[tuple[str, Place, tuple[str, ...], str]] = [
    ("header", parameter("header"), tuple(NAMES), "unsendable-name"),
    ("cookie", parameter("cookie"), tuple(NAMES), "unsendable-name"),
    ("query", parameter("query"), ("half a character",), "unsendable-name"),
    ("key in a header", key("header"), tuple(NAMES), "unsendable-name"),
    ("key in a cookie", key("cookie"), tuple(NAMES), "unsendable-name"),
    ("key in a query", key("query"), ("half a character",), "unsendable-name"),
    ("scheme", scheme, tuple(NAMES), "unmapped-security"),
    ("token URL", token_url, (*UNPRINTABLE, "a space", "a template"), "bad-token-url"),
    ("server path", server("https://api.acme.example/NAME"), (*UNPRINTABLE, "a space"), "bad-server"),
    ("server host", server("https://NAME.example"), (*UNPRINTABLE, "a space"), "bad-server"),
    ("server", server("https://NAME.example"), ("a template",), "missing-server-variable"),
    ("server variable", server_variable, (*UNPRINTABLE, "a space"), "bad-server"),
    ("body", body_type, UNPRINTABLE, "unsupported-request-body"),
    ("operationId", operation_id, ("a line break", "half a character"), "wrong-value"),
]
ROWS = [(place, put, name, code) for place, put, names, code in REFUSED for name in names]


def generated(folder: Path, put: Place, name: str) -> Any:
    """The outcome of `generate` for a document with this name there."""
    made, mapping = document(), json.loads(json.dumps(MAP))
    put(made, mapping, NAMES[name])
    write(folder, made)
    write(folder, mapping, "map.yaml")
    named = ("--spec", "openapi.json", "--map", "map.yaml")
    return call("generate", *named, "--out", "out", "--format", "json")


@pytest.mark.parametrize(("place", "put", "name", "code"), ROWS, ids=[f"{r[0]}-{r[2]}" for r in ROWS])
def test_refused_not_repaired(
    place: str, put: Place, name: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    counted: Callable[[str, int], None],
) -> None:  # fmt: skip
    """The code of the row, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = generated(tmp_path, put, name)
    assert done.exit_code == 3
    found = {one["code"] for one in json.loads(done.stdout)["diagnostics"] if one["severity"] == "error"}
    assert found == {code}
    assert not (tmp_path / "out").exists()
    counted("names refused", 1)


@pytest.mark.parametrize("name", [one for one in NAMES if one != "half a character"])
def test_sent_as_it_is(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a query every other name can be spelled, and is that very name in the code."""
    monkeypatch.chdir(tmp_path)
    assert generated(tmp_path, parameter("query"), name).exit_code == 0
    lock = json.loads(next(tmp_path.rglob("aos-gen.lock")).read_bytes())
    options = lock["plan"]["commands"][0]["options"]
    assert [one["path"] for one in options] == [[NAMES[name]]]
