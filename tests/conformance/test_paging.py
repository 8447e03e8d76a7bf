"""A vendor of two pages: a connector that follows rightly is told from one that does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .connector import borrow_connector
from .drive import judge_connector
from .loopback import Answer, Recorded
from .vendor import PagedVendor, last_page

CLI = """
import json, os, sys, urllib.request
base = os.environ['ACME_BASE_URL']
words = sys.argv[1:]
def get(url):
    request = urllib.request.Request(url, headers={'Accept': 'application/json'})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer), answer.headers
def following(body, headers, at, items):
    FOLLOWING
def main():
    url, items, at = base + '/notes', [], 1
    while url:
        body, headers = get(url)
        items += body['items']
        url = '--all' in words and following(body, headers, at, body['items'])
        at += 1
    rest = {key: value for key, value in body.items() if key != 'items'}
    data = {'items': items, 'count': len(items), 'next': None, 'response': rest}
    print(json.dumps({'ok': True, 'command': 'note.list', 'data': data}))
"""
PARAMETERS = [
    {"name": "cursor", "in": "query", "schema": {"type": "string"}},
    {"name": "page", "in": "query", "schema": {"type": "integer"}},
    {"name": "offset", "in": "query", "schema": {"type": "integer"}},
    {"name": "after", "in": "query", "schema": {"type": "string"}},
]
ANSWER = {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object"}}}}
RIGHT = {
    "cursor": "return body.get('next') and base + '/notes?cursor=' + body['next']",
    "page": "return items and f'{base}/notes?page={at + 1}'",
    "offset": "return items and f'{base}/notes?offset={len(items) * at}'",
    "last-id": "return items and f'{base}/notes?after=' + items[-1]['id']",
    "url": "return body.get('next')",
    "link": "return '<' in (headers['Link'] or '') and headers['Link'].split('<')[2].split('>')[0]",
    "token-header": "return headers['next'] and base + '/notes?cursor=' + headers['next']",
}
WRONG = {
    "not followed": ("cursor", "return None", "1 requests for two pages"),
    "another cursor": ("cursor", RIGHT["cursor"].replace("+ body['next']", "+ 'x'"), "does not say 'c2'"),
    "undeclared": ("cursor", RIGHT["cursor"].replace("cursor=", "c="), "c is not declared"),
    "another page": ("page", RIGHT["page"].replace("at + 1", "at + 2"), "does not say 2"),
    "another offset": ("offset", RIGHT["offset"].replace("len(items)", "7"), "does not say 1"),
    "the first id": ("last-id", RIGHT["last-id"].replace("['id']", "['id'] + 'y'"), "does not say 'a0'"),
    "another URL": ("url", RIGHT["url"] + " and body['next'] + 'x'", "and the vendor said"),
    "another link": ("link", RIGHT["link"].replace("[2]", "[1]"), "and the vendor said"),
    "without end": (
        "cursor",
        "return base + '/notes?cursor=' + (body.get('next') or 'c2')",
        "requests for two pages",
    ),
}


def _connector(folder: Path, kind: str, following: str) -> Path:
    tree = folder / "tools/aos/aos-acme"
    package = tree / "agent-harness/cli_aos/acme"
    package.mkdir(parents=True)
    # No vendor, no end: a hundred requests are enough for a fault.
    (package / "cli.py").write_text(
        CLI.replace("FOLLOWING", f"if at > 9: return None\n    {following}"), "utf-8"
    )
    script = '[project]\nname = "aos-acme"\n[project.scripts]\naos-acme = "cli_aos.acme.cli:main"\n'
    (tree / "agent-harness/pyproject.toml").write_text(script, "utf-8")
    (tree / "connector.json").write_text(json.dumps({"auth": {}}), "utf-8")
    body: dict[str, Any] = {"items": [{"id": "a", "name": "n"}], "next": "c2"}
    headers = [["Content-Type", "application/json"], ["next", "c2"]]
    request: dict[str, Any] = {"words": [], "arguments": {}}
    page = {"reply": {"status": 200, "headers": headers, "text": json.dumps(body)}}
    command = {
        "id": "note.list", "words": ["note", "list"], "method": "GET", "path": "/notes",
        "options": [], "schemes": [],
        "answer": {"kind": "list", "reading": "json", "at": "items", "id": "id"},
        "pages": {"kind": kind, "next": "next", "more": "", "size": "", "start": 1, "id": "id"},
        "sample": {"required": request, "full": request, "page": page, "reply": page["reply"]},
    }  # fmt: skip
    plan = {"base_url": "https://acme.example/v1", "commands": [command], "auth": {"credentials": []}}
    (tree / "aos-gen.lock").write_text(json.dumps({"plan": plan}), "utf-8")
    answers = {"200": {"content": {"application/json": {"schema": ANSWER}}}}
    item = {"get": {"parameters": PARAMETERS, "responses": answers}}
    (folder / "acme.json").write_text(json.dumps({"openapi": "3.1.0", "paths": {"/notes": item}}), "utf-8")
    return tree


@pytest.mark.parametrize("kind", RIGHT)
def test_followed(tmp_path: Path, kind: str) -> None:
    """Every kind of paging, followed to its end."""
    tree = _connector(tmp_path, kind, RIGHT[kind])

    judged = judge_connector(borrow_connector(tree), tmp_path / "acme.json")

    assert [each.variant for each in judged] == ["required", "all pages"]
    assert [each.verdict.why for each in judged if not each.verdict.right] == []


@pytest.mark.parametrize(("kind", "following", "why"), WRONG.values(), ids=WRONG)
def test_not_followed(tmp_path: Path, kind: str, following: str, why: str) -> None:
    """A second request that is not what the first page said is found."""
    tree = _connector(tmp_path, kind, following)

    judged = judge_connector(borrow_connector(tree), tmp_path / "acme.json")

    assert why in judged[-1].verdict.why, judged[-1]


def test_pages_of_the_vendor() -> None:
    """A counted page is as long as was asked for, ids differ, the last page leads nowhere."""
    body = {"data": {"list": [{"id": 5}]}, "more": True}
    reply = Answer(200, json.dumps(body).encode(), {"Content-Type": "application/json"})
    command = {
        "answer": {"at": "data.list", "id": "id"},
        "pages": {"kind": "last-id", "more": "", "next": "", "id": "id"},
    }
    request = Recorded("GET", "/x", (), b"")
    vendor = PagedVendor(command, reply, lambda recorded: 3, "http://127.0.0.1:9")

    pages = [json.loads(vendor(request).body)["data"]["list"] for _ in range(3)]

    assert [[item["id"] for item in page] for page in pages] == [[5, 6, 7], [505], []]
    more = command | {"pages": {"kind": "page", "more": "more"}}
    assert json.loads(last_page(more, reply).body)["more"] is False
