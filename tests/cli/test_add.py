"""`timeline add`: an event more, every other byte as it was, and nothing written that `check` would refuse."""

from __future__ import annotations

import os
import pty
import random
import signal
import stat
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from timeline.source.fields import EVENT, Type
from timeline.source.starter import starter

if TYPE_CHECKING:
    from pathlib import Path

Timeline = Callable[..., subprocess.CompletedProcess[str]]

ADD = (sys.executable, "-m", "timeline", "add")
GIVEN = ("--date", "1976", "--title", "Viking lands", "--kind", "both")
TOO_LATE = ("--kind", "alt", "--averts", "the-first-landing-on-the-moon")
ADDED = b'[[event]]\ndate = 1976\ntitle = "Viking lands"\nkind = "both"\n'


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.toml"
    path.write_bytes(starter().encode())
    return path


def last_event(file: Path) -> dict[str, Any]:
    event: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))["event"][-1]
    return event


# --- What is written ---


def test_the_event_stands_at_the_end_and_its_id_is_printed(timeline: Timeline, file: Path) -> None:
    before = file.read_bytes()
    result = timeline("add", "events.toml", *GIVEN)
    assert (result.returncode, result.stdout) == (0, "viking-lands\n")
    assert result.stderr == "timeline: events.toml:47: added\n"
    assert file.read_bytes() == before + b"\n" + ADDED
    assert file.read_text(encoding="utf-8").splitlines()[46] == "[[event]]"


ALL = {
    "--id": ("lands-again", "lands-again"),
    "--date": ("20 jul 1970", date(1970, 7, 20)),
    "--title": ('The "second" landing', 'The "second" landing'),
    "--kind": ("ALT", "alt"),
    "--show": ("DRAFT", "DRAFT"),
    "--season": ("1", 1),
    "--episode": ("0", 0),
    "--timeline": ("draft", "draft"),
    "--tag": (["moon", "first"], ["moon", "first"]),
    "--person": (["Gus Grissom"], ["Gus Grissom"]),
    "--place": ("Mare Crisium", "Mare Crisium"),
    "--summary": ("Two lines:\nthis is one.", "Two lines:\nthis is one."),
    "--source": (["https://example.org/#x"], ["https://example.org/#x"]),
    "--because": (["nasa-sends-apollo-1-back-to-its-builders"], ["nasa-sends-apollo-1-back-to-its-builders"]),
    "--moves": (["the-first-landing-on-the-moon"], "the-first-landing-on-the-moon"),
    "--replaces": (["second"], "second"),
    "--averts": (["third", "fourth"], ["third", "fourth"]),
    "--order": ("-2", -2),
    "--canon": ("inferred", "inferred"),
    "--allow": (["Q106"], ["Q106"]),
}
REAL = """
[[event]]
date = 1971
title = "Second"
kind = "real"

[[event]]
date = 1972
title = "Third"
kind = "real"

[[event]]
date = 1973
title = "Fourth"
kind = "real"
"""


def test_every_key_of_an_event_has_its_option(timeline: Timeline, file: Path) -> None:
    file.write_text(starter() + REAL, encoding="utf-8")
    options = [
        part for flag, (given, _) in ALL.items() for text in ([given] if isinstance(given, str) else given)
        for part in (flag, text)
    ]  # fmt: skip
    result = timeline("add", "events.toml", *reversed_pairs(options))
    assert (result.returncode, result.stdout) == (0, "lands-again\n"), result.stderr
    written = last_event(file)
    assert list(written.values()) == [value for _, value in ALL.values()]
    assert list(written) == [entry.key for entry in EVENT.fields if entry.type is not Type.FREE]


