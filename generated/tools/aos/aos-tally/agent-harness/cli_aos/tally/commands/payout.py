"""The `payout` commands and their options."""

from ..command import Command, body
from ..options import Choice, Integer, Text


def payout_create() -> Command:
    """Pay out to your bank account: POST /payouts."""
    return Command(
        "payout.create",
        "Pay out to your bank account (requires --amount)",
        [
            Text(
                "--account",
                pattern="^acct_[a-z0-9]+$",
                env="TALLY_ACCOUNT_ID",
                help="The connected account to act for, by default your own",
            ),
            Text("--idempotency-key", help="The same key makes the same payout once"),
            Integer("--amount", least=100, required=True, member="amount", help="How much"),
            Choice(
                "--currency",
                ["chf", "eur", "gbp", "usd"],
                required=True,
                member="currency",
                env="TALLY_CURRENCY",
            ),
            Choice("--method", ["standard", "instant"], into="method_"),
            Text("--notify-url", format="uri", help="Told when the money has arrived"),
            body("object"),
        ],
    )


COMMANDS = {
    "payout.create": payout_create,
}
