"""The `rate` commands and their options."""

from ..command import Command
from ..options import Choice


def rate_get() -> Command:
    """Show a rate of exchange: GET /rates/{from}/{to}."""
    return Command(
        "rate.get",
        "Show a rate of exchange (requires --from, --to)",
        [
            Choice(
                "--from",
                ["chf", "eur", "gbp", "usd"],
                into="from_",
                required=True,
                help="The currency that is sold",
            ),
            Choice(
                "--to",
                ["chf", "eur", "gbp", "usd"],
                required=True,
                help="The currency that is bought",
            ),
        ],
        path=("from_", "to"),
    )


COMMANDS = {
    "rate.get": rate_get,
}
