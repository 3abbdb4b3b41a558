"""What the page's script knows: the structure of a history as JSON. Its texts are in the list of events.

Events are columns of equal length, in the order of the panorama; everything names an event by its index. Days are day
numbers of `timeline.model.calendar`; null is an open end. `scripts/data.js` declares the types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.exports.html.data_offices import offices_data
from timeline.exports.html.years import list_years
from timeline.exports.layout.colors import dashes, shade
from timeline.model.cleaning import one_line
from timeline.model.date_text import date_text
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.questions.panorama import Panorama
    from timeline.questions.panorama_sides import Comparison, Join
    from timeline.store.chronicle import Chronicle

SIDES = {"shared": "S", "base": "L", "alt": "R", "both": "B", "aside": "X"}
"""The letters of the sides, which are classes of the list, too."""


def page_data(
    chronicle: Chronicle, panorama: Panorama, fitting: Collection[int], colors: Mapping[str, int]
) -> dict[str, Any]:
    """Return the data of a page.

    `fitting` has the ranks of the events that match the filters themselves, `colors` the number of each timeline (see
    `layout.colors`).
    """
    timelines = [branch.timeline.id for branch in panorama.timelines]
    index = {event.id: number for number, event in enumerate(panorama.events)}
    shows = list(panorama.story.steps)
    return {
        "title": one_line(panorama.title),
        "timelines": _timelines(chronicle, panorama, timelines, index, shows, colors),
        "shows": [{"id": show, "name": one_line(chronicle.world.shows[show].name)} for show in shows],
        "steps": [
            [[step.season, step.episode, one_line(step.title or "") or None] for step in panorama.story.steps[show]]
            for show in shows
        ],
        "airing": [[shows.index(told.show), told.step] for told in panorama.story.airing if told.show],
        "events": _events(chronicle, panorama, timelines, index, shows, fitting),
        "comparisons": [_comparison(chronicle, panorama, each, timelines) for each in panorama.comparisons],
        "seasons": _seasons(panorama, timelines, shows),
        **offices_data(chronicle, panorama, timelines, shows),
    }


def _timelines(
    chronicle: Chronicle,
    panorama: Panorama,
    timelines: Sequence[str],
    index: dict[str, int],
    shows: Sequence[str],
    colors: Mapping[str, int],
) -> list[dict[str, Any]]:
    told: dict[str, set[str]] = {
        branch.timeline.id: {show.id for show in branch.shows} for branch in panorama.timelines
    }
    for state in chronicle.world.states:
        for own in state.timelines:
            if state.show and own in told:
                told[own].add(state.show)
    found = []
    places = {each: number for number, each in enumerate(timelines)}
    for branch in panorama.timelines:
        timeline, pod = branch.timeline, branch.pod
        tellers = told[timeline.id] if timeline.id != REAL else ()
        found.append(
            {
                "id": timeline.id,
                "name": "Our history" if timeline.id == REAL else one_line(timeline.name),
                "color": shade(colors[timeline.id]),
                "dashes": dashes(colors[timeline.id]),
                "parent": timelines.index(timeline.parent) if timeline.parent in timelines else -1,
                "pod": index.get(pod.id, -1) if pod else -1,
                "podDay": pod.date.place if pod and pod.date.earliest is not None else None,
                "podIn": [places[each] for each in pod.timelines if each in places] if pod else [],
                "shows": sorted(shows.index(show) for show in tellers if show in shows),
            }
        )
    return found


def _events(
    chronicle: Chronicle,
    panorama: Panorama,
    timelines: Sequence[str],
    index: dict[str, int],
    shows: Sequence[str],
    fitting: Collection[int],
) -> dict[str, list[Any]]:
    events = panorama.events
    tags, people = _vocabulary(event.tags for event in events), _vocabulary(event.people for event in events)
    places = {each: number for number, each in enumerate(timelines)}
    holders = [
        tuple(sorted(places[each] for each in chronicle.world.holding(event) if each in places)) for event in events
    ]
    sets = {each: number for number, each in enumerate(dict.fromkeys(holders))}
    told = panorama.story.told
    return {
        "first": [event.date.earliest for event in events],
        "last": [event.date.latest for event in events],
        "vague": [int(not event.date.is_one_day) for event in events],
        "year": list_years(events),
        "heldSets": [list(each) for each in sets],
        "held": [sets[each] for each in holders],
        "own": [[places[each] for each in event.timelines if each in places] for event in events],
        "both": [int(event.kind == "both") for event in events],
        "making": [int(event.kind == "real" and event.show is not None) for event in events],
        "tagNames": [one_line(tag) for tag in tags],
        "tags": [[tags[tag] for tag in event.tags] for event in events],
        "peopleNames": [one_line(person) for person in people],
        "people": [[people[person] for person in event.people] for event in events],
        "because": [list(causes) for causes in panorama.causes],
        "links": [[[kind[0], index[to]] for kind, to in event.links if to in index] for event in events],
        "show": [shows.index(event.show) if event.show in shows else -1 for event in events],
        "season": [event.season for event in events],
        "episode": [event.episode for event in events],
        "step": [each.step for each in told],
        "outside": [int(_is_outside(chronicle, event)) for event in events],
        "sources": [len(event.source) for event in events],
        "fits": [int(event.rank in fitting) for event in events],
    }


def _vocabulary(lists: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return the values of some lists, the most frequent first, with their places."""
    counts: dict[str, int] = {}
    for values in lists:
        for value in values:
            counts[value] = counts.get(value, 0) + 1
    return {value: place for place, value in enumerate(sorted(counts, key=lambda value: (-counts[value], value)))}