def reversed_pairs(options: Sequence[str]) -> list[str]:
    """Return the options in another order than that of the format; what is given twice stays in its order."""
    pairs = list(zip(options[::2], options[1::2], strict=True))
    pairs.sort(key=lambda pair: list(ALL).index(pair[0]), reverse=True)
    return [part for pair in pairs for part in pair]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("1976", "1976"),
        ("0476", "476"),
        ("July 1976", '"1976-07"'),
        ("20 jul 1976", "1976-07-20"),
        ("1976-07-20T11:53:06Z", "1976-07-20T11:53:06Z"),
        ("1976~", '"1976~"'),
        ("197X", '"197X"'),
        ("1976/1978", '"1976/1978"'),
        ("-0044-03-15", '"-0044-03-15"'),
        ("Y-13000", '"Y-13000"'),
        ("1969-07-20 20:17:40", "1969-07-20T20:17:40"),
        ("July 20, 1969 8:17 pm", '"1969-07-20T20:17"'),
        ("20 July 1969 20:17:40 UTC", "1969-07-20T20:17:40Z"),
        ("c. 1942", '"1942~"'),
        ("7/20/1969", "1969-07-20"),
    ],
)
def test_a_date_is_written_as_it_is_known(given: str, written: str, timeline: Timeline, file: Path) -> None:
    result = timeline("add", "events.toml", "--date", given, "--title", "A", "--kind", "real")
    assert result.returncode == 0, result.stderr
    assert file.read_text(encoding="utf-8").endswith(f'\n[[event]]\ndate = {written}\ntitle = "A"\nkind = "real"\n')


@pytest.mark.parametrize(
    ("before", "between"),
    [
        (b'# mine\n[[event]] # one\ndate=1969\ntitle  = "A"\nkind = "real"\n', b"\n"),
        (b'[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"', b"\n\n"),
        (b'\xef\xbb\xbf[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\n', b"\n"),
        (b'[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\n\n', b""),
        (b'[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\n# the end', b"\n\n"),
        (b'[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\nx = { a = 1 }\n\n\n\n', b""),
        (b'[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\n[event.x]\na = 1\n', b"\n"),
        (b'name = "A"\n', b"\n"),
        (b"# nothing yet", b"\n\n"),
        (b'[[show]]\nid = "a"\n[[show.season]]\nnumber = 1\n[[show.season.episode]]\nnumber = 1\n', b"\n"),
        ('[tags]\n"caf\u00e9 \u6708" = "\u00fc"\n'.encode(), b"\n"),
    ],
    ids=[
        "comments",
        "no end",
        "a byte order mark",
        "blank",
        "comment at the end",
        "blanks",
        "x",
        "name",
        "comment",
        "episode",
        "tags",
    ],
)
def test_every_byte_that_stood_there_is_kept(before: bytes, between: bytes, timeline: Timeline, file: Path) -> None:
    file.write_bytes(before)
    result = timeline("add", "events.toml", *GIVEN)
    assert (result.returncode, result.stdout) == (0, "viking-lands\n"), result.stderr
    assert file.read_bytes() == before + between + ADDED


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\n\r\n"])
def test_a_file_with_the_line_ends_of_windows_keeps_them(end: bytes, timeline: Timeline, file: Path) -> None:
    before = b'[[event]]\r\ndate = 1969\r\ntitle = "A"\r\nkind = "real"'
    file.write_bytes(before + end)
    assert timeline("add", "events.toml", *GIVEN).returncode == 0
    assert file.read_bytes() == before + b"\r\n\r\n" + ADDED.replace(b"\n", b"\r\n")


def test_text_that_could_act_on_a_terminal_or_end_a_string_is_escaped(timeline: Timeline, file: Path) -> None:
    title = 'A "\\" \x1b[31m \u202e\n[[event]] \u00e9'
    result = timeline("add", "events.toml", "--date", "1976", "--title", title, "--kind", "both")
    assert result.returncode == 0, result.stderr
    assert last_event(file)["title"] == title
    assert b"\x1b" not in file.read_bytes()
    assert "\u202e" not in file.read_text(encoding="utf-8")


