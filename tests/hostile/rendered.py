"""The example vendors' files as data, commands run on them, and what the trees of two runs may differ in."""

from __future__ import annotations

import ast
import io
import json
import tokenize
import tomllib
from pathlib import Path
from typing import Any

from builders import ROOT
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt
from payloads import TERMINAL, TROJAN

from aos_gen import source_json, source_yaml
from aos_gen.cli import cli

VENDORS = {
    "harbor": "openapi.yaml",
    "ferry": "swagger.yaml",
    "tally": "openapi.json",
    "atelier": "openapi.yaml",
}
Texts = dict[str, str]


def parsed(path: Path) -> Any:
    """The data of a file."""
    found = (source_json if path.suffix == ".json" else source_yaml).parse(path.read_text("utf-8"))
    assert isinstance(found, source_json.Parsed), path
    return found.data


def files_of(vendor: str) -> dict[str, Any]:
    """The document, its parts and its map, as data."""
    folder = ROOT / "specs" / vendor
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in (".yaml", ".json"))
    files = {str(path.relative_to(folder)): parsed(path) for path in paths}
    # A map that names its document's digest takes no other document: that is not what is tried here.
    files["map.yaml"].pop("document", None)
    return files


def write(folder: Path, files: dict[str, Any]) -> None:
    """The files as JSON, which YAML is too; half a character stays half a one."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(data), "utf-8")


def call(*words: str) -> Result:
    """A command of aos-gen, whose output is held to what a terminal may see."""
    result = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert result.exit_code in (0, 1, 3), result.output[-2000:]
    shown = set(result.stdout + result.stderr)
    assert not shown & TERMINAL, (words[0], shown & TERMINAL)
    assert not shown & TROJAN, (words[0], shown & TROJAN)
    return result


def blocks(text: str) -> list[str]:
    """The structure of a Markdown text: what its blocks are, and every link, image and piece of HTML."""
    found = []
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for token in parser.parse(text):
        found.append(token.type + token.tag)
        for one in token.children or []:
            if one.type in ("link_open", "image", "html_inline"):
                found.append(one.type)
                assert "evil" not in str(one.attrs) + one.content, one
    return found


def check_tree(root: Path) -> Texts:
    """Every file is what its name says, and shows nothing hidden; the texts by their paths."""
    texts = {
        str(path.relative_to(root)): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()
    }
    for name, text in texts.items():
        assert not set(text) & (TERMINAL | TROJAN), name
        if name.endswith(".py"):
            compile(text, name, "exec")
        elif name.endswith((".json", ".lock")):
            json.loads(text)
        elif name.endswith(".toml"):
            assert set(tomllib.loads(text)) <= {"build-system", "project", "tool"}, name
        elif name.endswith(".md"):
            assert not {"html_inline", "html_block", "image"} & set(blocks(text)), name
    return texts


def outline(text: str) -> str:
    """A syntax tree without its texts; a comment that gives a type is part of it."""
    tree = ast.parse(text, type_comments=True)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def comments(text: str) -> list[str]:
    """Every comment: whatever a tool reads there (`noqa`, `type:`, `coding`) is ours."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def blank(data: Any) -> Any:
    """JSON data with every text emptied; keys and their order stay."""
    if isinstance(data, dict):
        return [(key, blank(value)) for key, value in data.items()]
    if isinstance(data, list):
        return [blank(value) for value in data]
    return "" if isinstance(data, str) else data


def check_same_shape(benign: Texts, hostile: Texts) -> None:
    """Two trees of the same files, which differ in the values of texts only."""
    assert set(benign) == set(hostile)
    for name, text in benign.items():
        other = hostile[name]
        if name.endswith(".py"):
            assert outline(text) == outline(other), name
            assert comments(text) == comments(other), name
        elif name.endswith((".json", ".lock")):
            assert blank(json.loads(text)) == blank(json.loads(other)), name
        elif name.endswith(".toml"):
            assert blank(tomllib.loads(text)) == blank(tomllib.loads(other)), name
        elif name.endswith(".md"):
            assert blocks(text) == blocks(other), name
        else:
            assert text == other, name
