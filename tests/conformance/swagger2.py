"""Swagger 2.0 parameters and security schemes -> the same in OpenAPI 3 terms.

Only what a request needs. openapi-core judges 3.0 and later, so a 2.0 operation is retold first.
"""

from __future__ import annotations

from typing import Any

# A 2.0 parameter carries its schema beside its name; these members are the parameter's own.
PARAMETER_MEMBERS = frozenset(
    {"name", "in", "required", "description", "collectionFormat", "allowEmptyValue", "schema"}
)
STYLES = {"ssv": "spaceDelimited", "pipes": "pipeDelimited", "tsv": "form", "csv": "form", "multi": "form"}


def operation_from_swagger2(
    parameters: list[dict[str, Any]], consumes: list[str]
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """2.0 parameters -> (3.0 parameters, 3.0 request body)."""
    kept = [_parameter(each) for each in parameters if each["in"] in ("path", "query", "header")]
    for each in parameters:
        if each["in"] == "body":
            content = {media: {"schema": each.get("schema") or {}} for media in consumes}
            return kept, {"required": bool(each.get("required")), "content": content}
    form = [each for each in parameters if each["in"] == "formData"]
    if not form:
        return kept, None
    schema = {
        "type": "object",
        "properties": {each["name"]: _schema(each) for each in form},
        "required": [each["name"] for each in form if each.get("required")],
    }
    media = [each for each in consumes if "form" in each] or ["application/x-www-form-urlencoded"]
    encoding = {each["name"]: _join(each) for each in form if each.get("type") == "array"}
    return kept, {
        "required": bool(schema["required"]),
        "content": {each: {"schema": schema, "encoding": encoding} for each in media},
    }


def scheme_from_swagger2(scheme: dict[str, Any]) -> dict[str, Any]:
    """`{type: basic}` -> `{type: http, scheme: basic}`; apiKey and oauth2 keep their form."""
    if scheme.get("type") == "basic":
        return {"type": "http", "scheme": "basic"}
    return scheme


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    retold: dict[str, Any] = {
        "name": parameter["name"],
        "in": parameter["in"],
        "required": bool(parameter.get("required")) or parameter["in"] == "path",
        "schema": _schema(parameter),
    }
    if parameter.get("type") == "array" and parameter["in"] == "query":
        retold |= _join(parameter)
    return retold


def _join(parameter: dict[str, Any]) -> dict[str, Any]:
    """`collectionFormat` as style and explode."""
    join = parameter.get("collectionFormat", "csv")
    return {"style": STYLES.get(join, "form"), "explode": join == "multi"}


def _schema(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = {key: value for key, value in parameter.items() if key not in PARAMETER_MEMBERS}
    # `type: file` exists in 2.0 alone; 3.0 says a binary string.
    return {**schema, "type": "string", "format": "binary"} if schema.get("type") == "file" else schema
