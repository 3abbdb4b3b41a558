"""What the index says of the people whom events name, against the events themselves, in drawn histories."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import histories

from timeline.model.calendar import FUTURE, PAST
from timeline.model.dates import EdtfDate, parse_date
from timeline.questions.acts import NOTHING, Acts
from timeline.questions.roster import roster
from timeline.store import mentions
from timeline.store.chronicle import Chronicle
from timeline.store.conditions import IS_ALT

if TYPE_CHECKING:
    import pytest

    from timeline.model.events import Event

TIMES = ("1969", "1968/1970", "1970/..", "../1968", "1969-07-20", "1971-12")


def naming(chronicle: Chronicle) -> dict[str, list[Event]]:
    """Return the events that name each person, by reading all of them."""
    found: dict[str, list[Event]] = {}
    for event in chronicle:
        for key in dict.fromkeys(map(chronicle.world.directory.key, event.people)):
            found.setdefault(key, []).append(event)
    return found


def last_days(chronicle: Chronicle, events: list[Event]) -> dict[str, float]:
    found: dict[str, float] = {}
    for event in events:
        for timeline in chronicle.world.holding(event):
            found[timeline] = max(found.get(timeline, PAST), event.date.last)
    return found


def may_act(dates: list[EdtfDate], on: EdtfDate) -> bool:
    is_between = any(date.is_before(on) for date in dates) and any(on.is_before(date) for date in dates)
    return is_between or any(date.overlaps(on) for date in dates)


def told(events: list[Event]) -> dict[tuple[str, int | None], tuple[int, int | None]]:
    found: dict[tuple[str, int | None], list[Event]] = {}
    for event in events:
        if event.show is not None and event.kind != "real":
            found.setdefault((event.show, event.season), []).append(event)
    return {
        place: (len(own), max((each.date.latest for each in own if each.date.latest is not None), default=None))
        for place, own in found.items()
    }


@given(histories(), st.booleans(), st.sampled_from(TIMES), st.data())
@settings(max_examples=60)
def test_the_index_says_of_people_what_their_events_say(
    text: str, is_some: bool, time: str, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.toml"
        path.write_text(text, encoding="utf-8")
        chronicle = Chronicle([str(path)])
        by_key, on = naming(chronicle), parse_date(time)
        everybody = list(roster(chronicle))
        assert set(everybody) == set(by_key) | {person.id for person in chronicle.world.people}
        among = data.draw(st.lists(st.sampled_from(everybody), unique=True)) if is_some and everybody else None
        acts = Acts(chronicle, among)
        for key in everybody if among is None else among:
            events = by_key.get(key, [])
            dates = [event.date for event in events]
            named = acts.numbers.get(key, NOTHING)
            assert named.events == len(events)
            assert named.last == last_days(chronicle, events)
            assert named.ended == min((date.last for date in dates), default=FUTURE)
            assert named.begun == max((date.first for date in dates), default=PAST)
            assert acts.told.get(key, {}) == told(events)
            assert acts.of(key) == events
            assert (key in acts.at(on)) == any(date.overlaps(on) for date in dates)
            assert roster(chronicle, [key])[key].may_act(on) == may_act(dates, on)
            for timeline in chronicle.world.timelines:
                own = [event.date for event in events if timeline in event.timelines]
                assert (key in acts.at(on, timeline)) == any(date.overlaps(on) for date in own)
        wanted = everybody if among is None else among
        alternate = Counter(key for key in wanted for event in by_key.get(key, []) if event.kind == "alt")
        assert acts.counts(IS_ALT) == alternate
        chronicle.close()


def test_many_timelines_are_asked_for_in_several_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"t{number}" for number in range(7)]
    tables = [f'[[timeline]]\nid = "{each}"\n' for each in names]
    tables += [
        f'[[event]]\ndate = {1970 + number}\ntitle = "{each}"\nkind = "alt"\ntimeline = "{each}"\npeople = ["Ann"]\n'
        for number, each in enumerate(names)
    ]
    path = tmp_path / "many.toml"
    path.write_text("".join(tables), encoding="utf-8")
    whole = Acts(Chronicle([str(path)])).numbers
    assert whole["ann"].last.keys() == {*names}
    for name, most in (("_MOST_COLUMNS", 2), ("_MOST_PARAMETERS", 3)):
        with monkeypatch.context() as patched:
            patched.setattr(mentions, name, most)
            assert Acts(Chronicle([str(path)])).numbers == whole


def test_people_are_in_the_order_of_the_files_then_of_the_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.toml"
    path.write_text(
        '[[person]]\nname = "Zoe"\n[[person]]\nname = "Ann"\n'
        '[[event]]\ndate = 1970\ntitle = "Two"\npeople = ["Cyd", "Ben"]\n'
        '[[event]]\ndate = 1969\ntitle = "One"\npeople = ["Dee", "Ann"]\n',
        encoding="utf-8",
    )
    chronicle = Chronicle([str(path)])
    assert [who.person.name for who in roster(chronicle).values()] == ["Zoe", "Ann", "Dee", "Cyd", "Ben"]
    few = roster(chronicle, ["ben", "zoe"])
    assert [who.person.name for who in few.values()] == ["Ben", "Zoe"]
    monkeypatch.setattr("timeline.questions.roster.FEW", 1)
    assert roster(chronicle, ["ben", "zoe"]) == few
