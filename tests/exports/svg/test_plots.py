"""Pictures of answers: what is in them is the answer of the command, and any history gives a sound picture."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from strategies import histories

from timeline.__main__ import run
from timeline.exports.svg.palette import DARK, LIGHT
from timeline.exports.svg.plots.sheet import color_of
from timeline.exports.svg.text import SANS, SANS_BOLD, SERIF_BOLD, width
from timeline.model.events import episode_code
from timeline.model.world import PARTS, Timeline, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SVG = "{http://www.w3.org/2000/svg}"
GOLDEN = Path(__file__).parents[2] / "golden"
ROME = GOLDEN / "rome.toml"
COMMANDS = ("drift", "people", "seasons", "who")

HOSTILE = [
    "</text><script>alert(1)</script>",
    "\\\"quotes\\\" & 'more' <b onload=x>",
    "\\u202eover\\u202c \\u2066isolated",
    "nul\\u0001 esc\\u001b[31m \\ufffe",
    "]]> <!-- --> <?x?> &amp; &#0;",
    "x" * 300,
    "漢字" * 40,
]


class Drawn:
    """A picture, read back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = ET.fromstring(text.encode("utf-8"))
        self.width, self.height = (float(self.root.get(name, "0")) for name in ("width", "height"))

    def texts(self) -> list[str]:
        """Return every text once; the rims of texts are not texts of their own."""
        return [each.text or "" for each in self.root.iter(f"{SVG}text") if not each.get("stroke")]

    def hints(self) -> list[str]:
        """Return what the pointer shows."""
        return [each.text or "" for each in list(self.root.iter(f"{SVG}title"))[1:]]


@pytest.fixture
def draw(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Drawn]:
    """Return a function that draws the answer of a command."""

    def drawn(*arguments: object, data: Path | None = ROME) -> Drawn:
        words = [*map(str, arguments), "--plot", "-", *(["--data", str(data)] if data else [])]
        assert run(words) == 0
        captured = capsysbinary.readouterr()
        return Drawn(captured.out.decode("utf-8"))

    return drawn


@pytest.fixture
def answer(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., list[dict[str, object]]]:
    """Return a function that gives the answer of a command as JSON."""

    def answered(*arguments: object, data: Path | None = ROME) -> list[dict[str, object]]:
        assert run([*map(str, arguments), "-f", "json", *(["--data", str(data)] if data else [])]) == 0
        rows: list[dict[str, object]] = json.loads(capsysbinary.readouterr().out)
        return rows

    return answered


def test_drift_draws_the_counts_of_the_command(
    draw: Callable[..., Drawn], answer: Callable[..., list[dict[str, object]]]
) -> None:
    picture = draw("drift", data=None)
    rows = answer("drift", data=None)
    told = set(picture.hints())
    for row in rows:
        for status in ("moved", "replaced", "averted", "added", "kept", "untold"):
            text = f"{row['period']}: {row[status]} {status}"
            assert (text in told) == bool(row[status]), text
        differ = f"{row['period']}: {row['differ']} of {row['recorded']} differ ({row['share']:.0%})"
        is_told = row["untold"] != row["recorded"]
        assert (differ if is_told else f"{row['period']}: nothing is told of it") in told
    shifts = [row for row in rows if row["mean_shift_days"] is not None]
    assert sum("the mean of" in hint for hint in told) == len(shifts) > 3


def test_people_draws_the_deaths_and_ages_of_the_command(
    draw: Callable[..., Drawn], answer: Callable[..., list[dict[str, object]]]
) -> None:
    picture = draw("people", "--season", "4", data=None)
    rows = answer("people", "--season", "4", data=None)
    texts = picture.texts()
    for row in rows:
        assert any(hint.startswith(f"{row['name']}, ") for hint in picture.hints())
        age = str(row["age"]).replace(" to ", "–").replace(" or ", "–").replace("about ", "c. ")
        assert row["age"] is None or age in texts
        actor_age = str(row["actor_age"]).replace(" to ", "–").replace(" or ", "–").replace("about ", "c. ")
        shown = f"{row['actor']} ({actor_age})" if row["actor_age"] else row["actor"]
        assert row["actor"] is None or shown in texts or any(str(row["actor"]) in hint for hint in picture.hints())
    names = [text for text in texts if text in {row["name"] for row in rows}]
    assert names == [row["name"] for row in rows]


