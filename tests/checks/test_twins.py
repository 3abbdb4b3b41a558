"""Events that may be one are found without comparing all with all: the same ones as when every pair is looked at."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.checks import twins
from timeline.checks.history import History
from timeline.checks.likeness import ALIKE_TITLES, alike, may_be_alike, shared_keys
from timeline.checks.rule import file_order
from timeline.model.events import REAL
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline.model.events import Event

TITLES = (
    *("Lands", "Land", "Ed lands", "Ed land", "Ed lands on the Moon", "Ed lands at the Moon", "Ed lands on Mars"),
    *("A man lands", "A human lands", "Apollo 11 lands", "Apollo 12 lands", "Apollo 11 land", "Henry VII lands", "11"),
)
DATES = ("1950-05-05", "1950-05", "1950", "195X", "19XX", "1951-01-01", "1950/1952", "../1950", "1950/..", "1950-05-06")
HOMES = ('kind = "real"', 'kind = "both"', 'timeline = "a"', 'timeline = "b"', 'timeline = ["a", "b"]')


def told_apart(history: History) -> list[tuple[str, str]]:
    """Return the ids of the events that may be one, the later one in the file first, by looking at every pair."""

    def groups(event: Event) -> list[tuple[str, int]]:
        homes = [REAL, *history.world.pods] if event.is_everywhere else history.homes(event)
        return list(product(homes, shared_keys(event.title)))

    def may_be_one(event: Event, other: Event) -> bool:
        is_cause = event.id in other.because or other.id in event.because
        return not event.date.is_before(other.date) and not is_cause and alike(event.title, other.title, ALIKE_TITLES)

    found: dict[str, str] = {}
    for place, event in enumerate(history.events):
        for group in groups(event):
            near = (each for each in history.events[:place] if group in groups(each) and may_be_one(each, event))
            other = next(near, None)
            if other is not None:
                first, second = sorted((event, other), key=file_order)
                found.setdefault(second.id, first.id)
    return list(found.items())


@pytest.mark.parametrize("few", [24, 0])
@given(st.lists(st.tuples(*map(st.sampled_from, (TITLES, DATES, HOMES))), min_size=2, max_size=12), st.data())
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
def test_the_same_are_found_as_among_all_pairs(
    write: Callable[..., Path], few: int, drawn: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    """`few`: with none allowed, all events are looked up by their titles."""
    causes = data.draw(st.lists(st.integers(0, 3), min_size=len(drawn), max_size=len(drawn)))
    tables = [
        f'[[event]]\nid = "e{n}"\ntitle = "{title}"\ndate = "{date}"\n{home}\n'
        + (f'because = "e{cause}"\n' * (cause == 1))
        for n, ((title, date, home), cause) in enumerate(zip(drawn, causes, strict=True))
    ]
    history = History(load_document([str(write("".join(tables)))]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twins, "_FEW", few)
        found = list(twins.near_duplicates(history))
    ids = {event.at: event.id for event in history.events}
    assert [(ids[each.at], each.message.split('"')[1]) for each in found] == told_apart(history)


@given(*[st.lists(st.sampled_from(("the", "of", "11", "12", "vii", "ed", "land", "lands")), max_size=4)] * 2)
def test_what_is_alike_may_be_alike(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    assert may_be_alike(first, second) or not alike(first, second, ALIKE_TITLES)
