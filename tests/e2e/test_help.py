"""Help texts: each has examples, and what they show can be typed."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from aos_gen import cli

COMMANDS = [[], *([name] for name in sorted(cli.cli.commands))]


def examples(text: str) -> list[list[str]]:
    """The words of each line below `Examples:`, without what a pipe or `>` does with the outcome."""
    block = text.partition("Examples:\n")[2].partition("\n\n")[0]
    calls = (re.split(r"\s[|>]\s", line.strip())[0] for line in block.splitlines())
    return [shlex.split(call) for call in calls if call]


def parse(words: list[str]) -> click.Context:
    """The context of the command that the words call; a UsageError where they call none."""
    group = cli.cli.make_context("aos-gen", list(words))
    name, command, rest = cli.cli.resolve_command(group, [*group._protected_args, *group.args])
    assert command is not None
    return command.make_context(name, list(rest), parent=group)


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(one) or "aos-gen" for one in COMMANDS])
def test_examples(command: list[str]) -> None:
    """Every help text ends with examples of its own command, whose options there are."""
    text = CliRunner().invoke(cli.cli, [*command, "--help"]).stdout
    found = examples(text)
    assert len(found) >= 2
    for words in found:
        assert words[0] == "aos-gen"
        context = parse(words[1:])
        assert not command or context.info_name == command[0]


def test_an_example_can_be_wrong() -> None:
    """The test above sees an option that there is not."""
    with pytest.raises(click.UsageError):
        parse(["show", "--spec", "a", "--map", "b", "--mod", "admin"])


def test_every_option_is_explained() -> None:
    """Each has a help text that is a sentence."""
    for name, command in cli.cli.commands.items():
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help and option.help[0].isupper(), (name, option.name)
