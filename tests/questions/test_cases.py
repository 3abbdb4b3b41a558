"""Small files about branches, order and kinds (tests/cases), with what they hold and how they diverge."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.questions.diverge import diverge
from timeline.questions.pairs import STATUSES
from timeline.store.chronicle import Chronicle

CASES = Path(__file__).resolve().parents[1] / "cases"


@pytest.mark.parametrize(
    ("case", "timeline", "expected"),
    [
        ("pod-same-day", "11/22/63", "motorcade oswald-stopped"),
        ("pod-same-year", "alt", "dies stamford harold-wins"),
        ("pods-shared", "fam", "early between pod"),
        ("parents-event", "deep", "one two"),
        ("inherited-both", "red", "common red-pod"),
    ],
)
def test_a_timeline_holds_exactly(case: str, timeline: str, expected: str) -> None:
    chronicle = Chronicle([str(CASES / f"{case}.toml")])
    assert [event.id for event in chronicle.events(timeline=timeline)] == expected.split()


@pytest.mark.parametrize(
    ("case", "base", "alt", "expected"),
    [
        ("pod-same-day", "real", "11/22/63", ["averted jfk-shot oswald-stopped POD"]),
        ("pod-same-year", "real", "alt", ["replaced hastings harold-wins POD"]),
        ("pods-shared", "fam", "sov", ["kept pod pod POD", "untold early -"]),
        ("parents-event", "red", "deep", []),
        ("inherited-both", "fam", "red", ["untold pod - POD", "added - red-pod"]),
        ("two-pasts-replaced", "a", "b", ["moved a b POD"]),
    ],
)
def test_two_timelines_diverge_exactly(case: str, base: str, alt: str, expected: list[str]) -> None:
    pairs = diverge(Chronicle([str(CASES / f"{case}.toml")]), between=(base, alt), statuses=STATUSES)
    sides = [(pair, pair.base.id if pair.base else "-", pair.alt.id if pair.alt else "-") for pair in pairs]
    assert [f"{pair.status} {one} {other}" + " POD" * pair.is_pod for pair, one, other in sides] == expected
