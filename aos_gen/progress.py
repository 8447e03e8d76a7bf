"""One line on a terminal that says what is being done; nothing anywhere else."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Progress:
    """A spinner while `with` lasts. `enabled` is false in a pipe, where nothing is shown."""

    def __init__(self, *, enabled: bool) -> None:
        self._status = None
        if enabled:
            # rich takes 50 ms to import: only where somebody looks.
            from rich.console import Console

            self._status = Console(stderr=True).status("reading")

    def __enter__(self) -> Self:
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def show(self, stage: str) -> None:
        """Say which stage has begun."""
        if self._status is not None:
            self._status.update(stage)
