"""No line is wider than the screen, at any width from 40 up, in Unicode and in ASCII, for histories of every kind."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from strategies import histories

from timeline.bundled import bundled_events
from timeline.formats import FORMATS
from timeline.formats.output import Output
from timeline.model.query import EVERY_EVENT, Query
from timeline.questions.compare import compare
from timeline.questions.diverge import diverge, paired
from timeline.questions.diverge_stat import tally
from timeline.questions.drift import drift
from timeline.questions.pairs import STATUSES
from timeline.reports import compare as compared
from timeline.reports import diverge as divergences
from timeline.reports import diverge_stat as tallied
from timeline.reports import drift as drifting
from timeline.reports import show
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from timeline.formats.report import Report

GOLDEN = Path(__file__).parents[1] / "golden"


def reports(chronicle: Chronicle) -> list[Report[Any]]:
    """Return the reports that lay out lines of their own."""
    pairs = diverge(chronicle, statuses=STATUSES)
    listed = paired(chronicle, EVERY_EVENT, statuses=STATUSES)
    found: list[Report[Any]] = [
        show.report(list(chronicle)),
        show.report(chronicle.events(sort="aired", reverse=True)),
        divergences.report(pairs),
        drifting.report(drift(chronicle)),
        drifting.report(drift(chronicle, by="season")),
        *(tallied.report(tally(chronicle, listed, by), listed, by) for by in ("year", "season", "person")),
    ]
    for timeline in chronicle.world.alternates:
        comparison = compare(chronicle, Query(timeline=(timeline.id,)))
        if comparison is not None:
            found.append(compared.report(comparison.lines, comparison.base, comparison.alt, has_common=False))
    return found


def drawn(report: Report[Any], width: int, *, plain: bool, ids: bool) -> str:
    stream = io.StringIO()
    output = Output(stream, is_terminal=False, width=width, color="never", ascii=plain, ids=ids)
    FORMATS["table"].render(report, output)
    return stream.getvalue()


def assert_fits(report: Report[Any], width: int, *, plain: bool, ids: bool) -> None:
    text = drawn(report, width, plain=plain, ids=ids)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []
    assert bool(text) == bool(report.rows)
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "data", [bundled_events(), GOLDEN / "history.toml", GOLDEN / "people.toml"], ids=lambda p: p.stem
)
@pytest.mark.parametrize("ids", [False, True])
def test_histories_of_every_kind(data: Path, ids: bool) -> None:
    for report in reports(Chronicle([str(data)])):
        for width in (40, 57, 80, 99, 100, 109, 110, 120, 139, 140, 200):
            assert_fits(report, width, plain=width % 2 == 1, ids=ids)


@settings(max_examples=30, deadline=None)
@given(text=histories(), width=st.integers(40, 220), plain=st.booleans(), ids=st.booleans())
def test_drawn_histories(
    tmp_path_factory: pytest.TempPathFactory, text: str, width: int, plain: bool, ids: bool
) -> None:
    path = tmp_path_factory.mktemp("widths") / "drawn.toml"
    path.write_text(text, encoding="utf-8")
    for report in reports(Chronicle([str(path)])):
        assert_fits(report, width, plain=plain, ids=ids)


def test_ascii_draws_a_history_in_ascii() -> None:
    path = GOLDEN / "people.toml"
    for report in reports(Chronicle([str(path)])):
        text = drawn(report, 100, plain=True, ids=False)
        titles = "".join(path.read_text(encoding="utf-8"))
        assert {each for each in text if not each.isascii()} <= set(titles)
