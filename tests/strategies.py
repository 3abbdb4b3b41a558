"""Whole valid histories as TOML text, and filters that make sense of one, for property tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oracle import History

ATLS = ("fam", "sov", "red", "deep")
TITLES = ("Moon landing", "Début of a probe", "Korolev's funeral", "An order of the Mars race")
PEOPLE = ("Ed Baldwin", "Sergei Korolev", "Valérie Ott", "Molly Cobb")
TAGS = ("moon", "Mars", "soviet union")
PLACES = ("Houston", "Star City", "Mare Tranquillitatis")
WORDS = ("moon", "MOON", "lan*", "debut", "Début", "pro*", "s", "korolev", "ed", "houston", "star", "union", "3", "1*")
CLOCKS = ("", "T20:17:40Z", "T20:17:40", "T01:30:00+03:00", "T23:00:00-05:00", "T20:17:40.25Z")
LOOSE_DATES = (
    *('"1969?"', '"1969~"', '"1969-07%"', '"1969-07-20?"', '"196X"', '"19XX"', '"1969-XX"', '"1969-07-XX"'),
    *('"1969-XX-XX"', '"1969-21"', '"1969-24"', '"1970-23~"', '"1968/1970"', '"1969-07-16/1969-07-24"'),
    *('"1969-07?/1970~"', '"1969-07/.."', '"1970/.."', '"../1969"', '"../1970-02"', '"1969/"', '"/1971"'),
    *('"-0044-03-15"', '"-0044"', "-44", "0", "12000", '"Y-13000"', '"Y12000"', '"Y-13000/1969"', '"-004X"'),
)
TIED_DATES = (  # one place in the order of time, or spans that overlap it
    *("1969", '"1969~"', '"1969-12"', "1969-12-31", '"1969-12-31?"', '"1969/1970"', '"1969-12-31/1970-02"', '"196X"'),
    *("1969-12-31T11:55:00", "1969-12-31T12:29:00", "1969-12-31T12:30:00Z", '"1960/1975"', '"1960-21/.."'),
)


def some(*values: str, most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=most)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Draw a date as a TOML value; most lie close together, so that there are ties and overlaps."""
    form = draw(st.integers(0, 7))
    if form == 0:
        return draw(st.sampled_from(LOOSE_DATES))
    if form >= 6:
        return draw(st.sampled_from(TIED_DATES))
    year = draw(st.integers(1967, 1971))
    month, day = draw(st.sampled_from(((1, 1), (2, 28), (7, 20), (12, 31))))
    if form == 1:
        return str(year)
    if form == 2:
        return f'"{year}-{month:02d}"'
    return f"{year}-{month:02d}-{day:02d}" + (draw(st.sampled_from(CLOCKS)) if form == 3 else "")


def table(header: str, values: Mapping[str, object]) -> str:
    """Return a table of TOML. Strings that are TOML already (dates) are wrapped in a list of one by `raw`."""
    lines = [f"{key} = {value.text if isinstance(value, Raw) else toml(value)}" for key, value in values.items()]
    return "\n".join([header, *lines, ""])


class Raw:
    """A value that is TOML already."""

    def __init__(self, text: str) -> None:
        self.text = text


def toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def ancestors(parents: Mapping[str, str], timeline: str) -> list[str]:
    """Return all that a timeline descends from."""
    return [] if timeline == "real" else [parents[timeline], *ancestors(parents, parents[timeline])]


