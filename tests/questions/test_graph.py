"""Graphs: their lanes, which events join which, what is folded, and every pair of `diverge` against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History
from strategies import filters, histories

import timeline
from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query
from timeline.questions.diverge import DIVERGENT, diverge
from timeline.questions.drift import UNITS
from timeline.questions.graph import Graph, graph
from timeline.questions.lanes import in_lanes
from timeline.questions.nodes import Join, Node
from timeline.questions.pairs import STATUSES, Status
from timeline.questions.parts import DETAILS, Again, Detail, Fork, Past, Quiet, Rest, Year
from timeline.questions.periods import periods
from timeline.questions.prominence import MOST, Prominence
from timeline.store import records
from timeline.store.chronicle import Chronicle

Load = Callable[[str], Chronicle]
Pair = tuple[str, str | None, str | None, str]


def events(*rows: str) -> str:
    """Return events from rows of id, date, timeline and further lines: `pod 1960 a averts="x"; because="y"`."""
    text = ""
    for row in rows:
        name, date, line, *rest = row.split(" ", 3)
        more = "\n".join(part.strip() for part in "".join(rest).split(";"))
        kind = {"real": "real", "both": "both"}.get(line, "alt")
        own = f'timeline = "{line}"' if kind == "alt" else ""
        text += f'[[event]]\nid = "{name}"\ntitle = "{name}"\ndate = "{date}"\nkind = "{kind}"\n{own}\n{more}\n'
    return text


def branches(**parents: str) -> str:
    return "".join(f'[[timeline]]\nid = "{name}"\nparent = "{parent}"\n' for name, parent in parents.items())


def told(chronicle: Chronicle, detail: Detail = "brief", **asked: Any) -> list[str]:
    """Return the items of a graph in short: `fork a`, `a event status base@lane`, `1960: 2 untold`."""
    found: list[str] = []
    for part in graph(chronicle, Query.of(Filters(**asked)), detail):
        if isinstance(part, Past):
            found.append(f"past {part.first}-{part.last}: {part.events}")
        elif isinstance(part, Quiet):
            counts = ", ".join(f"{number} {status}" for status, number in sorted(part.counts.items()))
            found.append(f"{part.first}-{part.last}: {counts}")
        else:
            found += [_told(item) for item in part.items()]
    return found


def _told(item: object) -> str:
    if isinstance(item, Fork):
        return f"fork {item.lane.id}" + (f" {item.date}" if item.date else "")
    if isinstance(item, Again):
        return f"{item.timeline} {item.event.id} see {', '.join(map(str, item.years))}"
    if isinstance(item, Rest):
        return f"{item.timeline} {sum(item.told.values())} more"
    assert isinstance(item, Node)
    joins = [
        f"{join.pair.status} {join.pair.base.id}@{join.lanes[0]}"
        for join in item.joins
        if join.pair.base and join.pair.alt
    ]
    return f"{item.timeline} {item.event.id} {', '.join(joins) or item.status}"


def pair_of(join: Join) -> Pair:
    pair = join.pair
    return pair.status, pair.base.id if pair.base else None, pair.alt.id if pair.alt else None, pair.timeline


NESTED = branches(a="real", b="a", c="b", d="real") + events(
    "shared 1950 real",
    "pod-a 1960-01-01 a",
    "war 1965 real",
    "pod-b 1970-01-01 b",
    "of-a 1971 a",
    "late 1975 real",
    'pod-c 1980-01-01 c replaces=["of-a", "war"]',
    'in-c 1981 c moves="late"',
    'pod-d 1990-01-01 d averts="late"',
)


def test_joins_follow_links_to_any_ancestor(history: Load) -> None:
    assert told(history(NESTED)) == [
        "past 1950-1950: 1",
        "fork a",
        "a pod-a added",
        "1965-1965: 1 untold",
        "fork b",
        "b pod-b added",
        "a of-a added",
        "1975-1975: 1 untold",
        "fork c",
        "c pod-c replaced of-a@a, replaced war@real",
        "c in-c moved late@real",
        "fork d",
        "d pod-d averted late@real",
    ]


def test_a_pair_says_the_nearest_timeline_that_holds_its_base(history: Load) -> None:
    found = {
        (join.pair.alt.id, join.pair.base.id): join
        for join in graph(history(NESTED)).joins()
        if join.pair.base and join.pair.alt
    }
    assert {key: (join.pair.base_timeline, *join.lanes) for key, join in found.items()} == {
        ("pod-c", "of-a"): ("a", "a", "c"),
        ("pod-c", "war"): ("real", "real", "c"),
        ("in-c", "late"): ("real", "real", "c"),
        ("pod-d", "late"): ("real", "real", "d"),
    }


def test_a_graph_read_backwards_is_the_reverse(history: Load) -> None:
    for detail in DETAILS:
        assert told(history(NESTED), detail, reverse=True) == told(history(NESTED), detail)[::-1]


def test_all_details_tell_every_event_once_in_its_own_year(history: Load) -> None:
    assert told(history(NESTED), "all") == [
        "past 1950-1950: 1",
        "fork a",
        "a pod-a added",
        "real war untold",
        "fork b",
        "b pod-b added",
        "a of-a added",
        "real late untold",
        "fork c",
        "c pod-c replaced of-a@a, replaced war@real",
        "c in-c moved late@real",
        "fork d",
        "d pod-d averted late@real",
    ]
    again = branches(a="real") + events("pod 1960 a", "war 1965 real", 'sooner 1962 a moves="war"')
    assert told(history(again), "all")[-1] == "real war see 1962"


def test_a_timeline_is_drawn_with_what_it_descends_from(history: Load) -> None:
    chronicle = history(NESTED)
    assert [lane.id for lane in graph(chronicle).lanes] == ["real", "d", "a", "b", "c"]
    assert [lane.id for lane in graph(chronicle, Query(timeline=("b",))).lanes] == ["real", "a", "b"]
    assert "fork a" in told(chronicle, timeline="b")
    with pytest.raises(UsageError, match="no parent to diverge from"):
        graph(chronicle, Query(timeline=("real",)))


def test_a_branch_that_parts_later_is_nearer_to_its_parent(history: Load) -> None:
    chronicle = history(
        branches(a="real", b="real", c="a", d="a") + events("x 1990 a", "y 1950 b", "z 1992 c", "w 1994 d")
    )
    assert in_lanes(chronicle.world, ["a", "b", "c", "d"], {"a": 2, "b": 1, "c": 3, "d": 4}) == [
        "real",
        "a",
        "d",
        "c",
        "b",
    ]


def test_a_fork_says_its_date_where_its_event_is_not_told(history: Load) -> None:
    assert told(history(NESTED), from_=1980, timeline="c")[:4] == [
        "fork a 1960-01-01",
        "fork b 1970-01-01",
        "fork c",
        "c pod-c replaced of-a@a, replaced war@real",
    ]


def test_branches_that_begin_after_the_end_have_no_lane(history: Load) -> None:
    assert [lane.id for lane in graph(history(NESTED), Query.of({"id": "pod-b"})).lanes] == ["real", "a", "b"]


MANY = branches(a="real") + events(
    "pod 1960-01-01 a",
    *(f"few-{n} 1961-0{n}-01 a" for n in range(1, 4)),
    *(f"many-{n} 1962-0{n}-01 a" for n in range(1, 5)),
    'after-3 1963-01-01 a because="many-3"',
    'after-4 1964-01-01 a because="after-3"',
    'after-2 1964-02-01 a because="many-2"',
)


def test_a_rest_of_one_is_shown_and_more_are_folded(history: Load) -> None:
    found = told(history(MANY))
    assert [each for each in found if "few" in each] == [f"a few-{n} added" for n in range(1, 4)]
    assert [each for each in found if "many" in each] == ["a many-2 added", "a many-3 added"]
    assert [each for each in found if "more" in each] == ["a 2 more"]


def test_of_equals_the_earlier_are_shown(history: Load) -> None:
    plain = MANY.replace("because", "x.because")
    assert [each for each in told(history(plain)) if "many" in each] == ["a many-1 added", "a many-2 added"]


def test_pairs_fold_all_that_is_added_but_the_point_of_divergence(history: Load) -> None:
    assert told(history(MANY), "pairs") == ["fork a", "a pod added", "1961-1964: 10 added"]


def test_consequences_count_over_any_number_of_causes_and_in_circles(history: Load) -> None:
    circle = events('one 1960 a because="two"', 'two 1961 a because=["one", "three"]', "three 1962 a")
    prominence = Prominence(history(circle))
    assert [prominence.of(rank) for rank in (64, 128, 192)] == [1, 1, 2]
    chain = events("e0 1960 a", *(f'e{n} 1960 a because="e{n - 1}"' for n in range(1, MOST + 50)))
    assert Prominence(history(chain)).of(64) == MOST


def test_years_with_three_events_have_a_heading(history: Load) -> None:
    years = [part for part in graph(history(MANY)) if isinstance(part, Year)]
    assert [(year.year, year.is_headed) for year in years] == [
        (1960, False),
        (1961, True),
        (1962, True),
        (1963, False),
        (1964, False),
    ]


def test_a_year_with_a_fork_alone_has_no_heading_and_is_folded_once(history: Load) -> None:
    text = branches(a="real") + events("pod 1960-01-01 a", *(f"e{n} 1960-02-0{n} a" for n in range(1, 5)))
    fork, fold = graph(history(text), Query.of({"from_": "1960-02"}), "pairs")
    assert isinstance(fork, Year)
    assert (fork.is_headed, dict(fork.counts), len(list(fork.items()))) == (False, {}, 1)
    assert fold == Quiet(1960, 1960, {"added": 4})


def test_the_limit_counts_events(history: Load) -> None:
    chronicle = history(NESTED)
    assert told(chronicle, limit=1) == ["past 1950-1950: 1", "fork a", "a pod-a added"]
    first = [node.event.id for node in nodes_of(graph(chronicle, Query(limit=4)))]
    assert first == ["pod-a", "pod-b", "of-a", "pod-c"]
    last = graph(chronicle, Query(limit=2, reverse=True))
    assert [node.event.id for node in nodes_of(last)] == ["pod-d", "in-c"]
    assert len(graph(chronicle, Query(limit=4))) == 5
    assert told(chronicle, limit=0) == []


def test_a_cause_of_a_later_year_stands_in_the_year_of_its_effect(history: Load) -> None:
    text = branches(a="real") + events("pod 1950 a", 'effect 1960-05-01 a because="cause"', "cause 1960/1961 a")
    assert [part.year for part in graph(history(text)) if isinstance(part, Year)] == [1950, 1960]


def test_other_orders_are_refused(history: Load) -> None:
    with pytest.raises(UsageError, match="always sorted by date"):
        graph(history(NESTED), Query(sort="aired"))
    with pytest.raises(UsageError, match='there is no detail "most"'):
        timeline.graph(history(NESTED), detail="most")  # type: ignore[arg-type]


def test_no_alternate_timeline(history: Load) -> None:
    found = graph(history(events("one 1960 real")))
    assert (len(found), list(found), [lane.id for lane in found.lanes]) == (0, [], ["real"])


def nodes_of(found: Graph) -> list[Node]:
    years = [part for part in found if isinstance(part, Year)]
    return [item for year in years for item in year.items() if isinstance(item, Node)]


def assert_holds_what_diverge_has(chronicle: Chronicle) -> None:
    """Every pair of `diverge` is in the graph once; what a further ancestor holds is joined instead of added.

    A timeline without a point of divergence has no lane.
    """
    found = graph(chronicle, detail="all")
    joins = [join for node in nodes_of(found) for join in node.joins]
    assert Counter(map(pair_of, joins)) == Counter(map(pair_of, found.joins()))
    assert Counter(join.pair.status for join in joins) == +found.counts
    assert len(joins) == len(found)
    near = [join for join in joins if join.pair.base_timeline == found.parents[join.pair.timeline]]
    joined = {pair_of(join)[2:] for join in near}
    expected = Counter(map(pair_of, near))
    for join in joins:
        if join.pair.alt and (join.pair.alt.id, join.pair.timeline) not in joined:
            expected["added", None, join.pair.alt.id, join.pair.timeline] = 1
    pods = chronicle.world.pods
    pairs = [Join(pair, ()) for pair in diverge(chronicle, statuses=STATUSES) if pair.timeline in pods]
    assert Counter(map(pair_of, pairs)) == expected
    drifts = {pair_of(join): join.pair.drift for join in joins}
    assert {pair_of(join): join.pair.drift for join in pairs if join.pair.drift}.items() <= drifts.items()
    firsts = {pair_of(join)[2:] for join in joins if join.pair.is_pod}
    assert firsts == {pair_of(join)[2:] for join in pairs if join.pair.is_pod and join.pair.status in DIVERGENT}


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Return a function that loads a drawn history."""
    path = tmp_path_factory.mktemp("drawn") / "events.toml"

    def load(text: str) -> Chronicle:
        path.write_text(text, encoding="utf-8")
        return Chronicle([str(path)])

    return load


