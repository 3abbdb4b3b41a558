"""Seeded histories of any size: people, seasons, tags, links and causes, and no error that `timeline check` would find.

A history has a core of events from 1966 to 1969 that is the same at every size. No other event is in these years, and none
is a cause or an effect of what the questions ask about. So the answers of the questions do not grow with the history.

All other events are in the hundred years before and after. Causes are earlier events of the same timeline; a real event has
at most one counterpart.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.core import CORE, CORE_PEOPLE, CORE_TAGS, PLACES, POD, entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SEED = 13
TAGS = [f"{what}-{n}" for what in ("moon", "orbit", "politics", "science", "war") for n in range(8)]
FIRST = "Ada Ben Cleo Dmitri Eva Finn Gita Hugo Ida Jun Kofi Lena Milo Nora Omar Pia Quinn Rosa Sven Tara".split()
LAST = "Abel Braun Castro Dahl Egan Farro Gupta Holm Ivanov Joshi Kern Lund Mbeki Nagy Okafor Petrov Reyes Sato".split()
MIDDLE = "ABCDEFGHIJKLMNOPRSTVW"
VERBS = "opens builds loses finds leaves meets names sells signs tests votes-on launches".split()
THINGS = "harbor treaty station engine mine school reactor bridge budget rocket strike archive".split()
EARLY, LATE = range(1866, 1966), range(1970, 2070)
"""The years around the core: before the point of divergence, and after it."""


class Dated(NamedTuple):
    """An event that later ones may name as a cause, or link to."""

    id: str
    day: str


def write(path: Path, size: int, *, declared: bool = True) -> None:
    """Write a history of so many events; without declarations, what events name is implied, and no timeline is nested."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(texts(size, declared=declared))


def texts(size: int, *, declared: bool = True) -> Iterator[str]:
    """Yield the tables of a history, one after the other."""
    people = _people(size)
    if declared:
        yield from _declarations(people)
    yield from CORE
    history = _History(people, declared=declared)
    rest = max(0, size - len(CORE))
    early = rest * 15 // 100
    for years, count in ((EARLY, early), (LATE, rest - early)):
        done = 0
        for number, year in enumerate(years, 1):
            due = count * number // len(years)
            yield from history.year(year, due - done)
            done = due


