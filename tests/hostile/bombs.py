"""Inputs that are small to send and dear to read: each a function that writes its files into a folder.

A bomb writes `openapi.json` or `openapi.yaml`, and `map.yaml` where the usual one does not do.
`SCALE` multiplies the sizes; at 1 an algorithm without a bound is already beyond the limits of `bounded`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Data = dict[str, Any]
Bomb = Callable[[Path], None]

SCALE = int(os.environ.get("BOMBS", "1"))

MAP: Data = {
    "version": 1,
    "connector": {"name": "acme", "label": "Acme", "description": "All of Acme"},
    "commands": {"thing.list": {"operation": "GET /a", "mode": "readonly", "risk": 1}},
}


def document(**parts: Any) -> Data:
    """A sound document of one operation; `operation` and `components` are put where they belong."""
    operation = {"responses": {"200": {"description": "ok"}}, **parts.pop("operation", {})}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://api.acme.example"}],
        "paths": {"/a": {"get": operation}},
        **parts,
    }


def write(folder: Path, data: Data | str | bytes, name: str = "openapi.json") -> None:
    """Data as JSON, text as it is."""
    text = json.dumps(data) if isinstance(data, dict) else data
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def answered(schema: Any, **parts: Any) -> Data:
    """A document whose one operation answers with a schema."""
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "ok", "content": content}}
    return document(operation={"responses": responses}, **parts)


def sent(schema: Any, **parts: Any) -> Data:
    """A document whose one operation takes a body and a parameter of a schema."""
    content = {"application/json": {"schema": schema}}
    parameters = [{"name": "q", "in": "query", "schema": schema}]
    made = document(**parts)
    operation = made["paths"].pop("/a")["get"]
    operation |= {"requestBody": {"content": content}, "parameters": parameters}
    made["paths"]["/a"] = {"post": operation}
    return made


SENT_MAP: Data = {**MAP, "commands": {"thing.add": {"operation": "POST /a", "mode": "write", "risk": 2}}}


def both(folder: Path, schema: Any, **parts: Any) -> None:
    """One schema, sent and answered, in one document, with a map of the two."""
    made = sent(schema, **parts)
    made["paths"]["/a"]["get"] = answered(schema)["paths"]["/a"]["get"]
    write(folder, made)
    write(folder, {**MAP, "commands": MAP["commands"] | SENT_MAP["commands"]}, "map.yaml")


def ref(name: str) -> Data:
    """A reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


# --- Texts that grow when they are read ------------------------------------------------------------


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


# --- Numbers, keys, bytes --------------------------------------------------------------------------


def numbers(folder: Path) -> None:
    """Numbers beyond every machine's, where numbers are looked at."""
    bounds = '"minimum": 1e999, "maximum": -1e999, "multipleOf": 1e-400, "maxLength": 1e308, "minLength": 1e30, "minItems": 1e999, "minProperties": NaN'
    schema = (
        '{"type": "number", %s, "enum": [1e999, NaN, -Infinity], "default": 1e999, "example": NaN}' % bounds
    )
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


# --- Very many -------------------------------------------------------------------------------------


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
    """Fifty thousand values of an enum."""
    both(folder, {"type": "object", "properties": {"a": {"enum": [f"v{n}" for n in range(50_000 * SCALE)]}}})


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
        {"url": "https://{h}.x%d.example" % n, "variables": {"h": {"default": "a", "enum": ["a", "b"]}}}
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


# --- References ------------------------------------------------------------------------------------


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
        "parameters", "requestBodies", "responses", "headers", "examples", "links", "callbacks", "securitySchemes",
    )}  # fmt: skip  # one line of names
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


# --- Patterns --------------------------------------------------------------------------------------

PATTERNS = (
    "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^([a-zA-Z]+)*$", "(x+x+)+y", "^(.*a){40}$", "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(?:(?:(?:a{9}){9}){9}){9}", "a{1000000}", "(" * 5000 + ")" * 5000, "(a?){50}a{50}", "^(\\w+\\s?)*$",
    "[" * 1000, "(?=(?=(?=a)))", "(?P<x>a)(?P=x)", "\\p{L}+", "(?<![^x])", "^(?!.*)$", "a" * 100_000, "(a*)*" * 500,
)  # fmt: skip  # a list of words reads better in rows


def patterns(folder: Path) -> None:
    """Patterns that take for ever, with examples and defaults that they are tried on."""
    word = "a" * 40 + "!"
    properties = {
        f"m{n}": {"type": "string", "pattern": one, "example": word, "default": word, "minLength": 30}
        for n, one in enumerate(PATTERNS)
    }
    both(folder, {"type": "object", "required": list(properties), "properties": properties})


# --- Files that a reference names ------------------------------------------------------------------

OUTSIDE = (
    "/etc/passwd", "file:///etc/passwd", "../../../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd", "%252e%252e/etc/passwd", "/dev/zero", "/proc/self/environ", "C:\\Windows\\win.ini",
    "c:/windows/win.ini", "\\\\host\\share\\x.yaml", "//host/share/x.yaml", "http://127.0.0.1:1/x", "HTTPS://x.example/y",
    "ftp://x.example/y", "data:application/json,{}", "javascript:1", "out.json", "loop.json", "fifo", "folder", "zero",
    "dangling", "a\x00b", "n" * 5000, "./.", "~/x", "~root/x", "$HOME/x", "|cat", "folder/../../out", "aux", "con.json",
)  # fmt: skip  # a list of words reads better in rows


