"""Each reach of a rule is far enough: an edit that changes a finding elsewhere, or because of something elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from event_edits import DECLARED
from test_check_again import CLEAN, ONE, afresh, compiled, say

if TYPE_CHECKING:
    from pathlib import Path

    from test_check_again import Say

__all__ = ["say"]  # a fixture


def event(name: str, *lines: str) -> str:
    return "\n".join(("[[event]]", f'id = "{name}"', *lines, ""))


LANDS = event(
    "lands", "date = 1955-03-03", 'timeline = "x"', 'title = "Ed lands here"', 'people = ["Ed"]', 'place = "Lima"'
)
CAUSE = event("cause", "date = 1952", 'kind = "real"', 'title = "Ours"')
RESTS = CAUSE + event("both", "date = 1953", 'kind = "both"', 'title = "Theirs and ours"', 'because = ["cause"]')
ROME = event("rome", "date = 1951", 'timeline = "x"', 'title = "In Rome"', 'place = "Rome"')
ALIKE = event("alike", "date = 1951", 'timeline = "x"', 'title = "Somebody"', 'people = ["Zoe Xu", "Al"]')
DAY = ("date = 1955-03-03", 'timeline = "x"')
THEN = event("then", *DAY, 'title = "Then"', 'people = ["Ed"]', 'place = "Lima"', "order = 1")
WITH = event("with", *DAY, 'title = "With him"', 'people = ["Ed", "Al"]', 'place = "Lima"', "order = 1")
BEFORE = event("before", *DAY, 'title = "Before"', 'people = ["Al"]', 'place = "Rome"', "order = -1")
ACCENT = event("accent", "date = 1960", 'timeline = "x"', 'title = "Later"', 'people = ["Zoë Xu"]')
SHOWN = 'show = "sh"\nseason = 1\nepisode = 1\n'
AFTER = event("after", "date = 1956", 'timeline = "x"', 'title = "What follows"', 'because = ["edited"]')


@pytest.mark.parametrize(
    ("code", "others", "old", "new"),
    [
        ("C103", CAUSE, 'averts = ["cause"]', 'averts = ["cause"]\nreplaces = ["cause"]'),
        ("C304", ROME + LANDS, 'people = ["Ed"]\nplace = "Lima"', 'people = ["Ed"]\nplace = "Rome"'),
        ("C304", ROME + THEN, 'people = ["Ed"]\nplace = "Lima"', 'people = ["Ed"]\nplace = "Rome"'),
        ("C304", ROME + THEN, 'place = "Rome"', 'people = ["Ed"]\nplace = "Rome"'),
        ("C304", ROME + THEN, 'people = ["Ed"]\nplace = "Rome"', 'place = "Rome"'),
        ("C304", ROME + ALIKE + BEFORE + WITH, 'people = ["Ed"]\nplace = "Lima"', 'people = ["Ed"]\nplace = "Rome"'),
        ("C305", ALIKE + ACCENT, 'people = ["Zoe Xu"]', 'people = ["Zoë Xu"]'),
        ("C305", ALIKE + ACCENT, 'people = ["Zoë Xu"]', 'people = ["Zoe Xu"]'),
        ("C305", ALIKE + ACCENT, 'people = ["Zoë Xu"]\ndate = 1955', 'people = ["Zoë Xu"]\ndate = 1961'),
        ("C305", ALIKE + ACCENT, 'people = ["Zoë Xu"]\ndate = 1961', 'people = ["Zoë Xu"]\ndate = 1955'),
        ("C305", ACCENT, 'people = ["Zoe Xu"]', "order = 1"),
        ("C305", ACCENT, "order = 1", 'people = ["Zoe Xu"]'),
        ("C305", "", 'people = ["Zoe Xu", "Zoë Xu"]', "order = 1"),
        ("C306", "", SHOWN + 'people = ["Ed"]', SHOWN + 'people = ["Actor One"]'),
        ("C501", AFTER, 'because = ["early"]', "order = 1"),
        ("C502", RESTS, "order = 1", 'averts = ["cause"]'),
        ("C504", RESTS, "order = 1", 'moves = ["cause"]'),
        ("C505", "", 'because = ["pod"]', 'because = ["early"]'),
        ("Q101", "", 'source = "a book"', "order = 1"),
        ("Q102", LANDS, 'title = "Alone"', 'title = "Ed lands her"'),
        ("Q103", "", 'people = ["Young One"]', "order = 1"),
        ("Q104", "", 'tags = ["untold"]', "order = 1"),
        ("Q108", LANDS, 'id = "edited"', 'id = "Lands"'),
    ],
)
def test_a_rule_looks_as_far_as_it_has_to(tmp_path: Path, say: Say, code: str, others: str, old: str, new: str) -> None:
    """A finding that an edit makes or unmakes, alone in its file, is known without the whole history, or with it."""
    path, clean = tmp_path / "a.toml", CLEAN.removesuffix("[[event]]\n")
    if code == "C305":  # where people are declared, W401 reports such names
        clean = clean.replace(DECLARED, "")
    if code == "C505":
        clean = clean.replace('diverges_at = "pod"', "").replace('because = ["pod"]\n', "")
    clean = clean.replace('moon = "The Moon"', 'moon = "The Moon"\nuntold = "No event"')

    def text(line: str) -> str:
        given = "\n".join(each for each in ONE.strip().splitlines() if each.split(" ")[0] not in line)
        if code in ("C304", "Q102"):
            given = given.replace("date = 1955", "date = 1955-03-03")
        return f"{clean}{others}[[event]]\n{given}\n{line}\n"

    path.write_text(text(old), encoding="utf-8")
    compiled(path)
    before = say(path)
    path.write_text(text(new), encoding="utf-8")
    compiled(path)
    after = say(path)
    was, found = ([each for each in json.loads(out) if each["code"] == code] for _, out, _ in (before, after))
    assert was != found
    assert after == afresh(path, say)
