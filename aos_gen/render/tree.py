"""render(plan) -> Tree: a pure function; the same plan gives the same bytes everywhere."""

from __future__ import annotations

import base64
import gc
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import black
from black.parsing import InvalidInput
from jinja2 import Environment

from aos_gen.diagnostics import InternalError
from aos_gen.plan.model import (
    CHOSEN,
    ActionClass,
    AnswerKind,
    CommandPlan,
    ConnectorPlan,
    CredentialPlan,
    Mode,
    OptionPlan,
    SchemeKind,
)
from aos_gen.render import outputs
from aos_gen.render.documents import dump
from aos_gen.render.environment import PLACEHOLDER, Code, environment, templates_folder
from aos_gen.render.python import CommandView, command_view, probe_arguments, resource_view
from aos_gen.tree import Tree, make_tree

LINE_LENGTH = 100
ENCODERS = ("compose", "each", "members", "styled", "under")
CONTENTS = ("form", "multipart", "raw")


def render(plan: ConnectorPlan) -> Tree:
    """Every file of the connector, by its path below `aos-<name>/`."""
    files: list[tuple[str, bytes]] = []
    jinja = _environment()
    view = plan_view(plan)
    for name in outputs.TEMPLATES:
        files.append((place(name, plan), _rendered(jinja, name, {"plan": view})))
    for resource in plan.resources:
        name = outputs.RESOURCE_TEMPLATE
        target = place(name, plan).replace("__resource__", resource.module)
        files.append((target, _rendered(jinja, name, {"resource": resource_view(resource, plan)})))
    for name in outputs.PLAIN:
        files.append((place(name, plan), _plain(name)))
    for name, build in outputs.DOCUMENTS.items():
        files.append((name, dump(build(plan))))
    return make_tree(files)


def plan_view(plan: ConnectorPlan) -> dict[str, Any]:
    """The plan as templates see it: its own fields, and what they say in source."""
    fields = {name: getattr(plan, name) for name in plan.__dataclass_fields__}
    commands = [command_view(command, plan.auth.default) for command in plan.commands]
    shapers = {view.shaper for view in commands if view.shaper != "as_pages"}
    probe = None
    if plan.probe is not None:
        probe = {**asdict(plan.probe), "arguments": probe_arguments(plan.probe, plan.auth.default)}
    settings = {
        option.env for command in plan.commands for option in command.options if option.env is not None
    }
    settings |= {one.env for one in (plan.probe.fixed if plan.probe is not None else ()) if one.env}
    return {
        **fields,
        "tool": plan.tool,
        "about": plan.description.removesuffix(".") + ".",
        "commands": commands,
        "probe": probe,
        "probe_code": Code("lambda client: client.probe()" if probe else "None"),
        "encoders": _called(commands, ENCODERS),
        "contents": _called(commands, CONTENTS),
        "shapers": Code(", ".join(["Data", *sorted(shapers)])),
        "probe_settings": plan.probe is not None and any(one.env for one in plan.probe.fixed),
        "paged": any(view.shaper == "as_pages" for view in commands),
        "settings": tuple(sorted(settings)),
        "environment_env": f"{plan.env_prefix}_ENV",
        "credential_variables": tuple(
            dict.fromkeys(v for c in plan.auth.credentials for v in (*c.env, c.token_env) if v)
        ),
        "servers": sorted({command.server for command in plan.commands if command.server}),
        "presets": _presets(plan),
        "credential_samples": {one.scheme: _credential_sample(one) for one in plan.auth.credentials},
        "toml_description": plan.description.replace('"', "'").replace("\\", "/"),
        "rows": plan.commands,
        "examples": _examples(plan),
    }


def _credential_sample(credential: CredentialPlan) -> dict[str, dict[str, str]]:
    """What a request must carry when each variable holds `value-of-<its name>`, for the tests."""
    values = [f"value-of-{name.lower()}" for name in credential.env]
    sent: dict[str, dict[str, str]] = {"headers": {}, "query": {}, "cookies": {}}
    header = credential.api_name.lower()
    match credential.kind:
        case SchemeKind.QUERY:
            sent["query"] = {credential.api_name: values[0]}
        case SchemeKind.COOKIE:
            sent["cookies"] = {credential.api_name: values[0]}
        case SchemeKind.BEARER:
            sent["headers"] = {header: f"Bearer {values[0]}"}
        case SchemeKind.OAUTH2:
            ready = f"value-of-{credential.token_env.lower()}" if credential.token_env else ""
            sent["headers"] = {header: f"Bearer {ready or f'token-for-{values[0]}'}"}
        case SchemeKind.URL:
            sent["url"] = {credential.api_name: values[0]}
        case SchemeKind.BASIC:
            user, password = (*values, credential.constant)[:2]
            pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
            sent["headers"] = {header: f"Basic {pair}"}
        case SchemeKind.HEADER:
            sent["headers"] = {header: credential.prefix + values[0]}
    return sent


