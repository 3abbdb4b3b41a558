"""The library as its docstring shows it: load, ask, diverge, and what is raised."""

from __future__ import annotations

import datetime
import inspect
import json
import pydoc
import random
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import timeline
from timeline import library, questions
from timeline.cli.app import COMMANDS
from timeline.model import some_filters
from timeline.model.dates import parse_date
from timeline.model.query import FILTERS, value_type

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]

FILE = """
[[event]]
id = "landing"
date = 1969-07-20
title = "Apollo 11 lands"
kind = "real"
[[event]]
date = 1969-06-26
title = "Leonov lands"
kind = "alt"
show = "fam"
tags = ["moon"]
moves = "landing"
"""


def test_three_lines_of_the_docstring_run(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(FILE).parent)
    example = str(timeline.__doc__).partition("\n\n")[2]
    assert "timeline.load(" in example
    exec(compile(example, "docstring", "exec"), {})
    assert capsys.readouterr().out.splitlines() == [
        "1969-06-26 Leonov lands",
        "1969-07-20 Apollo 11 lands",
        "moved Leonov lands",
    ]


def test_history_answers_as_values(write: Callable[..., Path]) -> None:
    history = timeline.load(write(FILE))
    assert isinstance(history, timeline.Chronicle)
    (alt, real) = history.events(year=1969)
    assert isinstance(alt, timeline.Event)
    assert isinstance(alt.date, timeline.EdtfDate)
    assert (alt.id, alt.timeline, alt.moves, real.timeline) == ("leonov-lands", "fam", ("landing",), "real")
    assert history.events(kind="alt", words="leonov") == [alt]
    (pair,) = timeline.diverge(history)
    assert isinstance(pair, timeline.Divergence)
    assert (pair.status, pair.base, pair.alt, pair.event, pair.timeline) == ("moved", real, alt, alt, "fam")
    assert pair.drift is not None
    assert pair.drift.days == -24
    assert timeline.diverge(history, timeline.Query.of({"year": 1970})) == timeline.diverge(history, year=1970) == []
    assert timeline.diverge(history, tag="moon") == [pair]


def test_load_takes_paths_texts_and_several_files(write: Callable[..., Path]) -> None:
    one = write(FILE)
    two = write('[[event]]\ndate = 1970\ntitle = "Later"\nkind = "real"\n', "two.toml")
    assert len(timeline.load(str(one))) == 2
    assert [event.title for event in timeline.load(one, str(two))] == ["Leonov lands", "Apollo 11 lands", "Later"]


def test_load_alone_gives_the_bundled_history() -> None:
    history = timeline.load()
    assert history.world.name
    assert len(history) > 100
    assert {"real", "fam"} <= set(history.world.timelines)
    assert timeline.diverge(history)


def test_data_error_carries_every_diagnostic(write: Callable[..., Path]) -> None:
    path = write('[[event]]\ndate = 1969-07-20\ntitel = "Apollo"\nkind = "reel"\n')
    with pytest.raises(timeline.DataError) as caught:
        timeline.load(path)
    found = [(each.code, each.line, each.column, each.severity) for each in caught.value.diagnostics]
    assert found == [("E201", 3, 1, "error"), ("E205", 4, 8, "error")]
    assert all(isinstance(each, timeline.Diagnostic) for each in caught.value.diagnostics)
    assert {each.file for each in caught.value.diagnostics} == {str(path)}
    assert re.search(r"events\.toml:3:1: .*\(and 1 more\)$", str(caught.value))


def test_missing_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(timeline.DataError) as caught:
        timeline.load(tmp_path / "none.toml")
    assert [each.code for each in caught.value.diagnostics] == ["E101"]


def test_usage_error_carries_a_hint(write: Callable[..., Path]) -> None:
    with pytest.raises(timeline.UsageError) as caught:
        timeline.load(write(FILE)).events(show="fan")
    assert (caught.value.message, caught.value.hint) == ('there is no show "fan"', 'did you mean "fam"?')
    assert isinstance(caught.value, ValueError)


