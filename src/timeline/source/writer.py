"""Tables as TOML text, as a person would write it and safe to show on a terminal."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import tomlkit

from timeline.model.dates import EdtfDate, year_date

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNSAFE = re.compile(r"[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""What TOML allows in a text though it could act on a terminal; all texts here are basic strings, which have escapes."""


def event_text(table: Mapping[str, Any]) -> str:
    """Return the table of an event as the lines of an events file, from [[event]] on."""
    return dumped({"event": [table]})


def dumped(tables: Mapping[str, Any]) -> str:
    """Return tables as the text of an events file, with what could act on a terminal escaped."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04X}", tomlkit.dumps(tables)).rstrip("\n") + "\n"


def toml_date(when: EdtfDate) -> date | int | str:
    """Return a date as TOML has it natively where that says the same, else as its EDTF text."""
    text = when.text
    if re.fullmatch(r"[0-9]{4}", text) and year_date(int(text)).text == text:
        return int(text)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:Z|[+-][0-9]{2}:[0-9]{2})?", text):
            moment = datetime.fromisoformat(text)
            return moment if moment.isoformat().replace("+00:00", "Z") == text else text
    except ValueError:
        pass  # the year 0
    return text
