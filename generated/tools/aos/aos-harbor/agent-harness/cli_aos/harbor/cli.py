"""The command line: `aos-harbor [--json] [--mode MODE] GROUP COMMAND [options]`.

The options of each group are declared in `commands/`, and loaded when they are called.
"""

from .shell import Connector

# First word of a command: the module in commands/ and what the help says of it.
RESOURCES = {
    "agent": ("agent", "Agent commands"),
    "category": ("category", "Category commands"),
    "customer": ("customer", "Customer commands"),
    "search": ("search", "Search commands"),
    "settings": ("settings", "Settings commands"),
    "ticket": ("ticket", "Ticket commands"),
}

cli = Connector(RESOURCES)

if __name__ == "__main__":
    cli()
