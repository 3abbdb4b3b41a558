"""Events: what happened, when, in which history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.values import Value, beside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.dates import EdtfDate

REAL = "real"
"""The id of our own timeline (OTL), which always exists."""

Kind = Literal["real", "alt", "both"]
Link = Literal["moves", "replaces", "averts"]
KINDS: tuple[Kind, ...] = ("real", "alt", "both")
LINKS: tuple[Link, ...] = ("moves", "replaces", "averts")
CANONS = ("screen", "companion", "creators", "inferred")


class Origin(NamedTuple):
    """The position of a table: the number of its file, the name of its array of tables, and its index there."""

    file: int
    table: str
    number: int | None = None
    """None for a table that occurs once in a file."""


class Event(Value):
    """One thing that happened, in our timeline (`real`), in an alternate one (`alt`) or in both.

    The fields are those of the events file under the same names. Names of shows and timelines are
    replaced by their ids. Without an `id`, it is the title as a slug. Lists that the file leaves out are empty.
    """

    id: str
    date: EdtfDate
    title: str
    kind: Kind
    show: str | None = None
    season: int | None = None
    episode: int | None = None
    timelines: tuple[str, ...] = ()
    """The timelines that it is declared for; empty for a `both` event without show or timeline, which happens in all."""
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    place: str | None = None
    summary: str | None = None
    source: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    averts: tuple[str, ...] = ()
    order: int = 0
    canon: str = "screen"
    allow: tuple[str, ...] = ()
    x: Mapping[str, object] | None = None
    at: Origin | None = beside(default=None)
    """The position of its table in the files."""
    rank: int = beside(default=0)
    """It grows in the order of time among all events of its history, with gaps; 0 before they are sorted."""

    @property
    def timeline(self) -> str | None:
        """The first of its timelines; None for an event that happens in all of them."""
        return self.timelines[0] if self.timelines else None

    @property
    def is_everywhere(self) -> bool:
        """Whether it happens in every timeline."""
        return self.kind == "both" and not self.timelines

    def to_dict(self) -> dict[str, object]:
        """Return the event as `-f json` writes it: a new dictionary of every key of the format, null or empty if unset.

        It also has `earliest` and `latest` (ISO dates, None for an open end), `timelines` and `date_text`.
        """
        from timeline.model.event_json import event_record

        return event_record(self)

    @property
    def links(self) -> tuple[tuple[Link, str], ...]:
        """The links to events of the parent's history, each once, in the order moves, replaces, averts."""
        return tuple((link, target) for link in LINKS for target in dict.fromkeys(getattr(self, link)))


def episode_code(show: str | None, season: int | None, episode: int | None = None) -> str:
    """Return a show, a season or an episode as fans write it: "fam", "fam S1", "fam S1E1"; empty for none of them."""
    number = ("" if season is None else f"S{season}") + ("" if episode is None else f"E{episode}")
    return " ".join(part for part in (show, number) if part)


def options_of_code(text: str) -> str | None:
    """Return a hint about the options for what tables write as S2E5, "fam S2E5" or S2; None if the text is no such code."""
    match = re.fullmatch(r"(?:([\w-]+)[:\s]\s*)?s0*(\d{1,4})(?:e0*(\d{1,4}))?", text.strip(), re.ASCII | re.IGNORECASE)
    if match is None:
        return None
    options = zip(("--show", "--season", "--episode"), match.groups(), strict=True)
    return f"write {' '.join(f'{option} {value}' for option, value in options if value)}"


def lines_of(events: Sequence[Event]) -> list[str]:
    """Return a line for each event, to choose from: id, date and title below each other."""
    widest = max((len(event.id) for event in events), default=0)
    longest = max((len(event.date.text) for event in events), default=0)
    return [f"{event.id:<{widest}}  {event.date.text:<{longest}}  {event.title}" for event in events]
