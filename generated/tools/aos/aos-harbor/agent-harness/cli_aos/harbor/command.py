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
from .options import FALSE, TRUE, Boolean, Json, Option


class Call:
    """What is known of the present call; click hands it from the root to the command."""

    def __init__(self, use_json: bool) -> None:
        self.use_json = use_json
        self.verbose = False
        self.mode = "readonly"
        self.command = ""
        self.started = time.monotonic()
        self.client: Any = None

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
    as plain words, in that order.
    """

    def __init__(
        self,
        id: str,
        summary: str,
        options: Iterable[Option] = (),
        path: tuple[str, ...] = (),
        function: str | None = None,
    ) -> None:
        self.id = id
        self.given = {option.into: option for option in options}
        self.path = path
        self.function = function or id.replace(".", "_").replace("-", "_")
        json_flag = click.Option(["--json"], is_flag=True, expose_value=False, hidden=True)
        super().__init__(
            id.rpartition(".")[2],
            params=[*self.given.values(), json_flag],
            help=summary,
            short_help=summary,
            context_settings={"allow_extra_args": True},
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Check the gate, then turn words into the keyword arguments of the client."""
        call: Call = ctx.obj
        call.command = self.id
        # Words that only ask for help run nothing; anything beside them passes the gate.
        if "--help" not in args or not set(args) <= {"--help", "--json"}:
            gate.require(self.id, call.mode)
        super().parse_args(ctx, self._one_word_each(list(args)))
        ctx.params = self._values(ctx)
        return []

    def invoke(self, ctx: click.Context) -> Any:
        """Call the runtime's function; its result is the envelope's `data`."""
        from . import runtime

        call: Call = ctx.obj
        call.client = runtime.connect(verbose=call.verbose)
        return getattr(runtime, self.function)(call.client, **ctx.params)

    def _one_word_each(self, words: list[str]) -> list[str]:
        """`--x value` as `--x=value`, a bare boolean as `--x=true`, `--per_page` as `--per-page`."""
        spellings = {name: option for option in self.given.values() for name in option.opts}
        done: list[str] = []
        while words:
            word = words.pop(0)
            if word == "--":
                return [*done, word, *words]
            name, equals, value = word.partition("=")
            option = spellings.get(name) or spellings.get(name.replace("_", "-"))
            if not name.startswith("--") or option is None:
                done.append(word)
                continue
            if not equals:
                value = self._value_after(option, words, spellings)
            done.append(f"{option.flag}={value}")
        return done

    def _value_after(self, option: Option, words: list[str], spellings: dict[str, Option]) -> str:
        if isinstance(option, Boolean):
            known = words and (words[0] == "" or words[0].lower() in TRUE + FALSE)
            return words.pop(0) if known else "true"
        if not words or words[0] in spellings:
            follower = (
                f"; to send the text {words[0]!r} write {option.flag}={words[0]}" if words else ""
            )
            raise usage(
                f"{option.flag} needs a value{follower}",
                option=option.flag,
                options=self.describe(),
            )
        return words.pop(0)

    def _values(self, ctx: click.Context) -> dict[str, Any]:
        """The value of every option. Raises one CliError that names every mistake."""
        words = {name: list(ctx.params.get(name) or ()) for name in self.given}
        self._take_positional(ctx, words)
        mistakes: dict[str, str] = {}
        values: dict[str, Any] = {}
        for name, option in self.given.items():
            try:
                values[name] = option.value(words[name])
            except ValueError as error:
                mistakes[option.flag] = str(error)
        whole = values.get("body")
        for name, option in self.given.items():
            in_body = option.member and isinstance(whole, dict) and option.member in whole
            if (
                option.needed
                and values.get(name) is None
                and not in_body
                and option.flag not in mistakes
            ):
                mistakes[option.flag] = "is required" + (
                    f" (or set {option.env})" if option.env else ""
                )
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
            raise usage(
                f"unexpected word {left[0]!r}; every parameter is an option",
                unexpected=left,
                options=self.describe(),
            )

    def describe(self) -> dict[str, Any]:
        """Every option of this command, for the errors from which agents learn."""
        return {option.flag: option.describe() for option in self.given.values()}

    def unknown_option(self, name: str) -> CliError:
        """The error for an option that this command does not have."""
        flags = [flag for option in self.given.values() for flag in option.opts]
        import difflib

        near = difflib.get_close_matches(name, flags, n=3, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        if name in ("--mode", "--verbose", "--version"):
            hint = f"; {name} stands before the command's words"
        needed = [option.flag for option in self.given.values() if option.needed]
        if needed:
            hint += f"; required: {', '.join(needed)}"
        return usage(
            f"no option {name}{hint}", option=name, did_you_mean=near, options=self.describe()
        )


def body(kind: str = "any", *, required: bool = False) -> Json:
    """`--body`: the whole request body as JSON, `@file`, or `-` for standard input."""
    return Json(
        "--body",
        files=True,
        types=() if kind == "any" else (kind,),
        required=required,
        help="The whole request body: JSON, @file, or - for standard input; options go over it.",
    )