@st.composite
def histories(draw: st.DrawFn, most: int = 12) -> str:
    """Draw an events file: branches nested or side by side, tables declared or implied, events with links and dates."""
    atls = draw(st.lists(st.sampled_from(ATLS), unique=True, max_size=4))
    declares_timelines, declares_shows = draw(st.booleans()), draw(st.booleans())
    parents = {
        atl: draw(st.sampled_from(["real", *atls[:index]])) if declares_timelines else "real"
        for index, atl in enumerate(atls)
    }
    shows = {show["id"]: show for atl in atls for show in _shows(draw, atl)} if declares_shows else {}
    events = [_event(draw, number, atls, shows, declares_shows) for number in range(draw(st.integers(1, most)))]
    for event in events:
        _link(draw, event, events, parents)
    tables = [table("", {"name": "Drawn"})] if draw(st.booleans()) else []
    for atl in atls if declares_timelines else ():
        own = [event["id"] for event in events if event["kind"] == "alt" and atl in event["homes"]]
        pod = draw(st.sampled_from([None, *own]))
        tables.append(
            table("[[timeline]]", {"id": atl, "parent": parents[atl]} | ({"diverges_at": pod} if pod else {}))
        )
    tables += [table("[[show]]", show) for show in shows.values()]
    if draw(st.booleans()):
        tables += [_person(draw, name, ["real", *parents] if declares_timelines else ["real"]) for name in PEOPLE]
    tables += [table("[[event]]", event["table"]) for event in events]
    if draw(st.booleans()):
        tables.append(table("[[state]]", {"of": "Chief", "is": "Kennedy", "kind": "both", "date": Raw('"1969/1970"')}))
    if draw(st.booleans()):
        tables += [table("[tags]", {toml(tag): "Meaning" for tag in TAGS}), table("[check]", {"off": ["Q301"]})]
    return "\n".join(tables)


def _shows(draw: st.DrawFn, atl: str) -> Iterable[dict[str, Any]]:
    """Yield the shows of an ATL: one of its own id, which need not say its timeline, and one of another."""
    if draw(st.booleans()):
        yield {"id": atl, "aliases": [f"The {atl}"]}
    if draw(st.booleans()):
        yield {"id": f"{atl}-tv", "name": f"{atl} Show", "aliases": [f"{atl}2", f"Série {atl}"], "timeline": atl}


def _person(draw: st.DrawFn, name: str, timelines: list[str]) -> str:
    values: dict[str, object] = {"name": name, "aliases": [name.split()[1]], "born": Raw(draw(dates()))}
    if draw(st.booleans()):
        values["id"] = name[:2].lower()
    died = draw(st.sampled_from(["none", "date", "table"]))
    if died == "date":
        values["died"] = Raw(draw(dates()))
    elif died == "table":
        values["died"] = Raw(f"{{ {draw(st.sampled_from(timelines))} = {draw(dates())} }}")
    return table("[[person]]", values)


def _event(
    draw: st.DrawFn, number: int, atls: list[str], shows: Mapping[str, dict[str, Any]], declares_shows: bool
) -> dict[str, Any]:
    """Draw an event without its links: its table, with its id, kind and the ATLs it belongs to beside it."""
    title = f"{draw(st.sampled_from(TITLES))} {number}"
    kind = draw(st.sampled_from(["real", "real", "both", *(["alt"] * 4 if atls else [])]))
    values: dict[str, Any] = {"date": Raw(draw(dates())), "title": title}
    slug = title.lower().replace("é", "e").replace("'", "-").replace(" ", "-")
    if draw(st.booleans()):
        slug = values["id"] = f"e{number}"
    told_by = shows if declares_shows else {atl: {"id": atl} for atl in atls}
    homes, where = _homes(draw, kind, atls, told_by)
    values |= where
    if "show" in where:
        show = told_by[where["show"]]
        values["show"] = _recased(draw, draw(st.sampled_from(_names(show)))) if declares_shows else show["id"]
        values |= {key: draw(st.integers(0, 2)) for key in ("season", "episode") if draw(st.booleans())}
    for key, pool in (("tags", TAGS), ("people", (*PEOPLE, "Baldwin"))):
        values |= {key: chosen} if (chosen := draw(some(*pool))) else {}
    for key, pool in (("place", PLACES), ("summary", ("At the edge of the Moon.", "Two ships meet."))):
        values |= {key: draw(st.sampled_from(pool))} if draw(st.booleans()) else {}
    values |= {"order": draw(st.integers(-1, 2))} if draw(st.booleans()) else {}
    if draw(st.integers(0, 3)) == 0:
        values |= {"source": "A book", "canon": "inferred", "allow": ["C203"], "x": Raw("{ n = 1, when = 1969-07-20 }")}
    return {"id": slug, "kind": kind, "homes": homes, "table": values}


def _names(show: Mapping[str, Any]) -> list[str]:
    return [show["id"], show.get("name", show["id"]), *show.get("aliases", [])]


