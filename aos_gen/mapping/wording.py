"""Fields, values and places of a map become words for the diagnostics of `mapping.load`."""

from __future__ import annotations

import json
import re
from typing import Any

from aos_gen.diagnostics import Pointer
from aos_gen.mapping import access
from aos_gen.mapping import model as m
from aos_gen.mapping.base import Model
from aos_gen.plan.model import Mode

# Text that needs no quotes in a flow mapping.
_PLAIN = re.compile(r"[A-Za-z/][\w./:-]*( [\w./:-]*[\w./-])?")

_ENV_MAPPING = "a mapping with 'env'"
_ENV = ("capital words joined by underscores", "env: ACME_API_KEY")
_OPERATION = ("an operationId or a method and a path, on one line", "operation: listTickets")

# What a field takes, in words, and an example of it. A test holds this table to the models:
# every required field and every field with a pattern or a closed choice stands here.
FIELDS: dict[tuple[type[Model], str], tuple[str, str]] = {
    (m.Mapping, "version"): ("1", "version: 1"),
    (m.Mapping, "connector"): ("a mapping", "connector: {name: acme, label: Acme, description: ...}"),
    (m.Mapping, "commands"): (
        "a mapping of command ids to commands",
        "commands: {ticket.list: {operation: listTickets, mode: readonly, risk: 1}}",
    ),
    (m.ConnectorMapping, "name"): (
        "lower-case words and digits joined by dashes, starting with a letter",
        "name: acme",
    ),
    (m.ConnectorMapping, "label"): ("one line of text", "label: Acme"),
    (m.ConnectorMapping, "description"): ("one line of text", "description: Tickets and customers of Acme"),
    (m.ConnectorMapping, "version"): ("three numbers joined by dots, as text", 'version: "0.1.0"'),
    (access.ServerMapping, "environments"): (
        "a mapping of names to addresses",
        "environments: {live: https://host/path, sandbox: https://host/path}",
    ),
    (access.ServerMapping, "allow"): (
        "a list of hosts",
        'allow: [git.corp.example, "*.corp.example"]',
    ),
    (m.DocumentMapping, "sha256"): (
        "64 lower-case hexadecimal digits",
        "sha256: <what sha256sum prints for the document>",
    ),
    (access.EnvReference, "env"): _ENV,
    (access.SchemeMapping, "env"): _ENV,
    (access.SchemeMapping, "username"): (_ENV_MAPPING, "username: {env: ACME_EMAIL}"),
    (access.SchemeMapping, "password"): (_ENV_MAPPING, "password: {env: ACME_TOKEN}"),
    (access.SchemeMapping, "client_id"): (_ENV_MAPPING, "client_id: {env: ACME_CLIENT_ID}"),
    (access.SchemeMapping, "client_secret"): (_ENV_MAPPING, "client_secret: {env: ACME_CLIENT_SECRET}"),
    (access.SchemeMapping, "token"): (_ENV_MAPPING, "token: {env: ACME_TOKEN}"),
    (access.SchemeMapping, "omit"): ("true or false", "omit: true"),
    (access.SchemeMapping, "client_auth"): ("basic or body", "client_auth: body"),
    (access.SchemeMapping, "certificate"): (_ENV_MAPPING, "certificate: {env: ACME_CERT_ID}"),
    (access.SchemeMapping, "key"): (_ENV_MAPPING, "key: {env: ACME_CERT_KEY}"),
    (access.SchemeMapping, "type"): ("bearer, basic, apiKey, oauth2 or server", "type: apiKey"),
    (access.SchemeMapping, "in"): ("header, query or cookie", "in: header"),
    (access.PasswordMapping, "env"): _ENV,
    (m.InputMapping, "env"): _ENV,
    (m.ParameterMapping, "option"): (
        "lower-case words joined by dashes or underscores, without leading dashes",
        "option: per-page",
    ),
    (m.ParameterMapping, "env"): _ENV,
    (m.ParameterMapping, "in"): ("query, header, cookie or body", "in: query"),
    (m.ParameterMapping, "type"): ("text, integer, number, boolean, list, json or file", "type: text"),
    (m.ParameterMapping, "style"): ("form, comma, space, pipe, deep or json", "style: json"),
    (m.ParameterMapping, "clamp"): ("a mapping with 'min' or 'max'", "clamp: {max: 100}"),
    (m.BodyMapping, "media_type"): ("a media type", "media_type: multipart/form-data"),
    (m.PaginateMapping, "kind"): (
        "cursor, token-header, last-id, page, offset, url or link",
        "kind: cursor",
    ),
    (m.ApprovalMapping, "by"): ("one line of text", "by: Jane Doe"),
    (m.ApprovalMapping, "contract"): (
        "16 lower-case hexadecimal digits, as text",
        'contract: "0123456789abcdef"',
    ),
    (m.CommandMapping, "operation"): _OPERATION,
    (m.CommandMapping, "mode"): ("readonly, write, full or admin", "mode: readonly"),
    (m.CommandMapping, "risk"): (
        "1 (reads), 2 (bounded write), 3 (business mutation) or 4 (destructive or admin)",
        "risk: 1",
    ),
    (m.CommandMapping, "action"): ("read, write or destructive", "action: write"),
    (m.CommandMapping, "resource"): (
        "lower-case letters, digits, dashes and underscores, starting with a letter",
        "resource: ticket",
    ),
    (m.CommandMapping, "list"): ("a mapping or false", "list: {items: tickets, id: id, label: subject}"),
    (m.CommandMapping, "paginate"): (
        "a mapping or false",
        "paginate: {kind: cursor, parameter: cursor, next: meta.next}",
    ),
    (m.CommandMapping, "idempotency"): ("the name of a header, or false", "idempotency: Idempotency-Key"),
    (m.Mapping, "idempotency"): ("the name of a header", "idempotency: Idempotency-Key"),
    (m.HealthMapping, "operation"): _OPERATION,
    (m.ApprovalMapping, "description"): (
        "16 lower-case hexadecimal digits, as text",
        'description: "0123456789abcdef"',
    ),
    (m.Exclusion, "reason"): ("one line of text", "reason: not for agents"),
    (m.Forbidden, "reason"): ("one line of text", "reason: people only"),
    (m.Policy, "least_modes"): ("a mapping of risk tiers to modes", "least_modes: {3: full, 4: admin}"),
    (m.Policy, "approval_tiers"): ("a list of risk tiers", "approval_tiers: [3, 4]"),
    (m.Policy, "allowed_hosts"): (
        "a list of host names, each perhaps with `*.` before it",
        'allowed_hosts: [api.acme.com, "*.acme.com"]',
    ),
    (m.Policy, "max_commands"): ("a whole number from 1", "max_commands: 40"),
}

