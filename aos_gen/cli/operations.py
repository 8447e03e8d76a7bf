"""`aos-gen operations --spec S`: what a document offers, as a table or as data."""

from __future__ import annotations

import sys
from typing import Any

import click

from aos_gen.cli.outcome import (
    DONE,
    INPUT_ERRORS,
    debug_option,
    document_options,
    format_option,
    print_diagnostics,
    print_record,
    reporting_bugs,
)
from aos_gen.cli.table import Column, print_table
from aos_gen.commands.operations import Filters, Listed, Operations, list_operations
from aos_gen.console import diagnostic_record, one_line, printable
from aos_gen.diagnostics import Diagnostic
from aos_gen.progress import Progress

COLUMNS = (
    Column("METHOD", 7),
    Column("PATH", 24, middle=True),
    Column("OPERATION", 16, drop=2),
    Column("TAG", 8, drop=8),
    Column("SUMMARY", 16, drop=9),
    Column("AUTH", 8, drop=10),
    Column("BODY", 10, drop=7),
    Column("ANSWER", 6, drop=5),
    Column("PAGES", 8, drop=6),
    Column("MODE", 8),
    Column("TIER", 4),
    Column("RULE", 8, drop=11),
    Column("UNSUPPORTED", 14, drop=1),
)
WHY_NOT = (
    Column("METHOD", 7),
    Column("PATH", 24, middle=True),
    Column("OPERATION", 16, drop=2),
    Column("UNSUPPORTED", 20),
    Column("WHY", 30),
    Column("PLACE", 12, drop=1, middle=True),
)
SHORT = {
    "application/json": "json",
    "application/x-www-form-urlencoded": "form",
    "multipart/form-data": "multipart",
}

EPILOG = """\b
Examples:
  aos-gen operations --spec vendor.yaml --tag Tickets
  aos-gen operations --spec vendor.yaml --text "create invoice" --method post
  aos-gen operations --spec vendor.yaml --path '/v2/**' --unsupported
  aos-gen operations --spec vendor.yaml --brief --format tsv | sort
  aos-gen operations --spec vendor.yaml --format json | jq '.operations[].proposal'
"""


@click.command(name="operations", epilog=EPILOG)
@document_options
@click.option("--text", default="", metavar="WORDS", help="All words stand in id, summary, path or tags.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="With this tag; repeatable.")
@click.option(
    "--path",
    "paths",
    multiple=True,
    metavar="GLOB",
    help="With this path; `*` within a segment, `**` across.",
)
@click.option("--method", "methods", multiple=True, metavar="METHOD", help="With this method; repeatable.")
@click.option("--unsupported", is_flag=True, help="Only those that cannot become commands, and why.")
@click.option("--brief", is_flag=True, help="Faster: without body, answer, pages and what is unsupported.")
@format_option("table", "json", "tsv")
@debug_option
def operations_command(
    spec: str,
    overlays: tuple[str, ...],
    root: str | None,
    text: str,
    tags: tuple[str, ...],
    paths: tuple[str, ...],
    methods: tuple[str, ...],
    unsupported: bool,
    brief: bool,
    form: str,
    debug: bool,
) -> None:
    """List a document's operations, and what a draft would make of each."""
    if brief and unsupported:
        raise click.UsageError("--brief does not find out what is unsupported: leave one of the two out")
    filters = Filters(text, tags, paths, methods, unsupported)
    watched = sys.stderr.isatty() and form != "json"
    with reporting_bugs(debug), Progress(enabled=watched) as progress:
        result = list_operations(
            spec, filters, overlays=overlays, root=root, brief=brief, progress=progress.show
        )
    with reporting_bugs(debug):
        if form == "json":
            record = result.record(lambda one: diagnostic_record(one, result.sources))
            print_record(record, result.report, result.sources)
        else:
            print_diagnostics(result.report, result.sources)
            if result.read:
                _print(result, form == "tsv", unsupported)
    sys.exit(INPUT_ERRORS if result.report.has_errors else DONE)


def _print(result: Operations, tsv: bool, unsupported: bool) -> None:
    columns = WHY_NOT if unsupported else COLUMNS
    rows = [refusal_cells(one, result) if unsupported else cells(one, short=not tsv) for one in result.listed]
    if tsv:
        lines = ["\t".join(column.name.lower() for column in columns)]
        click.echo("\n".join([*lines, *("\t".join(row) for row in rows)]))
        return
    print_table(columns, rows, [bool(one.refused) for one in result.listed])
    click.echo(f"{summary(result)}")
    if result.hint:
        click.echo(f"  hint: {printable(result.hint)}")


def summary(result: Operations) -> str:
    """How many are shown, of how many, and how many of them are unsupported."""
    refused = f", {result.unsupported} unsupported" if result.unsupported else ""
    return f"{len(result.listed)} of {result.total} operations{refused}"


def cells(one: Listed, *, short: bool) -> list[str]:
    """The row of an operation, in the order of COLUMNS; `short` has words for the usual media types."""
    operation, proposal = one.operation, one.proposal
    command = None if one.trial is None else one.trial.command
    body = None if command is None else command.body
    pages = None if command is None else command.pages
    media_type = "" if body is None else body.media_type
    return [
        one_line(operation.method),
        one_line(operation.path),
        one_line(operation.operation_id or ""),
        one_line(", ".join(operation.tags)),
        one_line(operation.summary) + (" (deprecated)" if operation.deprecated else ""),
        one_line(_auth(one.auth)),
        one_line(SHORT.get(media_type, media_type) if short else media_type),
        command.answer.kind.value if command is not None else "",
        pages.rule if pages is not None else "",
        proposal.mode.value,
        str(int(proposal.risk)),
        proposal.rule,
        ", ".join(dict.fromkeys(why.code for why in one.refused)),
    ]


def refusal_cells(one: Listed, result: Operations) -> list[str]:
    """The row of an operation that cannot become a command, in the order of WHY_NOT."""
    operation, why = one.operation, one.refused[0]
    more = f" (and {len(one.refused) - 1} more)" if len(one.refused) > 1 else ""
    names = [operation.method, operation.path, operation.operation_id or ""]
    return [*map(one_line, names), why.code, one_line(why.message) + more, one_line(_place(why, result))]


def _place(why: Diagnostic, result: Operations) -> str:
    position: Any = result.sources.position(why.location)
    file = result.sources.written(why.location).file
    return f"{file}:{position.line}:{position.column}" if position else file


def _auth(alternatives: tuple[tuple[str, ...], ...] | None) -> str:
    """`Key | OAuth2+Tenant`; nothing where nobody says, `none` where none is needed."""
    if alternatives is None:
        return ""
    return " | ".join("+".join(one) or "none" for one in alternatives) or "none"
