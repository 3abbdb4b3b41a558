"""What an answer costs: plans that use an index, and as many statements and records in a long history as in a short one."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pytest
from growing import history

import timeline
from timeline.model.errors import UsageError
from timeline.model.query import EVERY_EVENT
from timeline.questions.compare import side_by_side
from timeline.questions.diverge import listed, paired
from timeline.questions.diverge_stat import GROUPINGS, tally
from timeline.questions.listed import AT_ONCE
from timeline.questions.pairs import STATUSES
from timeline.questions.panorama import panorama
from timeline.store import records
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    Ask = Callable[[Chronicle], object]

T = TypeVar("T")

SHORT, LONG = 300, 3000
DAY = datetime.date(1950, 6, 14)


class Watched(Chronicle):
    """A chronicle that counts what it asks the index, and keeps the statements with their plans."""

    def __init__(self, text: str, folder: Any) -> None:
        path = folder / "events.toml"
        path.write_text(text, encoding="utf-8")
        self.asked = 0
        self.plans: list[tuple[str, str]] = []
        super().__init__([str(path)])

    def _run(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        def watched(connection: sqlite3.Connection) -> T:
            seen: list[str] = []
            self.asked += 1
            connection.set_trace_callback(seen.append)
            try:
                return ask(connection)
            finally:
                connection.set_trace_callback(None)
                for sql in seen:
                    if not sql.startswith("--") and "'main'.'words" not in sql:  # what the table of words asks itself
                        self.plans += ((sql, str(row[3])) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))

        return super()._run(watched)


def open_(size: int, factory: pytest.TempPathFactory) -> Watched:
    chronicle = Watched(history(size), factory.mktemp(f"of{size}"))
    assert chronicle.world.timelines  # what is around the events is read once
    return chronicle


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    return open_(SHORT, tmp_path_factory)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    return open_(LONG, tmp_path_factory)


def refused(ask: Ask) -> Ask:
    def asking(chronicle: Chronicle) -> object:
        with pytest.raises(UsageError) as error:
            ask(chronicle)
        return error.value.message

    return asking


SMALL: Mapping[str, Ask] = {
    "show --year": lambda h: h.events(year=1912),
    "show --from --to": lambda h: h.events(from_="1912", to="1913"),
    "show --tag": lambda h: h.events(tag="t2"),
    "show --tag --tag --not-tag": lambda h: h.events(and_tag="t2", not_tag="t1"),
    "show --person": lambda h: h.events(person="P3"),
    "show --place": lambda h: h.events(place="place 3"),
    "show --id": lambda h: h.events(id="E00102"),
    "show --limit": lambda h: h.events(limit=3),
    "show --sort aired": lambda h: h.events(limit=3, sort="aired"),
    "show WORD": lambda h: h.events(words="102"),
    "show --count": lambda h: h.count_of(timeline.Query.of({"year": 1912})),
    "an id": lambda h: (h["e00102"], "e00102" in h),
    "names that begin so": lambda h: h.names("id", "e0010", 5),
    "find ID": lambda h: timeline.find(h, "E00102"),
    "find the start of an ID": refused(lambda h: timeline.find(h, "e0010")),
    "find words of a title": lambda h: timeline.find(h, "102 event"),
    "diverge --year": lambda h: timeline.diverge(h, year=1912),
    "diverge --year --all": lambda h: timeline.diverge(h, year=1912, statuses=STATUSES),
    "diverge --tag": lambda h: timeline.diverge(h, tag="t2", statuses=STATUSES),
    "diverge --year --sort aired": lambda h: timeline.diverge(h, year=1912, sort="aired"),
    "diverge --id": lambda h: timeline.diverge(h, id="e00101"),
    "compare --year": lambda h: timeline.compare(h, year=1912),
    "compare --person": lambda h: timeline.compare(h, person="P3"),
    "drift --year": lambda h: timeline.drift(h, year=1912),
    "event": lambda h: timeline.event(h, "e00101"),
    "event of ours": lambda h: timeline.event(h, "e00100"),
    "why": lambda h: [(step.paths, step.reach) for step in timeline.why(h, "e00143").steps],
    "why --year": lambda h: timeline.why(h, "e00143", year=1912),
    "ripple": lambda h: timeline.ripple(h, "e00105"),
    "ripple --sort aired": lambda h: timeline.ripple(h, "e00105", depth=3, sort="aired"),
    "whatif": lambda h: timeline.whatif(h, "e00105"),
    "life": lambda h: timeline.life(h, "P3"),
    "people NAME --year": lambda h: timeline.people(h, name="P3", year=1912),
    "people --id --year": lambda h: timeline.people(h, id="e00102", year=1912),
    "stats --year": lambda h: timeline.stats(h, year=1912),
    "today --year": lambda h: timeline.today(h, day=DAY, year=1912),
    "who": lambda h: timeline.who(h, "president"),
    "offices": lambda h: timeline.offices(h),
}
"""Questions with a small answer."""


class Whole(NamedTuple):
    """A question that reads a table as a whole."""

    ask: Ask
    because: str


SHARE = "it selects a share of all events, which no index can shorten"
EVERY = "its answer is about every event"

WHOLE: Mapping[str, Whole] = {
    "show": Whole(lambda h: list(h), EVERY),
    "show --kind": Whole(lambda h: h.events(kind="real"), SHARE),
    "show --timeline": Whole(lambda h: h.events(timeline="alt"), SHARE),
    "show --season": Whole(lambda h: h.events(season=1), SHARE),
    "show --episode": Whole(lambda h: h.events(episode=1), SHARE),
    "len": Whole(len, EVERY),
    "diverge": Whole(lambda h: timeline.diverge(h), EVERY),
    "compare": Whole(lambda h: timeline.compare(h), EVERY),
    "drift": Whole(lambda h: timeline.drift(h), EVERY),
    "graph": Whole(lambda h: list(timeline.graph(h)), "its first line counts all divergences"),
    "branches": Whole(lambda h: timeline.branches(h), "it counts the events of every timeline"),
    "panorama": Whole(lambda h: panorama(h), "it is the whole history"),
    "farthest": Whole(lambda h: timeline.farthest(h, limit=3), "to rank by consequences, all causes are followed"),
    "hinges": Whole(lambda h: timeline.hinges(h, limit=3), "to rank by what falls, all causes are followed"),
    "stats": Whole(lambda h: timeline.stats(h), EVERY),
    "today": Whole(lambda h: timeline.today(h, day=DAY), "a day of the year is not in the index"),
}


COUNTED: Mapping[str, Ask] = {
    "people": lambda h: timeline.people(h),
    "people --year": lambda h: timeline.people(h, year=1912),
    "people --season": lambda h: timeline.people(h, season=2),
    "people --tag": lambda h: timeline.people(h, tag="t2"),
    "people --from --in-all": lambda h: timeline.people(h, from_="1912", in_all=True),
    "cast": lambda h: timeline.cast(h),
    "cast --person": lambda h: timeline.cast(h, person="P3"),
}
"""Questions about everybody: the index counts the events that name them, and reads none."""


BY_RANK: Mapping[str, Ask] = {
    "diverge --limit": lambda h: list(listed(h, EVERY_EVENT._replace(limit=3), statuses=STATUSES)),
    "diverge --reverse --limit": lambda h: list(listed(h, EVERY_EVENT._replace(limit=3, reverse=True))),
    "the first of diverge": lambda h: next(iter(listed(h, EVERY_EVENT))),
    "diverge --count": lambda h: len(listed(h, EVERY_EVENT)),
    "compare --limit": lambda h: timeline.compare(h, limit=3),
    "compare --count": lambda h: len(side_by_side(h, EVERY_EVENT).lines),
    **{
        f"diverge --stat --by {by}": lambda h, by=by: tally(h, paired(h, EVERY_EVENT), by)  # type: ignore[misc]
        for by in GROUPINGS
    },
}
"""Questions that put all pairs in order, or count them, by rank: they read the events that are shown."""


def scans(plans: list[tuple[str, str]]) -> list[str]:
    """Return the steps of plans that read a table that grows with the history from one end to the other."""
    tables = "event|e|facet|f|tie|person|name|words|vocabulary"
    whole = re.compile(rf"SCAN ({tables})\b(?! VIRTUAL TABLE INDEX \d+:\S)")
    first_few = re.compile(r"WHERE TRUE ORDER BY \w+ LIMIT \d+$")
    return [f"{step}: {sql}" for sql, step in plans if whole.match(step) and not first_few.search(sql)]


@pytest.mark.parametrize("name", SMALL)
def test_a_small_answer_is_found_by_indexes(short: Watched, name: str) -> None:
    short.plans.clear()
    assert SMALL[name](short)
    assert scans(short.plans) == []


@pytest.mark.parametrize("name", WHOLE)
def test_what_reads_a_table_as_a_whole_is_known(short: Watched, name: str) -> None:
    short.plans.clear()
    assert WHOLE[name].ask(short)
    assert scans(short.plans), "then it belongs above"


@pytest.fixture
def cost(monkeypatch: pytest.MonkeyPatch) -> Callable[[Watched, Ask], tuple[int, Counter[str]]]:
    """Return a function that tells how many statements a question takes, and how many values of each kind it reads."""
    read: list[str] = []

    def reading(kind: Any, record: Any, original: Callable[..., Any] = records.from_record) -> Any:
        read.append(kind.__name__)
        return original(kind, record)

    def cost_of(chronicle: Watched, ask: Ask) -> tuple[int, Counter[str]]:
        chronicle.__dict__.pop("world", None)  # with the people that others have asked for
        read.clear()
        chronicle.asked = 0
        assert ask(chronicle)
        return chronicle.asked, Counter(read)

    monkeypatch.setattr(records, "from_record", reading)
    return cost_of


@pytest.mark.parametrize("name", SMALL)
def test_a_small_answer_costs_the_same_in_a_long_history(
    short: Watched, long: Watched, name: str, cost: Callable[[Watched, Ask], tuple[int, Counter[str]]]
) -> None:
    costs = [cost(chronicle, SMALL[name]) for chronicle in (short, long)]
    assert costs[0] == costs[1]
    assert costs[0][0] <= 25


@pytest.mark.parametrize("name", BY_RANK)
def test_only_the_pairs_that_are_shown_are_read(
    short: Watched, long: Watched, name: str, cost: Callable[[Watched, Ask], tuple[int, Counter[str]]]
) -> None:
    costs = [cost(chronicle, BY_RANK[name]) for chronicle in (short, long)]
    most = 2 * AT_ONCE if name == "the first of diverge" else 6 if "limit" in name else 0
    assert all(read["Event"] <= most for _, read in costs)
    assert costs[0][0] == costs[1][0] <= 25


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_counted_reads_no_event(
    short: Watched, long: Watched, name: str, cost: Callable[[Watched, Ask], tuple[int, Counter[str]]]
) -> None:
    costs = [cost(chronicle, COUNTED[name]) for chronicle in (short, long)]
    assert [read["Event"] for _, read in costs] == [0, 0]
    assert costs[0][0] == costs[1][0] <= 25


def test_both_histories_have_the_same_first_years(short: Watched, long: Watched) -> None:
    for name in ("show --year", "find ID", "diverge --year --all", "compare --year", "event", "whatif"):
        assert SMALL[name](short) == SMALL[name](long)
