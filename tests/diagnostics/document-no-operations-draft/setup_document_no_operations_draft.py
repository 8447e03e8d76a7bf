"""A document of webhooks is to be mapped."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "map.yaml").unlink()
    text = (folder / "openapi.yaml").read_text("utf-8")
    (folder / "openapi.yaml").write_text(text.replace("paths:", "webhooks:"), "utf-8")
    return ["draft", "--spec", "openapi.yaml", "--name", "acme"]
