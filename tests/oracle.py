"""A naive reading of the contract over plain dicts, written apart from the program, to hold the program against."""

from __future__ import annotations

import datetime
import math
import re
import tomllib
import unicodedata
from typing import Any, NamedTuple

Record = dict[str, Any]
LINKS = {"moves": "moved", "replaces": "replaced", "averts": "averted"}
SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}


class Pair(NamedTuple):
    """One divergence, as far as it is compared."""

    status: str
    base: str | None
    alt: str | None
    drift_days: int | None = None
    drift_min: int | None = None
    drift_max: int | None = None


def day(year: int, month: int, number: int) -> int:
    """Return a day's number: the calendar repeats itself every 400 years, and `datetime` knows the years 400 to 799."""
    return datetime.date(year % 400 + 400, month, number).toordinal() + (year // 400 - 1) * 146_097


def month_span(year: int, first: int, last: int) -> tuple[int, int]:
    """Return the first day of one month and the last of another; month 13 is January of the next year."""
    after = (year + last // 12, last % 12 + 1)
    return day(year, first, 1), day(*after, 1) - 1


def span(value: object) -> tuple[float, float, bool]:
    """Return the first and last day of a date as a file has it, infinite where open, and whether it is certain."""
    if isinstance(value, datetime.date):  # a date-time is one too
        number = day(value.year, value.month, value.day)
        return number, number, True
    if isinstance(value, int):
        return *month_span(value, 1, 12), True
    text = str(value)
    if "/" in text:
        start, end = text.split("/")
        first = -math.inf if start in ("", "..") else span(start)[0]
        last = math.inf if end in ("", "..") else span(end)[1]
        return first, last, not set("?~%") & set(text)
    plain = text.split("T")[0].rstrip("?~%")
    certain = not set("?~%") & set(text)
    if plain.startswith("Y"):
        return *month_span(int(plain[1:]), 1, 12), certain
    year, month, number = re.fullmatch(r"(-?[\dX]{4})-?([\dX]{2})?-?([\dX]{2})?", plain).groups()  # type: ignore[union-attr]
    years = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    if month in (None, "XX"):
        return day(years[0], 1, 1), day(years[1], 12, 31), certain
    if month in SEASONS:
        return *month_span(years[0], *SEASONS[month]), certain
    if number in (None, "XX"):
        return *month_span(years[0], int(month), int(month)), certain
    only = day(years[0], int(month), int(number))
    return only, only, certain


def clock(value: object) -> float:
    """Return the time of day in seconds of UTC since the day's own midnight; before all times where there is none."""
    if isinstance(value, str) and "T" in value:
        value = datetime.datetime.fromisoformat(value)
    if not isinstance(value, datetime.datetime):
        return -math.inf
    offset = value.utcoffset() or datetime.timedelta()
    return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6 - offset.total_seconds()


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


class History:
    """A valid events file, given as its text."""

    def __init__(self, text: str) -> None:
        tables = tomllib.loads(text)
        self.shows = {row["id"]: row for row in tables.get("show", [])}
        self.people = tables.get("person", [])
        self.parents: dict[str, str] = {row["id"]: row.get("parent", "real") for row in tables.get("timeline", [])}
        self.declared_pods = {
            row["id"]: row["diverges_at"] for row in tables.get("timeline", []) if "diverges_at" in row
        }
        for row in self.shows.values():
            if row.get("timeline") != "real":
                self.parents.setdefault(row.get("timeline", row["id"]), "real")
        self.events = [self._event(number, row) for number, row in enumerate(tables["event"])]
        for event in self.events:
            if event["timeline"] not in (None, "real"):
                self.parents.setdefault(event["timeline"], "real")
        for event in self.events:
            if event["kind"] == "alt" and event["timeline"] is None:  # it names neither show nor timeline
                event["timeline"] = next(iter(self.parents), "alt")
                self.parents[event["timeline"]] = self.parents.get(event["timeline"], "real")
        self.events.sort(key=lambda e: (e["first"], e["last"], e["second"], e.get("order", 0), e["number"]))
        self.by_id = {event["id"]: event for event in self.events}

    def _event(self, number: int, row: Record) -> Record:
        event = dict(row)
        event["number"] = number
        event["id"] = row.get("id") or "-".join(words_of(row["title"]))
        event["first"], event["last"], event["certain"] = span(row["date"])
        event["second"] = clock(row["date"])
        for key in LINKS:
            event[key] = listed(row.get(key, []))
        show = self._show(row["show"]) if "show" in row else None
        event["show"] = show
        if row["kind"] == "real":
            event["timeline"] = "real"
        else:
            timeline = row.get("timeline") or self.shows.get(show or "", {}).get("timeline", show)
            event["timeline"] = None if timeline == "real" else timeline
        return event

    def _show(self, name: str) -> str:
        """Return the id of the show that is called so; a file without [[show]] has one of every name in use."""
        for row in self.shows.values():
            if name.casefold() in (n.casefold() for n in (row["id"], row.get("name", ""), *row.get("aliases", []))):
                return str(row["id"])
        return name

    # --- Timelines ---

    def pod_day(self, timeline: str) -> float:
        """Return the first day of the point of divergence; an ATL without events of its own never leaves its parent."""
        if timeline in self.declared_pods:
            return float(self.by_id[self.declared_pods[timeline]]["first"])
        own = [e["first"] for e in self.events if e["kind"] == "alt" and e["timeline"] == timeline]
        return min(own, default=math.inf)

    def lineage(self, timeline: str) -> list[str]:
        """Return a timeline and all that it descends from, `real` last."""
        return [timeline] if timeline == "real" else [timeline, *self.lineage(self.parents[timeline])]

    def held(self, timeline: str) -> list[Record]:
        """Return all that happens in a timeline."""
        if timeline == "real":
            return [event for event in self.events if event["kind"] in ("real", "both")]
        pod = self.pod_day(timeline)
        inherited = [event["id"] for event in self.held(self.parents[timeline]) if event["first"] < pod]
        return [
            event
            for event in self.events
            if event["id"] in inherited
            or (event["kind"] == "both" and event["timeline"] in (None, timeline))
            or (event["kind"] == "alt" and event["timeline"] == timeline)
        ]

    def parting(self, one: str, other: str) -> float:
        """Return the first day on which two timelines are no longer the same."""
        ours, theirs = self.lineage(one), self.lineage(other)
        common = next(timeline for timeline in ours if timeline in theirs)
        branches = ours[: ours.index(common)] + theirs[: theirs.index(common)]
        return min((self.pod_day(branch) for branch in branches), default=math.inf)

    # --- Divergence ---

    def diverge(self, base: str, alt: str) -> list[Pair]:
        """Return every divergence of one timeline from another, `kept` and `untold` too."""
        parted = self.parting(base, alt)
        base_holds = {event["id"]: event for event in self.held(base)}
        alt_holds = {event["id"]: event for event in self.held(alt)}
        pairs: list[Pair] = []
        answered: set[str] = set()
        for event in alt_holds.values():
            if event["id"] in base_holds:
                continue
            links = [(status, target) for key, status in LINKS.items() for target in event[key] if target in base_holds]
            pairs += [self._linked(status, base_holds[target], event) for status, target in links]
            answered |= {target for _, target in links}
            if not links and not self._is_production(event):
                pairs.append(Pair("added", None, event["id"]))
        for event in base_holds.values():
            if event["id"] in answered or self._is_production(event):
                continue
            if event["id"] not in alt_holds:
                pairs.append(Pair("untold", event["id"], None))
            elif event["kind"] == "both" and event["first"] >= parted:
                pairs.append(Pair("kept", event["id"], event["id"]))
        return pairs

    @staticmethod
    def _is_production(event: Record) -> bool:
        return event["kind"] == "real" and event["show"] is not None

    @staticmethod
    def _linked(status: str, base: Record, alt: Record) -> Pair:
        if status == "averted":
            return Pair(status, base["id"], alt["id"])
        low, high = alt["first"] - base["last"], alt["last"] - base["first"]
        exact = base["certain"] and alt["certain"] and base["first"] == base["last"] and alt["first"] == alt["last"]
        return Pair(
            status,
            base["id"],
            alt["id"],
            int(low) if exact else None,
            None if math.isinf(low) else int(low),
            None if math.isinf(high) else int(high),
        )

    # --- Filters ---

    def select(self, **filters: Any) -> list[str]:
        """Return the ids of the events that meet the filters, each a list of values that mean either."""
        reverse, limit = filters.pop("reverse", False), filters.pop("limit", None)
        words = filters.pop("words", [])
        found = [
            event["id"]
            for event in self.events
            if all(any(self._meets(event, name, value) for value in values) for name, values in filters.items())
            and all(self._says(event, word) for word in words)
        ]
        return (found[::-1] if reverse else found)[:limit]

    def _meets(self, event: Record, name: str, value: Any) -> bool:
        if name == "year":
            first, last = self._years(str(value))
            return bool(event["first"] <= last and event["last"] >= first)
        if name == "from_":
            return bool(event["last"] >= span(value)[0])
        if name == "to":
            return bool(event["first"] <= span(value)[1])
        if name == "kind":
            return event["kind"] in (value.casefold(), "both")
        if name == "timeline":
            return any(event is held for held in self.held(value.casefold()))
        if name in ("season", "episode"):
            return bool(event.get(name) == value)
        return value.casefold() in (each.casefold() for each in self._names(event, name))

    @staticmethod
    def _years(text: str) -> tuple[float, float]:
        if text.endswith("s"):
            return day(int(text[:-1]), 1, 1), day(int(text[:-1]) + 9, 12, 31)
        first, _, last = text.partition("..") if ".." in text else (text, "", text)
        return day(int(first), 1, 1) if first else -math.inf, day(int(last), 12, 31) if last else math.inf

    def _names(self, event: Record, facet: str) -> list[str]:
        """Return every name by which a filter may ask for what the event names."""
        if facet == "id":
            return [event["id"]]
        if facet == "tag":
            return list(event.get("tags", []))
        if facet == "place":
            return listed(event.get("place", []))
        if facet == "show":
            row = self.shows.get(event["show"], {})
            return (
                [] if event["show"] is None else [event["show"], *listed(row.get("name", [])), *row.get("aliases", [])]
            )
        named = list(event.get("people", []))
        for row in self.people:
            names = [row["name"], *row.get("aliases", []), row.get("id") or "-".join(words_of(row["name"]))]
            if {n.casefold() for n in names} & {n.casefold() for n in named}:
                named += names
        return named

    @staticmethod
    def _says(event: Record, word: str) -> bool:
        texts = [event["title"], event.get("summary", ""), event.get("place", "")]
        found = words_of(" ".join([*texts, *event.get("people", []), *event.get("tags", [])]))
        (sought,) = words_of(word)
        return any(each.startswith(sought) for each in found) if word.endswith("*") else sought in found
