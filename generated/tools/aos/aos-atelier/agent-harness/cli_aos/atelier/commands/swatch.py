"""The `swatch` commands and their options."""

from ..command import Command
from ..options import Choice, Json


def swatch_find() -> Command:
    """Find named colors near a color: GET /swatches/{color}."""
    return Command(
        "swatch.find",
        "Find named colors near a color (requires --color)",
        [
            Json(
                "--color",
                types=("object",),
                example='{"b":0,"g":30,"r":200}',
                required=True,
                help="Red, green and blue, 0 to 255",
            ),
            Choice(
                "--locale", ["en", "de", "fr"], env="ATELIER_LOCALE", help="The language of names"
            ),
        ],
        path=("color",),
    )


COMMANDS = {
    "swatch.find": swatch_find,
}
