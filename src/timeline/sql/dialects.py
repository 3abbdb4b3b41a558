"""How each engine says what the queries need: literals, lists, where the tables are, and a walk along causes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.model.names import pick
from timeline.sql.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence


class Dialect(ABC):
    """The parts of SQL in which engines differ. This is what most have in common; each engine replaces the rest."""

    name = ""
    quote = '"'
    kept = "MATERIALIZED "
    """What stands before a definition that is to be worked out once, however often a recursion reads it."""

    def text(self, value: str) -> str:
        """Return a literal for a text, on one line and without control characters."""
        parts = [""]
        for character in value:
            if character.isprintable():
                parts[-1] += character.replace("'", "''")
            else:
                parts += [str(ord(character)), ""]
        quoted = [self._character(part) if index % 2 else f"'{part}'" for index, part in enumerate(parts)]
        return quoted[0] if len(quoted) == 1 else f"({' || '.join(quoted)})"

    def _character(self, code: str) -> str:
        return f"chr({code})"

    def texts(self, values: Sequence[str]) -> str:
        """Return a list of literals, for use after IN."""
        return f"({', '.join(self.text(value) for value in values)})"

    def column(self, name: str) -> str:
        """Return the name of a column, quoted: some are words of SQL."""
        return f"{self.quote}{name}{self.quote}"

    @abstractmethod
    def tables(self, path: str) -> list[str]:
        """Return the definitions of the tables `event`, `timeline` and `lineage` of an export, for a WITH clause."""

    @abstractmethod
    def contains(self, texts: str, item: str) -> str:
        """Return the condition that a list has an item."""

    @abstractmethod
    def first(self, texts: str) -> str:
        """Return the first item of a list, null if it is empty."""

    @abstractmethod
    def each(self, column: str, keep: str, where: str = "TRUE") -> str:
        """Return a query for a row per item of a list of `event`: the columns `keep`, `item` and `ordinal`.

        `where` is a condition on the events.
        """

    @abstractmethod
    def walk(self, start: str, most: int | None) -> list[str]:
        """Return definitions that lead to `reached (n, depth)`, for a WITH clause.

        It has the events that follow from the one with the id `start`, itself included, over at most `most` of the links in
        `edge (cause, effect)`, each with the length of the shortest chain.
        """

    @staticmethod
    def _limit(depth: str, most: int | None) -> str:
        return "" if most is None else f" AND {depth} < {most}"


class DuckDB(Dialect):
    """DuckDB, over Parquet. Its recursion by key visits each event once.

    It would keep all columns of a table that a query names twice in memory, if it were not told to read them again.
    """

    name = "duckdb"

    def tables(self, path: str) -> list[str]:
        kinds = "hive_partitioning = true, hive_types = {'timeline': VARCHAR, 'decade': BIGINT}"
        parts = {"event": f"*/*/*.parquet', {kinds}"}
        prefix = self.text(_plain_path(path))[:-1]  # the literal without its last quote
        return [
            f"{table.name} AS NOT MATERIALIZED (SELECT * FROM read_parquet({prefix}/{table.name}/"
            + parts.get(table.name, "*.parquet'")
            + "))"
            for table in TABLES
        ]

    def contains(self, texts: str, item: str) -> str:
        return f"list_contains({texts}, {item})"

    def first(self, texts: str) -> str:
        return f"{texts}[1]"

    def each(self, column: str, keep: str, where: str = "TRUE") -> str:
        listed = self.column(column)
        items = f"unnest({listed}) AS item, generate_subscripts({listed}, 1) AS ordinal"
        return f"SELECT {keep}, {items} FROM event WHERE {where}"

    def walk(self, start: str, most: int | None) -> list[str]:
        return [
            f"reached (n, depth) USING KEY (n) AS (SELECT n, 0 FROM event WHERE id = {self.text(start)}"
            " UNION SELECT g.effect, r.depth + 1 FROM reached AS r JOIN edge AS g ON g.cause = r.n"
            f" WHERE g.effect NOT IN (SELECT n FROM recurring.reached){self._limit('r.depth', most)})"
        ]


class Spark(Dialect):
    """Spark SQL, over Parquet. It has no UNION in a recursion, so what it walks in circles is kept in `trail`."""

    name = "spark"
    quote = "`"
    kept = ""

    def text(self, value: str) -> str:
        """Return a literal; `$` is escaped because Spark replaces `${...}` in a query, whatever it stands in."""
        return f"'{''.join(self._escaped(character) for character in value)}'"

    @staticmethod
    def _escaped(character: str) -> str:
        if character in "'\\":
            return f"\\{character}"
        if character.isprintable() and character != "$":
            return character
        return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"

    def tables(self, path: str) -> list[str]:
        folder = _plain_path(path)
        if "`" in folder or "$" in folder:
            raise UsageError(f'Spark cannot read the path "{folder}" in a query', "use a name without ` and $")
        return [f"{table.name} AS (SELECT * FROM parquet.`{folder}/{table.name}`)" for table in TABLES]

    def contains(self, texts: str, item: str) -> str:
        return f"array_contains({texts}, {item})"

    def first(self, texts: str) -> str:
        return f"get({texts}, 0)"

    def each(self, column: str, keep: str, where: str = "TRUE") -> str:
        rows = f"event LATERAL VIEW posexplode({self.column(column)}) x AS ordinal, item"
        return f"SELECT {keep}, item, ordinal FROM {rows} WHERE {where}"

    def walk(self, start: str, most: int | None) -> list[str]:
        trail = "CASE WHEN e.in_circle THEN array_append(w.trail, g.effect) ELSE w.trail END"
        return [
            "walk (n, depth, trail) AS (SELECT n, 0, CASE WHEN in_circle THEN array(n) ELSE array_remove(array(n), n) END"
            f" FROM event WHERE id = {self.text(start)}"
            f" UNION ALL SELECT DISTINCT g.effect, w.depth + 1, {trail} FROM walk AS w JOIN edge AS g ON g.cause = w.n"
            " JOIN event AS e ON e.n = g.effect"
            f" WHERE NOT array_contains(w.trail, g.effect){self._limit('w.depth', most)})",
            "reached AS (SELECT n, min(depth) AS depth FROM walk GROUP BY n)",
        ]


class SQLite(Dialect):
    """SQLite, over the file that `timeline export` writes. Lists are JSON, and one row of a recursion is one step."""

    name = "sqlite"

    def _character(self, code: str) -> str:
        return f"char({code})"

    def tables(self, path: str) -> list[str]:
        return []

    def contains(self, texts: str, item: str) -> str:
        return f"EXISTS (SELECT 1 FROM json_each({texts}) AS j WHERE j.value = {item})"

    def first(self, texts: str) -> str:
        return f"json_extract({texts}, '$[0]')"

    def each(self, column: str, keep: str, where: str = "TRUE") -> str:
        listed = self.column(column)
        return (
            f"SELECT {keep}, j.value AS item, j.key AS ordinal FROM event, json_each(event.{listed}) AS j WHERE {where}"
        )

    def walk(self, start: str, most: int | None) -> list[str]:
        ahead = (
            "SELECT json_group_array(effect) FROM (SELECT DISTINCT g.effect FROM json_each(w.front) AS f"
            " JOIN edge AS g ON g.cause = f.value WHERE g.effect NOT IN (SELECT value FROM json_each(w.front))"
            " AND g.effect NOT IN (SELECT value FROM json_each(w.seen)))"
        )
        behind = "SELECT value FROM json_each(w.seen) UNION ALL SELECT value FROM json_each(w.front)"
        return [
            f"walk (depth, front, seen) AS (SELECT 0, json_array(n), json_array() FROM event WHERE id = {self.text(start)}"
            f" UNION ALL SELECT w.depth + 1, ({ahead}), (SELECT json_group_array(value) FROM ({behind}))"
            f" FROM walk AS w WHERE w.front <> '[]'{self._limit('w.depth', most)})",
            "reached AS (SELECT f.value AS n, w.depth FROM walk AS w, json_each(w.front) AS f)",
        ]


def _plain_path(path: str) -> str:
    """Return the path of a dataset; raises `UsageError` for one in which engines would look for patterns."""
    if any(character in path for character in "*?[]{}") or not path.isprintable():
        raise UsageError(f'"{path}" cannot be the path of a dataset in a query', "use a name without * ? [ ] { }")
    return path.rstrip("/") or path


DIALECTS = {each.name: each for each in (DuckDB(), Spark(), SQLite())}


def dialect_named(name: str) -> Dialect:
    """Return the dialect with this name; raises `UsageError` if there is none."""
    return DIALECTS[pick(name, DIALECTS, f'there is no dialect "{name}"')]
