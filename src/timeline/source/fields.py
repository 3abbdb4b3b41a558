"""The one table of the format's keys: which tables an events file has, which keys each takes, and of what type.

Decoder, TOML writer, the JSON form of an event, the JSON Schema, the options of `timeline add` and the docs are made
from it. To add a key, add its line here and a field of the same name to the dataclass of its table in `timeline.model`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from timeline.model.events import CANONS, KINDS, LINKS

MAX_WHOLE = 2**31 - 1
"""The largest whole number that a key takes."""


class Type(Enum):
    """What a key may hold. The value is its name in error messages."""

    TEXT = "text in quotes"
    ID = "an id in quotes"
    DATE = "a date, a year or an EDTF date in quotes"
    DATE_BY_TIMELINE = "a date, or a table of dates by timeline"
    WHOLE = "a whole number"
    COUNT = "a whole number from 0 on"
    COUNTS = "a whole number from 0 on, or a list of them"
    CHOICE = "one of a few words"
    TEXTS = "a list of texts"
    ONE_OR_MORE = "a text or a list of texts"
    FLAG = "true or false"
    FREE = "a table of your own"
    TEXT_TABLE = "a table of texts"
    TABLE = "a table"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of one table."""

    key: str
    type: Type
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    table: Table | None = None
    """The keys of the tables below, for TABLE and TABLES."""

    @property
    def is_list(self) -> bool:
        return self.type in (Type.TEXTS, Type.ONE_OR_MORE)

    @property
    def sentence(self) -> str:
        """The help as a sentence of its own."""
        return f"{self.help[:1].upper()}{self.help[1:]}."


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table, with its keys in the order in which they are written."""

    name: str
    """Its name in error messages: "an event"."""
    fields: tuple[Field, ...]
    by_key: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {entry.key: entry for entry in self.fields})


TIMELINE = Table(
    "a timeline",
    (
        Field("id", Type.ID, "the timeline's id; `real` always exists", required=True),
        Field("name", Type.TEXT, "its name for readers"),
        Field("parent", Type.ID, "the timeline that it branches off, `real` unless said"),
        Field(
            "diverges_at", Type.ID, "its point of divergence, an event of its own; its earliest alt event unless said"
        ),
    ),
)
EPISODE = Table(
    "an episode",
    (
        Field("number", Type.COUNT, "its number in the season", required=True),
        Field("title", Type.TEXT, "its title"),
        Field("aired", Type.DATE, "the real date on which it was first shown"),
    ),
)
SEASON = Table(
    "a season",
    (
        Field("number", Type.COUNT, "its number", required=True),
        Field("title", Type.TEXT, "its title, such as a volume's"),
        Field("setting", Type.DATE, "the in-universe time that it covers"),
        Field("aired", Type.DATE, "the real time in which it was shown"),
        Field("episode", Type.TABLES, "its episodes", table=EPISODE),
    ),
)
SHOW = Table(
    "a show",
    (
        Field("id", Type.ID, "the show's id", required=True),
        Field("name", Type.TEXT, "its name for readers"),
        Field("aliases", Type.TEXTS, "other names that events may use for it"),
        Field("timeline", Type.ID, "the timeline that it tells of; one of the show's own id unless said"),
        Field("aired", Type.DATE, "the real time in which it came out, for a show without seasons: a novel, a film"),
        Field("season", Type.TABLES, "its seasons", table=SEASON),
    ),
)
CASTING = Table(
    "an entry of `played_by`",
    (
        Field("name", Type.TEXT, "the actor's name", required=True),
        Field("show", Type.TEXT, "the show: id, name or alias; every show unless said"),
        Field("season", Type.COUNTS, "the season or seasons; all of them unless said"),
        Field("born", Type.DATE, "the actor's date of birth"),
    ),
)
PERSON = Table(
    "a person",
    (
        Field("id", Type.ID, "the person's id; the name as a slug unless said"),
        Field("name", Type.TEXT, "the name that events use", required=True),
        Field("aliases", Type.TEXTS, "other names that events may use"),
        Field("born", Type.DATE_BY_TIMELINE, "the date of birth, or a table of dates by timeline"),
        Field("died", Type.DATE_BY_TIMELINE, "the date of death, or a table of dates by timeline"),
        Field("played_by", Type.TABLES, "who plays the part, in which show and seasons", table=CASTING),
        Field("actor", Type.TEXT, "who plays the part: short for a single entry of `played_by`"),
        Field("actor_born", Type.DATE, "the date of birth of `actor`"),
        Field("summary", Type.TEXT, "a sentence or two"),
        Field("source", Type.ONE_OR_MORE, "URLs or citations"),
        Field("allow", Type.TEXTS, "findings of `check` that are meant, by code"),
        Field("x", Type.FREE, "a table of your own: kept, passed on, never read"),
    ),
)
_KIND = "`real` (our timeline), `alt` (an alternate one) or `both`; by its timeline unless said"

EVENT = Table(
    "an event",
    (
        Field("id", Type.ID, "unique; the title as a slug unless said"),
        Field("date", Type.DATE, "when it happened", required=True),
        Field("title", Type.TEXT, "what happened, in a line", required=True),
        Field("kind", Type.CHOICE, _KIND, choices=KINDS),
        Field("show", Type.TEXT, "what tells of it: a show's id, name or alias"),
        Field("season", Type.COUNT, "the season that tells of it"),
        Field("episode", Type.COUNT, "the episode that tells of it"),
        Field(
            "timeline", Type.ONE_OR_MORE, "the timeline in which it happens, where that is not its show's; or a list"
        ),
        Field("tags", Type.TEXTS, "words to find it by"),
        Field("people", Type.TEXTS, "who took part"),
        Field("place", Type.TEXT, "where it happened"),
        Field("summary", Type.TEXT, "a sentence or two"),
        Field("source", Type.ONE_OR_MORE, "URLs or citations"),
        Field("because", Type.ONE_OR_MORE, "the events that caused it, by id"),
        Field("moves", Type.ONE_OR_MORE, "events of the parent's history that happen on this date instead"),
        Field("replaces", Type.ONE_OR_MORE, "events of the parent's history in whose place this happens"),
        Field("averts", Type.ONE_OR_MORE, "events of the parent's history that never happen because of this"),
        Field("order", Type.WHOLE, "breaks a tie between equal dates, the smaller first; 0 unless said"),
        Field("canon", Type.CHOICE, "how firmly it is known; `screen` unless said", choices=CANONS),
        Field("allow", Type.TEXTS, "findings of `check` that are meant, by code"),
        Field("x", Type.FREE, "a table of your own: kept, passed on, never read"),
    ),
)
STATE = Table(
    "a state",
    (
        Field("of", Type.TEXT, "what was held: an office, a role", required=True),
        Field("is", Type.TEXT, "who or what held it", required=True),
        Field("date", Type.DATE, "the stretch of time", required=True),
        Field("kind", Type.CHOICE, _KIND, choices=KINDS),
        Field("show", Type.TEXT, "what tells of it"),
        Field("season", Type.COUNT, "the season that tells of it"),
        Field("episode", Type.COUNT, "the episode that tells of it"),
        Field(
            "timeline", Type.ONE_OR_MORE, "the timeline in which it happens, where that is not its show's; or a list"
        ),
        Field("summary", Type.TEXT, "a sentence or two"),
        Field("source", Type.ONE_OR_MORE, "URLs or citations"),
        Field("allow", Type.TEXTS, "findings of `check` that are meant, by code"),
        Field("acting", Type.FLAG, "whether the holder is only acting; fills a gap between holders"),
    ),
)
_THEIR_OWN = ("id", "date", "title", "because", *LINKS)
"""Keys of an event that no default fills in."""

DEFAULTS = Table(
    "the defaults",
    tuple(
        replace(entry, required=False)
        for entry in (*EVENT.fields, *(entry for entry in STATE.fields if entry.key not in EVENT.by_key))
        if entry.key not in _THEIR_OWN
    ),
)
CHECK = Table("the check settings", (Field("off", Type.TEXTS, "codes that `check` leaves out in this file"),))
ROOT = Table(
    "an events file",
    (
        Field("format", Type.COUNT, "the version of the format: 1"),
        Field("name", Type.TEXT, "what this history is called"),
        Field("include", Type.TEXTS, "further files, relative to this one and inside its folder; `*` is any name"),
        Field(
            "defaults",
            Type.TABLE,
            "keys that an event or a state of this file has unless it says otherwise",
            table=DEFAULTS,
        ),
        Field("timeline", Type.TABLES, "the timelines", table=TIMELINE),
        Field("show", Type.TABLES, "the shows", table=SHOW),
        Field("person", Type.TABLES, "the people", table=PERSON),
        Field("event", Type.TABLES, "the events", table=EVENT),
        Field("state", Type.TABLES, "what held over a stretch of time", table=STATE),
        Field("tags", Type.TEXT_TABLE, "the vocabulary of tags, each with its meaning"),
        Field("check", Type.TABLE, "settings of `timeline check`", table=CHECK),
    ),
)
