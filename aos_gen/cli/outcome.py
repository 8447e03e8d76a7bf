"""What all commands share: the options that recur, exit codes, and what a bug of ours looks like."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from click.shell_completion import CompletionItem

from aos_gen.console import diagnostic_record, print_report, printable, sorted_diagnostics
from aos_gen.diagnostics import Report
from aos_gen.source import SourceSet

DONE, NEGATIVE, USAGE, INPUT_ERRORS, INTERNAL = 0, 1, 2, 3, 10

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def named(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """An input by a name that is not empty: an unset variable of a script ends up here."""
    if value is not None and not value.strip():
        raise click.BadParameter("the name of the file is empty")
    return value


def all_named(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The same for an option that may be given several times."""
    return tuple(value for value in values if named(context, parameter, value))


def complete_files(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Leave it to the shell to complete a file's name."""
    return [CompletionItem(incomplete, type="file")]


def complete_folders(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Leave it to the shell to complete a folder's name."""
    return [CompletionItem(incomplete, type="dir")]


def spec_option(required: bool = True) -> Decorator:
    """`--spec FILE|URL`."""
    return click.option(
        "--spec",
        required=required,
        callback=named,
        shell_complete=complete_files,
        metavar="FILE|URL",
        help="The vendor's OpenAPI document.",
    )


def overlay_option() -> Decorator:
    """`--overlay FILE`, as `overlays`; as often as wanted."""
    return click.option(
        "--overlay",
        "overlays",
        multiple=True,
        callback=all_named,
        shell_complete=complete_files,
        metavar="FILE",
        help="An OpenAPI Overlay that patches the document first; repeatable, applied in order.",
    )


root_option = click.option(
    "--root",
    callback=named,
    shell_complete=complete_folders,
    metavar="DIR",
    help="A folder above the document that its references may not leave.  [default: the document's own]",
)


def map_option(required: bool = True) -> Decorator:
    """`--map FILE`, as `map_file`."""
    return click.option(
        "--map",
        "map_file",
        required=required,
        callback=named,
        shell_complete=complete_files,
        metavar="FILE",
        help="The mapping file.",
    )


def document_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The document and how it is read: `--spec`, `--overlay` and `--root`, in this order."""
    return spec_option()(overlay_option()(root_option(command)))


def map_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same with the map: `--spec`, `--map`, `--overlay` and `--root`, in this order."""
    return spec_option()(map_option()(overlay_option()(root_option(command))))


def format_option(*forms: str) -> Decorator:
    """`--format`, as `form`; the first is the default."""
    choice = click.Choice(forms or ("text", "json"))
    return click.option("--format", "form", type=choice, default=choice.choices[0], help="How to print it.")


debug_option = click.option("--debug", is_flag=True, help="Show a traceback for a bug of aos-gen.")


@contextmanager
def reporting_bugs(debug: bool) -> Iterator[None]:
    """A bug is told as one, with how to report it; never as a traceback that nobody asked for."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is ours, and is said to be
        if debug:
            traceback.print_exc()
        click.echo(f"aos-gen: internal error: {type(error).__name__}: {printable(str(error))}", err=True)
        click.echo(
            "  hint: this is a bug of aos-gen; run again with --debug and report what it prints", err=True
        )
        sys.exit(INTERNAL)


def print_diagnostics(report: Report, sources: SourceSet, map_file: str = "map.yaml") -> None:
    """All diagnostics for people, on stderr, in colour on a terminal."""
    print_report(report, sources, sys.stderr, sys.stderr.isatty(), map_file)


def say(lines: Iterable[str]) -> None:
    """Print lines that may be styled: the styles are for terminals, unless NO_COLOR is set."""
    click.echo("\n".join(lines), color=False if os.environ.get("NO_COLOR") else None)


def print_record(record: dict[str, Any], report: Report, sources: SourceSet) -> None:
    """The outcome and its diagnostics as one JSON value on stdout."""
    click.echo(json.dumps(as_record(record, report, sources), indent=2))


def as_record(record: dict[str, Any], report: Report, sources: SourceSet) -> dict[str, Any]:
    """`ok`, what the command found, and `diagnostics`."""
    diagnostics = sorted_diagnostics(report, sources)
    made = {
        "ok": not report.has_errors,
        **record,
        "diagnostics": [diagnostic_record(one, sources) for one in diagnostics],
    }
    if len(report) > len(diagnostics):
        made["diagnostics_left_out"] = len(report) - len(diagnostics)
    return made
