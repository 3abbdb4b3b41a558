"""Whatever a show tells: behind a fence at the end of a season, its cells up to there are as they were."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.query import Query
from timeline.questions.cast import Character, Part, cast
from timeline.store.chronicle import Chronicle

SEASONS = (1, 2, 3)
NAMES = ("Ann", "Ben", "Cyd", "Dee")
SETTINGS = {1: ('"1969/1971"', '"1970~"', '"1969/.."'), 2: ("1975", '"1974/1976-06"'), 3: ('"1980/1983"', '"198X"')}
BIRTHS = ("1940", '"1950~"', "1972-05-05", '"1940/1960"', "{ real = 1930, x = 1945 }")
DEATHS = ("1968", "1970-06-01", "1973", '"1975-03~"', "1982", '"1969/1981"', "{ real = 1971, x = 1978 }")
DATES = {1: ("1969-05-01", "1970", '"1970-08~"'), 2: ("1975", "1975-06-06"), 3: ("1981", "1980-01-01", '"1982?"')}


@st.composite
def shows(draw: st.DrawFn) -> str:
    """Draw a show of three seasons whose events name people with births, deaths and actors."""
    lines = ['[[show]]\nid = "x"']
    for number in SEASONS:
        setting = draw(st.sampled_from([None, *SETTINGS[number]]))
        lines.append(f"[[show.season]]\nnumber = {number}\naired = {2000 + number}")
        lines += [f"setting = {setting}"] if setting else []
    for name in NAMES:
        lines.append(f'[[person]]\nname = "{name}"')
        for key, pool in (("born", BIRTHS), ("died", DEATHS)):
            value = draw(st.sampled_from([None, None, None, *pool]))
            lines += [f"{key} = {value}"] if value else []
        seasons = draw(st.lists(st.sampled_from(SEASONS), unique=True, min_size=1))
        lines.append(
            draw(st.sampled_from(["", 'actor = "Somebody"\nactor_born = 1970']))
            or f"played_by = [{{ name = 'One', season = {seasons}, born = 1975 }}, {{ name = 'Other', show = 'x' }}]"
        )
    lines.append('[[event]]\ndate = 1960\ntitle = "POD"\nkind = "alt"\nshow = "x"\nseason = 1')
    for number in range(draw(st.integers(3, 10))):
        season = SEASONS[number] if number < len(SEASONS) else draw(st.sampled_from(SEASONS))
        people = json.dumps(draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=2)))
        lines.append(
            f'[[event]]\nid = "e{number}"\ntitle = "Event {number}"\nkind = "alt"\nshow = "x"\npeople = {people}'
        )
        lines.append(f"season = {season}\ndate = {draw(st.sampled_from(DATES[season]))}")
    return "\n".join(lines)


def said(part: Part) -> tuple[object, ...]:
    actor = part.casting and part.casting.name
    return part.season.number, part.presence, part.events, part.age, actor, part.actor_age, part.gap


@given(shows(), st.sampled_from(SEASONS))
@settings(max_examples=150)
def test_a_fence_changes_no_cell_that_stays(text: str, last: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.toml"
        path.write_text(text, encoding="utf-8")
        whole = {each.who.key: each for each in cast(Chronicle([str(path)]), Query())}
        behind = cast(Chronicle([str(path)], up_to=[f"x:s{last}"]), Query())
    for each in behind:
        _compare(each, whole[each.who.key], last)
    seen = {key for key, each in whole.items() if any((part.season.number or 0) <= last for part in each.inside)}
    assert {each.who.key for each in behind} == seen


def _compare(behind: Character, whole: Character, last: int) -> None:
    """A death that is not known yet is all that may be missing, and the age that it ends."""
    before = [part for part in whole.parts if (part.season.number or 0) <= last]
    assert len(behind.parts) == len(before)
    for part, full in zip(behind.parts, before, strict=True):
        assert full.dies or not part.dies
        if part.dies == full.dies:
            assert said(part) == said(full)
        else:
            assert said(part)[:3] == said(full)[:3]
