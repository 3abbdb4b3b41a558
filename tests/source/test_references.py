"""References: nested timelines and circles, links, points of divergence, deaths by timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from event_files import event, findings, history, load, timeline

from timeline.model.lineage import above

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


NESTED = timeline("grandchild", parent="child") + timeline("child", parent="fam") + timeline("fam") + timeline("other")


@pytest.mark.parametrize(
    ("branch", "expected"),
    [("grandchild", ["child", "fam", "real"]), ("child", ["fam", "real"]), ("fam", ["real"]), ("real", [])],
)
def test_timelines_nest_in_any_order_of_the_file(branch: str, expected: list[str]) -> None:
    assert list(above(history(NESTED).world.timelines, branch)) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (timeline("a", parent="a"), [3]),
        (timeline("a", parent="b") + timeline("b", parent="a"), [3]),
        (timeline("a", parent="b") + timeline("b", parent="c") + timeline("c", parent="a"), [3]),
        (timeline("x", parent="a") + timeline("a", parent="b") + timeline("b", parent="a"), [6]),
    ],
    ids=["itself", "two", "three", "one that hangs on a circle"],
)
def test_a_circle_of_parents_is_told_once_at_one_that_is_in_it(text: str, lines: list[int]) -> None:
    assert findings(text) == [("a.toml", line, 10, "E407") for line in lines]


@pytest.mark.parametrize("link", ["moves", "replaces", "averts"])
@pytest.mark.parametrize(
    ("target", "valid"), [("real", True), ("fam", True), ("child", False), ("grandchild", False), ("other", False)]
)
def test_a_link_leads_to_what_the_branch_descends_from(link: str, target: str, valid: bool) -> None:
    kind = "real" if target == "real" else "alt"
    text = NESTED + event("Target", kind, timeline=target) + event("A", timeline="child", **{link: "target"})
    line = len(text.splitlines())
    assert findings(text) == ([] if valid else [("a.toml", line, len(link) + 4, "E408")])


def test_a_link_may_lead_to_what_happens_in_both() -> None:
    assert findings(event("Both", "both") + event("A", averts="both")) == []


@pytest.mark.parametrize("kind", ["real", "both"])
def test_only_an_alt_event_has_links(kind: str) -> None:
    text = event("Target", "real") + event("A", kind, moves="target")
    assert findings(text) == [("a.toml", 9, 9, "E208")]


def test_each_link_that_leads_nowhere_is_told() -> None:
    text = event("A") + 'averts = [\n  "one",\n  "a",\n  "two",\n]\nbecause = ["three"]\n'
    expected = [(6, 3, "E404"), (7, 3, "E408"), (8, 3, "E404"), (10, 12, "E404")]
    assert findings(text) == [("a.toml", *each) for each in expected]


def pods(*texts: str) -> dict[str, str]:
    return {branch: pod.id for branch, pod in history(*texts).world.pods.items()}


def test_the_point_of_divergence_is_the_earliest_alt_event() -> None:
    assert pods(event("Later", year=1970) + event("First", year=1966) + event("Before", "both", 1960)) == {
        "alt": "first"
    }


def test_a_declared_point_of_divergence_wins() -> None:
    text = timeline("fam", diverges_at="later") + event("First", year=1966) + event("Later", year=1970)
    assert pods(text) == {"fam": "later"}


def test_each_timeline_has_its_own_point_of_divergence() -> None:
    text = NESTED + event("A", timeline="fam") + event("B", year=1980, timeline="child") + event("C", "real", 1900)
    assert pods(text) == {"fam": "a", "child": "b"}


@pytest.mark.parametrize(
    ("pod", "code"),
    [(event("Pod", "real"), "E409"), (event("Pod", timeline="other"), "E409"), (event("Pood", timeline="fam"), "E404")],
)
def test_a_point_of_divergence_that_is_none_is_told(pod: str, code: str) -> None:
    text = timeline("fam", diverges_at="pod") + timeline("other") + pod
    assert findings(text) == [("a.toml", 3, 15, code)]


def test_a_death_by_timeline_names_timelines() -> None:
    text = timeline("fam") + '[[person]]\nname = "Ed"\ndied = { real = 1993-06-13, fum = "1974" }\n'
    assert findings(text) == [("a.toml", 5, 29, "E403")]


def test_a_hint_does_not_lead_an_event_to_itself() -> None:
    text = '[[event]]\ndate = 1970\ntitle = "Moon landings"\nbecause = "moon-landing"\n'
    (found,) = load(text).problems.diagnostics()
    assert (found.code, found.hint) == ("E404", None)
    (found,) = load(text + '[[event]]\ndate = 1969\ntitle = "Moon landing 1"\n').problems.diagnostics()
    assert found.hint == 'did you mean "moon-landing-1"?'
