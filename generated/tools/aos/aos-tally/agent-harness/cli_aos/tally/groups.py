"""Groups of commands: the words that lead to a command, and what to say to wrong ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from .command import Command, Helping
from .errors import usage
from .spelling import some

# Command ids, and what builds each command: only the one that is called is built.
Builders = Mapping[str, Callable[[], Command]]


class Resource(Helping, click.Group):
    """The commands whose ids start with the same words; their module is imported here."""

    def __init__(self, words: str, builders: Builders, help: str) -> None:
        self.words = words
        self.builders = builders
        super().__init__(words.rpartition(".")[2], help=help, no_args_is_help=False)

    def list_commands(self, ctx: click.Context) -> list[str]:
        start = len(self.words) + 1
        return sorted({id[start:].partition(".")[0] for id in self.builders if self._below(id)})

    def _below(self, id: str) -> bool:
        return id.startswith(self.words + ".")

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        id = f"{self.words}.{name}"
        if id in self.builders:
            return self.builders[id]()
        if name in self.list_commands(ctx):
            return Resource(id, self.builders, help=f"{name} commands")
        from . import own

        return own.not_generated(id, ctx.obj.mode)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return resolve(self, ctx, args, spoken=" ".join(self.words.split(".")))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        return need_command(self, ctx, rest)


def resolve(
    group: click.Group, ctx: click.Context, args: list[str], *, spoken: str
) -> tuple[str | None, click.Command | None, list[str]]:
    """The command that the next word names. Raises CliError with the nearest names."""
    command = group.get_command(ctx, args[0])
    if command is None:
        import difflib

        known = group.list_commands(ctx)
        near = difflib.get_close_matches(args[0], known, n=3, cutoff=0.5)
        first, *others = args[0].split(".")
        if others and first in known:
            hint = f"; write it as the words {' '.join([first, *others])}"
        elif near:
            hint = f"; did you mean {near[0]}?"
        else:
            hint = f"; it has {some(known)}"
        raise usage(
            f"no command {args[0]!r} in {spoken}{hint}",
            word=args[0],
            did_you_mean=near,
            commands=known,
        )
    return args[0], command, args[1:]


def need_command(group: click.Group, ctx: click.Context, rest: list[str]) -> list[str]:
    """`rest`, the words after a group. Raises CliError where no command follows."""
    # Click keeps the words that follow a group in a private attribute as well as here.
    if not rest and not ctx._protected_args:
        known = group.list_commands(ctx)
        raise usage(f"{group.name} needs a command: {', '.join(known)}", commands=known)
    return rest
