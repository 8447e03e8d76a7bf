"""`aos-gen report`: what changed between two states of a connector, permissions first."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from aos_gen import __version__
from aos_gen.cli.outcome import (
    DONE,
    INPUT_ERRORS,
    NEGATIVE,
    complete_files,
    complete_folders,
    debug_option,
    format_option,
    map_option,
    named,
    overlay_option,
    print_diagnostics,
    print_record,
    reporting_bugs,
    root_option,
    say,
    spec_option,
)
from aos_gen.commands.report import Reported, report_inputs, report_locks
from aos_gen.console import place_record
from aos_gen.progress import Progress
from aos_gen.report.comparison import FAIL_ON, Comparison
from aos_gen.report.formats.github import workflow_commands
from aos_gen.report.formats.markdown import markdown
from aos_gen.report.formats.record import Placed, record
from aos_gen.report.formats.sarif import sarif
from aos_gen.report.formats.text import lines
from aos_gen.report.rules import RULES

EPILOG = """\b
Examples:
  aos-gen report --spec vendor.yaml --map map.yaml
  aos-gen report --spec vendor.yaml --map map.yaml --base origin/main --format markdown > comment.md
  aos-gen report --spec vendor.yaml --map map.yaml --fail-on breaking --fail-on permission
  aos-gen report --base old/aos-gen.lock --head new/aos-gen.lock --format json
  aos-gen report --rules
"""


@click.command(name="report", epilog=EPILOG)
@spec_option(required=False)
@map_option(required=False)
@overlay_option()
@root_option
@click.option(
    "--out",
    default=".",
    shell_complete=complete_folders,
    metavar="DIR",
    help="Where tools/aos/aos-<name> stands.  [default: .]",
)
@click.option(
    "--base",
    callback=named,
    shell_complete=complete_files,
    metavar="REV|LOCK",
    help="What to compare with: a lock, or a revision's.  [default: the lock in the tree]",
)
@click.option(
    "--head",
    callback=named,
    shell_complete=complete_files,
    metavar="LOCK",
    help="A lock to compare in place of --spec and --map.",
)
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(FAIL_ON),
    help="Exit with 1 if there are any; repeatable.",
)
@click.option("--rules", is_flag=True, help="List the rules, and compare nothing.")
@format_option("text", "markdown", "json", "sarif", "github")
@debug_option
def report_command(
    spec: str | None,
    map_file: str | None,
    overlays: tuple[str, ...],
    root: str | None,
    out: str,
    base: str | None,
    head: str | None,
    fail_on: tuple[str, ...],
    rules: bool,
    form: str,
    debug: bool,
) -> None:
    """Tell what changed since the last generation: first, what an agent may now do."""
    if rules:
        _print_rules(form)
        return
    with reporting_bugs(debug), Progress(enabled=form == "text" and sys.stderr.isatty()) as progress:
        if head is not None:
            if base is None or spec is not None or map_file is not None:
                raise click.UsageError(
                    "--head compares two locks: it goes with --base, not with --spec or --map"
                )
            result = report_locks(base, head)
        elif spec is None or map_file is None:
            raise click.UsageError("name --spec and --map, or two locks: --base and --head")
        else:
            result = report_inputs(
                spec, map_file, Path(out), base, overlays=overlays, root=root, progress=progress.show
            )
    with reporting_bugs(debug):
        _print(result, form, map_file or "map.yaml")
    found = result.comparison
    if found is None:
        sys.exit(INPUT_ERRORS)
    sys.exit(NEGATIVE if found.fails(fail_on) else DONE)


def _print(result: Reported, form: str, map_file: str) -> None:
    def placed(at: Any) -> dict[str, Any]:
        return place_record(at, result.sources)

    found = result.comparison
    if form == "json":
        print_record({} if found is None else record(found, placed), result.report, result.sources)
        return
    print_diagnostics(result.report, result.sources, map_file)
    if found is not None:
        _print_comparison(found, form, placed)


def _print_comparison(found: Comparison, form: str, placed: Placed) -> None:
    if form == "sarif":
        click.echo(json.dumps(sarif(found, placed, __version__), indent=2))
    elif form == "markdown":
        click.echo(markdown(found), nl=False)
    elif form == "github":
        for line in workflow_commands(found, placed):
            click.echo(line)
    else:
        say(lines(found))


def _print_rules(form: str) -> None:
    if form == "json":
        click.echo(json.dumps([rule.record() for rule in RULES.values()], indent=2))
        return
    for rule in RULES.values():
        click.echo(f"{rule.severity:8}  {rule.effect:8}  {rule.bump:5}  {rule.id:28}  {rule.text}")
