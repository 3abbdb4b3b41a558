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


def homes(group: Group) -> list[Home]:
    """Return the home of each event of a group and then of each state, in the order of their rows.

    Those that name neither show nor timeline are looked at last, when all timelines are known.
    """
    rows = [*group.rows("event"), *group.rows("state")]
    found = [_NOWHERE] * len(rows)
    known: dict[tuple[object, ...], Home] = {}
    problems = group.document.problems.found
    for n in sorted(range(len(rows)), key=lambda n: _is_homeless(rows[n])):
        row = rows[n]
        names = row.values.get("show"), row.values.get("kind"), row.values.get("timeline")
        home = known.get(names)
        if home is None:
            noted = len(problems)
            home = _home(group, row)
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
    elif _is_homeless(row):
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


def _is_homeless(row: Row) -> bool:
    """Return whether an alt row names neither show nor timeline."""
    values = row.values
    return values.get("kind") == "alt" and "show" not in values and "timeline" not in values
