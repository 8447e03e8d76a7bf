"""The `tide` commands and their options."""

from ..command import Command
from ..options import Text


def tide_show() -> Command:
    """Get the tides of a port: GET /ports/{port}/tides."""
    return Command(
        "tide.show",
        "Get the tides of a port (requires --port)",
        [
            Text("--port", pattern="^[A-Z]{3}$", required=True),
        ],
        path=("port",),
        saves=True,
    )


COMMANDS = {
    "tide.show": tide_show,
}
