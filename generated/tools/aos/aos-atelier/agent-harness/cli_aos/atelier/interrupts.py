"""SIGINT and SIGTERM to the envelope of a failure: who ends a call is told how far it came."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .errors import BACKEND, CliError


def _raise(number: int, frame: Any) -> None:
    # Once: a second signal ends the process as it would without us.
    signal.signal(number, signal.SIG_DFL)
    raise KeyboardInterrupt(signal.Signals(number).name)


@contextmanager
def told() -> Iterator[None]:
    """Both signals are raised as KeyboardInterrupt in here, where a thread may set that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, _raise) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def plainly() -> None:
    """From here on a signal just ends the process: a second value on stdout would break the first."""
    for one in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(one) is _raise:
            signal.signal(one, signal.SIG_DFL)


def failure(error: BaseException) -> CliError:
    """The failure of a call that was ended: whether the vendor did it is not known."""
    name = str(error) or "SIGINT"
    return CliError(
        "INTERRUPTED", f"ended by {name} before there was an answer", BACKEND, {"signal": name}
    )
