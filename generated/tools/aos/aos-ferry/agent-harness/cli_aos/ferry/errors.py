"""The one exception that commands raise, and the exit codes it can carry."""

from __future__ import annotations

from typing import Any

USAGE = 2
PERMISSION = 3
AUTH = 4
BACKEND = 5
NOT_FOUND = 6
INTERNAL = 10


class CliError(Exception):
    """A failure that the caller is told about in the envelope's `error`."""

    def __init__(
        self, code: str, message: str, exit_code: int, details: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.exit_code = exit_code
        self.details = details or {}


def usage(message: str, **details: Any) -> CliError:
    """A command that was called wrongly: the message says how to call it."""
    return CliError("USAGE", message, USAGE, details)


def unreadable(message: str, **details: Any) -> CliError:
    """An answer that does not have the shape it should have."""
    return CliError("UNREADABLE_ANSWER", message, INTERNAL, details)


def misconfigured(message: str, **details: Any) -> CliError:
    """A configuration that cannot work: the message says which variable, and what is wrong with it."""
    return CliError("CONFIG_INVALID", message, AUTH, details)
