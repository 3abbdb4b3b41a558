"""C2: dates that contradict the order of events."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from timeline.checks import reach
from timeline.checks.rule import NOTHING, PLACE, Finding, Rule
from timeline.model.dates import certain
from timeline.model.order import precedes
from timeline.model.spans import held

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.checks.history import History
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.lineage import Pod
    from timeline.model.shows import Season, Show


def cause_after_effect(history: History) -> Iterator[Finding]:
    """Find causes that come after their effects, unless another rule reports the same mistake.

    C105 reports causes in a circle, C106 causes in another history, and C202 events before the POD that caused them.
    """
    in_circle = {(cause.effect.id, cause.position) for circle in history.circles for cause in circle}
    for event in history.events:
        for index, cause_id in enumerate(event.because):
            cause = history.by_id.get(cause_id)
            if cause is None or not event.date.is_before(cause.date) or (event.id, index) in in_circle:
                continue
            is_early = cause.kind == "alt" and _pod_after(history, event) is not None
            if not is_early and history.may_cause(cause, event):
                message = f'the cause "{cause_id}" ({cause.date}) comes after its effect ({event.date})'
                yield Finding(event.at, ("because", index), message, None, certain(event.date, cause.date))


def before_the_pod(history: History) -> Iterator[Finding]:
    for event in history.events:
        pod = _pod_after(history, event)
        if pod is not None:
            message = f'{event.date} is before the point of divergence of "{pod.timeline}": "{pod.id}", {pod.date}'
            hint = f'until then, the timeline shares the history of "{history.world.timelines[pod.timeline].parent}"'
            sure = certain(event.date, pod.date) and event.date.is_before(pod.date)
            yield Finding(event.at, ("date",), message, hint, sure)
    for id_, pod in history.world.pods.items():
        parent = history.world.timelines[id_].parent or ""
        begins = history.world.pods.get(parent)
        if begins is not None and pod.date.is_before(begins.date):
            message = (
                f'"{id_}" leaves "{parent}" by {pod.date}, before "{parent}" begins with "{begins.id}", {begins.date}'
            )
            hint = f'parent = "{history.world.timelines[parent].parent}" may be meant'
            yield Finding(history.by_id[pod.id].at, ("date",), message, hint, certain(pod.date, begins.date))


def _pod_after(history: History, event: Event) -> Pod | None:
    """Return the POD that an alt event comes before, in one of its timelines; None if there is none."""
    for timeline in event.timelines if event.kind == "alt" else ():
        pod = history.world.pods.get(timeline)
        parent = history.world.timelines[timeline].parent
        if pod and parent not in event.timelines and precedes(event, history.by_id[pod.id]):
            return pod
    return None


def outside_the_season(history: History) -> Iterator[Finding]:
    for event in history.events:
        season = history.world.season(event)
        if event.kind == "real" or season is None or season.setting is None:
            continue
        if not event.date.overlaps(season.setting):
            message = f"{event.date} is outside the setting of season {season.number}, {season.setting}"
            yield Finding(event.at, ("date",), message, "if it is a newsreel or a look ahead, allow it")


def out_of_order(history: History) -> Iterator[Finding]:
    """Find episodes and seasons whose numbers and air dates are in a different order."""
    for show in history.world.shows.values():
        numbered = [season for season in show.seasons if season.number > 0]
        for season, later in pairwise(sorted(numbered, key=lambda season: season.number)):
            if season.aired and later.aired and later.aired.is_before(season.aired):
                message = f"season {later.number} was shown on {later.aired}, before season {season.number}"
                key = ("season", show.seasons.index(later), "aired")
                yield Finding(show.at, key, message, None, certain(season.aired, later.aired))
        for number, season in enumerate(show.seasons):
            yield from _episodes_out_of_order(show, number, season)


def _episodes_out_of_order(show: Show, number: int, season: Season) -> Iterator[Finding]:
    last, shown = None, None
    """The previous episode, and the last one with an air date."""
    for index, episode in enumerate(season.episodes):
        key = ("season", number, "episode", index)
        if last and episode.number <= last.number:
            message = f"episode {episode.number} comes after episode {last.number}"
            yield Finding(show.at, (*key, "number"), message, "list episodes in the order of their numbers")
        elif shown and shown.aired and episode.aired and episode.aired.is_before(shown.aired):
            message = f"episode {episode.number} was shown on {episode.aired}, before episode {shown.number}"
            yield Finding(show.at, (*key, "aired"), message, None, certain(shown.aired, episode.aired))
        last, shown = episode, episode if episode.aired else shown


def seasons_overlap(history: History) -> Iterator[Finding]:
    for show in history.world.shows.values():
        seasons = show.seasons
        settings = _overlaps([season.setting for season in seasons])
        pairs = settings | _overlaps([season.aired for season in seasons]) | _twice([each.number for each in seasons])
        for one, other in sorted(pairs):
            first, second = seasons[one], seasons[other]
            if first.number == second.number:
                yield Finding(show.at, ("season", other, "number"), f"there are two seasons {second.number}")
                continue
            for key, dates in (("setting", (first.setting, second.setting)), ("aired", (first.aired, second.aired))):
                earlier, later = dates
                if earlier and later and held(earlier).surely_overlaps(held(later)):
                    message = f"season {second.number} ({later}) overlaps season {first.number} ({earlier})"
                    yield Finding(show.at, ("season", other, key), message, None, certain(earlier, later))


def _overlaps(dates: Sequence[EdtfDate | None]) -> set[tuple[int, int]]:
    """Return the pairs of dates, by their places, that surely overlap."""
    spans = sorted(
        (span.surely_from, span.surely_to, n) for n, date in enumerate(dates) if date and (span := held(date))
    )
    lasting: list[tuple[float, int]] = []
    pairs: set[tuple[int, int]] = set()
    for begins, ends, n in spans:
        lasting = [(end, other) for end, other in lasting if end > begins]
        if begins < ends:
            pairs |= {(min(n, other), max(n, other)) for _, other in lasting}
            lasting.append((ends, n))
    return pairs


def _twice(numbers: Sequence[int]) -> set[tuple[int, int]]:
    """Return the pairs of equal numbers, by their places."""
    places: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        places.setdefault(number, []).append(place)
    return {pair for same in places.values() for pair in combinations(same, 2)}


def episode_outside_the_season(history: History) -> Iterator[Finding]:
    for show in history.world.shows.values():
        for number, season in enumerate(show.seasons):
            for index, episode in enumerate(season.episodes):
                if season.aired and episode.aired and not episode.aired.overlaps(season.aired):
                    message = (
                        f"episode {episode.number} was shown on {episode.aired}, outside its season ({season.aired})"
                    )
                    key = ("season", number, "episode", index, "aired")
                    yield Finding(show.at, key, message, None, certain(season.aired, episode.aired))


def moved_nowhere(history: History) -> Iterator[Finding]:
    """Find events moved to the date that they already have: an error for a single day, a warning for a longer span."""
    for event in history.events:
        for index, target_id in enumerate(event.moves):
            target = history.by_id.get(target_id)
            if target is not None and _same(target.date, event.date):
                message = f'"{target_id}" is moved to the date that it already has, {event.date}'
                hint = '`replaces`, or kind = "both", may be meant'
                yield Finding(
                    event.at, ("moves", index), message, hint, target.date.is_one_day and event.date.is_one_day
                )


def _same(first: EdtfDate, second: EdtfDate) -> bool:
    """Return whether two dates cover the same days and are not two times on one day."""
    if first.text == second.text:
        return True
    if first.second is not None and second.second is not None:
        return False
    is_closed = first.earliest is not None and first.latest is not None
    return is_closed and (first.earliest, first.latest) == (second.earliest, second.latest)


RULES = (
    Rule(
        "C201",
        "error",
        "a cause that comes after its effect",
        cause_after_effect,
        PLACE | {"id", "because"},
        reach.named,
    ),
    Rule(
        "C202",
        "error",
        "an alt event before the point of divergence of its timeline",
        before_the_pod,
        PLACE | {"id"},
        reach.own,
    ),
    Rule("C203", "warning", "an event outside the setting of its season", outside_the_season, PLACE, reach.own),
    Rule("C204", "error", "episodes or seasons out of order", out_of_order, NOTHING),
    Rule("C205", "error", "seasons of one show that overlap", seasons_overlap, NOTHING),
    Rule("C206", "error", "an episode shown outside the time of its season", episode_outside_the_season, NOTHING),
    Rule(
        "C207",
        "error",
        "an event moved to the date that it already has",
        moved_nowhere,
        PLACE | {"id", "moves"},
        reach.named,
    ),
)
