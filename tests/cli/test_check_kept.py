"""Findings are kept: while the files stay as they are, `check` says the same again without reading them."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline.source.load as source_load
from timeline.__main__ import run
from timeline.model.diagnostics import Diagnostic, Placed
from timeline.model.stamps import Stamp
from timeline.store import cache, findings, upkeep

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.source.document import Document

    Write = Callable[..., Path]

PLANTED = Path(__file__).parents[1] / "checks" / "planted.toml"
EARLY = """\
[[person]]
name = "Ed"
born = 1931
[[event]]
date = 1930
title = "{}"
kind = "real"
people = ["Ed"]
"""
INVALID = EARLY.format("Early") + 'becuase = "x"\n[[event]]\ndate = "19?? or so"\ntitle = "Late"\n'


class Said(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return a function that runs `check` with some options."""

    def say(*options: object) -> Said:
        capsys.readouterr()
        return Said(run(["check", *map(str, options)]), *capsys.readouterr())

    return say


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return the list of the loads of events files, which grows with each."""
    made: list[tuple[str, ...]] = []
    load_document = source_load.load_document

    def counted(paths: Any) -> Document:
        made.append(tuple(paths))
        return load_document(paths)

    monkeypatch.setattr(source_load, "load_document", counted)
    return made


def kept() -> list[Path]:
    return [entry.path for entry in upkeep.entries() if entry.path.suffix == findings.FINDINGS.suffix]


OPTIONS = [
    [],
    ["-f", "json"],
    ["-f", "github"],
    ["-f", "sarif"],
    ["--only", "C3"],
    ["--skip", "C301", "--skip", "Q"],
    ["--strict", "--only", "Q105"],
    ["--up-to", "lta:s1e2"],
]


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_the_second_check_says_what_the_first_said(
    check: Callable[..., Said], loads: list[tuple[str, ...]], options: list[str]
) -> None:
    first = check("--data", PLANTED, *options)
    assert len(loads) == 1
    assert [check("--data", PLANTED, *options) for _ in range(2)] == [first] * 2
    assert len(loads) == 1
    assert upkeep.clear() > 0
    assert check("--data", PLANTED, *options) == first
    assert len(loads) == 2


def test_what_is_selected_is_selected_of_all_that_is_kept(
    check: Callable[..., Said], loads: list[tuple[str, ...]]
) -> None:
    expected = {tuple(options): check("--data", PLANTED, *options) for options in OPTIONS if "--up-to" not in options}
    assert len(loads) == 1
    for options, said in reversed(expected.items()):
        upkeep.clear()
        assert check("--data", PLANTED, *options) == said
    assert len({said.out for said in expected.values()}) == len(expected)


@pytest.mark.parametrize(
    ("text", "status"), [(EARLY.format("Early"), 1), (INVALID, 1), ("x = \n", 1), ("", 3), ("\0", 3), ("[x]\n", 1)]
)
def test_errors_of_reading_are_kept(
    write: Write, check: Callable[..., Said], loads: list[tuple[str, ...]], text: str, status: int
) -> None:
    path = write(text)
    first = check("--data", path)
    assert first.status == status
    assert first.out
    assert check("--data", path) == first
    assert len(loads) == 1


def test_a_history_without_findings_is_kept(
    write: Write, check: Callable[..., Said], loads: list[tuple[str, ...]]
) -> None:
    path = write('[[event]]\ndate = 1969\ntitle = "Clean"\nkind = "real"\n')
    assert [check("--data", path) for _ in range(2)] == [(0, "", "")] * 2
    assert len(loads) == 1


def test_every_edit_is_seen(write: Write, check: Callable[..., Said]) -> None:
    for title in ("One", "Two", "Six", "One"):
        assert f'title = "{title}"' not in check("--data", write(EARLY.format(title))).out
        assert f'"{title.lower()}": Ed is born 1931' in check("--data", write(EARLY.format(title))).out


def test_only_an_edited_event_and_those_with_findings_are_parsed(
    write: Write, check: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("Apollo", "Brother", "Cosmos", "Dragon", "Eagle", "Falcon")
    clean = [f'[[event]]\ndate = {1960 + n}\ntitle = "{word}"\nkind = "real"\n' for n, word in enumerate(words)]
    path = write(EARLY.format("Early") + "".join(clean))
    assert run(["show", "--data", str(path)]) == 0
    parsed: list[str] = []
    loads = tomli.loads
    monkeypatch.setattr(tomli, "loads", lambda text: [parsed.append(text), loads(text)][1])
    edited = clean[3].replace('"Dragon"', "'Dragons'")  # which needs a parser
    write(EARLY.format("Early") + "".join(clean).replace(clean[3], edited))
    assert "Ed is born 1931" in check("--data", path).out
    _, event = EARLY.format("Early").split("[[event]]")
    assert [text for text in parsed if "[[event]]" in text] == [edited, f"[[event]]{event}"]


def test_a_new_file_that_a_pattern_matches_is_seen(write: Write, check: Callable[..., Said]) -> None:
    path = write('include = ["parts/*.toml"]\n' + EARLY.format("Early"))
    write('[[event]]\ndate = 1970\ntitle = "One"\nkind = "real"\n', "parts/one.toml")
    assert check("--data", path).out.count("[C301]") == 1
    write(EARLY.format("Two").partition("[[event]]")[2].join(["[[event]]", ""]), "parts/two.toml")
    assert check("--data", path).out.count("[C301]") == 2


def test_other_rules_check_again(
    check: Callable[..., Said], loads: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check("--data", PLANTED)
    monkeypatch.setattr(findings, "FINDINGS", findings.FINDINGS._replace(version="of other rules"))
    assert check("--data", PLANTED) == first
    assert len(loads) == 2


def test_the_version_of_findings_is_that_of_the_rules_as_well() -> None:
    from timeline.store.version import code_version

    assert findings.FINDINGS.version == code_version("checks") != code_version() == cache.INDEX.version


def test_a_file_is_called_what_the_user_calls_it(
    write: Write, check: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(EARLY.format("Early"))
    monkeypatch.chdir(path.parent)
    for _ in range(2):
        for name in (str(path), "events.toml", "./events.toml"):
            assert check("--data", name).out.startswith(f"{name}:8:11: error[C301]")
            assert check(name).out.startswith(f"{name}:8:11: error[C301]")


def test_files_by_name_are_not_read_again(
    write: Write, check: Callable[..., Said], loads: list[tuple[str, ...]]
) -> None:
    part = write(EARLY.format("Early"), "part.toml")
    whole = write('include = ["part.toml"]\n', "whole.toml")
    other = write(EARLY.format("Other"), "other.toml")
    first = check(part, whole, other)
    assert (first.out.count("[C301]"), len(loads)) == (2, 3)
    assert check(part, whole, other) == first
    assert len(loads) == 3


def test_the_history_that_a_file_is_part_of_is_not_read_again(
    write: Write, check: Callable[..., Said], loads: list[tuple[str, ...]]
) -> None:
    part = write(EARLY.format("Early"), "part.toml")
    whole = write('include = ["part.toml"]\n', "whole.toml")
    first = check(part, "--data", whole)
    before = len(loads)
    assert check(part, "--data", whole) == first
    assert len(loads) == before


def test_standard_input_is_checked_anew(check: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("One", "Two"):
        text = EARLY.format(title).encode()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text), closed=False))
        assert f'"{title.lower()}": Ed is born' in check("--data", "-").out
    assert upkeep.entries() == []


def test_a_file_that_is_not_there_is_looked_for_anew(tmp_path: Path, check: Callable[..., Said]) -> None:
    path = tmp_path / "events.toml"
    assert check("--data", path).status == 3
    assert upkeep.entries() == []
    path.write_text(EARLY.format("Early"), encoding="utf-8")
    assert check("--data", path).status == 1


def test_where_nothing_can_be_written_the_files_are_checked(
    check: Callable[..., Said], loads: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check("--data", PLANTED)
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/none/such")
    assert [check("--data", PLANTED) for _ in range(2)] == [first] * 2
    assert len(loads) == 3


def forged() -> None:
    """Change what the cache says of the planted history, as somebody could who may write into the folder."""
    (path,) = kept()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM finding")


def test_findings_in_a_folder_of_ones_own_are_believed(check: Callable[..., Said]) -> None:
    assert check("--data", PLANTED).status == 1
    forged()
    assert check("--data", PLANTED) == (0, "", "")


def test_findings_are_not_believed_where_others_can_put_some(check: Callable[..., Said]) -> None:
    first = check("--data", PLANTED)
    forged()
    folder = cache.folder()
    assert folder is not None
    folder.chmod(0o777)
    assert check("--data", PLANTED) == first


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"garbage " * 4096),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "no findings": lambda path: run_sql(path, "DROP TABLE finding"),
    "findings of another form": lambda path: run_sql(path, "UPDATE finding SET rest = '[1]'"),
    "findings no JSON": lambda path: run_sql(path, "UPDATE finding SET rest = '['"),
    "no paths": lambda path: run_sql(path, "DELETE FROM meta WHERE key = 'paths'"),
    "a directory": lambda path: (path.unlink(), path.mkdir()),
}


def run_sql(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_survived_in_silence(check: Callable[..., Said], damage: Callable[[Path], object]) -> None:
    first = check("--data", PLANTED)
    damage(kept()[0])
    assert [check("--data", PLANTED) for _ in range(2)] == [first] * 2


def test_the_cache_lists_and_clears_findings(write: Write, check: Callable[..., Said], capsys: Any) -> None:
    path = write(EARLY.format("Early"))
    check("--data", path)
    (listed,) = upkeep.entries()
    assert (listed.path.suffix, listed.data) == (".findings", (str(path),))
    assert run(["cache"]) == 0
    assert capsys.readouterr().out.split("\t")[0] == str(listed.path)
    assert upkeep.clear() == listed.size
    assert upkeep.entries() == []


def test_a_line_is_kept_once(write: Write, check: Callable[..., Said]) -> None:
    events = ", ".join(f'{{date = 1930, title = "{n}", kind = "real", people = ["Ed"]}}' for n in range(50))
    check("--data", write(f'person = [{{name = "Ed", born = 1931}}]\nevent = [{events}]\n'))
    with closing(sqlite3.connect(kept()[0])) as connection:
        assert connection.execute("SELECT count(*) FROM excerpt").fetchall() == [(1,)]
        assert connection.execute("SELECT count(*) FROM finding").fetchall() == [(50,)]


TEXTS = st.text(st.characters(exclude_categories=()))
NUMBERS = st.none() | st.integers(1, 10**9)
DIAGNOSTICS = st.builds(
    Diagnostic,
    code=TEXTS,
    message=TEXTS,
    hint=st.none() | TEXTS,
    severity=st.sampled_from(["error", "warning"]),
    file=TEXTS,
    line=NUMBERS,
    column=NUMBERS,
    excerpt=st.none() | st.text(st.characters(codec="utf-8")),
    width=st.integers(1, 10**6),
    subject=st.none() | TEXTS,
)
PATHS = st.lists(TEXTS | st.integers(0, 9), max_size=3).map(tuple)
PLACED = st.builds(Placed, st.integers(0, 9), st.booleans(), DIAGNOSTICS, PATHS, st.booleans())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(placed=st.lists(PLACED, max_size=8), is_readable=st.booleans())
def test_what_is_kept_is_read_back(write: Write, placed: list[Placed], is_readable: bool) -> None:
    path = write("x")
    found = findings.Found(placed, (str(path), "/an\udce9other"), ("a", "b"), is_readable)
    findings.keep(found, [str(path)], ["fam"], [Stamp.of(str(path), path.stat(), b"x")], [], time.time_ns())
    assert findings.open_kept([str(path)], ["fam"]) == found
    assert findings.open_kept([str(path)], []) is None