def _called(commands: list[CommandView], names: tuple[str, ...]) -> Code:
    """Those of `names` that the client's expressions call."""
    code = " ".join(argument.code for view in commands for argument in view.arguments)
    return Code(", ".join(name for name in names if re.search(rf"\b{name}\(", code)))


def _presets(plan: ConnectorPlan) -> list[dict[str, str]]:
    """What the map decides for the caller: one row for each value, for the README."""
    rows: list[dict[str, str]] = []
    for command in plan.commands:
        for fixed in command.fixed:
            rows.append(_preset(command, fixed.api_name, f"always {_shown(fixed.value)}"))
        for composed in command.composed:
            rows.append(_preset(command, composed.api_name, f"put together: {composed.template}"))
        for said in _answered(command):
            rows.append(_preset(command, "answer", said))
        for said in _sent_body(command):
            rows.append(_preset(command, "body", said))
        for option in command.options:
            for said in _said(option):
                rows.append(_preset(command, option.option, said))
    return rows


def _preset(command: CommandPlan, name: str, said: str) -> dict[str, str]:
    return {"command": command.id, "name": name, "said": said}


def _answered(command: CommandPlan) -> Iterator[str]:
    """What the map makes of an answer."""
    answer = command.answer
    if answer.at and answer.kind is AnswerKind.OBJECT:
        yield f"only the member {answer.at}"
    if answer.keep:
        yield f"only {', '.join(answer.keep)}"
    if answer.drop:
        yield f"without {', '.join(answer.drop)}"
    if answer.reason == CHOSEN:
        yield f"asked for as {answer.media_type}"


def _sent_body(command: CommandPlan) -> Iterator[str]:
    """What the map makes of a body."""
    if command.body is not None and command.body.reason == CHOSEN:
        yield f"sent as {command.body.media_type}"
    if command.body is not None and command.body.refused:
        yield f"refused with {', '.join(command.body.refused)}"


def _said(option: OptionPlan) -> Iterator[str]:
    if option.env is not None:
        yield f"{option.env} unless given"
    if option.default is not None:
        yield f"{_shown(option.default)} unless given"
    if option.checks.clamp:
        bounds = [
            f"{word} {_shown(value)}"
            for word, value in (("at least", option.checks.least), ("at most", option.checks.most))
            if value is not None
        ]
        yield f"moved to {' and '.join(bounds)}"
    if option.each:
        yield f"each item becomes an object with the member {option.each}"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _examples(plan: ConnectorPlan) -> list[dict[str, Any]]:
    """One call for each action class, for the README."""
    chosen: dict[str, dict[str, Any]] = {}
    for command in sorted(plan.commands, key=lambda c: len(c.sample.required.words)):
        call = [plan.tool, "--json"]
        if command.mode is not Mode.READONLY:
            call += ["--mode", command.mode.value]
        words = [*call, *command.words, *command.sample.required.words]
        chosen.setdefault(command.action.value, {"title": command.title, "words": tuple(words)})
    order = [action.value for action in ActionClass]
    return [chosen[name] for name in sorted(chosen, key=order.index)]


@cache
def _environment() -> Environment:
    return environment()


@cache
def _plain(name: str) -> bytes:
    return Path(templates_folder(), name).read_bytes()


def place(name: str, plan: ConnectorPlan) -> str:
    """The path of an output in the tree of this plan."""
    return name.replace(PLACEHOLDER, plan.module).replace("__dot__", ".")


def _rendered(jinja: Environment, name: str, context: dict[str, Any]) -> bytes:
    """One template's output; Python is formatted. Raises InternalError for source that does not parse."""
    text = jinja.get_template(f"{name}.jinja").render(context)
    if name.endswith(".py"):
        text = _formatted(text, name)
    return text.encode("utf-8")


def _formatted(source: str, name: str) -> str:
    enabled = gc.isenabled()
    gc.disable()  # black builds many small objects; collecting them midway doubles its time
    try:
        return black.format_str(source, mode=black.Mode(line_length=LINE_LENGTH))
    except InvalidInput as error:
        raise InternalError(f"template {name} made source that does not parse: {error}") from error
    finally:
        if enabled:
            gc.enable()
