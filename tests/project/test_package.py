"""The wheel is whole: what it holds generates what the checkout generates."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from builders import ROOT
from running import VENDORS, run_vendor

from aos_gen.render.environment import templates_folder


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network and unzipped, not installed."""
    built = tmp_path_factory.mktemp("wheel")
    words = ["--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)]
    done = subprocess.run(
        [sys.executable, "-m", "build", *words], cwd=built, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = built.glob("*.whl")
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_every_template(unpacked: Path) -> None:
    """`aos_gen/_templates` is the checkout's `templates`, file for file."""
    held = unpacked / "aos_gen" / "_templates"
    wanted = {
        path.relative_to(templates_folder()): path.read_bytes()
        for path in templates_folder().rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {path.relative_to(held): path.read_bytes() for path in held.rglob("*") if path.is_file()} == wanted


def test_the_wheel_holds_nothing_else(unpacked: Path) -> None:
    """The package and its metadata: no tests, no vendors, no generated connector."""
    assert {path.name.partition("-")[0] for path in unpacked.iterdir()} <= {"aos_gen"}


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_wheel_generates_what_the_checkout_does(vendor: str, unpacked: Path, tmp_path: Path) -> None:
    """Run from another folder, it is the wheel's own code, and its tree is the same byte for byte."""
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    asked = subprocess.run(
        [sys.executable, "-c", "import aos_gen; print(aos_gen.__file__)"],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(asked.stdout.strip()).is_relative_to(unpacked)
    from_wheel = run_vendor(vendor, tmp_path / "wheel", cwd, unpacked)
    assert from_wheel == run_vendor(vendor, tmp_path / "checkout", cwd)
    assert from_wheel
