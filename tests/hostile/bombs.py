"""Inputs that are small to send and dear to read: each a function that writes its files into a folder.

A bomb writes `openapi.json` or `openapi.yaml`, and `map.yaml` where the usual one does not do.
`SCALE` multiplies the sizes; at 1 an algorithm without a bound is already beyond the limits of `bounded`.
"""

from __future__ import annotations

from pathlib import Path

import bombs_files
import bombs_many
import bombs_operator
import bombs_references
import bombs_text
import bombs_values
from bomb_parts import MAP, Bomb, write

BOMBS: dict[str, Bomb] = {
    **bombs_text.BOMBS,
    **bombs_values.BOMBS,
    **bombs_many.BOMBS,
    **bombs_references.BOMBS,
    **bombs_files.BOMBS,
    **bombs_operator.BOMBS,
}


def planted(name: str, folder: Path) -> list[str]:
    """The bomb's files in `folder`, and the words of a command line that name them."""
    BOMBS[name](folder)
    spec = next(one for one in ("openapi.json", "openapi.yaml") if (folder / one).exists())
    if not (folder / "map.yaml").exists():
        write(folder, MAP, "map.yaml")
    overlays = ["--overlay", "overlay.yaml"] if (folder / "overlay.yaml").exists() else []
    return ["--spec", spec, *overlays]