def test_people_draws_only_the_timelines_asked_for(draw: Callable[..., Drawn]) -> None:
    lines = [hint for hint in draw("people", "caesar").hints() if ": born" in hint]
    assert [re.sub(r"alert.*?:", "…:", line) for line in lines] == [
        "Julius Caesar, Our history: born 12 Jul 100 BC, died 15 Mar 44 BC",
        "Julius Caesar, Caesar lives: born 12 Jul 100 BC, died c. 21 BC",
        "Julius Caesar, Caesar lives, and falls in Parthia </text><script>…: born 12 Jul 100 BC, died Jun 31 BC",
    ]
    only = [hint for hint in draw("people", "caesar", "--timeline", "caes").hints() if ": born" in hint]
    assert only == [lines[1]]


def test_one_life_has_a_row_for_each_step_of_the_command(
    draw: Callable[..., Drawn], answer: Callable[..., list[dict[str, object]]]
) -> None:
    for filters in ((), ("--tag", "moon"), ("--timeline", "real"), ("--reverse", "-n", "5")):
        rows = answer("people", "Thomas", "Paine", *filters, data=None)
        texts = draw("people", "Thomas", "Paine", *filters, data=None).texts()
        titles = [str(row["title"]) for row in rows]
        assert [text for text in texts if text in titles] == titles, filters
        assert len(rows) > 1


def test_a_life_of_which_nothing_matches_is_no_picture(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "Octavian", "--kind", "alt", "--data", str(ROME), "--plot", "-"]) == 0
    assert capsys.readouterr() == ("", "timeline: no event of this person matches; there is no picture\n")


def test_seasons_draws_every_season_once(
    draw: Callable[..., Drawn], answer: Callable[..., list[dict[str, object]]]
) -> None:
    rows = answer("seasons", data=None)
    picture = draw("seasons", data=None)
    assert len(picture.hints()) == len(rows)
    for row in rows:
        assert f"{row['name']}, season {row['season']}" in picture.texts()
        assert row["jump"] is None or row["jump"] in picture.texts()


def test_a_season_without_its_times_is_beside_the_field_or_named_below(draw: Callable[..., Drawn]) -> None:
    picture = draw("seasons")
    assert picture.texts().count("not known") == 2
    (note,) = (text for text in picture.texts() if text.startswith("Neither time is known"))
    assert 'Slave & Master "<b>", season 4.' in note
    assert len(picture.hints()) == 4  # season 1 to 3, and the novel


def test_who_draws_every_term_of_the_command(
    draw: Callable[..., Drawn], answer: Callable[..., list[dict[str, object]]]
) -> None:
    picture = draw("who", "President of the United States", data=None)
    rows = answer("who", "President of the United States", data=None)
    bars = [hint for hint in picture.hints() if ", President of the United States, " in hint]
    assert len(bars) == len(rows)
    assert sum(hint.endswith(", shared)") for hint in bars) == sum(bool(row["inherited"]) for row in rows) > 0
    texts = picture.texts()
    assert all(texts.count(str(row["is"])) >= 1 for row in rows)


def test_who_without_an_office_draws_all_offices(draw: Callable[..., Drawn]) -> None:
    picture = draw("who")
    assert [text for text in picture.texts() if text in ("Consul", "Dictator", "Princeps")] == [
        "Consul",
        "Dictator",
        "Princeps",
    ]
    assert "its end or beginning is not known" in picture.texts()
    assert "it has no end, or no beginning" in picture.texts()


