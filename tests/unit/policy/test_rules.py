"""Several policies together: the strictest rule of each kind holds, and says where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aos_gen.diagnostics import Location, Report
from aos_gen.document.load import load_document
from aos_gen.mapping.model import Policy
from aos_gen.plan.model import Mode
from aos_gen.policy.rules import Placed, Rules
from aos_gen.source import SourceSet

SHARED, OWN = Location("aos-policy.yaml"), Location("map.yaml", ("policy",))


def rules(shared: dict[str, Any] | None = None, own: dict[str, Any] | None = None) -> Rules:
    given = ((shared, SHARED), (own, OWN))
    return Rules(tuple(Placed(Policy.model_validate(one), at) for one, at in given if one is not None))


def test_without_a_policy_what_always_holds() -> None:
    """Tier 4 in admin and with approval; nothing else is forbidden."""
    none = rules()
    assert none.approval_tiers == {4: None}
    assert none.max_commands is None
    assert [none.least_mode(tier) for tier in (1, 2, 3, 4)] == [
        (Mode.READONLY, None),
        (Mode.WRITE, None),
        (Mode.WRITE, None),
        (Mode.ADMIN, None),
    ]
    assert none.refuses_host("anywhere.example") is None


def test_the_strictest_holds() -> None:
    """Whoever asks for more decides, and is the one whose place is told."""
    both = rules(
        {"least_modes": {"2": "full", "3": "full"}, "approval_tiers": [3, 4], "max_commands": 40},
        {"least_modes": {"3": "admin"}, "approval_tiers": [2, 3, 4], "max_commands": 20},
    )
    assert both.least_mode(2) == (Mode.FULL, SHARED.child("least_modes", "2"))
    assert both.least_mode(3) == (Mode.ADMIN, OWN.child("least_modes", "3"))
    tiers = {4: None, 3: SHARED.child("approval_tiers"), 2: OWN.child("approval_tiers")}
    assert both.approval_tiers == tiers
    assert both.max_commands == (20, OWN.child("max_commands"))


FORBIDDEN: dict[str, tuple[dict[str, Any], bool]] = {
    "its tag": ({"tag": "Tickets"}, True),
    "its tag in other capitals": ({"tag": "tickets"}, True),
    "another tag": ({"tag": "Users"}, False),
    "its path": ({"path": "/internal/tickets/{id}"}, True),
    "a glob across slashes": ({"path": "/internal/**"}, True),
    "a glob within a segment": ({"path": "/internal/*"}, False),
    "its method": ({"method": "delete"}, True),
    "another method": ({"method": "GET"}, False),
    "all of them": ({"tag": "Tickets", "path": "/internal/**", "method": "DELETE"}, True),
    "not all of them": ({"tag": "Tickets", "path": "/public/**"}, False),
    "nothing": ({}, False),
}


@pytest.mark.parametrize(("rule", "fits"), FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_forbidden(rule: dict[str, Any], fits: bool, tmp_path: Path) -> None:
    """All that a rule names must fit; one that names nothing forbids nothing."""
    item = {"delete": {"tags": ["Tickets"], "responses": {}}}
    document = {"openapi": "3.1.0", "info": {}, "paths": {"/internal/tickets/{id}": item}}
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    opened = load_document(str(tmp_path / "openapi.json"), SourceSet(), Report())
    assert opened is not None
    (operation,) = opened.operations
    found = rules(None, {"forbidden": [{**rule, "reason": "no"}]}).forbids(operation)
    assert (found is not None) == fits
    assert found is None or found[1] == OWN.child("forbidden", 0)


HOSTS: dict[str, tuple[str, str, bool]] = {
    "the host itself": ("api.acme.com", "api.acme.com", True),
    "in other capitals": ("API.acme.com", "api.ACME.com", True),
    "another host": ("api.acme.com", "api.acme.org", False),
    "a host that ends alike": ("acme.com", "evilacme.com", False),
    "below a domain": ("*.acme.com", "api.acme.com", True),
    "far below a domain": ("*.acme.com", "a.b.acme.com", True),
    "the domain itself": ("*.acme.com", "acme.com", False),
    "a domain that ends alike": ("*.acme.com", "evil-acme.com", False),
    "nothing before the dot": ("*.acme.com", ".acme.com", False),
    "any port": ("api.acme.com", "api.acme.com:8443", True),
    "its port": ("api.acme.com:8443", "api.acme.com:8443", True),
    "another port": ("api.acme.com:8443", "api.acme.com:9000", False),
    "no port": ("api.acme.com:8443", "api.acme.com", False),
    "a part that a credential fills": ("*.acme.com", "{shop}.acme.com", True),
    "a host that a credential fills": ("*.acme.com", "{host}", False),
}


@pytest.mark.parametrize(("pattern", "host", "allowed"), HOSTS.values(), ids=HOSTS.keys())
def test_hosts(pattern: str, host: str, allowed: bool) -> None:
    """`*.` is one label or more, and never none."""
    place = rules({"allowed_hosts": [pattern]}).refuses_host(host)
    assert place == (None if allowed else SHARED.child("allowed_hosts"))


def test_every_list_of_hosts_must_allow() -> None:
    """A map does not get back what the company's list leaves out; an empty list allows none."""
    both = rules({"allowed_hosts": ["a.example"]}, {"allowed_hosts": ["a.example", "b.example"]})
    assert both.refuses_host("b.example") == SHARED.child("allowed_hosts")
    assert both.refuses_host("a.example") is None
    assert rules({"allowed_hosts": []}).refuses_host("a.example") is not None
