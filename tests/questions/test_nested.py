"""Timelines that branch off one another, many times over: what each holds, and what it takes to say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.lineage import Lineage
from timeline.model.query import Query
from timeline.questions import pairs
from timeline.questions.branches import branches
from timeline.questions.counterparts import counterparts
from timeline.questions.diverge import Divergence, diverge, paired
from timeline.questions.drift import drift
from timeline.questions.event import event
from timeline.questions.graph import graph
from timeline.questions.pairs import STATUSES
from timeline.questions.tally import tally, with_context
from timeline.questions.who import offices
from timeline.store import conditions
from timeline.store.chronicle import Chronicle
from timeline.store.conditions import held_by, held_in, with_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from timeline.model.events import Event
    from timeline.model.lineage import Segment
    from timeline.store.conditions import Condition

DAYS = ("1969-07-01", "1969-07-01", "1969-07-02", "1969-07-03", "1969-07", "1969")
"""Few, so that many events have one place."""


@st.composite
def trees(draw: st.DrawFn) -> str:
    """Draw timelines, most of them nested, and events of one, of several or of all, with links and causes."""
    parents: dict[str, str] = {}
    for number in range(draw(st.integers(2, 6))):
        parents[f"t{number}"] = draw(st.sampled_from(["real", *parents, *list(parents)[-1:] * 3]))
    lines = [f'[[timeline]]\nid = "{name}"\nparent = "{parent}"\n' for name, parent in parents.items()]
    homes: dict[str, set[str]] = {}
    for number in range(draw(st.integers(3, 14))):
        own = draw(st.lists(st.sampled_from(["real", *parents]), min_size=1, max_size=3, unique=True))
        lines.append(f'[[event]]\nid = "e{number}"\ntitle = "E"\ndate = "{draw(st.sampled_from(DAYS))}"\n')
        is_everywhere = draw(st.integers(0, 9)) == 0
        lines.append('kind = "both"\n' if is_everywhere else f"timeline = {own}\n")
        lines.append(f"order = {draw(st.integers(0, 2))}\n")
        above = _above(own[0], parents) if len(own) == 1 and not is_everywhere else set()
        targets = [name for name, theirs in homes.items() if theirs & above]
        if targets and draw(st.booleans()):
            lines.append(
                f'{draw(st.sampled_from(["moves", "replaces", "averts"]))} = "{draw(st.sampled_from(targets))}"\n'
            )
        causes = [name for name, theirs in homes.items() if theirs & {*above, *own}]
        if causes and draw(st.booleans()):
            lines.append(f'because = "{draw(st.sampled_from(causes))}"\n')
        homes[f"e{number}"] = {"real", *parents} if is_everywhere else set(own)
    return "".join(lines)


def _above(timeline: str, parents: dict[str, str]) -> set[str]:
    found = set()
    while timeline != "real":
        timeline = parents[timeline]
        found.add(timeline)
    return found


def every_comparison(chronicle: Chronicle, asked: Event) -> list[Divergence]:
    """Return what `counterparts` does, from all the comparisons that there are."""
    query = Query(id=(asked.id,))
    found = diverge(chronicle, query, statuses=STATUSES)
    for timeline in chronicle.world.alternates:
        if timeline.parent != "real":
            found += diverge(chronicle, query, between=("real", timeline.id), statuses=STATUSES)
    once = {(pair.status, pair.base and pair.base.id, pair.alt and pair.alt.id): pair for pair in reversed(found)}
    pairs = list(once.values())[::-1]
    has_counterpart = any(pair.base and pair.alt is not None and pair.alt.id == asked.id for pair in pairs)
    return [pair for pair in pairs if not (has_counterpart and pair.status == "added")]


@settings(max_examples=40)
@given(text=trees())
def test_what_is_counted_and_left_out_changes_no_answer(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("nested") / "events.toml"
    path.write_text(text, encoding="utf-8")
    chronicle = Chronicle([str(path)])
    world, everything = chronicle.world, list(chronicle)
    lines = world.lineages
    held = {name: [each for each in everything if line.holds(each)] for name, line in lines.items()}
    assert {each.timeline.id: each.held for each in branches(chronicle)} == {name: len(held[name]) for name in lines}
    for few in (0, 16):  # as a table, and one by one
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(conditions, "FEW", few)
            assert {name: chronicle.select(held_by(line)) for name, line in lines.items()} == held
            assert chronicle.select(held_by(*lines.values())) == [e for e in everything if world.holding(e)]
            assert chronicle.select(held_in(())) == []
    whole = everything_told(chronicle)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "FEW", 0)  # what a timeline has is looked up by its name
        assert everything_told(chronicle) == whole
    for each in everything:
        assert world.holding(each) == [name for name in lines if each in held[name]]
        assert counterparts(chronicle, each, chronicle.ranks(with_id([each.id]))) == every_comparison(chronicle, each)


def everything_told(chronicle: Chronicle) -> list[object]:
    """Return all pairs of a history, and all that a graph of it consists of."""
    alternates = [each.id for each in chronicle.world.alternates]
    sides = [("real", alternates[-1]), (alternates[-1], "real"), (alternates[-1], alternates[0])]
    return [
        paired(chronicle, Query(), statuses=STATUSES),
        *(sorted(paired(chronicle, Query(), between=each, statuses=STATUSES), key=repr) for each in sides),
        with_context(chronicle, tally(chronicle, alternates, conditions.EVERYTHING)),
    ]


@pytest.mark.parametrize("few", [0, 16])
def test_what_a_parent_inherits_because_it_caused_its_pod_is_untold_in_a_branch_that_parts_before(
    write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    text = """