def test_includes_count(timeline: Timeline, file: Path, tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_bytes(file.read_bytes())
    file.write_text('include = ["more.toml"]\n')
    options = (
        "--date",
        "1976-07-20",
        "--title",
        "Viking",
        "--kind",
        "alt",
        "--replaces",
        "the-first-landing-on-the-moon",
    )
    assert timeline("add", "events.toml", *options).stdout == "viking\n"
    assert (tmp_path / "more.toml").read_bytes() == starter().encode()


def test_warnings_that_the_event_brings_are_shown_beside(timeline: Timeline, file: Path) -> None:
    file.write_text(starter() + "\n[tags]\nmoon = 'm'\nfirst = 'f'\n")
    result = timeline("add", "events.toml", *GIVEN, "--tag", "mars", "--person", "Carl Sagan")
    assert (result.returncode, result.stdout) == (0, "viking-lands\n")
    assert 'events.toml:55:9: warning[W402]: "viking-lands": the [tags] table lacks' in result.stderr
    assert 'warning[W401]: "viking-lands": no [[person]] is called "Carl Sagan"' in result.stderr
    assert last_event(file)["tags"] == ["mars"]


def test_old_warnings_are_not_shown_again(timeline: Timeline, file: Path) -> None:
    timeline("add", "events.toml", *GIVEN, "--person", "Carl Sagan")
    result = timeline("add", "events.toml", "--date", "1977", "--title", "Voyager", "--kind", "real")
    assert (result.returncode, result.stdout) == (0, "voyager\n")
    assert result.stderr == "timeline: events.toml:53: added\n"


# --- What is refused ---


def refused(result: subprocess.CompletedProcess[str], status: int) -> str:
    assert (result.returncode, result.stdout) == (status, "")
    assert "Traceback" not in result.stderr
    assert "internal" not in result.stderr
    return result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--date", "1675/6", *GIVEN[2:]),
            '"1675/6" can be read in three ways\n  help: write "1675-06" or "1675/1676" or "1676"',
        ),
        (("--date", "072069", *GIVEN[2:]), '"072069" can be read in two ways\n  help: write "2069-07" or "1969-07-20"'),
        (("--date", "Tuesday 20 July 1969", *GIVEN[2:]), '"Tuesday 20 July 1969" is not a Tuesday but a Sunday'),
        (("--date", "12 May", *GIVEN[2:]), '"12 May" does not say its year'),
        (("--date", "12/11/69", *GIVEN[2:]), '"12/11/69" can be read in two ways'),
        (("--date", "", *GIVEN[2:]), "--date is empty"),
        ((*GIVEN[:4], "--kind", "alternate"), '"alternate" is not a `kind`'),
        ((*GIVEN, "--place", "\udcff"), "the text is not UTF-8"),
        ((*GIVEN, "--canon", "scren"), '"scren" is not a `canon`\n  help: did you mean "screen"?'),
        ((*GIVEN[:2], "--title", "  "), "--title is empty"),
        ((*GIVEN, "--tag", "a", "--tag", ""), "--tag is empty"),
        ((*GIVEN, "--season", "x"), "Invalid value for '--season'"),
        ((*GIVEN, "--season", "-1"), "Invalid value for '--season'"),
        ((*GIVEN, "--people", "x"), "No such option: --people"),
        (GIVEN[:2], "the event needs --title\n  help: on a terminal, the command asks for what is missing"),
        ((), "the event needs --date, --title"),
    ],
)
def test_options_that_make_no_sense(options: Sequence[str], message: str, timeline: Timeline, file: Path) -> None:
    assert f"timeline: error: {message}" in refused(timeline("add", "events.toml", *options), 2)
    assert file.read_bytes() == starter().encode()


