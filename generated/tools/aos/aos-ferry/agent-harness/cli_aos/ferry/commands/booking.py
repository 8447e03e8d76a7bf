"""The `booking` commands and their options."""

from ..command import Command, body
from ..options import Choice, Integer, Items, Json, Number, Text


def booking_cancel() -> Command:
    """Cancel a booking, without a refund: DELETE /bookings/{booking_id}."""
    return Command(
        "booking.cancel",
        "Cancel a booking, without a refund (requires --booking-id)",
        [
            Text("--booking-id", pattern="^B[0-9]{6}$", required=True, help="The booking's number"),
        ],
        path=("booking_id",),
    )


def booking_change() -> Command:
    """Change a booking: PUT /bookings/{booking_id}."""
    return Command(
        "booking.change",
        "Change a booking (requires --booking-id, --passengers, --sailing)",
        [
            Text("--booking-id", pattern="^B[0-9]{6}$", required=True, help="The booking's number"),
            Items("--passengers", required=True, member="passengers"),
            Integer("--sailing", required=True, member="sailing"),
            Json(
                "--contact",
                types=("object",),
                example='{"email":"ada@example.com","phone":"example"}',
                member="contact",
            ),
            Text("--remark", nullable=True, help="A word to the crew"),
            Text("--email", format="email", member="contact.email"),
            Text("--phone", nullable=True, member="contact.phone"),
            body("object"),
        ],
        path=("booking_id",),
    )


def booking_create() -> Command:
    """Book a passage: POST /bookings."""
    return Command(
        "booking.create",
        "Book a passage (requires --passenger, --sailing)",
        [
            Items(
                "--passenger",
                shortest=1,
                required=True,
                member="passengers",
                help="Names of everybody on board",
            ),
            Integer("--sailing", required=True, member="sailing", help="The sailing's number"),
            Items("--cabins", help="Numbers of cabins"),
            Items(
                "--extras", values=["breakfast", "sauna", "cabin"], help="What is booked besides"
            ),
            Number("--length", most=30, above=0, help="Metres of the vehicle"),
            Text("--remark", longest=200, help="A word to the crew"),
            Choice("--vehicle", ["none", "bicycle", "car", "lorry"], help="What is brought along"),
            body("object"),
        ],
    )


def booking_get() -> Command:
    """Get a booking: GET /bookings/{booking_id}."""
    return Command(
        "booking.get",
        "Get a booking (requires --booking-id)",
        [
            Text("--booking-id", pattern="^B[0-9]{6}$", required=True, help="The booking's number"),
        ],
        path=("booking_id",),
    )


COMMANDS = {
    "booking.cancel": booking_cancel,
    "booking.change": booking_change,
    "booking.create": booking_create,
    "booking.get": booking_get,
}
