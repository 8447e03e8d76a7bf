"""How the text of an option is read, whichever way the host spells it."""

from __future__ import annotations

import importlib
import io
from pathlib import Path
from typing import Any

import click
import pytest
from conftest import MODULE

command = importlib.import_module(f"{MODULE}.command")
errors = importlib.import_module(f"{MODULE}.errors")
gate = importlib.import_module(f"{MODULE}.gate")
options = importlib.import_module(f"{MODULE}.options")


def read(words: list[str], *declared: Any, path: tuple[str, ...] = ()) -> dict[str, Any]:
    """The values that a command with these options makes of `words`."""
    made = command.Command("thing.do", "Do it", declared, path=path)
    call = command.Call(use_json=True)
    call.mode = "admin"
    context = made.make_context("do", list(words), obj=call)
    assert isinstance(context, click.Context)
    return dict(context.params)


def sample() -> list[Any]:
    """One option of each kind."""
    return [
        options.Text("--name"),
        options.Choice("--state", ["open", "closed"]),
        options.Integer("--size", least=1, most=10),
        options.Number("--rate"),
        options.Boolean("--draft"),
        options.Items("--labels"),
        options.Items("--numbers", "integer"),
        options.Json("--filter"),
        options.Json("--either", types=("object", "string")),
        command.body("object"),
    ]


SPELLINGS: list[tuple[list[str], dict[str, Any]]] = [
    (["--name", "a b"], {"name": "a b"}),
    (["--name=--x"], {"name": "--x"}),
    (["--name", "-5"], {"name": "-5"}),
    (["--name", ""], {}),
    (["--state", "Open"], {"state": "open"}),
    (["--size", "3"], {"size": 3}),
    (["--rate", "0.5"], {"rate": 0.5}),
    (["--draft"], {"draft": True}),
    (["--draft", "true"], {"draft": True}),
    (["--draft", "false"], {"draft": False}),
    (["--draft", ""], {}),
    (["--draft", "--name", "x"], {"draft": True, "name": "x"}),
    (["--labels", "a", "--labels", "b"], {"labels": ["a", "b"]}),
    (["--labels", '["a","b"]'], {"labels": ["a", "b"]}),
    (["--labels", ""], {}),
    (["--numbers", "[1, 2]", "--numbers", "3"], {"numbers": [1, 2, 3]}),
    (["--filter", '{"a": 1}'], {"filter": {"a": 1}}),
    (["--either", "plain"], {"either": "plain"}),
    (["--either", "12"], {"either": "12"}),
    (["--either", '{"a": 1}'], {"either": {"a": 1}}),
    (["--body", '{"a": 1}'], {"body": {"a": 1}}),
]


@pytest.mark.parametrize(("words", "values"), SPELLINGS, ids=[" ".join(w) for w, _ in SPELLINGS])
def test_every_spelling_is_read(words: list[str], values: dict[str, Any]) -> None:
    """Agents, workflows and people write options differently."""
    assert read(words, *sample()) == values


MISTAKES: list[tuple[list[str], str]] = [
    (["--state", "shut"], "must be one of open, closed"),
    (["--size", "0"], "at least 1"),
    (["--size", "11"], "at most 10"),
    (["--size", "many"], "whole number"),
    (["--rate", "nan"], "finite"),
    (["--draft=perhaps"], "true or false"),
    (["--numbers", "x"], "whole number"),
    (["--filter", "{"], "must be JSON"),
    (["--body", "[]"], "must be JSON object, not array"),
    (["--name"], "needs a value"),
    (["--name", "--size", "1"], "to send the text '--size' write --name=--size"),
    (["--name", "a", "--name", "b"], "give it once"),
    (["stray"], "unexpected word 'stray'"),
]


@pytest.mark.parametrize(("words", "said"), MISTAKES, ids=[" ".join(w) for w, _ in MISTAKES])
def test_every_mistake_says_what_is_allowed(words: list[str], said: str) -> None:
    """Exit 2, with the words that put it right."""
    with pytest.raises(errors.CliError) as failure:
        read(words, *sample())

    assert failure.value.exit_code == 2
    assert said in failure.value.message


def test_all_mistakes_are_told_at_once() -> None:
    """One error names every option that is wrong."""
    with pytest.raises(errors.CliError) as failure:
        read(["--size", "0", "--state", "x"], *sample(), options.Text("--needed", required=True))

    assert set(failure.value.details["mistakes"]) == {"--size", "--state", "--needed"}


def test_path_parameters_may_be_plain_words() -> None:
    """Agents send them in path order; an option given as well keeps its value."""
    two = [options.Text("--owner", required=True), options.Text("--repo", required=True)]

    assert read(["o", "r"], *two, path=("owner", "repo")) == {"owner": "o", "repo": "r"}
    assert read(["r", "--owner", "o"], *two, path=("owner", "repo")) == {"owner": "o", "repo": "r"}


def test_a_required_member_may_come_in_the_body() -> None:
    """`--body` can hold what an option would have given."""
    declared = [options.Text("--name", required=True, member="Name"), command.body("object")]

    assert read(["--body", '{"Name": "x"}'], *declared) == {"body": {"Name": "x"}}
    with pytest.raises(errors.CliError):
        read(["--body", "{}"], *declared)


def test_a_default_fills_in_and_the_environment_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller's value, else the variable's, else the default."""
    declared = [options.Integer("--size", default=30, env="SOME_SIZE")]

    assert read([], *declared) == {"size": 30}
    monkeypatch.setenv("SOME_SIZE", "7")
    assert read([], *declared) == {"size": 7}
    assert read(["--size", "5"], *declared) == {"size": 5}


def test_underscores_are_dashes() -> None:
    """`--per_page` is `--per-page`."""
    assert read(["--per_page", "5"], options.Integer("--per-page")) == {"per_page": 5}


def test_a_body_may_stand_in_a_file_under_the_root(tmp_path: Path) -> None:
    """`@file` is read under AOS_FILE_ROOT and nowhere else."""
    (tmp_path / "body.json").write_text('{"a": 1}')

    assert read(["--body", "@body.json"], command.body()) == {"body": {"a": 1}}
    for path in ("@../secret.json", "@/etc/passwd", "@missing.json"):
        with pytest.raises(errors.CliError):
            read(["--body", path], command.body())


def test_a_body_may_come_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--body -` reads the whole of stdin."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"[1]"), encoding="utf-8"))

    assert read(["--body", "-"], command.body()) == {"body": [1]}


def test_an_unknown_option_suggests_the_nearest() -> None:
    """A misspelling is answered with the spelling."""
    made = command.Command("thing.do", "Do it", [options.Text("--subject")])

    failure = made.unknown_option("--subjct")

    assert failure.details["did_you_mean"] == ["--subject"]
    assert "did you mean --subject?" in failure.message