@pytest.mark.parametrize(
    ("options", "finding"),
    [
        (
            (*GIVEN[:4], "--kind", "alt", "--replaces", "viking"),
            'events.toml:51:12: error[E404]: "viking-lands": there is no event "vik',
        ),
        ((*GIVEN, "--replaces", "the-first-landing-on-the-moon"), "events.toml:51:12: error[E208]: "),
        ((*GIVEN, "--show", "drafts"), 'events.toml:51:8: error[E402]: "viking-lands": there is no show "drafts"'),
        ((*GIVEN, "--order", str(2**31)), "events.toml:51:9: error[E206]: "),
        (("--date", "1976", "--title", "?!", "--kind", "real"), "events.toml:49:9: error[E411]: "),
        ((*GIVEN[:4], *TOO_LATE), "events.toml:51:10: error[C102]: "),
    ],
)
def test_what_check_would_refuse(options: Sequence[str], finding: str, timeline: Timeline, file: Path) -> None:
    told = refused(timeline("add", "events.toml", *options), 2)
    assert finding in told
    assert told.endswith(
        "timeline: error: the event was not added; events.toml is unchanged\n"
        "  help: line numbers are those of the file with the event\n"
    )
    assert file.read_bytes() == starter().encode()


@pytest.mark.parametrize("link", ["", 'because = "begins"\n'])
def test_an_id_that_another_event_has_by_its_title_is_not_taken_from_it(
    link: str, timeline: Timeline, file: Path
) -> None:
    file.write_text(f'[[event]]\ndate = 1914\ntitle = "Begins"\n\n[[event]]\ndate = 1918\ntitle = "Ends"\n{link}')
    before = file.read_bytes()
    assert refused(timeline("add", "events.toml", *GIVEN, "--id", "begins"), 2) == (
        'timeline: error: the id "begins" is that of another event: "Begins"\n'
        "  help: give the new event another --id, or that one an `id` of its own\n"
    )
    assert file.read_bytes() == before
    assert timeline("add", "events.toml", *GIVEN, "--id", "begins-1914").stdout == "begins-1914\n"


def test_a_file_that_is_invalid_already(timeline: Timeline, file: Path) -> None:
    file.write_text('[[event]]\ndate = 1969\ntitle = "A"\nkind = "rael"\n')
    before = file.read_bytes()
    told = refused(timeline("add", "events.toml", *GIVEN), 3)
    assert told.startswith(
        "timeline: the event was not added: events.toml has errors already\n"
        'events.toml:4:8: error[E205]: "a": "rael" is not a `kind`\n'
    )
    assert file.read_bytes() == before


def test_an_event_that_the_file_lacked_mends_it(timeline: Timeline, file: Path) -> None:
    file.write_text(starter() + '\n[[event]]\ndate = 1977\ntitle = "A"\nkind = "both"\nbecause = "viking-lands"\n')
    assert timeline("check", "--data", "events.toml").returncode == 1
    assert timeline("add", "events.toml", *GIVEN).stdout == "viking-lands\n"
    assert timeline("check", "--data", "events.toml").returncode == 0


def test_an_old_error_of_the_rules_keeps_nothing_from_being_added(timeline: Timeline, file: Path) -> None:
    averting = '\n[[event]]\ndate = 1980\ntitle = "A"\nkind = "alt"\naverts = "the-first-landing-on-the-moon"\n'
    file.write_text(starter() + averting)
    assert "error[C102]" in timeline("check", "--data", "events.toml").stdout
    result = timeline("add", "events.toml", *GIVEN)
    assert (result.returncode, result.stdout) == (0, "viking-lands\n"), result.stderr
    assert "C102" not in result.stderr


@pytest.mark.parametrize("events", ["event = []\n", 'event = [{ date = 1969, title = "A", kind = "real" }]\n'])
def test_events_in_one_list_are_told(events: str, timeline: Timeline, file: Path) -> None:
    file.write_text(events)
    assert refused(timeline("add", "events.toml", *GIVEN), 2) == (
        "timeline: error: events.toml has its events in one list, event = [...], so no [[event]] can be added\n"
        "  help: write each event under its own [[event]] header\n"
    )
    assert file.read_text(encoding="utf-8") == events


