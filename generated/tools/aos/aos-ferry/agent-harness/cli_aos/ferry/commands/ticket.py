"""The `ticket` commands and their options."""

from ..command import Command
from ..options import Text


def ticket_get() -> Command:
    """Get the ticket as a file: GET /bookings/{booking_id}/ticket."""
    return Command(
        "ticket.get",
        "Get the ticket as a file (requires --booking-id)",
        [
            Text("--booking-id", pattern="^B[0-9]{6}$", required=True, help="The booking's number"),
        ],
        path=("booking_id",),
        saves=True,
    )


COMMANDS = {
    "ticket.get": ticket_get,
}
