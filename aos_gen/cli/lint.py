"""`aos-gen lint --spec S`: what libraries find wrong with a document."""

from __future__ import annotations

import sys

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
from aos_gen.commands.lint import Linted, lint
from aos_gen.console import printable
from aos_gen.progress import Progress

EPILOG = """\b
Examples:
  aos-gen lint --spec vendor.yaml
  aos-gen lint --spec vendor.yaml --overlay fix.yaml --fail-on warning
  aos-gen lint --spec vendor.json --format json | jq '.diagnostics[].message'

A third of real documents have findings, and aos-gen reads them all the same.
"""


@click.command(name="lint", epilog=EPILOG)
@document_options
@click.option("--fail-on", type=click.Choice(["warning"]), help="Exit with 1 if anything is found.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=600,
    show_default=True,
    metavar="N",
    help="End the check after that long; what was found until then is told.",
)
@format_option()
@debug_option
def lint_command(
    spec: str,
    overlays: tuple[str, ...],
    root: str | None,
    fail_on: str | None,
    seconds: float,
    form: str,
    debug: bool,
) -> None:
    """Check a document with prance and openapi-spec-validator; findings are warnings."""
    with reporting_bugs(debug), Progress(enabled=form == "text" and sys.stderr.isatty()) as progress:
        result = lint(spec, overlays=overlays, root=root, seconds=seconds, progress=progress.show)
    if form == "json":
        print_record(result.record(), result.report, result.sources)
    else:
        print_diagnostics(result.report, result.sources)
        if result.checked:
            click.echo(summary(result))
    sys.exit(exit_code(result, fail_on))


def exit_code(result: Linted, fail_on: str | None) -> int:
    """3 where the document cannot be read; 1 where there are findings and that was asked."""
    if result.report.has_errors:
        return INPUT_ERRORS
    return NEGATIVE if fail_on and result.warnings else DONE


def summary(result: Linted) -> str:
    """One line for people."""
    count = result.warnings
    found = f"{count} finding{'' if count == 1 else 's'}" if count else "nothing found"
    return printable(f"{result.spec}: {found} (OpenAPI {result.version})")
