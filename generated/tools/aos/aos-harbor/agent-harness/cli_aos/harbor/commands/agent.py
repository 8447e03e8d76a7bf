"""The `agent` commands and their options."""

from ..command import Command


def agent_me() -> Command:
    """Show the owner of the key: GET /me."""
    return Command("agent.me", "Show the owner of the key")


COMMANDS = {
    "agent.me": agent_me,
}