EVERYTHING: Any = timeline


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"tags": "moon"}, "there is no filter `tags`; did you mean `tag`?"),
        ({"yeer": 1969}, "there is no filter `yeer`; did you mean `year`?"),
        ({"from": 1969}, "there is no filter `from`; did you mean `from_`?"),
        ({"Year": 1969}, "there is no filter `Year`; did you mean `year`?"),
        ({"qqq": 1}, "there is no filter `qqq`; known are `words`, `year`, `from_`, "),
    ],
    ids=str,
)
def test_a_filter_that_does_not_exist_is_a_type_error(
    write: Callable[..., Path], filters: dict[str, Any], message: str
) -> None:
    history = timeline.load(write(FILE))
    for ask in (history.events, lambda **given: timeline.diverge(history, **given)):
        with pytest.raises(TypeError) as refused:
            ask(**filters)
        assert str(refused.value).startswith(message)


LEAVE_OUT = "leave the filter out to match every event"


@pytest.mark.parametrize(
    ("filters", "message", "hint"),
    [
        ({"year": 1969.5}, 'year takes a year, such as 1969 or "1960s", not 1969.5', None),
        ({"year": True}, 'year takes a year, such as 1969 or "1960s", not True', None),
        ({"year": datetime.date(1969, 7, 20)}, "year takes a year, ", None),
        ({"tag": 3}, "tag takes a name, as text, not 3", None),
        ({"tag": b"moon"}, "tag takes a name, as text, not 109", None),
        ({"tag": None}, "tag takes a name, as text, not None", LEAVE_OUT),
        ({"tag": ["moon", None]}, "tag takes a name, as text, not None", LEAVE_OUT),
        ({"tag": []}, "the list of tag is empty", LEAVE_OUT),
        ({"person": ()}, "the list of person is empty", LEAVE_OUT),
        ({"words": 3}, "words takes text, not 3", None),
        ({"season": "x"}, 'season "x" is not a number', "write 2, 1-3 or 1,4"),
        ({"season": 2.0}, 'season takes a number, such as 2 or "1-3", not 2.0', None),
        ({"limit": "3"}, "limit takes a whole number, not '3'", None),
        ({"limit": 2.5}, "limit takes a whole number, not 2.5", None),
        ({"limit": True}, "limit takes a whole number, not True", None),
        ({"reverse": "no"}, "reverse takes True or False, not 'no'", None),
        ({"sort": None}, "sort takes text, not None", LEAVE_OUT),
        ({"from_": 1969.5}, 'from_ takes a date, such as "1969-07" or datetime.date(1969, 7, 20), not 1969.5', None),
        ({"to": "20 July 1969"}, '"20 July 1969" is not an EDTF date', 'write "1969-07-20"'),
        ({"from_": datetime.date(1970, 1, 1), "to": 1969}, 'from "1970-01-01" to "1969" runs backwards', ...),
    ],
    ids=str,
)
def test_a_value_of_the_wrong_type_is_an_error_of_usage(
    write: Callable[..., Path], filters: dict[str, Any], message: str, hint: object
) -> None:
    with pytest.raises(timeline.UsageError) as refused:
        timeline.load(write(FILE)).events(**filters)
    assert refused.value.message.startswith(message)
    if hint is not ...:
        assert refused.value.hint == hint


class Int64:
    """A number as NumPy has it: no int, but usable as an index."""

    def __index__(self) -> int:
        return 1969

    def __repr__(self) -> str:
        return "Int64(1969)"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"from_": datetime.date(1969, 7, 1)}, ["landing"]),
        ({"to": datetime.datetime(1969, 6, 26, 23, 59, tzinfo=datetime.UTC)}, ["leonov-lands"]),
        ({"from_": datetime.date(1969, 6, 26), "to": datetime.date(1969, 6, 26)}, ["leonov-lands"]),
        ({"from_": 1970}, []),
        ({"from_": parse_date("1969-07")}, ["landing"]),
        ({"year": range(1960, 1970)}, ["leonov-lands", "landing"]),
        ({"year": Int64()}, ["leonov-lands", "landing"]),
        ({"year": [Int64(), "1970"]}, ["leonov-lands", "landing"]),
        ({"tag": {"moon"}}, ["leonov-lands"]),
        ({"words": []}, ["leonov-lands", "landing"]),
        ({"limit": None}, ["leonov-lands", "landing"]),
        ({"limit": 0}, []),
    ],
    ids=str,
)
def test_what_a_filter_takes(write: Callable[..., Path], filters: dict[str, Any], expected: list[str]) -> None:
    assert [event.id for event in timeline.load(write(FILE)).events(**filters)] == expected


