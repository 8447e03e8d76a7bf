"""The gate of an installed connector, from outside: folders, environments and names that try to open it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .installed import Said, call, harness, site_of

DENIED = ("--json", "booking", "cancel", "--booking-id", "B123456")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The connector's folder and, two above its package, where it was installed to."""
    folder = tmp_path_factory.mktemp("gate")
    return site_of(harness(folder / "out"), folder)


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """A copy of the installation's site-packages, to be broken, with its script in bin/."""
    shutil.copytree(made, tmp_path / "site-packages")
    (tmp_path / "bin").mkdir()
    script = (made.parents[2] / "bin" / "aos-ferry").read_text("utf-8")
    (tmp_path / "bin" / "aos-ferry").write_text(script.replace(str(made), str(tmp_path / "site-packages")))
    return tmp_path / "site-packages"


def script_of(site: Path) -> Path:
    """The command of an installation."""
    return site.parent / "bin" / "aos-ferry"


def opened(site: Path) -> str:
    """A permissions.json of this tool's that would allow everything."""
    text = (site / "cli_aos" / "ferry" / "permissions.json").read_text("utf-8")
    for mode in ("admin", "full", "write"):
        text = text.replace(f'"{mode}"', '"readonly"')
    return text


def denied(said: Said) -> bool:
    """Whether a call ended at the gate, with nothing run and nothing else said."""
    return (said.code, said.error["code"], "RAN" in said.stderr, "ROGUE" in said.stderr) == (
        3,
        "PERMISSION_DENIED",
        False,
        False,
    )


def test_an_installation_works(site: Path) -> None:
    """With a mode that is enough a command is past the gate; what opens it would open it."""
    own = site / "cli_aos" / "ferry" / "permissions.json"
    assert denied(call(script_of(site), *DENIED, cwd=site))
    assert call(script_of(site), "--mode", "admin", *DENIED, cwd=site).code == 4
    own.write_text(opened(site))
    assert call(script_of(site), *DENIED, cwd=site).code == 4


BROKEN: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a pipe": lambda path: os.mkfifo(path),
    "100 MB": lambda path: os.truncate(_written(path), 100_000_000),
    "empty": lambda path: path.write_bytes(b""),
}


def _written(path: Path) -> Path:
    path.write_bytes(b" ")
    return path


@pytest.mark.parametrize("write", BROKEN.values(), ids=BROKEN.keys())
def test_no_other_file_stands_in_for_an_installed_one(write: Callable[[Path], object], site: Path) -> None:
    """Not one in any folder above the package, in the working directory, or beside the script."""
    text = opened(site)
    own = site / "cli_aos" / "ferry" / "permissions.json"
    own.unlink()
    write(own)
    (site / "pyproject.toml").write_text('[project]\nname = "aos-other"\n')
    cwd = site.parent / "cwd"
    cwd.mkdir()
    for folder in (site / "cli_aos", site, site.parent, script_of(site).parent, cwd):
        (folder / "permissions.json").write_text(text)

    assert denied(call(script_of(site), *DENIED, cwd=cwd))


# Modules that the connector or Python imports while it starts.
ROGUES = (
    "json",
    "os",
    "click/__init__",
    "cli_aos/__init__",
    "cli_aos/ferry/gate",
    "sitecustomize",
    "re",
    "stat",
)


@pytest.fixture
def rogue(site: Path) -> Path:
    """A working directory full of what would open the gate if it were read or imported."""
    cwd = site.parent / "rogue"
    for name in ROGUES:
        path = cwd / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("import sys\nsys.stderr.write('ROGUE\\n')\n")
    for name in ("permissions.json", "cli_aos/permissions.json", "cli_aos/ferry/permissions.json"):
        (cwd / name).write_text(opened(site))
    return cwd


def test_the_working_directory_is_not_asked(site: Path, rogue: Path) -> None:
    """The script takes neither modes nor modules from where it is called."""
    assert denied(call(script_of(site), *DENIED, cwd=rogue))


