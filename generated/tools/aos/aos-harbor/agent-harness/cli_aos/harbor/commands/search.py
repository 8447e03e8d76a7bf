"""The `search` commands and their options."""

from ..command import Command
from ..options import Choice, Text


def search() -> Command:
    """Search tickets, customers and articles: GET /search."""
    return Command(
        "search",
        "Search tickets, customers and articles (requires --query)",
        [
            Text("--query", shortest=2, required=True, help="The words to look for"),
            Choice("--match", ["any", "all"], help="Whether one of the words is enough"),
            Choice(
                "--kind",
                ["ticket", "customer", "article"],
                help="What to look for; by default everything",
            ),
        ],
    )


COMMANDS = {
    "search": search,
}
