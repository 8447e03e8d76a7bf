"""A map and the commands made of it are held to the rules: each violation names both places."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from aos_gen.diagnostics import Diagnostic, Location, Report
from aos_gen.document.operations import Operation
from aos_gen.mapping.check import LEAST_MODES
from aos_gen.mapping.model import Mapping
from aos_gen.plan.build import Met
from aos_gen.policy.rules import Rules


def check_policy(rules: Rules, mapping: Mapping, met: Met, map_file: str, report: Report) -> None:
    """Append every violation. Approvals, which the rules may ask of more tiers, are `plan.approvals`."""
    if rules.placed:
        root = Location(map_file)
        report.extend(_below_least_mode(rules, mapping, root))
        report.extend(_forbidden(rules, met, root))
        report.extend(_foreign_hosts(rules, mapping, met, root))
    most = rules.max_commands
    if most is not None:
        check_number(mapping, most[0], map_file, report, most[1])


def check_number(
    mapping: Mapping, most: int, map_file: str, report: Report, said: Location | None = None
) -> None:
    """Error: more than `most` commands; `said` is the place of the rule, where it is one."""
    over = len(mapping.commands) - most
    if over > 0:
        message = (
            f"the map has {len(mapping.commands)} commands, {over} more than the {most} that it may have"
        )
        hint = "each becomes a tool in an agent's context: keep those that agents need, exclude the others"
        at = Location(map_file).key("commands")
        report.error("too-many-commands", message, at, hint, () if said is None else (said,))


def _below_least_mode(rules: Rules, mapping: Mapping, root: Location) -> Iterator[Diagnostic]:
    for key, command in mapping.commands.items():
        least, said = rules.least_mode(command.risk)
        # Below what always holds it has been told already (`mode-below-tier`).
        if said is not None and LEAST_MODES[command.risk].rank <= command.mode.rank < least.rank:
            yield Diagnostic(
                "policy-least-mode",
                f"command '{key}' is of tier {command.risk}, which the policy runs in {least}",
                root.child("commands", key, "mode"),
                f"write `mode: {least}`",
                related=(said,),
            )


def _forbidden(rules: Rules, met: Met, root: Location) -> Iterator[Diagnostic]:
    called: list[tuple[Operation, str, tuple[str, ...]]] = [
        (one.operation, f"command '{one.command.id}'", ("commands", one.command.id)) for one in met.built
    ]
    if met.probed is not None:
        called.append((met.probed, "the health probe", ("health",)))
    for operation, caller, pointer in called:
        found = rules.forbids(operation)
        if found is not None:
            rule, said = found
            yield Diagnostic(
                "policy-forbidden",
                f"{caller} calls {operation.key}, which the policy forbids: {rule.reason}",
                root.child(*pointer, "operation"),
                "remove the command" if pointer[0] == "commands" else "probe another operation",
                related=(said, operation.node.location),
            )


def _foreign_hosts(rules: Rules, mapping: Mapping, met: Met, root: Location) -> Iterator[Diagnostic]:
    for url, what, at in _addresses(mapping, met, root):
        host = urlsplit(url).netloc
        said = rules.refuses_host(host) if host else None
        if said is not None:
            yield Diagnostic(
                "policy-host",
                f"{what} {url}, and the policy does not allow the host '{host}'",
                at,
                "name a server that is allowed, or have the host added to `allowed_hosts`",
                related=(said,),
            )


def _addresses(mapping: Mapping, met: Met, root: Location) -> Iterator[tuple[str, str, Location]]:
    """(URL, what it is for, where the map says so) of every address that the connector may go to."""
    named = met.shared.environments
    if not named and met.shared.base_url:
        yield met.shared.base_url, "requests go to", root.child("server", "url")
    for name, url in named:
        yield url, f"requests of environment '{name}' go to", root.child("server", "environments", name)
    for number, host in enumerate(mapping.server.allow):
        at = root.child("server", "allow", number)
        yield f"https://{host}", "the base URL may name", at
    for one in met.built:
        if one.command.server:
            own = mapping.commands[one.command.id].server is not None
            at = root.child("commands", one.command.id, "server" if own else "operation")
            yield one.command.server, f"command '{one.command.id}' goes to", at
    if met.probe is not None and met.probe.server:
        yield met.probe.server, "the health probe goes to", root.child("health", "operation")
    for name, credential in met.shared.schemes.credentials.items():
        if credential.token_url:
            at = root.child("auth", name, "token_url")
            yield credential.token_url, f"tokens of scheme '{name}' come from", at
