"""C2: time that runs the wrong way."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from timeline.checks.rule import Finding, Rule, apart, certain, wholly_before
from timeline.checks.world import held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.checks.world import World


def cause_after_effect(world: World) -> Iterator[Finding]:
    for event in world.document.events:
        for index, cause_id in enumerate(event.because):
            cause = world.by_id.get(cause_id)
            if cause is not None and wholly_before(event.date, cause.date):
                message = f'the cause "{cause_id}" ({cause.date}) comes after its effect ({event.date})'
                yield Finding(event.at, ("because", index), message, None, certain(event.date, cause.date))


def before_the_pod(world: World) -> Iterator[Finding]:
    for event in world.document.events:
        pod = world.document.pods.get(event.timeline or "")
        if event.kind == "alt" and pod is not None and wholly_before(event.date, pod.date):
            message = f'{event.date} is before the point of divergence of "{event.timeline}": "{pod.id}", {pod.date}'
            hint = f'before that day it shares the history of "{world.document.timelines[pod.timeline or ""].parent}"'
            yield Finding(event.at, ("date",), message, hint, certain(event.date, pod.date))


def outside_the_season(world: World) -> Iterator[Finding]:
    for event in world.document.events:
        season = world.season(event)
        if event.kind == "real" or season is None or season.setting is None:
            continue
        if apart(event.date, season.setting):
            message = f"{event.date} lies outside the setting of season {season.number}, {season.setting}"
            yield Finding(event.at, ("date",), message, "a newsreel or a look ahead is meant: allow it")


def episodes_out_of_order(world: World) -> Iterator[Finding]:
    for show in world.document.shows.values():
        for number, season in enumerate(show.seasons):
            for index, (first, second) in enumerate(pairwise(season.episodes), start=1):
                key = ("season", number, "episode", index)
                if second.number <= first.number:
                    message = f"episode {second.number} stands after episode {first.number}"
                    yield Finding(show.at, (*key, "number"), message, "episodes stand in the order of their numbers")
                elif first.aired and second.aired and wholly_before(second.aired, first.aired):
                    message = f"episode {second.number} was shown on {second.aired}, before episode {first.number}"
                    yield Finding(show.at, (*key, "aired"), message, None, certain(first.aired, second.aired))


def seasons_overlap(world: World) -> Iterator[Finding]:
    for show in world.document.shows.values():
        for (_, first), (index, second) in combinations(enumerate(show.seasons), 2):
            if first.number == second.number:
                yield Finding(show.at, ("season", index, "number"), f"there are two seasons {second.number}")
            for key, dates in (("setting", (first.setting, second.setting)), ("aired", (first.aired, second.aired))):
                one, other = dates
                if one and other and held(one).surely_overlaps(held(other)):
                    message = f"season {second.number} ({other}) overlaps season {first.number} ({one})"
                    yield Finding(show.at, ("season", index, key), message, None, certain(one, other))


def episode_outside_the_season(world: World) -> Iterator[Finding]:
    for show in world.document.shows.values():
        for number, season in enumerate(show.seasons):
            for index, episode in enumerate(season.episodes):
                if season.aired and episode.aired and apart(episode.aired, season.aired):
                    message = (
                        f"episode {episode.number} was shown on {episode.aired}, outside its season ({season.aired})"
                    )
                    key = ("season", number, "episode", index, "aired")
                    yield Finding(show.at, key, message, None, certain(season.aired, episode.aired))


def moved_nowhere(world: World) -> Iterator[Finding]:
    for event in world.document.events:
        for index, target_id in enumerate(event.moves):
            target = world.by_id.get(target_id)
            if target is not None and target.date.text == event.date.text:
                message = f'"{target_id}" is moved to the date that it has, {event.date}'
                yield Finding(event.at, ("moves", index), message, '`replaces`, or kind = "both", may be meant')


RULES = (
    Rule("C201", "error", "a cause that comes after its effect", cause_after_effect),
    Rule("C202", "error", "an alt event before the point of divergence of its timeline", before_the_pod),
    Rule("C203", "warning", "an event outside the setting of its season", outside_the_season),
    Rule("C204", "error", "episodes out of order", episodes_out_of_order),
    Rule("C205", "error", "seasons of one show that overlap", seasons_overlap),
    Rule("C206", "error", "an episode shown outside the time of its season", episode_outside_the_season),
    Rule("C207", "warning", "an event moved to the date that it has", moved_nowhere),
)