@pytest.mark.parametrize("content", [b"", b"\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbfname = 1", b"[[event]"])
def test_what_is_no_events_file(content: bytes, timeline: Timeline, file: Path) -> None:
    file.write_bytes(content)
    assert "events.toml:1:" in refused(timeline("add", "events.toml", *GIVEN), 3)
    assert file.read_bytes() == content


def test_a_file_that_is_not_there(timeline: Timeline) -> None:
    assert refused(timeline("add", "no.toml", *GIVEN), 3) == (
        "no.toml: error[E101]: there is no such file\n  help: `timeline init` writes a file to start from\n"
    )


@pytest.mark.parametrize("file", [".", "/dev/null"])
def test_what_is_no_file(file: str, timeline: Timeline) -> None:
    assert f"{file} is not a regular file" in refused(timeline("add", file, *GIVEN), 2)


def test_no_file_at_all(timeline: Timeline) -> None:
    assert "Missing argument 'FILE'" in refused(timeline("add", *GIVEN), 2)


def test_a_title_that_is_not_utf_8(file: Path) -> None:
    result = subprocess.run([*ADD, "events.toml", *GIVEN[:2], "--title", b"\xff", *GIVEN[4:]], capture_output=True)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"not UTF-8" in result.stderr
    assert file.read_bytes() == starter().encode()


# --- The file itself ---


def test_mode_and_links_stay(timeline: Timeline, file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    (tmp_path / "link.toml").symlink_to("events.toml")
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "link.toml").symlink_to("../link.toml")
    assert timeline("add", "far/link.toml", *GIVEN).returncode == 0
    assert last_event(file)["title"] == "Viking lands"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert (tmp_path / "link.toml").is_symlink()
    assert (tmp_path / "far" / "link.toml").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.toml", "far", "link.toml"]


def test_the_index_sees_what_was_added(timeline: Timeline, file: Path) -> None:
    timeline("show", "--data", "events.toml")
    timeline("add", "events.toml", *GIVEN)
    assert "Viking lands" in timeline("show", "--data", "events.toml").stdout


