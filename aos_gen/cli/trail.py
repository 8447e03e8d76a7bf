"""The trail of a command as lines for people: each part with its place, each input with what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from aos_gen.console import one_line

Data = dict[str, Any]

WIDTH = 13
MOST_CHOICES = 12
_ENDS = {
    "omitted": "left out by the map",
    "lifted": "taken apart by the map",
    "credential": "no option",
    "constant": "no option",
    "connector": "no option",
    "literal": "no option",
    "moved": "no option",
    "read-only": "not sent",
    "body": "--body only",
    "unreachable": "not sent",
    "stray": "not sent",
    "refused": "refused",
    "unreadable": "not sent",
}
_CHECKS = {
    "pattern": "matches {}",
    "format": "format {}",
    "shortest": "at least {} characters",
    "longest": "at most {} characters",
    "least": "at least {}",
    "most": "at most {}",
    "above": "more than {}",
    "below": "less than {}",
    "step": "a multiple of {}",
    "fewest_items": "at least {} items",
    "most_items": "at most {} items",
    "unique": "each once",
    "values": "one of {}",
    "clamp": "moved into these bounds",
}


def lines(trail: Data) -> Iterator[str]:
    """All that is known, from the map's line to the generated ones."""
    yield click.style(one_line(trail["command"]), bold=True) + (f"  {trail['tool']}" if trail["tool"] else "")
    if trail["summary"]:
        yield f"  {one_line(trail['summary'])}"
    yield ""
    yield from _origin(trail)
    for part in (_server, _credentials, _body, _answer, _pages):
        if trail[part.__name__[1:]] is not None:
            yield from part(trail[part.__name__[1:]])
    yield from _permission(trail["permission"])
    yield from _approval(trail["approval"], trail["contract"])
    if trail["tool"]:
        yield ""
        yield from _inputs(trail["inputs"])
    if trail["generated"]:
        yield ""
        yield click.style("generated", bold=True)
        for one in trail["generated"]:
            yield f"  {one['file']}  {one['holds']}"


def place(at: Data | None) -> str:
    """`file:line`."""
    if at is None:
        return ""
    return one_line(f"{at['file']}:{at['line']}" if at["line"] else at["file"])


def _row(label: str, *said: str) -> Iterator[str]:
    """A label and what is said of it; what is said besides stands below it."""
    for number, text in enumerate(filter(None, said)):
        head = click.style(label.ljust(WIDTH), bold=True) if number == 0 else " " * WIDTH
        yield f"{head}{text}"


def _why(part: Data, key: str = "") -> str:
    """`because ...  file:line`, dim."""
    why, at = part[f"{key}why"], part[f"{key}place"]
    return _dim(one_line(why), place(at))


def _dim(*said: str) -> str:
    text = "  ".join(filter(None, said))
    return click.style(text, dim=True) if text else ""


def _origin(trail: Data) -> Iterator[str]:
    yield from _row("map", place(trail["map"]))
    operation = trail["operation"]
    if operation is None:
        yield from _row("operation", "not found")
        return
    head = f"{operation['method']} {operation['path']}"
    head += f" ({operation['operation_id']})" if operation["operation_id"] else ""
    head += " (deprecated)" if operation["deprecated"] else ""
    at = operation["place"]
    yield from _row("operation", one_line(head), _dim(place(at), one_line(at["pointer"])))


def _server(server: Data) -> Iterator[str]:
    yield from _row("server", one_line(server["url"]) or "none", _why(server))


def _credentials(access: Data) -> Iterator[str]:
    ways = [" + ".join(way) or "none" for way in access["ways"]]
    said = [
        f"{name}: {_sent(one)}, from {_needs(one)}  {_dim(place(one['map']), place(one['place']))}"
        for name, one in access["schemes"].items()
    ]
    unused = " | ".join(" + ".join(way) or "none" for way in access["unused"])
    besides = _dim(one_line(f"the map does not set up: {unused}")) if unused else ""
    whole = one_line(" | ".join(ways)) or "none"
    yield from _row("credentials", whole, _why(access), *said, besides)


def _sent(one: Data) -> str:
    if one["kind"] in ("header", "query", "cookie"):
        return one_line(f"{one['kind']} {one['name']}")
    kinds = {"url": one_line(f"the server's {{{one['name']}}}"), "tls": "a client certificate"}
    return kinds.get(one["kind"]) or str(one["kind"])


def _needs(one: Data) -> str:
    needed = " and ".join(one["env"])
    return f"{needed}, or {one['token_env']}" if one["token_env"] else needed


def _body(body: Data) -> Iterator[str]:
    if body["media_type"] is None:
        yield from _row("body", "none", _why(body))
        return
    said = f"{body['media_type']}, {'required' if body['required'] else 'optional'}"
    said += "; --body takes all of it" if body["option"] else "; no --body, the map decides every member"
    yield from _row("body", one_line(said), _why(body))