def test_names_that_have_no_room_are_counted(write: Callable[..., Path], draw: Callable[..., Drawn]) -> None:
    """Fifty holders on two days are more than there are lines for names."""
    terms = "".join(
        f'[[state]]\nof = "Doge"\nis = "Doge number {number:02}"\ndate = "1000-01-01/1000-01-02"\nkind = "real"\n'
        for number in range(50)
    )
    far = '[[state]]\nof = "Doge"\nis = "The last"\ndate = "1700/1797"\nkind = "real"\n'
    picture = draw("who", "Doge", data=write(f"format = 1\n{terms}{far}"))
    named = [text for text in picture.texts() if text.startswith(("Doge number", "The last"))]
    assert 12 <= len(named) < 51
    assert any(text.startswith(f"{51 - len(named)} of 51 holders are not named") for text in picture.texts())
    assert sum("Doge number" in hint for hint in picture.hints()) == 50


def plain_history(people: int = 1) -> str:
    lives = "".join(
        f'[[person]]\nid = "p{number}"\nname = "Person {number}"\nborn = "19{number % 100:02}-05-01"\ndied = "2000"\n'
        for number in range(people)
    )
    return f"""
format = 1
[[timeline]]
id = "alt"
name = "Theirs"
[[show]]
id = "saga"
name = "Saga"
timeline = "alt"
[[show.season]]
number = 1
setting = "1969"
aired = "2019"
{lives}
[[state]]
of = "Chief"
is = "Ann"
date = "1969/"
kind = "real"
[[event]]
date = "1969-07-20"
title = "Real landing"
kind = "real"
id = "real-landing"
[[event]]
date = "1969-06-26"
title = "Their landing"
kind = "alt"
timeline = "alt"
moves = "real-landing"
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_one_row_is_a_picture(command: str, draw: Callable[..., Drawn], write: Callable[..., Path]) -> None:
    picture = draw(command, data=write(plain_history()))
    assert 200 < picture.height < 900
    assert picture.width == 960


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_no_picture_but_a_note(
    command: str, write: Callable[..., Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = write('format = 1\n[[event]]\ndate = 1969\ntitle = "Landing"\nkind = "real"\n')
    file = tmp_path / "nothing.svg"
    assert run([command, "--plot", str(file), "--data", str(data)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith("; there is no picture\n")
    assert not file.exists()


@pytest.mark.parametrize(("few", "many"), [(1, 2), (2, 100)])
def test_the_picture_grows_with_the_people(
    few: int, many: int, draw: Callable[..., Drawn], write: Callable[..., Path]
) -> None:
    heights = {
        number: draw("people", data=write(plain_history(number), f"{number}.toml")).height for number in (few, many)
    }
    assert heights[many] - heights[few] == pytest.approx(23 * (many - few), abs=1)


def test_real_events_only_have_no_drift_but_lives_and_terms(
    draw: Callable[..., Drawn], write: Callable[..., Path]
) -> None:
    data = write(
        'format = 1\n[[person]]\nid = "a"\nname = "Ann"\nborn = 1930\n'
        '[[state]]\nof = "Chief"\nis = "Ann"\ndate = "1969/1974"\nkind = "real"\n'
        '[[event]]\ndate = 1969\ntitle = "Landing"\nkind = "real"\npeople = ["Ann"]\n'
    )
    assert "Ann" in draw("people", data=data).texts()
    assert "Our history" in draw("who", data=data).texts()


def hostile_history(name: str) -> str:
    return f"""
