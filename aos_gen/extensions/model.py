"""A command as extensions.py declares it, before it is held to the map and to the policy."""

from __future__ import annotations

from dataclasses import dataclass

from aos_gen.diagnostics import Location
from aos_gen.plan.model import ActionClass, Mode, OptionPlan, RiskTier


@dataclass(frozen=True, slots=True)
class OwnCommand:
    """One `@command(...)` and the function below it."""

    id: str
    function: str
    summary: str
    mode: Mode
    risk: RiskTier
    action: ActionClass | None
    """None where it follows from mode and tier."""
    resource: str
    options: tuple[OptionPlan, ...]
    path: tuple[str, ...]
    """Identifiers of the options that may be given as plain words."""
    contract: str
    """Digest of the declaration, of the function, and of all in the file that the function leads to."""
    at: Location
    """The declaration; `mode`, `risk`, `summary` and `id` stand below it."""