@given(text=histories())
@settings(max_examples=40)
def test_every_pair_of_diverge_is_in_the_graph_once(drawn: Load, text: str) -> None:
    assert_holds_what_diverge_has(drawn(text))


@pytest.mark.parametrize("limit", ["fam:s1", "fam:s2e5,star-city:s1"])
def test_a_fence_changes_no_rank_that_matters(limit: str) -> None:
    assert_holds_what_diverge_has(timeline.load(up_to=limit))


@given(text=histories(), data=st.data())
@settings(max_examples=40)
def test_filters_keep_a_pair_if_one_of_its_events_matches(drawn: Load, text: str, data: st.DataObject) -> None:
    chronicle, history = drawn(text), History(text)
    asked = data.draw(filters(history))
    asked.pop("timeline", None)
    fitting = set(history.select(**asked))
    for detail in DETAILS:
        every = [join for join in graph(chronicle, detail=detail).joins() if fitting & set(pair_of(join)[1:3])]
        assert list(graph(chronicle, Query.of(Filters(**asked)), detail).joins()) == every


@given(text=histories(), statuses=st.sets(st.sampled_from(STATUSES)))
@settings(max_examples=40)
def test_statuses_choose_pairs(drawn: Load, text: str, statuses: set[Status]) -> None:
    chronicle = drawn(text)
    every = [join for join in graph(chronicle, detail="all").joins() if join.pair.status in statuses]
    assert list(graph(chronicle, detail="all", statuses=statuses).joins()) == every


