"""Dates of numbers only, as people write them: "7/20/1969", "1942-43", "072069", "300"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import edtf_year
from timeline.model.dates import is_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Reading(NamedTuple):
    """What a text may mean: EDTF dates, the likeliest first, and why none of them is certain."""

    texts: tuple[str, ...]
    doubt: str | None = None
    """What the message says of the text: "does not say its century". None if only the number of readings is in doubt."""

    @property
    def is_certain(self) -> bool:
        return self.doubt is None and len(self.texts) == 1

    def each(self, change: Callable[[str], str | None]) -> Reading | None:
        """Return the reading with every date changed; None if no date can be changed."""
        changed = tuple(text for text in map(change, self.texts) if text is not None)
        return self._replace(texts=changed) if changed or not self.texts else None


NO_CENTURY = "does not say its century"
NO_YEAR = "does not say its year"


def years(digits: str, era: str | None) -> Reading | None:
    """Return what the digits of a year mean; fewer than three leave the century open, unless there is an era."""
    if not re.fullmatch(r"'?[0-9]{1,16}", digits):
        return None
    number = int(digits.strip("'"))
    if era is not None:
        if not number:
            return Reading((), "is not a year: AD 1 follows 1 BC")
        return Reading((edtf_year(1 - number if era == "bc" else number),))
    if len(digits.strip("'")) < 3:
        return Reading((f"19{number:02d}",), NO_CENTURY)
    return Reading((edtf_year(number),))


def numeric(text: str, era: str | None) -> Reading | None:
    """Return what a date of numbers only means."""
    three = re.fullmatch(r"('?[0-9]+)( ?[./-] ?| )('?[0-9]+)\2('?[0-9]+)\.?", text)
    if three:
        return _three_numbers(three[1], three[3], three[4], era)
    two = re.fullmatch(r"([0-9]+) ?([./-]) ?([0-9]+)", text)
    if two:
        return None if era else _two_numbers(*two.groups())
    signed = re.fullmatch(r"y([+-]?[0-9]{1,16})|([+-][0-9]{1,16})", text)
    if signed:
        return None if era else _signed(signed[1] or signed[2], is_plain=signed[1] is not None)
    if not re.fullmatch("'?[0-9]+", text):
        return None
    digits = text.strip("'")
    if era is None and len(digits) in (6, 8):
        return _packed(digits)
    if era is None and len(digits) < 3:
        return Reading((f"{int(digits):04d}", f"19{int(digits):02d}")[digits != text :], NO_CENTURY)
    return years(text, era)


def _signed(digits: str, *, is_plain: bool) -> Reading:
    """Return what a year with a sign means: "-44" may be the year of astronomers, or 44 BC."""
    year = int(digits)
    is_short = year < 0 and len(digits) < 5 and not is_plain
    return Reading((edtf_year(year), edtf_year(year + 1)) if is_short else (edtf_year(year),))


def _three_numbers(first: str, second: str, third: str, era: str | None) -> Reading | None:
    orders = [(third, first, second), (third, second, first)]
    if era is None and len(first) > 2:
        orders = [(first, second, third)]
    elif era is None and len(third) < 3 and int(first.strip("'")) > 31:
        orders.append((first, second, third))
    return _merged(_year_month_day(*order, era) for order in orders)


def _year_month_day(year: str, month: str, day: str, era: str | None) -> Reading | None:
    if not (month + day).isdecimal() or len(month) > 2 or len(day) > 2:
        return None
    found = years(year, era)
    return found and found.each(lambda text: f"{text}-{month:0>2}-{day:0>2}")


def _merged(readings: Iterable[Reading | None]) -> Reading | None:
    """Return the dates of all readings that the calendar has; if it has none, the likeliest, for the error message.

    That is the first in which the month is one: of 31/6/1969, it is the day that there is not.
    """
    found = [reading for reading in readings if reading is not None]
    texts = tuple(dict.fromkeys(text for reading in found for text in reading.texts))
    valid = tuple(text for text in texts if is_date(text))
    likeliest = sorted(texts, key=lambda text: not "01" <= text[-5:-3] <= "12")[:1]
    return Reading(valid or tuple(likeliest), next((reading.doubt for reading in found), None)) if found else None


def _two_numbers(first: str, mark: str, second: str) -> Reading | None:
    """Return what "7/1969", "1969-7", "1942-43" and "1675/6" mean: a month of a year, or two years."""
    if len(first) < 3:
        month = f"{second}-{first:0>2}"
        return Reading((month,)) if len(second) == 4 and is_date(month) and int(first) <= 12 else None
    if len(first) != 4 or len(second) > 2:
        return None
    month, later = f"{first}-{second:0>2}", f"{first[: -len(second)]}{second}"
    is_dual = mark == "/" and str(int(first) + 1).endswith(second)
    both = f"{first}/{int(first) + 1:04d}" if is_dual else f"{first}/{later}"
    texts = [month] if is_date(month) and int(second) <= 12 else []
    texts += [both] if is_dual or later > first else []
    texts += [f"{int(first) + 1:04d}"] if is_dual else []
    if texts == [both]:
        return Reading((both,), f"is not a month of {first}, and may be a span of years")
    return Reading(tuple(texts)) if texts else None


def _packed(digits: str) -> Reading | None:
    """Return what six or eight digits without marks between them may mean."""
    year = () if digits.startswith("0") or len(digits) == 8 else (edtf_year(int(digits)),)
    if len(digits) == 8:
        orders = [(0, 4, 6), (4, 0, 2), (4, 2, 0)]
        whole = [f"{digits[y : y + 4]}-{digits[m : m + 2]}-{digits[d : d + 2]}" for y, m, d in orders]
    else:
        whole = [f"{digits[:4]}-{digits[4:]}", f"{digits[2:]}-{digits[:2]}"]
        whole = [text for text in whole if "01" <= text[5:] <= "12"]
        short = [(0, 2, 4), (4, 0, 2), (4, 2, 0)]
        whole += [f"19{digits[y : y + 2]}-{digits[m : m + 2]}-{digits[d : d + 2]}" for y, m, d in short]
    texts = tuple(dict.fromkeys(text for text in (*whole, *year) if is_date(text))) or (edtf_year(int(digits)),)
    return Reading(texts, NO_CENTURY if texts[0].startswith("19") and len(digits) == 6 and len(texts) == 1 else None)
