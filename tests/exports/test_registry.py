"""An export is one module and one line: options and errors follow."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.exports import FORMS, Export

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.output import Output
    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle


@pytest.fixture
def ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add an export."""

    def render(chronicle: Chronicle, events: Sequence[Event], output: Output) -> None:
        output.stream.write("".join(f"{event.id} of {len(chronicle)}\n" for event in events))

    module = ModuleType("timeline.exports.ids")
    vars(module)["render"] = render
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(FORMS, "ids", Export("ids", "one id per line"))


@pytest.mark.usefixtures("ids")
def test_an_export_gets_the_history_and_the_events_of_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "--id", "jamestown-lands", "-f", "IDS"]) == 0
    name, _, size = capsys.readouterr().out.strip().partition(" of ")
    assert name == "jamestown-lands"
    assert int(size) > 100


@pytest.mark.usefixtures("ids")
def test_an_export_is_for_reports_about_events(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seasons", "-f", "ids"]) == 2
    assert capsys.readouterr().err == (
        'timeline: error: the format "ids" is only for events, and this is not a list of events\n  help: use json or csv\n'
    )


@pytest.mark.usefixtures("ids")
def test_an_export_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "-f", "idz"]) == 2
    assert 'did you mean "ids"?' in capsys.readouterr().err
