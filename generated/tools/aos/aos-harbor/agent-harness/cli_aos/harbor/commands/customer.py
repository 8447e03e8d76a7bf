"""The `customer` commands and their options."""

from ..command import Command
from ..options import Boolean, Integer


def customer_list() -> Command:
    """List customers: GET /customers."""
    return Command(
        "customer.list",
        "List customers",
        [
            Integer("--limit", least=1, most=100, default=50, help="How many to return at once"),
            Boolean("--vip", help="Only those who are answered before others, or only the rest"),
        ],
    )


COMMANDS = {
    "customer.list": customer_list,
}
