"""`aos-gen check --spec S --map M`: what of a document is decided, and whether a map may be generated."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from aos_gen.cli.outcome import (
    DONE,
    INPUT_ERRORS,
    NEGATIVE,
    complete_folders,
    debug_option,
    format_option,
    map_options,
    print_diagnostics,
    print_record,
    reporting_bugs,
)
from aos_gen.cli.table import Column, aligned, fit
from aos_gen.commands.check import FAIL_ON, Checked, Undecided, check
from aos_gen.commands.drift import CODE, Drift
from aos_gen.console import printable
from aos_gen.mapping.check import MAX_TOOL_NAME
from aos_gen.progress import Progress

MOST_LISTED = 20
ALLOWED = ("edited", CODE, "foreign")
"""States that are somebody's choice; permissions and manifest are never."""
COLUMNS = (
    Column("METHOD", 7),
    Column("PATH", 24, middle=True),
    Column("OPERATION", 16, drop=2),
    Column("TAG", 8, drop=3),
    Column("MODE", 8),
    Column("TIER", 4),
)

EPILOG = """\b
Examples:
  aos-gen check --spec vendor.yaml --map map.yaml
  aos-gen check --spec vendor.yaml --map map.yaml --out ../argentos --diff
  aos-gen check --spec vendor.yaml --map map.yaml --fail-on undecided --max-commands 40
  aos-gen check --spec vendor.yaml --map map.yaml --format json | jq -r '.undecided[].path'
"""


@click.command(name="check", epilog=EPILOG)
@map_options
@click.option(
    "--out",
    default=".",
    shell_complete=complete_folders,
    metavar="DIR",
    help="Where tools/aos/aos-<name> stands, if it was generated.  [default: .]",
)
@click.option("--diff", is_flag=True, help="Show what regenerating would change, as unified diffs.")
@click.option(
    "--allow",
    multiple=True,
    type=click.Choice(ALLOWED),
    help="States of files that do not fail the check; repeatable.",
)
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(FAIL_ON),
    help="Exit with 1 if there are any; repeatable. Errors always fail.",
)
@click.option(
    "--max-commands",
    type=click.IntRange(min=1),
    metavar="N",
    help="The most commands that the map may have.  [default: the policy's]",
)
@format_option()
@debug_option
def check_command(
    spec: str,
    map_file: str,
    overlays: tuple[str, ...],
    root: str | None,
    out: str,
    diff: bool,
    allow: tuple[str, ...],
    fail_on: tuple[str, ...],
    max_commands: int | None,
    form: str,
    debug: bool,
) -> None:
    """Hold a map against its document, its policy and the generated tree, and write nothing.

    It opens no socket. It exits with 1 where a file of the tree is not as it would be generated.
    """
    if "://" in spec:
        raise click.UsageError("check opens no socket: save the document to a file, and give that as --spec")
    with reporting_bugs(debug), Progress(enabled=form == "text" and sys.stderr.isatty()) as progress:
        result = check(
            spec,
            map_file,
            overlays=overlays,
            root=root,
            out=Path(out),
            max_commands=max_commands,
            progress=progress.show,
        )
    with reporting_bugs(debug):
        if form == "json":
            print_record(result.record(), result.report, result.sources)
        else:
            print_diagnostics(result.report, result.sources, map_file)
            if result.counts is not None:
                click.echo("\n".join(summary(result)))
            if diff and result.drift is not None:
                click.echo("\n".join(printable(line) for line in result.drift.diff()))
    sys.exit(exit_code(result, fail_on, allow))


def exit_code(result: Checked, fail_on: tuple[str, ...], allow: tuple[str, ...] = ()) -> int:
    """3 where generation would stop; 1 where the tree has drifted, or a gate that was asked for is closed."""
    if result.report.has_errors:
        return INPUT_ERRORS
    if result.drift is not None and result.drift.fails(allow):
        return NEGATIVE
    return NEGATIVE if result.fails(fail_on) else DONE


def summary(result: Checked) -> list[str]:
    """The accounting, then the operations that nobody has decided on."""
    counts = result.counts
    assert counts is not None  # the caller has looked
    kinds = f"{counts.mapped} mapped + {counts.excluded} excluded + {counts.undecided} undecided"
    most = "" if result.most is None else f" of at most {result.most}"
    lines = [
        f"{result.tool}: {result.commands} commands{most}",
        f"  operations  {kinds} = {counts.total}",
        f"  approvals   {_approvals(result)}",
        f"  tool names  at most {result.longest} characters of {MAX_TOOL_NAME}",
    ]
    if result.policies:
        lines.append(printable(f"  policy      {', '.join(result.policies)}"))
    if result.drift is not None:
        lines += _drift(result.drift)
    elif not result.report.has_errors:
        lines.append("  files       none stand there yet")
    if result.undecided:
        rows = [_cells(one) for one in result.undecided[:MOST_LISTED]]
        table = aligned(fit(COLUMNS, rows, None), rows)
        lines += ["undecided, with what a draft would propose:", *(f"  {line}" for line in table)]
        more = len(result.undecided) - MOST_LISTED
        lines += [f"  and {more} more: --format json lists them all"] if more > 0 else []
    return lines


def _drift(drift: Drift) -> list[str]:
    """The files that are not as they would be generated, with why; one line where all are."""
    record = drift.record()
    counts = ", ".join(f"{count} {state}" for state, count in record["counts"].items() if count)
    lines = [printable(f"  files       {counts}, in {record['root']}")]
    if drift.interrupted:
        lines.append("  interrupted: a run broke off while it wrote; generate again, it completes that first")
    for one in record["files"]:
        state = one["code"].removeprefix("file-")
        lines.append(printable(f"  {state.ljust(9)} {one['path']}  {one['why']}"))
    return lines


def _approvals(result: Checked) -> str:
    needed = sum(map(len, result.approvals.values()))
    if not needed:
        return "none needed"
    found = ((len(names), word) for word, names in result.approvals.items())
    return f"{needed} needed: " + ", ".join(f"{count} {word}" for count, word in found if count)


def _cells(one: Undecided) -> list[str]:
    operation, proposal = one.operation, one.proposal
    words = (operation.method, operation.path, operation.operation_id or "", ", ".join(operation.tags))
    plain = [printable(" ".join(word.split())) for word in words]
    return [*plain, proposal.mode.value, str(int(proposal.risk))]
