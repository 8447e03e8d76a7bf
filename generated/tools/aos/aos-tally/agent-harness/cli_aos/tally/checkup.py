"""`health` and `doctor`: is the connector set up, does the vendor answer?

The answer comes within three seconds whatever the network does, because the host waits
no longer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import builtin, config, output
from .constants import BASE_URL_ENV
from .deadline import LateError, within
from .errors import AUTH, BACKEND, INTERNAL, CliError

if TYPE_CHECKING:
    from .client import Client

# Seconds for the probe; what is left of the host's three starts and ends the process.
PATIENCE = 2.2
LOCAL = ("http://127.0.0.1", "http://localhost", "http://[::1]")

Probe = Callable[["Client"], Any]
Report = dict[str, Any]


def check(probe: Probe | None, connect: Callable[..., Client], *, verbose: bool = False) -> Report:
    """The report of `health`: `status`, `checks`, `next_steps` and what is available."""
    missing, ways = config.missing_keys(), config.missing_ways()
    lacking: dict[str, Any] = {"missing_keys": missing, **({"one_of": ways} if ways else {})}
    checks = [{"name": "required_env", "ok": not missing and not ways, "details": lacking}]
    if missing or ways:
        steps = [f"Set {name}" for name in missing]
        return report("needs_setup", checks, steps + [f"Set {config.either(ways)}"] * bool(ways))
    if probe is None:
        checks.append({"name": "probe", "ok": False, "details": {"reason": "no probe is mapped"}})
        return report("degraded", checks, ["Map a health operation and generate again"])
    failure, request = attempt(probe, connect, verbose)
    details: dict[str, Any] = {"request": request}
    if failure is not None:
        details |= {"code": failure.code, "message": failure.message}
    checks.append({"name": "probe", "ok": failure is None, "details": details})
    if failure is None:
        return report("healthy", checks, [])
    if failure.code == "AUTH_REQUIRED":
        # The probe itself asks for more than the connector as a whole.
        return report("needs_setup", checks, [failure.message])
    if failure.exit_code == AUTH:
        return report(
            "error", checks, ["Check the credential, and " + BASE_URL_ENV + " if it is set"]
        )
    if failure.exit_code == BACKEND:
        return report("degraded", checks, ["Try again later; the vendor or the network is down"])
    return report("degraded", checks, ["Run with --verbose and read the probe's message"])


def attempt(
    probe: Probe, connect: Callable[..., Client], verbose: bool
) -> tuple[CliError | None, dict[str, Any] | None]:
    """Run the probe in time: what went wrong, if anything did, and the evidence of the request."""
    clients: list[Client] = []
    failure: CliError | None = None

    def work() -> None:
        clients.append(connect(timeout=PATIENCE, verbose=verbose))
        probe(clients[0])

    try:
        within(PATIENCE, work)
    except LateError:
        failure = CliError("BACKEND_UNAVAILABLE", f"no answer within {PATIENCE} seconds", BACKEND)
    except CliError as error:
        failure = error
        if verbose:
            output.tell_where(error, config.secrets())
    except Exception as error:  # noqa: BLE001 - a bug is told as one, not as silence
        if verbose:
            output.tell_where(error, config.secrets())
        failure = CliError("INTERNAL", f"the probe failed: {type(error).__name__}", INTERNAL)
    return failure, clients[0].evidence if clients else None


def report(status: str, checks: list[dict[str, Any]], next_steps: list[str]) -> Report:
    """One report; the canvas reads these keys at the envelope's top level too."""
    ready = status == "healthy"
    writes = any(c["required_mode"] != "readonly" for c in builtin.manifest()["commands"])
    return {
        "status": status,
        "runtime_ready": ready,
        "live_backend_available": ready,
        "live_read_available": ready,
        "write_bridge_available": ready and writes,
        "checks": checks,
        "next_steps": next_steps,
    }


def examine(health: Report) -> Report:
    """The report of `doctor`: health, and for every command whether it is ready."""
    ready = health["status"] == "healthy"
    base = config.describe()["base_url"]["value"]
    if base.startswith("http:") and not base.startswith(LOCAL):
        said = f"{base} is plain http, so no credential is sent there"
        hint = "write an https address into the map: server: {url: https://...}"
        health["checks"].append({"name": "https", "ok": False, "details": {"reason": said}})
        health["next_steps"].append(f"{said}; {hint}, or set {BASE_URL_ENV}")
    mapped = {command["id"]: ready for command in builtin.manifest()["commands"]}
    always = dict.fromkeys(("capabilities", "config.show", "doctor", "health"), True)
    return {**health, "runtime": {"command_readiness": {**mapped, **always}}}
