"""The root command: global options, lazy loading by resource, and one envelope per call."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import click

from . import __version__, builtin, config, gate, interrupts, output
from .command import Answered, Call, Command, Helping, fields_option
from .constants import ENVIRONMENTS, TOOL
from .errors import INTERNAL, CliError, unreadable, usage
from .groups import Builders, Resource, need_command, resolve

LONGEST = 3600  # Seconds that a caller may wait.


class Connector(Helping, click.Group):
    """The whole command line. `resources` maps a first word to its module and its help.

    `own` maps the commands of extensions.py to their summaries.
    """

    def __init__(
        self, resources: Mapping[str, tuple[str, str]], own: Mapping[str, str] | None = None
    ) -> None:
        self.resources = resources
        self.own = dict(own or {})
        super().__init__(TOOL, help=f"{TOOL} {__version__}", no_args_is_help=False)
        self.params = [
            click.Option(
                ["--json", "use_json"], is_flag=True, help="Print the envelope on one line."
            ),
            click.Option(
                ["--mode"],
                metavar="MODE",
                multiple=True,  # Two that differ are refused, whichever stands last.
                help="readonly (default), write, full or admin.",
            ),
            click.Option(
                ["--timeout"],
                metavar="SECONDS",
                help="Time for the vendor's answer, retries included (12); before GROUP COMMAND.",
            ),
            click.Option(["--verbose"], is_flag=True, help="One line per request on stderr."),
            fields_option(),
            click.Option(
                ["--output"],
                metavar="FILE",
                help="Where a command that answers with a file saves it.",
            ),
            click.Option(["--force"], is_flag=True, help="Replace the FILE of --output."),
            click.Option(["--version"], is_flag=True, help="Print the version."),
        ]
        if ENVIRONMENTS:
            first, *others = ENVIRONMENTS
            names = ", ".join([f"{first} (default)", *others])
            self.params.append(click.Option(["--env"], metavar="NAME", help=f"Server: {names}."))

    def list_commands(self, ctx: click.Context) -> list[str]:
        own = (id.partition(".")[0] for id in self.own)
        return sorted({*self.resources, *builtin.COMMANDS, *own})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in builtin.COMMANDS:
            return builtin.COMMANDS[name]()
        builders: Builders = {}
        module, help = self.resources.get(name, ("", f"{name} commands"))
        if module:
            builders = importlib.import_module(f"{__package__}.commands.{module}").COMMANDS
        mine = {id: self._own(id) for id in self.own if id.partition(".")[0] == name}
        builders = {**mine, **builders}
        if not builders:
            from . import own

            return own.not_generated(name, ctx.obj.mode)
        return builders[name]() if name in builders else Resource(name, builders, help)

    def _own(self, id: str) -> Callable[[], Command]:
        def build() -> Command:
            from . import own

            return own.OwnCommand(id, self.own[id])

        return build

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return resolve(self, ctx, args, spoken=TOOL)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        call: Call = ctx.obj
        call.verbose = ctx.params["verbose"]
        call.output, call.force = ctx.params["output"] or "", ctx.params["force"]
        if ctx.params["version"]:
            raise Answered("version", {"version": __version__})
        config.select(ctx.params.get("env"))
        modes = dict.fromkeys(ctx.params["mode"] or [gate.default_mode()])
        if len(modes) > 1 or not set(modes) <= {*gate.MODES}:
            raise usage(
                f"--mode must be one of {', '.join(gate.MODES)}, not {' and '.join(map(repr, modes))}",
                option="--mode",
                allowed=list(gate.MODES),
            )
        [call.mode] = modes
        call.timeout = _seconds(ctx.params["timeout"])
        return need_command(self, ctx, rest)

    def main(self, args: Any = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run one call: print its envelope, and exit with its code."""
        words = list(sys.argv[1:] if args is None else args)
        with interrupts.told():
            code = run(self, words)
        sys.exit(code)


def _seconds(word: str | None) -> float | None:
    """The value of `--timeout`; None for the usual time. Raises CliError (exit 2)."""
    if not word:
        return None
    try:
        value = float(word)
    except ValueError:
        value = 0.0
    if not 0 < value <= LONGEST:
        said = f"--timeout must be seconds, more than 0 and at most {LONGEST}, not {word!r}"
        raise usage(said, option="--timeout")
    return value


def run(root: Connector, words: list[str]) -> int:
    """Run one call and print its envelope; the exit code."""
    call = Call(use_json="--json" in words)
    context: click.Context | None = None
    try:
        broken = [word for word in words if not word.isascii() and not _is_text(word)]
        if broken:
            raise usage(f"{broken[0]!r} is not UTF-8 text", word=ascii(broken[0]))
        context = root.make_context(TOOL, words, obj=call)
        with context:
            result = root.invoke(context)
        told: dict[str, Any] | None = None
        if call.fields and call.client is not None:
            from . import fields

            result, told = fields.narrow(result, call.fields)
        envelope = succeeded(call, call.command, result)
        if told is not None:
            envelope["meta"]["fields"] = told
        code = 0
    except Answered as answer:
        envelope, code = succeeded(call, answer.command, answer.data), 0
    except click.exceptions.Exit as exit:
        return int(exit.exit_code)  # --help has printed its text.
    # Whatever happens becomes an envelope, a bug and a signal too.
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - see above
        failure = failed(error, call)
        envelope = output.error(
            call.command, failure, mode=call.mode, started=call.started, request=call.request
        )
        code = failure.exit_code
        if not call.use_json:
            output.tell(output.redact(f"{TOOL}: {failure.message}\n", config.secrets()))
    interrupts.plainly()
    try:
        text = output.format_output(envelope, call.use_json, config.secrets())
    except Exception as error:  # noqa: BLE001 - also what cannot be printed becomes an envelope
        deep = isinstance(error, RecursionError)
        failure = unreadable("the answer is nested too deep") if deep else failed(error, call)
        envelope = output.error(
            call.command, failure, mode=call.mode, started=call.started, request=call.request
        )
        text = output.format_output(envelope, call.use_json, config.secrets())
        code = failure.exit_code
    return code if output.write(text) else code or INTERNAL


def _is_text(word: str) -> bool:
    """False for bytes that were no UTF-8, which Python keeps as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in word)


def succeeded(call: Call, command: str, result: Any) -> output.Envelope:
    """The envelope of a success; a report also stands at its top level, for the canvas."""
    top, request = None, call.request
    if command in ("health", "doctor"):
        top = result
        probes = [check["details"] for check in result["checks"] if check["name"] == "probe"]
        request = probes[0].get("request") if probes else None
    return output.success(
        command, result, mode=call.mode, started=call.started, request=request, top=top
    )


def failed(error: BaseException, call: Call) -> CliError:
    """The failure that `error` stands for."""
    if call.verbose and not isinstance(
        error, KeyboardInterrupt | click.Abort | click.ClickException
    ):
        output.tell_where(error, config.secrets())
    if isinstance(error, CliError):
        return error
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return interrupts.failure(error)
    if isinstance(error, click.NoSuchOption):
        command = error.ctx.command if error.ctx else None
        if isinstance(command, Command):
            return command.unknown_option(error.option_name)
    if isinstance(error, click.ClickException):
        context: click.Context | None = getattr(error, "ctx", None)
        options = context.command.params if context else []
        return usage(error.format_message(), options=[name for one in options for name in one.opts])
    return CliError(
        "INTERNAL",
        f"a bug of this connector: {type(error).__name__}; --verbose shows where",
        INTERNAL,
    )
