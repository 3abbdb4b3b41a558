"""After an edit of what no rule reads, `check` finds the same again, at the lines where it stands now."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline.checks
import timeline.source.load as source_load
from timeline.__main__ import run
from timeline.checks.history import History
from timeline.checks.registry import RULES
from timeline.checks.run import all_findings
from timeline.model.events import Event
from timeline.source.load import load_document
from timeline.store import findings, upkeep
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[Path], tuple[int, str, str]]

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
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
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
        path.write_text(text, encoding="utf-8")
        if data.draw(st.booleans()):
            compiled(path)
        found = say(path)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(tmp_path / "anew"))
            assert found == afresh(path, say)


@pytest.mark.parametrize("added", ADDED)
@pytest.mark.parametrize("is_shown", [True, False])
def test_no_rule_runs_for_it(tmp_path: Path, say: Say, loads: list[Any], added: str, is_shown: bool) -> None:
    path = tmp_path / "a.toml"
    path.write_text(TEXT, encoding="utf-8")
    compiled(path)
    before = say(path)
    loads.clear()
    path.write_text(TEXT[: EVENTS[0]] + added + TEXT[EVENTS[0] :], encoding="utf-8")
    if is_shown:
        compiled(path)
    after = say(path)
    assert loads == []
    assert before[1].count('"code"') == after[1].count('"code"') > 9
    assert (before[1] == after[1]) == (added == "")
    assert after == say(path) == afresh(path, say)
    assert len(loads) == 1


@pytest.mark.parametrize("added", ['place = "Lima"\n', 'allow = ["Q"]\n', 'people = ["Nobody"]\n', "order = 2\n"])
def test_rules_run_for_what_they_read(tmp_path: Path, say: Say, loads: list[Any], added: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text('[[event]]\nid = "a"\ndate = 1969\ntitle = "A"\nkind = "real"\n', encoding="utf-8")
    compiled(path)
    say(path)
    loads.clear()
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    say(path)
    assert len(loads) == 1


def test_no_rule_reads_what_is_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules are run over planted mistakes with events that tell what is read of them, and their text is looked at."""
    document = load_document([str(PLANTED)])
    read: set[str] = set()
    for name, _, _ in Event.parts:
        slot = vars(Event)[name]

        def reading(event: Event, slot: Any = slot, name: str = name) -> Any:
            read.add(name)
            return slot.__get__(event, Event)

        monkeypatch.setattr(Event, name, property(reading))
    for rule in RULES:
        assert list(rule.find(History(document))) is not None
    all_findings(document)
    assert {"title", "date", "people", "tags", "because", "source"} <= read
    assert findings.UNREAD.isdisjoint(read)
    for module in Path(timeline.checks.__file__).parent.glob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert findings.UNREAD.isdisjoint(names), module
