"""A Swagger 2.0 operation, as the 2.0 specification has it -> the same in OpenAPI 3 terms.

Only what a request and its answer need. openapi-core judges 3.0 and later, so a 2.0 operation is retold
first: eagerly and as plain data, in another way than the generator does it.
"""

from __future__ import annotations

from typing import Any

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
# A 2.0 parameter carries its schema beside its name; these members are the parameter's own.
PARAMETER_MEMBERS = frozenset(
    {"name", "in", "required", "description", "collectionFormat", "allowEmptyValue", "schema"}
)
# The last one is no word of OpenAPI 3: openapi-core stumbles over it, and we judge alone.
DELIMITED = {"ssv": "spaceDelimited", "pipes": "pipeDelimited", "tsv": "tabDelimited"}


def media_from_swagger2(root: dict[str, Any], operation: dict[str, Any], key: str) -> list[str]:
    """`consumes` or `produces`: "overrides the global definition; an empty value clears it"."""
    found = operation[key] if key in operation else root.get(key)
    return list(found or [])


def operation_from_swagger2(
    parameters: list[dict[str, Any]], consumes: list[str]
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """2.0 parameters -> (3.0 parameters, 3.0 request body)."""
    kept = [_parameter(each) for each in parameters if each["in"] in ("path", "query", "header")]
    bodies = [each for each in parameters if each["in"] == "body"]
    form = [each for each in parameters if each["in"] == "formData"]
    if len(bodies) == 1 and not form:
        schema = bodies[0].get("schema") or _schema(bodies[0])
        content = {media: {"schema": schema} for media in consumes or ["application/json"]}
        return kept, {"required": bool(bodies[0].get("required")), "content": content}
    members = [*bodies, *form]
    if not members:
        return kept, None
    told = {
        "type": "object",
        "properties": {each["name"]: each.get("schema") or _schema(each) for each in members},
        "required": [each["name"] for each in members if each.get("required")],
    }
    encoding = {
        each["name"]: _join(each) for each in form if each.get("type") == "array" and not _files(each)
    }
    media = _form_media(form, consumes) if form else consumes or ["application/json"]
    content = {each: {"schema": told, "encoding": encoding} for each in media}
    return kept, {"required": bool(told["required"]), "content": content}


def _form_media(form: list[dict[str, Any]], consumes: list[str]) -> list[str]:
    """2.0, Parameter Object: a file asks for multipart/form-data, other form members for one of the two."""
    allowed = [MULTIPART] if any(map(_files, form)) else [URLENCODED, MULTIPART]
    return [each for each in consumes if each.partition(";")[0].strip().lower() in allowed] or allowed[:1]


def _files(parameter: dict[str, Any]) -> bool:
    return "file" in (parameter.get("type"), (parameter.get("items") or {}).get("type"))


def response_from_swagger2(answer: Any, produces: list[str]) -> dict[str, Any]:
    """A response -> one with a `content` of every type produced; none where nothing is described."""
    if not isinstance(answer, dict):
        return {}
    told = {"headers": answer.get("headers") or {}}
    examples = answer.get("examples") or {}
    if "schema" not in answer:
        return told | ({"content": {media: {} for media in examples}} if examples else {})
    schema = schema_from_swagger2(answer["schema"])
    if schema.get("format") == "binary":
        produces = [each for each in produces if "json" not in each] or ["application/octet-stream"]
    media = {each: {"schema": schema} for each in produces or list(examples) or ["application/json"]}
    return told | {"content": media}


def scheme_from_swagger2(scheme: dict[str, Any]) -> dict[str, Any]:
    """`{type: basic}` -> `{type: http, scheme: basic}`; apiKey and oauth2 keep their form."""
    if scheme.get("type") == "basic":
        return {"type": "http", "scheme": "basic"}
    return scheme


def schema_from_swagger2(schema: dict[str, Any]) -> dict[str, Any]:
    """One level of a schema without what only 2.0 says: `type: file`, `x-nullable`, a named discriminator."""
    told = {key: value for key, value in schema.items() if key not in ("discriminator", "collectionFormat")}
    if told.pop("x-nullable", False) is True:
        told["nullable"] = True
    return {**told, "type": "string", "format": "binary"} if told.get("type") == "file" else told


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    retold: dict[str, Any] = {
        "name": parameter["name"],
        "in": parameter["in"],
        "required": bool(parameter.get("required")) or parameter["in"] == "path",
        "schema": parameter["schema"] if "schema" in parameter else _schema(parameter),
    }
    if parameter.get("type") == "array":
        retold |= _join(parameter)
    return retold


def _join(parameter: dict[str, Any]) -> dict[str, Any]:
    """`collectionFormat` as style and explode."""
    join = parameter.get("collectionFormat", "csv")
    usual = "simple" if parameter["in"] in ("path", "header") else "form"
    return {"style": DELIMITED.get(join, usual), "explode": join == "multi" and usual == "form"}


def _schema(parameter: dict[str, Any]) -> dict[str, Any]:
    return schema_from_swagger2(
        {key: value for key, value in parameter.items() if key not in PARAMETER_MEMBERS}
    )
