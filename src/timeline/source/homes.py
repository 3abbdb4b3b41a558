"""Where events and states belong: their show, their kind, and the timelines in which they happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import REAL
from timeline.model.names import HINT_WIDTH, first_of

if TYPE_CHECKING:
    from timeline.model.events import Kind
    from timeline.source.groups import Group
    from timeline.source.row import Row

IMPLIED_TIMELINE = "alt"
"""The timeline of alt events in a file that names no timeline at all."""


class Home(NamedTuple):
    """Where an event or a state belongs."""

    show: str | None
    kind: Kind
    timelines: tuple[str, ...]


_NOWHERE = Home(None, "real", ())

_HOMELESS = (None, "alt", None)
"""What `_names_of` returns for an alt row that names neither show nor timeline."""


def homes(group: Group) -> list[Home]:
    """Return the home of each event of a group and then of each state, in the order of their rows.

    Those that name neither show nor timeline are looked at last, when all timelines are known.
    """
    rows = [*group.rows("event"), *group.rows("state")]
    named = list(map(_names_of, rows))
    is_late = [names == _HOMELESS for names in named]
    found = [_NOWHERE] * len(rows)
    known: dict[tuple[object, ...], Home] = {}
    problems = group.document.problems.found
    for n in sorted(range(len(rows)), key=is_late.__getitem__):
        names = named[n]
        home = known.get(names)
        if home is None:
            noted = len(problems)
            home = _home(group, rows[n])
            if len(problems) == noted:  # else each row has to note its own
                known[names] = home
        found[n] = home
    return found


def _home(group: Group, row: Row) -> Home:
    """Return where a row belongs: `timeline` comes before the show's, and both before the group's only ATL."""
    show, said = group.show_of(row), row.values.get("kind")
    named: tuple[str, ...] = tuple(dict.fromkeys(row.values.get("timeline", ())))
    if not named and show and said != "real":
        named = (show.timeline or show.id,)
    elif _names_of(row) == _HOMELESS:
        named = _only_atl(group, row)
    atls = tuple(timeline for timeline in named if timeline != REAL)
    key = "timeline" if "timeline" in row.values else "show" if "show" in row.values else "kind"
    for atl in atls:
        group.name_atl(atl, row, key)
    kind: Kind = said or ("both" if atls and REAL in named else "alt" if atls else "real")
    _check_kind(group, row, kind, named, key)
    places = {"real": (REAL,), "alt": atls, "both": named if REAL in named or not atls else (*atls, REAL)}
    return Home(show.id if show else None, kind, places[kind])


def _check_kind(group: Group, row: Row, kind: Kind, named: tuple[str, ...], key: str) -> None:
    """Note a kind that contradicts the timelines that a row names."""
    atls = [f'"{timeline}"' for timeline in named if timeline != REAL]
    if kind == "real" and atls:
        message = f"what is real does not happen in {atls[0]} alone"
        hint = f'write kind = "alt" for what happens in {atls[0]} alone, kind = "both" for what happens in ours, too'
    elif kind == "alt" and REAL in named and atls:
        message = "what is alt does not happen in our own timeline"
        hint = 'write kind = "both", or take "real" out of the list'
    elif kind == "alt" and REAL in named:
        message = "what is alt does not happen in our own timeline"
        hint = 'write kind = "real" for our own history, or name an alternate timeline: timeline = "..."'
    else:
        return
    group.note(row.place(key), key, "E406", message, hint)


def _only_atl(group: Group, row: Row) -> tuple[str, ...]:
    """Return the group's only ATL, for an alt row that names neither show nor timeline."""
    if len(group.atls) > 1:
        begin = 'write show = "..." or timeline = "..."; there are '
        hint = begin + first_of(list(group.atls), HINT_WIDTH - len(begin))
        group.note(row.place("kind"), "kind", "E410", "which alternate timeline does this belong to?", hint)
        return ()
    return (next(iter(group.atls), IMPLIED_TIMELINE),)


def _names_of(row: Row) -> tuple[object, ...]:
    """Return what decides where a row belongs: its show, its kind and its timelines; None for what it does not say."""
    value = row.values.get
    return value("show"), value("kind"), value("timeline")
