"""What is committed under `generated/` and `golden/plans/` is what aos-gen makes today."""

from __future__ import annotations

import difflib
import json
from pathlib import Path, PurePosixPath

import pytest
from builders import ROOT

from aos_gen.commands.generate import Generated, generate
from aos_gen.plan.serialize import plan_from_data, plan_to_data
from aos_gen.tree import write_tree

VENDORS = sorted(path.parent.name for path in (ROOT / "specs").glob("*/map.yaml"))
PLANS = Path(__file__).resolve().parent / "plans"
MOST_LINES = 60


def inputs(vendor: str) -> tuple[Path, Path]:
    """The vendor's document, YAML or JSON, `openapi` or (version 2.0) `swagger`, and its map."""
    folder = ROOT / "specs" / vendor
    (document,) = (one for name in ("openapi", "swagger") for one in folder.glob(f"{name}.*"))
    return document, document.with_name("map.yaml")


def fresh(vendor: str, out: Path) -> Generated:
    """The vendor's connector, rendered in memory."""
    document, map_file = inputs(vendor)
    result = generate(str(document), str(map_file), out, dry_run=True)
    assert result.plan is not None, [f"{one.code}: {one.message}" for one in result.report]
    return result


def difference(name: str, committed: bytes, wanted: bytes) -> str:
    """A unified diff, its first lines; nothing where the bytes are equal."""
    if committed == wanted:
        return ""
    old, new = (text.decode("utf-8", "backslashreplace").splitlines() for text in (committed, wanted))
    lines = list(difflib.unified_diff(old, new, f"committed/{name}", f"fresh/{name}", lineterm=""))
    more = [f"... and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []
    return "\n".join([*(lines[:MOST_LINES] or [f"{name} differs in line ends only"]), *more])


def test_there_is_a_vendor() -> None:
    """The tests below are about something."""
    assert "harbor" in VENDORS


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_committed_connector_is_a_fresh_render(
    vendor: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """`generated/` holds the rendered files and the lock, byte for byte, and no file more."""
    result = fresh(vendor, tmp_path)
    root = ROOT / "generated" / "tools" / "aos" / f"aos-{vendor}"
    wanted = {str(path): content for path, content in result.tree.items()}
    committed = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {"__pycache__", ".pytest_cache"} & set(path.parts)
    }
    if pytestconfig.getoption("--update-golden"):
        write_tree(root, result.tree, [PurePosixPath(name) for name in committed if name not in wanted])
        return
    document, map_file = (path.relative_to(ROOT) for path in inputs(vendor))
    repair = f"repair: aos-gen --spec {document} --map {map_file} --out generated"
    missing, extra = sorted(set(wanted) - set(committed)), sorted(set(committed) - set(wanted))
    both = sorted(set(wanted) & set(committed))
    changed = [d for name in both if (d := difference(name, committed[name], wanted[name]))]
    lines = [*(f"missing: {name}" for name in missing), *(f"too many: {name}" for name in extra)]
    shown = "\n".join([*lines, *changed]).splitlines()[:MOST_LINES]
    assert not (missing or extra or changed), "\n".join(["", *shown, repair])


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_golden_plan_is_todays_plan(vendor: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """What the two inputs mean, before any template: one file that people can read in a review."""
    plan = fresh(vendor, tmp_path).plan
    assert plan is not None
    golden = PLANS / f"{vendor}.json"
    wanted = (json.dumps(plan_to_data(plan), indent=1, ensure_ascii=False) + "\n").encode()
    if pytestconfig.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(wanted)
    assert golden.is_file(), "run pytest tests/golden --update-golden"
    shown = difference(golden.name, golden.read_bytes(), wanted)
    assert not shown, f"\n{shown}\nrepair: pytest tests/golden --update-golden"
    assert plan_from_data(json.loads(golden.read_bytes())) == plan


def test_no_golden_is_orphaned() -> None:
    """Every plan and every connector that is kept belongs to a vendor in `specs/`."""
    kept = {path.stem for path in PLANS.glob("*")}
    kept |= {path.name.removeprefix("aos-") for path in (ROOT / "generated/tools/aos").glob("*")}
    assert kept == set(VENDORS)
