"""References without an end, in rings, and in more ways than can be walked."""

from __future__ import annotations

from pathlib import Path

from bomb_parts import Data, both, document, ref, table, write


def chain(folder: Path) -> None:
    """A hundred thousand references, one to the next."""
    schemas: Data = {f"S{n}": ref(f"S{n + 1}") for n in range(100_000)}
    schemas["S100000"] = {"type": "string"}
    both(folder, ref("S0"), components={"schemas": schemas})


def chain_of_members(folder: Path) -> None:
    """Twenty thousand objects, each a member of the next."""
    schemas: Data = {
        f"S{n}": {"type": "object", "required": ["a"], "properties": {"a": ref(f"S{n + 1}")}}
        for n in range(20_000)
    }
    schemas["S20000"] = {"type": "string"}
    both(folder, ref("S0"), components={"schemas": schemas})


def chain_of_all_of(folder: Path) -> None:
    """Twenty thousand schemas, each allOf the next."""
    schemas: Data = {f"S{n}": {"allOf": [ref(f"S{n + 1}")]} for n in range(20_000)}
    schemas["S20000"] = {"type": "object", "properties": {"a": {"type": "string"}}}
    both(folder, ref("S0"), components={"schemas": schemas})


def chain_of_one_of(folder: Path) -> None:
    """Twenty thousand schemas, each oneOf the next and a text."""
    schemas: Data = {f"S{n}": {"oneOf": [ref(f"S{n + 1}"), {"type": "string"}]} for n in range(20_000)}
    schemas["S20000"] = {"type": "integer"}
    both(folder, ref("S0"), components={"schemas": schemas})


def chain_of_lists(folder: Path) -> None:
    """Twenty thousand schemas, each a list of the next."""
    schemas: Data = {f"S{n}": {"type": "array", "items": ref(f"S{n + 1}")} for n in range(20_000)}
    schemas["S20000"] = {"type": "integer"}
    both(folder, ref("S0"), components={"schemas": schemas})


def chain_of_parameters(folder: Path) -> None:
    """Ten thousand parameters, one behind the other."""
    chained: Data = {f"P{n}": {"$ref": f"#/components/parameters/P{n + 1}"} for n in range(10_000)}
    chained["P10000"] = {"name": "q", "in": "query", "schema": {"type": "string"}}
    parameters = [{"$ref": "#/components/parameters/P0"}]
    write(folder, document(operation={"parameters": parameters}, components={"parameters": chained}))


def chain_of_files(folder: Path) -> None:
    """Three hundred files, each a reference to the next."""
    for n in range(300):
        write(folder, {"$ref": f"f{n + 1}.json"}, f"f{n}.json")
    write(folder, {"type": "string"}, "f300.json")
    both(folder, {"$ref": "f0.json"})


def _cyclic(**sections: Data) -> Data:
    return {"components": sections}


def cycle_of_schemas(folder: Path) -> None:
    """References in a ring, and a schema that is its own allOf, oneOf, anyOf, items, not."""
    schemas: Data = {"A": ref("B"), "B": ref("C"), "C": ref("A")}
    for word in ("allOf", "oneOf", "anyOf"):
        schemas[word] = {word: [ref(word), ref("A")]}
    for word in ("items", "not", "additionalProperties", "if", "contains", "propertyNames"):
        schemas[word] = {word: ref(word)}
    schemas["own"] = {"type": "object", "required": ["own"], "properties": {"own": ref("own")}}
    whole = {"type": "object", "required": list(schemas), "properties": {name: ref(name) for name in schemas}}
    both(folder, whole, components={"schemas": schemas})


def cycle_of_parameters(folder: Path) -> None:
    """Parameters, bodies, answers, headers and examples that are references to themselves."""
    itself = {name: {"A": {"$ref": f"#/components/{name}/A"}} for name in (
        "parameters", "requestBodies", "responses", "headers", "examples", "links", "callbacks",
        "securitySchemes",
    )}  # fmt: skip  # a list of words reads better in rows
    operation = {
        "parameters": [{"$ref": "#/components/parameters/A"}],
        "requestBody": {"$ref": "#/components/requestBodies/A"},
        "responses": {"200": {"$ref": "#/components/responses/A"}},
        "callbacks": {"x": {"$ref": "#/components/callbacks/A"}},
        "security": [{"A": []}],
    }
    write(folder, document(operation=operation, components=itself))


