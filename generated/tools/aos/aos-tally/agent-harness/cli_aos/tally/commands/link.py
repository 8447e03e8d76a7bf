"""The `link` commands and their options."""

from ..command import Command, body
from ..options import Choice, Integer, Items, Json, Text


def link_send() -> Command:
    """Send a link to pay with: POST /payment_links."""
    return Command(
        "link.send",
        "Send a link to pay with (requires --amount, --to)",
        [
            Integer(
                "--amount", least=50, required=True, member="amount", help="How much is to be paid"
            ),
            Choice(
                "--currency",
                ["chf", "eur", "gbp", "usd"],
                required=True,
                member="currency",
                env="TALLY_CURRENCY",
            ),
            Items(
                "--to",
                format="email",
                fewest=1,
                longest=20,
                required=True,
                member="recipients",
                help="An address that gets the link; may be repeated",
            ),
            Text("--message", help="The text of the message"),
            Json(
                "--branding",
                types=("object",),
                example='{"color":"#1f6feb","logo_url":"https://example.com/item"}',
                member="branding",
            ),
            Text(
                "--expires-at",
                format="date-time",
                nullable=True,
                help="When the link ends; null for never",
            ),
            Text("--reference", pattern="^[A-Z0-9-]{1,20}$", help="Your own number for it"),
            Text(
                "--color",
                pattern="^#[0-9a-f]{6}$",
                member="branding.color",
                help="The color of the page",
            ),
            body("object"),
        ],
    )


COMMANDS = {
    "link.send": link_send,
}
