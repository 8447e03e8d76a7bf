"""Numbers, keys and bytes that nobody expects."""

from __future__ import annotations

import json
from pathlib import Path

from bomb_parts import MAP, SENT_MAP, Data, answered, both, document, ref, sent, table, write


def numbers(folder: Path) -> None:
    """Numbers beyond every machine's, where numbers are looked at."""
    bounds = (
        '"minimum": 1e999, "maximum": -1e999, "multipleOf": 1e-400, "maxLength": 1e308, "minLength": 1e30, '
        '"minItems": 1e999, "minProperties": NaN'
    )
    values = '"enum": [1e999, NaN, -Infinity], "default": 1e999, "example": NaN'
    schema = '{"type": "number", ' + bounds + ", " + values + "}"
    text = json.dumps(sent("HERE")).replace('"HERE"', schema)
    write(folder, text)
    write(folder, SENT_MAP, "map.yaml")


def long_bounds(folder: Path) -> None:
    """Least lengths and counts that nobody can hold in memory."""
    schema: Data = {
        "type": "object",
        "required": ["a", "b", "c", "d"],
        "minProperties": 10**12,
        "properties": {
            "a": {"type": "string", "minLength": 10**12},
            "b": {"type": "array", "items": {"type": "string"}, "minItems": 10**12},
            "c": {"type": "string", "pattern": "^a{100000000}$"},
            "d": {"type": "string", "pattern": "^((((a{999}){999}){999}){999})$"},
            "e": {"type": "integer", "minimum": 10**300, "multipleOf": 7},
            "f": {"type": "number", "minimum": 1e-320, "exclusiveMinimum": 1e308, "multipleOf": 1e-320},
            "g": {"type": "array", "uniqueItems": True, "minItems": 5000, "items": {"type": "boolean"}},
        },
    }
    both(folder, schema)


def many_digits(folder: Path) -> None:
    """A number of a hundred thousand digits."""
    write(folder, json.dumps(document())[:-1] + ', "x": ' + "9" * 100_000 + "}")


def many_digits_yaml(folder: Path) -> None:
    """The same in YAML, whole, broken and in hexadecimal."""
    many = "9" * 100_000
    text = f"x: [{many}, {many}.5, 1e{many}, 0x{many}, 0o{'7' * 100_000}]\n"
    text += "a: &a 0x" + "f" * 100_000 + "\n*a : 1\n"
    write(folder, text + "openapi: 3.1.0\n", "openapi.yaml")


def large_status(folder: Path) -> None:
    """Numbers of many digits where words are expected: version, status, map version."""
    many = int("9" * 4000)
    write(folder, {**document(), "openapi": many, "info": {"title": many, "version": many}})
    write(folder, {**MAP, "version": many}, "map.yaml")


def long_indices(folder: Path) -> None:
    """Numbers of thousands of digits where a list is counted, and as a status."""
    many = "9" * 5000
    parameters = [{"$ref": f"#/paths/~1a/get/parameters/{many}"}, {"$ref": f"#/paths/~1a/get/tags/{many}/x"}]
    responses = {many: {"description": "ok"}, "200": {"$ref": f"#/paths/~1a/get/tags/{many}"}}
    write(folder, document(operation={"parameters": parameters, "tags": ["a"], "responses": responses}))


def large_pages(folder: Path) -> None:
    """A page size that is not a number of this world."""
    parameters = [
        {"name": name, "in": "query", "schema": {"type": "integer", "default": value, "maximum": value}}
        for name, value in (
            ("limit", 1e999),
            ("offset", float("nan")),
            ("page", 10**400),
            ("per_page", -1e999),
        )
    ]
    made = answered({"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}})
    made["paths"]["/a"]["get"]["parameters"] = parameters
    write(folder, made)


def large_keys(folder: Path) -> None:
    """Names of a megabyte: of a path, a parameter, a schema, a property."""
    name = "n" * 1_000_000
    made = sent({"type": "object", "properties": {name: {"type": "string"}}})
    made["paths"]["/" + name] = {"get": made["paths"]["/a"]["post"]}
    made["paths"]["/a"]["post"]["parameters"].append({"name": name, "in": "query", "schema": ref(name)})
    write(folder, made)
    write(folder, SENT_MAP, "map.yaml")


def duplicate_keys(folder: Path) -> None:
    """Thirty thousand keys, each written twice, in less than a megabyte: repeats are looked for."""
    twice = ",".join(f'"k{n % 30_000}":1' for n in range(60_000))
    write(folder, json.dumps(document())[:-1] + ', "x": {' + twice + "}}")


def duplicate_yaml_keys(folder: Path) -> None:
    """The same in YAML."""
    twice = ", ".join(f'"k{n % 50_000}": 1' for n in range(100_000))
    write(folder, "openapi: 3.1.0\nx: {" + twice + "}\n", "openapi.yaml")


def utf16(folder: Path) -> None:
    """UTF-16 with its mark: it is read."""
    write(folder, json.dumps(document()).encode("utf-16"))


def broken_utf16(folder: Path) -> None:
    """Half a character of UTF-16."""
    write(folder, json.dumps(document()).encode("utf-16") + b"\x00\xd8\x00")


def broken_utf8(folder: Path) -> None:
    """Bytes that are no UTF-8, overlong ones and a surrogate among them."""
    write(folder, json.dumps(document())[:-1].encode() + b', "x": "\xc0\xaf\xed\xa0\x80\xff"}')


def marked(folder: Path) -> None:
    """A byte order mark before UTF-8."""
    write(folder, b"\xef\xbb\xbf" + json.dumps(document()).encode())


def zeros(folder: Path) -> None:
    """A megabyte of NUL."""
    write(folder, b"\x00" * 1_000_000)


def sparse(folder: Path) -> None:
    """A file that says it is a terabyte."""
    with (folder / "openapi.json").open("wb") as stream:
        stream.truncate(2**40)


def nothing(folder: Path) -> None:
    """An empty file."""
    write(folder, "")


def lone_surrogates(folder: Path) -> None:
    """Half a character in every name that is printed."""
    half = "\ud800"
    made = sent({"type": "object", "properties": {half: {"type": "string", "description": half}}})
    made["paths"]["/" + half] = {"get": {"operationId": half, "tags": [half], "summary": half}}
    made["info"] = {"title": half, "version": half, "description": half}
    write(folder, json.dumps(made))
    write(folder, SENT_MAP, "map.yaml")


BOMBS = table(
    numbers,
    long_bounds,
    many_digits,
    many_digits_yaml,
    large_status,
    long_indices,
    large_pages,
    large_keys,
    duplicate_keys,
    duplicate_yaml_keys,
    utf16,
    broken_utf16,
    broken_utf8,
    marked,
    zeros,
    sparse,
    nothing,
    lone_surrogates,
)