def start(number: int, *options: str) -> subprocess.Popen[str]:
    given = ("--date", "1976", "--title", f"Number {number}", "--kind", "both")
    return subprocess.Popen(
        [*ADD, "events.toml", *given, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def added_titles(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    assert text.startswith(starter())
    return [event["title"] for event in tomllib.loads(text)["event"] if event["title"].startswith("Number ")]


def test_eight_at_once_lose_nothing(file: Path, tmp_path: Path) -> None:
    processes = [start(number) for number in range(8)]
    outputs = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * 8
    assert outputs == [f"number-{number}\n" for number in range(8)]
    assert sorted(added_titles(file)) == [f"Number {number}" for number in range(8)]
    assert [path.name for path in tmp_path.iterdir()] == ["events.toml"]


def test_of_the_same_event_at_once_one_is_added(file: Path) -> None:
    processes = [start(0) for _ in range(4)]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert sorted(process.returncode for process in processes) == [0, 2, 2, 2]
    assert sum("error[E401]" in error for error in errors) == 3
    assert added_titles(file) == ["Number 0"]


def test_some_of_them_killed_at_any_time_leave_a_whole_file(file: Path) -> None:
    chance = random.Random(1969)
    done: set[str] = set()
    for batch in range(3):
        numbers = range(batch * 6, batch * 6 + 6)
        processes = {number: start(number) for number in numbers}
        time.sleep(0.3)
        for number in chance.sample(numbers, 3):
            time.sleep(chance.uniform(0, 0.3))
            processes[number].send_signal(signal.SIGKILL)
            added_titles(file)  # whole TOML at any moment
        for number, process in processes.items():
            output, error = process.communicate(timeout=120)
            assert process.returncode in (0, -signal.SIGKILL), error
            if process.returncode == 0:
                assert output == f"number-{number}\n"
                done.add(f"Number {number}")
    titles = added_titles(file)
    assert done <= set(titles)
    assert len(titles) == len(set(titles))
    assert len(done) >= 9


# --- Asking at the terminal ---


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    main_end, terminal_end = pty.openpty()
    yield main_end, terminal_end
    os.close(main_end)


def converse(terminal: tuple[int, int], typed: Sequence[tuple[str, str]], *options: str) -> tuple[int, str, str]:
    """Answer questions of `add` at a terminal; return the status, what went to a pipe, and what the screen showed."""
    main_end, terminal_end = terminal
    process = subprocess.Popen(
        [*ADD, "events.toml", *options], stdin=terminal_end, stdout=subprocess.PIPE, stderr=terminal_end
    )
    os.close(terminal_end)
    screen = ""
    for question, answer in typed:
        screen += read_until(main_end, question)
        os.write(main_end, answer.encode())
    output, _ = process.communicate(timeout=60)
    screen += read_until(main_end, None)
    return process.returncode, output.decode(), screen.replace("\r\n", "\n")


def read_until(descriptor: int, text: str | None) -> str:
    """Read what is shown on a terminal up to a text, or to its end."""
    shown = ""
    while text is None or text not in shown:
        try:
            part = os.read(descriptor, 65536).decode()
        except OSError:  # Linux ends a terminal so
            part = ""
        if not part:
            assert text is None, shown
            break
        shown += part
    return shown


def test_what_is_missing_is_asked_for(terminal: tuple[int, int], file: Path) -> None:
    typed = [
        ("date (when it happened): ", "12 May\n"),
        ("date (when it happened): ", "July 1976\n"),
        ("empty for none): ", "\n"),
    ]
    status, output, screen = converse(terminal, typed, "--title", "Viking lands", "--tag", "first")
    assert (status, output) == (0, "viking-lands\n")
    assert 'Error: "12 May" does not say its year; dates look like ' in screen
    assert screen.endswith("timeline: events.toml:47: added\n")
    assert last_event(file) == {"date": "1976-07", "title": "Viking lands", "tags": ["first"]}


SHOWS = '[[show]]\nid = "fam"\nname = "For All"\n[[show.season]]\nnumber = 1\n[[show.season.episode]]\nnumber = 3\n'


def test_show_season_and_episode_are_asked_for_where_they_are_declared(terminal: tuple[int, int], file: Path) -> None:
    file.write_text(SHOWS, encoding="utf-8")
    typed = [
        ("date (when it happened): ", "1976\n"),
        ("show (one of fam; empty for none): ", "farm\n"),
        ("show (one of fam; empty for none): ", "for all\n"),
        ("season (one of 1; empty for none): ", "2\n"),
        ("season (one of 1; empty for none): ", "1\n"),
        ("episode (one of 3; empty for none): ", "\n"),
    ]
    status, output, screen = converse(terminal, typed, "--title", "Viking lands")
    assert (status, output) == (0, "viking-lands\n")
    assert 'Error: there is no show "farm"; did you mean "fam"?' in screen
    assert last_event(file) == {"date": 1976, "title": "Viking lands", "show": "fam", "season": 1}


def test_who_stops_answering_adds_nothing(terminal: tuple[int, int], file: Path) -> None:
    status, output, _ = converse(terminal, [("date (when it happened): ", "\x04")])  # ^D
    assert (status, output) == (130, "")
    assert file.read_bytes() == starter().encode()


def test_nothing_is_asked_about_a_file_that_is_invalid(terminal: tuple[int, int], file: Path) -> None:
    file.write_text("[[event]]\n")
    status, output, screen = converse(terminal, [])
    assert (status, output) == (3, "")
    assert "error[E202]" in screen
    assert "when it happened)" not in screen
