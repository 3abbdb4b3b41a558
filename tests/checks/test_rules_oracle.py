"""Rules that keep what they have found out say the same as rules that look at every pair."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.checks import chronology, divergence, links, states
from timeline.checks.history import History
from timeline.model.causality import all_effects
from timeline.model.spans import held
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline.model.events import Event, Link

    Told = tuple[Any, *tuple[str, ...]]
    """What a finding is about, and parts of what it says."""


def is_here(history: History, event: Event, other: Event) -> bool:
    return any(history.world.lineage(timeline).holds(other) for timeline in event.timelines)


def is_of_one_timeline(event: Event, other: Event) -> bool:
    return bool(set(event.timelines) & set(other.timelines))


def called(other: Event, here: Event) -> str:
    return "this" if other is here else f'"{other.id}"'


def averts(history: History, event: Event, link: Link, target: Event) -> Event | None:
    """Return the event that averts the target of a link."""
    for other, its_link, _, its_target in history.linked:
        is_apart = link != "averts" or not is_of_one_timeline(event, other)
        if its_link == "averts" and its_target is target and is_apart and is_here(history, event, other):
            return other
    return None


def averted(history: History) -> Iterator[Told]:
    for event, link, _, target in history.linked:
        other = averts(history, event, link, target)
        if other is not None:
            yield event, f"{called(other, event)} averts it", link


def twice(history: History) -> Iterator[Told]:
    groups: dict[tuple[str, bool], list[tuple[Event, Link]]] = {}
    for event, link, _, target in sorted(history.linked, key=lambda each: links.file_order(each[0])):
        if averts(history, event, link, target) is None:
            groups.setdefault((target.id, link == "averts"), []).append((event, link))
    for (target_id, _), group in groups.items():
        for place, (event, link) in enumerate(group):
            for earlier, (other, its_link) in enumerate(group):
                is_first = earlier < place if is_of_one_timeline(event, other) else link != "averts"
                if is_first and is_here(history, event, other):
                    yield event, f'{called(other, event)} already {its_link} "{target_id}"', link
                    break


def undone(history: History) -> Iterator[Told]:
    undoing = [(event, link, target) for event in history.events for link, target in event.links if link != "moves"]
    for event, lines in divergence._shared_effects(history):
        for index, cause in enumerate(event.because):
            reached = [cause]
            for each in reached:
                if each in history.by_id and history.by_id[each].kind == "real":
                    reached += [other for other in history.by_id[each].because if other not in reached]
            found = [
                (event, f'"{line.id}", where "{other.id}" {link}', f'"{root}"', str(index))
                for root in reached
                for other, link, target in undoing
                if target == root and other.kind == "alt"
                for line in lines
                if line.holds(other)
            ]
            yield from found[:1]


def holders(history: History) -> Iterator[Told]:
    reported: set[int] = set()
    key = history.world.directory.key
    for _, terms in states._successions(history):
        terms = [term for term in terms if states._pod_after(history, term.state) is None]
        for number, term in enumerate(terms):
            for other in terms[:number]:
                is_other = key(other.state.is_) != key(term.state.is_)
                acting = other.state.acting or term.state.acting
                if is_other and not acting and other.held.surely_overlaps(term.held):
                    if id(term.state) not in reported:
                        yield term.state, f'and "{other.state.is_}" ({other.state.date}) both'
                    reported.add(id(term.state))
                    break


def overlapping(history: History) -> Iterator[Told]:
    for show in history.world.shows.values():
        for one, other in combinations(range(len(show.seasons)), 2):
            first, second = show.seasons[one], show.seasons[other]
            if first.number == second.number:
                yield show, "there are two seasons", str(other)
                continue
            for key in ("setting", "aired"):
                dates = getattr(first, key), getattr(second, key)
                if all(dates) and held(dates[0]).surely_overlaps(held(dates[1])):
                    yield show, f"season {second.number} ({dates[1]}) overlaps season {first.number}", str(other), key


def sources(history: History) -> Iterator[Told]:
    for timeline, pod in history.world.pods.items():
        own = [event for event in history.events if event.kind == "alt" and timeline in event.timelines]
        ids = {event.id for event in own}
        roots = [event for event in own if history.effects.get(event.id) and not ids & set(event.because)]
        if not history.effects.get(pod.id) and roots:
            source = max(roots, key=lambda each: len(all_effects(history.effects, each.id) & ids))
            yield history.by_id[pod.id], f'most follows from "{source.id}"', "date"


IDS = [f"e{n}" for n in range(9)]
LINES = ["a", "b", "c"]
YEARS = st.integers(1950, 1962)
DATES = st.one_of(
    YEARS.map(str),
    YEARS.map("{}~".format),
    YEARS.map("{}/..".format),
    YEARS.map("../{}".format),
    st.tuples(YEARS, st.integers(0, 9)).map(lambda pair: f"{pair[0]}/{pair[0] + pair[1]}"),
    st.just("19XX"),
)


@st.composite
def histories(draw: st.DrawFn) -> str:
    """Draw a history with branches, links, causes, states and seasons, which may be wrong in every way that rules know."""
    parents = [draw(st.sampled_from(["real", *LINES[:n]])) for n in range(3)]
    parts = [f'[[timeline]]\nid = "{line}"\nparent = "{parent}"\n' for line, parent in zip(LINES, parents, strict=True)]
    parts.append('[[show]]\nid = "s"\nname = "S"\ntimeline = "a"\n')
    seasons = draw(st.lists(st.tuples(st.integers(1, 4), DATES, DATES), max_size=4))
    parts += [
        f'[[show.season]]\nnumber = {n}\nsetting = "{setting}"\naired = "{aired}"\n' for n, setting, aired in seasons
    ]
    some = st.lists(st.sampled_from(IDS), min_size=1, max_size=2)
    for each in IDS:
        event = f'[[event]]\nid = "{each}"\ndate = "{draw(DATES)}"\ntitle = "Title {each}"\n'
        kind = draw(st.sampled_from(["real", "both", "alt", "alt"]))
        event += f'timeline = "{draw(st.sampled_from(LINES))}"\n' if kind == "alt" else f'kind = "{kind}"\n'
        for key in ("because", *(("moves", "replaces", "averts") if kind == "alt" else ())):
            event += f"{key} = {draw(some)}\n" if draw(st.booleans()) else ""
        parts.append(event)
    for holder in draw(st.lists(st.sampled_from(["Ann", "Bob", "Cid"]), max_size=6)):
        where = draw(st.sampled_from(['kind = "real"', 'kind = "both"', 'timeline = "a"', 'timeline = "b"']))
        acting = draw(st.sampled_from(["", "", "acting = true\n"]))
        parts.append(f'[[state]]\nof = "King"\nis = "{holder}"\ndate = "{draw(DATES)}"\n{where}\n{acting}')
    return "".join(parts)


ORACLES = {
    "C103": (links.already_averted, averted),
    "C104": (links.stands_in_twice, twice),
    "C205": (chronology.seasons_overlap, overlapping),
    "C401": (states.two_holders, holders),
    "C502": (divergence.rests_on_the_undone, undone),
    "C505": (divergence.pod_by_accident, sources),
}


@pytest.mark.parametrize("code", ORACLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=histories())
def test_a_rule_finds_what_every_pair_would_tell(write: Callable[..., Path], code: str, text: str) -> None:
    history = History(load_document([str(write(text))]))
    rule, oracle = ORACLES[code]
    found, expected = list(rule(history)), list(oracle(history))
    assert [finding.at for finding in found] == [row.at for row, *_ in expected]
    for finding, (_, *parts) in zip(found, expected, strict=True):
        said = f"{finding.message} {' '.join(map(str, finding.key))}"
        assert [part for part in parts if part not in said] == []
