"""The time of day in a date: "20:17", "20:17:40Z", "20:17:40.5+02:00"."""

from __future__ import annotations

import re

from timeline.model.errors import DateError

_CLOCK = re.compile(
    r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?P<fraction>\.[0-9]{1,9})?)?"
    r"(?:Z|(?P<zone>[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?))?"
)


def second_of(clock: str, text: str) -> float:
    """Return the seconds from the day's midnight to a time, in UTC if a zone is given; `text` is the whole date.

    Raises `DateError` for a text that is not a time.
    """
    match = _CLOCK.fullmatch(clock) if clock.isascii() else None
    if match is None:
        raise DateError(f'"{text}": "{clock}" is not a time of day', "times look like 20:17, 20:17:40 or 20:17:40Z")
    seconds = int(match["hour"]) * 3600 + int(match["minute"]) * 60 + int(match["second"] or 0)
    zone = match["zone"] or "+00"
    minutes = int(zone[1:3]) * 60 + int(zone[4:6] or 0)
    return seconds + float(match["fraction"] or 0) - (minutes * 60 if zone[0] == "+" else -minutes * 60)
