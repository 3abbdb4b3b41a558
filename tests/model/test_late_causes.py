"""Causes with a late place: all of them are found, whatever is left out on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.model.causality import Causes
from timeline.model.dates import parse_date
from timeline.model.events import Event


def event(number: int, year: int, causes: list[int]) -> Event:
    because = tuple(f"e{cause}" for cause in causes)
    return Event(id=f"e{number}", date=parse_date(str(year)), title="E", kind="alt", because=because)


@given(
    drawn=st.lists(st.tuples(st.integers(1960, 1964), st.lists(st.integers(0, 9), max_size=3)), min_size=1, max_size=8),
    starts=st.lists(st.integers(0, 7), min_size=1, max_size=4),
)
def test_late_causes_are_those_of_all_causes_that_are_late(
    drawn: list[tuple[int, list[int]]], starts: list[int]
) -> None:
    """Causes run in circles, too, and some name no event."""
    events = {f"e{number}": event(number, year, causes) for number, (year, causes) in enumerate(drawn)}
    causes = Causes(events)
    for start in starts:
        asked = events.get(f"e{start}", events["e0"])
        reached = [asked.id]
        for each in reached:
            reached += [cause for cause in events[each].because if cause in events and cause not in reached]
        late = [each for each in reached[1:] if events[each].date.place >= asked.date.place]
        found = [each.id for each in causes.placed_from(asked, asked.date.place)]
        assert found == list(dict.fromkeys(late))
