"""`aos-gen approve COMMAND... --by WHO`: record that somebody has reviewed exactly these contracts."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from aos_gen.cli.outcome import (
    DONE,
    INPUT_ERRORS,
    NEGATIVE,
    debug_option,
    format_option,
    map_options,
    print_diagnostics,
    print_record,
    reporting_bugs,
)
from aos_gen.commands.approve import Approving, Pending, prepare, record_approvals
from aos_gen.console import printable
from aos_gen.progress import Progress

EPILOG = """\b
Examples:
  aos-gen approve ticket.delete --by "Ada Lovelace" --spec vendor.yaml --map map.yaml
  aos-gen approve --all --by Ada --ref https://tracker.example/7 --spec vendor.yaml --map map.yaml
  aos-gen approve --all --by Ada --dry-run --spec vendor.yaml --map map.yaml

An approval is of one contract: method, path, servers, credentials, parameters and body, and the vendor's
words about it. When the vendor changes any of it, aos-gen stops, and says what was and what is.
"""


def one_line(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """A text that a map can hold on one line, and that says something."""
    if value is None:
        return None
    if not value.strip() or not value.strip().isprintable():
        raise click.BadParameter("write one line of text")
    return value.strip()


@click.command(name="approve", epilog=EPILOG)
@click.argument("commands", nargs=-1, metavar="[COMMAND]...")
@click.option("--all", "everything", is_flag=True, help="Every command whose approval is missing or stale.")
@map_options
@click.option("--by", required=True, callback=one_line, metavar="WHO", help="Who has reviewed them.")
@click.option("--ref", callback=one_line, metavar="URL", help="Where the approval was given.")
@click.option("--yes", is_flag=True, help="Do not ask; it only asks for --all, on a terminal.")
@click.option("--dry-run", is_flag=True, help="Say what would be approved, and write nothing.")
@format_option()
@debug_option
def approve_command(
    commands: tuple[str, ...],
    everything: bool,
    spec: str,
    map_file: str,
    overlays: tuple[str, ...],
    root: str | None,
    by: str,
    ref: str | None,
    yes: bool,
    dry_run: bool,
    form: str,
    debug: bool,
) -> None:
    """Record in the map who approved exactly which contract of a command."""
    if everything == bool(commands):
        raise click.UsageError("name the commands that you have reviewed, or give --all")
    with reporting_bugs(debug), Progress(enabled=form == "text" and sys.stderr.isatty()) as progress:
        result = prepare(
            spec, map_file, commands, by, ref, overlays=overlays, root=root, progress=progress.show
        )
    sound = not result.report.has_errors
    with reporting_bugs(debug):
        if form == "text" and sound:
            click.echo("\n".join(listing(result)))
        asks = everything and not yes and form == "text" and watched() and bool(result.pending)
        refused = sound and asks and not dry_run and not click.confirm(f"Approve them as {printable(by)}?")
        if sound and result.pending and not dry_run and not refused:
            record_approvals(result)
        if form == "json":
            print_record(result.record(), result.report, result.sources)
        else:
            print_diagnostics(result.report, result.sources, map_file)
            if sound and result.pending and not result.stopped:
                click.echo(summary(result, map_file, refused))
    sys.exit(exit_code(result, refused))


def watched() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def exit_code(result: Approving, refused: bool) -> int:
    """3 for a mistake in an input; 1 where the map could not be written, or the answer was no."""
    if result.report.has_errors and not result.stopped:
        return INPUT_ERRORS
    return NEGATIVE if refused or result.stopped else DONE


def listing(result: Approving) -> list[str]:
    """What is about to be approved: each command with its contract, and what is not as it was."""
    if not result.pending:
        return ["nothing to approve: every approval is of the present contract"]
    return [line for one in result.pending for line in _lines(one)]


def _lines(one: Pending) -> Iterator[str]:
    command, facets = one.built.command, one.built.facets
    yield printable(f"{command.id}: {facets.method} {facets.path} (tier {int(command.risk)}, {one.why})")
    if one.old is None:
        yield f"  contract  {command.contract}, never approved"
        yield printable(f"  summary   {command.title}")
        yield printable(f"  servers   {', '.join(facets.servers)}")
        yield printable(f"  auth      {' or '.join(facets.auth)}")
        return
    if one.old.contract == command.contract:
        yield printable(f"  contract  {command.contract}, as approved by {one.old.by}")
    else:
        yield printable(f"  contract  {one.old.contract} -> {command.contract}, approved by {one.old.by}")
        if one.old.facets is None:
            yield "  changed   not known: the old approval does not say what it covered"
    for change in one.changes:
        yield printable(f"  changed   {change}")


def summary(result: Approving, map_file: str, refused: bool) -> str:
    """One line: how many, by whom, where."""
    count = len(result.pending)
    commands = f"{count} command{'' if count == 1 else 's'}"
    if result.written:
        return printable(f"approved {commands} as {result.by} in {map_file}")
    return (
        f"approved nothing of {commands}"
        if refused
        else printable(f"would approve {commands} as {result.by}")
    )
