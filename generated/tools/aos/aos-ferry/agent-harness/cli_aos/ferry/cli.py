"""The command line: `aos-ferry [--json] [--mode MODE] GROUP COMMAND [options]`.

The options of each group are declared in `commands/`, and loaded when they are called.
"""

from .shell import Connector

# First word of a command: the module in commands/ and what the help says of it.
RESOURCES = {
    "board": ("board", "Board commands"),
    "booking": ("booking", "Booking commands"),
    "line": ("line", "Line commands"),
    "paper": ("paper", "Paper commands"),
    "sailing": ("sailing", "Sailing commands"),
    "ticket": ("ticket", "Ticket commands"),
    "tide": ("tide", "Tide commands"),
    "vessel": ("vessel", "Vessel commands"),
}

cli = Connector(RESOURCES)

if __name__ == "__main__":
    cli()
