"""The `board` commands and their options."""

from ..command import Command


def board_show() -> Command:
    """Get what the boards on the quay show: GET /board."""
    return Command("board.show", "Get what the boards on the quay show")


COMMANDS = {
    "board.show": board_show,
}
