"""`aos-gen --spec S --map M`: the main job."""

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
from aos_gen.commands.generate import Generated, generate
from aos_gen.console import printable
from aos_gen.progress import Progress

EDITS = ("merged", "kept", "conflict", "left", "discarded")
"""What may become of a hand edit."""

EPILOG = """\b
Examples:
  aos-gen --spec vendor.yaml --map map.yaml
  aos-gen generate --spec vendor.yaml --map map.yaml --overlay fix.yaml --out ../argentos
  aos-gen --spec https://api.example.com/openapi.json --map map.yaml --dry-run --format json
"""


@click.command(name="generate", epilog=EPILOG)
@map_options
@click.option(
    "--out",
    default=".",
    shell_complete=complete_folders,
    metavar="DIR",
    help="Where tools/aos/aos-<name> goes.  [default: .]",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--overwrite", is_flag=True, help="Discard hand edits of generated files.")
@click.option("--quiet", is_flag=True, help="Print errors and warnings only.")
@format_option()
@debug_option
def generate_command(
    spec: str,
    map_file: str,
    overlays: tuple[str, ...],
    root: str | None,
    out: str,
    dry_run: bool,
    overwrite: bool,
    quiet: bool,
    form: str,
    debug: bool,
) -> None:
    """Render the connector that a map describes (the main job; its name may be left out)."""
    with reporting_bugs(debug), Progress(enabled=not quiet and form == "text" and _watched()) as progress:
        result = generate(
            spec,
            map_file,
            Path(out),
            overlays=overlays,
            root=root,
            dry_run=dry_run,
            overwrite=overwrite,
            progress=progress.show,
        )
    if form == "json":
        print_record(result.record(), result.report, result.sources)
    else:
        print_diagnostics(result.report, result.sources, map_file)
        if not quiet and result.settled is not None:
            click.echo("\n".join(summary(result, dry_run)))
    sys.exit(exit_code(result))


def _watched() -> bool:
    return sys.stderr.isatty()


def exit_code(result: Generated) -> int:
    """A negative answer about the output folder is 1; a mistake in an input is 3."""
    if not result.report.has_errors:
        return DONE
    return NEGATIVE if result.root is not None else INPUT_ERRORS


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
    done = ", ".join(f"{len(files[word])} {word}" for word in ("new", "changed", "removed"))
    done += "".join(f", {len(files[word])} {word}" for word in EDITS if files[word])
    lines = [
        f"{record['tool']}: {record['commands']} commands",
        f"  modes       {modes}",
        f"  risk tiers  {tiers}",
        f"  operations  {counts}",
        f"  files       {verb} {done}; {files['unchanged']} unchanged",
    ]
    if record["finished"]:
        lines.append("  completed   an earlier run that had broken off")
    for word in EDITS:
        if files[word]:
            lines.append(printable(f"  {word.ljust(11)} {', '.join(files[word])}"))
    lines.append(f"  in          {printable(record['root'])}, {record['seconds']:.1f} s")
    return lines


def _in_order(counts: dict[str, int], order: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(name, counts[name]) for name in order if name in counts]
