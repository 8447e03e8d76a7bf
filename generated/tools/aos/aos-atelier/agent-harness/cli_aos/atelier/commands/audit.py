"""The `audit` commands and their options."""

from ..command import Command, paging
from ..options import Integer, Text


def audit_export() -> Command:
    """Export what was done on a day: GET /audit/export."""
    return Command(
        "audit.export",
        "Export what was done on a day (requires --day)",
        [
            Text("--day", format="date", required=True, help="The day"),
        ],
    )


def audit_list() -> Command:
    """List what was done: GET /audit."""
    return Command(
        "audit.list",
        "List what was done",
        [
            Integer("--page-size", least=1, most=500, help="Entries on a page"),
            Text("--page-token", help="As `X-Next-Token` of the page before"),
            *paging(),
        ],
    )


COMMANDS = {
    "audit.export": audit_export,
    "audit.list": audit_list,
}
