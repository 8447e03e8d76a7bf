"""`aos-gen show --spec S --map M`: the commands of a map as an agent will see them."""

from __future__ import annotations

import sys

import click

from aos_gen.cli.outcome import (
    DONE,
    INPUT_ERRORS,
    debug_option,
    format_option,
    map_options,
    print_diagnostics,
    print_record,
    reporting_bugs,
)
from aos_gen.cli.table import Column, print_table
from aos_gen.commands.show import MODES, Filters, Shown, ShownCommand, show
from aos_gen.console import one_line, printable
from aos_gen.progress import Progress

COLUMNS = (
    Column("TOOL", 24, drop=2, middle=True),
    Column("WORDS", 12),
    Column("SUMMARY", 20, drop=3),
    Column("MODE", 8),
    Column("TIER", 4),
    Column("ACTION", 6, drop=4),
    Column("ERRORS", 14, drop=1),
)

EPILOG = """\b
Examples:
  aos-gen show --spec vendor.yaml --map map.yaml
  aos-gen show --spec vendor.yaml --map map.yaml --mode full --mode admin
  aos-gen show --spec vendor.yaml --map map.yaml --resource ticket --text close
  aos-gen show --spec vendor.yaml --map map.yaml --format json | jq -r '.commands[].tool'
"""


@click.command(name="show", epilog=EPILOG)
@map_options
@click.option("--text", default="", metavar="WORDS", help="All words stand in id, tool name or summary.")
@click.option("--mode", "modes", multiple=True, type=click.Choice(MODES), help="In this mode; repeatable.")
@click.option("--resource", "resources", multiple=True, metavar="NAME", help="Of this resource; repeatable.")
@format_option("table", "json")
@debug_option
def show_command(
    spec: str,
    map_file: str,
    overlays: tuple[str, ...],
    root: str | None,
    text: str,
    modes: tuple[str, ...],
    resources: tuple[str, ...],
    form: str,
    debug: bool,
) -> None:
    """List the commands of a map as an agent will see them."""
    filters = Filters(text, modes, resources)
    watched = sys.stderr.isatty() and form != "json"
    with reporting_bugs(debug), Progress(enabled=watched) as progress:
        result = show(spec, map_file, filters, overlays=overlays, root=root, progress=progress.show)
    with reporting_bugs(debug):
        if form == "json":
            print_record(result.record(), result.report, result.sources)
        else:
            print_diagnostics(result.report, result.sources, map_file)
            if result.read:
                _print(result)
    sys.exit(INPUT_ERRORS if result.report.has_errors else DONE)


def _print(result: Shown) -> None:
    rows = [cells(one) for one in result.commands]
    print_table(COLUMNS, rows, [bool(one.errors) for one in result.commands])
    click.echo("\n".join(summary(result)))
    if result.hint:
        click.echo(f"  hint: {printable(result.hint)}")


def cells(one: ShownCommand) -> list[str]:
    """The row of a command, in the order of COLUMNS."""
    plan = one.plan
    words, errors = " ".join(plan.words), ", ".join(one.errors)
    said = [
        plan.tool_name,
        words,
        plan.summary,
        plan.mode.value,
        str(int(plan.risk)),
        plan.action.value,
        errors,
    ]
    return [one_line(cell) for cell in said]


def summary(result: Shown) -> list[str]:
    """How many are shown, of how many, and what they may do."""
    lines = [f"{len(result.commands)} of {result.total} commands"]
    if result.commands:
        lines.append("  modes       " + ", ".join(f"{n} {mode}" for mode, n in result.modes.items()))
        lines.append("  risk tiers  " + ", ".join(f"{n} in tier {tier}" for tier, n in result.tiers.items()))
    return lines
