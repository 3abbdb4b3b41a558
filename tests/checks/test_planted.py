"""One invented history with contradictions planted in it: each is found at its line, and nothing else is.

In planted.toml a comment ends each line that has one: `# planted: C201`. clean.toml is the same history mended.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline.__main__ import run
from timeline.checks.registry import FAMILIES
from timeline.checks.run import check_document
from timeline.source.load import load_document

PLANTED = Path(__file__).with_name("planted.toml")
CLEAN = Path(__file__).with_name("clean.toml")


def planted() -> list[tuple[str, int]]:
    """Return (code, line) of every contradiction, as the comments tell them."""
    lines = PLANTED.read_text(encoding="utf-8").splitlines()
    return [
        (code, number)
        for number, line in enumerate(lines, start=1)
        for code in re.findall(r"[A-Z]\d{3}", line.partition("# planted: ")[2])
    ]


def test_what_is_planted_is_found_and_nothing_else() -> None:
    found = check_document(load_document([str(PLANTED)]))
    assert sorted((each.code, each.line) for each in found) == sorted(planted())


def test_contradictions_of_every_family_are_planted() -> None:
    codes = [code for code, _ in planted()]
    assert len(codes) >= 40
    assert {code[:2] for code in codes} >= {*FAMILIES.values(), "E4", "W4"}


def test_the_history_is_large_enough_to_hide_them() -> None:
    document = load_document([str(PLANTED)])
    assert len(document.events) >= 55
    assert len(document.world.timelines) == 3
    assert [timeline.parent for timeline in document.world.timelines.values()] == [None, "real", "airship"]
    assert len(document.world.shows) == 2
    assert len(document.world.people) >= 15


@pytest.mark.parametrize("options", [[], ["--strict"]])
def test_the_mended_history_is_silent(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--data", str(CLEAN), *options]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_mended_history_is_the_same_history() -> None:
    planted_events, clean_events = (load_document([str(path)]).events for path in (PLANTED, CLEAN))
    assert {event.id for event in planted_events} == {event.id for event in clean_events}