def references_outside(folder: Path) -> None:
    """Everything that a reference should not open, symbolic links in the document's folder too."""
    os.mkfifo(folder / "fifo")
    (folder / "folder").mkdir()
    links = {
        "out.json": "/etc/passwd",
        "loop.json": "loop.json",
        "zero": "/dev/zero",
        "dangling": "/nowhere/x",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    parameters = [{"name": f"p{n}", "in": "query", "schema": {"$ref": one}} for n, one in enumerate(OUTSIDE)]
    write(folder, document(operation={"parameters": parameters}))


# --- The operator's own files ----------------------------------------------------------------------


def map_of_laughs(folder: Path) -> None:
    """A map that is an alias bomb."""
    laughs(folder)
    (folder / "openapi.yaml").rename(folder / "map.yaml")
    write(folder, document())


def map_of_patterns(folder: Path) -> None:
    """A map with a hundred thousand mistakes."""
    write(folder, document())
    wrong = {f"thing.x{n}": {"operation": f"GET /x{n}", "mode": "readonly", "risk": 1} for n in range(3000)}
    write(folder, {**MAP, "commands": wrong}, "map.yaml")


def deep_map(folder: Path) -> None:
    """A map of a hundred thousand levels."""
    write(folder, document())
    write(folder, "version: 1\nx: " + "[" * 100_000, "map.yaml")


def overlay(folder: Path, *targets: str, update: Any = None, data: Data | None = None) -> None:
    """A document and an overlay with these targets."""
    write(folder, data or document())
    actions = [{"target": one, "update": {"x": 1} if update is None else update} for one in targets]
    info = {"title": "x", "version": "1"}
    write(folder, {"overlay": "1.0.0", "info": info, "actions": actions}, "overlay.yaml")


def overlay_of_descents(folder: Path) -> None:
    """Descent upon descent: n^k places for k of them."""
    schema: Any = {"type": "string"}
    for n in range(60):
        schema = {"type": "object", "properties": {f"a{n}": schema, f"b{n}": {"type": "string"}}}
    overlay(folder, *("$" + "..*" * k for k in range(1, 9)), data=answered(schema))


def overlay_of_filters(folder: Path) -> None:
    """Filters in filters, and patterns that take for ever."""
    word = "a" * 40 + "!"
    overlay(
        folder,
        "$..[?@..[?@..[?@..[?@..x]]]]",
        "$..*[?search(@, '(a+)+$')]",
        "$..*[?match(@, '(a|a)*')]",
        "$..*[?match(@, '((a*)*)*b')]",
        "$" + "[?@.a" * 300 + "]" * 300,
        "$" + ".a" * 100_000,
        "$[" + ",".join(["*"] * 3000) + "]..*",
        data=document(**{"x-word": [word] * 3000}),
    )


def overlay_that_grows(folder: Path) -> None:
    """Each action doubles what the next one doubles."""
    big = {"x": {f"k{n}": {"a": 1} for n in range(10)}}
    overlay(folder, *["$..x.*"] * 30, update=big, data=document(x={"a": {}, "b": {}}))


def overlay_that_deepens(folder: Path) -> None:
    """Each action puts four hundred levels below the last one."""
    value: Any = {"end": {}}
    for _ in range(400):
        value = {"a": value}
    steps = ".a" * 400 + ".end"
    overlay(folder, *["$.x" + steps * n for n in range(12)], update=value, data=document(x={}))


Table = dict[str, Bomb]

BOMBS: Table = {
    one.__name__.replace("_", "-"): one
    for one in (
        laughs, laughs_in_a_schema, quadratic, merged_laughs, many_merges, deep_json, deep_objects, deep_unclosed,
        deep_flow, deep_block, deep_keys, deep_schema, deep_lists, deep_alternatives, deep_all_of, deep_example,
        large_text, large_yaml_text, numbers, long_bounds, many_digits, many_digits_yaml, large_status, long_indices, large_pages, large_keys,
        duplicate_keys, duplicate_yaml_keys, utf16, broken_utf16, broken_utf8, marked, zeros, sparse, nothing,
        lone_surrogates, many_paths, many_parameters, same_parameters, many_members, many_values, many_all_of,
        many_one_of, many_schemes, many_servers, many_faults, many_dangling, chain, chain_of_members,
        chain_of_all_of, chain_of_one_of, chain_of_lists, chain_of_parameters, chain_of_files, cycle_of_schemas,
        cycle_of_parameters, cycle_of_path_items, cycle_of_files, cycle_of_aliases, fan_out_members, fan_out_mixed,
        wide_alternatives, patterns, references_outside, map_of_laughs, map_of_patterns, deep_map,
        overlay_of_descents, overlay_of_filters, overlay_that_grows,
        overlay_that_deepens,
    )
}  # fmt: skip  # one name after the other
for _word in ("allOf", "oneOf", "anyOf"):
    BOMBS[f"fan-out-{_word}"] = lambda folder, word=_word: fan_out(folder, word)  # type: ignore[misc]  # mypy cannot infer a lambda with a default


def planted(name: str, folder: Path) -> list[str]:
    """The bomb's files in `folder`, and the words of a command line that name them."""
    BOMBS[name](folder)
    spec = next(one for one in ("openapi.json", "openapi.yaml") if (folder / one).exists())
    if not (folder / "map.yaml").exists():
        write(folder, MAP, "map.yaml")
    overlays = ["--overlay", "overlay.yaml"] if (folder / "overlay.yaml").exists() else []
    return ["--spec", spec, *overlays]
