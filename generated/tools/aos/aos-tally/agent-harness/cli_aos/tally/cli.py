"""The command line: `aos-tally [--json] [--mode MODE] GROUP COMMAND [options]`.

The options of each group are declared in `commands/`, and loaded when they are called.
"""

from .shell import Connector

# First word of a command: the module in commands/ and what the help says of it.
RESOURCES = {
    "account": ("account", "Account commands"),
    "balance": ("balance", "Balance commands"),
    "charge": ("charge", "Charge commands"),
    "customer": ("customer", "Customer commands"),
    "link": ("link", "Link commands"),
    "payout": ("payout", "Payout commands"),
    "rate": ("rate", "Rate commands"),
    "statement": ("statement", "Statement commands"),
    "transfer": ("transfer", "Transfer commands"),
}

cli = Connector(RESOURCES)

if __name__ == "__main__":
    cli()
