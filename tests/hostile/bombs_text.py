"""Texts that grow when they are read: aliases, nesting, length."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bomb_parts import answered, both, document, ref, table, write


def laughs(folder: Path) -> None:
    """A billion laughs: ten aliases of ten aliases of ten."""
    lines = ["x0: &x0 [a,a,a,a,a,a,a,a,a,a]"]
    lines += [f"x{n}: &x{n} [{','.join([f'*x{n - 1}'] * 10)}]" for n in range(1, 12)]
    write(folder, "\n".join(lines) + "\n" + json.dumps(document()), "openapi.yaml")


def laughs_in_a_schema(folder: Path) -> None:
    """Aliases below the bound of the reader, where the planner walks: 9^6 schemas of 60 lines."""
    lines = ["components: {schemas: {", "  A0: &x0 {type: object, properties: {a: {type: string}}},"]
    for n in range(1, 7):
        members = ", ".join(f"m{k}: *x{n - 1}" for k in range(9))
        lines.append(f"  A{n}: &x{n} {{type: object, properties: {{{members}}}}},")
    lines.append("}}")
    rest = json.dumps(answered(ref("A6")))[1:-1]
    write(folder, "{" + "\n".join(lines) + ",\n" + rest + "}", "openapi.yaml")


def quadratic(folder: Path) -> None:
    """One large value behind many aliases."""
    text = "big: &big [" + "a," * 20_000 + "]\nall: [" + "*big," * 20_000 + "]\n"
    write(folder, text + json.dumps(document())[1:-1], "openapi.yaml")


def merged_laughs(folder: Path) -> None:
    """Merge keys of merge keys, ten at a time."""
    lines = ["x0: &x0 {" + ", ".join(f"k{n}: 1" for n in range(1000)) + "}"]
    lines += [f"x{n}: &x{n} {{<<: [{','.join([f'*x{n - 1}'] * 100)}]}}" for n in range(1, 60)]
    write(folder, "\n".join(lines) + "\n", "openapi.yaml")


def many_merges(folder: Path) -> None:
    """One large mapping merged into ten thousand small ones."""
    lines = ["x0: &x0 {" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}"]
    lines += ["all:", *(["  - {<<: *x0}"] * 20_000)]
    write(folder, "\n".join(lines) + "\n", "openapi.yaml")


def deep_json(folder: Path) -> None:
    """A hundred thousand lists, one in the other."""
    write(folder, '{"openapi": "3.1.0", "x": ' + "[" * 100_000 + "]" * 100_000 + "}")


def deep_objects(folder: Path) -> None:
    """A hundred thousand objects, one in the other."""
    write(folder, '{"openapi": "3.1.0", "x": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}")


def deep_unclosed(folder: Path) -> None:
    """A million brackets that nobody closes."""
    write(folder, "[" * 1_000_000)


def deep_flow(folder: Path) -> None:
    """A hundred thousand lists of YAML's short form."""
    write(folder, "openapi: 3.1.0\nx: " + "[" * 100_000 + "]" * 100_000, "openapi.yaml")


def deep_block(folder: Path) -> None:
    """Lists of YAML's long form, ten thousand levels in one line."""
    write(folder, "openapi: 3.1.0\nx:\n  " + "- " * 10_000 + "a\n", "openapi.yaml")


def deep_keys(folder: Path) -> None:
    """Keys of YAML that ask for more."""
    write(folder, "? " * 100_000, "openapi.yaml")


def deep_schema(folder: Path) -> None:
    """A schema as deep as a file may be: every stage walks it."""
    schema: Any = {"type": "string"}
    for _ in range(150):
        schema = {"type": "object", "properties": {"a": schema}, "required": ["a"]}
    both(folder, schema)


def deep_lists(folder: Path) -> None:
    """Lists of lists as deep as a file may be."""
    schema: Any = {"type": "string"}
    for _ in range(400):
        schema = {"type": "array", "items": schema}
    both(folder, schema)


def deep_alternatives(folder: Path) -> None:
    """oneOf in oneOf, as deep as a file may be."""
    schema: Any = {"type": "string"}
    for _ in range(200):
        schema = {"oneOf": [schema, {"type": "integer"}]}
    both(folder, schema)


def deep_all_of(folder: Path) -> None:
    """allOf in allOf, as deep as a file may be."""
    schema: Any = {"type": "object", "properties": {"x": {"type": "string"}}}
    for _ in range(200):
        schema = {"allOf": [schema]}
    both(folder, schema)


def deep_example(folder: Path) -> None:
    """An example and a default as deep as a file may be."""
    value: Any = 1
    for _ in range(460):
        value = [value]
    both(
        folder, {"type": "object", "example": value, "default": value, "properties": {"a": {"enum": [value]}}}
    )


def large_text(folder: Path) -> None:
    """A description of 20 MB."""
    write(folder, document(info={"title": "Acme", "version": "1", "description": "word " * 4_000_000}))


def large_yaml_text(folder: Path) -> None:
    """A quoted text of 5 MB in YAML."""
    write(folder, "openapi: 3.1.0\nx: '" + "word " * 1_000_000 + "'\n", "openapi.yaml")


BOMBS = table(
    laughs,
    laughs_in_a_schema,
    quadratic,
    merged_laughs,
    many_merges,
    deep_json,
    deep_objects,
    deep_unclosed,
    deep_flow,
    deep_block,
    deep_keys,
    deep_schema,
    deep_lists,
    deep_alternatives,
    deep_all_of,
    deep_example,
    large_text,
    large_yaml_text,
)
