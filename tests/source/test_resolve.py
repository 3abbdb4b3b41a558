"""Names become ids: implied and declared timelines, shows and people, default ids, groups of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from event_files import event, findings, history, timeline

if TYPE_CHECKING:
    from timeline.model.events import Event

SHOW = '[[show]]\nid = "fam"\nname = "For All Mankind"\naliases = ["FAM", "Pour toute l\'humanité"]\n'


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def placed(*texts: str) -> dict[str, tuple[str | None, str | None]]:
    """Return the show and the timeline of each event, by its title."""
    return {each.title: (each.show, each.timeline) for each in history(*texts).events}


def only_event(*texts: str) -> Event:
    (only,) = history(*texts).events
    return only


# What is not declared is implied


def test_nothing_declared_and_nothing_named() -> None:
    document = history(event("A") + event("B", "both") + event("C", "real"))
    assert [(each.title, each.show, each.timeline) for each in document.events] == [
        ("A", None, "alt"),
        ("B", None, None),
        ("C", None, "real"),
    ]
    assert [(each.id, each.parent, each.declared) for each in document.world.timelines.values()] == [
        ("real", None, False),
        ("alt", "real", False),
    ]
    assert document.world.shows == {}


def test_no_alt_event_implies_no_timeline() -> None:
    assert list(history(event("A", "real")).world.timelines) == ["real"]


def test_a_show_is_implied_with_a_timeline_of_its_id() -> None:
    document = history(event("A", show="For All Mankind"))
    assert placed(event("A", show="For All Mankind")) == {"A": ("For All Mankind", "For All Mankind")}
    assert [(show.name, show.declared) for show in document.world.shows.values()] == [("For All Mankind", False)]
    assert list(document.world.timelines) == ["real", "For All Mankind"]


def test_an_implied_show_is_one_in_any_case() -> None:
    text = event("A", show="FAM") + event("B", show="fam") + event("C", show="  Fam ")
    assert placed(text) == {"A": ("FAM", "FAM"), "B": ("FAM", "FAM"), "C": ("FAM", "FAM")}


def test_a_timeline_is_implied_by_its_name() -> None:
    assert placed(event("A", timeline="fam")) == {"A": (None, "fam")}


def test_an_implied_show_on_a_timeline_that_the_event_names() -> None:
    document = history(event("A", show="fam", timeline="mankind"))
    assert [(each.show, each.timeline) for each in document.events] == [("fam", "mankind")]
    assert list(document.world.timelines) == ["real", "mankind"]


@pytest.mark.parametrize("first", [True, False])
def test_an_event_without_a_name_belongs_to_the_only_timeline(first: bool) -> None:
    nameless, named = event("A"), event("B", show="fam")
    text = nameless + named if first else named + nameless
    assert placed(text)["A"] == (None, "fam")


@pytest.mark.parametrize("declared", [timeline("fam"), SHOW, SHOW + 'timeline = "fam"\n' + timeline("fam")])
def test_an_event_without_a_name_belongs_to_the_only_declared_timeline(declared: str) -> None:
    assert placed(declared + event("A")) == {"A": (None, "fam")}


@pytest.mark.parametrize(
    "others", [event("B", show="fam") + event("C", show="draft"), timeline("fam") + timeline("draft")]
)
def test_an_event_without_a_name_needs_one_where_there_are_two_timelines(others: str) -> None:
    ((_, line, column, code),) = findings(event("A") + others)
    assert (line, column, code) == (4, 8, "E410")


def test_a_show_about_our_own_timeline_is_no_alternate_one() -> None:
    documentary = SHOW + 'timeline = "real"\n'
    assert placed(documentary + event("A")) == {"A": (None, "alt")}
    assert placed(documentary + event("A", "real", show="fam")) == {"A": ("fam", "real")}


def test_a_real_event_of_a_show_is_real() -> None:
    assert placed(SHOW + event("Premiere", "real", 2019, show="fam"))["Premiere"] == ("fam", "real")


def test_a_both_event_of_a_show_is_on_its_timeline() -> None:
    assert placed(SHOW + event("Both", "both", show="fam") + event("All", "both"))["Both"] == ("fam", "fam")


def test_a_both_event_that_names_the_real_timeline_is_in_that() -> None:
    assert placed(event("Both", "both", timeline="real"))["Both"] == (None, "real")


# What is declared is complete


@pytest.mark.parametrize("name", ["fam", "FAM", "for all MANKIND", "For  All Mankind", "POUR TOUTE L'HUMANITÉ"])
def test_a_declared_show_is_found_by_id_name_and_alias_in_any_case(name: str) -> None:
    assert placed(SHOW + event("A", show=name)) == {"A": ("fam", "fam")}


def test_a_show_tells_of_the_timeline_that_it_names() -> None:
    text = SHOW + 'timeline = "mankind"\n' + event("A", show="FAM") + event("B", show="fam", timeline="mankind")
    assert placed(text) == {"A": ("fam", "mankind"), "B": ("fam", "mankind")}


def test_several_shows_may_tell_of_one_timeline() -> None:
    text = SHOW + '[[show]]\nid = "star-city"\ntimeline = "fam"\n' + event("A", show="star-city")
    assert placed(text) == {"A": ("star-city", "fam")}


def test_the_seasons_of_a_show() -> None:
    seasons = (
        '[[show.season]]\nnumber = 1\nsetting = "1969/1974"\n[[show.season.episode]]\nnumber = 3\ntitle = "Nixon"\n'
    )
    (show,) = history(SHOW + seasons + event("A", show="fam") + "season = 1\nepisode = 3\n").world.shows.values()
    (season,) = show.seasons
    assert (season.number, season.setting and season.setting.text) == (1, "1969/1974")
    assert [(episode.number, episode.title, episode.aired) for episode in season.episodes] == [(3, "Nixon", None)]


def test_declared_people_are_found_by_id_name_and_alias_in_any_case() -> None:
    person = '[[person]]\nname = "Ed Baldwin"\naliases = ["Edward Baldwin"]\n'
    names = '["Ed Baldwin", "ed-baldwin", "EDWARD  BALDWIN"]'
    (declared,) = history(person + event("A") + f"people = {names}\n").world.people
    assert (declared.id, declared.name) == ("ed-baldwin", "Ed Baldwin")
    assert findings(person + event("A") + 'people = ["Ed", "Ed Baldwin"]\n') == [("a.toml", 8, 11, "W401")]


def test_people_that_no_table_declares_are_taken_as_they_are() -> None:
    assert only_event(event("A") + 'people = ["Ed", "ed"]\n').people == ("Ed", "ed")


def test_a_vocabulary_of_tags_is_complete_and_ignores_case() -> None:
    vocabulary = '[tags]\nmoon = "On the Moon"\n'
    assert findings(vocabulary + event("A") + 'tags = ["MOON", "mars"]\n') == [("a.toml", 7, 17, "W402")]
    assert history(event("A") + 'tags = ["mars"]\n').world.tags == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SHOW + event("A", show="Star City"), (9, 8, "E402")),
        (timeline("fam") + event("A", timeline="draft"), (7, 12, "E403")),
        (timeline("fam") + event("A") + 'timeline = ["fam", "draft"]\n', (7, 20, "E403")),
        (timeline("draft") + SHOW + 'timeline = "fam"\n', (7, 12, "E403")),
        (timeline("fam", parent="draft"), (3, 10, "E403")),
        (event("A", "real", timeline="fam"), (5, 12, "E406")),
        (event("A", timeline="real"), (5, 12, "E406")),
        (SHOW + 'timeline = "real"\n' + event("A", show="fam"), (10, 8, "E406")),
    ],
)
def test_a_wrong_name_is_told_at_its_place(text: str, expected: tuple[int, int, str]) -> None:
    assert findings(text) == [("a.toml", *expected)]


def test_a_table_for_the_real_timeline_gives_it_a_name_only() -> None:
    real = history(timeline("real", name="Our own") + event("A", "real")).world.timelines["real"]
    assert (real.name, real.parent) == ("Our own", None)


# Ids


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Alexei Leonov is the first human on the Moon", "alexei-leonov-is-the-first-human-on-the-moon"),
        ("Déjà vu!", "deja-vu"),
        ("  Apollo_11 -- lands ", "apollo-11-lands"),
        ("Straße", "strasse"),
        ("Луна-15", "луна-15"),
        ("月", "月"),
        ("한국 전쟁", "한국-전쟁"),
    ],
)
def test_the_default_id_is_the_title_as_a_slug(title: str, expected: str) -> None:
    assert only_event(event(title)).id == expected


def test_a_given_id_is_kept_as_it_is() -> None:
    assert only_event(event("A", id="My Event #1")).id == "My Event #1"


def test_two_events_of_one_id_are_told_at_both() -> None:
    assert findings(event("A", id="moon") + event("C", id="moon")) == [
        ("a.toml", 5, 6, "E401"),
        ("a.toml", 10, 6, "E401"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (timeline("fam") + timeline("fam"), [(2, 6), (4, 6)]),
        (SHOW + '[[show]]\nid = "For All Mankind"\n', [(2, 6), (6, 6)]),
        ('[[person]]\nname = "Ed"\n[[person]]\nname = "ED"\n', [(2, 8), (4, 8)]),
        ('[[person]]\nname = "Ed"\n[[person]]\nname = "Edward"\nid = "ed"\n', [(1, 1), (5, 6)]),
    ],
)
def test_two_tables_of_one_name_are_told_at_both(text: str, expected: list[tuple[int, int]]) -> None:
    assert findings(text) == [("a.toml", *place, "E401") for place in expected]


# Several files


def test_each_data_file_has_its_own_only_timeline() -> None:
    assert placed(event("A"), event("B", show="fam"), event("C", timeline="draft") + event("D")) == {
        "A": (None, "alt"),
        "B": ("fam", "fam"),
        "C": (None, "draft"),
        "D": (None, "draft"),
    }


def test_a_complete_table_of_one_file_does_not_bind_another() -> None:
    text = SHOW + event("A", show="fam")
    assert placed(text, event("B", show="Star City")) == {"A": ("fam", "fam"), "B": ("Star City", "Star City")}


@pytest.mark.parametrize("reverse", [False, True])
def test_a_file_may_use_what_another_declares(reverse: bool) -> None:
    texts = [SHOW + event("A", show="fam"), event("B", show="For All Mankind")]
    assert placed(*(texts[::-1] if reverse else texts))["B"] == ("fam", "fam")


def test_an_include_belongs_to_the_file_that_names_it() -> None:
    Path("part.toml").write_text(SHOW + event("B", show="Star City"), encoding="utf-8")
    assert findings('include = ["part.toml"]\n' + event("A", show="fum")) == [
        ("a.toml", 6, 8, "E402"),
        ("part.toml", 9, 8, "E402"),
    ]


def test_links_may_lead_into_another_file() -> None:
    moon = event("Apollo 11", "real", id="apollo-11")
    assert findings(event("A", replaces="apollo-11"), moon) == []
    assert findings(event("A", replaces="apollo-11")) == [("a.toml", 5, 12, "E404")]


def test_the_name_of_the_history_is_that_of_the_first_file_that_has_one() -> None:
    assert history(event("A", "real"), 'name = "B"\n', 'name = "C"\n').world.name == "B"


def test_states_are_placed_as_events_are() -> None:
    state = '[[state]]\nof = "Commander"\nis = "Ed"\ndate = "1973/1974"\nkind = "alt"\n'
    (placed_state,) = history(SHOW + state + 'show = "FAM"\n').world.states
    assert (placed_state.show, placed_state.timeline, placed_state.is_) == ("fam", "fam", "Ed")
    (nameless,) = history(state).world.states
    assert (nameless.show, nameless.timeline) == (None, "alt")
    assert findings(SHOW + state + 'show = "fum"\n') == [("a.toml", 10, 8, "E402")]


def test_events_stand_in_the_order_of_time_then_order_then_file() -> None:
    text = event("C") + event("D") + event("B") + "order = -1\n" + event("A", year=1968) + event("E") + "order = 1\n"
    assert [each.title for each in history(text).events] == ["A", "B", "C", "D", "E"]


# Names of several people

TWO_EDS = (
    '[[person]]\nname = "Edward Baldwin"\naliases = ["Ed"]\n[[person]]\nname = "Edmund Stone"\naliases = ["EJ", "Ed"]\n'
)


def test_a_name_of_two_people_is_an_error_at_both_once_an_event_uses_it() -> None:
    assert findings(TWO_EDS + event("A") + 'people = ["EJ"]\n') == []
    found = findings(TWO_EDS + event("A") + 'people = ["Ed"]\n' + event("B") + 'people = ["Ed"]\n')
    assert found == [("a.toml", 3, 12, "E412"), ("a.toml", 6, 18, "E412")]


def test_a_name_of_two_people_is_an_error_once_a_state_uses_it() -> None:
    state = '[[state]]\nof = "King"\nis = "Ed"\ndate = 1969\nkind = "real"\n'
    assert [code for *_, code in findings(TWO_EDS + state)] == ["E412", "E412"]


def test_the_exact_form_of_a_name_wins() -> None:
    people = '[[person]]\nname = "Ed"\n[[person]]\nid = "other"\nname = "ED"\n'
    assert findings(people + event("A") + 'people = ["Ed", "ED"]\n') == []
    assert [code for *_, code in findings(people + event("A") + 'people = ["ed"]\n')] == []
    assert [code for *_, code in findings(people + event("A") + 'people = ["eD"]\n')] == ["E412", "E412"]
