"""Marks: which event a line of a table is about, for a program that follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.main import get_command

from timeline.cli.app import app
from timeline.formats.marks import marked, unmarked
from timeline.formats.output import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HISTORY = """
[[timeline]]
id = "punic"
name = "Carthage wins"
diverges_at = "marches"
[[event]]
id = "waits"
date = "-0215-08"
title = "He waits"
people = ["Hannibal"]
[[event]]
id = "marches"
date = "-0215-08-05"
title = "He marches"
kind = "alt"
people = ["Hannibal"]
averts = "waits"
[[event]]
id = "opens"
date = "-0215-10"
title = "The gates of Rome open, and everybody who has a horse, a mule or an ox leaves the town by the road to the south"
kind = "alt"
people = ["Hannibal"]
because = ["marches"]
"""

TITLES = {"He waits": "waits", "He marches": "marches", "The gates": "opens", "a mule": "opens"}
"""Words of titles, the last of which stand on a second line, and the ids."""

COMMANDS = (
    "show",
    "compare",
    "diverge",
    "graph",
    "graph --full",
    "why opens",
    "ripple marches",
    "ripple --top",
    "event marches",
    "people Hannibal",
    "whatif marches",
    "whatif --rank",
)


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_lines_about_an_event_are_marked_with_it(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    path = str(write(HISTORY))
    for command in COMMANDS:
        answers = []
        for wanted in (True, False):
            monkeypatch.setenv(MARKS, "1") if wanted else monkeypatch.delenv(MARKS)
            get_command(app).main([*command.split(), "--data", path, "-f", "table"], standalone_mode=False)
            answers.append(capsys.readouterr().out.splitlines())
        found = [unmarked(line) for line in answers[0]]
        assert [line for line, _ in found] == answers[1]  # nothing else changes
        start = next(number for number, (_, events) in enumerate(found) if events)  # behind a headline with a title
        own = [(line.partition(" instead of: ")[0], events) for line, events in found[start:]]
        told = {(words, *events) for line, events in own for words in TITLES if words in line}
        assert told, command
        for words, *events in told:
            # where two histories stand beside each other, a line is about two events
            assert TITLES[words] in events, (command, words)


def test_a_mark_is_read_as_it_was_written() -> None:
    for event in ("plain", "a b%;:\\é\x1b"):
        assert unmarked(f"before {marked(event)}after") == ("before after", [event])
