"""What was meant: the word, or the mapping, that a hint proposes for a value that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from aos_gen.diagnostics import Report
from aos_gen.mapping.load import load_mapping
from aos_gen.mapping.model import Mapping
from aos_gen.source import SourceSet

HEAD = "version: 1\nconnector: {name: acme, label: Acme, description: Tickets of Acme}\n"


def load(text: str, folder: Path) -> tuple[Mapping | None, Report]:
    report = Report()
    path = folder / "map.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    file = SourceSet().open(str(path), report)
    assert file is not None, list(report)
    return load_mapping(file, report), report


def command(settings: str) -> str:
    return f"commands: {{a: {{operation: o, mode: readonly, risk: 1, {settings}}}}}"


def parameter(settings: str) -> str:
    return command(f"parameters: {{p: {settings}}}")


def scheme(settings: str) -> str:
    return f"{command('list: false')}\nauth: {{S: {settings}}}"


NEAR = {
    "a type of scheme": (scheme("{env: A_KEY, type: apikey}"), "did you mean 'apiKey'?"),
    "a kind of pages": (command("paginate: {kind: cursr}"), "did you mean 'cursor'?"),
    "a style": (parameter("{style: pipes}"), "did you mean 'pipe'?"),
    "a client's id alone": (scheme("{client_id: A_ID, client_secret: {env: B_ID}}"), "write `{env: A_ID}`"),
    "a user name alone": (scheme("{username: A_ID, password: {value: ''}}"), "write `{env: A_ID}`"),
    "a certificate alone": (
        scheme("{certificate: A_ID, key: {env: A_KEY}}"),
        "write `{env: A_ID}`",
    ),
    "OpenAPI's word for a type": (parameter("{type: string}"), "did you mean 'text'?"),
    "OpenAPI's word for a list": (parameter("{type: array}"), "did you mean 'list'?"),
    "OpenAPI's word for a style": (parameter("{style: pipeDelimited}"), "did you mean 'pipe'?"),
    "OpenAPI's word for a scheme": (scheme("{env: A_KEY, type: http}"), "did you mean 'bearer'?"),
    "scopes alone": (scheme("{env: A_KEY, scopes: read}"), "write `scopes: [read]`"),
    "a member alone": (command("answer: {keep: id}"), "write `keep: [id]`"),
    "a body alone": (command("body: text/csv"), "write `body: {media_type: text/csv}`"),
    "an answer's type alone": (command("answer: text/csv"), "write `answer: {media_type: text/csv}`"),
    "an answer's member alone": (command("answer: data"), "write `answer: {unwrap: data}`"),
    "a command's server": (command("server: {url: https://a}"), "write `server: https://a`"),
    "an environment with a key": (
        "commands: {}\nserver: {environments: {live: {url: https://a}}}",
        "write `live: https://a`",
    ),
    "an environment without a name": (
        "commands: {}\nserver: {environments: https://a}",
        "write `environments: {live: https://a, sandbox: https://host/path}`",
    ),
    "a client's id that is no variable": (
        scheme("{client_id: {env: my id}, client_secret: {env: B_SECRET}}"),
        "write `env: ACME_CLIENT_ID`",
    ),
    "a constant alone": (parameter("draft"), "write `{fixed: draft}` to send it always"),
    "a server alone": (f"{command('list: false')}\nserver: https://a", "write `server: {url: https://a}`"),
}


@pytest.mark.parametrize(("text", "hint"), NEAR.values(), ids=NEAR.keys())
def test_hints(text: str, hint: str, tmp_path: Path) -> None:
    """The hint is the word, or the mapping, that was meant."""
    _, report = load(text, tmp_path)
    assert [one.hint for one in report if one.code == "wrong-value"] == [hint]