format = 1
[[timeline]]
id = "alt"
name = "{name}"
[[show]]
id = "saga"
name = "{name}"
timeline = "alt"
[[show.season]]
number = 1
title = "{name}"
setting = "1969"
aired = "2019"
[[person]]
id = "p"
name = "{name}"
born = 1930
actor = "{name}"
[[state]]
of = "{name}"
is = "{name}"
date = "1969/1974"
kind = "real"
[[event]]
date = "1969-07-20"
title = "{name}"
kind = "real"
id = "real-landing"
people = ["{name}"]
[[event]]
date = "1969-06-26"
title = "{name}"
kind = "alt"
timeline = "alt"
moves = "real-landing"
"""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text(
    command: str, name: str, draw: Callable[..., Drawn], write: Callable[..., Path]
) -> None:
    picture = draw(command, data=write(hostile_history(name)))
    tags = {each.tag.removeprefix(SVG) for each in picture.root.iter()}
    allowed = {"svg", "title", "desc", "g", "rect", "path", "circle", "text", "defs", "linearGradient", "stop"}
    assert tags <= allowed
    assert all(not key.startswith("on") and "href" not in key for each in picture.root.iter() for key in each.attrib)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", picture.text)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_text_leaves_the_picture(command: str, draw: Callable[..., Drawn], write: Callable[..., Path]) -> None:
    """Also where every name has 300 letters."""
    for name in (HOSTILE[-1], HOSTILE[-2], "short"):
        picture = draw(command, data=write(hostile_history(name)))
        for each in picture.root.iter(f"{SVG}text"):
            face = (
                SERIF_BOLD if "Serif" in each.get("font-family", "") else SANS_BOLD if each.get("font-weight") else SANS
            )
            wide = width(each.text or "", float(each.get("font-size", "0")), face)
            before = {"middle": wide / 2, "end": wide}.get(each.get("text-anchor", ""), 0)
            left = float(each.get("x", "0")) - before
            assert left >= 0, each.text
            assert left + wide <= picture.width, each.text


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_answer_has_the_same_bytes(
    command: str, draw: Callable[..., Drawn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever day it is, and on any screen."""
    first = draw(command, data=None).text
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert draw(command, data=None).text == first


@pytest.mark.parametrize("command", COMMANDS)
def test_a_picture_explains_itself_and_names_its_axes(command: str, draw: Callable[..., Drawn]) -> None:
    picture = draw(command)
    assert picture.root.get("role") == "img"
    title, description = picture.root[0], picture.root[1]
    assert picture.root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text in picture.texts()
    assert len(description.text or "") > 60
    axis = {"seasons": ["aired", "time of the story"]}.get(command, ["year"])
    assert all(name in picture.texts() for name in axis)
    assert picture.texts()[-1] == f"timeline {command}"


def colors_of(root: ET.Element) -> Iterable[str]:
    for each in root.iter():
        for name in ("fill", "stroke", "stop-color"):
            value = each.get(name)
            if value and value.startswith("#"):
                yield value


@pytest.mark.parametrize("command", COMMANDS)
def test_colors_are_those_of_the_palette(command: str, draw: Callable[..., Drawn]) -> None:
    light, dark = draw(command), draw(command, "--dark")
    assert set(colors_of(light.root)) <= set(LIGHT)
    counterparts = dict(zip(LIGHT, DARK, strict=True))
    assert [*colors_of(dark.root)] == [counterparts[color] for color in colors_of(light.root)]
    assert dark.texts() == light.texts()


def test_histories_differ_without_color(draw: Callable[..., Drawn]) -> None:
    """The lines of lives by their dashes, the boxes of shows by theirs."""
    lines = [each for each in draw("people", "caesar").root.iter(f"{SVG}path") if each.get("stroke-width") == "2.6"]
    assert len({each.get("stroke-dasharray") for each in lines}) == 3
    boxes = [each for each in draw("seasons").root.iter(f"{SVG}rect") if each.get("fill-opacity") == "0.22"]
    assert len({(each.get("stroke"), each.get("stroke-dasharray")) for each in boxes}) == 2
    assert len({each.get("stroke-dasharray") for each in boxes}) == 2


def test_a_fence_hides_from_pictures_what_it_hides_from_answers(draw: Callable[..., Drawn]) -> None:
    whole, fenced = (draw("who", "president", *fence, data=None).text for fence in ((), ("--up-to", "fam:s1")))
    assert "Ellen Wilson" in whole
    assert "Ellen Wilson" not in fenced
    assert "--up-to fam:s1" in fenced
    shows = draw("seasons", "--up-to", "fam:s2", data=None).texts()
    assert "For All Mankind, season 2" in shows
    assert "For All Mankind, season 3" not in shows