CHOICES = {
    (m.CommandMapping, "mode"): [str(mode) for mode in Mode],
    (m.CommandMapping, "action"): ["read", "write", "destructive"],
    (access.SchemeMapping, "type"): ["bearer", "basic", "apiKey", "oauth2", "server"],
    (access.SchemeMapping, "in"): ["header", "query", "cookie"],
    (access.SchemeMapping, "client_auth"): ["basic", "body"],
    (m.ParameterMapping, "in"): ["query", "header", "cookie", "body"],
    (m.ParameterMapping, "type"): ["text", "integer", "number", "boolean", "list", "json", "file"],
    (m.ParameterMapping, "style"): ["form", "comma", "space", "pipe", "deep", "json"],
    (m.PaginateMapping, "kind"): ["cursor", "token-header", "last-id", "page", "offset", "url", "link"],
}

# OpenAPI's words, and ours for the same thing.
OURS = {
    "string": "text",
    "array": "list",
    "object": "json",
    "binary": "file",
    "deepobject": "deep",
    "pipedelimited": "pipe",
    "spacedelimited": "space",
    "http": "bearer",
    "openidconnect": "bearer",
}

# A variable's name that fits what it holds, by the key above it.
_VARIABLES = {
    "username": "ACME_EMAIL",
    "password": "ACME_SECRET",
    "client_id": "ACME_CLIENT_ID",
    "client_secret": "ACME_CLIENT_SECRET",
    "token": "ACME_TOKEN",
    "certificate": "ACME_CERT_ID",
    "key": "ACME_CERT_KEY",
}

# What only a person can decide: an example would steer towards the lowest.
DECISIONS = {(m.CommandMapping, "mode"), (m.CommandMapping, "risk")}

# What the entries of a list or a mapping take, in words.
ENTRIES: dict[tuple[type[Model], str], str] = {
    (m.Policy, "least_modes"): "readonly, write, full or admin",
    (m.Policy, "approval_tiers"): "1, 2, 3 or 4",
    (access.ServerMapping, "allow"): (
        "a host in small letters, with a port that is not 443, or `*.` and a name of two parts at least"
    ),
    (m.Policy, "allowed_hosts"): "the name of a host, perhaps with `*.` before it or a port behind it",
}

