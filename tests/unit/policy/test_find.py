"""The shared policies are all at and above the map's folder, within its repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from aos_gen.policy.find import find_policies

# Folders with a policy, the root of a repository, and what a map in a/b/c finds.
TREES: dict[str, tuple[list[str], str | None, tuple[str, ...]]] = {
    "none": ([], ".", ()),
    "beside the map": (["a/b/c"], ".", ("a/b/c/aos-policy.yaml",)),
    "above it": (["a"], ".", ("a/aos-policy.yaml",)),
    "all that there are": (["a", "a/b"], ".", ("a/aos-policy.yaml", "a/b/aos-policy.yaml")),
    "at the root of the repository": (["a/b"], "a/b", ("a/b/aos-policy.yaml",)),
    "above the repository": (["a"], "a/b", ()),
}


@pytest.mark.parametrize(("policies", "root", "found"), TREES.values(), ids=TREES.keys())
def test_find(
    policies: list[str],
    root: str,
    found: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is spelled like the map: from where the user stands."""
    (tmp_path / "a/b/c").mkdir(parents=True)
    (tmp_path / root / ".git").mkdir()
    for folder in policies:
        (tmp_path / folder / "aos-policy.yaml").write_text("max_commands: 40\n")
    monkeypatch.chdir(tmp_path)
    assert find_policies("a/b/c/map.yaml") == found
    absolute = find_policies(str(tmp_path / "a/b/c/map.yaml"))
    assert absolute == tuple(str(tmp_path / one) for one in found)
    monkeypatch.chdir(tmp_path / "a/b/c")
    within = find_policies("map.yaml")
    assert [Path(one).resolve() for one in within] == [(tmp_path / one).resolve() for one in found]


def test_a_map_at_a_url_has_none() -> None:
    """Nobody asks a server for files that may be there."""
    assert find_policies("https://maps.example/acme/map.yaml") == ()
