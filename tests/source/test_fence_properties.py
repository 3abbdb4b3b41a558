"""Whatever history and limits are drawn: what a fence leaves is as it was, and what it takes away is told later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import dates, histories

from timeline.checks.run import check_document
from timeline.cli.check import _BLIND_BEHIND_A_FENCE
from timeline.model.events import LINKS, REAL
from timeline.model.people import Directory
from timeline.model.terms import successions
from timeline.source.fence import fenced
from timeline.source.load import load_document
from timeline.source.reach import seasons_of, shows_by_timeline
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.source.document import Document

ALWAYS = float("inf")


@st.composite
def fences(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw the text of a valid history, with states of its shows and timelines, and limits on its shows."""
    text = draw(histories())
    whole = _load(text)
    shows, timelines = list(whole.world.shows), [each.id for each in whole.world.alternates]
    for number in range(draw(st.integers(0, 3))):
        homes = [f'show = "{show}"' for show in shows] + [f'timeline = "{timeline}"' for timeline in timelines]
        home = draw(st.sampled_from([*homes, 'kind = "real"', 'kind = "both"']))
        told = f"\nseason = {draw(st.integers(0, 2))}" if home.startswith("show") and draw(st.booleans()) else ""
        interval = draw(
            st.sampled_from(['"1967/1969-07"', '"1968-05/.."', '"1969-07-20/1971"', '"1970/"', draw(dates())])
        )
        text += f'\n[[state]]\nof = "Chief"\nis = "Holder {number}"\ndate = {interval}\n{home}{told}\n'
    whole = _load(text)
    seasons = seasons_of(whole)
    limits = []
    for show in shows:
        reached = [f"{show}:s{n}" for n in seasons[show]]
        reached += [f"{show}:s{n}e{episode}" for n, each in seasons[show].items() for episode in each]
        limits += draw(st.sampled_from([[], [show], *([limit] for limit in reached)]))
    return text, limits


def _load(text: str) -> Document:
    return load_document(["/drawn.toml"], {"/drawn.toml": text})


def _without_links(event: Event) -> Event:
    cut: dict[str, Any] = dict.fromkeys(("because", *LINKS), ())
    return replace(event, **cut)


@given(fences())
@settings(max_examples=150)
def test_what_a_fence_leaves_is_as_it_was(drawn: tuple[str, list[str]]) -> None:
    text, limits = drawn
    whole = _load(text)
    if whole.problems.has_errors or not limits:
        return
    left = fenced(whole, limits)
    ids = {event.id for event in left.events}
    assert [event.id for event in left.events] == [event.id for event in whole.events if event.id in ids]
    assert [event.rank for event in left.events] == sorted(event.rank for event in left.events)
    by_id = {event.id: event for event in whole.events}
    for event in left.events:
        before = by_id[event.id]
        assert (_without_links(event), event.rank) == (_without_links(before), before.rank)
        for key in ("because", *LINKS):
            assert getattr(event, key) == tuple(each for each in getattr(before, key) if each in ids)
    _compare_timelines(whole, left)
    _compare_deaths(whole, left)
    _compare_terms(whole, left)
    for event in left.events:
        assert left.world.airing(event) in (None, whole.world.airing(event)) or event.season is not None
    assert _findings(left) <= _findings(whole)


def _findings(document: Document) -> set[tuple[str, int | None]]:
    """Return the code and the line of what `check` finds about people and states: no such finding hides another."""
    found = check_document(document, (), _BLIND_BEHIND_A_FENCE)
    return {(each.code, each.line) for each in found if each.code.startswith(("C3", "C4"))}


def _compare_timelines(whole: Document, left: Document) -> None:
    """The points of divergence are the same and visible, and what each timeline holds of the visible events."""
    before, after = whole.world, left.world
    ids = {event.id for event in left.events}
    used = {timeline for event in left.events for timeline in event.timelines}
    assert used <= set(after.timelines)
    assert list(after.timelines) == [each for each in before.timelines if each in after.timelines]
    for timeline in after.timelines:
        assert after.timelines[timeline] == before.timelines[timeline]
        assert (timeline in after.pods) == (timeline in before.pods)
        for event in left.events:
            assert after.lineage(timeline).holds(event) == before.lineage(timeline).holds(event)
    for timeline, pod in after.pods.items():
        assert (pod.id, pod.date) == (before.pods[timeline].id, before.pods[timeline].date)
        assert pod.id in ids


def _compare_deaths(whole: Document, left: Document) -> None:
    """No death is another one or missing up to where a timeline is known."""
    before = {person.id: person for person in whole.world.people}
    directory, told = Directory(whole.world.people), {REAL: set()} | shows_by_timeline(whole)
    for person in left.world.people:
        assert replace(person, died=None) == replace(before[person.id], died=None)
        acts = {t for e in left.events if person in map(left.world.directory.person, e.people) for t in e.timelines}
        is_real = any(
            directory.person(name) == before[person.id] for e in whole.events if e.kind != "alt" for name in e.people
        )
        for timeline in left.world.timelines:
            died, was = (d.world.death(p, timeline) for d, p in ((left, person), (whole, before[person.id])))
            assert died in (None, was)
            until = left.world.known_until.get(timeline, ALWAYS)
            if was is not None and was.last <= until and timeline in acts and told[timeline]:
                assert died == was
            if is_real and timeline == REAL:
                assert died == was


def _compare_terms(whole: Document, left: Document) -> None:
    """Every term is one of the whole history, in its order, with its start, and with its end or an unknown one."""
    for timeline in left.world.timelines:
        until = left.world.known_until.get(timeline, ALWAYS)
        before, after = successions(whole.world, timeline), successions(left.world, timeline)
        for office, terms in after.items():
            known = {term.state.at: term for term in before[office]}
            assert [t.state.at for t in terms] == [
                t.state.at for t in before[office] if t.state.at in {x.state.at for x in terms}
            ]
            for term in terms:
                date = known[term.state.at].date
                assert term.date.earliest == date.earliest
                assert term.date == date or (term.date.latest is None and term.date.text.endswith("/"))
                assert term.state.is_ == known[term.state.at].state.is_
                starts = [other.date.earliest for other in terms if not other.is_inherited]
                if term.is_inherited and date != term.state.date and date.latest in starts:
                    assert term.date == date, "the successor is visible"
        for office, terms in before.items():
            shown = {term.state.at for term in after.get(office, ())}
            for term in terms:
                state = term.state
                if state.kind != "alt" and state.show is None and term.date.last <= until:
                    assert state.at in shown


@given(fences())
@settings(max_examples=25)
def test_no_order_and_no_answer_of_a_listing_changes(drawn: tuple[str, list[str]]) -> None:
    text, limits = drawn
    if _load(text).problems.has_errors or not limits:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.toml"
        path.write_text(text, encoding="utf-8")
        whole, left = Chronicle([str(path)]), Chronicle([str(path)], up_to=limits)
        ids = {event.id for event in left}
        for sort in ("date", "aired"):
            told = [event.id for event in left.events(sort=sort)]
            assert told == [event.id for event in whole.events(sort=sort) if event.id in ids]
        for timeline in left.world.timelines:
            held = [event.id for event in left.events(timeline=timeline)]
            assert held == [event.id for event in whole.events(timeline=timeline) if event.id in ids]
        assert left.world.known_until == fenced(_load(text), limits).world.known_until
        whole.close()
        left.close()
