"""The text of a map with another `connector.version`, and every other byte as it is."""

from __future__ import annotations

import json
from typing import Any

from aos_gen import source_json, source_yaml
from aos_gen.mapping.edit import Edited
from aos_gen.mapping.spans import json_spans, yaml_spans


def with_version(text: str, is_json: bool, data: Any, version: str) -> Edited:
    """`text`, which holds `data`; a map without a version gets one as the connector's first key.

    The quotes of the old version stay. Where no edit reaches it (an alias), the text comes back as it is,
    with `connector` as unreachable.
    """
    spans = json_spans(text, ("connector",)) if is_json else yaml_spans(text)
    connector = spans.root.member("connector")
    if connector is None or not connector.value.members:
        return Edited(text, ("connector",))
    old = connector.value.member("version")
    if old is not None:
        start, end = old.value.start, old.value.end
        quote = text[start] if text[start] in "\"'" else ""
        result = f"{text[:start]}{quote}{version}{quote}{text[end:]}"
    else:
        start = connector.value.members[0].start
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        indent = text[line:start]
        key = f"{json.dumps('version')}: {json.dumps(version)}" if is_json else f"version: {version}"
        block = not connector.value.flow
        newline = "\r\n" if text[:line].endswith("\r\n") else text[line - 1 : line] or "\n"
        between = newline + indent if not indent.strip() else " "
        result = f"{text[:start]}{key}{'' if block else ','}{between}{text[start:]}"
    parsed = source_json.parse(result) if is_json else source_yaml.parse(result)
    wanted = {**data, "connector": {**data["connector"], "version": version}}
    if not isinstance(parsed, source_json.Parsed) or parsed.data != wanted:
        return Edited(text, ("connector",))
    return Edited(result)