def test_by_season_has_a_column_for_each(
    draw: Callable[..., Drawn], answer: Callable[..., list[dict[str, object]]]
) -> None:
    names = [str(row["period"]) or "no season" for row in answer("drift", "--by", "season", data=None)]
    assert [text for text in draw("drift", "--by", "season", data=None).texts() if text in names] == names
    assert episode_code("fam", 1) in names


PROGRAMS = {"xmllint": ["xmllint", "--noout", "-"], "rsvg-convert": ["rsvg-convert", "--format", "png"]}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("command", COMMANDS)
def test_programs_accept_the_picture(
    program: str, command: str, draw: Callable[..., Drawn], write: Callable[..., Path]
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    histories = [
        None,
        ROME,
        GOLDEN / "history.toml",
        write(hostile_history(HOSTILE[0])),
        write(plain_history(100), "many.toml"),
    ]
    for data in histories:
        text = draw(command, data=data).text
        made = subprocess.run(PROGRAMS[program], input=text.encode("utf-8"), capture_output=True, check=False)
        assert (made.returncode, made.stderr) == (0, b"")
        assert program == "xmllint" or made.stdout.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "arguments",
    [
        *(("drift",), ("drift", "--by", "season"), ("drift", "--by", "decade")),
        *(("people",), ("people", "--season", "4"), ("people", "Ed Baldwin")),
        *(("seasons",), ("who",), ("who", "President of the United States")),
    ],
)
def test_no_texts_overlap(arguments: tuple[str, ...], draw: Callable[..., Drawn]) -> None:
    boxes = []
    for each in draw(*arguments, data=None).root.iter(f"{SVG}text"):
        if each.get("stroke") or each.get("transform"):
            continue
        face = SERIF_BOLD if "Serif" in each.get("font-family", "") else SANS_BOLD if each.get("font-weight") else SANS
        size, x, y = (float(each.get(name, "0")) for name in ("font-size", "x", "y"))
        wide = width(each.text or "", size, face)
        left = x - {"middle": wide / 2, "end": wide}.get(each.get("text-anchor", ""), 0)
        boxes.append((y - 0.7 * size, left, left + wide, y, each.text))
    boxes.sort(key=lambda box: box[0])
    for place, (_, left, right, bottom, text) in enumerate(boxes):
        for top, other_left, other_right, _, other in boxes[place + 1 : place + 80]:
            assert top >= bottom or other_left >= right or left >= other_right, (text, other)


def test_no_line_leads_through_a_name(draw: Callable[..., Drawn]) -> None:
    """The names of terms, which are 11.5 high, and the lines that lead from them to their bars."""
    texts = [each for each in draw("who", data=None).root.iter(f"{SVG}text") if each.get("font-size") == "11.5"]
    lines = [each.get("d", "") for each in draw("who", data=None).root.iter(f"{SVG}path") if each.get("stroke-opacity")]
    assert len(lines) > 100
    for line in lines:
        x, *ends = map(float, re.findall(r"[\d.]+", line))
        for each in texts:
            left, base = float(each.get("x", "0")), float(each.get("y", "0"))
            wide = width(each.text or "", 11.5)
            left -= wide if each.get("text-anchor") == "end" else 0
            crosses = left < x < left + wide and max(min(ends), base - 8) < min(max(ends), base)
            assert not crosses, (each.text, line)


def test_a_life_long_before_all_others_is_drawn_closer(draw: Callable[..., Drawn], write: Callable[..., Path]) -> None:
    """What is left for the others is nearly what they have without it, and the picture says so."""
    far = '[[person]]\nid = "old"\nname = "Old"\nborn = 1680\ndied = 1751\n'
    picture = draw("people", data=write(plain_history(12) + far))
    (note,) = (text for text in picture.texts() if text.endswith("times as close as elsewhere."))
    assert "left of the cut in 1898" in note
    usual = draw("people", data=write(plain_history(12)))
    assert len({*usual.texts()} - {*picture.texts()}) < 5, "the same years are on the axis"
    assert not any("the cut" in text for text in usual.texts())


