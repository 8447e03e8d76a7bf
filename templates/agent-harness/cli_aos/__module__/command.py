"""A command: its gate, its words read into values, its call of the runtime.

The gate comes first: a command that may not run reads no option, no credential, no file.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import click

from . import gate
from .errors import CliError, usage
from .needs import missing
from .options import Boolean, Integer, Json, Option, Text
from .spelling import described, one_word_each, unexpected_word, unknown_option

_OUTPUT, _FORCE = "_output", "_force"  # No vendor's parameter becomes a name like these.


class Call:
    """What is known of the present call; click hands it from the root to the command."""

    def __init__(self, use_json: bool) -> None:
        self.use_json = use_json
        self.verbose = False
        self.timeout: float | None = None
        self.mode = "readonly"
        self.fields: list[str] = []
        self.output = ""
        self.force = False
        self.place: Any = None
        self.command = ""
        self.started = time.monotonic()
        self.client: Any = None

    @property
    def settings(self) -> dict[str, Any]:
        """How the client of this call is made."""
        patience = {} if self.timeout is None else {"timeout": self.timeout}
        place = {} if self.place is None else {"place": self.place}
        return {"verbose": self.verbose, **patience, **place}

    @property
    def request(self) -> dict[str, Any] | None:
        """The evidence of the request that was made, if one was."""
        return getattr(self.client, "evidence", None)


class Answered(Exception):
    """A call that was answered before any command ran."""

    def __init__(self, command: str, data: dict[str, Any]) -> None:
        super().__init__(command)
        self.command = command
        self.data = data


def fields_option() -> click.Option:
    """`--fields`, before the command's words and behind them: all that it names is kept."""
    return click.Option(
        ["--fields"],
        metavar="A,B.C",
        multiple=True,
        expose_value=False,
        callback=_keep_fields,
        help="Only these members of the answer, or of each of its items.",
    )


def _keep_fields(ctx: click.Context, option: click.Parameter, words: tuple[str, ...]) -> None:
    call: Call = ctx.obj
    for word in words:
        names = [name.strip() for name in word.split(",")]
        if not all(0 < len(name) <= 200 for name in names):
            raise usage(
                "--fields needs names of members, such as --fields id,name or --fields owner.id",
                option="--fields",
            )
        call.fields += [name for name in names if name not in call.fields]


