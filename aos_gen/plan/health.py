"""The map's health operation to the request that `health` makes."""

from __future__ import annotations

from aos_gen.diagnostics import Location, Report
from aos_gen.document.operations import Operation
from aos_gen.mapping.model import HealthMapping
from aos_gen.plan.access.auth import access_of
from aos_gen.plan.access.server import own_server
from aos_gen.plan.inputs.options import apply_mapping
from aos_gen.plan.inputs.parameters import read_parameters
from aos_gen.plan.inputs.paths import split_path
from aos_gen.plan.model import (
    FixedPlan,
    ProbePlan,
)
from aos_gen.plan.shared import Shared


def build_probe(
    shared: Shared, operation: Operation, mapped: HealthMapping, at: Location, report: Report
) -> ProbePlan:
    """The request that `health` makes. An error where it would need input."""
    document = shared.document
    ways = access_of(document, operation, shared.schemes, at, report).ways
    path, literal = split_path(operation, at, report)
    omitted = {name for name, setting in mapped.parameters.items() if setting.omit}
    sent = shared.covered(literal, ways)
    named = set(mapped.parameters)
    parameters = read_parameters(document, operation, omitted, sent, at, report, probe=named)
    inputs = apply_mapping(
        document, parameters, mapped.parameters, at, report, taken=(), sent=sent, resource="health"
    )
    pinned = [
        FixedPlan(api_name=o.api_name, place=o.place, path=o.path, value=None, style=o.style, env=o.env)
        for o in inputs.options
        if o.env is not None
    ]
    for option in inputs.options:
        if option.required and option.env is None:
            message = f"the probe needs {option.api_name!r}, and nobody is there to give it"
            entry = f"parameters: {{{option.api_name}: {{fixed: ...}}}}"
            hint = f"write {entry}, or `env: ...` in its place, or probe another operation"
            report.error("probe-needs-input", message, at, hint)
    own_base = own_server(
        document, operation, None, shared.mapping, shared.base_url, set(shared.schemes.in_url), at, report
    )
    return ProbePlan(
        method=operation.method,
        path=path,
        operation=operation.key,
        fixed=(*literal, *inputs.fixed, *pinned),
        schemes=ways,
        media_type="*/*",
        server=own_base.url if own_base is not None else "",
    )
