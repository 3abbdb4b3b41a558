"""After an edit, `check` finds what all rules would find, and no rule runs that does not have to."""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from event_edits import DECLARED, HEAD, KEYS, change, heads, rearrange, tables, text_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline.checks
import timeline.source.load as source_load
from timeline.__main__ import run
from timeline.checks import again
from timeline.checks import run as checks_run
from timeline.checks.history import History
from timeline.checks.registry import RULES
from timeline.checks.rule import NOTHING, PLACE, TIES, Finding, Rule
from timeline.checks.run import all_findings
from timeline.model.errors import DataError
from timeline.model.events import Event
from timeline.source.load import load_document
from timeline.store import refinding, upkeep
from timeline.store.chronicle import Chronicle
from timeline.store.revisions import UNREAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Say = Callable[[Path], tuple[int, str, str]]

EDITED = PLACE | TIES | {"id", "title", "people", "tags", "place", "source", "canon", "allow", *UNREAD}
"""The keys of an event that an edit may change without making its rules run over the whole history."""

PLANTED = Path(__file__).parents[1] / "checks" / "planted.toml"
TEXT = """
[[person]]
name = "Ed"
born = 1931
[[person]]
name = "Nobody"
[tags]
moon = "The Moon"
""" + "".join(
    f"""[[event]]
date = {1925 + n}
title = "Event {n}{" of a long, long title" * (n % 3) * 2}"
kind = "{("real", "both")[n % 2]}"
people = ["{("Ed", "Edd")[n % 2]}"]
tags = ["moon", "mun"]
{("", "source = 'a'", "allow = ['Q1', 'C301']")[n % 3]}

"""
    for n in range(9)
)
"""A history with a dozen of findings and no error of reading."""

EVENTS = [found.end() for found in re.finditer(r"(?m)^\[\[event\]\]\n", TEXT)]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Return a function that runs `check` and returns its status and what it writes."""

    def check(path: Path) -> tuple[int, str, str]:
        capsys.readouterr()
        return run(["check", "--data", str(path), "-f", "json"]), *capsys.readouterr()

    return check


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return the list of all histories that are read as a whole, which grows with each."""
    made: list[Any] = []
    plain = source_load.load_document

    def counted(*arguments: Any, **more: Any) -> Any:
        made.append(arguments)
        return plain(*arguments, **more)

    monkeypatch.setattr(source_load, "load_document", counted)
    return made


def compiled(path: Path) -> None:
    Chronicle([str(path)]).close()


def afresh(path: Path, say: Say) -> tuple[int, str, str]:
    upkeep.clear()
    return say(path)


ADDED = ('summary = "One"\n', 'summary = """\nOne\n\nTwo\n"""\n', "# only a comment\n", "x = { a = 1 }\n", "")


@given(st.data())
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_the_same_is_found_where_it_stands_now(tmp_path: Path, say: Say, data: st.DataObject) -> None:
    path = tmp_path / "a.toml"
    path.write_text(TEXT, encoding="utf-8")
    upkeep.clear()
    compiled(path)
    say(path)
    for _ in range(data.draw(st.integers(1, 3))):
        text = TEXT
        for at in sorted(data.draw(st.sets(st.sampled_from(EVENTS), max_size=4)), reverse=True):
            text = text[:at] + data.draw(st.sampled_from((*ADDED, 'place = "Lima"\n'))) + text[at:]
        path.write_text(data.draw(st.sampled_from(("", "# at the top\n"))) + text, encoding="utf-8")
        if data.draw(st.booleans()):
            compiled(path)
        found = say(path)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(tmp_path / "anew"))
            assert found == afresh(path, say)


@pytest.mark.parametrize(("at", "added"), [(0, "# at the top\n"), *((EVENTS[0], added) for added in ADDED)])
@pytest.mark.parametrize("is_shown", [True, False])
def test_no_rule_runs_for_it(tmp_path: Path, say: Say, loads: list[Any], at: int, added: str, is_shown: bool) -> None:
    path = tmp_path / "a.toml"
    path.write_text(TEXT, encoding="utf-8")
    compiled(path)
    before = say(path)
    loads.clear()
    path.write_text(TEXT[:at] + added + TEXT[at:], encoding="utf-8")
    if is_shown:
        compiled(path)
    after = say(path)
    assert loads == []
    assert before[1].count('"code"') == after[1].count('"code"') > 9
    assert (before[1] == after[1]) == (added == "")
    assert after == say(path) == afresh(path, say)
    assert len(loads) == 1


