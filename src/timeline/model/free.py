"""Values of `x`, the table for keys of one's own, as JSON and back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from math import inf
from typing import Any

_TAG = "\0toml"
"""The key that marks values for which JSON has no form: dates, times, `inf` and `nan`, and tables that have this key."""


def tagged(value: object) -> object:
    """Return a value of TOML as JSON has it."""
    if isinstance(value, Mapping):
        items = {key: tagged(item) for key, item in value.items()}
        return {_TAG: "table", "": list(items.items())} if _TAG in items else items
    if isinstance(value, list):
        return [tagged(item) for item in value]
    if isinstance(value, float) and not -inf < value < inf:
        return {_TAG: "float", "": str(value)}
    for name in ("datetime", "date", "time"):  # a datetime is a date, too
        if isinstance(value, getattr(datetime, name)):
            return {_TAG: name, "": value.isoformat()}
    return value


def untagged(value: Any) -> Any:
    """Return the value of TOML that `tagged` turned into JSON."""
    if isinstance(value, list):
        return [untagged(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get(_TAG) == "table":
        return {key: untagged(item) for key, item in value[""]}
    if value.get(_TAG) == "float":
        return float(value[""])
    if _TAG in value:
        return getattr(datetime, value[_TAG]).fromisoformat(value[""])
    return {key: untagged(item) for key, item in value.items()}
