"""How much follows from events: against a plain search, in webs with circles, and in large ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from timeline.model import followers
from timeline.model.followers import Following, circles_of, following

if TYPE_CHECKING:
    import pytest

    from timeline.model.causality import Links

SIZE = 9

some = st.lists(st.integers(0, SIZE - 1), max_size=3, unique=True)
webs = st.lists(some, min_size=SIZE, max_size=SIZE).map(
    lambda found: {each: [other for other in others if other != each] for each, others in enumerate(found) if others}
)
first_days = st.lists(st.none() | st.integers(0, 5), min_size=SIZE, max_size=SIZE).map(
    lambda days: dict(enumerate(days))
)


def reached(effects: Links, start: int) -> set[int]:
    """Return all that follows from an event; in a circle, the event itself as well."""
    found: set[int] = set()
    waiting = [start]
    while waiting:
        new = set(effects.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


@given(webs, first_days, st.sampled_from([1, 2, 64]))
def test_what_follows_is_what_a_plain_search_finds(effects: Links, days: dict[int, int | None], block: int) -> None:
    before, followers.BLOCK = followers.BLOCK, block
    try:
        found = following(effects, range(SIZE), days)
    finally:
        followers.BLOCK = before
    for each in range(SIZE):
        after = reached(effects, each)
        last = max((day for day in map(days.__getitem__, after) if day is not None), default=None)
        assert found[each] == Following(len(after - {each}), last)


@given(webs)
def test_circles_are_those_of_a_plain_search_and_come_after_what_they_lead_to(links: Links) -> None:
    found = circles_of(links, range(SIZE))
    assert sorted(each for circle in found for each in circle) == list(range(SIZE))
    places = {each: place for place, circle in enumerate(found) for each in circle}
    for each in range(SIZE):
        after = reached(links, each)
        assert {other for other in after if each in reached(links, other)} | {each} == set(found[places[each]])
        assert all(places[other] <= places[each] for other in after)


def test_only_what_is_asked_for_is_walked() -> None:
    assert following({1: [2], 2: [3], 8: [9]}, [2], {2: 0, 3: 7}) == {2: Following(1, 7)}


def test_a_ladder_of_many_events_needs_one_block_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    size = 3000
    ladder = {n: [other for other in (n + 1, n + 2) if other < size] for n in range(size)}
    monkeypatch.setattr(followers, "BLOCK", 100)
    found = following(ladder, range(size), dict.fromkeys(range(size)))
    assert [found[n].events for n in range(size)] == list(range(size - 1, -1, -1))
