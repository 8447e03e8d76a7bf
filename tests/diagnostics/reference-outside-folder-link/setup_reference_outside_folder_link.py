"""A link beside the document leads to a file elsewhere."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    (folder / "vendor").mkdir()
    (folder / "openapi.yaml").rename(folder / "vendor" / "openapi.yaml")
    (folder / "tickets.yaml").write_text("get: {operationId: listTickets}\n", encoding="utf-8")
    (folder / "vendor" / "tickets.yaml").symlink_to("../tickets.yaml")
    return ["--spec", "vendor/openapi.yaml", "--map", "map.yaml", "--dry-run"]
