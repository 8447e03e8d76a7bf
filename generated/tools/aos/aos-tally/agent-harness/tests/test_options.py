"""The words of a call: however the host spells them, and what is said to wrong ones."""

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
    (["--name=--json"], {"name": "--json"}),
    (["--name", "null"], {"name": "null"}),
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
    (["--labels", '["a", ""]'], {"labels": ["a", ""]}),
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
    (["--rate", "nan"], "must be a number"),
    (["--draft=perhaps"], "true or false"),
    (["--numbers", "x"], "whole number"),
    (["--filter", "{"], "must be JSON"),
    (["--body", "[]"], "must be JSON object, not array"),
    (["--name"], "needs a value"),
    (["--name", "--size", "1"], "to send the text '--size' write --name=--size"),
    (["--name", "--size=1"], "to send the text '--size=1' write --name=--size=1"),
    (["--name", "--json"], "--name needs a value: text"),
    (["--draft", "null"], "must be true or false, not 'null'"),
    (["--state", "opne"], "did you mean open?"),
    (["--size", "11"], "must be a whole number, at least 1, at most 10; not '11'"),
    (["--name", "a", "--name", "b"], "give it once"),
    (["stray"], "unexpected word 'stray'; every parameter is an option; it has --name, --state"),
    (["sise=1"], "did you mean --size?"),
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


def test_a_required_option_with_a_wrong_value_is_wrong_not_missing() -> None:
    """It was given: the message says what is wrong with it."""
    with pytest.raises(errors.CliError, match="^--size must be a whole number; not 'x'$"):
        read(["--size", "x"], options.Integer("--size", required=True))


def test_path_parameters_may_be_plain_words() -> None:
    """Agents send them in path order; an option given as well keeps its value."""
    two = [options.Text("--owner", required=True), options.Text("--repo", required=True)]

    assert read(["o", "r"], *two, path=("owner", "repo")) == {"owner": "o", "repo": "r"}
    assert read(["r", "--owner", "o"], *two, path=("owner", "repo")) == {"owner": "o", "repo": "r"}


def test_the_error_for_a_stray_word_names_the_plain_words_there_are() -> None:
    """A command with path parameters takes that many words and no more."""
    with pytest.raises(errors.CliError, match="every parameter beside OWNER is an option"):
        read(["o", "r"], options.Text("--owner"), path=("owner",))


def nested() -> list[Any]:
    """A member of the body, one of an object in it, the object, and the whole body."""
    return [
        options.Text("--name", required=True, member="Name"),
        options.Text("--summary", required=True, member="fields.summary"),
        options.Json("--fields-value", types=("object",), member="fields"),
        command.body("object"),
    ]


FILLED: dict[str, tuple[list[str], set[str]]] = {
    "nothing": ([], {"--name", "--summary"}),
    "each by its option": (["--name", "x", "--summary", "y"], set()),
    "an empty body": (["--body", "{}"], {"--name", "--summary"}),
    "both in the body": (["--body", '{"Name": "x", "fields": {"summary": "y"}}'], set()),
    "a dotted name": (["--name", "x", "--body", '{"fields.summary": "y"}'], set()),
    "the object alone": (["--name", "x", "--body", '{"fields": {}}'], {"--summary"}),
    "another type": (["--name", "x", "--body", '{"fields": "summary"}'], {"--summary"}),
    "the object's option": (["--name", "x", "--fields-value", '{"summary": "y"}'], set()),
    "the object's option, empty": (["--name", "x", "--fields-value", "{}"], {"--summary"}),
}


@pytest.mark.parametrize(("words", "lacking"), FILLED.values(), ids=FILLED.keys())
def test_a_required_member_may_come_in_what_holds_it(words: list[str], lacking: set[str]) -> None:
    """`--body` and an object's own option can hold what an option would have given."""
    if not lacking:
        assert "body" not in read(words, *nested()) or "--body" in words
        return
    with pytest.raises(errors.CliError) as failure:
        read(words, *nested())
    assert set(failure.value.details["mistakes"]) == lacking


def test_a_required_object_is_there_with_any_of_its_members() -> None:
    """An object of which a member is an option needs no option beside it."""
    declared = [
        options.Json("--fields", types=("object",), required=True, member="fields"),
        options.Text("--summary", member="fields.summary"),
    ]

    assert read(["--summary", "x"], *declared) == {"summary": "x"}
    with pytest.raises(errors.CliError):
        read([], *declared)


