"""One chronicle, asked from several threads at once: in a file, in memory, after damage, and after it is closed."""

from __future__ import annotations

import gc
import io
import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from timeline.model.query import Query
from timeline.questions.diverge import diverge
from timeline.questions.stats import stats
from timeline.questions.who import offices
from timeline.store import building, upkeep
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = """
name = "Threads"
[[show]]
id = "fam"
[[state]]
of = "Chief"
is = "Kennedy"
kind = "both"
date = "1969/1970"
""" + "".join(
    f'[[event]]\nid = "e{n}"\ndate = {1900 + n}\ntitle = "Event {n}"\nkind = "{"alt" if n % 3 else "real"}"\n'
    + 'show = "fam"\n' * bool(n % 3)
    + f'tags = ["tag{n % 5}"]\n'
    for n in range(120)
)
THREADS = 8

QUESTIONS: list[Callable[[Chronicle], object]] = [
    lambda chronicle: [event.id for event in chronicle],
    lambda chronicle: [event.id for event in chronicle.events(tag="TAG3", year="1950s")],
    lambda chronicle: [event.id for event in chronicle.events(timeline="fam", reverse=True)],
    lambda chronicle: [event.id for event in chronicle.events(words=["event", "7*"])],
    lambda chronicle: [(pair.status, pair.event.id) for pair in diverge(chronicle)],
    lambda chronicle: [(count.value, count.events) for count in stats(chronicle, Query())],
    lambda chronicle: [(office.name, office.holders) for office in offices(chronicle)],
    lambda chronicle: (
        chronicle.world.name,
        len(chronicle),
        list(chronicle.world.shows),
        chronicle.resolve("tag", "Tag1"),
    ),
]


def ask_all_at_once(chronicle: Chronicle) -> list[object]:
    """Have eight threads ask eight questions, in different orders, all from the same moment on."""
    start = threading.Barrier(THREADS)

    def ask(offset: int) -> list[object]:
        start.wait(timeout=60)
        order = [(offset + n) % len(QUESTIONS) for n in range(3 * len(QUESTIONS))]
        found = {number: QUESTIONS[number](chronicle) for number in order}
        return [found[number] for number in range(len(QUESTIONS))]

    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(ask, range(THREADS), timeout=60))
    assert all(result == results[0] for result in results)
    return results[0]


def opened(chronicle: Chronicle) -> int:
    """Return how many connections to its index a chronicle holds."""
    return len(chronicle._index._turns)


@pytest.fixture
def data(write: Callable[..., Path]) -> str:
    return str(write(FILE))


@pytest.fixture
def expected(data: str) -> list[object]:
    return [question(Chronicle([data])) for question in QUESTIONS]


def test_eight_threads_ask_different_questions_of_a_file(data: str, expected: list[object]) -> None:
    for _ in range(3):
        assert ask_all_at_once(Chronicle([data])) == expected


def test_eight_threads_ask_a_history_from_standard_input(
    expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(FILE.encode()), closed=False))
    chronicle = Chronicle(["-"])
    assert ask_all_at_once(chronicle) == expected
    assert opened(chronicle) == 1  # what is in memory belongs to its one connection: threads take turns


def test_each_thread_has_a_connection_of_its_own_while_it_lives(data: str) -> None:
    chronicle = Chronicle([data])
    done, release = threading.Barrier(4), threading.Event()

    def ask() -> None:
        len(chronicle), len(chronicle)
        done.wait(timeout=60)
        release.wait(timeout=60)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    done.wait(timeout=60)
    assert opened(chronicle) == 4
    release.set()
    for thread in threads:
        thread.join()
    gc.collect()
    assert opened(chronicle) == 1


def in_a_thread(ask: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result(timeout=60)


def test_a_later_thread_sees_the_same_history_though_another_has_taken_its_place(
    data: str, write: Callable[..., Path]
) -> None:
    chronicle = Chronicle([data])
    assert len(chronicle) == 120
    write(FILE.partition('[[event]]\nid = "e100')[0])
    assert len(Chronicle([data])) == 100
    assert in_a_thread(lambda: (len(chronicle), opened(chronicle))) == (120, 1)
    upkeep.clear()
    assert in_a_thread(lambda: (len(chronicle), opened(chronicle))) == (120, 1)


def test_damage_seen_by_all_threads_is_repaired_once(
    data: str, expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    chronicle = Chronicle([data])
    (entry,) = upkeep.entries()
    entry.path.write_bytes(b"garbage " * 4096)
    builds = []
    store = building.store
    monkeypatch.setattr(building, "store", lambda *arguments: builds.append(1) or store(*arguments))
    assert ask_all_at_once(chronicle) == expected
    assert builds == [1]


@pytest.mark.parametrize("source", ["file", "memory"])
def test_a_thread_that_outlives_close_is_told_so(data: str, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if source == "memory":
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(FILE.encode()), closed=False))
    chronicle = Chronicle([data if source == "file" else "-"])
    asked, closed = threading.Event(), threading.Event()

    def ask_before_and_after() -> int:
        before = len(chronicle)
        asked.set()
        closed.wait(timeout=60)
        with pytest.raises(RuntimeError, match=r"^the history is closed$"):
            len(chronicle)
        return before

    with ThreadPoolExecutor(1) as pool:
        outliving = pool.submit(ask_before_and_after)
        asked.wait(timeout=60)
        connections = [turn.connection for turn in chronicle._index._turns]
        chronicle.close()
        chronicle.close()
        closed.set()
        assert outliving.result(timeout=60) == 120
    for ask in (lambda: len(chronicle), lambda: in_a_thread(lambda: len(chronicle)), lambda: chronicle.world):
        with pytest.raises(RuntimeError, match=r"^the history is closed$"):
            ask()
    assert len(connections) == (2 if source == "file" else 1)
    for connection in connections:
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")


def test_close_waits_for_answers_that_are_under_way(data: str) -> None:
    """Closing a connection that another thread steps through would be a crash."""
    for _ in range(5):
        chronicle = Chronicle([data])
        started = threading.Barrier(THREADS + 1)

        def ask(chronicle: Chronicle = chronicle, started: threading.Barrier = started) -> set[int]:
            lengths = set()
            started.wait(timeout=60)
            try:
                while True:
                    lengths.add(len(list(chronicle)))
            except RuntimeError:
                return lengths

        with ThreadPoolExecutor(THREADS) as pool:
            asking = [pool.submit(ask) for _ in range(THREADS)]
            started.wait(timeout=60)
            chronicle.close()
            assert set().union(*(each.result(timeout=60) for each in asking)) <= {120}


def test_a_chronicle_that_is_no_longer_used_leaves_no_connection_open(data: str) -> None:
    chronicle = Chronicle([data])
    in_a_thread(chronicle.__len__)
    connections = [turn.connection for turn in chronicle._index._turns]
    del chronicle
    gc.collect()
    assert connections
    for connection in connections:
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")
