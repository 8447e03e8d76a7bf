"""The `paper` commands and their options."""

from ..command import Command, body
from ..options import Choice, File, Items, Text


def paper_add() -> Command:
    """Upload a passport, a visa or the papers of a vehicle: POST /bookings/{booking_id}/papers."""
    return Command(
        "paper.add",
        "Upload a passport, a visa or the papers of a vehicle (requires --booking-id, --kind, --paper)",
        [
            Text("--booking-id", pattern="^B[0-9]{6}$", required=True, help="The booking's number"),
            Choice(
                "--kind",
                ["passport", "visa", "vehicle"],
                required=True,
                member="kind",
                help="What it is",
            ),
            File("--paper", required=True, member="paper", help="A picture or a PDF"),
            Items("--countries", shortest=2, item_longest=2, help="Where it holds"),
            Items("--passengers", "integer", help="Whose it is"),
            body("object"),
        ],
        path=("booking_id",),
    )


COMMANDS = {
    "paper.add": paper_add,
}
