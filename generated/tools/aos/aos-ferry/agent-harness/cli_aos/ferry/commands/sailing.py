"""The `sailing` commands and their options."""

from ..command import Command, paging
from ..options import Boolean, Choice, Integer, Items, Text


def sailing_list() -> Command:
    """List sailings: GET /sailings."""
    return Command(
        "sailing.list",
        "List sailings",
        [
            Boolean("--cancelled", help="Cancelled ones too"),
            Items("--classes", help="Cabin classes"),
            Items("--decks", "integer", least=1, most=12, help="Decks with free cabins"),
            Text("--after", format="date-time", help="The first departure"),
            Integer("--page", least=1, help="The page, from 1"),
            Integer("--per-page", least=1, most=100, help="How many on a page"),
            Items("--port", pattern="^[A-Z]{3}$", help="Ports of call"),
            Items(
                "--weekday",
                values=["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                help="Days of the week",
            ),
            Items("--words", help="Words of the name"),
            *paging(),
        ],
    )


def sailing_price_list() -> Command:
    """List what sailings cost: GET /sailings/{sailing_ids}/prices."""
    return Command(
        "sailing.price.list",
        "List what sailings cost (requires --sailing-ids)",
        [
            Items("--sailing-ids", "integer", required=True, help="Numbers of sailings"),
            Choice(
                "--currency",
                ["EUR", "SEK", "DKK"],
                env="FERRY_CURRENCY",
                help="The currency of prices",
            ),
            Items("--agents", help="Agents whose prices are meant"),
        ],
        path=("sailing_ids",),
    )


COMMANDS = {
    "sailing.list": sailing_list,
    "sailing.price.list": sailing_price_list,
}
