"""A connector's folder -> the mutants that somebody thought of: its modes, its calls, and what guards both.

A replacement that no longer fits its module is an error, so that the list cannot rot.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from .guards import GUARDS
from .model import Mutant
from .parameters import PARAMETERS

MODES = ("readonly", "write", "full", "admin")
# Kind, module, what stands there, what stands there in the mutant.
REPLACED = (
    ("gate", "gate.py", '"readonly", "write", "full", "admin"', '"admin", "full", "write", "readonly"'),
    ("gate", "gate.py", '"readonly", "write", "full", "admin"', '"readonly", "full", "write", "admin"'),
    ("gate", "gate.py", 'listed or "admin"', 'listed or "readonly"'),
    ("gate", "gate.py", 'listed or "admin"', 'listed or "full"'),
    ("gate", "gate.py", "    listed = permissions", "    return\n    listed = permissions"),
    ("gate", "gate.py", "MODES.index(mode) < MODES", "MODES.index(mode) > MODES"),
    ("gate", "gate.py", "MODES.index(mode) < MODES", "MODES.index(mode) + 1 < MODES"),
    ("gate", "gate.py", ' or content.get("tool") != TOOL', ""),
    ("gate", "gate.py", ' or modes != content.get("commands")', ""),
    ("gate", "gate.py", "if mode in MODES}", "}"),
    (
        "gate",
        "gate.py",
        "    except (OSError, ValueError, RecursionError)",
        "    except (OSError, RecursionError)",
    ),
    (
        "gate",
        "gate.py",
        "    except (OSError, ValueError, RecursionError)",
        "    except (OSError, ValueError)",
    ),
    (
        "gate",
        "gate.py",
        "    except (OSError, ValueError, RecursionError)",
        "    except (ValueError, RecursionError)",
    ),
    ("gate", "gate.py", "    except (OSError, ValueError):", "    except OSError:"),
    ("gate", "gate.py", "    except (OSError, ValueError):", "    except ValueError:"),
    ("gate", "gate.py", 'return above if f\'name = "{TOOL}"\' in lines else ""', "return above"),
    ("gate", "gate.py", 'return above if f\'name = "{TOOL}"\' in lines else ""', 'return ""'),
    ("gate", "gate.py", '"pyproject.toml")).splitlines()', '"pyproject.toml"))'),
    (
        "gate",
        "gate.py",
        'if os.path.basename(above) in ("site-packages", "dist-packages"):',
        "if False:",
    ),
    ("gate", "gate.py", "checkout() or HERE", "HERE"),
    ("gate", "gate.py", "            object_pairs_hook=_once,\n", ""),
    ("gate", "gate.py", "            parse_constant=int,", "            #"),
    ("gate", "gate.py", ' | getattr(os, "O_NONBLOCK", 0)', ""),
    ("gate", "gate.py", "        if not stat.S_ISREG(", "        if False and not stat.S_ISREG("),
    ("gate", "gate.py", "    if len(content) > LARGEST:", "    if False:"),
    ("gate", "gate.py", "    if len(made) != len(pairs):", "    if False:"),
    ("gate", "gate.py", "not isinstance(content, dict) or ", ""),
    ("gate", "gate.py", "not isinstance(modes, dict) or ", ""),
    ("gate", "gate.py", '.strip() or "readonly"', '.strip() or "admin"'),
    ("gate", "gate.py", "            PERMISSION,\n", "            AUTH,\n"),
    ("gate", "gate.py", "if mode not in MODES:", "if False:"),
    ("order", "command.py", "            gate.require(self.id, call.mode)", "            pass"),
    ("order", "command.py", "gate.require(self.id, call.mode)", 'gate.require(self.id, "admin")'),
    ("order", "command.py", " or not set(args) <= {", " and not set(args) <= {"),
    ("order", "command.py", "not set(args) <= {", "False and not set(args) <= {"),
    ("mode", "shell.py", "if len(modes) > 1 or ", "if "),
    ("mode", "shell.py", " or not set(modes) <= {*gate.MODES}:", ":"),
    ("mode", "shell.py", "or [gate.default_mode()]", 'or ["admin"]'),
    ("mode", "shell.py", "or [gate.default_mode()]", 'or ["readonly"]'),
    ("mode", "shell.py", 'dict.fromkeys(ctx.params["mode"] or', 'dict.fromkeys(["admin"] or'),
    ("mode", "shell.py", "        [call.mode] = modes", '        call.mode = "admin"'),
    ("mode", "shell.py", "        [call.mode] = modes", '        call.mode = "readonly"'),
    ("mode", "command.py", 'self.mode = "readonly"', 'self.mode = "admin"'),
    ("group", "groups.py", "    if not rest and not ctx._protected_args:", "    if False:"),
    ("group", "groups.py", "    if command is None:", "    if False:"),
    ("errors", "errors.py", "USAGE = 2", "USAGE = 1"),
    ("errors", "errors.py", "PERMISSION = 3", "PERMISSION = 4"),
    ("errors", "errors.py", "AUTH = 4", "AUTH = 3"),
    ("errors", "errors.py", "BACKEND = 5", "BACKEND = 6"),
    ("errors", "errors.py", "NOT_FOUND = 6", "NOT_FOUND = 5"),
    ("errors", "errors.py", "INTERNAL = 10", "INTERNAL = 1"),
    ("exit codes", "failures.py", "(401, 403)", "(401,)"),
    ("exit codes", "failures.py", "(401, 403)", "(403,)"),
    ("exit codes", "failures.py", "(404, 410)", "(404,)"),
    ("exit codes", "failures.py", "(404, 410)", "(410,)"),
    ("exit codes", "failures.py", "(408, 429)", "(408,)"),
    ("exit codes", "failures.py", "(408, 429)", "(429,)"),
    ("exit codes", "failures.py", "status >= 500", "status > 500"),
    ("exit codes", "failures.py", "status >= 400", "status > 400"),
    ("schemes", "schemes.py", 'f"Bearer {values[0]}"', 'f"Token {values[0]}"'),
    ("schemes", "schemes.py", "self.prefix + values[0]", "values[0]"),
    ("schemes", "schemes.py", '"Basic " + ', ""),
    ("schemes", "schemes.py", 'f"{user}:{password}"', 'f"{password}:{user}"'),
    ("schemes", "schemes.py", 'if self.kind == "query" else {}', 'if self.kind == "header" else {}'),
    ("schemes", "schemes.py", 'if self.kind == "cookie" else ""', 'if self.kind == "query" else ""'),
    ("redirects", "redirects.py", "first.headers if home else bare", "first.headers"),
    ("redirects", "redirects.py", "first.content if home else None", "first.content"),
    ("redirects", "redirects.py", ' and origin(url)[0] == "https"', ""),
    ("redirects", "redirects.py", "read or (repeatable and status in (307, 308))", "True"),
    ("redirects", "redirects.py", "(repeatable and ", "("),
    ("redirects", "redirects.py", "(not home and carries(url, config.secrets()))", "False"),
    ("redirects", "redirects.py", "request.headers is first.headers and ", ""),
    ("address", "address.py", 'parts.scheme == "https" or here', "True"),
    ("address", "address.py", 'parts.scheme == "http" and parts', 'parts.scheme == "https" and parts'),
    ("address", "address.py", 'if "@" in parts.netloc:', "if False:"),
    ("address", "address.py", "if hidden and not safe(address.url):", "if False:"),
)

ROWS = (*REPLACED, *GUARDS, *PARAMETERS)


def mutants(folder: Path, module: str) -> Iterator[Mutant]:
    """Every mutant of one connector's folder."""
    package = f"agent-harness/cli_aos/{module}"
    yield from _permissions(folder)
    yield from _manifest(folder)
    for kind, name, old, new in ROWS:
        text = (folder / package / name).read_text("utf-8")
        if old not in text:
            raise LookupError(f"{name} holds no {old!r}: mend tests/mutants/by_hand.py")
        yield Mutant(kind, f"{package}/{name}", f"{old.strip()} -> {new.strip()}", text.replace(old, new, 1))
    yield from _calls(f"{package}/client.py", (folder / package / "client.py").read_text("utf-8"))
    yield from _schemes(f"{package}/constants.py", (folder / package / "constants.py").read_text("utf-8"))