def test_a_history_is_a_collection_of_its_events(write: Callable[..., Path]) -> None:
    history = timeline.load(write(FILE))
    assert len(history) == 2
    assert [event.id for event in history] == ["leonov-lands", "landing"]
    assert history["landing"].title == "Apollo 11 lands"
    assert "landing" in history
    assert "LANDING" not in history
    assert "lan" not in history
    assert "" not in history
    assert history["landing"] in history
    assert 3 not in history
    assert timeline.load()["apollo-11-first-on-moon"] not in history
    assert history.event("LEON") == history["leonov-lands"]
    for key, message in (
        ("landin", 'there is no event "landin"; did you mean "landing"?'),
        ("zzz", 'there is no event "zzz"'),
    ):
        with pytest.raises(KeyError) as refused:
            history[key]
        assert refused.value.args == (message,)
    for wrong in (0, None, slice(2), "\0"):
        with pytest.raises(KeyError if wrong == "\0" else TypeError):
            history[wrong]  # type: ignore[index]


def test_a_history_says_what_it_is(write: Callable[..., Path]) -> None:
    path = write('name = "Ours"\n' + FILE)
    history = timeline.load(path)
    assert repr(history) == f"<Chronicle 'Ours' from {path}: 2 events>"
    assert repr(timeline.load(write(FILE))) == f"<Chronicle {path}: 2 events>"
    fenced = timeline.load(write(FILE.replace("tags", "season = 1\ntags")), up_to="fam:s1")
    assert repr(fenced) == f"<Chronicle {path}, up to fam:s1: 2 events>"


def test_a_with_statement_closes_it(write: Callable[..., Path]) -> None:
    path = write(FILE)
    with timeline.load(path) as history:
        assert len(history) == 2
    assert repr(history) == f"<Chronicle {path}: closed>"
    with pytest.raises(RuntimeError, match=r"^the history is closed$"):
        len(history)


