"""The hooks of extensions.py: `prepare` sees each request before it is sent, `shape` each answer.

extensions.py is the connector's owner's. It is run when the first request is about to be made, or
when one of its own commands is called, and never for anything else: the built-in commands work
whatever stands in it. What goes wrong in it is an envelope that names its line (exit 10).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from . import config, output
from .constants import SCHEMES
from .errors import INTERNAL, CliError
from .names import overrides, overriding_header, same

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "extensions.py")
LOADED: dict[str, Any] = {}
"""The module that was made of a file; None where there is no such file."""
LONGEST = 500

# Headers that say who is asking, where the request goes, or how long it is; beside `OVERRIDING`.
REFUSED = frozenset(
    {
        *("authorization", "proxy-authorization", "cookie", "host", "expect"),
        *("content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer"),
    }
)
REPLACEABLE = frozenset({"user-agent"})
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class Outgoing:
    """A request before its credential is put on. It can be read, and added to, and not changed.

    Method, path, host and scheme are the command's; headers and query parameters that are there
    were set by the map or by the caller. The credential never shows.
    """

    def __init__(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        query: Sequence[str],
        content: bytes | None,
    ) -> None:
        self.__seen = method, path, MappingProxyType(dict(headers)), tuple(query), content
        self.__headers: dict[str, str] = {}
        self.__query: dict[str, str] = {}

    @property
    def method(self) -> str:
        """`GET`."""
        return self.__seen[0]

    @property
    def path(self) -> str:
        """The path behind the base URL, its parameters filled in."""
        return self.__seen[1]

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers so far, without those of the credential."""
        return self.__seen[2]

    @property
    def query(self) -> Sequence[str]:
        """`name=value` pieces, percent-encoded."""
        return self.__seen[3]

    @property
    def content(self) -> bytes | None:
        """The body's bytes; None without one."""
        return self.__seen[4]

    @property
    def added(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The headers and the query parameters that were added."""
        return MappingProxyType(self.__headers), MappingProxyType(self.__query)

    def add_header(self, name: str, value: str) -> None:
        """Add a header. Raises ValueError for one that is there already, or that is not an addition."""
        # Behind many servers `_` and `-` are one.
        known = name.lower().replace("_", "-")
        if not _TOKEN.fullmatch(name) or not (value.isascii() and value.isprintable()):
            raise ValueError(f"{name!r} and its value make no header")
        owned = {scheme.name.lower().replace("_", "-") for scheme in SCHEMES.values()}
        if known in REFUSED or known in owned or overriding_header(name):
            raise ValueError(f"prepare cannot set the header {name}")
        present = {one.lower().replace("_", "-") for one in self.headers} - REPLACEABLE
        if known in present:
            raise ValueError(f"the request has a header {name}, and prepare only adds")
        self.__headers[name] = value

    def add_query(self, name: str, value: str) -> None:
        """Add a query parameter. Raises ValueError for one that is there already, or a credential's."""
        from .address import names_of

        owned = any(same(name, scheme.name) for scheme in SCHEMES.values() if scheme.name)
        if not name or overrides(name) or owned:
            raise ValueError(f"prepare cannot set the query parameter {name!r}")
        if any(same(name, one) for one in names_of(list(self.query))):
            raise ValueError(f"the request has a parameter {name}, and prepare only adds")
        self.__query[name] = value


def load() -> Any:
    """The module made of extensions.py, or None where there is none.

    Raises CliError (exit 10) where it cannot be run.
    """
    if FILE not in LOADED:
        LOADED[FILE] = _run() if os.path.isfile(FILE) else None
    return LOADED[FILE]


def _run() -> Any:
    from importlib.util import module_from_spec, spec_from_file_location

    name = f"{__package__}.extensions"
    spec = spec_from_file_location(name, FILE)
    assert spec is not None and spec.loader is not None  # the file is there, and ends with .py
    module = module_from_spec(spec)
    # Stdout is the envelope's: what extensions.py prints goes to stderr.
    vars(module)["print"] = _print
    sys.modules[name] = module
    try:
        with watched(own_errors=False):
            spec.loader.exec_module(module)
    except CliError:
        del sys.modules[name]
        raise
    return module


def _print(*values: object, sep: str | None = " ", end: str | None = "\n", **rest: Any) -> None:
    if rest.get("file"):
        return print(*values, sep=sep, end=end, **rest)
    text = (" " if sep is None else sep).join(map(str, values)) + ("\n" if end is None else end)
    return output.tell(output.redact(text, config.secrets()))


def hook(name: str) -> Callable[..., Any] | None:
    """The function of that name in extensions.py, if it has one."""
    found = getattr(load(), name, None)
    if found is None or callable(found):
        return found
    raise CliError("EXTENSION_FAILED", f"extensions.py: {name} is no function", INTERNAL)


def prepare(request: Outgoing) -> Outgoing:
    """`request` with what the hook `prepare` has added to it."""
    function = hook("prepare")
    if function is not None:
        with watched():
            function(request)
    return request


def shape(command: str, data: dict[str, Any]) -> dict[str, Any]:
    """What the hook `shape` makes of a command's data; a list stays one."""
    function = hook("shape")
    if function is None:
        return data
    listed = isinstance(data.get("items"), list)
    with watched():
        shaped = function(command, data)
    if not isinstance(shaped, dict):
        raise _refused(function, f"shape must return an object, not {type(shaped).__name__}")
    if listed and not isinstance(shaped.get("items"), list):
        raise _refused(
            function, "shape must keep the list `items`, which pickers and workflows read"
        )
    return checked(shaped, function)


def checked(data: dict[str, Any], function: Callable[..., Any]) -> dict[str, Any]:
    """`data`, which `function` of extensions.py has made, if it is JSON."""
    import json

    try:
        json.dumps(data, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise _refused(function, f"{function.__name__} must return JSON: {error}") from error
    return data


@contextmanager
def watched(*, own_errors: bool = True) -> Iterator[None]:
    """Make a failure within extensions.py an envelope. CliErrors of a call pass as they are."""
    try:
        yield
    except CliError as error:
        if own_errors:
            raise
        raise failure(error) from error
    except (Exception, SystemExit) as error:
        raise failure(error) from error


def failure(error: BaseException) -> CliError:
    """What went wrong in extensions.py, and in which of its lines."""
    try:
        said = f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001 - an error that cannot say what it is
        said = type(error).__name__
    return _failed(line_of(error), output.redact(said, config.secrets())[:LONGEST])


def _refused(function: Callable[..., Any], said: str) -> CliError:
    code = getattr(function, "__code__", None)
    return _failed(code.co_firstlineno if code is not None else None, said)


def _failed(line: int | None, said: str) -> CliError:
    where = f"extensions.py, line {line}" if line is not None else "extensions.py"
    details = {"file": "extensions.py", "line": line}
    return CliError("EXTENSION_FAILED", f"{where}: {said}", INTERNAL, details)


def line_of(error: BaseException) -> int | None:
    """The innermost line of extensions.py that an error went through, or that does not parse."""
    if isinstance(error, SyntaxError) and error.filename == FILE:
        return error.lineno
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