def _answer(answer: Data) -> Iterator[str]:
    said = f"{answer['kind']}, from {answer['media_type']} read as {answer['reading']}"
    where = f"items in {answer['at']}" if answer["kind"] == "list" and answer["at"] else ""
    where = where or (f"only its member {answer['at']}" if answer["at"] else "")
    shaped = [f"{word} {', '.join(answer[word])}" for word in ("keep", "drop") if answer[word]]
    said = "; ".join(filter(None, (said, where, *shaped)))
    yield from _row("answer", one_line(said), _why(answer, "kind_"), _why(answer))


def _pages(pages: Data) -> Iterator[str]:
    said = "none" if pages["rule"] is None else f"{pages['kind']}, by rule {pages['rule']}"
    own = f"; {', '.join(pages['options'])}" if pages["rule"] else ""
    yield from _row("pages", said + own, _why(pages))


def _permission(permission: Data | None) -> Iterator[str]:
    if permission is None:
        return
    proposal = permission["proposal"]
    proposed = ""
    if proposal is not None:
        proposed = f"proposed: {proposal['mode']}, tier {proposal['tier']}, by rule {proposal['rule']}: "
        proposed += "; ".join(filter(None, (proposal["reason"], proposal["note"])))
        proposed += f" (the map asks for {proposal['map_asks']})"
    yield from _row("mode", f"{permission['mode']}  {_dim(place(permission['mode_place']))}")
    yield from _row("tier", f"{permission['tier']}  {_dim(place(permission['tier_place']))}")
    if permission["action"]:
        why = _dim(permission["action_why"], place(permission["action_place"]))
        yield from _row("action", f"{permission['action']}  {why}")
    yield from _row("", _dim(one_line(proposed)) if proposed else "")


def _approval(approval: Data | None, contract: str | None) -> Iterator[str]:
    if approval is not None:
        said = approval["state"]
        if approval["by"]:
            said += f": {approval['by']} approved contract {approval['contract']}"
            said += f" ({approval['ref']})" if approval["ref"] else ""
        yield from _row("approval", "  ".join(filter(None, (one_line(said), _dim(place(approval["place"]))))))
        yield from _row("contract", contract or "none while the command has mistakes")


def _inputs(inputs: list[Data]) -> Iterator[str]:
    yield click.style(f"parameters and members ({len(inputs)})", bold=True)
    width = max((len(f"{one['place']} {one['name']}") for one in inputs), default=0)
    for one in inputs:
        name = one_line(f"{one['place']} {one['name']}").ljust(min(width, 40))
        yield f"  {name}  {becomes(one)}"
        by_map = place(one["map"]) + (f" says {', '.join(one['keys'])}" if one["keys"] and one["map"] else "")
        yield f"  {_dim('  ' + (place(one['vendor']) or 'not in the document'), by_map)}"


def becomes(one: Data) -> str:
    """`--limit: integer, default 30`; of what is no option, what it is and why."""
    option = one.get("option")
    if option is not None:
        said = "; ".join(filter(None, (_facts(one), one["why"] or "")))
        names = ", ".join((option["option"], *option["aliases"]))
        return one_line(f"{names}: {said}")
    if "value" in one:
        said = f"always {_shown(one['value'])}"
    elif "template" in one:
        said = f"put together: {one['template']}"
    else:
        said = _ENDS.get(one["fate"]) or str(one["fate"])
    return one_line(f"{said}: {one['why']}" if one["why"] else said)


def _facts(one: Data) -> str:
    option = one["option"]
    kind = option["kind"] if option["items"] is None else f"{option['kind']} of {option['items']}"
    said = [kind, "required" if option["required"] else ""]
    if option["default"] is not None:
        said.append(f"default {_shown(option['default'])}")
    elif option["vendor_default"] is not None:
        said.append(f"the vendor assumes {_shown(option['vendor_default'])}")
    said.append(f"else from {option['env']}" if option["env"] else "")
    choices = option["choices"]
    if choices:
        more = f" and {len(choices) - MOST_CHOICES} more" if len(choices) > MOST_CHOICES else ""
        said.append(f"one of {' '.join(choices[:MOST_CHOICES])}{more}")
    said += [_CHECKS[name].format(_shown(value)) for name, value in option["checks"].items()]
    if option["kind"] in ("list", "json") and (one["place"] != "body" or option["style"] != "form"):
        said.append(f"style {option['style']}")
    said.append(f"each item becomes {{{option['each']}: ...}}" if option["each"] else "")
    said.append(f"lifted out of {'.'.join(option['lifted'][:-1])}" if option["lifted"] else "")
    return ", ".join(filter(None, said))


def _shown(value: Any) -> str:
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False, default=str)