def cycle_of_path_items(folder: Path) -> None:
    """Path items in a ring, and one that is itself."""
    made = document()
    made["paths"] |= {
        "/b": {"$ref": "#/paths/~1c"},
        "/c": {"$ref": "#/paths/~1b"},
        "/d": {"$ref": "#/paths/~1d"},
    }
    write(folder, made)


def cycle_of_files(folder: Path) -> None:
    """Two files, each a reference to the other, and the document to itself."""
    write(folder, {"$ref": "b.json"}, "a.json")
    write(folder, {"$ref": "a.json"}, "b.json")
    both(folder, {"oneOf": [{"$ref": "a.json"}, {"$ref": "openapi.json"}, {"$ref": "#"}, {"$ref": ""}]})


def cycle_of_aliases(folder: Path) -> None:
    """An alias inside the value that it names."""
    write(folder, "openapi: 3.1.0\nx: &x {y: [*x]}\n", "openapi.yaml")


def fan_out(folder: Path, word: str) -> None:
    """2^40 ways through forty schemas."""
    schemas: Data = {f"S{n}": {word: [ref(f"S{n + 1}"), ref(f"S{n + 1}")]} for n in range(40)}
    schemas["S40"] = {"type": "object", "properties": {"a": {"type": "string"}}}
    both(folder, ref("S0"), components={"schemas": schemas})


def fan_out_members(folder: Path) -> None:
    """2^40 ways through the members of forty schemas."""
    schemas: Data = {
        f"S{n}": {
            "type": "object",
            "required": ["a", "b"],
            "properties": {"a": ref(f"S{n + 1}"), "b": ref(f"S{n + 1}")},
        }
        for n in range(40)
    }
    schemas["S40"] = {"type": "string"}
    both(folder, ref("S0"), components={"schemas": schemas})


def fan_out_mixed(folder: Path) -> None:
    """All of them at once, with discriminators and different members."""
    schemas: Data = {}
    for n in range(30):
        after = ref(f"S{n + 1}")
        schemas[f"S{n}"] = {
            "allOf": [
                {"oneOf": [after, {"type": "object", "properties": {f"x{n}": after}}]},
                {"anyOf": [after, {}]},
            ],
            "properties": {f"m{n}": after, "kind": {"enum": [f"k{n}"]}},
            "discriminator": {"propertyName": "kind", "mapping": {f"k{n}": f"#/components/schemas/S{n + 1}"}},
        }
    schemas["S30"] = {"type": "object", "properties": {"a": {"type": "string"}}}
    both(folder, ref("S0"), components={"schemas": schemas})


def wide_alternatives(folder: Path) -> None:
    """Twelve members of twelve alternatives each: 12^12 ways to send it."""
    member = {"oneOf": [{"type": "object", "properties": {f"a{n}": {"type": "string"}}} for n in range(12)]}
    several = {"allOf": [member] * 12}
    both(folder, {"allOf": [several, member], "properties": {f"m{n}": several for n in range(12)}})


def fan_out_all_of(folder: Path) -> None:
    """Every schema is allOf the next one, twice."""
    fan_out(folder, "allOf")


def fan_out_one_of(folder: Path) -> None:
    """Every schema is oneOf the next one, twice."""
    fan_out(folder, "oneOf")


def fan_out_any_of(folder: Path) -> None:
    """Every schema is anyOf the next one, twice."""
    fan_out(folder, "anyOf")


BOMBS = table(
    chain,
    chain_of_members,
    chain_of_all_of,
    chain_of_one_of,
    chain_of_lists,
    chain_of_parameters,
    chain_of_files,
    cycle_of_schemas,
    cycle_of_parameters,
    cycle_of_path_items,
    cycle_of_files,
    cycle_of_aliases,
    fan_out_members,
    fan_out_all_of,
    fan_out_one_of,
    fan_out_any_of,
    fan_out_mixed,
    wide_alternatives,
)
