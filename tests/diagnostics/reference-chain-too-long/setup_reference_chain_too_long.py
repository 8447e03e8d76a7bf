"""A reference leads through more than a hundred others."""

from pathlib import Path


def prepare(folder: Path) -> list[str]:
    """The arguments, once the folder is as a user would have it."""
    path = folder / "openapi.yaml"
    links = "".join(f"    S{n}: {{$ref: '#/components/schemas/S{n + 1}'}}\n" for n in range(120))
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"components:\n  schemas:\n{links}    S120: {{type: string}}\n")
    return ["--spec", "openapi.yaml", "--map", "map.yaml", "--dry-run"]