def _is_outside(chronicle: Chronicle, event: Event) -> bool:
    """Return whether an event certainly comes after the setting of its season: it does not say how far that reaches."""
    season = chronicle.world.season(event)
    return season is not None and season.setting is not None and season.setting.is_before(event.date)


def drift_words(join: Join) -> str:
    """Return how far the events of a pair are apart, in words; empty if that is not known."""
    return "" if join.drift is None or join.drift.words == "unknown" else join.drift.words


def _comparison(
    chronicle: Chronicle, panorama: Panorama, comparison: Comparison, timelines: Sequence[str]
) -> dict[str, Any]:
    base, alt = (chronicle.world.lineage(each) for each in (comparison.base, comparison.alt))
    parting = alt.parting(base)
    pod = comparison.parting
    declared = [
        number
        for number, event in enumerate(panorama.events)
        if comparison.sides[number] in ("both", "shared")
        and not (parting and parting.is_after(event))
        and all(event.is_everywhere or each in event.timelines for each in (comparison.base, comparison.alt))
    ]
    return {
        "base": timelines.index(comparison.base),
        "alt": timelines.index(comparison.alt),
        "siblings": int(alt.common_ancestor(base) not in (alt.id, base.id)),
        "pod": -1 if comparison.parting_index is None else comparison.parting_index,
        "podDay": None if pod is None or pod.date.earliest is None else pod.date.place,
        "podText": date_text(pod.date) if pod else "",
        "podTitle": one_line(pod.title) if pod else "",
        "sides": "".join(SIDES[side] for side in comparison.sides),
        "declared": declared if parting else [],
        "joins": [[join.base, join.alt, join.status[0], drift_words(join), join.short] for join in comparison.joins],
    }


def _seasons(panorama: Panorama, timelines: Sequence[str], shows: Sequence[str]) -> list[dict[str, Any]]:
    found = []
    for bar in panorama.seasons:
        steps = panorama.story.steps[bar.show.id]
        own = [n for n, step in enumerate(steps, start=1) if step.season == bar.number]
        season = bar.show.season(bar.number)
        setting = season.setting if season else None
        found.append(
            {
                "show": shows.index(bar.show.id),
                "number": bar.number,
                "title": one_line(bar.title or "") or None,
                "timeline": timelines.index(bar.timeline),
                "first": bar.first,
                "last": bar.last,
                "from": min(own, default=1),
                "to": max(own, default=1),
                "starts": setting.earliest if setting else None,
                "knownTo": None if setting is None else setting.earliest if setting.latest is None else setting.latest,
            }
        )
    return found
