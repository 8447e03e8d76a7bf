"""A rendered tree as a connector in this process: its own tests are called as functions.

A subprocess for each drawn vendor would take seconds. Here the connector's modules are imported
under their own names from a folder, and taken out again; those that do not vary are compiled once.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from unittest import mock

import pytest

from aos_gen.tree import Tree, write_tree

OURS = ("conftest", "fake_vendor", "test_client", "test_cli", "test_contract")
COMPILED: dict[tuple[str, bytes], CodeType] = {}


class Loader(SourceFileLoader):
    """Compiles a text once, wherever it stands."""

    def get_code(self, fullname: str) -> CodeType:
        content = Path(self.path).read_bytes()
        key = (Path(self.path).name, content)
        if key not in COMPILED:
            COMPILED[key] = compile(content, self.path, "exec", dont_inherit=True)
        return COMPILED[key]


class Connector:
    """The modules of a connector's tests, and its cases."""

    def __init__(self, harness: Path) -> None:
        self.cases: dict[str, Any] = json.loads((harness / "tests" / "cases.json").read_text("utf-8"))
        self.modules: dict[str, ModuleType] = {name: importlib.import_module(name) for name in OURS}

    def __getattr__(self, name: str) -> ModuleType:
        return self.modules[name]

    @contextmanager
    def surroundings(self, credentials: bool = True) -> Iterator[pytest.MonkeyPatch]:
        """What the fixtures of the connector's own conftest give each test, in a folder of its own."""
        conftest = self.modules["conftest"]
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            conftest.environment.__wrapped__(patch, Path(folder))
            conftest.no_other_server.__wrapped__(patch)
            for name, value in conftest.VALUES.items() if credentials else ():
                patch.setenv(name, value)
            yield patch


@contextmanager
def imported(tree: Tree) -> Iterator[Connector]:
    """The connector of a tree, for as long as the context lasts."""
    with tempfile.TemporaryDirectory() as folder:
        write_tree(Path(folder), tree)
        harness = Path(folder, "agent-harness")
        hook = FileFinder.path_hook((Loader, [".py"]))

        def only_here(path: str) -> Any:
            if not path.startswith(folder):
                raise ImportError
            return hook(path)

        kept = {name: sys.modules.pop(name) for name in [*sys.modules] if is_connectors(name)}
        try:
            with (
                mock.patch.object(sys, "path", [str(harness), str(harness / "tests"), *sys.path]),
                mock.patch.object(sys, "path_hooks", [only_here, *sys.path_hooks]),
                mock.patch.dict(os.environ),
            ):
                yield Connector(harness)
        finally:
            for name in [*sys.modules]:
                if is_connectors(name):
                    del sys.modules[name]
            sys.modules.update(kept)
            for path in [*sys.path_importer_cache]:
                if path.startswith(folder):
                    del sys.path_importer_cache[path]


def is_connectors(module: str) -> bool:
    """Whether a module belongs to a connector or to its tests."""
    return module in OURS or module.partition(".")[0] == "cli_aos"


def check_requests(connector: Connector, command: str, which: str) -> None:
    """The command's words become its arguments, and both become the sample's request and data."""
    case = connector.cases[command]
    with connector.surroundings() as patch:
        wanted = connector.modules["test_client"]
        wanted.test_a_method_sends_the_request_that_the_vendor_documents(
            command, which, connector.modules["conftest"].VALUES, patch
        )
    with connector.surroundings() as patch:
        line = connector.modules["test_cli"]
        line.test_words_become_arguments_and_the_answer_becomes_data(command, which, patch)
    if which == "full" and case["pages"]:
        with connector.surroundings() as patch:
            line.test_pages_follow_each_other(command, patch)


def sent_by_words(connector: Connector, command: str, which: str) -> tuple[Any, Any]:
    """(what the command line sends, what the client's method sends) to a server on this machine."""
    case, vendor = connector.cases[command], connector.modules["fake_vendor"]
    with connector.surroundings() as patch, vendor.LoopbackVendor.replying(case) as server:
        vendor.write_files(case)
        made = connector.modules["test_client"].connected(server, case, patch)
        words = [*vendor.words_of(command), *case[which]["words"]]
        code, envelope = vendor.call("--mode", case["mode"], *words)
        assert code == 0, envelope
        getattr(made, case["function"])(**case[which]["arguments"])
        first, second = (
            (s.method, s.target, {**s.headers, "host": ""}, s.body) for s in (server.seen[0], server.seen[-1])
        )
    return first, second


def check_names_of(connector: Connector, command: str) -> None:
    """Help, a denial, a missing and an unknown option of the command: each names what it should."""
    line = connector.modules["test_cli"]
    with connector.surroundings(credentials=False) as patch:
        connector.modules["test_contract"].test_the_command_line_has_every_command(command)
        line.test_a_command_runs_in_its_mode_and_above_only(command, "readonly", patch)
        line.test_an_unknown_option_is_named_with_the_options_there_are(command, patch)
        if connector.cases[command]["needs"]:
            line.test_every_missing_option_is_named_at_once(command, patch)
