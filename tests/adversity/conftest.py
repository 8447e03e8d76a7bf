"""What the tests of this folder share: a connector, and a vendor's server that misbehaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .connector import made
from .server import FaultServer


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agent-harness of the connector."""
    return made(tmp_path_factory.mktemp("storm"))


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    """The server, for all tests of a module."""
    with FaultServer() as running:
        yield running