def _permissions(folder: Path) -> Iterator[Mutant]:
    path = "agent-harness/permissions.json"
    whole = json.loads((folder / path).read_text("utf-8"))
    for command, mode in whole["permissions"].items():
        for other in (*MODES, None):
            if other == mode:
                continue
            changed = dict(whole["permissions"]) | ({command: other} if other else {})
            if other is None:
                del changed[command]
            both = whole | {"permissions": changed, "commands": changed}
            yield Mutant("permissions", path, f"{command}: {mode} -> {other}", json.dumps(both))
            for one in ("permissions", "commands"):
                yield Mutant(
                    "permissions", path, f"{command}: {other} in {one}", json.dumps(whole | {one: changed})
                )
    for text in ("", "{", "[]", "{}", json.dumps(whole | {"tool": "aos-other"})):
        yield Mutant("permissions", path, f"the file is {text[:20]!r}", text)


def _manifest(folder: Path) -> Iterator[Mutant]:
    whole = json.loads((folder / "connector.json").read_text("utf-8"))
    for command in whole["commands"]:
        for key, values in (
            ("required_mode", MODES),
            ("risk_tier", (1, 2, 3, 4)),
            ("action_class", ("read", "write", "destructive")),
        ):
            kept = command[key]
            for value in values:
                if value != kept:
                    command[key] = value
                    what = f"{command['id']}: {key} {kept} -> {value}"
                    yield Mutant("manifest", "connector.json", what, json.dumps(whole))
            command[key] = kept


