"""A naive reading of the contract over plain dicts, written apart from the program, to hold the program against."""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from typing import Any, NamedTuple

from oracle_dates import clock, day, place, span

Record = dict[str, Any]
LINKS = {"moves": "moved", "replaces": "replaced", "averts": "averted"}


class Pair(NamedTuple):
    """One divergence, as far as it is compared."""

    status: str
    base: str | None
    alt: str | None
    drift_days: int | None = None
    drift_min: int | None = None
    drift_max: int | None = None
    pod: bool = False


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def reached(start: str, steps: dict[str, set[str]]) -> set[str]:
    """Return all that some steps lead to, itself only where they lead back."""
    found: set[str] = set()
    ahead = list(steps[start])
    while ahead:
        if (name := ahead.pop()) not in found:
            found.add(name)
            ahead += steps[name]
    return found


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
            self._imply(row.get("timeline", row["id"]))
        for row in tables["event"]:
            for timeline in self._named_timelines(row):
                self._imply(timeline)
        self.events = [self._event(number, row) for number, row in enumerate(tables["event"])]
        for event in self.events:
            if event["everywhere"]:  # also in timelines that only later events imply
                event["own"] = {"real", *self.parents}
        self.by_id = {event["id"]: event for event in self.events}
        self.causes = {event["id"]: set(listed(event.get("because", []))) for event in self.events}
        self.events = self._in_order_of_time()
        self.ranks = {event["id"]: rank for rank, event in enumerate(self.events)}
        self.holdings: dict[str, list[Record]] = {}

    # --- Kinds and timelines ---

    def _imply(self, timeline: str) -> None:
        if timeline != "real":
            self.parents.setdefault(timeline, "real")

    def _show(self, name: str) -> str:
        """Return the id of the show that is called so; a file without [[show]] has one of every name in use."""
        for row in self.shows.values():
            if name.casefold() in (n.casefold() for n in (row["id"], row.get("name", ""), *row.get("aliases", []))):
                return str(row["id"])
        return name

    def _named_timelines(self, row: Record) -> list[str]:
        """Return the timelines that an event names, itself or by its show."""
        if "timeline" in row:
            return listed(row["timeline"])
        if "show" not in row or row.get("kind") == "real":  # then it is about the show's making
            return []
        show = self._show(row["show"])
        return [self.shows.get(show, {}).get("timeline", show)]

    def _event(self, number: int, row: Record) -> Record:
        event = dict(row)
        event["number"] = number
        event["id"] = row.get("id") or "-".join(words_of(row["title"]))
        event["first"], event["last"], event["certain"] = span(row["date"])
        event["day"], event["coarse"] = place(row["date"])
        event["second"] = clock(row["date"])
        event["order"] = row.get("order", 0)
        for key in LINKS:
            event[key] = list(dict.fromkeys(listed(row.get(key, []))))
        event["show"] = self._show(row["show"]) if "show" in row else None
        named = self._named_timelines(row)
        alternate = [timeline for timeline in named if timeline != "real"]
        implied = "real" if not alternate else "both" if "real" in named else "alt"
        event["kind"] = row.get("kind", implied)
        if event["kind"] == "real":
            event["own"] = {"real"}
        elif event["kind"] == "both":
            event["own"] = {"real", *alternate} if named else {"real", *self.parents}
        else:
            event["own"] = set(alternate) or {self._only_timeline()}
        event["everywhere"] = event["kind"] == "both" and not named
        return event

    def _only_timeline(self) -> str:
        """Return the timeline of an alt event that names none."""
        if not self.parents:
            self._imply("alt")
        (only,) = self.parents
        return only

    # --- The order of time ---

    def _in_order_of_time(self) -> list[Record]:
        waiting = sorted(self.events, key=lambda e: (e["day"], e["coarse"], e["second"], e["order"], e["number"]))
        ordered: list[Record] = []

        straight = {
            effect: [cause for cause in causes if effect not in {cause, *reached(cause, self.causes)}]
            for effect, causes in self.causes.items()
        }

        def put(event: Record) -> None:
            for cause in [each for each in waiting if each["id"] in reached(event["id"], straight)]:
                if cause in waiting and self._overlap(cause, event):
                    put(cause)
            ordered.append(event)
            waiting.remove(event)

        while waiting:
            put(waiting[0])
        return ordered

    @staticmethod
    def _overlap(one: Record, other: Record) -> bool:
        return bool(one["first"] <= other["last"] and other["first"] <= one["last"])

    # --- Timelines ---

    def lineage(self, timeline: str) -> list[str]:
        """Return a timeline and all that it descends from, `real` last."""
        return [timeline] if timeline == "real" else [timeline, *self.lineage(self.parents[timeline])]

    def pod(self, timeline: str) -> Record | None:
        """Return the point of divergence; an ATL without alt events of its own never leaves its parent."""
        if timeline in self.declared_pods:
            return self.by_id[self.declared_pods[timeline]]
        parents = self.held(self.parents[timeline])
        own = [e for e in self.events if e["kind"] == "alt" and timeline in e["own"] and e not in parents]
        return next(iter(own), None)

    def is_before_pod(self, event: Record, timeline: str) -> bool:
        pod = self.pod(timeline)
        if pod is None:
            return True
        if event["day"] != pod["day"]:
            is_earlier = event["day"] < pod["day"]
        elif event["second"] != pod["second"] and math.inf not in (event["second"], pod["second"]):
            is_earlier = event["second"] < pod["second"]
        else:
            is_earlier = event["order"] < pod["order"]
        return is_earlier or (
            event["id"] in reached(pod["id"], self.causes) - {pod["id"]}
            and any(event in self.held(ancestor) for ancestor in self.lineage(timeline)[1:])
        )

    def held(self, timeline: str) -> list[Record]:
        """Return all that happens in a timeline."""
        if timeline not in self.holdings:
            above = [] if timeline == "real" else self.held(self.parents[timeline])
            inherited = [event for event in above if self.is_before_pod(event, timeline)]
            self.holdings[timeline] = [e for e in self.events if timeline in e["own"] or e in inherited]
        return self.holdings[timeline]

    # --- Divergence ---

    def diverge(self, base: str, alt: str) -> list[Pair]:
        """Return every divergence of one timeline from another, `kept` and `untold` too."""
        ours, theirs = self.lineage(base), self.lineage(alt)
        common = [timeline for timeline in ours if timeline in theirs]
        branches = [timeline for timeline in [*ours, *theirs] if timeline not in common]
        parted = min(
            ((self.ranks[pod["id"]], branch) for branch in branches if (pod := self.pod(branch)) is not None),
            default=None,
        )
        base_holds, alt_holds = self.held(base), self.held(alt)
        only_base = [event for event in base_holds if event not in alt_holds]
        only_alt = [event for event in alt_holds if event not in base_holds]
        pairs: list[Pair] = []
        told: list[Record] = []  # what is in a pair, or what a link that counts leads from or to
        averted_by_both: set[str] = set()
        if base not in theirs and alt not in ours:
            above = {event["id"] for timeline in common for event in self.held(timeline) if event not in base_holds}
            averted_by_both = above & self._averted(only_base) & self._averted(only_alt)
            told += [event for event in [*only_base, *only_alt] if averted_by_both & set(event["averts"])]
            for mine in only_alt:
                for yours in only_base:
                    shared = above & self._answered(mine) & self._answered(yours)
                    if shared:
                        status = "moved" if shared & set(mine["moves"]) & set(yours["moves"]) else "replaced"
                        pairs.append(self._linked(status, yours, mine))
                        told += [mine, yours]
        for event in only_alt:
            for key, status in LINKS.items():
                for target in map(self.by_id.__getitem__, event[key]):
                    if target in base_holds and not (key == "averts" and target["id"] in averted_by_both):
                        pairs.append(self._linked(status, target, event))
                        told += [target, event]
        told += [event for event in base_holds if event["id"] in averted_by_both]
        pairs += [Pair("added", None, e["id"]) for e in only_alt if e not in told and not self._is_production(e)]
        pairs += [Pair("untold", e["id"], None) for e in only_base if e not in told and not self._is_production(e)]
        if parted is None:
            return pairs
        pairs += [
            Pair("kept", event["id"], event["id"])
            for event in base_holds
            if {base, alt} <= event["own"] and event not in told and not self.is_before_pod(event, parted[1])
        ]
        pod = self.events[parted[0]]["id"]
        return [pair._replace(pod=pod in (pair.base, pair.alt)) for pair in pairs]

    @staticmethod
    def _averted(events: list[Record]) -> set[str]:
        return {target for event in events for target in event["averts"]}

    @staticmethod
    def _answered(event: Record) -> set[str]:
        return {*event["moves"], *event["replaces"]}

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
