"""Characters on a screen: a line for each, with a column of ages for each season of the show."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.cells import cells
from timeline.formats.lines import WIDE, Layout, Slot, Span, flowed, paragraph
from timeline.model.cleaning import one_line
from timeline.questions.cast import in_all, in_first_and_last
from timeline.reports.rows import counted, few
from timeline.reports.short import AGES, short_age, short_gap, short_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.questions.cast import Character, Part

MOST = 30
"""How many characters of a show are listed if not all are asked for."""
_NAME = 14
"""The width of names where there is no room for more."""
_LONGEST_NAME, _WHOLE_NAME = 24, 36
"""The most that names get, on a screen and on a wide one."""
_ACTORS = 26
_ID = 24
_GAP = 1
"""Blanks between two columns, as in `formats.lines`."""


class _Row(NamedTuple):
    """A line of the table: of a header, a character or an actor."""

    name: Span
    ages: Sequence[Line]
    gap: Span = Span("")
    actors: Span = Span("")
    id: Span = Span("")


def lines(characters: Sequence[Character], screen: Screen, *, actors: bool) -> Iterator[Line]:
    """Yield the characters of each show below their number, those who are in all seasons, and the signs that occur."""
    for _, group in groupby(characters, lambda each: each.show.id):
        found = list(group)
        shown = _main(found, screen)
        yield from _head(found, shown, screen, actors=actors)
        yield from _table(shown, screen, actors=actors)
        if len(shown) < len(found):
            most = sorted((each.events for each in found), reverse=True)[len(shown)]
            rest = f"{len(found) - len(shown):,} more, named by at most {counted(most, 'event')} each (--all)"
            yield from paragraph(f"{screen.signs.to} {rest}", screen, "dim", indent="  ")


def _main(characters: Sequence[Character], screen: Screen) -> Sequence[Character]:
    """Return the characters whom most events name, in the same order.

    All of them if everything is asked for, or if only one would be left out, whose line is as long as saying so.
    """
    if screen.everything or len(characters) <= MOST + 1:
        return characters
    ranked = sorted(range(len(characters)), key=lambda n: -characters[n].events)
    return [characters[n] for n in sorted(ranked[:MOST])]


def _head(found: Sequence[Character], shown: Sequence[Character], screen: Screen, *, actors: bool) -> Iterator[Line]:
    parts = found[0].parts
    has_seasons = parts[0].season.number is not None
    seasons = f", {counted(len(parts), 'season')}" if has_seasons else ""
    headline = f"{found[0].show.name}: {counted(len(found), 'character')}{seasons}"
    yield from paragraph(headline, screen, "strong", indent="  ")
    if len(parts) > 1:
        names = [_with_ages(each, screen) for each in in_all(found)]
        yield from few("In all of them:", names or ["nobody"], screen, "plain")
        others = [_with_ages(each, screen) for each in in_first_and_last(found)]
        if others:
            first, last = _code(parts[0]), _code(parts[-1])
            yield from few(f"In {first} and {last}, but not in all:", others, screen, "plain")
    yield from flowed(list(_legend(shown, screen, actors=actors)), screen, gap="   ")


def _with_ages(character: Character, screen: Screen) -> str:
    """Return a name with the ages in the first and the last season."""
    name = one_line(character.who.person.name)
    first, last = (short_age(part.age, screen.signs) for part in (character.parts[0], character.parts[-1]))
    return f"{name} ({first} to {last})" if first and last else name


def _legend(shown: Sequence[Character], screen: Screen, *, actors: bool) -> Iterator[Line]:
    """Yield what the signs mean that occur in the table."""
    parts = [part for each in shown for part in each.parts]
    if any(part.age and part.presence == "in" for part in parts):
        yield [Span("age then: ", "dim"), Span("42", "strong"), Span(" in the story", "dim")]
    if any(part.presence == "unseen" for part in parts):
        yield [Span("(42) alive, unseen", "dim")]
    if any(part.presence == "in" and not part.age for part in parts):
        yield [Span("in", "strong"), Span(": age not known", "dim")]
    if any(part.dies for part in parts):
        yield [Span(screen.signs.dies, "gone"), Span(" dies", "dim")]
    if any(_died_before(each.parts, n) for each in shown for n in range(len(each.parts))):
        yield [Span(screen.signs.dies, "gone"), Span(" alone: died before", "dim")]
    if any(part.presence in ("unborn", "dead", "untold") for part in parts):
        yield [Span(f"{screen.signs.untold} unborn, dead or untold", "dim")]
    if actors:
        yield [Span("below: the actor's age when it aired", "dim")]


def _died_before(parts: Sequence[Part], n: int) -> bool:
    """Tell whether somebody died between the season before and this one."""
    return n > 0 and parts[n].presence == "dead" and parts[n - 1].presence != "dead" and not parts[n - 1].dies


def _code(part: Part) -> str:
    return "Age" if part.season.number is None else f"S{part.season.number}"


def _table(shown: Sequence[Character], screen: Screen, *, actors: bool) -> Iterator[Line]:
    """Yield the lines of characters; if not all seasons fit beside each other, the next ones below, with all names."""
    head, body = list(_header(shown[0], screen)), list(_rows(shown, screen, actors=actors))
    width = max(cells("".join(span.text for span in age)) for row in (*head, *body) for age in row.ages)
    count = len(shown[0].parts)
    at_once = max((screen.width - _NAME) // (width + _GAP), 1)
    blocks = -(-count // at_once)
    at_once = -(-count // blocks)
    longest = min(max(cells(row.name.text) for row in body), _LONGEST_NAME if screen.width < WIDE else _WHOLE_NAME)
    for start in range(0, count, at_once):
        numbers = range(start, min(start + at_once, count))
        is_last = numbers.stop == count
        slots = [_name_slot(), *(_age_slot(n, width) for n in numbers), *(_more(body, screen) if is_last else ())]
        layout = Layout(slots, screen, least=_NAME, most=longest)
        for row in (*head, *body):
            yield from layout.lines(row)


def _name_slot() -> Slot[_Row]:
    return Slot(lambda row: row.name, is_cut=True)


def _age_slot(number: int, width: int) -> Slot[_Row]:
    return Slot(lambda row: row.ages[number], width, is_right=True)


def _more(rows: Sequence[_Row], screen: Screen) -> Iterator[Slot[_Row]]:
    """Yield the columns behind the seasons."""
    if any(row.gap.text for row in rows):
        yield Slot(lambda row: row.gap, AGES, is_right=True, is_needed=False)
    longest = max(cells(row.actors.text) for row in rows)
    if screen.width >= WIDE and longest:
        yield Slot(lambda row: row.actors, min(longest, _ACTORS), is_needed=False, is_cut=True)
    if screen.shows_ids():
        yield Slot(lambda row: row.id, _ID, is_needed=screen.ids, is_cut=True)


def _header(first: Character, screen: Screen) -> Iterator[_Row]:
    """Yield the names of the seasons, and the years in which they are set."""
    codes = [[Span(f"{_code(part)} ", "strong")] for part in first.parts]
    yield _Row(Span(""), codes, *(Span(text, "strong") for text in ("Gap", "Played by", "Id")))
    settings = (part.season.setting for part in first.parts)
    years = (short_years(setting, screen.signs) if setting else "" for setting in settings)
    yield _Row(Span(""), [[Span(f"{text} ", "dim")] for text in years])


def _rows(shown: Sequence[Character], screen: Screen, *, actors: bool) -> Iterator[_Row]:
    """Yield a row for each character, below it one for each actor if these are asked for."""
    for each in shown:
        person = each.who.person
        yield _Row(
            Span(one_line(person.name)),
            [_age(each.parts, n, screen) for n in range(len(each.parts))],
            Span(short_gap(each.gap, screen.signs)),
            Span(", ".join(each.actors), "dim"),
            Span(person.id, "dim"),
        )
        for name in each.actors if actors else ():
            ages = [
                f"{short_age(part.actor_age, screen.signs) or '?'} "
                if part.casting and part.casting.name == name
                else ""
                for part in each.parts
            ]
            yield _Row(Span(f"  {one_line(name)}", "dim"), [[Span(age, "dim")] for age in ages])


def _age(parts: Sequence[Part], number: int, screen: Screen) -> Line:
    """Return what a season says of a character: always with a cell for the sign of death at its end."""
    part, signs = parts[number], screen.signs
    if part.presence not in ("in", "unseen"):
        died = _died_before(parts, number)
        return [Span(signs.dies, "gone")] if died else [Span(f"{signs.untold} ", "dim")]
    age = short_age(part.age, signs)
    shown = Span(age or "in", "strong") if part.presence == "in" else Span(f"({age or '?'})", "dim")
    return [shown, Span(signs.dies, "gone") if part.dies else Span(" ")]
