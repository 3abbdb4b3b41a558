"""Several files as one history: what they tell twice counts once, and what they tell differently is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from event_files import event, findings, history, load, timeline

from timeline.checks.run import check_document

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.source.document import Document


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


SHOW = '[[show]]\nid = "fam"\nname = "For All Mankind"\n[[show.season]]\nnumber = 1\nsetting = "1969/1974"\n'
PERSON = '[[person]]\nname = "Ed Baldwin"\nborn = 1930\n'
STATE = '[[state]]\nof = "Pilot"\nis = "Ed Baldwin"\ndate = "1969/1970"\nshow = "fam"\n'


def counts(document: Document) -> tuple[int, ...]:
    world = document.world
    atls = [each for each in world.timelines.values() if each.id != "real"]
    return tuple(map(len, (document.events, world.people, world.shows, atls, world.states)))


def test_the_same_declarations_count_once() -> None:
    text = SHOW + timeline("fam") + PERSON + STATE + event("A", show="fam", id="a") + event("B", "real")
    document = history(text, "# again\n" + text, text)
    assert counts(document) == (2, 1, 1, 1, 1)
    assert [each.at and each.at.file for each in document.events] == [0, 0]


def test_what_keys_mean_counts_not_how_they_are_written() -> None:
    one = '[[event]]\nid = "a"\ndate = 1969\ntitle = "A"\nkind = "alt"\nsource = "S1"\n'
    other = '[defaults]\nsource = ["S1"]\n[[event]]\nid = "a"\ndate = "1969"\ntitle = "A"\ntimeline = "alt"\n'
    assert counts(history(one, other))[0] == 1


def test_events_that_differ_only_in_their_links_are_one_with_the_links_of_both() -> None:
    old = (
        event("Old", "real", 1960, id="old") + event("Older", "real", 1950, id="older") + event("C", year=1961, id="c")
    )
    new = '[[event]]\nid = "new"\ndate = 1969\ntitle = "New"\nkind = "alt"\n'
    parts = [old + new + 'replaces = "old"\n', new + 'averts = "older"\n', new + 'because = "c"\nreplaces = "old"\n']
    (found,) = (each for each in history(*parts).events if each.id == "new")
    assert (found.replaces, found.averts, found.because) == (("old",), ("older",), ("c",))


def test_a_link_of_the_second_file_is_told_in_the_second_file() -> None:
    assert findings(event("A", id="a"), event("A", id="a", because="b")) == [("b.toml", 6, 11, "E404")]


@pytest.mark.parametrize("allow", ["", 'allow = ["W401"]\n'])
def test_what_a_table_is_warned_of_is_told_once_and_may_be_allowed(allow: str) -> None:
    robot = 'date = 1969\ntitle = "A"\nkind = "real"\nsource = "x"\npeople = ["Robot"]\n'
    people = PERSON.replace("1930", '1930\nallow = ["Q103"]')
    text = f'{people}[[event]]\n{robot}{allow}[[state]]\nof = "Pilot"\nis = "Robot"\ndate = 1969\n{allow}'
    named = f'{people}[[event]]\nid = "a"\n{robot}{allow}'
    found = check_document(load(text, text, named))
    assert [(each.file, each.code) for each in found] == ([] if allow else [("a.toml", "W401"), ("c.toml", "W401")])


def test_events_of_one_id_that_differ_in_more_are_told_at_both_places() -> None:
    one, other = event("A", id="a", place="Moon"), event("A", id="a", place="Mars", summary="Really")
    assert findings(one, other) == [("a.toml", 5, 6, "E401"), ("b.toml", 5, 6, "E401")]
    message = 'two events have the id "a", which differ in `place`, `summary`'
    assert {each.message for each in load(one, other).problems.diagnostics()} == {message}
    assert counts(history(one, other.replace('"a"', '"b"')))[0] == 2


def test_the_same_event_with_its_id_and_without_counts_once() -> None:
    war = '[[event]]\ndate = 1914\ntitle = "War begins"\n'
    other_war = war.replace("1914", "1939")
    (found,) = history(war, war + 'id = "war-begins"\n').events
    assert found.id == "war-begins"
    document = history(war + other_war, war + 'id = "war-begins-1914"\n')
    assert [each.id for each in document.events] == ["war-begins-1914", "war-begins-1939"]


def test_in_one_file_an_event_told_twice_is_an_error() -> None:
    assert [code for *_, code in findings(event("A", id="a") * 2)] == ["E401", "E401"]
    assert [code for *_, code in findings(event("A") * 2)] == ["E401", "E401"]


@pytest.mark.parametrize(
    ("table", "other", "places", "keys"),
    [
        (PERSON, PERSON.replace("1930", "1931"), [(2, 8), (2, 8)], "born"),
        (SHOW, SHOW.replace("1974", "1975"), [(2, 6), (2, 6)], "season"),
        (timeline("fam"), timeline("fam", name="A"), [(2, 6), (2, 6)], "name"),
    ],
)
def test_tables_that_differ_are_told_at_both_places(
    table: str, other: str, places: list[tuple[int, int]], keys: str
) -> None:
    assert findings(table, other) == [("a.toml", *places[0], "E401"), ("b.toml", *places[1], "E401")]
    assert all(
        each.message.endswith(f"declared twice, and differs in `{keys}`")
        for each in load(table, other).problems.diagnostics()
    )


def test_a_point_of_divergence_may_stand_in_one_of_the_files() -> None:
    events = event("A", year=1960, timeline="fam", id="a") + event("B", timeline="fam", id="b")
    for texts in (
        (timeline("fam"), timeline("fam", diverges_at="b")),
        (timeline("fam", diverges_at="b"), timeline("fam")),
    ):
        assert history(events + texts[0], texts[1]).world.pods["fam"].id == "b"
    assert [
        code for *_, code in findings(events + timeline("fam", diverges_at="a"), timeline("fam", diverges_at="b"))
    ] == [
        "E401",
        "E401",
    ]


def test_a_table_for_the_real_timeline_may_stand_in_several_files() -> None:
    real = timeline("real", name="Ours")
    assert history(real, real).world.timelines["real"].name == "Ours"
    assert [code for *_, code in findings(real, real.replace("Ours", "Other"))] == ["E401", "E401"]


def test_tags_and_settings_of_the_check_are_joined() -> None:
    one = '[tags]\nmoon = "On the Moon"\n[check]\noff = ["Q104"]\n' + event("A", "real")
    other = '[tags]\nmars = "On Mars"\n[check]\noff = ["Q105"]\n' + event("B", "real")
    document = history(one, other)
    assert document.world.tags == {"moon": "On the Moon", "mars": "On Mars"}
    assert document.check_off == {0: ("Q104",), 1: ("Q105",)}


def test_states_of_different_holders_stay() -> None:
    other = STATE.replace("1970", "1971")
    assert counts(history(STATE + other, STATE))[4] == 2
    assert counts(history(STATE + STATE))[4] == 2
