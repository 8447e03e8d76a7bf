"""The `line` commands and their options."""

from ..command import Command


def line_show() -> Command:
    """Get the line that the key belongs to: GET /line."""
    return Command("line.show", "Get the line that the key belongs to")


COMMANDS = {
    "line.show": line_show,
}
