"""A hand-made connector, once honest and with one fault at a time: the harness tells them apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .connector import borrow_connector
from .drive import judge_connector

# A connector without click, in as few lines as show what the harness looks at.
CLI = """
import json, os, sys, urllib.request
from urllib.parse import quote
words = sys.argv[1:]
given = dict(zip(words[5::2], words[6::2]))
def encode(text):
    return quote(text, safe='').replace('.', '%2E')
def main():
    url = os.environ['ACME_BASE_URL'] + '/notes/' + encode(given['--note'])
    if '--limit' in given:
        url += '?limit=' + given['--limit']
    headers = {'Accept': 'application/json', 'Authorization': 'Bearer ' + os.environ['ACME_TOKEN']}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        data = json.load(answer)
    print(json.dumps({'ok': True, 'command': 'note.get', 'data': data}))
"""
FAULTS = {
    "option lost": ("'--limit' in given", "False", "--limit never arrived"),
    "option changed": ("'?limit='", "'?limit=1'", "limit"),
    "path not encoded": ("encode(given['--note'])", "given['--note']", "requests instead of one"),
    "dots not encoded": (".replace('.', '%2E')", "", "leaves the path"),
    "no credential": ("'Bearer ' + os.environ['ACME_TOKEN']", "''", "credential"),
    "two requests": ("    print(", "    urllib.request.urlopen(url)\n    print(", "2 requests"),
    "a list as data": ("'data': data", "'data': [data]", "data is not an object"),
    "talk on stdout": ("    print(", "    print('hello')\n    print(", "stdout is not one JSON object"),
    "failure after success": ("'ok': True", "'ok': False", "after an answer 200"),
    "another command's id": ("'note.get'", "'note.find'", "command is 'note.find'"),
}  # fmt: skip
DOCUMENT = {
    "openapi": "3.1.0",
    "components": {"securitySchemes": {"login": {"type": "oauth2", "flows": {}}}},
    "security": [{"login": []}],
    "paths": {
        "/notes/{note}": {
            "get": {
                "parameters": [
                    {"name": "note", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 9}},
                ],
                "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}},
            }
        }
    },
}


def _option(name: str, place: str, kind: str) -> dict[str, Any]:
    told = {"api_name": name, "place": place, "option": f"--{name}", "kind": kind, "identifier": name}
    return {**told, "aliases": [], "choices": [], "format": "", "env": None}


def _write_connector(folder: Path, cli: str) -> Path:
    tree = folder / "tools/aos/aos-acme"
    package = tree / "agent-harness/cli_aos/acme"
    package.mkdir(parents=True)
    (package / "cli.py").write_text(cli, "utf-8")
    script = '[project.scripts]\naos-acme = "cli_aos.acme.cli:main"\n'
    (tree / "agent-harness/pyproject.toml").write_text(f'[project]\nname = "aos-acme"\n{script}', "utf-8")
    (tree / "connector.json").write_text(json.dumps({"auth": {"service_keys": ["ACME_TOKEN"]}}), "utf-8")
    sample = {"required": {"words": ["--note", "n1"]}, "full": {"words": ["--note", "n1", "--limit", "5"]}}
    sample["full"] |= {"arguments": {"note": "n1", "limit": 5}}  # type: ignore[dict-item]  # a sample is any JSON
    command = {"id": "note.get", "words": ["note", "get"], "method": "GET", "path": "/notes/{note}"}
    options = [_option("note", "path", "text"), _option("limit", "query", "integer")]
    commands = [{**command, "options": options, "sample": sample, "schemes": [["login"]]}]
    plan = {"base_url": "https://acme.example/v1", "commands": commands, "auth": {"credentials": []}}
    (tree / "aos-gen.lock").write_text(json.dumps({"plan": plan}), "utf-8")
    (folder / "acme.json").write_text(json.dumps(DOCUMENT), "utf-8")
    return tree


def test_honest_connector(tmp_path: Path) -> None:
    """Required options, all options, and two hostile path values: four right requests."""
    tree = _write_connector(tmp_path, CLI)

    judged = judge_connector(borrow_connector(tree), tmp_path / "acme.json")

    assert [each.variant for each in judged] == ["required", "full", "hostile", "hostile"]
    assert [each.verdict.why for each in judged if not each.verdict.right] == []


@pytest.mark.parametrize(("right", "wrong", "why"), FAULTS.values(), ids=FAULTS)
def test_faulty_connector(tmp_path: Path, right: str, wrong: str, why: str) -> None:
    """One fault in the connector, and at least one request is judged wrong for that reason."""
    assert right in CLI
    tree = _write_connector(tmp_path, CLI.replace(right, wrong))

    judged = judge_connector(borrow_connector(tree), tmp_path / "acme.json")

    assert any(why in each.verdict.why for each in judged if not each.verdict.right), judged