@given(st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_after_any_edit_the_same_is_found_as_by_all_rules(tmp_path: Path, say: Say, data: st.DataObject) -> None:
    path, head, events = tmp_path / "a.toml", data.draw(heads()), data.draw(tables())
    path.write_text(text_of(head, events), encoding="utf-8")
    upkeep.clear()
    show(path)
    say(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refinding, "DAMAGE", ())  # a mistake would only make the rules run again
        for n in range(data.draw(st.integers(1, 3))):
            for more in range(data.draw(st.sampled_from((1, 1, 1, 2)))):
                if data.draw(st.booleans()):
                    rearrange(data.draw, events, 10 * n + more)
                else:
                    at = data.draw(st.integers(0, len(events) - 1))
                    change(data.draw, events, at, data.draw(st.sampled_from(KEYS)))
            path.write_text(text_of(head, events), encoding="utf-8")
            if data.draw(st.booleans()):
                show(path)
            found = say(path)
            with pytest.MonkeyPatch.context() as elsewhere:
                elsewhere.setenv("XDG_CACHE_HOME", str(tmp_path / "anew"))
                assert found == afresh(path, say)


def show(path: Path) -> None:
    with suppress(DataError):
        compiled(path)


ONE = """
id = "edited"
date = 1955
title = "Alone"
timeline = "x"
"""
CLEAN = (
    HEAD.format(pod='diverges_at = "pod"', people=DECLARED, tags='[tags]\nmoon = "The Moon"\n', more="")
    + """
[[event]]
id = "pod"
date = 1950
title = "It begins"
timeline = "x"
place = "Lima"
tags = ["moon"]
people = ["Ed"]
[[event]]
id = "early"
date = 1951
title = "It goes on"
timeline = "x"
because = ["pod"]
[[event]]
id = "real"
date = 1957
title = "Ours"
kind = "real"
source = "a book"
[[event]]
"""
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date = 1955", "date = 1958-01-01"),
        ("date = 1955", "date = 1955\norder = 2"),
        ("date = 1955", 'date = 1955\npeople = ["Ed", "Old One"]'),
        ("date = 1955", 'date = 1955\npeople = ["Somebody Else"]'),
        ("date = 1955", 'date = 1955\nplace = "Lima"'),
        ("date = 1955", 'date = 1955\ntags = ["moon"]'),
        ("date = 1955", 'date = 1955\ntags = ["unknown", "moon"]'),
        ("date = 1955", 'date = 1955\nplace = "New"'),
        ("date = 1955", 'date = 1955\nsource = "another book"'),
        ("date = 1955", 'date = 1955\nallow = ["C501"]'),
        ("date = 1955", 'date = 1955\ncanon = "inferred"'),
        ("date = 1955", 'date = 1955\nbecause = ["early"]'),
        ("date = 1955", 'date = 1955\nmoves = ["real"]'),
        ("date = 1955", 'date = 1955\nbecause = ["pod"]\naverts = ["real"]'),
        ('title = "Alone"', 'title = "It goes one"'),
        ('id = "edited"', 'id = "EARLY"'),
    ],
)
def test_for_one_event_no_rule_looks_at_the_whole_history(
    tmp_path: Path, say: Say, loads: list[Any], old: str, new: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(CLEAN + ONE, encoding="utf-8")
    compiled(path)
    before = say(path)
    loads.clear()
    path.write_text(CLEAN + ONE.replace(old, new), encoding="utf-8")
    after = say(path)
    assert loads == []
    assert after == afresh(path, say)
    assert before[1].count('"code"') > 0


TWO = """
[[event]]
id = "two"
date = 1958-01-01
title = "Another one"
timeline = "x"
because = ["early"]
people = ["Ed", "Old One"]
place = "Lima"
tags = ["moon"]
allow = ["C303"]
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CLEAN + ONE, CLEAN + ONE + TWO),
        (CLEAN + ONE, CLEAN.replace("[[event]]", TWO.lstrip() + "[[event]]", 1) + ONE),
        (CLEAN + ONE + TWO, CLEAN + ONE),
        (CLEAN + ONE + TWO, CLEAN.replace("[[event]]", TWO.lstrip() + "[[event]]", 1) + ONE),
        (CLEAN + ONE + TWO, CLEAN + ONE.replace("Alone", "Another on") + TWO.replace("two", "three")),
        (
            CLEAN + ONE + TWO,
            (CLEAN + ONE + TWO).replace('id = "early"', 'id = "early"\ncanon = "creators"')
            + TWO.replace("two", "three"),
        ),
    ],
)
def test_for_events_that_come_and_go_no_rule_looks_at_the_whole_history(
    tmp_path: Path, say: Say, loads: list[Any], before: str, after: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(before, encoding="utf-8")
    compiled(path)
    assert say(path)[1].count('"code"') > 1
    loads.clear()
    path.write_text(after, encoding="utf-8")
    again = say(path)
    assert loads == []
    assert again == say(path) == afresh(path, say)


def test_what_has_come_and_is_gone_again_is_forgotten(tmp_path: Path, say: Say, loads: list[Any]) -> None:
    path = tmp_path / "a.toml"
    path.write_text(CLEAN + ONE, encoding="utf-8")
    compiled(path)
    found = say(path)
    texts = [
        CLEAN.replace("[[event]]", TWO.lstrip() + "[[event]]", 1) + ONE,
        CLEAN + TWO.removeprefix("\n[[event]]\n") + "[[event]]" + ONE,
    ]
    loads.clear()
    for text in (*texts, CLEAN + ONE):
        path.write_text(text, encoding="utf-8")
        compiled(path)
    assert say(path) == found
    assert loads == []


@pytest.mark.parametrize("defaults", ['allow = ["C2"]', 'tags = ["moon", "unknown"]', 'people = ["Ed", "Unknown"]'])
def test_what_defaults_fill_stays_as_it_is(tmp_path: Path, say: Say, loads: list[Any], defaults: str) -> None:
    path = tmp_path / "a.toml"
    before = f"[defaults]\n{defaults}\n{CLEAN}{ONE}"
    path.write_text(before, encoding="utf-8")
    compiled(path)
    say(path)
    loads.clear()
    path.write_text(before.replace("date = 1955", "date = 1952"), encoding="utf-8")
    found = say(path)
    assert loads == []
    assert found == afresh(path, say)
    key = defaults.partition(" ")[0]
    path.write_text(before.replace("Alone", f'Alone"\n{key} = []\nsummary = "One'), encoding="utf-8")
    assert say(path) == afresh(path, say)


def test_a_rule_that_says_nothing_of_what_it_reads_runs_after_each_edit(
    tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def several(history: History) -> Iterator[Finding]:
        number = sum(event.place is not None for event in history.events)
        yield Finding(history.events[0].at, (), f"{number} of {len(history.events)} events have a place")

    for module in (again, checks_run):
        monkeypatch.setattr(module, "RULES", (*RULES, Rule("Q199", "warning", "several places", several)))
    path = tmp_path / "a.toml"
    path.write_text(CLEAN + ONE, encoding="utf-8")
    compiled(path)
    assert "1 of 4 events have a place" in say(path)[1]
    path.write_text(CLEAN + ONE.replace("date", 'place = "Lima"\ndate'), encoding="utf-8")
    assert "2 of 4 events have a place" in say(path)[1]


def test_rules_read_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules are run over planted mistakes with events that tell what is read of them."""
    document = load_document([str(PLANTED)])
    read: set[str] = set()
    for name, _, _ in Event.parts:
        slot = vars(Event)[name]

        def reading(event: Event, slot: Any = slot, name: str = name) -> Any:
            read.add(name)
            return slot.__get__(event, Event)

        monkeypatch.setattr(Event, name, property(reading))
    for rule in RULES:
        read.clear()
        assert list(rule.find(History(document))) is not None
        assert rule.reads is None or read & EDITED <= rule.reads, rule.code
        assert rule.reads != NOTHING or not read, rule.code
    read.clear()
    all_findings(document)
    assert {"title", "date", "people", "tags", "because", "source"} <= read
    assert UNREAD.isdisjoint(read)
    for module in Path(timeline.checks.__file__).parent.glob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert UNREAD.isdisjoint(names), module
