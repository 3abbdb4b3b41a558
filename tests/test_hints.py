"""Whoever does what the hint of an error about names and links says has a file without errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.model.diagnostics import Diagnostic

CORPUS = Path(__file__).with_name("errors")
BAD = sorted(CORPUS.glob("E4*.toml"))
MEANT = re.compile(r'^did you mean "(?P<name>[^"]+)"\?$')

OWN_ID = ('title = "War begins"\nkind = "real"\nsummary', 'id = "war"\ntitle = "War begins"\nkind = "real"\nsummary')
ALT = 'title = "Alexei Leonov is the first human on the Moon"\nkind = "alt"\n'
FOLLOWED = {
    "E401-event-id": (('id = "moon"\ndate = 1969-11', 'id = "second"\ndate = 1969-11'),),
    "E401-person": (('id = "ed-baldwin"', 'id = "edward"'),),
    "E401-same-title-and-date": (OWN_ID,),
    "E401-show-alias": (('aliases = ["fam"]\n', ""),),
    "E401-timeline": (('[[timeline]]\nid = "fam"\n\n', ""),),
    "E404-one-of-several": (('    "glushko-dies",\n', ""),),
    "E405-episode": (("episode = 11", "episode = 1"),),
    "E405-season": (("season = 2", "season = 1"),),
    "E405-season-of-a-state": (("season = 2", "season = 1"),),
    "E406-alt-event-of-a-real-show": (('kind = "alt"', 'kind = "real"'),),
    "E406-alt-event-on-our-timeline": (('timeline = "real"', 'timeline = "fam"'),),
    "E406-real-event-on-an-alternate-timeline": (('kind = "real"', 'kind = "both"'),),
    "E407-descends-from-itself": (('id = "draft"\nparent = "fam"', 'id = "draft"\nparent = "real"'),),
    "E407-own-parent": (('parent = "fam"', 'parent = "real"'),),
    "E408-sibling": (
        ('replaces = "korolev-survives"', 'replaces = "korolev-dies"'),
        (
            "[[event]]",
            '[[event]]\nid = "korolev-dies"\ndate = 1966-01-14\ntitle = "He dies"\nkind = "real"\n\n[[event]]',
        ),
    ),
    "E409-pod-of-another-timeline": (('kind = "real"', 'kind = "alt"'),),
    "E410-two-timelines": ((ALT, ALT + 'timeline = "fam"\n'),),
    "E411-no-letters": (('title = "?!"', 'id = "a"\ntitle = "?!"'),),
    "E412-name-of-two-people": (('id = "edmund"\nname = "Edmund Stone"\naliases = ["Ed"]', 'name = "Edmund Stone"'),),
    "E414-one-name-for-two-events": (('because = "war-begins"', 'because = "war-begins-1914"'),),
}
"""What a reader changes who does what a hint says that is no `did you mean`."""


def diagnostics(text: str) -> list[Diagnostic]:
    return load_document(["events.toml"], {str(Path("events.toml").resolve()): text}).problems.diagnostics()


def errors(text: str) -> list[str]:
    return [problem.code for problem in diagnostics(text) if problem.severity == "error"]


def corrected(text: str) -> str:
    """Put what is meant where a hint asks whether it is."""
    lines = text.splitlines(keepends=True)
    for problem in diagnostics(text):
        meant = MEANT.match(problem.hint or "")
        if meant and problem.line and problem.column:
            line, start = lines[problem.line - 1], problem.column - 1
            end = start + problem.width
            name = f'"{meant["name"]}"' if line[start] == '"' else meant["name"]
            lines[problem.line - 1] = line[:start] + name + line[end:]
    return "".join(lines)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_hint_helps(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert errors(text)

    edits = FOLLOWED.get(path.stem, ())
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)

    assert errors(text if edits else corrected(text)) == []