# What the keys of a mapping are called, in words, and an example.
KEYS = {
    "environments": (
        "an environment's name: lower-case words and digits joined by dashes",
        "sandbox",
    ),
    "headers": ("a header's name", "Acme-Version"),
    "options": (
        "an option's name: lower-case words joined by dashes or underscores, without leading dashes",
        "owner",
    ),
    "least_modes": ("a risk tier: 1, 2, 3 or 4", "4"),
}

# Keys whose value is a list of texts.
_LISTS = ("keep", "drop", "scopes", "categories")

KINDS = {
    "float_type": ("a number", "write a number without quotes, such as 100"),
    "int_type": ("a whole number", "write a whole number without quotes, such as 1"),
    "bool_type": ("true or false", "write true or false without quotes"),
    "dict_type": ("a mapping", "indent `key: value` lines under it, or remove it"),
    "list_type": ("a list", "write `- ` before each entry, or remove the key"),
    "model_type": ("a mapping", "indent `key: value` lines under it, or remove it"),
    "string_pattern_mismatch": ("one line of text", "put it on one line"),
    "string_too_short": ("one line of text", "write some text, or remove the key"),
    "string_type": ("text", None),
}


def advice(verb: str, owner: type[Model], field: str, pointer: Pointer = ()) -> str:
    """What to write for a field: an example, or the choice where it is a decision."""
    words, example = FIELDS[owner, field]
    if field == "env" and len(pointer) > 1 and pointer[-2] in _VARIABLES:
        example = f"env: {_VARIABLES[str(pointer[-2])]}"
    if (owner, field) in DECISIONS:
        return f"{verb} `{field}:` with {words}: choose by what the call can do"
    return f"{verb} `{example}`"


def wrapped(pointer: Pointer, value: str) -> str | None:
    """The mapping that was meant where its one important value stands alone."""
    text = value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    match pointer:
        case ("commands", _):
            return f"write `{{operation: {text}, mode: ..., risk: ...}}`"
        case ("auth", _) | ("auth", _, "username" | "password" | "client_id" | "client_secret"):
            return f"write `{{env: {text}}}`"
        case ("auth", _, "token" | "certificate" | "key"):
            return f"write `{{env: {text}}}`"
        case ("commands", _, "body"):
            return f"write `body: {{media_type: {text}}}`"
        case ("commands", _, "answer"):
            key = "media_type" if "/" in value else "unwrap"
            return f"write `answer: {{{key}: {text}}}`"
        case ("commands", _, "options", _):
            return f"write `{{help: {text}}}`, or `{{default: {text}}}` for what is taken when nobody says"
        case ("health",):
            return f"write `health: {{operation: {text}}}`"
        case ("server",):
            return f"write `server: {{url: {text}}}`"
        case ("exclude", int()):
            return f"write `{{operation: {text}, reason: ...}}`"
        case ("commands" | "health", *_, "parameters", _):
            return f"write `{{fixed: {text}}}` to send it always"
    return None


def unwrapped(pointer: Pointer, value: Any) -> str | None:
    """The text, the list or the mapping that was meant where something simpler or richer stands."""
    match pointer, value:
        case ("commands", _, "server"), {"url": str(url)}:
            return f"write `server: {url}`"
        case ("server", "environments", str(name)), {"url": str(url)}:
            return f"write `{name}: {url}`"
        case ("server", "environments", str(name)), _:
            return f"write `{name}: https://host/path`"
        case ("server", "environments"), str(url):
            return f"write `environments: {{live: {url}, sandbox: https://host/path}}`"
        case (*_, str(key)), str() if key in _LISTS and _PLAIN.fullmatch(value):
            return f"write `{key}: [{value}]`"
    return None


def thing(pointer: Pointer) -> str:
    """What stands at `pointer`, in the user's words."""
    match pointer:
        case ():
            return "the map"
        case ("policy",):
            return "the policy"
        case ("commands", key):
            return f"command '{key}'"
        case ("auth", key):
            return f"scheme '{key}'"
        case ("exclude", int(index)):
            return f"exclusion {index + 1}"
        case ("commands" | "health", *_, "parameters", key):
            return f"parameter '{key}' of {thing(pointer[:-2])}"
        case (*_, str(key)) if len(pointer) > 1:
            return f"'{key}' of {thing(pointer[:-1])}"
        case (*_, int(index)):
            return f"entry {index + 1} of {thing(pointer[:-1])}"
    return f"'{pointer[0]}'"


def shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"'{value if len(value) <= 40 else value[:37] + '...'}'"
    return {"None": "nothing", "True": "true", "False": "false"}.get(str(value), str(value))
