"""Read values of the wrong type as they were meant, if there is no doubt: `season = "2"`, `tags = "moon, first"`."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from timeline.model.dates import EdtfDate, is_date, parse_date, year_date
from timeline.model.errors import DateError
from timeline.model.names import fold
from timeline.source.fields import CASTING, Field, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_CHOICES = {
    "alt": ("alternate", "alternative", "atl", "fiction", "fictional", "alternate history", "alt-history"),
    "real": ("otl", "reality", "history", "historical", "real history", "actual", "true"),
    "both": ("shared", "common", "all"),
}
_STARTS = ("start", "begin", "begins", "from", "start_date", "date_start")
_ENDS = ("end", "ends", "until", "to", "end_date", "date_end")


def as_date(value: object) -> EdtfDate | None:
    """Return a TOML date, date-time, integer year or EDTF string as a date; None for any other type.

    Raises `DateError` for a string that is no date.
    """
    if isinstance(value, str):
        return parse_date(value)
    if isinstance(value, datetime.datetime):
        return parse_date(value.isoformat().replace("+00:00", "Z"))
    if isinstance(value, datetime.date):
        return date_of_day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return year_date(value)
    return None


@lru_cache(maxsize=4096)
def date_of_day(day: datetime.date) -> EdtfDate:
    """Return a day of TOML as a date."""
    number = day.toordinal()
    return EdtfDate(day.isoformat(), number, number)


def meant(entry: Field, value: object) -> Any:
    """Return the value that a key was meant to have; None if that is in doubt."""
    if isinstance(value, bool):
        return None
    if entry.type in (Type.WHOLE, Type.COUNT, Type.COUNTS):
        return _whole(entry.key, value)
    if entry.type in (Type.DATE, Type.DATE_BY_TIMELINE):
        return _date(value)
    if entry.type in (Type.TEXT, Type.ID, Type.ONE_OR_MORE):
        if isinstance(value, list) and len(value) == 1 and entry.type is not Type.ONE_OR_MORE:
            return value[0]
        return _text(value)
    if entry.type is Type.TEXTS:
        return _texts(value)
    if entry.type is Type.CHOICE and isinstance(value, str):
        return _choice(entry, value)
    if entry.type is Type.FREE and isinstance(value, str):
        return {"note": value}
    return _castings(value) if entry.table is CASTING else None


def _castings(value: object) -> list[dict[str, object]] | None:
    """Return the entries of `played_by` that a name, a table or a list of names stands for."""
    entries = value if isinstance(value, list) else [value]
    if not all(isinstance(each, dict) or (isinstance(each, str) and each.strip()) for each in entries):
        return None
    return [each if isinstance(each, dict) else {"name": each} for each in entries]


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, int | float | datetime.date) else None


def _whole(key: str, value: object) -> int | None:
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, list) and len(value) == 1:
        return value[0] if isinstance(value[0], int) else None
    if not isinstance(value, str) or len(value) > 40:
        return None
    numbers = re.findall(r"\d+", value)
    if len(numbers) == 2 and re.fullmatch(r"s\d+ ?e\d+", value.strip().lower()):
        return int(numbers[key == "episode"])
    word = fold(value).split()[-1:]
    if not numbers and word and word[0] in _NUMBER_WORDS:
        return _NUMBER_WORDS.index(word[0])
    is_one = len(numbers) == 1 and re.fullmatch(r"[a-z .#]*\d+(?:st|nd|rd|th|\.0|\.)?[a-z .]*", value.strip().lower())
    return int(numbers[0]) if is_one else None


def _date(value: object) -> str | None:
    if isinstance(value, str):
        try:
            parse_date(value)
        except DateError as error:
            return error.reading
    return _joined(value) if isinstance(value, dict) else None


def _texts(value: object) -> list[str] | None:
    if not isinstance(value, str):
        text = _text(value)
        return None if text is None else [text]
    if re.search(r",\s*(?:Jr|Sr|I{1,3}|IV|M\.?D|Ph\.?D|Esq)\b", value):
        return [value]
    return [text.strip() for text in re.split("[,;]", value) if text.strip()] or None


def _choice(entry: Field, value: str) -> str | None:
    word = fold(value)
    for choice in entry.choices:
        if word == choice or word in _CHOICES.get(choice, ()):
            return choice
    return None


def date_in_parts(table: Mapping[str, object]) -> tuple[list[str], str] | None:
    """Return the keys that together stand for `date`, and the EDTF date that they make; None if there are none."""
    start = next((key for key in (*_STARTS, "date") if key in table), None)
    end = next((key for key in _ENDS if key in table), None)
    if start and end:
        text = _joined_ends(table[start], table[end])
        return ([start, end], text) if text else None
    parts = [key for key in ("year", "month", "day") if key in table]
    if "date" not in table and parts[:2] == ["year", "month"]:
        text = _joined({key: table[key] for key in parts})
        return (parts, text) if text else None
    if "date" in table and "time" in table:
        text = f"{table['date']}T{table['time']}"
        return (["date", "time"], text) if is_date(text) else None
    return None


def _joined_ends(start: object, end: object) -> str | None:
    try:
        first, last = as_date(start), as_date(end)
    except DateError:
        return None
    if first is None or last is None or "T" in first.text + last.text:
        return None
    text = f"{first.text}/{last.text}"
    return text if is_date(text) else None


def _joined(parts: Mapping[str, object]) -> str | None:
    """Return a date of numbers for year, month and day."""
    numbers = [parts[key] for key in ("year", "month", "day") if key in parts]
    if len(numbers) != len(parts) or not all(isinstance(n, int) and n >= 0 for n in numbers) or not numbers:
        return None
    text = "-".join([f"{numbers[0]:04d}", *(f"{number:02d}" for number in numbers[1:])])
    return text if is_date(text) else None
