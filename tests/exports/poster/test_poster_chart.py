"""The plan of a poster: who is named, in which row, near which time; and how large the rows are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from poster_histories import BIG, NESTED, ROME, TWO
from strategies import histories

from timeline import load
from timeline.exports.svg.poster_chart import ROWS, WAY, Chart, Room
from timeline.model.query import Query
from timeline.questions.panorama import panorama
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Load = Callable[[str], Chronicle]

ROOM = Room(200, 1400, 340)


@pytest.fixture(scope="module")
def bundled() -> Iterator[Chronicle]:
    with load() as chronicle:
        yield chronicle


def holds(chart: Chart) -> None:
    """Hold a plan against what every plan has to be."""
    rows = [(chart.side[index], row) for index, row in chart.label_rows.items()]
    assert len(set(rows)) == len(rows)
    assert ROOM.top <= chart.scale.tops[0]
    assert chart.bottom <= ROOM.top + ROOM.most + 1e-6
    for side in (0, 1):
        own = sorted((i for i in chart.label_rows if chart.side[i] == side), key=lambda i: chart.label_rows[i])
        middles = [chart.stretches[index].middle for index in own]
        assert middles == sorted(middles)
    for index in chart.used:
        stretch = chart.stretches[index]
        assert chart.scale.y(stretch.first) - 1e-6 <= chart.mark_y(index) <= chart.scale.y(stretch.last) + 1e-6
        if index in chart.label_rows:
            assert ROOM.top < chart.label_y(index) < chart.bottom
    for one, other in pairwise(chart.scale.heights):
        assert one <= other


@settings(max_examples=60)
@given(text=histories(), data=st.data())
def test_drawn_histories_have_a_plan(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "plan.toml"
    path.write_text(text, encoding="utf-8")
    chart = Chart(panorama(Chronicle([str(path)])), ROOM, data.draw(st.integers(60, 120)))
    holds(chart)
    assert chart.label_rows.keys() == set(chart.used)  # there are few


@pytest.mark.parametrize("labels", [60, 112, 130])
@pytest.mark.parametrize("asked", [{}, {"season": 2}, {"person": "Ed Baldwin"}, {"year": "1983"}], ids=str)
def test_the_bundled_history_has_a_plan(bundled: Chronicle, asked: dict[str, str], labels: int) -> None:
    chart = Chart(panorama(bundled, Query.of(asked)), ROOM, labels)  # type: ignore[arg-type]
    holds(chart)
    assert len(chart.label_rows) <= labels


def test_a_label_of_a_full_poster_stands_by_its_time(bundled: Chronicle) -> None:
    chart = Chart(panorama(bundled), ROOM, 112)
    assert len(chart.label_rows) > 105
    far = [abs(chart.label_y(index) - chart.mark_y(index)) / chart.row for index in chart.label_rows]
    assert sorted(far)[len(far) * 9 // 10] < 1.5
    assert max(far) < 4


def test_vague_events_of_a_year_stand_around_its_middle(history: Load) -> None:
    """A hundred events "in 1969" and one a year later: more are named than rows are near the middle, none far from it."""
    text = "".join(f'[[event]]\ndate = 1969\ntitle = "In 1969: {n}"\n' for n in range(150))
    chart = Chart(panorama(history(f'{text}[[event]]\ndate = 1970-07-01\ntitle = "Later"\n')), ROOM, 112)
    own = [row for index, row in chart.label_rows.items() if chart.panorama.events[index].date.year == 1969]
    middle = chart.scale.y(chart.stretches[chart.used[0]].middle)
    assert len(own) == 2 * (2 * WAY + 3), "on both sides"
    assert max(abs((row + 0.5) * chart.row + chart.scale.tops[0] - middle) for row in own) <= (WAY + 2) * chart.row


def test_the_heaviest_are_named(bundled: Chronicle) -> None:
    chart = Chart(panorama(bundled), ROOM, 112)
    assert chart.order[0] == chart.seen.parting_index
    heavy = chart.order[:40]
    assert len(chart.label_rows.keys() & set(heavy)) >= 30  # the others have heavier ones beside them


@pytest.mark.parametrize(
    ("text", "row"), [(TWO, ROWS[0]), (ROME, ROWS[0]), (BIG, ROWS[-1])], ids=["two", "rome", "big"]
)
def test_few_events_have_large_rows(history: Load, text: str, row: float) -> None:
    assert Chart(panorama(history(text)), ROOM, 112).row == row


def test_the_histories_part_where_their_point_is(history: Load) -> None:
    chart = Chart(panorama(history(NESTED)), ROOM, 112)
    assert chart.seen.parting is not None
    assert chart.parting == pytest.approx(chart.scale.y(chart.seen.parting.date.first))
    later = Chart(panorama(history(NESTED), Query.of({"from_": "1850", "kind": "alt"})), ROOM, 112)
    assert later.parting is not None
    assert ROOM.top < later.parting < later.scale.tops[0]  # before all that is drawn
