"""A `Query` as one parametrised WHERE: there is no second filter engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from timeline.model.events import REAL
from timeline.model.lineage import ALWAYS, NEVER, Lineage
from timeline.model.names import fold
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    from timeline.model.query import Query, Span

Clause = tuple[str, list[object]]
"""A condition on the table `event`, and its parameters."""

NameLookup = Callable[[str, str], str]
"""Gives the value that a name of a facet stands for; raises `UsageError` where nothing bears it."""


def where(query: Query, resolve: NameLookup, lineage_of: Callable[[str], Lineage]) -> Clause:
    """Return the condition for all filters of a query but its order and limit."""
    clauses = [
        *([_words(query.words)] if query.words else []),
        either(*(_overlap(span) for span in query.years)),
        _from_to(query),
        _kinds(query),
        either(*(holds(lineage_of(resolve("timeline", name))) for name in query.timelines)),
        _facet("show", query.shows, resolve),
        _column("season", query.seasons),
        _column("episode", query.episodes),
        _facet("tag", query.tags, resolve),
        _facet("person", query.people, resolve),
        _facet("place", query.places, resolve),
        _column("id", [resolve("id", name) for name in query.ids]),
    ]
    return every(*clauses)


def every(*clauses: Clause) -> Clause:
    """Return the condition that all of the conditions are met; an empty one is."""
    return _joined(" AND ", [clause for clause in clauses if clause[0]])


def either(*clauses: Clause) -> Clause:
    """Return the condition that one of the conditions is met."""
    return _joined(" OR ", list(clauses))


def negated(clause: Clause) -> Clause:
    """Return the condition that a condition is not met."""
    return f"NOT ({clause[0]})", clause[1]


def holds(lineage: Lineage) -> Clause:
    """Return the condition that a timeline holds an event: `Lineage.holds` in SQL."""
    clauses: list[Clause] = [("kind = 'both' AND timeline IS NULL", [])]
    for segment in lineage.segments:
        if segment.before == NEVER:
            continue
        own: Clause = ("timeline = ?", [segment.timeline])
        if segment.timeline == REAL:
            own = ("(kind = 'real' OR kind = 'both')", [])
        clauses.append(own if segment.before == ALWAYS else every(own, ("earliest < ?", [segment.before])))
    return either(*clauses)


def _words(words: Iterable[str]) -> Clause:
    match = " AND ".join(_fts(word) for word in words)
    return "n IN (SELECT rowid FROM words WHERE words MATCH ?)", [match]


def _fts(word: str) -> str:
    """Return a word as an FTS5 phrase; a trailing `*` asks for words that begin so."""
    bare = re.sub(r"\*+$", "", word)
    quoted = '"' + bare.replace('"', '""') + '"'
    return f"{quoted} *" if word.endswith("*") else quoted


def _overlap(span: Span) -> Clause:
    first = -OPEN if span[0] is None else max(span[0], -OPEN)
    last = OPEN if span[1] is None else min(span[1], OPEN)
    sql = (
        "n IN (SELECT e.n FROM span s CROSS JOIN event e WHERE e.magnitude = s.magnitude"
        " AND e.earliest BETWEEN ? - s.length AND ? AND e.latest >= ?)"
    )
    return sql, [first, last, first]


def _from_to(query: Query) -> Clause:
    """Several starts (or ends) mean either, so the widest counts."""
    if not query.from_ and not query.to:
        return "", []
    starts = [date.earliest for date in query.from_]
    ends = [date.latest for date in query.to]
    first = None if not starts or None in starts else min(start for start in starts if start is not None)
    last = None if not ends or None in ends else max(end for end in ends if end is not None)
    return _overlap((first, last))


def _kinds(query: Query) -> Clause:
    if not query.kinds:
        return "", []
    kinds = sorted({*query.kinds, "both"})
    return _column("kind", kinds)


def _facet(facet: str, names: Iterable[str], resolve: NameLookup) -> Clause:
    values = [fold(resolve(facet, name)) for name in names]
    if not values:
        return "", []
    marks = ", ".join("?" * len(values))
    return f"n IN (SELECT event FROM facet WHERE facet = ? AND value IN ({marks}))", [facet, *values]


def _column(column: str, values: Iterable[object]) -> Clause:
    parameters = list(values)
    if not parameters:
        return "", []
    return f"{column} IN ({', '.join('?' * len(parameters))})", parameters


def _joined(word: str, clauses: list[Clause]) -> Clause:
    if len(clauses) < 2:
        return clauses[0] if clauses else ("", [])
    return word.join(f"({sql})" for sql, _ in clauses), [value for _, values in clauses for value in values]