class Helping(click.Command):
    """A command whose `--help` is an envelope too, where the caller asked for JSON."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = tell
        return option


def tell(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    """Print the help, or answer with it under `--json`."""
    if asked and not ctx.resilient_parsing:
        if ctx.obj.use_json:
            raise Answered("help", {"help": ctx.get_help()})
        click.echo(ctx.get_help())
        ctx.exit()


class Command(Helping):
    """One command of the connector.

    `options` are its options; those named in `path` fill the path and may also be given
    as plain words, in that order. One that `saves` answers with a file, and takes `--output`.
    """

    narrows = True
    """Whether `--fields` is for it."""

    def __init__(
        self,
        id: str,
        summary: str,
        options: Iterable[Option] = (),
        path: tuple[str, ...] = (),
        function: str | None = None,
        saves: bool = False,
    ) -> None:
        self.id = id
        self.saves = saves
        self.given = {option.into: option for option in options}
        self.path = path
        self.function = function or id.replace(".", "_").replace("-", "_")
        json_flag = click.Option(["--json"], is_flag=True, expose_value=False, hidden=True)
        # What a vendor spells so is sent; ours then stands before the command's words only.
        taken = {name for option in self.given.values() for name in option.opts}
        if saves:
            self.given |= {one.into: one for one in saving() if one.flag not in taken}
        ours = [json_flag]
        if self.narrows and "--fields" not in taken:
            ours.append(fields_option())
        super().__init__(
            id.rpartition(".")[2],
            params=[*self.given.values(), *ours],
            help=summary,
            short_help=summary,
            context_settings={"allow_extra_args": True},
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Check the gate, then turn words into the keyword arguments of the client."""
        self.pass_gate(ctx, args)
        super().parse_args(ctx, one_word_each(list(args), self.given.values()))
        ctx.params = self._values(ctx)
        self._settle(ctx.obj, ctx.params)
        return []

    def _settle(self, call: Call, values: dict[str, Any]) -> None:
        """Take out of `values` what is ours, and look at the place of a file before any request."""
        output = values.pop(_OUTPUT, call.output)
        force = values.pop(_FORCE, call.force)
        if call.fields and not self.narrows:
            raise usage(f"--fields is for commands of the vendor's, not for {self.id}")
        if not output and not force:
            return
        if not self.saves:
            said = f"{self.id} does not answer with a file, so it takes no --output and no --force"
            raise usage(said, options=self.describe())
        if not output:
            raise usage("--force goes with --output FILE: without it no file is replaced")
        from .target import target

        call.place = target(output, force=force)

    def pass_gate(self, ctx: click.Context, args: list[str]) -> None:
        """Raise CliError (exit 3) where the mode in force is too low."""
        call: Call = ctx.obj
        call.command = self.id
        # Words that only ask for help run nothing; anything beside them passes the gate.
        if "--help" not in args or not set(args) <= {"--help", "--json"}:
            gate.require(self.id, call.mode)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the runtime's function; its result is the envelope's `data`."""
        from . import hooks, runtime

        call: Call = ctx.obj
        call.client = runtime.connect(**call.settings)
        return hooks.shape(self.id, getattr(runtime, self.function)(call.client, **ctx.params))

    def _values(self, ctx: click.Context) -> dict[str, Any]:
        """The value of every option. Raises one CliError that names every mistake."""
        words = {name: list(ctx.params.get(name) or ()) for name in self.given}
        self._take_positional(ctx, words)
        mistakes: dict[str, str] = {}
        values: dict[str, Any] = {}
        reader = ""
        for name, option in self.given.items():
            try:
                if option.takes_input and "-" in words[name]:
                    if reader or words[name].count("-") > 1:
                        raise ValueError(f"is -, but {reader or option.flag} takes all the input")
                    reader = option.flag
                values[name] = option.value(words[name])
            except ValueError as error:
                mistakes[option.flag] = str(error)
            except CliError as error:
                mistakes[option.flag] = error.message
        lacking = missing(self.given.values(), values)
        mistakes |= {flag: said for flag, said in lacking.items() if flag not in mistakes}
        if mistakes:
            said = "; ".join(f"{flag} {mistake}" for flag, mistake in mistakes.items())
            raise usage(said, mistakes=mistakes, options=self.describe())
        return {name: value for name, value in values.items() if value is not None}

    def _take_positional(self, ctx: click.Context, words: dict[str, list[str]]) -> None:
        """Give plain words to the path's parameters that no option has filled."""
        left = list(ctx.args)
        for name in self.path:
            if left and not words[name]:
                words[name] = [left.pop(0)]
        if left:
            raise unexpected_word(left, self.given.values(), self.path)

    def describe(self) -> dict[str, Any]:
        """Every option of this command, for the errors from which agents learn."""
        return described(self.given.values())

    def unknown_option(self, name: str) -> CliError:
        """The error for an option that this command does not have."""
        return unknown_option(name, self.given.values())


def saving() -> list[Option]:
    """The options of a command that answers with a file."""
    output = Text("--output", into=_OUTPUT, help="The file to save to, in a folder that is there")
    return [output, Boolean("--force", into=_FORCE, help="Replace --output's file")]


def body(kind: str = "any", *, required: bool = False, example: str = "") -> Json:
    """`--body`: the whole request body as JSON, `@file`, or `-` for standard input."""
    return Json(
        "--body",
        files=True,
        types=() if kind == "any" else (kind,),
        required=required,
        example=example,
        help="The whole request body: JSON, @file, or - for standard input; options go over it.",
    )


def paging(*, limit: bool = True, url: bool = False) -> list[Option]:
    """The options of a list that comes in pages; a vendor's own `--limit` replaces ours."""
    wanted = Integer(
        "--limit",
        into="max_items",
        least=1,
        help="How many items to return, from as many pages as that takes",
    )
    every = Boolean("--all", into="all_pages", help="Return the items of all pages")
    follow = Text(
        "--next-url",
        into="next_url",
        help="The page to return: next_url from the `next` of an earlier answer",
    )
    return [*([wanted] if limit else []), every, *([follow] if url else [])]
