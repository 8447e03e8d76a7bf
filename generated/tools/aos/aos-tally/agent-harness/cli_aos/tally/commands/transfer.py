"""The `transfer` commands and their options."""

from ..command import Command, body


def transfer_batch() -> Command:
    """Transfer money to many accounts: POST /transfers."""
    return Command(
        "transfer.batch",
        "Transfer money to many accounts (requires --body)",
        [
            body("array", required=True),
        ],
    )


COMMANDS = {
    "transfer.batch": transfer_batch,
}
