"""`aos-gen completion SHELL`: what a shell needs to complete commands, options, files and command ids."""

from __future__ import annotations

import os

import click
from click.shell_completion import CompletionItem, get_completion_class

from aos_gen.commands.command_ids import command_ids

PROGRAM = "aos-gen"
VARIABLE = "_AOS_GEN_COMPLETE"
"""What click looks for in the environment, by the program's name."""

EPILOG = """\b
Examples:
  aos-gen completion bash > ~/.local/share/bash-completion/completions/aos-gen
  aos-gen completion zsh > ~/.zfunc/_aos-gen
  aos-gen completion fish > ~/.config/fish/completions/aos-gen.fish

For this shell alone: eval "$(aos-gen completion bash)". zsh wants `fpath+=~/.zfunc` before its compinit.
"""


def complete_commands(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """The command ids of the map that `--map` names, where it stands before the cursor."""
    given = context.params.get("map_file")
    # The shell has not yet expanded what it asks about.
    ids = command_ids(os.path.expanduser(given)) if isinstance(given, str) and given else []
    return [CompletionItem(one) for one in ids if one.startswith(incomplete)]


@click.command(name="completion", epilog=EPILOG)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print the script that makes a shell complete aos-gen's words."""
    found = get_completion_class(shell)
    assert found is not None  # the choices are click's own
    script = found(context.find_root().command, {}, PROGRAM, VARIABLE)
    click.echo(script.source_template % script.source_vars())