[[timeline]]
id = "t0"
[[timeline]]
id = "t1"
parent = "t0"
[[event]]
id = "c"
date = 1969-07-03
title = "C"
kind = "real"
[[event]]
id = "p0"
date = 1969-07-02
title = "P"
timeline = "t0"
because = "c"
[[event]]
id = "p1"
date = 1969-07-03
title = "P"
timeline = "t1"
"""
    monkeypatch.setattr(pairs, "FEW", few)
    with Chronicle([str(write(text, "shared.toml"))]) as chronicle:
        found = diverge(chronicle, Query(timeline=("t1",)), statuses=["untold"])
    assert [(pair.base and pair.base.id, pair.alt) for pair in found] == [("c", None)]


class Counted(Chronicle):
    """A chronicle that counts what it asks its index."""

    asked = 0

    def _run(self, ask: Callable[..., Any]) -> Any:
        self.asked += 1
        return super()._run(ask)


def chain(write: Callable[[str, str], Path], length: int) -> Counted:
    """Return a history in which each timeline branches off the one before: a POD each, and an event that changes one."""
    tables = (
        f'[[timeline]]\nid = "t{n}"\nparent = "{f"t{n - 1}" if n else "real"}"\n'
        f'[[event]]\nid = "p{n}"\ntitle = "P"\ndate = {1000 + 2 * n}\ntimeline = "t{n}"\n'
        f'[[event]]\nid = "e{n}"\ntitle = "E"\ndate = {1001 + 2 * n}\ntimeline = "t{n}"\n'
        + (f'replaces = "e{n - 1}"\n' if n % 2 else "")
        for n in range(length)
    )
    return Counted([str(write("".join(tables), f"chain-{length}.toml"))])


def test_a_chain_of_timelines_takes_no_more_questions_than_a_short_one(write: Callable[[str, str], Path]) -> None:
    costs = []
    for length in (20, 60):
        with chain(write, length) as chronicle:
            middle = f"t{length // 2}"
            found = chronicle.event(f"e{length // 2}")
            cost = []
            for ask in (
                lambda chronicle=chronicle: branches(chronicle),
                lambda chronicle=chronicle, found=found: event(chronicle, found),
                lambda chronicle=chronicle, middle=middle: paired(
                    chronicle, Query(timeline=(middle,)), statuses=STATUSES
                ),
                lambda chronicle=chronicle, middle=middle: paired(
                    chronicle, Query(), between=("real", middle), statuses=STATUSES
                ),
            ):
                chronicle.asked = 0
                assert ask()
                cost.append(chronicle.asked)
            costs.append(cost)
    assert costs[0] == costs[1]


def test_a_timeline_and_its_parent_are_told_apart_by_what_is_between_them(
    write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[int] = []

    def joined(parts: Sequence[Segment], *, is_little: bool = False) -> Condition:
        met.append(len(parts))
        return held_in(parts, is_little=is_little)

    monkeypatch.setattr(pairs, "held_in", joined)
    with chain(write, 40) as chronicle:
        assert len(paired(chronicle, Query(), statuses=STATUSES)) == 80
    assert set(met) == {1}


def test_all_comparisons_of_a_chain_take_steps_for_each_timeline_and_not_for_each_pair_of_them(
    write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0

    def counted(line: Lineage) -> Iterator[Lineage]:
        nonlocal steps
        at: Lineage | None = line
        while at is not None:
            steps += 1
            yield at
            at = at.parent

    monkeypatch.setattr(Lineage, "path", property(counted))
    asking: dict[str, Callable[[Chronicle], Any]] = {
        "diverge": lambda chronicle: paired(chronicle, Query(), statuses=STATUSES),
        "drift": lambda chronicle: drift(chronicle),
        "graph": lambda chronicle: list(graph(chronicle).joins()),
        "who": lambda chronicle: offices(chronicle),
    }
    costs: dict[int, dict[str, float]] = {}
    for length in (30, 60):
        with chain(write, length) as chronicle:
            costs[length] = {}
            for name, ask in asking.items():
                steps = 0
                ask(chronicle)
                costs[length][name] = steps / length
    assert all(costs[60][name] <= 1.1 * costs[30][name] + 1 for name in asking), costs
