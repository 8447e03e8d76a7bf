"""A comparison as SARIF 2.1.0, for GitHub's code scanning and for editors."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from aos_gen.report.comparison import Comparison
from aos_gen.report.finding import Finding
from aos_gen.report.formats.record import Placed
from aos_gen.report.formats.rows import headline
from aos_gen.report.rules import RULES, Severity

_LEVELS = {Severity.BREAKING: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(found: Comparison, placed: Placed, version: str) -> dict[str, Any]:
    """One run with every rule and a result for each row; `version` is the generator's."""
    numbers = {rule: number for number, rule in enumerate(RULES)}
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.text},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "properties": {"effect": rule.effect.value, "mirror": rule.mirror},
        }
        for rule in RULES.values()
    ]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "aos-gen", "version": version, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, numbers, placed, found.tool) for one in found.findings],
            }
        ],
    }


def _result(one: Finding, numbers: dict[str, int], placed: Placed, tool: str) -> dict[str, Any]:
    same = json.dumps([tool, one.rule, one.command, one.subject, one.old, one.new], sort_keys=True)
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": numbers[one.rule],
        "level": _LEVELS[one.law.severity],
        "message": {"text": headline(one)},
        "partialFingerprints": {"aosGen/v1": hashlib.sha256(same.encode()).hexdigest()},
    }
    if one.in_map is not None:
        result["locations"] = [_location(placed(one.in_map))]
    if one.in_document is not None:
        result["relatedLocations"] = [{**_location(placed(one.in_document)), "id": 1}]
    return result


def _location(at: dict[str, Any]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(at["file"])}}
    if at["line"] is not None:
        physical["region"] = {"startLine": at["line"], "startColumn": at["column"]}
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    if file.startswith(("http://", "https://")):
        return file
    return quote(file.replace("\\", "/"))