@given(text=histories(), data=st.data())
@settings(max_examples=40)
def test_what_is_folded_adds_up(drawn: Load, text: str, data: st.DataObject) -> None:
    chronicle = drawn(text)
    detail = data.draw(st.sampled_from(DETAILS))
    found = graph(chronicle, Query(reverse=data.draw(st.booleans())), detail)
    parts = list(found)
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update({} if isinstance(part, Past) else part.counts)
    assert counts == +found.counts
    quiet = sum(part.counts.get("added", 0) for part in parts if isinstance(part, Quiet))
    items = [item for part in parts if isinstance(part, Year) for item in part.items()]
    rests = sum(sum(item.told.values()) for item in items if isinstance(item, Rest))
    shown = sum(node.status == "added" for node in nodes_of(found))
    assert shown + rests + quiet == found.counts["added"]
    for by in UNITS:
        each = periods(chronicle, by=by).periods
        assert sum((Counter(period.counts) for period in each), Counter()) == +found.counts
    years = [part.first if not isinstance(part, Year) else part.year for part in parts if not isinstance(part, Past)]
    assert years == sorted(years, reverse=found.is_reversed)
    forks = [item.lane.id for item in items if isinstance(item, Fork)]
    assert sorted(forks) == sorted(lane.id for lane in found.lanes[1:])


