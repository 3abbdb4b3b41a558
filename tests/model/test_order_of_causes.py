"""The last step of the order of time: a cause that overlaps its effect and would stand after it moves before it."""

from __future__ import annotations

from heapq import heappop
from itertools import pairwise
from typing import TYPE_CHECKING

import oracle_order
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model import ordering
from timeline.model.calendar import iso_date
from timeline.model.dates import parse_date
from timeline.model.events import Event, Origin
from timeline.model.ordering import in_order
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable


def order(*events: tuple[str, str, str]) -> list[str]:
    text = "".join(
        f'[[event]]\nid = "{name}"\ndate = "{date}"\ntitle = "{name}"\nkind = "real"\n'
        + (f"because = {because}\n" * bool(because))
        for name, date, because in events
    )
    return [event.id for event in load_document(["/o.toml"], {"/o.toml": text}).events]


def test_what_moves_takes_its_own_causes_along() -> None:
    """July does not overlap January, but what is known as 1969 overlaps both and moves before January's event."""
    assert order(("january", "1969-01", '"some-time"'), ("july", "1969-07", ""), ("some-time", "1969", '"july"')) == [
        "july",
        "some-time",
        "january",
    ]


def test_a_long_chain_told_backwards() -> None:
    links = [(f"e{number}", "1969", f'"e{number + 1}"') for number in range(800)]
    assert order(*links, ("e800", "1969", "")) == [f"e{number}" for number in range(800, -1, -1)]


def drawn_events(draw: st.DrawFn) -> list[Event]:
    size = draw(st.integers(1, 14))
    starts = st.integers(0, 12)
    return [
        Event(
            id=f"e{number}",
            date=parse_date(_span(draw(starts), draw(st.sampled_from([0, 0, 1, 3, 12])))),
            title="t",
            kind="real",
            order=draw(st.integers(0, 1)),
            because=tuple(f"e{each}" for each in draw(st.lists(st.integers(0, size), max_size=3))),
            at=Origin(0, "event", number),
        )
        for number in range(size)
    ]


def _span(first: int, length: int) -> str:
    """Return some months from 1969 on; each thirteenth is a whole year, which comes after its months."""
    if first == 12:
        return "1969"
    end = first + length
    return f"1969-{first + 1:02d}" + (f"/{1969 + end // 12}-{end % 12 + 1:02d}" if length else "")


@given(st.composite(drawn_events)())
@settings(max_examples=300)
def test_the_order_is_the_one_that_is_defined(events: list[Event]) -> None:
    assert [event.id for event in in_order(events)] == [event.id for event in oracle_order.in_order(events)]


@given(st.permutations(range(9)), st.integers(0, 2))
def test_the_order_of_a_chain_is_the_one_that_is_defined(chain: list[int], gaps: int) -> None:
    """Chains make causes move again and again; with gaps, not all of them overlap."""
    because = dict(pairwise(chain))
    events = [
        Event(
            id=f"e{number}",
            date=parse_date(_span(number, 12 if gaps == 0 else gaps)),
            title="t",
            kind="real",
            because=(f"e{because[number]}",) if number in because else (),
            at=Origin(0, "event", number),
        )
        for number in range(9)
    ]
    assert [event.id for event in in_order(events)] == [event.id for event in oracle_order.in_order(events)]


def day(number: int) -> str:
    return iso_date(719_000 + number)


CHAINS: dict[str, Callable[[int], list[tuple[str, int]]]] = {
    "one date, told backwards": lambda size: [("1969", number + 1) for number in range(size)],
    "days, told backwards": lambda size: [(day(number), number + 1) for number in range(size)],
    "spans that overlap their neighbors, told backwards": lambda size: [
        (f"{day(number)}/{day(number + 40)}", number + 1) for number in range(size)
    ],
    "wide dates, one of them late": lambda size: [
        (f"{day(number)}/{day(size)}", (1, size, 0)[number] if number < 3 else number - 1) for number in range(size)
    ],
}


@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS.keys())
def test_the_work_grows_with_the_number_of_events(
    chain: Callable[[int], list[tuple[str, int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0

    def counted(leads: list[tuple[int, bool, int]]) -> tuple[int, bool, int]:
        nonlocal steps
        steps += 1
        return heappop(leads)

    monkeypatch.setattr(ordering, "heappop", counted)
    counts = []
    for size in (200, 400):
        steps = 0
        events = [
            Event(id=f"e{number}", date=parse_date(date), title="t", kind="real", because=(f"e{cause}",))
            for number, (date, cause) in enumerate(chain(size))
        ]
        assert len(in_order(events)) == size
        counts.append(steps)
    assert 0 < counts[1] < 2.1 * counts[0]
