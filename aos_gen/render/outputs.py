"""The table of outputs: which template makes which file of the connector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aos_gen.plan.model import ConnectorPlan
from aos_gen.render import documents

# Written once, then the user's.
SEEDED: tuple[str, ...] = (
    "CHANGELOG.md",
    "agent-harness/cli_aos/__module__/extensions.py",
)

# JSON files are data dumped from the plan; they have no template.
DOCUMENTS: dict[str, Callable[[ConnectorPlan], dict[str, Any]]] = {
    "connector.json": documents.manifest,
    "agent-harness/permissions.json": documents.permissions,
    "agent-harness/tests/cases.json": documents.cases,
}

HARNESS = "agent-harness"
PACKAGE = f"{HARNESS}/cli_aos/__module__"
TESTS = f"{HARNESS}/tests"

# Rendered once, with the whole plan.
TEMPLATES = (
    "CHANGELOG.md",
    "README.md",
    f"{HARNESS}/pyproject.toml",
    f"{PACKAGE}/__init__.py",
    f"{PACKAGE}/cli.py",
    f"{PACKAGE}/client.py",
    f"{PACKAGE}/constants.py",
    f"{PACKAGE}/runtime.py",
    f"{TESTS}/conftest.py",
)

# Rendered once for each resource; `__resource__` is the module's name.
RESOURCE_TEMPLATE = f"{PACKAGE}/commands/__resource__.py"

# Copied as they are: what does not vary is ordinary Python, and formatted already.
RUNTIME_MODULES = (
    "address",
    "answers",
    "builtin",
    "checkup",
    "command",
    "composite",
    "config",
    "connecting",
    "contents",
    "deadline",
    "decode",
    "downloads",
    "encode",
    "errors",
    "exchange",
    "extensions",
    "failures",
    "files",
    "fields",
    "following",
    "gate",
    "groups",
    "hooks",
    "interrupts",
    "items",
    "names",
    "needs",
    "numeric",
    "oauth",
    "options",
    "output",
    "own",
    "pages",
    "reading",
    "redaction",
    "redirects",
    "retries",
    "scalars",
    "schemes",
    "shell",
    "shorten",
    "spelling",
    "streams",
    "strict",
    "styles",
    "target",
    "tls",
    "transport",
    "wire",
)
TEST_MODULES = (
    "fake_vendor",
    "test_answers",
    "test_auth",
    "test_cli",
    "test_client",
    "test_contents",
    "test_contract",
    "test_downloads",
    "test_encode",
    "test_extensions",
    "test_gate",
    "test_guards",
    "test_kinds",
    "test_security",
    "test_options",
    "test_pages",
    "test_transport",
)
PLAIN = (
    # A dot file in the templates' own folder would speak of the templates.
    "__dot__gitattributes",
    *(f"{PACKAGE}/{name}.py" for name in RUNTIME_MODULES),
    f"{PACKAGE}/commands/__init__.py",
    f"{PACKAGE}/py.typed",
    *(f"{TESTS}/{name}.py" for name in TEST_MODULES),
)
