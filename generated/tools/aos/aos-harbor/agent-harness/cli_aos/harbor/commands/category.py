"""The `category` commands and their options."""

from ..command import Command
from ..options import Integer, Text


def category_get() -> Command:
    """Show a category and those below it: GET /categories/{category_id}."""
    return Command(
        "category.get",
        "Show a category and those below it (requires --category-id)",
        [
            Text("--category-id", required=True, help="The category, or `root`"),
            Integer("--depth", least=1, most=5, help="How many levels to show"),
        ],
        path=("category_id",),
    )


COMMANDS = {
    "category.get": category_get,
}
