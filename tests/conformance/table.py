"""Figures of all documents -> the Markdown table of a whole-corpus run, and what is to be said below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .figures import Figures

COLUMNS: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("document", lambda each: each.document),
    ("OpenAPI", lambda each: each.version),
    ("operations", lambda each: str(each.operations)),
    ("served", lambda each: str(each.served)),
    ("refused", lambda each: _counts(each.codes) or ("not read" if each.unread else "")),
    ("files", lambda each: str(each.sound.files)),
    ("compiled", lambda each: _share(each.sound.files, len(each.sound.uncompiled))),
    ("imported", lambda each: _share(each.sound.modules, len(each.sound.unimported))),
    ("ruff", lambda each: _findings(each, len(each.sound.ruff))),
    ("mypy", lambda each: "" if each.sound.mypy is None else "**no**" if each.sound.mypy else "clean"),
    ("own tests", lambda each: _tests(each)),
    ("requests", lambda each: str(each.right + len(each.wrong))),
    ("right", lambda each: str(each.right)),
    ("wrong", lambda each: f"**{len(each.wrong)}**" if each.wrong else "0"),
    ("by openapi-core", lambda each: str(each.by_library)),
    ("by hand", lambda each: str(sum(each.by_hand.values()))),
    ("generate s", lambda each: _seconds(each, "generate")),
    ("whole s", lambda each: _seconds(each, "whole")),
    ("CPU s", lambda each: _seconds(each, "cpu")),
    ("lines/command", lambda each: f"{each.lines:.1f}" if each.lines else ""),
)
# How much of a document's or a tool's text a line may hold.
LONGEST = 400


def markdown(rows: Sequence[Figures], title: str) -> str:
    """The table, its sums, and every refusal, wrong request and judgement by hand."""
    names = [name for name, _ in COLUMNS]
    lines = [
        f"# {title}",
        "",
        "| " + " | ".join(names) + " |",
        "| --- | --- |" + " ---: |" * (len(names) - 2),
    ]
    lines += ["| " + " | ".join(cell(row) for _, cell in COLUMNS) + " |" for row in rows]
    lines += [
        "",
        _sums(rows),
        *_stopped(rows),
        *_refused(rows),
        *_wrong(rows),
        *_unsound(rows),
        *_by_hand(rows),
    ]
    return "\n".join(lines) + "\n"


def _sums(rows: Sequence[Figures]) -> str:
    operations, served = sum(row.operations for row in rows), sum(row.served for row in rows)
    read = sum(1 for row in rows if not row.unread)
    right, wrong = sum(row.right for row in rows), sum(len(row.wrong) for row in rows)
    by_hand = sum(sum(row.by_hand.values()) for row in rows)
    return (
        f"{read} of {len(rows)} documents are read; {served} of {operations} operations are served "
        f"({100 * served / operations if operations else 100:.2f}%). Of {right + wrong} requests {right} are "
        f"right ({by_hand} of them judged by hand, because openapi-core fails on them) and {wrong} are wrong."
    )


def _stopped(rows: Sequence[Figures]) -> Iterator[str]:
    """What stopped documents, and the documents that aos-gen does not read."""
    found = [(row, each) for row in rows for each in row.unread]
    failed = [row for row in rows if row.failure]
    cut = [row.document for row in rows if row.cut]
    lost = [row for row in rows if row.unaccounted]
    if found or failed or cut or lost:
        yield from ("", "## Not run, or not to the end", "")
    yield from (f"- {row.document}: {each.code}: {_line(each.message)}" for row, each in found)
    for row in failed:
        yield from (f"- {row.document} stopped:", "", "```", row.failure.rstrip(), "```", "")
    yield from (f"- {name}: the time was over" for name in cut)
    yield from (f"- {row.document}: {row.unaccounted} operations neither served nor refused" for row in lost)


def _refused(rows: Sequence[Figures]) -> Iterator[str]:
    """Each operation that has no command, and the sentence that says why."""
    if any(row.refusals for row in rows):
        yield from ("", "## Refused")
    for row in rows:
        if row.refusals:
            yield from ("", f"### {row.document}", "")
        for each in row.refusals:
            yield f"- `{_line(each.operation)}`: {each.code}: {_line(each.message)} (`{_line(each.place)}`)"
    told = [(row, each) for row in rows for each in row.unjustified]
    if told:
        yield from ("", "Codes that name neither the document's fault nor a limit of aos-gen:", "")
        yield from (f"- {row.document}: {each.code}: `{_line(each.operation)}`" for row, each in told)


def _wrong(rows: Sequence[Figures]) -> Iterator[str]:
    """Each request that was judged wrong."""
    if any(row.wrong for row in rows):
        yield from ("", "## Wrong")
    for row in rows:
        if row.wrong:
            yield from ("", f"### {row.document}", "")
        for each in row.wrong:
            run = f"`{_line(each.operation)}` ({each.variant}, {each.judge})"
            yield f"- {run}: {_line(each.why)} `{_line(each.request)}`"


def _unsound(rows: Sequence[Figures]) -> Iterator[str]:
    """Whatever is wrong with generated files."""
    found: list[str] = []
    for row in rows:
        sound = row.sound
        found += [
            f"- {row.document}: {_line(each)}" for each in (*sound.uncompiled, *sound.unimported, *sound.ruff)
        ]
        for name, output in (("its own tests", sound.tests_output), ("mypy", sound.mypy or "")):
            if output:
                found += [f"- {row.document}, {name}:", "", "```", output, "```", ""]
    if found:
        yield from ("", "## Files", "", *found)


def _by_hand(rows: Sequence[Figures]) -> Iterator[str]:
    """openapi-core's own errors on requests that are right, and what was not sent at all."""
    if any(row.by_hand or row.skipped for row in rows):
        yield from ("", "## Judged by hand, and why", "")
    for row in rows:
        for why, count in (*row.by_hand.items(), *row.skipped.items()):
            yield f"- {row.document}, {count}: {_line(why)}"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {code}" for code, count in counts.items())


def _share(whole: int, missing: int) -> str:
    return "" if not whole else f"**{whole - missing}**" if missing else "all"


def _findings(row: Figures, count: int) -> str:
    return "" if not row.sound.files else f"**{count}**" if count else "clean"


def _tests(row: Figures) -> str:
    sound = row.sound
    if sound.tests_passed is None:
        return ""
    failed = f", **{sound.tests_failed} failed**" if sound.tests_failed else ""
    return f"{sound.tests_passed} passed{failed}"


def _seconds(row: Figures, name: str) -> str:
    return f"{row.seconds[name]:.1f}" if name in row.seconds else ""


def _line(text: str) -> str:
    """One line without what Markdown or a terminal would take for its own."""
    plain = "".join(each if each.isprintable() else " " for each in text).replace("`", "'")
    return plain[:LONGEST] + ("..." if len(plain) > LONGEST else "")