def test_an_event_as_a_dictionary_is_what_json_has(
    write: Callable[..., Path], timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    path = write(FILE.replace('tags = ["moon"]', 'tags = ["moon"]\nx = { when = 1969-07-20, far = inf }'))
    written = json.loads(timeline("show", "--data", str(path), "-f", "json").stdout)
    found = [event.to_dict() for event in EVERYTHING.load(path)]
    assert json.loads(json.dumps(found)) == written == found
    assert (found[0]["x"], found[0]["moves"], found[0]["earliest"]) == (
        {"when": "1969-07-20", "far": "inf"},
        ["landing"],
        "1969-06-26",
    )
    found[0]["moves"].append("more")
    assert EVERYTHING.load(path)["leonov-lands"].to_dict()["moves"] == ["landing"]


IN_ORDER = (
    *("../1900", "-0044-03-15", "1969-01-01", "1969-07-01", "1969-07-20T01:00:00Z", "1969-07-20T20:17:40Z"),
    *("1969-07-20", "1969-07-21", "1969-07-31", "1969-07", "1969-07/1970", "1969", "1969~", "196X", "1970-01-01"),
)


def test_dates_compare_in_the_order_of_time() -> None:
    dates = [parse_date(text) for text in IN_ORDER]
    assert sorted(random.Random(1).sample(dates, len(dates))) == dates
    for one, next_ in pairwise(dates):
        assert one < next_
        assert one <= next_
        assert next_ > one
        assert next_ >= one
        assert [one >= next_, one > next_, next_ < one, next_ <= one] == [False] * 4
        assert one != next_
    assert dates[0] <= parse_date("../1900") >= dates[0]
    assert parse_date("1969") == parse_date("1969") != parse_date("1969~")
    with pytest.raises(TypeError):
        dates[0] < "1969"  # type: ignore[operator]  # noqa: B015


def test_dates_stand_in_the_order_of_events(history: Callable[[str], timeline.Chronicle]) -> None:
    texts = [
        text for text in IN_ORDER if text not in ("1969-07/1970", "1969~")
    ]  # of one place, the file's order stands
    tables = [f'[[event]]\ndate = "{text}"\ntitle = "{n}"\nkind = "real"\n' for n, text in enumerate(texts)]
    assert [event.date.text for event in history("".join(reversed(tables)))] == texts


def test_every_question_is_given_out() -> None:
    """A question is a module of `questions` that is named like a command, and `find`."""
    folder = Path(str(questions.__file__)).parent
    asked = {path.stem for path in folder.glob("*.py")} & {*COMMANDS, "find"}
    assert len(asked) >= 13
    assert asked <= set(timeline.__all__)
    assert asked <= set(dir(timeline))
    for name in asked | {"offices", "life", "farthest", "hinges"}:
        question = getattr(timeline, name)
        assert question is getattr(library, name)
        assert next(iter(inspect.signature(question).parameters)) == "history"
        assert inspect.getdoc(question)


def test_questions_answer_as_values(write: Callable[..., Path]) -> None:
    people = '[[person]]\nname = "Alexei Leonov"\nborn = 1934-05-30\n'
    state = '[[state]]\nof = "President of France"\nis = "Pompidou"\ndate = "1969/1974"\nkind = "real"\n'
    history = timeline.load(
        write(FILE.replace("tags", 'season = 1\npeople = ["Alexei Leonov"]\ntags') + people + state)
    )
    assert timeline.find(history, "apollo lands").id == "landing"
    assert timeline.event(history, "landing").event == timeline.event(history, history["landing"]).event
    assert [step.event.id for step in timeline.why(history, "leon").steps] == ["leonov-lands"]
    assert [step.event.id for step in timeline.ripple(history, history["landing"], kind="alt").steps] == ["landing"]
    assert timeline.farthest(history) == []
    answer = timeline.whatif(history, "leon", kind="alt")
    assert [(each.fate, each.event.id) for each in answer.outcomes] == [("removed", "leonov-lands")]
    assert (answer.fall.events, answer.standing_again, answer.weakened) == (0, 1, 0)
    assert timeline.hinges(history) == []
    assert [term.state.is_ for term in timeline.who(history, "france", year=1970, timeline="real")] == ["Pompidou"]
    assert [office.name for office in timeline.offices(history, to=datetime.date(1972, 1, 1))] == [
        "President of France"
    ]
    assert [living.who.person.name for living in timeline.people(history, name="leonov", year=1969)] == [
        "Alexei Leonov"
    ]
    assert [step.what for step in timeline.life(history, "leonov")] == ["born", "event"]
    assert [season.number for season in timeline.seasons(history, show="fam")] == [1]
    assert [episode.season for episode in timeline.watch(history, season=1, chronological=True)] == [1]
    assert [count.value for count in timeline.stats(history, by="kind", kind="alt")] == ["alt"]
    (anniversary,) = timeline.today(history, day=datetime.date(2019, 7, 20))
    assert (anniversary.event.id, anniversary.years_ago) == ("landing", 50)
    (period,) = timeline.drift(history, by="decade")
    assert period.period == "1960s"
    comparison = timeline.compare(history, between=("real", "fam"))
    assert comparison is not None
    assert [line.status for line in comparison.lines] == ["moved"]
    assert timeline.diverge(history, statuses="untold") == []


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (
            lambda h: timeline.who(h, "x", tag="moon"),
            TypeError,
            "there is no filter `tag`; known are `year`, `from_`, ",
        ),
        (lambda h: timeline.seasons(h, year=1969), TypeError, "there is no filter `year`; known are `show`, `season`"),
        (lambda h: timeline.diverge(h, timeline.Query(), tag="moon"), TypeError, "a query and filters cannot be "),
        (lambda h: timeline.diverge(h, statuses=["movd"]), timeline.UsageError, 'there is no status "movd"'),
        (lambda h: timeline.diverge(h, between="real"), timeline.UsageError, "between takes two timelines, "),
        (lambda h: timeline.stats(h, by="month"), timeline.UsageError, 'cannot count events by "month"'),
        (lambda h: timeline.today(h, day="07-20"), timeline.UsageError, "day takes a datetime.date, not '07-20'"),
        (lambda h: timeline.find(h, None), timeline.UsageError, "an event is named by its id or by words of its title"),
    ],
)
def test_questions_refuse_what_they_do_not_use(
    write: Callable[..., Path], ask: Callable[[Any], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as refused:
        ask(timeline.load(write(FILE)))
    assert str(refused.value).startswith(message)


def test_help_and_signature_show_every_filter(write: Callable[..., Path]) -> None:
    history = timeline.load(write(FILE))
    for method in (history.events, timeline.diverge, timeline.compare):
        parameters = inspect.signature(method).parameters
        assert [name for name in parameters if name in FILTERS] == list(FILTERS)
        assert all(parameters[name].annotation == value_type(name) for name in FILTERS)
        text = pydoc.render_doc(method, renderer=pydoc.plaintext)
        assert [name for name, entry in FILTERS.items() if f"{name}: {entry.help}" not in text] == []
    assert list(inspect.signature(timeline.who).parameters)[3:] == ["year", "from_", "to", "timeline"]
    assert list(inspect.signature(timeline.watch).parameters)[3:] == ["show", "season"]
    assert list(inspect.signature(timeline.cast).parameters)[2:] == ["show", "season", "person"]


@pytest.mark.parametrize("filters", [some_filters.TermFilters, some_filters.SeasonFilters, some_filters.CastFilters])
def test_filters_of_a_question_have_the_types_of_all_filters(filters: Any) -> None:
    from typing import get_type_hints

    hints = get_type_hints(filters)
    assert {name: hints[name] for name in hints} == {name: value_type(name) for name in hints}


def test_the_page_of_the_library_runs() -> None:
    """Every example of docs/library.md, in order, warnings being errors; the one with pandas too."""
    pytest.importorskip("pandas", reason="pandas is not installed")
    text = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert sum("pandas" in block for block in blocks) == 1
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(blocks)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (result.stderr, result.returncode) == ("", 0)
    assert "TypeError there is no filter `tags`; did you mean `tag`?" in result.stdout
    assert re.search(r"^kind +alt +both +real$", result.stdout, re.MULTILINE)


def test_the_page_of_the_library_names_every_public_name_and_filter() -> None:
    text = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    assert [name for name in FILTERS if f"`{name}`" not in text] == []
    known = {"Chronicle", "Diagnostic", "Divergence", "EdtfDate", "Event"}  # what questions return
    assert [name for name in timeline.__all__ if name not in known and not re.search(rf"\b{name}\b", text)] == []


def test_a_program_that_uses_the_library_is_checked_by_mypy(tmp_path: Path) -> None:
    """`tests/typing/api.py` is never run. Strict, so that an `ignore` without an error is an error as well."""
    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "tests/typing/api.py"],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        cwd=ROOT,
        check=False,
    )
    assert (result.stdout.splitlines()[-1:], result.returncode) == (["Success: no issues found in 1 source file"], 0)


