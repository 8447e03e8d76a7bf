"""The `account` commands and their options."""

from ..command import Command, body
from ..options import Choice, Text


def account_close() -> Command:
    """Close an account for good: POST /accounts/{account}/close."""
    return Command(
        "account.close",
        "Close an account for good (requires --account, --reason)",
        [
            Text("--account", pattern="^acct_[a-z0-9]+$", required=True, help="The account"),
            Choice(
                "--reason",
                ["sold", "moved", "fraud", "other"],
                required=True,
                member="reason",
                help="Why it is closed",
            ),
            Text("--comment", longest=2000, help="Anything that Tally should know"),
            body("object"),
        ],
        path=("account",),
    )


def account_show() -> Command:
    """Show the account of the key: GET /account."""
    return Command("account.show", "Show the account of the key")


COMMANDS = {
    "account.close": account_close,
    "account.show": account_show,
}
