"""extensions.py to declared commands: read, not run, and its digest covers what a command leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from aos_gen.diagnostics import Report
from aos_gen.extensions.model import OwnCommand
from aos_gen.extensions.read import read_extensions
from aos_gen.plan.model import Mode, ValueKind
from aos_gen.render.environment import templates_folder
from aos_gen.source import SourceSet

HEAD = "from .options import Choice, Integer, Items, Text\nfrom .own import command\n"
PURGE = """
LIMIT = 3

def helper(client):
    return client.request("DELETE", "/a", query={"n": LIMIT})

def unrelated():
    return 1

@command("board.purge", summary="Purge", mode="admin", risk=4)
def purge(client):
    return helper(client)
"""


def read(text: str, folder: Path) -> tuple[tuple[OwnCommand, ...], Report]:
    path = folder / "extensions.py"
    path.write_text(text, encoding="utf-8")
    report = Report()
    return read_extensions(path, SourceSet(), report), report


def test_the_seed_declares_nothing() -> None:
    seed = Path(templates_folder(), "agent-harness/cli_aos/__module__/extensions.py")
    report = Report()
    assert (read_extensions(seed, SourceSet(), report), len(report)) == ((), 0)


def test_no_file_declares_nothing(tmp_path: Path) -> None:
    report = Report()
    assert (read_extensions(tmp_path / "none.py", SourceSet(), report), len(report)) == ((), 0)


def test_the_example_in_the_seed_is_sound(tmp_path: Path) -> None:
    """Whoever takes the marks off has a command."""
    seed = Path(templates_folder(), "agent-harness/cli_aos/__module__/extensions.py").read_text()
    lines = [line.removeprefix("    ") for line in seed.splitlines() if line.startswith("    ") or not line]
    (one,), report = read("\n".join(lines), tmp_path)
    assert (one.id, one.mode, len(report)) == ("board.archive", Mode.WRITE, 0)


def test_it_is_never_run(tmp_path: Path) -> None:
    """What stands beside the declarations has no effect here."""
    flag = tmp_path / "ran"
    found, report = read(f"open({str(flag)!r}, 'w')\nraise SystemExit(9)\n" + HEAD + PURGE, tmp_path)
    assert ([one.id for one in found], len(report), flag.exists()) == (["board.purge"], 0, False)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("Text('--x', pattern='^a', longest=3)", ValueKind.TEXT),
        ("Choice('--x', ['a', 'b'], default='a')", ValueKind.TEXT),
        ("Integer('--x', least=1, most=-3, clamp=True)", ValueKind.INTEGER),
        ("Number('--x', above=0, default=1.5)", ValueKind.NUMBER),
        ("Boolean('--x', default=False)", ValueKind.BOOLEAN),
        ("Items('--x', 'integer', fewest=1)", ValueKind.LIST),
        ("Json('--x', types=['object'])", ValueKind.JSON),
        ("File('--x', help='A file')", ValueKind.FILE),
    ],
)
def test_every_kind_of_option_is_read(code: str, kind: ValueKind, tmp_path: Path) -> None:
    text = HEAD + f"@command('a.b', summary='S', mode='readonly', risk=1, options=[{code}])\n"
    (one,), report = read(text + "def f(client, x=None):\n    return x\n", tmp_path)
    assert (one.options[0].kind, one.options[0].field, len(report)) == (kind, "x", 0)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("return 1", "return 2", True),
        ('"DELETE"', '"POST"', False),
        ("LIMIT = 3", "LIMIT = 4", False),
        ('summary="Purge"', 'summary="Purge it"', False),
        ("return helper(client)", "return helper(client)  ", True),
        ("LIMIT = 3", "\n\nLIMIT = 3", True),
    ],
)
def test_the_digest_is_of_all_that_the_command_leads_to(
    old: str, new: str, same: bool, tmp_path: Path
) -> None:
    """A helper's code and a constant count; what the command does not use, and blanks, do not."""
    (before,), _ = read(HEAD + PURGE, tmp_path)
    (after,), _ = read(HEAD + PURGE.replace(old, new), tmp_path)
    assert (before.contract == after.contract) is same


@pytest.mark.parametrize(
    "text",
    [
        "def shape(command, data):\n    return command(data)\n",
        "keep = lambda command: command\n",
    ],
)
def test_a_parameter_may_be_called_command(text: str, tmp_path: Path) -> None:
    _, report = read(HEAD + text, tmp_path)
    assert len(report) == 0


@pytest.mark.parametrize(
    "text",
    [
        "for id in 'ab':\n    command(id, summary='S', mode='readonly', risk=1)(print)\n",
        "class A:\n    @command('a', summary='S', mode='full', risk=1)\n    def f(client):\n        pass\n",
        "make = command\n",
        "@command('a', summary='S', mode='readonly', risk=1)\nasync def f(client):\n    pass\n",
        "def f(command=command):\n    pass\n",
    ],
)
def test_a_declaration_that_cannot_be_read_is_told(text: str, tmp_path: Path) -> None:
    found, report = read(HEAD + text, tmp_path)
    assert (found, report.codes()) == ((), ("extension-literal",))
