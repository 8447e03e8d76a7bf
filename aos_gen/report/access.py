"""What a plan reaches: the hosts of its requests, its credentials, the files that a command touches."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from aos_gen.plan.model import BodyKind, CommandPlan, ConnectorPlan, CredentialPlan, Reading, ValueKind


def hosts_of(plan: ConnectorPlan | None) -> dict[str, frozenset[str]]:
    """Each host (with its scheme and port) and the ids of the commands that reach it."""
    if plan is None:
        return {}
    found: dict[str, set[str]] = {}

    def reach(url: str, commands: set[str]) -> None:
        if url:
            found.setdefault(_host(url), set()).update(commands)

    usual = {command.id for command in plan.commands if not command.server}
    for url in (plan.base_url, *(url for _, url in plan.environments)):
        reach(url, usual)
    for command in plan.commands:
        reach(command.server, {command.id})
    reach(plan.probe.server if plan.probe is not None else "", set())
    for credential in plan.auth.credentials:
        reach(credential.token_url, commands_of(plan, credential.scheme))
    return {host: frozenset(ids) for host, ids in found.items()}


def commands_of(plan: ConnectorPlan, scheme: str) -> set[str]:
    """The commands whose requests may carry the credential."""
    return {one.id for one in plan.commands if any(scheme in way for way in one.schemes)}


def _host(url: str) -> str:
    """`https://api.example.com`, as far as the URL says."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.netloc:
        return url
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def credentials_of(credential: CredentialPlan) -> dict[str, Any]:
    """A credential as a report shows it: no value of it, only where it comes from and goes."""
    variables = [*credential.env, *([credential.token_env] if credential.token_env else [])]
    return {"kind": credential.kind.value, "carrier": credential.api_name, "variables": variables}


def files_of(command: CommandPlan | None) -> frozenset[str]:
    """What a command reads from the caller's disk, and whether it may save a file there."""
    if command is None:
        return frozenset()
    found = {
        f"reads the file of {one.option}"
        for one in command.options
        if ValueKind.FILE in (one.kind, one.item_kind)
    }
    if command.body is not None:
        found |= {f"sends the file {name}" for name in command.body.files}
        if command.body.kind is BodyKind.RAW:
            found.add("sends a file as the body")
    if command.answer.reading in (Reading.BINARY, Reading.ANY):
        found.add("may save the answer as a file")
    return frozenset(found)
