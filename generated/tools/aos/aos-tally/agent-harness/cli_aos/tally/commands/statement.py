"""The `statement` commands and their options."""

from ..command import Command
from ..options import Items, Text


def statement_camt() -> Command:
    """Get the statement of a month as camt.053: GET /statements/{month}."""
    return Command(
        "statement.camt",
        "Get the statement of a month as camt.053 (requires --month)",
        [
            Text(
                "--month",
                pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$",
                required=True,
                help="Year and month, as in 2025-06",
            ),
        ],
        path=("month",),
        saves=True,
    )


def statement_table() -> Command:
    """Get the statement of a month as comma-separated values: GET /statements/{month}."""
    return Command(
        "statement.table",
        "Get the statement of a month as comma-separated values (requires --month)",
        [
            Text(
                "--month",
                pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$",
                required=True,
                help="Year and month, as in 2025-06",
            ),
            Items(
                "--columns",
                values=["date", "charge", "gross", "fee", "net"],
                help="The columns of the table",
            ),
        ],
        path=("month",),
        saves=True,
    )


COMMANDS = {
    "statement.camt": statement_camt,
    "statement.table": statement_table,
}
