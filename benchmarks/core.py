"""The core of every measured history: twenty events from 1966 to 1969, which all questions ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACES = ["Houston", "Baikonur", "Reykjavik", "Nairobi", "Osaka", "Lima", "Turin", "Perth", "Quito"]
CORE_PEOPLE = ["Ada Core", "Ben Core", "Cleo Core"]
CORE_TAGS = ["core", "start"]
POD = "red-pod"
"""The point of divergence of the timeline `red`. All of `red` follows from it, so no question asks about it."""

PROBE = "core-alt-4"
"""The event that `event`, `why` and `ripple` are asked about. It has four causes and five effects at every size."""

YEAR = 1969

_ALT = [
    # id, date, title, cause, link
    (POD, "1966-01-14", "The chief designer survives the operation", "", ""),
    ("core-alt-1", "1966-06-02", "A second design bureau joins the lunar program", POD, ""),
    ("core-alt-2", "1967-03-09", "The heavy rocket is fired on the stand for the first time", "core-alt-1", ""),
    ("core-alt-3", "1968-02-20", "A crew of two is named for the landing", "core-alt-2", ""),
    ("core-alt-4", "1969-01-30", "The landing is put forward by half a year", "core-alt-3", "replaces core-real-1"),
    ("core-alt-5", "1969-02-11", "An empty lander touches down", "core-alt-4", ""),
    ("core-alt-6", "1969-03-05", "The crew leaves for the launch site", "core-alt-4", "moves core-real-2"),
    ("core-alt-7", "1969-06-26", "The first crew lands on the Moon", "core-alt-6", "averts core-real-5"),
    ("core-alt-8", "1969-07-01", "The crew returns to a parade", "core-alt-7", ""),
    ("core-alt-9", "1969-11-19", "A base is promised within four years", "core-alt-8", "replaces core-real-4"),
]
_REAL = [
    ("core-real-1", "1969-01-10", "The budget of the space agency is cut"),
    ("core-real-2", "1969-04-22", "The second crew begins its training"),
    ("core-real-3", "1969-05-18", "A rehearsal flight passes over the landing site"),
    ("core-real-4", "1969-09-15", "A task group recommends a station"),
    ("core-real-5", "1969-12-02", "The last rocket of the series is ordered"),
]


def entry(lines: Iterable[str]) -> str:
    """Return an event as a table of an events file."""
    return "[[event]]\n" + "\n".join(lines) + "\n\n"


def _common(number: int) -> list[str]:
    return [
        'tags = ["core", "start"]' if number % 2 else 'tags = ["core"]',
        f'people = ["{CORE_PEOPLE[number % 3]}", "{CORE_PEOPLE[(number + 1) % 3]}"]',
        f'place = "{PLACES[number % len(PLACES)]}"',
        f'summary = "The same at every size, number {number}."',
        f'source = "https://example.org/core/{number}"',
    ]


def _alt(number: int, id_: str, date: str, title: str, cause: str, link: str) -> str:
    lines = [f'id = "{id_}"', f"date = {date}", f'title = "{title}"', 'show = "red"', "season = 1", "episode = 1"]
    if cause:
        lines.append(f'because = ["{cause}"]')
    if link:
        name, _, target = link.partition(" ")
        lines.append(f'{name} = "{target}"')
    return entry(lines + _common(number))


def _real(number: int, id_: str, date: str, title: str) -> str:
    return entry([f'id = "{id_}"', f"date = {date}", f'title = "{title}"', 'kind = "real"', *_common(number)])


CORE = [
    *(_alt(number, *each) for number, each in enumerate(_ALT)),
    *(_real(number, *each) for number, each in enumerate(_REAL)),
]

OF_THE_YEAR = frozenset(each[0] for each in (*_ALT, *_REAL) if each[1].startswith(f"{YEAR}-"))
"""The ids of the events of 1969: what every program has to find."""
