"""`aos-gen explain COMMAND --spec S --map M`: the trail of one command."""

from __future__ import annotations

import sys

import click

from aos_gen.cli.completion import complete_commands
from aos_gen.cli.outcome import (
    DONE,
    INPUT_ERRORS,
    USAGE,
    debug_option,
    format_option,
    map_options,
    print_diagnostics,
    print_record,
    reporting_bugs,
    say,
)
from aos_gen.cli.trail import lines
from aos_gen.commands.explain import Explained, explain
from aos_gen.commands.trail import trail
from aos_gen.console import place_record
from aos_gen.progress import Progress

EPILOG = """\b
Examples:
  aos-gen explain ticket.list --spec vendor.yaml --map map.yaml
  aos-gen explain ticket.create --spec vendor.yaml --map map.yaml --overlay fix.yaml
  aos-gen explain ticket.list --spec vendor.yaml --map map.yaml --format json | jq '.inputs[].fate'
"""


@click.command(name="explain", epilog=EPILOG)
@click.argument("command", shell_complete=complete_commands)
@map_options
@format_option()
@debug_option
def explain_command(
    command: str,
    spec: str,
    map_file: str,
    overlays: tuple[str, ...],
    root: str | None,
    form: str,
    debug: bool,
) -> None:
    """Show where a command comes from, and what became of each of its parameters, and why."""
    watched = sys.stderr.isatty() and form != "json"
    with reporting_bugs(debug), Progress(enabled=watched) as progress:
        result = explain(command, spec, map_file, overlays=overlays, root=root, progress=progress.show)
    with reporting_bugs(debug):
        record = trail(result, lambda at: place_record(at, result.sources))
        if form == "json":
            print_record(record, result.report, result.sources)
        else:
            if result.known:
                say(lines(record))
            print_diagnostics(result.report, result.sources, map_file)
    sys.exit(exit_code(result))


def exit_code(result: Explained) -> int:
    """2 where the map has no such command; 3 where something is wrong with it."""
    if "unknown-command" in result.report.codes():
        return USAGE
    return INPUT_ERRORS if result.report.has_errors else DONE
