"""Unknown keys: which key was meant, or where the key belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.names import did_you_mean, nearest
from timeline.source.fields import DEFAULTS, EVENT, ROOT, Table, Type
from timeline.source.spelling import spelled
from timeline.source.values import meant

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = ("format", "include", "name")
"""Keys that stand above the first table."""

_TABLES = {
    "event": ("events",),
    "person": ("persons", "people", "character", "characters", "cast"),
    "show": ("shows", "series", "book", "books", "novel", "game", "film", "movie"),
    "timeline": ("timelines", "branch", "branches", "universe"),
    "state": ("states", "office", "offices"),
    "show.season": ("season", "seasons", "volume"),
    "show.season.episode": ("episode", "episodes", "chapter", "chapters"),
}
_KEYS = {
    "date": ("year", "when", "day", "start", "begin", "time", "on", "dates", "datetime"),
    "title": ("name", "event", "headline", "label", "heading", "what"),
    "name": ("title", "label"),
    "summary": ("description", "desc", "notes", "note", "text", "details", "body", "comment", "content"),
    "place": ("location", "where", "city", "country", "site"),
    "people": ("characters", "persons", "person", "who", "actors", "cast", "participants"),
    "tags": ("tag", "category", "categories", "keywords", "labels", "topics"),
    "source": ("url", "link", "ref", "reference", "references", "citation", "citations", "sources"),
    "because": ("cause", "causes", "caused_by", "why"),
    "show": ("series", "book", "novel", "game", "film", "movie"),
    "episode": ("chapter", "part"),
    "season": ("volume",),
    "timeline": ("universe", "world", "branch"),
    "born": ("birth", "birthday", "birthdate", "date_of_birth", "dob"),
    "died": ("death", "deceased", "date_of_death"),
    "actor": ("played_by", "actress", "portrayed_by"),
    "aliases": ("alias", "nickname", "nicknames", "aka"),
    "number": ("no", "num", "season", "episode", "id"),
    "setting": ("year", "years", "date", "dates", "period"),
    "aired": ("released", "release", "premiere", "airdate", "air_date", "published"),
    "of": ("office", "title", "role", "position"),
    "is": ("holder", "name", "who", "person", "value"),
    "diverges_at": ("pod", "divergence", "point_of_divergence"),
}


_SHORT = 2
"""A key with fewer letters resembles too many words."""

_HOLD_TABLES = (Type.DATE, Type.DATE_BY_TIMELINE, Type.TABLE, Type.TEXT_TABLE, Type.FREE)


class Unknown(NamedTuple):
    """What to do about a key that a table does not have."""

    hint: str
    instead: str | None = None
    """The key that was meant; its value is read under this key."""
    value: object = None
    """The value that it was meant to have."""


def unknown_key(table: Table, key: str, keys: Mapping[str, object]) -> Unknown:
    """Return what an unknown key of a table was meant to be."""
    value = keys[key]
    if table is DEFAULTS and key in EVENT.by_key:
        return Unknown(f"`{key}` is each event's own: write it below its [[event]]")
    if table is ROOT and isinstance(value, dict | list):
        header = next((name for name, words in _TABLES.items() if key.lower() in (*words, name)), None)
        header = header or next(iter(nearest(key, table.by_key)), None)
        if header:
            return Unknown(
                f"write [[{header}]]" if header not in ("tags", "check", "defaults") else f"write [{header}]"
            )
    if table is ROOT and key in EVENT.by_key:
        if "event" not in keys:
            return Unknown(f"write [[event]] above `{key}`")
        everywhere = ", or below [defaults] for every event of the file" if key in DEFAULTS.by_key else ""
        return Unknown(f"`{key}` belongs below an [[event]]{everywhere}")
    if table is not ROOT and key in _HEAD and not (key == "name" and "title" in table.by_key and "title" not in keys):
        return Unknown(f"`{key}` belongs to the head of the file, above its first [table]")
    target = _target(table, key)
    if target == "show" and isinstance(value, int) and "show" in keys:
        target = "season"  # show = "Dune", book = 2
    if target is None or (isinstance(value, dict) and table.by_key[target].type not in _HOLD_TABLES):
        return _of_ones_own(table, key, keys)
    if target in keys:
        return Unknown(f"take it out: there is a `{target}` beside it")
    sure = meant(table.by_key[target], value)
    value = value if sure is None else sure
    return Unknown(f"write {target} = {spelled(value)}", target, value)


def _target(table: Table, key: str) -> str | None:
    word = key.lower().replace("-", "_")
    if word in table.by_key:
        return word
    synonyms = (name for name, words in _KEYS.items() if name in table.by_key and word in words)
    long = [name for name in table.by_key if len(name) > _SHORT]
    return next(synonyms, None) or (None if _homes(word) else next(iter(nearest(key, long)), None))


def _homes(key: str) -> list[str]:
    """Return the headers of the tables that have a key."""
    tables = {entry.key: entry.table for entry in ROOT.fields if entry.table not in (None, DEFAULTS)}
    return [f"[[{name}]]" for name, table in tables.items() if table and key in table.by_key]


def _of_ones_own(table: Table, key: str, keys: Mapping[str, object]) -> Unknown:
    """Return where to put a key that resembles no other: into `x`, the table for keys of your own."""
    if homes := _homes(key):
        return Unknown(f"`{key}` is a key of {' and '.join(homes)}")
    if table is not EVENT or isinstance(keys.get("x", {}), str):
        return Unknown(did_you_mean(key, table.by_key) or f"{table.name} takes " + ", ".join(table.by_key))
    bare = key if re.fullmatch("[A-Za-z0-9_-]+", key) else spelled(key)
    if "x" in keys:
        return Unknown(f"`x` may hold it: x = {{ {bare} = ... }}")
    return Unknown(f"write x.{bare} = {spelled(keys[key])}")
