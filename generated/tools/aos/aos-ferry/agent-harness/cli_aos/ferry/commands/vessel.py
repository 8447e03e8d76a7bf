"""The `vessel` commands and their options."""

from ..command import Command, body
from ..options import Content, Text


def vessel_load() -> Command:
    """Declare what a vessel carries: POST /vessels/{vessel}/cargo."""
    return Command(
        "vessel.load",
        "Declare what a vessel carries (requires --vessel, --body)",
        [
            Text("--vessel", required=True),
            body("array", required=True),
        ],
        path=("vessel",),
    )


def vessel_photo() -> Command:
    """Replace the photograph of a vessel: PUT /vessels/{vessel}/photo."""
    return Command(
        "vessel.photo",
        "Replace the photograph of a vessel (requires --vessel, --body)",
        [
            Text("--vessel", required=True),
            Content("--body", binary=True, required=True, help="The request body, image/jpeg."),
        ],
        path=("vessel",),
    )


COMMANDS = {
    "vessel.load": vessel_load,
    "vessel.photo": vessel_photo,
}
