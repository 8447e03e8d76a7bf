"""The command line: options to one function of `commands`, its outcome to text and an exit code.

Exit codes: 0 done or clean; 1 a negative answer; 2 usage; 3 the input has errors; 10 a bug of ours.
`aos-gen --spec S --map M` is the main job, `generate`; every other command has a name.
"""

from __future__ import annotations

import difflib

import click
from click.shell_completion import CompletionItem

from aos_gen import __version__
from aos_gen.cli.approve import approve_command
from aos_gen.cli.check import check_command
from aos_gen.cli.completion import PROGRAM, completion_command
from aos_gen.cli.draft import draft_command
from aos_gen.cli.explain import explain_command
from aos_gen.cli.generate import generate_command
from aos_gen.cli.lint import lint_command
from aos_gen.cli.operations import operations_command
from aos_gen.cli.report import report_command
from aos_gen.cli.show import show_command

MAIN = "generate"

EPILOG = """\b
Examples:
  aos-gen --spec specs/harbor/openapi.yaml --map specs/harbor/map.yaml
  aos-gen --spec https://api.example.com/openapi.json --map map.yaml --out ../argentos
  aos-gen --spec vendor.yaml --map map.yaml --overlay fix.yaml --dry-run --format json
  aos-gen operations --spec vendor.yaml --tag Tickets
  aos-gen lint --spec vendor.yaml
  aos-gen show --spec vendor.yaml --map map.yaml
  aos-gen explain ticket.list --spec vendor.yaml --map map.yaml
  aos-gen check --spec vendor.yaml --map map.yaml --fail-on undecided
  aos-gen report --spec vendor.yaml --map map.yaml --base main --format markdown
  aos-gen approve ticket.delete --by Ada --spec vendor.yaml --map map.yaml
"""


class Commands(click.Group):
    """A group whose first command needs no name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options before any command are those of the main job."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if not args and ctx.resilient_parsing:
            return super().parse_args(ctx, args)  # A shell asks what the first word may be.
        if not args or (args[0].startswith("-") and args[0] not in own):
            args = [MAIN, *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A word that names no command is answered with the nearest that does."""
        known = self.list_commands(ctx)
        if args[0] not in known and not ctx.resilient_parsing:
            near = difflib.get_close_matches(args[0], known, n=1, cutoff=0.5)
            hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(known)}."
            ctx.fail(f"No such command '{args[0]}'. {hint}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands, the options of the group, and those of the main job, which needs no name."""
        own = super().shell_complete(ctx, incomplete)
        main = click.Context(generate_command, parent=ctx, resilient_parsing=True)
        return own + generate_command.shell_complete(main, incomplete)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The main job first, as people type it."""
        formatter.write_usage(ctx.command_path, "--spec FILE|URL --map FILE [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS]", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of the main job, then the commands."""
        records = (parameter.get_help_record(ctx) for parameter in generate_command.params)
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record is not None])
        with formatter.section("Other options"):
            records = (parameter.get_help_record(ctx) for parameter in self.get_params(ctx))
            formatter.write_dl([record for record in records if record is not None])
        self.format_commands(ctx, formatter)


@click.group(
    cls=Commands,
    name="aos-gen",
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="aos-gen")
def cli() -> None:
    """Render ArgentOS connectors from a vendor's OpenAPI document and a mapping file."""


for command in (
    generate_command,
    draft_command,
    operations_command,
    lint_command,
    check_command,
    report_command,
    approve_command,
    show_command,
    explain_command,
    completion_command,
):
    cli.add_command(command)


def main() -> None:
    """The `aos-gen` executable."""
    cli(prog_name=PROGRAM)
