"""The overview is `compare` without the events: the same lines in the same order, for any two timelines."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from strategies import histories

from timeline.bundled import bundled_events
from timeline.model.errors import DataError
from timeline.questions.compare import compare
from timeline.questions.overview import KINDS, overview
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model.events import Event

GOLDEN = ("nested.toml", "history.toml", "branches.toml")


def told(history: Chronicle, base: str, alt: str) -> list[tuple[str, int, int]]:
    """Return the lines of `compare` as an overview has them."""
    found = compare(history, between=(base, alt))
    assert found is not None
    return [
        (
            line.status,
            place(history, line.event),
            place(history, line.base) if line.base and line.alt and line.base != line.alt else 0,
        )
        for line in found.lines
    ]


def place(history: Chronicle, event: Event) -> int:
    """Return the place of an event in the order of time, from 1."""
    return 1 + [rank for rank, _ in history.places()].index(event.rank)


def seen(history: Chronicle, base: str, alt: str) -> list[tuple[str, int, int]]:
    lines = overview(history, history.windows(), base, alt)
    return [(KINDS[kind], rank, beside) for rank, beside, kind in lines.triples()]


def require_equal(history: Chronicle) -> int:
    pairs = list(permutations(history.world.timelines, 2))
    for base, alt in pairs:
        assert seen(history, base, alt) == told(history, base, alt), (base, alt)
    return len(pairs)


@pytest.mark.parametrize("name", GOLDEN)
def test_every_two_timelines_have_the_lines_of_compare(name: str, request: pytest.FixtureRequest) -> None:
    path = request.config.rootpath / "tests" / "golden" / name
    assert require_equal(Chronicle([str(path)])) >= 2


def test_the_bundled_history_has_the_lines_of_compare() -> None:
    assert require_equal(Chronicle([str(bundled_events())])) == 2


@settings(max_examples=100)
@given(text=histories())
def test_drawn_histories_have_the_lines_of_compare(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("drawn") / "events.toml"
    path.write_text(text, encoding="utf-8")
    try:
        history = Chronicle([str(path)])
    except DataError:
        return
    require_equal(history)


def test_an_event_with_several_links_has_a_line_for_each(history: Callable[[str], Chronicle]) -> None:
    found = history("""
        [[event]]
        id = "one"
        date = 1970
        title = "One"
        [[event]]
        id = "two"
        date = 1971
        title = "Two"
        [[event]]
        id = "three"
        date = 1972
        title = "Three"
        timeline = "alt"
        kind = "alt"
        averts = "one"
        moves = "two"
    """)
    assert seen(found, "real", "alt") == told(found, "real", "alt")
    assert [status for status, _, _ in seen(found, "real", "alt")] == ["moved", "averted"]


def test_of_the_pairs_of_two_siblings_that_of_a_pod_comes_first(history: Callable[[str], Chronicle]) -> None:
    found = history("""
        [[timeline]]
        id = "one"
        diverges_at = "later"
        [[timeline]]
        id = "two"
        [[event]]
        id = "ours"
        date = 1969
        title = "Ours"
        [[event]]
        id = "first"
        date = 1969
        title = "First"
        timeline = "one"
        replaces = "ours"
        [[event]]
        id = "later"
        date = 1969
        title = "Later"
        timeline = "one"
        replaces = "ours"
        [[event]]
        id = "other"
        date = 1969
        title = "Other"
        timeline = "two"
        replaces = "ours"
    """)
    lines = seen(found, "one", "two")
    assert lines == told(found, "one", "two")
    later, first = (place(found, found[each]) for each in ("later", "first"))
    assert [beside for _, _, beside in lines if beside] == [later, first]
