"""The `balance` commands and their options."""

from ..command import Command
from ..options import Text


def balance_get() -> Command:
    """Show the balance: GET /balance."""
    return Command(
        "balance.get",
        "Show the balance",
        [
            Text(
                "--account",
                pattern="^acct_[a-z0-9]+$",
                env="TALLY_ACCOUNT_ID",
                help="The connected account to act for, by default your own",
            ),
        ],
    )


COMMANDS = {
    "balance.get": balance_get,
}
