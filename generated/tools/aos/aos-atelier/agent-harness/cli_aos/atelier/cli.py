"""The command line: `aos-atelier [--json] [--mode MODE] GROUP COMMAND [options]`.

The options of each group are declared in `commands/`, and loaded when they are called.
"""

from .shell import Connector

# First word of a command: the module in commands/ and what the help says of it.
RESOURCES = {
    "asset": ("asset", "Asset commands"),
    "audit": ("audit", "Audit commands"),
    "collection": ("collection", "Collection commands"),
    "render": ("render", "Render commands"),
    "status": ("status", "Status commands"),
    "swatch": ("swatch", "Swatch commands"),
}

cli = Connector(RESOURCES)

if __name__ == "__main__":
    cli()