FAR_AND_OPEN = """
format = 1
[[timeline]]
id = "a"
name = "A"
[[person]]
id = "oldest"
name = "Oldest"
born = "Y-100000000000000"
died = "Y100000000000000"
[[person]]
id = "open"
name = "Open"
born = "1930/.."
died = "../2000"
[[person]]
id = "half"
name = "Half"
born = "/1930"
died = "1990/"
[[person]]
id = "nothing"
name = "Nothing"
[[state]]
of = "Chair"
is = "Ever"
date = "Y-100000000000000/.."
kind = "real"
[[state]]
of = "Chair"
is = "Before"
date = "../1900"
kind = "alt"
timeline = "a"
[[show]]
id = "saga"
name = "Saga"
timeline = "a"
[[show.season]]
number = 1
setting = "../1969"
[[show.season]]
number = 2
aired = "2020/"
[[event]]
date = "Y-100000000000000"
title = "Bang"
kind = "real"
id = "bang"
[[event]]
date = "Y100000000000000"
title = "Crunch"
kind = "alt"
timeline = "a"
moves = "bang"
[[event]]
date = "1969/"
title = "Open act"
kind = "alt"
timeline = "a"
people = ["Nobody"]
[[event]]
date = "../1960"
title = "Before"
kind = "real"
people = ["Somebody"]
"""


@pytest.mark.parametrize("command", [*COMMANDS, "people Nobody", "people half", "people open", "drift --by decade"])
def test_far_and_open_dates_are_drawn(command: str, draw: Callable[..., Drawn], write: Callable[..., Path]) -> None:
    assert draw(*command.split(), data=write(FAR_AND_OPEN)).height > 200


def test_an_open_end_is_no_end(draw: Callable[..., Drawn], write: Callable[..., Path]) -> None:
    """A death from 1990 on has an arrow behind 1990, and an age of 59 or more; nothing is drawn to the edge."""
    picture = draw("people", "half", data=write(FAR_AND_OPEN))
    assert "59+" in picture.texts()
    assert "the end or the beginning is open, or not known" in picture.texts()
    lives = draw("people", data=write(FAR_AND_OPEN)).texts()
    assert "no date is known" in lives
    assert "up to 70" in lives


@settings(max_examples=16)
@given(histories())
def test_any_history_gives_sound_pictures(text: str) -> None:
    """Drawn at random: branches, implied tables, odd dates. What the commands answer is what they draw."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "in.toml"
        file.write_text(text, encoding="utf-8")
        for command in COMMANDS:
            picture = Path(folder) / f"{command}.svg"
            assert run([command, "--data", str(file), "--plot", str(picture)]) == 0
            if picture.exists():
                drawn = Drawn(picture.read_text(encoding="utf-8"))
                assert drawn.texts()[-1] == f"timeline {command}"


_LATE_BRANCH = {"real": None, "one": "real", "two": "real", "of-one": "one"}
_EMPTY: dict[str, Any] = dict.fromkeys(PARTS)


def test_histories_have_the_colors_that_the_page_gives_them() -> None:
    """A branch stands behind its parent, wherever the file declares it."""
    timelines = {id_: Timeline(id=id_, name=id_, parent=parent) for id_, parent in _LATE_BRANCH.items()}
    world = World((_EMPTY | {"timelines": timelines}).__getitem__)
    assert [color_of(world, each) for each in ("real", "one", "of-one", "two")] == [LIGHT.history(n) for n in range(4)]


def test_the_caption_names_shifts_only_where_there_are_any(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "added.toml"
    data.write_text('[[event]]\ndate = 1969\ntitle = "A"\nkind = "alt"\n', encoding="utf-8")
    assert run(["drift", "--data", str(data), "--plot", "-"]) == 0
    assert "at the bottom" not in capsys.readouterr().out
    assert run(["drift", "--plot", "-"]) == 0
    assert "at the bottom" in capsys.readouterr().out