def test_the_first_parts_are_there_before_the_last_are_read(history: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    decode = records.event_from_text
    monkeypatch.setattr(records, "event_from_text", lambda text: read.append(text) or decode(text))
    chronicle = history(branches(a="real") + events(*(f"e{n} {1000 + n}-01-01 a" for n in range(2000))))
    parts = iter(graph(chronicle))
    items = [item for _ in range(3) for item in next(parts).items()]  # type: ignore[union-attr]
    assert len(items) == 4
    assert len(read) < 10
    read.clear()
    next(graph(chronicle).joins())
    assert len(read) < 300


POD_OF_BOTH = """
    [[timeline]]
    id = "fam"
    [[timeline]]
    id = "deep"
    parent = "fam"
    diverges_at = "split"
    [[event]]
    id = "split"
    date = 1969
    title = "Both leave here"
    timeline = ["deep", "fam"]
    [[event]]
    date = 1970
    title = "Later"
    timeline = "deep"
    moves = "split"
"""


def test_a_pair_whose_base_is_the_point_of_divergence_says_so_as_in_diverge(drawn: Load) -> None:
    chronicle = drawn(dedent(POD_OF_BOTH))
    moved = [join.pair for join in graph(chronicle, detail="all").joins() if join.pair.status == "moved"]
    assert [(pair.timeline, pair.is_pod) for pair in moved] == [("deep", True)]
    assert_holds_what_diverge_has(chronicle)
