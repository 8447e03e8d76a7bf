"""Plan to JSON data and back: what the lock keeps, and what golden tests compare.

`plan_from_data(plan_to_data(plan)) == plan` for every plan; the field types of the dataclasses
are the schema.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import Enum
from typing import Any

from aos_gen.plan.model import ConnectorPlan


def plan_to_data(value: Any) -> Any:
    """A plan, or a part of one, as JSON data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plan_to_data(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plan_to_data(item) for item in value]
    if isinstance(value, dict):
        return {key: plan_to_data(item) for key, item in value.items()}
    return value


def plan_from_data(data: Any) -> ConnectorPlan:
    """The plan again. Raises TypeError, ValueError or KeyError for data that is no plan."""
    plan = _read(ConnectorPlan, data)
    assert isinstance(plan, ConnectorPlan)  # what _read makes of a dataclass
    return plan


def _read(kind: Any, data: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return data
    if origin in (types.UnionType, typing.Union):
        if data is None:
            return None
        return _read(next(one for one in arguments if one is not type(None)), data)
    if origin is tuple:
        if not isinstance(data, list):
            raise TypeError(f"not a list: {data!r}")
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_read(arguments[0], item) for item in data)
        return tuple(_read(one, item) for one, item in zip(arguments, data, strict=True))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        return kind(**{name: _read(hints[name], data[name]) for name in names if name in data})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return data
