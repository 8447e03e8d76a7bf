"""Commands of one's own: declared in extensions.py, gated by permissions.json like all others.

aos-gen reads the declarations without running them, and puts each into the manifest, the
permissions and the tests. Until then a command has no mode, and so needs `admin`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple, TypeVar

import click

from . import gate, hooks
from .answers import as_object
from .command import Call, Command
from .errors import INTERNAL, CliError
from .groups import Builders, Resource
from .options import Option

Function = TypeVar("Function", bound=Callable[..., Any])
_MARK = "aos_command"


class Declaration(NamedTuple):
    """What `command` says of the function below it."""

    id: str
    summary: str
    options: tuple[Option, ...]
    path: tuple[str, ...]


def command(
    id: str,
    *,
    summary: str,
    mode: str,
    risk: int,
    options: Iterable[Option] = (),
    path: Iterable[str] = (),
    resource: str = "",
    action: str = "",
) -> Callable[[Function], Function]:
    """Make the function below a command: `command("board.archive", summary=..., mode=..., risk=...)`.

    It is called with the client and the values of its options. `path` names options that may be
    given as plain words, too. All arguments are literals, because aos-gen reads them without
    running this file; the mode that counts is the one in permissions.json.
    """

    def mark(function: Function) -> Function:
        setattr(function, _MARK, Declaration(id, summary, tuple(options), tuple(path)))
        return function

    return mark


def declared() -> dict[str, tuple[Declaration, Callable[..., Any]]]:
    """The commands of extensions.py by id, each with its function."""
    functions = list(vars(hooks.load()).values()) if hooks.load() is not None else []
    found = ((getattr(one, _MARK, None), one) for one in functions if callable(one))
    return {said.id: (said, one) for said, one in found if isinstance(said, Declaration)}


class OwnCommand(Command):
    """A command of extensions.py. The gate comes before a line of that file is run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        self.pass_gate(ctx, args)
        found = declared().get(self.id)
        if found is None:
            raise CliError(
                "EXTENSION_FAILED",
                f"extensions.py no longer declares {self.id}; generate the connector again",
                INTERNAL,
                {"file": "extensions.py", "command": self.id},
            )
        said, self.run = found
        self.given = {option.into: option for option in said.options}
        self.path = said.path
        self.params = [*self.given.values(), *self.params]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the function; what it returns is the envelope's `data`."""
        from . import runtime

        call: Call = ctx.obj
        call.client = runtime.connect(**call.settings)
        with hooks.watched():
            answer = self.run(call.client, **ctx.params)
        return hooks.shape(self.id, hooks.checked(as_object(answer), self.run))


def not_generated(words: str, mode: str) -> click.Command | None:
    """A command, or a group, that extensions.py declares and aos-gen has not seen yet.

    What it is called stands in a file that only `admin` may have run: it is not looked for in
    another mode.
    """
    if mode != gate.MODES[-1]:
        return None
    found = {id: said.summary for id, (said, _) in declared().items()}
    if words in found:
        return OwnCommand(words, found[words])
    if any(id.startswith(words + ".") for id in found):
        builders: Builders = {id: partial(OwnCommand, id, said) for id, said in found.items()}
        return Resource(words, builders, help=f"{words} commands")
    return None
