"""The work of an answer about everything grows with the history, not with its square: steps are counted, not seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from steps import steps_of

from timeline.questions import panorama_sides
from timeline.questions.graph import graph
from timeline.questions.panorama import panorama
from timeline.questions.watch import watch
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def seasons(size: int) -> str:
    """Return a show of many seasons, none of which is set at the time of another."""
    text = '[[show]]\nid = "sh"\nname = "Show"\ntimeline = "alt"\n'
    for n in range(size):
        text += f'[[show.season]]\nnumber = {n + 1}\nsetting = "{1000 + n}"\n'
    for n in range(size):
        home = f'show = "sh"\nseason = {n + 1}\n'
        text += f'[[event]]\nid = "e{n}"\ndate = {1000 + n}\ntitle = "E"\nkind = "alt"\n{home}'
    return text


def shows(size: int) -> str:
    """Return many shows, each with a timeline of its own."""
    tables = (f'[[show]]\nid = "s{n}"\nname = "Show {n}"\n' for n in range(size))
    events = (f'[[event]]\nid = "e{n}"\ndate = {1000 + n}\ntitle = "E"\nshow = "s{n}"\n' for n in range(size))
    return "".join([*tables, *events])


@pytest.mark.parametrize(
    ("shape", "ask"),
    [
        (seasons, watch),
        (shows, watch),
        (shows, lambda chronicle: graph(chronicle).lanes),
    ],
    ids=["watch seasons", "watch shows", "lanes of shows"],
)
def test_steps_of_asking(
    write: Callable[[str, str], Path], shape: Callable[[int], str], ask: Callable[[Chronicle], Any]
) -> None:
    counts = []
    for size in (30, 60, 120):
        with Chronicle([str(write(shape(size), f"{size}.toml"))]) as chronicle:
            counts.append(steps_of(lambda chronicle=chronicle: ask(chronicle)))  # type: ignore[misc]
    assert counts[2] - counts[1] < 2.1 * (counts[1] - counts[0])


def test_a_comparison_of_a_panorama_is_worked_out_when_it_is_looked_at(
    write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    work = panorama_sides._comparison

    def counted(chronicle: Chronicle, found: panorama_sides.Found, *rest: Any) -> panorama_sides.Comparison:
        made.append(found.alt)
        return work(chronicle, found, *rest)

    monkeypatch.setattr(panorama_sides, "_comparison", counted)
    with Chronicle([str(write(shows(30), "shows.toml"))]) as chronicle:
        found = panorama(chronicle).comparisons
        assert (len(found), made) == (30, [])
        assert found[0].alt == found[0].alt == "s0"
        assert [each.alt for each in found[1:3]] == ["s1", "s2"]
        assert found[-1].alt == "s29"
        assert made == ["s0", "s1", "s2", "s29"]
