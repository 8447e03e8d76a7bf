"""The `status` commands and their options."""

from ..command import Command


def status_show() -> Command:
    """Show whether Atelier works: GET /status."""
    return Command("status.show", "Show whether Atelier works")


COMMANDS = {
    "status.show": status_show,
}
