"""The shared policy is the nearest one at or above the map's folder, within its repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from aos_gen.policy.find import find_policy

# Folders with a policy, the root of a repository, and what a map in a/b/c finds.
TREES: dict[str, tuple[list[str], str | None, str | None]] = {
    "none": ([], ".", None),
    "beside the map": (["a/b/c"], ".", "a/b/c/aos-policy.yaml"),
    "above it": (["a"], ".", "a/aos-policy.yaml"),
    "the nearest": (["a", "a/b"], ".", "a/b/aos-policy.yaml"),
    "at the root of the repository": (["a/b"], "a/b", "a/b/aos-policy.yaml"),
    "above the repository": (["a"], "a/b", None),
}


@pytest.mark.parametrize(("policies", "root", "found"), TREES.values(), ids=TREES.keys())
def test_find(
    policies: list[str],
    root: str,
    found: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is spelled like the map: from where the user stands."""
    (tmp_path / "a/b/c").mkdir(parents=True)
    (tmp_path / root / ".git").mkdir()
    for folder in policies:
        (tmp_path / folder / "aos-policy.yaml").write_text("max_commands: 40\n")
    monkeypatch.chdir(tmp_path)
    assert find_policy("a/b/c/map.yaml") == found
    absolute = find_policy(str(tmp_path / "a/b/c/map.yaml"))
    assert absolute == (None if found is None else str(tmp_path / found))
    monkeypatch.chdir(tmp_path / "a/b/c")
    within = find_policy("map.yaml")
    assert (within is None) == (found is None)
    assert within is None or Path(within).resolve() == (tmp_path / str(found)).resolve()


def test_a_map_at_a_url_has_none() -> None:
    """Nobody asks a server for files that may be there."""
    assert find_policy("https://maps.example/acme/map.yaml") is None
