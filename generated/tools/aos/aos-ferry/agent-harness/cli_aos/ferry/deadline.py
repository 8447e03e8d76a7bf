"""Work that must end in time, whatever DNS, a socket or a vendor does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class LateError(Exception):
    """The work was not done in time."""


def within(seconds: float, work: Callable[[], Any]) -> Any:
    """What `work` returns, or raises. Raises LateError after `seconds`; its thread is left behind."""
    outcome: list[tuple[Any, BaseException | None]] = []

    def run() -> None:
        try:
            outcome.append((work(), None))
        except BaseException as error:  # noqa: BLE001 - raised again where the caller is
            outcome.append((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise LateError
    answer, error = outcome[0]
    if error is not None:
        raise error
    return answer