def _calls(path: str, source: str) -> Iterator[Mutant]:
    """Method, path, schemes, each keyword left out, and each name on the wire, of every request."""
    count = len([1 for node in ast.walk(ast.parse(source)) if _is_request(node)])
    for number in range(count):

        def made(what: str, change: str, of: int = 0, number: int = number) -> Mutant:
            tree = ast.parse(source)
            node = [one for one in ast.walk(tree) if _is_request(one)][number]
            assert isinstance(node, ast.Call)
            if change == "method":
                node.args[0] = ast.Constant("PUT" if ast.literal_eval(node.args[0]) != "PUT" else "POST")
            elif change == "path":
                node.args[1] = ast.Constant(ast.literal_eval(node.args[1]) + "/x")
            elif change == "gone":
                del node.keywords[of]
            else:
                value = node.keywords[of].value
                assert isinstance(value, ast.Dict)
                value.keys[0] = ast.Constant("x-other")
            return Mutant("calls", path, what, ast.unparse(ast.fix_missing_locations(tree)))

        node = [one for one in ast.walk(ast.parse(source)) if _is_request(one)][number]
        assert isinstance(node, ast.Call)
        at = f"line {node.lineno}"
        yield made(f"{at}: method", "method")
        yield made(f"{at}: path", "path")
        for of, keyword in enumerate(node.keywords):
            yield made(f"{at}: no {keyword.arg}", "gone", of)
            if isinstance(keyword.value, ast.Dict) and keyword.value.keys:
                yield made(f"{at}: a name in {keyword.arg}", "name", of)


def _is_request(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or len(node.args) != 2:
        return False
    return isinstance(node.func, ast.Attribute) and node.func.attr == "request"


def _schemes(path: str, source: str) -> Iterator[Mutant]:
    """Each text within a `Scheme(...)`: kind, variables, header, prefix."""

    def texts(tree: ast.Module) -> list[ast.Constant]:
        calls = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Scheme"
        ]
        found = [one for call in calls for one in ast.walk(call)]
        return [one for one in found if isinstance(one, ast.Constant) and isinstance(one.value, str)]

    for number, text in enumerate(texts(ast.parse(source))):
        tree = ast.parse(source)
        old = str(text.value)
        texts(tree)[number].value = f"{old}X"
        yield Mutant("credentials", path, f"{old!r} -> {old + 'X'!r}", ast.unparse(tree))