def _homes(
    draw: st.DrawFn, kind: str, atls: list[str], told_by: Mapping[str, dict[str, Any]]
) -> tuple[list[str], dict[str, Any]]:
    """Draw the ATLs of an event, and the keys that say so: kind, show and timeline, left out where they may be."""
    homes = draw(some(*atls)) if atls and kind != "real" else []
    if kind == "alt" and not homes:
        homes = [draw(st.sampled_from(atls))]
    telling = [name for name, show in told_by.items() if [show.get("timeline", name)] == homes]
    by_show = bool(telling) and draw(st.booleans())
    any_show = {"show": draw(st.sampled_from(sorted(told_by)))} if told_by and draw(st.integers(0, 2)) == 0 else {}
    is_said = draw(st.booleans())
    said = {"kind": kind}
    if kind == "real":
        timeline = draw(st.sampled_from([{}, {}, {"timeline": "real"}, {"timeline": ["real"]}]))
        return homes, any_show | timeline | (said if is_said or (any_show and not timeline) else {})
    if by_show:
        return homes, {"show": draw(st.sampled_from(telling))} | (said if is_said or kind == "both" else {})
    if kind == "both":
        if not homes:
            return homes, said
        lists_real = draw(st.booleans())
        listed = draw(st.permutations(["real", *homes])) if lists_real else homes
        return homes, any_show | {"timeline": listed} | (said if is_said or not lists_real else {})
    if len(atls) == 1 and draw(st.booleans()):
        return homes, said
    return homes, any_show | {"timeline": homes if len(homes) > 1 else draw(st.sampled_from([homes, homes[0]]))} | (
        said if is_said else {}
    )


def _link(draw: st.DrawFn, event: dict[str, Any], events: list[dict[str, Any]], parents: Mapping[str, str]) -> None:
    """Draw an event's causes and, where it is alt, its links to the histories that its timelines descend from."""
    if draw(st.integers(0, 2)) == 0:
        event["table"]["because"] = draw(some(*(each["id"] for each in events))) or events[0]["id"]
    if event["kind"] != "alt":
        return
    above = {timeline for home in event["homes"] for timeline in ancestors(parents, home)}
    targets = [
        each["id"] for each in events if each is not event and (each["kind"] != "alt" or above & set(each["homes"]))
    ]
    for link in ("moves", "replaces", "averts"):
        chosen = draw(some(*targets)) if targets and draw(st.booleans()) else []
        if chosen:
            event["table"][link] = chosen[0] if len(chosen) == 1 else chosen


def _recased(draw: st.DrawFn, name: str) -> str:
    return draw(st.sampled_from([name, name.upper(), name.lower(), name.title()]))


@st.composite
def filters(draw: st.DrawFn, history: History) -> dict[str, Any]:
    """Draw one to three filters, each with one or two values, by names that the history bears."""
    events = history.events
    names = {
        "id": [event["id"] for event in events],
        "tag": [tag for event in events for tag in event.get("tags", [])],
        "place": [event["place"] for event in events if "place" in event],
        "person": [person for event in events for person in event.get("people", [])]
        + [name for row in history.people for name in (row["name"], *row["aliases"], row.get("id", row["name"]))],
        "show": [event["show"] for event in events if event["show"]]
        + [name for row in history.shows.values() for name in (row["id"], *row["aliases"])],
        "timeline": ["real", *history.parents],
    }
    values: dict[str, st.SearchStrategy[Any]] = {
        "words": st.sampled_from(WORDS),
        "year": st.sampled_from([1969, "1970", "1968..1969", "1970..", "..1968", "1960s", "-44"]),
        "from_": st.sampled_from(["1966", "1967-02", "1967-07-20", "-0044"]),
        "to": st.sampled_from(["1967-07-20", "1969-07-20", "1969-24", "1970", "Y12000"]),
        "kind": st.sampled_from(["real", "ALT", "both"]),
        "season": st.integers(0, 2),
        "episode": st.integers(0, 2),
    }
    values |= {facet: st.sampled_from(known) for facet, known in names.items() if known}
    chosen: dict[str, Any] = {}
    for facet in draw(st.lists(st.sampled_from(sorted(values)), unique=True, max_size=3)):
        drawn = draw(st.lists(values[facet], min_size=1, max_size=2))
        chosen[facet] = [_recased(draw, value) for value in drawn] if facet in names else drawn
    return chosen
