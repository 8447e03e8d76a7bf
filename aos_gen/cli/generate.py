"""The command line: options to one function of `commands`, its outcome to text and an exit code.

Exit codes: 0 done or clean; 1 a negative answer; 2 usage; 3 the input has errors; 10 a bug of ours.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from aos_gen import __version__
from aos_gen.commands import Generated, generate
from aos_gen.console import diagnostic_record, print_report, printable, sorted_diagnostics
from aos_gen.progress import Progress

DONE, NEGATIVE, INPUT_ERRORS, INTERNAL = 0, 1, 3, 10

EPILOG = """\b
Examples:
  aos-gen --spec specs/harbor/openapi.yaml --map specs/harbor/map.yaml
  aos-gen --spec https://api.example.com/openapi.json --map map.yaml --out ../argentos
  aos-gen --spec vendor.yaml --map map.yaml --dry-run --format json
"""


def _named(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """An input by a name that is not empty: an unset variable of a script ends up here."""
    if not value.strip():
        raise click.BadParameter("the name of the file is empty")
    return value


@click.command(name="aos-gen", epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--spec", required=True, callback=_named, metavar="FILE|URL", help="The vendor's OpenAPI document."
)
@click.option("--map", "map_file", required=True, callback=_named, metavar="FILE", help="The mapping file.")
@click.option("--out", default=".", metavar="DIR", help="Where tools/aos/aos-<name> goes.  [default: .]")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--overwrite", is_flag=True, help="Discard hand edits of generated files.")
@click.option("--quiet", is_flag=True, help="Print errors and warnings only.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the outcome."
)
@click.option("--debug", is_flag=True, help="Show a traceback for a bug of aos-gen.")
@click.version_option(__version__, prog_name="aos-gen")
def cli(
    spec: str, map_file: str, out: str, dry_run: bool, overwrite: bool, quiet: bool, form: str, debug: bool
) -> None:
    """Render the ArgentOS connector that MAP describes, from the vendor's OpenAPI document SPEC."""
    try:
        with Progress(enabled=not quiet and form == "text" and sys.stderr.isatty()) as progress:
            result = generate(
                spec, map_file, Path(out), dry_run=dry_run, overwrite=overwrite, progress=progress.show
            )
    except Exception as error:  # noqa: BLE001 - a bug is told as one, with how to report it
        if debug:
            traceback.print_exc()
        click.echo(f"aos-gen: internal error: {type(error).__name__}: {printable(str(error))}", err=True)
        click.echo(
            "  hint: this is a bug of aos-gen; run again with --debug and report what it prints", err=True
        )
        sys.exit(INTERNAL)
    if form == "json":
        click.echo(json.dumps(as_record(result), indent=2))
    else:
        print_report(result.report, result.sources, sys.stderr, sys.stderr.isatty(), map_file)
        if not quiet and result.changes is not None and not result.report.has_errors:
            click.echo("\n".join(summary(result, dry_run)))
    sys.exit(exit_code(result))


def exit_code(result: Generated) -> int:
    """A negative answer about the output folder is 1; a mistake in an input is 3."""
    if not result.report.has_errors:
        return DONE
    return NEGATIVE if result.root is not None else INPUT_ERRORS


def as_record(result: Generated) -> dict[str, Any]:
    """The outcome and its diagnostics as JSON data."""
    diagnostics = sorted_diagnostics(result.report, result.sources)
    return {
        "ok": not result.report.has_errors,
        **result.record(),
        "diagnostics": [diagnostic_record(one, result.sources) for one in diagnostics],
    }


def summary(result: Generated, dry_run: bool) -> list[str]:
    """What a person wants to see after a run, in five lines."""
    record = result.record()
    files, operations = record["files"], record["operations"]
    modes = ", ".join(
        f"{n} {mode}" for mode, n in _in_order(record["modes"], ("readonly", "write", "full", "admin"))
    )
    tiers = ", ".join(f"{n} in tier {tier}" for tier, n in sorted(record["tiers"].items()))
    verb = "would write" if dry_run else "wrote"
    counts = f"{operations['mapped']} mapped, {operations['excluded']} excluded, "
    counts += f"{operations['undecided']} undecided of {operations['total']}"
    done = f"{verb} {len(files['new'])} new, {len(files['changed'])} changed, "
    done += f"{len(files['removed'])} removed; {files['unchanged']} unchanged"
    lines = [
        f"{record['tool']}: {record['commands']} commands",
        f"  modes       {modes}",
        f"  risk tiers  {tiers}",
        f"  operations  {counts}",
        f"  files       {done}",
    ]
    if files["edited"]:
        lines.append(f"  discarded   hand edits of {', '.join(files['edited'])}")
    lines.append(f"  in          {printable(record['root'])}, {record['seconds']:.1f} s")
    return lines


def _in_order(counts: dict[str, int], order: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(name, counts[name]) for name in order if name in counts]


def main() -> None:
    """The `aos-gen` executable."""
    cli(prog_name="aos-gen")