def test_what_is_missing_is_told_with_every_way_to_give_it() -> None:
    """The message alone is enough for the next call."""
    declared = [
        options.Integer("--size", least=1, required=True, env="SOME_SIZE", member="page.size"),
        command.body("object"),
    ]

    with pytest.raises(errors.CliError) as failure:
        read([], *declared)

    assert failure.value.message == (
        "--size is required (or set SOME_SIZE, or page.size in --body): a whole number, at least 1"
    )


def test_a_default_fills_in_and_the_environment_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller's value, else the variable's, else the default."""
    declared = [options.Integer("--size", default=30, env="SOME_SIZE")]

    assert read([], *declared) == {"size": 30}
    monkeypatch.setenv("SOME_SIZE", "7")
    assert read([], *declared) == {"size": 7}
    assert read(["--size", "5"], *declared) == {"size": 5}


def test_a_wrong_value_of_the_environment_names_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who gave no such option must know where the value comes from."""
    monkeypatch.setenv("SOME_SIZE", "many")

    with pytest.raises(errors.CliError, match="it comes from the variable SOME_SIZE"):
        read([], options.Integer("--size", env="SOME_SIZE"))


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


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second `-` would get nothing, so it is a mistake."""
    monkeypatch.setattr("sys.stdin", io.StringIO("{}"))

    with pytest.raises(errors.CliError, match="--body is -, but --file takes all the input"):
        read(["--file", "-", "--body", "-"], options.File("--file"), command.body())


def test_a_file_that_cannot_be_used_is_one_mistake_among_others() -> None:
    """Files outside the root do not hide what else is wrong."""
    with pytest.raises(errors.CliError) as failure:
        read(["--body", "@/etc/passwd", "--size", "0"], *sample())

    assert set(failure.value.details["mistakes"]) == {"--body", "--size"}
    assert "AOS_FILE_ROOT" in failure.value.message


def test_an_unknown_option_suggests_the_nearest() -> None:
    """A misspelling is answered with the spelling."""
    made = command.Command("thing.do", "Do it", [options.Text("--subject")])

    failure = made.unknown_option("--subjct")

    assert failure.details["did_you_mean"] == ["--subject"]
    assert "did you mean --subject?" in failure.message


UNKNOWN = {
    "one like no other": ("--zzz", "it has --subject"),
    "one of the whole connector": ("--mode", "--mode stands before the command's words"),
}


@pytest.mark.parametrize(("name", "said"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_an_unknown_option_says_what_there_is(name: str, said: str) -> None:
    """Where nothing is near, the options themselves are named, and what is required."""
    made = command.Command("thing.do", "Do it", [options.Text("--subject", required=True)])

    message = made.unknown_option(name).message

    assert said in message
    assert "required: --subject" in message


def test_the_environment_stands_in_front_where_there_are_environments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`--env` is an option of the connector only then."""
    constants = importlib.import_module(f"{MODULE}.constants")
    made = command.Command("thing.do", "Do it", [options.Text("--subject")])

    for environments, said in (({}, False), ({"sandbox": "https://x.example"}, True)):
        monkeypatch.setattr(constants, "ENVIRONMENTS", environments, raising=False)
        assert ("--env stands before" in made.unknown_option("--env").message) is said


def test_a_list_in_pages_has_the_options_of_pages() -> None:
    """`--limit`, `--all` and, where pages are addresses, `--next-url`."""
    made = command.paging(url=True)

    assert [option.flag for option in made] == ["--limit", "--all", "--next-url"]
    words = ["--limit", "5", "--all", "--next-url", "https://x.example/?page=2"]
    assert read(words, *made) == {
        "max_items": 5,
        "all_pages": True,
        "next_url": "https://x.example/?page=2",
    }
    assert [option.flag for option in command.paging(limit=False)] == ["--all"]
    with pytest.raises(errors.CliError, match="at least 1"):
        read(["--limit", "0"], *command.paging())


def test_help_says_what_is_allowed() -> None:
    """`--help` tells as much as an error would."""
    made = command.Command("thing.do", "Do it", [options.Integer("--size", least=1, required=True)])

    text = made.get_help(click.Context(made, obj=command.Call(use_json=False)))

    assert "--size INTEGER  [required; a whole number, at least 1]" in text
