"""Very many of what one expects a few of."""

from __future__ import annotations

from pathlib import Path

from bomb_parts import SCALE, Data, both, document, ref, table, write


def many_paths(folder: Path) -> None:
    """Twenty thousand operations."""
    made = document()
    for n in range(20_000 * SCALE):
        made["paths"][f"/p{n}"] = made["paths"]["/a"]
    write(folder, made)


def many_parameters(folder: Path) -> None:
    """Two thousand parameters of one operation."""
    parameters = [{"name": f"p{n}", "in": "query", "schema": {"type": "string"}} for n in range(2000 * SCALE)]
    write(folder, document(operation={"parameters": parameters}))


def same_parameters(folder: Path) -> None:
    """Parameters whose names make one option."""
    parameters = [{"name": "p" + "_" * n, "in": "query", "schema": {"type": "string"}} for n in range(1000)]
    write(folder, document(operation={"parameters": parameters}))


def many_members(folder: Path) -> None:
    """Two thousand members of a body, all of them required."""
    names = [f"m{n}" for n in range(2000 * SCALE)]
    both(folder, {"type": "object", "required": names, "properties": {n: {"type": "string"} for n in names}})


def many_values(folder: Path) -> None:
    """Ten thousand values of an enum: twice as many names as any list that we show."""
    both(folder, {"type": "object", "properties": {"a": {"enum": [f"v{n}" for n in range(10_000 * SCALE)]}}})


def many_all_of(folder: Path) -> None:
    """Three thousand branches of allOf."""
    branches = [{"type": "object", "properties": {f"m{n}": {"type": "string"}}} for n in range(3000 * SCALE)]
    both(folder, {"allOf": branches})


def many_one_of(folder: Path) -> None:
    """Three thousand branches of oneOf."""
    branches = [{"type": "object", "properties": {f"m{n}": {"type": "string"}}} for n in range(3000 * SCALE)]
    both(folder, {"oneOf": branches})


def many_schemes(folder: Path) -> None:
    """Two thousand credentials, any two of which do."""
    schemes = {f"s{n}": {"type": "apiKey", "in": "header", "name": f"X-{n}"} for n in range(2000)}
    needs: list[Data] = [{f"s{n}": [], f"s{n + 1}": []} for n in range(1999)]
    write(folder, document(components={"securitySchemes": schemes}, security=needs))


def many_servers(folder: Path) -> None:
    """Ten thousand servers, each with a variable."""
    servers = [
        {"url": "https://{h}.x" + f"{n}.example", "variables": {"h": {"default": "a", "enum": ["a", "b"]}}}
        for n in range(10_000)
    ]
    write(folder, document(servers=servers))


def many_faults(folder: Path) -> None:
    """Twenty thousand mistakes, each a diagnostic."""
    parameters = [{"name": f"p{n}", "in": "nowhere"} for n in range(20_000)]
    write(folder, document(operation={"parameters": parameters}))


def many_dangling(folder: Path) -> None:
    """Five thousand references to what is not there, each with its near misses to look for."""
    schemas = {f"Thing{n}": {"type": "string"} for n in range(5000)}
    parameters = [{"name": f"p{n}", "in": "query", "schema": ref(f"Thong{n}")} for n in range(2000)]
    write(folder, document(operation={"parameters": parameters}, components={"schemas": schemas}))


BOMBS = table(
    many_paths,
    many_parameters,
    same_parameters,
    many_members,
    many_values,
    many_all_of,
    many_one_of,
    many_schemes,
    many_servers,
    many_faults,
    many_dangling,
)
