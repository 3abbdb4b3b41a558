"""`timeline sql diverge`: the pairs of `questions.pairs`, as one query.

Its definitions follow the rules there: what only one side of a comparison holds (`alone`), the links that lead from it
(`answer`), counterparts of siblings (`counterpart`), and from these the pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS
from timeline.questions.pairs import STATUS_OF_LINK
from timeline.sql.queries import held, ordered, select, with_clause

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from timeline.questions.pairs import Status
    from timeline.sql.dialects import Dialect
    from timeline.sql.filters import Filter

_PARENTS = "SELECT number, parent AS base, id AS alt, FALSE AS are_siblings FROM timeline WHERE parent IS NOT NULL"


def diverge(filters: Filter, path: str, statuses: Collection[Status], between: tuple[str, str] | None = None) -> str:
    """Return the query for the divergences of ATLs from their parents, or between the timelines (base, alternate).

    The rows are those of `diverge`, in its order, with the columns of `-f tsv` but `drift`, which is in words.
    """
    dialect = filters.dialect
    fits = filters.of_all_timelines
    definitions = [
        _comparisons(dialect, filters.timelines, between),
        *held(dialect, "(SELECT base FROM comparison UNION SELECT alt FROM comparison)"),
        *_definitions(dialect, has_siblings=between is not None),
        "pair AS (\n    " + "\n    UNION ALL ".join(_pairs(dialect, statuses, has_siblings=between is not None)) + ")",
    ]
    query = filters.query
    rank = "n" if query.sort == "date" else "aired"
    body = [
        select(_columns(dialect)),
        "FROM pair AS p JOIN comparison AS c ON c.number = p.number",
        "LEFT JOIN event AS a ON a.n = p.alt LEFT JOIN event AS b ON b.n = p.base",
        "LEFT JOIN parting AS g ON g.number = p.number",
    ]
    if not fits.is_empty:
        sides = [f"({each}.n IS NOT NULL AND {fits.condition(each)})" for each in ("a", "b")]
        body.append(f"WHERE {' OR '.join(sides)}")
    last = ["p.number", f"CASE WHEN {_IS_POD} THEN 0 ELSE 1 END", f"coalesce(a.{rank}, b.{rank})", "p.turn", "b.n"]
    return with_clause(dialect, path, definitions, [*body, *ordered(last, reverse=query.reverse, limit=query.limit)])


_IS_POD = "coalesce(g.pod = a.id, FALSE) OR coalesce(g.pod = b.id, FALSE)"


def _columns(dialect: Dialect) -> list[str]:
    def told(key: str) -> str:
        column = dialect.column(key)
        return f"CASE WHEN a.n IS NULL THEN b.{column} ELSE a.{column} END AS {column}"

    with_drift = "p.status IN ('moved', 'replaced')"
    low, high = "a.first_day - b.last_day", "a.last_day - b.first_day"
    date = dialect.column("date")
    return [
        "p.status",
        *(f"b.{date} AS base_date", f"a.{date} AS alt_date", "b.title AS base_title", "a.title AS alt_title"),
        *(told(key) for key in ("show", "season", "episode")),
        f"CASE WHEN {with_drift} AND a.is_one_day AND b.is_one_day THEN {high} END AS drift_days",
        f"CASE WHEN {with_drift} THEN {low} END AS drift_min",
        f"CASE WHEN {with_drift} THEN {high} END AS drift_max",
        *("c.alt AS timeline", "b.id AS base_id", "a.id AS alt_id", "c.base AS base_timeline"),
        f"({_IS_POD}) AS pod",
    ]


def _comparisons(dialect: Dialect, timelines: Sequence[str], between: tuple[str, str] | None) -> str:
    if between is not None:
        base, alt = (dialect.text(each) for each in between)
        kin = (
            f"SELECT count(*) FROM lineage WHERE (timeline = {base} AND ancestor = {alt})"
            f" OR (timeline = {alt} AND ancestor = {base})"
        )
        chosen = [
            f"SELECT 0 AS number, {base} AS base, {alt} AS alt, ({kin}) = 0 AS are_siblings FROM lineage"
            f" WHERE steps = 0 AND timeline = {base} AND {base} <> {alt}"
        ]
    else:
        chosen = [
            _PARENTS.replace("number,", f"{number} AS number,") + f" AND id = {dialect.text(timeline)}"
            for number, timeline in enumerate(timelines)
        ]
    return f"comparison AS ({' UNION ALL '.join(chosen or [_PARENTS])})"


def _definitions(dialect: Dialect, *, has_siblings: bool) -> list[str]:
    links = [
        f"SELECT n, '{link}' AS link, item AS target, {turn * 2**32} + min(ordinal) AS turn"
        f" FROM ({dialect.each(link, 'event.n')}) AS x GROUP BY n, item"
        for turn, link in enumerate(LINKS)
    ]
    definitions = [
        "side AS (SELECT number, 'alt' AS side, alt AS holder, base AS other FROM comparison"
        " UNION ALL SELECT number, 'base', base, alt FROM comparison)",
        # the POD at which the two sides part: the first one since their common ancestor
        "branch AS (SELECT s.number, t.pod, t.pod_day, t.pod_shared,"
        " row_number() OVER (PARTITION BY s.number ORDER BY t.pod_rank, s.side, l.steps) AS turn"
        " FROM side AS s JOIN lineage AS l ON l.timeline = s.holder JOIN timeline AS t ON t.id = l.ancestor"
        " LEFT JOIN lineage AS k ON k.timeline = s.other AND k.ancestor = l.ancestor"
        " WHERE k.ancestor IS NULL AND t.pod IS NOT NULL)",
        "parting AS (SELECT number, pod, pod_day, pod_shared FROM branch WHERE turn = 1)",
        # what only one side holds
        "alone AS (SELECT s.number, min(s.side) AS side, h.n FROM side AS s JOIN held AS h ON h.holder = s.holder"
        " WHERE h.is_story GROUP BY s.number, h.n HAVING count(*) = 1)",
        f"link AS ({' UNION ALL '.join(links)})",
        # the links of what only the alternate holds, and whether they count: whether the base holds their target
        "answer AS (SELECT a.number, a.n AS alt, l.link, l.turn, t.n AS base, (t.everywhere OR o.n IS NOT NULL) AS is_held"
        " FROM comparison AS c JOIN alone AS a ON a.number = c.number AND a.side = 'alt' JOIN link AS l ON l.n = a.n"
        " JOIN event AS t ON t.id = l.target LEFT JOIN held AS o ON o.holder = c.base AND o.n = t.n)",
    ]
    if has_siblings:
        definitions.append(
            # neither descends from the other: events of both that link to one event of their common past
            "counterpart AS (SELECT m.number, m.alt, a.n AS base, m.link = 'averts' AS is_averted,"
            " max(CASE WHEN m.link = 'moves' AND l.link = 'moves' THEN 1 ELSE 0 END) AS both_move,"
            " min(CASE WHEN m.link = 'moves' AND l.link = 'moves' THEN m.turn END) AS moved_turn, min(m.turn) AS turn"
            " FROM answer AS m JOIN comparison AS c ON c.number = m.number AND c.are_siblings"
            " JOIN event AS t ON t.n = m.base JOIN link AS l ON l.target = t.id"
            " JOIN alone AS a ON a.number = m.number AND a.side = 'base' AND a.n = l.n"
            " WHERE NOT m.is_held AND (m.link = 'averts') = (l.link = 'averts')"
            " GROUP BY m.number, m.alt, a.n, m.link = 'averts')"
        )
    return definitions


def _pairs(dialect: Dialect, statuses: Collection[Status], *, has_siblings: bool) -> list[str]:
    """Return queries for the pairs with the wanted statuses; `turn` orders the pairs of one event."""
    found = [
        f"SELECT number, {_cased('link', STATUS_OF_LINK)} AS status, base, alt, turn FROM answer"
        f" WHERE is_held AND link IN {dialect.texts([link for link, each in STATUS_OF_LINK.items() if each in statuses])}"
    ] * any(each in statuses for each in STATUS_OF_LINK.values())
    if has_siblings:
        moved = f"SELECT number, 'moved' AS status, base, alt, {2**40} + moved_turn AS turn"
        replaced = f"SELECT number, 'replaced' AS status, base, alt, {2**41} + turn AS turn"
        found += [f"{moved} FROM counterpart WHERE both_move = 1 AND NOT is_averted"] * ("moved" in statuses)
        found += [f"{replaced} FROM counterpart WHERE both_move = 0 AND NOT is_averted"] * ("replaced" in statuses)
    if {"added", "untold"} & {*statuses}:
        sides = [side for side, status in _SIDES.items() if status in statuses]
        found.append(
            f"SELECT s.number, {_cased('s.side', _SIDES)} AS status, CASE WHEN s.side = 'base' THEN s.n END AS base,"
            " CASE WHEN s.side = 'alt' THEN s.n END AS alt, 0 AS turn FROM alone AS s"
            f" LEFT JOIN ({_told(has_siblings=has_siblings)}) AS x"
            " ON x.number = s.number AND x.side = s.side AND x.n = s.n"
            f" WHERE s.side IN {dialect.texts(sides)} AND x.n IS NULL"
        )
    if "kept" in statuses:
        own = " AND ".join(dialect.contains("e.timelines", f"c.{side}") for side in _SIDES)
        found.append(
            "SELECT c.number, 'kept' AS status, e.n AS base, e.n AS alt, 0 AS turn FROM comparison AS c"
            " JOIN parting AS g ON g.number = c.number"
            f" JOIN event AS e ON (e.everywhere OR ({own})) AND e.place_day >= g.pod_day"
            " LEFT JOIN (SELECT DISTINCT number, base FROM answer) AS x ON x.number = c.number AND x.base = e.n"
            f" WHERE NOT {dialect.contains('g.pod_shared', 'e.id')} AND x.base IS NULL"
        )
    return found


_SIDES: dict[str, Status] = {"alt": "added", "base": "untold"}


def _cased(column: str, values: Mapping[Any, str]) -> str:
    """Return an expression that replaces the values of a column."""
    cases = " ".join(f"WHEN '{old}' THEN '{new}'" for old, new in values.items())
    return f"CASE {column} {cases} END"


def _told(*, has_siblings: bool) -> str:
    """Return a query for the events on both sides that are in a pair, or that avert what the other side averts."""
    sources = ["answer WHERE is_held", *(["counterpart"] if has_siblings else [])]
    return " UNION ".join(
        f"SELECT number, '{side}' AS side, {side} AS n FROM {each}" for each in sources for side in _SIDES
    )