def test_python_m_is_safe_with_a_safe_path(site: Path, rogue: Path) -> None:
    """`python -m` puts the working directory first, before a line of ours: PYTHONSAFEPATH takes it out."""
    env = {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    assert denied(call("-mcli_aos.ferry.cli", *DENIED, cwd=rogue, env=env))
    assert "ROGUE" in call("-mcli_aos.ferry.cli", *DENIED, cwd=rogue, env={"PYTHONPATH": str(site)}).stderr


def test_the_package_itself_is_no_program(site: Path) -> None:
    """`python -m cli_aos.ferry` runs nothing; its modules by themselves run nothing either."""
    env = {"PYTHONPATH": str(site)}
    said = call("-mcli_aos.ferry", *DENIED, cwd=site.parent, env=env)
    assert (said.code, said.stdout) == (1, "")
    for module in ("runtime", "client", "commands.booking", "shell", "gate"):
        said = call(f"-mcli_aos.ferry.{module}", *DENIED, cwd=site.parent, env=env)
        assert (said.code, said.stdout) == (0, "")


@pytest.mark.parametrize("name", ["admin", "aos-ferry-admin", "--mode=admin", "aos-ferry --mode admin", "-c"])
def test_the_name_of_the_script_says_nothing(name: str, site: Path) -> None:
    """A link to it under any name is the same command."""
    (script_of(site).parent / name).symlink_to(script_of(site))
    assert denied(call(f"{script_of(site).parent}/{name}", *DENIED, cwd=site))


# Variables of other programs' conventions, of click's, and near misses of the one that counts.
VARIABLES = {
    **dict.fromkeys(("MODE", "AOS_MODE", "CONNECTOR_MODE", "FERRY_MODE", "AOS_FERRY_MODE"), "admin"),
    **dict.fromkeys(("AOS_FERRY_DEFAULT_MODE", "aos_default_mode", "AOS_DEFAULT_MODE_", "CLI_MODE"), "admin"),
    **dict.fromkeys(("AOS_FERRY_BOOKING_MODE", "AOS_FERRY_BOOKING_CANCEL_MODE", "CLICK_MODE"), "admin"),
    **dict.fromkeys(("AOS_PERMISSIONS", "PERMISSIONS", "AOS_ADMIN", "ADMIN", "DEBUG", "CI"), "1"),
}
COMPLETIONS = [
    (f"_{name}_COMPLETE", f"{shell}_{what}")
    for name in ("AOS_FERRY", "CLI", "FERRY")
    for shell in ("bash", "zsh", "fish")
    for what in ("source", "complete")
]


@pytest.mark.parametrize("words", [DENIED, ("--json", "vessel", "sink")], ids=["generated", "own"])
def test_no_variable_but_one_opens_it(words: tuple[str, ...], site: Path) -> None:
    """AOS_DEFAULT_MODE alone counts, with a mode's own name, between blanks at most."""
    assert denied(call(script_of(site), *words, cwd=site, env=VARIABLES))
    for value in ("", " ", "\n", "readonly", "\treadonly\n", "write"):
        assert denied(call(script_of(site), *words, cwd=site, env={"AOS_DEFAULT_MODE": value}))
    for value in ("ADMIN", "admin admin", "admin\nreadonly", "0", "readonly,admin"):
        said = call(script_of(site), *words, cwd=site, env={"AOS_DEFAULT_MODE": value})
        assert (said.code, said.error["code"], said.stderr.count("RAN")) == (4, "CONFIG_INVALID", 0)
    said = call(script_of(site), *words, cwd=site, env={"AOS_DEFAULT_MODE": " admin\n"})
    assert said.code in (0, 4) and said.error["code"] in ("", "AUTH_REQUIRED")


def test_a_mistyped_word_runs_nothing_of_the_owners(site: Path) -> None:
    """A word that nobody generated is looked for in extensions.py in mode admin only."""
    own = site / "cli_aos" / "ferry" / "extensions.py"
    text = own.read_text("utf-8").replace("vessel.sink", "vessel.float")
    own.write_text(text)
    for words in (("vessel", "sank"), ("vessal", "sink"), ("zzz",), ("vessel",), ("--help",)):
        said = call(script_of(site), "--json", *words, cwd=site)
        assert (said.code in (0, 2), said.stderr) == (True, "")
    for mode in ("readonly", "write", "full"):
        said = call(script_of(site), "--mode", mode, "--json", "vessel", "float", cwd=site)
        assert (said.code, said.stderr.count("RAN")) == (2, 0)
    said = call(script_of(site), "--mode", "admin", "--json", "vessel", "float", cwd=site)
    assert "EXTENSION RAN" in said.stderr


@pytest.mark.parametrize(("name", "value"), COMPLETIONS)
def test_clicks_completion_is_off(name: str, value: str, site: Path) -> None:
    """Its variables run nothing, print no script, and change no answer."""
    env = {name: value, "COMP_WORDS": "aos-ferry booking cancel", "COMP_CWORD": "2"}
    assert denied(call(script_of(site), *DENIED, cwd=site, env=env))
