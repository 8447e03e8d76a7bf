"""What this very connector does not do, in sentences for its README (CONTRACT.md, 9)."""

from __future__ import annotations

from aos_gen.plan.model import Accounting, AnswerKind, CommandPlan, ProbePlan, Reading

MOST_NAMES = 12


def limitations(
    commands: list[CommandPlan],
    counts: Accounting,
    omitted: dict[str, tuple[str, ...]],
    probe: ProbePlan | None,
    bare: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The sentences, each only where it is true of this connector."""
    covered = f"It covers {counts.mapped} of the {counts.total} operations that the vendor documents; "
    covered += f"{counts.excluded} were left out on purpose and {counts.undecided} have not been looked at."
    found = [covered]
    lists = [c.id for c in commands if c.answer.kind is AnswerKind.LIST and c.pages is None]
    if lists:
        found.append(
            f"One page only: {_names(lists)}. Their `next` is always null; ask for further pages with the "
            "vendor's own options, where the command has them."
        )
    paged = [c.id for c in commands if c.pages is not None]
    if paged:
        found.append(
            "`--all` stops at 10,000 items, 100 pages, 16 MiB or when the time is over; `stopped` says so, "
            "and `next` holds the options to go on with."
        )
    streams = [c.id for c in commands if c.answer.reading in (Reading.EVENTS, Reading.LINES)]
    if streams:
        found.append(f"The streams of {_names(streams)} are read up to 1,000 items, then closed.")
    whole = [c.id for c in commands if c.body is not None and not c.body.flattened]
    if whole:
        found.append(f"The body of {_names(whole)} is given whole, with `--body`.")
    left = [f"`{name}` of {command}" for command, names in sorted(omitted.items()) for name in names]
    if left:
        found.append(f"These inputs of the vendor are left out: {_some(left)}.")
    if bare:
        found.append(
            "Sent without the credential that the vendor asks for, which the map leaves out: "
            f"{_names(list(bare))}."
        )
    found.append("A failed request is not repeated: the caller decides, by `meta.request` and the exit code.")
    if probe is None:
        found.append("No health probe is mapped, so `health` cannot tell whether the credential works.")
    return tuple(found)


def _names(ids: list[str]) -> str:
    return _some([f"`{one}`" for one in ids])


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
