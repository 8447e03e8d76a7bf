"""`aos-gen draft`: a first map, and what a later run adds to it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from aos_gen.cli.outcome import (
    DONE,
    INPUT_ERRORS,
    NEGATIVE,
    debug_option,
    document_options,
    format_option,
    print_diagnostics,
    print_record,
    reporting_bugs,
)
from aos_gen.commands.draft import Drafted, Wishes, draft
from aos_gen.console import printable
from aos_gen.progress import Progress

MOST_SHOWN = 20

EPILOG = """\b
Examples:
  aos-gen draft --spec vendor.yaml --name acme
  aos-gen draft --spec vendor.yaml --name acme --include Tickets --include 'GET /users/*'
  aos-gen draft --spec vendor.yaml --name acme --all --exclude '/internal/**'
  aos-gen draft --spec vendor-2.yaml --out map.yaml

  Where map.yaml stands already, the last adds to it what the document has new.
"""


def _name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", value):
        raise click.BadParameter("write lower-case letters and digits, joined by dashes, such as acme")
    return value


@click.command(name="draft", epilog=EPILOG)
@document_options
@click.option("--name", callback=_name, metavar="NAME", help="The connector's name: the tool is aos-NAME.")
@click.option("--out", default="map.yaml", metavar="FILE", help="The map.  [default: map.yaml]")
@click.option("--server", metavar="URL", help="Where the API is, if the document does not say.")
@click.option("--label", metavar="TEXT", help="The vendor's name as people write it.")
@click.option(
    "--include", multiple=True, metavar="WHAT", help="Only these: operationId, tag, path, METHOD path."
)
@click.option("--exclude", multiple=True, metavar="WHAT", help="Not these; they are put under exclude.")
@click.option("--all", "everything", is_flag=True, help="Every operation, not only the core.")
@click.option(
    "--max-commands",
    "most",
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    help="At most so many.",
)
@click.option("--quiet", is_flag=True, help="Print errors and warnings only.")
@format_option()
@debug_option
def draft_command(
    spec: str,
    overlays: tuple[str, ...],
    root: str | None,
    name: str | None,
    out: str,
    server: str | None,
    label: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    everything: bool,
    most: int,
    quiet: bool,
    form: str,
    debug: bool,
) -> None:
    """Write a commented map with proposed commands; add what is new to a map that stands."""
    wanted = Wishes(server, include, exclude, everything, most, label)
    watched = sys.stderr.isatty() and not quiet and form == "text"
    with reporting_bugs(debug), Progress(enabled=watched) as progress:
        result = draft(spec, name, Path(out), wanted, overlays=overlays, root=root, progress=progress.show)
    if form == "json":
        print_record(result.record(), result.report, result.sources)
    else:
        print_diagnostics(result.report, result.sources, out)
        if not quiet and not result.report.has_errors:
            click.echo("\n".join(summary(result)))
    sys.exit(exit_code(result))


def exit_code(result: Drafted) -> int:
    """A map that cannot be written is a negative answer; a mistake in an input is 3."""
    if not result.report.has_errors:
        return DONE
    return NEGATIVE if result.counts is not None else INPUT_ERRORS


def summary(result: Drafted) -> list[str]:
    """What a person wants to know: what stands in the map now, and what to do next."""
    record = result.record()
    counts, path = record["operations"], printable(str(result.out))
    said = f"{counts['mapped']} mapped, {counts['excluded']} excluded, {counts['undecided']} undecided"
    done = "wrote" if result.written and result.new else "added to" if result.written else "nothing new for"
    lines = [f"{done} {path}: {record['commands']} commands", f"  operations  {said} of {counts['total']}"]
    modes = ", ".join(f"{record['modes'][m]} {m}" for m in _MODES if m in record["modes"])
    tiers = ", ".join(f"{n} in tier {tier}" for tier, n in sorted(record["tiers"].items()))
    lines += [f"  modes       {modes}", f"  risk tiers  {tiers}"]
    for label, names in (("new, undecided", record["added"]), ("no longer there", record["gone"])):
        if names:
            lines.append(f"  {label}: {len(names)}")
            lines += [f"    {printable(one)}" for one in names[:MOST_SHOWN]]
            lines += [f"    and {len(names) - MOST_SHOWN} more"] * (len(names) > MOST_SHOWN)
    return lines


_MODES = ("readonly", "write", "full", "admin")
