"""What falls without an event, what stands again, what is weakened, and the hinges of a history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.errors import UsageError
from timeline.model.hinges import Fall
from timeline.model.query import Query
from timeline.questions.diverge import diverge
from timeline.questions.whatif import hinges, whatif
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from timeline.model.events import Event
    from timeline.questions.whatif import Outcome, WhatIf

History = Callable[[str], Chronicle]


def event(each: str, year: int, timeline: str | list[str] = "real", **lists: Iterable[str]) -> str:
    """Return an event as TOML: "e" in "x", because of others, with links to others."""
    alt = "real" not in timeline
    keys = {"because": [], **{key: list(ids) for key, ids in lists.items()}}
    lines = "".join(f"{key} = {ids}\n" for key, ids in keys.items()).replace("'", '"')
    where = f"timeline = {timeline!r}\n".replace("'", '"')
    return f'[[event]]\nid = "{each}"\ntitle = "T {each}"\ndate = {year}\n{where if alt else ""}{lines}' + (
        'kind = "alt"\n' if alt else 'kind = "real"\n'
    )


def of(answer: WhatIf, fate: str) -> list[Outcome]:
    return [row for row in answer.outcomes if row.fate == fate]


def ids(rows: Iterable[Outcome]) -> list[str]:
    return [row.event.id for row in rows]


def without(chronicle: Chronicle, each: str, query: Query | None = None) -> WhatIf:
    return whatif(chronicle, chronicle[each], query or Query())


DIAMOND: Mapping[str, list[str]] = {
    "pod": [],
    "other": [],
    "a": ["pod"],
    "b": ["a"],
    "c": ["a"],
    "d": ["b", "c"],
    "e": ["d"],
    "f": ["e", "other"],
    "g": ["f"],
}


@pytest.fixture
def diamond(history: History) -> Chronicle:
    return history(
        "".join(event(each, 1960 + n, "x", because=found) for n, (each, found) in enumerate(DIAMOND.items()))
    )


def test_the_tree_the_weakened_and_the_counts(diamond: Chronicle) -> None:
    answer = without(diamond, "a")
    rows = [(r.number, r.fate, r.event.id, r.depth, r.after, r.level, r.also, r.fall) for r in answer.outcomes]
    assert rows == [
        (1, "removed", "a", 0, None, 0, (), Fall(4, 1963, 1966)),
        (2, "falls", "b", 1, 1, 1, (), Fall()),
        (3, "falls", "c", 1, 1, 1, (), Fall()),
        (4, "falls", "d", 1, 1, 0, (2, 3), Fall(1, 1966, 1966)),
        (5, "falls", "e", 2, 4, 0, (), Fall()),
        (6, "weakened", "f", None, None, 0, (), None),
    ]
    assert answer[1:] == (Fall(4, 1963, 1966), 0, 1, 0)
    (weakened,) = of(answer, "weakened")
    assert (ids_of(weakened.loses), ids_of(weakened.keeps)) == (["e"], ["other"])


def ids_of(events: Iterable[Event]) -> list[str]:
    return [each.id for each in events]


def test_an_event_on_which_nothing_depends_and_one_that_stands_alone(diamond: Chronicle) -> None:
    assert [(row.fate, row.event.id) for row in without(diamond, "g").outcomes] == [("removed", "g")]
    assert without(diamond, "g").fall == Fall()
    other = without(diamond, "other")
    assert [(row.fate, row.event.id) for row in other.outcomes] == [("removed", "other"), ("weakened", "f")]
    assert [row.pod_of for row in without(diamond, "pod").outcomes][:2] == [("x",), ()]


def test_what_a_filter_leaves_out_is_stepped_over_and_still_counted(diamond: Chronicle) -> None:
    answer = without(diamond, "a", Query.of({"id": ["c", "e", "f"]}))
    assert [(r.number, r.event.id, r.depth, r.after, r.also) for r in answer.outcomes] == [
        (1, "a", 0, None, ()),
        (2, "c", 1, 1, ()),
        (3, "e", 1, 1, ()),
        (4, "f", None, None, ()),
    ]
    assert answer[1:] == (Fall(4, 1963, 1966), 0, 1, 0)
    with pytest.raises(UsageError):
        without(diamond, "a", Query.of({"tag": "none"}))


def test_the_order_and_the_limit(diamond: Chronicle) -> None:
    assert ids(without(diamond, "a", Query(reverse=True)).outcomes) == ["a", "c", "b", "d", "e", "f"]
    few = without(diamond, "a", Query(limit=3))
    assert (ids(few.outcomes), few.left_out, few.fall.events, few.weakened) == (["a", "b", "c"], 3, 4, 1)
    none = without(diamond, "a", Query(limit=0))
    assert (ids(none.outcomes), none.left_out) == (["a"], 5)


def test_circles(history: History) -> None:
    entered = {"a": [], "b": ["a", "d"], "c": ["b"], "d": ["c"]}
    chronicle = history("".join(event(e, 1960 + n, "x", because=c) for n, (e, c) in enumerate(entered.items())))
    answer = without(chronicle, "c")
    assert (ids(of(answer, "falls")), ids(of(answer, "weakened"))) == (["d"], ["b"])
    assert ids(of(without(chronicle, "a"), "falls")) == ["b", "c", "d"], "the circle does not hold itself up"
    loop = {"a": ["c"], "b": ["a"], "c": ["b"], "d": ["c"]}
    chronicle = history("".join(event(e, 1960 + n, "x", because=c) for n, (e, c) in enumerate(loop.items())))
    assert [(r.event.id, r.after) for r in without(chronicle, "b").outcomes] == [
        ("b", None),
        ("a", 1),
        ("c", 1),
        ("d", 1),
    ]


TIMELINES = "".join(
    f'[[timeline]]\nid = "{each}"\nparent = "{parent}"\ndiverges_at = "pod-{each}"\n'
    for each, parent in (("one", "real"), ("deep", "one"), ("two", "real"))
)
SEVERAL = TIMELINES + "".join(
    (
        event("r0", 1950),
        *(event(f"r{n}", 1970 + n) for n in range(1, 6)),
        event("pod-one", 1960, "one"),
        event("pod-two", 1961, "two"),
        event("x", 1962, "one", because=["pod-one"], replaces=["r1"], averts=["r2", "r0"]),
        event("shared", 1963, ["one", "two"], because=["x"], averts=["r3"]),
        event("standing", 1964, "one", averts=["r2"], moves=["r5"]),
        event("pod-deep", 1966, "deep", averts=["later"]),
        event("later", 1968, "one", because=["x"], moves=["r4"]),
        event("last", 1980, "one", because=["x"]),
        event("deeper", 1969, "deep", replaces=["r1"], averts=["last"], because=["x"]),
        event("deep-stays", 1969, "deep", averts=["r3"], because=["pod-deep"]),
    )
)


def test_what_stands_again_in_which_timeline(history: History) -> None:
    chronicle = history(SEVERAL)
    answer = without(chronicle, "x")
    assert ids(of(answer, "falls")) == ["shared", "later", "deeper", "last"]
    assert [(r.event.id, r.stands_in, ids_of(r.instead_of)) for r in of(answer, "stands again")] == [
        ("r1", ("one", "deep"), ["x", "deeper"]),
        ("r3", ("one", "two"), ["shared"]),  # in "deep", it is still averted
        ("r4", ("one",), ["later"]),  # "deep" leaves before
    ]  # r0 is shared, r2 is averted by what stands, r5 is moved by it, "last" falls itself
    assert (answer.fall, answer.standing_again, answer.weakened) == (Fall(4, 1963, 1980), 3, 0)


def test_what_stands_again_may_be_of_a_parent_that_is_alternate(history: History) -> None:
    answer = without(history(SEVERAL), "pod-deep")
    assert ids(of(answer, "falls")) == ["deep-stays"]
    assert [(r.event.id, r.stands_in, ids_of(r.instead_of)) for r in of(answer, "stands again")] == [
        ("later", ("deep",), ["pod-deep"])  # r3 is averted by "shared" as well, which stands
    ]


def test_an_event_of_two_timelines_keeps_a_cause_that_it_has_in_one(history: History) -> None:
    shared = event("both", 1970, ["one", "two"], because=["c1", "c2"])
    chronicle = history(
        event("c1", 1960, "one") + event("c2", 1961, "two") + shared + event("own", 1971, "one", because=["both"])
    )
    answer = without(chronicle, "c1")
    assert ([(r.event.id, ids_of(r.keeps)) for r in of(answer, "weakened")], ids(of(answer, "falls"))) == (
        [("both", ["c2"])],
        [],
    )


def test_a_fence_takes_hidden_causes_away(write: Callable[..., Path]) -> None:
    told = 'show = "s"\nseason = {0}\nkind = "alt"\n'
    rows = (("a", 1, "[]"), ("hidden", 2, "[]"), ("b", 1, '["a", "hidden"]'), ("c", 2, '["b"]'))
    text = "".join(
        f'[[event]]\nid = "{each}"\ntitle = "T {each}"\ndate = {1960 + n}\nbecause = {because}\n{told.format(season)}'
        for n, (each, season, because) in enumerate(rows)
    )
    path = str(write(text))
    assert [(r.fate, r.event.id) for r in without(Chronicle([path]), "a").outcomes] == [
        ("removed", "a"),
        ("weakened", "b"),
    ]
    fenced = without(Chronicle([path], up_to=["s:s1"]), "a")
    assert [(r.fate, r.event.id) for r in fenced.outcomes] == [("removed", "a"), ("falls", "b")]


def test_hinges_are_ranked_by_what_falls_then_by_years_then_by_time(history: History) -> None:
    causes = {"long": [], "l1": ["long"], "l2": ["long"], "soon": [], "s1": ["soon"], "s2": ["s1"], "s3": ["s1"]}
    years = {"long": 1900, "l1": 1901, "l2": 1950, "soon": 1902, "s1": 1903, "s2": 1904, "s3": 1905}
    text = "".join(event(each, years[each], "x", because=found) for each, found in causes.items())
    chronicle = history(text + event("t", 1800, "x") + event("t1", 1906, "x", because=["t"]))
    found = hinges(chronicle)
    assert [(h.rank, h.event.id, h.fall, h.pod_of) for h in found] == [
        (1, "soon", Fall(3, 1903, 1905), ()),
        (2, "long", Fall(2, 1901, 1950), ()),
        (3, "s1", Fall(2, 1904, 1905), ()),
        (4, "t", Fall(1, 1906, 1906), ("x",)),
    ]
    assert [(h.rank, h.event.id) for h in hinges(chronicle, Query(reverse=True, limit=2))] == [(4, "t"), (3, "s1")]
    assert [(h.rank, h.event.id) for h in hinges(chronicle, Query.of({"year": "1903.."}))] == [(1, "s1")]


def test_the_hinges_of_the_bundled_history_answer_like_the_question() -> None:
    import timeline

    with timeline.load() as chronicle:
        ranked = timeline.hinges(chronicle)
        assert len(ranked) > 50
        for hinge in ranked[:5]:
            answer = timeline.whatif(chronicle, hinge.event)
            assert answer.fall == hinge.fall == answer.outcomes[0].fall
            assert len(of(answer, "falls")) == hinge.fall.events
            assert len(of(answer, "stands again")) == answer.standing_again
            assert len(of(answer, "weakened")) == answer.weakened


@st.composite
def drawn(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, list[str]], str]:
    """Draw events of our history and of a branch as TOML, with the causes of each, and one of them that is no POD."""
    real, alt = [f"r{n}" for n in range(4)], [f"a{n}" for n in range(6)]
    pods = {"pod": ("one", "real"), "pod-two": ("two", "one")}
    texts = {each: event(each, draw(st.integers(1970, 1980))) for each in real}
    causes: dict[str, list[str]] = {each: [] for each in (*real, *pods)}
    years = {"pod": 1960, "pod-two": draw(st.sampled_from([1961, 1975]))}
    texts |= {pod: event(pod, years[pod], line) for pod, (line, _) in pods.items()}
    for each in alt:
        causes[each] = draw(st.lists(st.sampled_from([*alt, "pod"]), max_size=2, unique=True))
        links = draw(st.lists(st.sampled_from(real), max_size=2, unique=True))
        link = draw(st.sampled_from(["moves", "replaces", "averts"]))
        timeline = draw(st.sampled_from(["one", "two"]))
        texts[each] = event(each, draw(st.integers(1962, 1990)), timeline, because=causes[each], **{link: links})
    head = "".join(
        f'[[timeline]]\nid = "{line}"\nparent = "{parent}"\ndiverges_at = "{pod}"\n'
        for pod, (line, parent) in pods.items()
    )
    return {"": head} | texts, causes, draw(st.sampled_from(alt))


@settings(max_examples=60)
@given(world=drawn())
def test_what_stands_again_is_untold_once_what_falls_is_out_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, world: tuple[dict[str, str], dict[str, list[str]], str]
) -> None:
    texts, causes, removed = world
    path = tmp_path_factory.getbasetemp() / "whatif.toml"

    def untold(texts: Mapping[str, str], line: str) -> set[str]:
        path.write_text("\n".join(texts.values()), encoding="utf-8")
        with Chronicle([str(path)]) as chronicle:
            pairs = diverge(chronicle, between=("real", line), statuses=["untold"])
            return {pair.base.id for pair in pairs if pair.base}

    path.write_text("\n".join(texts.values()), encoding="utf-8")
    with Chronicle([str(path)]) as chronicle:
        answer = without(chronicle, removed)
    gone = set(ids(of(answer, "falls"))) | {removed}
    rest = {each: text for each, text in texts.items() if each not in gone}
    for each in rest.keys() & causes.keys():  # no entry may lead to what is not there
        for cause in gone & set(causes[each]):
            rest[each] = rest[each].replace(f'"{cause}", ', "").replace(f', "{cause}"', "").replace(f'"{cause}"', "")
    for line in ("one", "two"):
        again = {row.event.id for row in of(answer, "stands again") if line in row.stands_in}
        assert again == untold(rest, line) - untold(texts, line)
