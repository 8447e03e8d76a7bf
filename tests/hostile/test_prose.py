"""A vendor's prose is data: benign and hostile texts give trees that differ in the values of texts only.

Every text that is prose is another one in each rendering: a number of its own, and something that means harm.
The example vendors, and where they are at hand a sample (`HOSTILE_SEED`) of real documents with maps that
`aos-gen draft` made. All payloads, and all real documents of up to two megabytes: `make hostile`.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SPECS
from markdown_it import MarkdownIt
from payloads import PAYLOADS, WORDS, places, poisoned
from rendered import VENDORS, Texts, call, check_same_shape, check_tree, files_of, parsed, write

ALL = "HOSTILE" in os.environ
SEED = int(os.environ.get("HOSTILE_SEED", "7"))
Count = Callable[[str, int], None]
Steps = tuple[str | int, ...]

OF_EXAMPLES = frozenset({"example", "examples", "default", "enum", "x-examples", "x-example", "value"})
"""What stands below these is a value that is sent or shown, not prose."""


def is_prose(place: Steps) -> bool:
    """Whether a text is the vendor's prose, by the way to it."""
    names = place[:-1]
    named = place[-1] == "name" and place[-2] in ("contact", "license")
    return (named or place[-1] in WORDS) and "<key>" not in place and not OF_EXAMPLES & set(names)


def told(files: dict[str, Any], text: Callable[[int], str]) -> tuple[dict[str, Any], int]:
    """The files with `text(n)` at the n-th place of prose, and how many there are; maps are left."""
    made, count = {}, 0
    for name, data in files.items():
        chosen = {place for place in places(data) if is_prose(place)} if name != "map.yaml" else set()
        numbers = iter(range(count, count + len(chosen)))
        made[name] = poisoned(data, chosen, lambda old, numbers=numbers: text(next(numbers)))
        count += len(chosen)
    return made, count


def benign(number: int) -> str:
    """Plain words."""
    return f"Said{number} plainly and so"


def hostile(shift: int) -> Callable[[int], str]:
    """Words with one of the payloads, another for each place and each shift; first, last or between."""

    def text(number: int) -> str:
        bad = PAYLOADS[(number + shift) % len(PAYLOADS)]
        turn = (number + shift) // len(PAYLOADS) % 3
        return (f"Said{number} {bad} so", f"{bad}Said{number} so", f"Said{number} so{bad}")[turn]

    return text


def rendered(folder: Path, files: dict[str, Any], spec: str) -> Texts:
    """The tree of these files, in `folder/out`; everything that a terminal sees on the way is looked at."""
    write(folder / "in", files)
    os.chdir(folder / "in")
    named = ("--spec", spec, "--map", "map.yaml")
    call("approve", "--all", "--by", "Ada", *named)
    done = call("generate", *named, "--out", "../out")
    assert done.exit_code == 0, done.stderr[-3000:]
    assert {path.name for path in folder.iterdir()} == {"in", "out"}
    return check_tree(folder / "out")


def check_commands(folder: Path, spec: str, base: Path, commands: list[str]) -> None:
    """No command prints what a terminal obeys, nor breaks out of the form that it prints."""
    os.chdir(folder / "in")
    named = ("--spec", spec, "--map", "map.yaml")
    plain: tuple[str, ...] = ()
    for form in (plain, ("--format", "json")):
        for words in (
            ("check", *named, "--out", "../out"),
            ("show", *named),
            ("approve", "--all", "--by", "Ada", "--dry-run", *named),
            ("operations", "--spec", spec),
            *(("explain", one, *named) for one in commands),
            *((("lint", "--spec", spec),) if ALL and not form else ()),
        ):
            call(*words, *form)
    assert call("draft", "--spec", spec, "--name", "acme", "--out", "drafted.yaml").exit_code in (0, 3)
    for words in (("--head", str(next((folder / "out").rglob("aos-gen.lock")))), (*named, "--out", "../out")):
        for named_form in ("text", "markdown", "json", "sarif", "github"):
            told_ = call("report", "--base", str(base), *words, "--format", named_form)
            check_form(named_form, told_.stdout)


def check_form(form: str, text: str) -> None:
    """A report is what it says that it is."""
    if form in ("json", "sarif"):
        json.loads(text)
    elif form == "github":
        assert all(re.match(r"::(error|warning|notice)( |::)", line) for line in text.splitlines()), text[
            :900
        ]
    elif form == "markdown":
        parser = MarkdownIt("commonmark", {"html": True}).enable("table")
        for token in parser.parse(text):
            for one in (token, *(token.children or [])):
                assert "evil" not in str(one.attrs), one
                if one.type in ("html_block", "html_inline", "image"):
                    assert not re.search(r"script|onerror|Said", one.content), one


def check_twice(
    folder: Path, files: dict[str, Any], spec: str, shift: int, counted: Count, every: bool = True
) -> None:
    """Both renderings, and their difference."""
    mild, count = told(files, benign)
    bad, _ = told(files, hostile(shift))
    trees = [rendered(folder / name, one, spec) for name, one in (("benign", mild), ("hostile", bad))]
    check_same_shape(*trees)
    counted("strings rendered", count)
    if every:
        base = next((folder / "benign" / "out").rglob("aos-gen.lock"))
        commands = list(files["map.yaml"]["commands"])
        check_commands(folder / "hostile", spec, base, commands if ALL else commands[shift % 3 :: 9])
        counted("strings told by every command", count)


@pytest.mark.parametrize("shift", range(len(PAYLOADS)) if ALL else (SEED,))
@pytest.mark.parametrize("vendor", VENDORS)
def test_an_example(
    vendor: str, shift: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: Count
) -> None:
    """The example vendors, every text of theirs."""
    monkeypatch.chdir(tmp_path)
    every = ALL or vendor in ("harbor", "ferry")
    check_twice(tmp_path, files_of(vendor), VENDORS[vendor], shift, counted, every)


def real() -> list[str]:
    """Real documents of one file, small enough; a sample of them."""
    most = 2_000_000 if ALL else 500_000
    found = sorted(
        str(path.relative_to(SPECS))
        for path in SPECS.glob("*/*")
        if path.suffix in (".json", ".yaml", ".yml") and path.stat().st_size < most
    )
    return found if ALL else random.Random(SEED).sample(found, min(2, len(found)))


@pytest.mark.parametrize("name", real())
def test_a_real_document(
    name: str, specs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: Count
) -> None:
    """A vendor's own document, with the map that is drafted for it."""
    monkeypatch.chdir(tmp_path)
    spec = Path(name).name
    shutil.copy(specs / name, spec)
    draft = ("draft", "--spec", spec, "--name", "acme", "--max-commands", "12", "--format", "json")
    drafted = call(*draft, "--server", "https://api.acme.example")
    if drafted.exit_code != 0 or not Path("map.yaml").exists():
        pytest.skip("nothing is drafted for it")
    files = {spec: parsed(Path(spec)), "map.yaml": parsed(Path("map.yaml"))}
    Path(spec).unlink()
    Path("map.yaml").unlink()
    check_twice(tmp_path / "twice", files, spec, len(name), counted, every=ALL)
