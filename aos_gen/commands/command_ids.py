"""A map's file into the ids of its commands, for a shell that completes one."""

from __future__ import annotations

import re

from aos_gen.diagnostics import Report
from aos_gen.source import SourceSet

_PLAIN = re.compile(r"[a-z][a-z0-9_.-]*")


def command_ids(map_file: str) -> list[str]:
    """The ids, sorted; of a map with mistakes those that are ids, and none of a file that cannot be read."""
    sources = SourceSet()
    source = sources.open(map_file, Report())
    data = source.data if source is not None and isinstance(source.data, dict) else {}
    commands = data.get("commands")
    names = commands if isinstance(commands, dict) else {}
    return sorted(name for name in names if isinstance(name, str) and _PLAIN.fullmatch(name))