def _people(size: int) -> dict[int, list[str]]:
    """Return the names of people by the decade of their birth: one in all for fifty events."""
    decades = range(1810, 2040, 10)
    each = max(3, size // 50 // len(decades))
    names = (f"{first} {middle}. {last}" for middle in _middles() for last in LAST for first in FIRST)
    return {decade: [next(names) for _ in range(each)] for decade in decades}


def _middles() -> Iterator[str]:
    yield from MIDDLE
    yield from (f"{one}. {two}" for one in MIDDLE for two in MIDDLE)


def _declarations(people: dict[int, list[str]]) -> Iterator[str]:
    yield 'name = "Made for measuring"\n\n'
    yield f'[[timeline]]\nid = "red"\ndiverges_at = "{POD}"\n\n'
    yield '[[timeline]]\nid = "blue"\nparent = "red"\ndiverges_at = "blue-pod"\n\n'
    yield from _show("red", 1970)
    yield from _show("blue", 1990)
    yield "[tags]\n" + "".join(f'{tag} = "About {tag}"\n' for tag in (*CORE_TAGS, *TAGS)) + "\n"
    for name in CORE_PEOPLE:
        yield f'[[person]]\nname = "{name}"\nborn = 1930-05-06\n\n'
    for decade, names in people.items():
        for n, name in enumerate(names):
            yield f'[[person]]\nname = "{name}"\nborn = "{decade + n % 10}~"\n\n'


def _show(name: str, start: int) -> Iterator[str]:
    """Yield a show of a season for each decade, with ten episodes each."""
    yield f'[[show]]\nid = "{name}"\nname = "The {name} sky"\ntimeline = "{name}"\n\n'
    for number, decade in enumerate(range(start, 2070, 10), 1):
        begins = 1966 if decade == 1970 else decade
        yield f'[[show.season]]\nnumber = {number}\nsetting = "{begins}/{decade + 9}"\n'
        yield f'aired = "{2000 + number}-01/{2000 + number}-10"\n\n'
        for episode in range(1, 11):
            yield f'[[show.season.episode]]\nnumber = {episode}\ntitle = "The {name} {number}.{episode}"\n'
            yield f"aired = {2000 + number}-{episode:02d}-01\n\n"


class _History:
    """The events around the core, year by year."""

    def __init__(self, people: dict[int, list[str]], *, declared: bool) -> None:
        self.random = random.Random(SEED)  # noqa: S311 - it has to be the same again
        self.people = people
        self.declared = declared
        self.recent: dict[str, list[Dated]] = {"real": [], "red": [Dated(POD, "1966-01-14")], "blue": []}
        """By timeline: the last events of one exact day, which later ones may name as causes."""
        self.number = 0

    def year(self, year: int, count: int) -> Iterator[str]:
        """Yield a year's events, each as a table."""
        free: list[Dated] = []
        """The real events of this year that no other event links to."""
        for first, month, day in sorted(self._day(year) for _ in range(count)):
            self.number += 1
            home = self._home(year)
            lines = self._event(home, year, first, month, day)
            if home in ("red", "blue") and free and self.random.random() < 0.3:
                target = free.pop(self.random.randrange(len(free)))
                if target.day < first:
                    lines.append(f'{self.random.choice(("replaces", "moves"))} = "{target.id}"')
            elif home == "real" and year in LATE and lines[1] == f"date = {first}":
                free.append(Dated(f"real-{self.number}", first))
            yield entry(lines)

    def _day(self, year: int) -> tuple[str, int, int]:
        month, day = self.random.randint(1, 12), self.random.randint(1, 28)
        return f"{year}-{month:02d}-{day:02d}", month, day

    def _home(self, year: int) -> str:
        if year < 1970:
            return "real"
        if self.declared and year > 1991 and not self.recent["blue"]:
            return "blue-pod"
        chance = self.random.random()
        if chance < 0.05:
            return "both"
        if chance < 0.5:
            return "real"
        return "blue" if self.recent["blue"] and chance < 0.65 else "red"

    def _event(self, home: str, year: int, first: str, month: int, day: int) -> list[str]:
        draw = self.random
        id_ = home if home == "blue-pod" else f"{home}-{self.number}"
        line = home.partition("-")[0]
        exact = home == "blue-pod" or draw.random() < 0.9
        date = first if exact else draw.choice((f'"{year}-{month:02d}~"', f'"{first}/{year}-{month:02d}-28"'))
        who = draw.sample(self.people[(year - draw.choice((30, 40, 50))) // 10 * 10], 2)
        title = f"{who[0]} {draw.choice(VERBS)} the {draw.choice(THINGS)} of {draw.choice(LAST)}"
        lines = [f'id = "{id_}"', f"date = {date}", f'title = "{title}"']
        if line in ("red", "blue"):
            season = (year - (1970 if line == "red" else 1990)) // 10 + 1
            lines.append(f'show = "{line}"\nseason = {season}\nepisode = {draw.randint(1, 10)}')
        elif line == "both":
            lines.append('kind = "both"')
        lines.append(f"tags = {_list(draw.sample(TAGS, 2))}")
        lines.append(f"people = {_list(who)}")
        lines.append(f'place = "{PLACES[(year + month * day) % len(PLACES)]}"')
        lines.append(f'summary = "In one sentence, what came of it: {who[1]} saw it through, as number {self.number}."')
        lines.append(f'source = "https://example.org/{self.number}"')
        causes = self._causes(line, first)
        if causes:
            lines.append(f"because = {_list(causes)}")
        if exact and line in self.recent:
            self.recent[line] = [*self.recent[line][-49:], Dated(id_, first)]
        return lines

    def _causes(self, line: str, first: str) -> list[str]:
        """Return one or two earlier events; for most real ones, none."""
        if line == "both" or (line == "real" and self.random.random() < 0.7):
            return []
        known = self.recent["red"] if line == "blue" and not self.recent["blue"] else self.recent[line]
        earlier = [each.id for each in known if each.day < first]
        if not earlier:
            return [] if line == "real" else [known[0].id] if known[0].day <= first else [POD]
        count = 2 if self.random.random() < 0.3 else 1
        return self.random.sample(earlier, min(count, len(earlier)))


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"