@pytest.mark.parametrize("name", timeline.__all__)
def test_public_name_resolves(name: str) -> None:
    assert getattr(timeline, name).__name__ == name
    assert getattr(timeline, name).__module__.startswith("timeline")


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'") as refused:
        EVERYTHING.nonsense  # noqa: B018
    assert (refused.value.name, refused.value.obj) == ("nonsense", timeline)  # Python looks for the nearest name then


def test_dir_shows_every_public_name() -> None:
    assert {name for name in dir(timeline) if not name.startswith("_")} == set(timeline.__all__)


def test_version_is_one_of_semantic_versioning() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", timeline.__version__)


def test_import_alone_loads_none_of_the_parts() -> None:
    code = "import sys, timeline; print([name for name in sys.modules if name.startswith('timeline.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("depth", [-1, 1.5, "1", True])
def test_a_depth_that_is_no_number_of_links_is_refused(depth: object) -> None:
    history = timeline.load()
    for question in (timeline.why, timeline.ripple):
        with pytest.raises(timeline.UsageError, match="depth takes a whole number from 0 on, not"):
            question(history, "korolev-survives", depth=depth)  # type: ignore[operator]


def test_a_name_that_is_no_text_is_refused() -> None:
    history = timeline.load()
    with pytest.raises(timeline.UsageError, match="an office is named by text, not by None"):
        timeline.who(history, None)  # type: ignore[arg-type]
    with pytest.raises(timeline.UsageError, match="a person is named by text, not by 3"):
        timeline.life(history, 3)  # type: ignore[arg-type]
    with pytest.raises(timeline.UsageError, match="a person is named by text, not by 3"):
        timeline.people(history, name=3)  # type: ignore[arg-type]
