"""Whatever is edited, what is compiled of the change equals what is compiled of the whole; and only the change is read."""

from __future__ import annotations

import gc
import json
import os
import sqlite3
from array import array
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from edits import edited
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import histories

from timeline.model.errors import DataError
from timeline.source import contents, decode, files
from timeline.source.kept import events_from_text
from timeline.source.lines import Lines
from timeline.source.load import load_document
from timeline.source.row import Row
from timeline.store import cache, compiling, index, upkeep
from timeline.store.chronicle import Chronicle
from timeline.store.layout import NAME_OF_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.source.document import Document

AIRED = 8
"""The column of the rank in the order of airing in the table `event`."""

TABLES = ("meta", "event", "span", "facet", "tie", "person", "name", "file", "batch")


def content(path: Path) -> dict[str, list[Any]]:
    """Return all rows of an index; of the words, where each stands."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.place USING fts5vocab (main, words, instance)")
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {name for name in names if not name.startswith("words")} == {*TABLES, "vocabulary"}
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
        ids = connection.execute("SELECT rowid - ?, value FROM name WHERE facet = 'id'", (NAME_OF_ID,)).fetchall()
        assert sorted(ids) == connection.execute("SELECT n, id FROM event ORDER BY n").fetchall()
        return without_gaps(rows | {"words": connection.execute("SELECT * FROM temp.place").fetchall()})


def without_gaps(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return the rows of an index with all ranks from 1 on, in the same order: an index built anew has other gaps."""
    number = {row[0]: at for at, row in enumerate(sorted(rows["event"]), start=1)}
    aired = {rank: at for at, rank in enumerate(sorted(row[AIRED] for row in rows["event"]), start=1)}
    assert len(aired) == len(number)
    events = []
    for n, *columns, record in rows["event"]:
        columns[AIRED - 1] = aired[columns[AIRED - 1]]
        events.append((number[n], *columns, {**json.loads(record), "rank": number[json.loads(record)["rank"]]}))
        assert "at" not in json.loads(record)
    files = []
    for path, *columns, ranks in rows["file"]:
        files.append((path, *columns, [number.get(rank, 0) for rank in array("q", ranks)]))
    batches: dict[str, list[Any]] = {}
    for path, _, text, size in rows["batch"]:
        batch = events_from_text(text, 0, 0)
        assert len(batch) == size > 0
        batches.setdefault(path, []).extend((row.values, row.defaults) for row in batch)
    meta = dict(rows["meta"])
    del meta["revisions"]
    pods = {id_: {**pod, "rank": number[pod["rank"]]} for id_, pod in json.loads(meta["pods"]).items()}
    return rows | {
        "event": events,
        "meta": [(key, pods if key == "pods" else value) for key, value in meta.items()],
        "facet": [(*rest, number[n]) for *rest, n in rows["facet"]],
        "tie": [(number[source], key, number[target], place) for source, key, target, place in rows["tie"]],
        "file": files,
        "batch": list(batches.items()),
        "words": sorted((term, number[n], *rest) for term, n, *rest in rows["words"]),
    }


def compiled(paths: list[str]) -> Any:
    """Return the index of a history as this cache has it or makes it, or the diagnostics of its files."""
    try:
        Chronicle(paths).close()
    except DataError as error:
        return error.diagnostics
    return content(cache.path_of(cache.Key(tuple(paths))))


def anew(paths: list[str], tmp_path: Path) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "anew"))
        upkeep.clear()
        return compiled(paths)


def told(document: Document) -> tuple[Any, ...]:
    """Return all that a document says, its warnings too."""
    world = document.world
    parts = world.name, world.timelines, world.pods, world.shows, world.people, world.states, world.tags
    events = [(event, event.at, event.rank) for event in document.events]
    stamps = [source.stamp for source in document.files], [source.lookups for source in document.files]
    return events, parts, document.check_off, document.tag_origins, stamps, document.problems.diagnostics()


def put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
    os.utime(path, ns=(1, 1))  # its change time tells


MORE = '[[event]]\nid = "o1"\ndate = 1960\ntitle = "Other"\nkind = "real"\ntags = ["moon"]\n'


@given(st.data())
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
def test_what_is_compiled_of_an_edit_is_what_is_compiled_of_the_whole(tmp_path: Path, data: st.DataObject) -> None:
    main, other = tmp_path / "main.toml", tmp_path / "other.toml"
    texts = {main: data.draw(histories(most=5)), other: data.draw(st.sampled_from(("# none\n", MORE)))}
    texts[main] = data.draw(st.sampled_from(("", 'include = ["other.toml"]\n'))) + texts[main]
    upkeep.clear()
    for path, text in texts.items():
        put(path, text)
    paths = [str(main)]
    found = compiled(paths)
    for _ in range(data.draw(st.integers(1, 6))):
        path = data.draw(st.sampled_from((main, main, other)))
        sound = texts[path]
        texts[path] = data.draw(edited(sound))
        put(path, texts[path])
        assert told(compiling.document_of(paths)) == told(load_document(paths))
        found = compiled(paths)
        assert found == anew(paths, tmp_path)
        if not isinstance(found, dict) and data.draw(st.integers(0, 3)):  # the mistake is mended
            texts[path] = sound
            put(path, sound)


FILE = 'name = "Many"\n' + "\n".join(
    f'[[event]]\nid = "e{n}"\ndate = {1950 + n % 70}\ntitle = "Event {n}"\nkind = "real"\ntags = ["moon", "mars"]'
    for n in range(2000)
)


class Work:
    """What compilations do."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.parsed: list[str] = []
        self.decoded = 0
        self.built = 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Return what is read, parsed, decoded and built, as it grows."""
    done = Work()
    loads, read_bytes, values, built = contents.tomli.loads, files._bytes, decode.plain_values, compiling._built
    read_lines = Lines.values

    def counted_loads(text: str) -> Any:
        done.parsed.append(text)
        return loads(text)

    def counted_lines(lines: Lines, texts: Sequence[str]) -> Any:
        done.parsed.extend(texts)
        found = read_lines(lines, texts)
        done.decoded += len(found) - found.count(None)
        return found

    def counted_bytes(source: files.SourceFile, *, regular: bool) -> bytes:
        done.read.append(Path(source.path).name)
        return read_bytes(source, regular=regular)

    def counted_values(*arguments: Any) -> Any:
        done.decoded += 1
        return values(*arguments)

    def counted_built(*arguments: Any) -> Any:
        done.built += 1
        return built(*arguments)

    monkeypatch.setattr(contents.tomli, "loads", counted_loads)
    monkeypatch.setattr(Lines, "values", counted_lines)
    monkeypatch.setattr(files, "_bytes", counted_bytes)
    monkeypatch.setattr(decode, "plain_values", counted_values)
    monkeypatch.setattr(compiling, "_built", counted_built)
    return done


def titles(path: Path) -> list[str]:
    with Chronicle([str(path)]) as chronicle:
        return [event.title for event in chronicle]


def redone(work: Work, path: Path, text: str) -> None:
    """Compile a file and then another text of it, of which `work` is left."""
    put(path, FILE)
    Chronicle([str(path)]).close()
    work.__init__()  # type: ignore[misc]
    put(path, text)
    assert titles(path)


def test_after_a_change_of_one_event_that_alone_is_parsed_and_decoded(work: Work, tmp_path: Path) -> None:
    redone(work, tmp_path / "a.toml", FILE.replace('kind = "real"', 'kind = "both"', 1))
    assert {text.count("[[event]]") for text in work.parsed} == {1}
    # once in the hope that the index need not be built
    assert (len(work.parsed), work.decoded, work.built) == (2, 2, 1)


def test_after_a_change_of_a_text_nothing_is_built_anew(work: Work, tmp_path: Path) -> None:
    redone(work, tmp_path / "a.toml", FILE.replace('"Event 700"', '"Changed"').replace('"Event 701"', '"Too"'))
    assert (work.built, work.decoded) == (0, 2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date = 1967\n", "date = 1968\n"),
        ('"Event 700"', '"Event 700"\norder = 1'),
        ('id = "e700"', 'id = "e-700"'),
        ('"Event 700"', '"Event 700"\nplace = "Houston"'),
        ('"Event 0"\nkind = "real"\ntags = ["moon", "mars"]', '"Event 0"\nkind = "real"\ntags = ["mars", "moon"]'),
        ('"Event 700"', '"Event 700"\npeople = ["Ed"]'),
    ],
)
def test_after_a_change_of_a_date_an_order_an_id_or_a_name_nothing_is_built_anew(
    work: Work, tmp_path: Path, old: str, new: str
) -> None:
    assert old in FILE
    redone(work, tmp_path / "a.toml", FILE.replace(old, new, 1))
    assert (work.built, work.decoded) == (0, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "real"', 'kind = "both"'),
        ('"Event 700"', '"Event 700"\nbecause = ["e1"]'),
        ('name = "Many"', 'name = "More"'),
        ('name = "Many"', "# none"),
        ('"Event 700"', '"Event 700"\n[[event]]\ndate = 1960\ntitle = "New"'),
    ],
)
def test_after_other_changes_the_index_is_built_anew(work: Work, tmp_path: Path, old: str, new: str) -> None:
    assert old in FILE
    redone(work, tmp_path / "a.toml", FILE.replace(old, new, 1))
    changed = 1 + new.count("[[event]]")
    assert (work.built, work.decoded <= 2 * changed) == (1, True)


def test_behind_a_fence_the_index_is_built_anew(work: Work, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    show = '[[show]]\nid = "fam"\n[[show.season]]\nnumber = 1\n'
    for title in ("One", "Two"):
        put(path, f'{show}[[event]]\nid = "e"\ndate = 1969\ntitle = "{title}"\nshow = "fam"\nseason = 1\n')
        with Chronicle([str(path)], up_to=["fam:s1"]) as chronicle:
            assert [event.title for event in chronicle] == [title]
    assert work.built == 2


def test_of_several_files_only_the_one_that_changed_is_read(work: Work, tmp_path: Path) -> None:
    main, parts = tmp_path / "main.toml", [tmp_path / f"part{n}.toml" for n in range(20)]
    put(
        main, 'include = ["part*.toml"]\n[tags]\nmoon = "The Moon"\n[[show]]\nid = "fam"\n[[show.season]]\nnumber = 1\n'
    )
    for n, part in enumerate(parts):
        put(part, f'[[event]]\nid = "p{n}"\ndate = 19{n + 10}\ntitle = "Part {n}"\nkind = "real"\n')
    rows = tmp_path / "part99.toml"
    put(rows, "date,title,kind\n1969,Row,real\n")
    later = max(path.stat().st_ctime_ns for path in (main, rows, *parts)) + 3_000_000_000
    with pytest.MonkeyPatch.context() as patch:  # so late that the times of the files tell
        patch.setattr(cache.time, "time_ns", lambda: later)
        assert len(titles(main)) == 21
        for title, date in (("Changed", 1917), ("Changed again", 1916)):
            work.__init__()  # type: ignore[misc]
            put(parts[7], f'[[event]]\nid = "p7"\ndate = {date}\ntitle = "{title}"\nkind = "real"\n')
            found = titles(main)
            assert title in found
            assert len(found) == 21
            assert (work.read, len(work.parsed)) == (["part7.toml"], 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache.time, "time_ns", lambda: later)
        work.__init__()  # type: ignore[misc]
        (tmp_path / "part8.toml").unlink()
        assert len(titles(main)) == 20
        assert work.read == []


def test_a_problem_of_a_file_that_was_not_read_again_is_shown_in_its_line(tmp_path: Path) -> None:
    main, part = tmp_path / "main.toml", tmp_path / "part.toml"
    put(main, 'include = ["part.toml"]\n[[event]]\nid = "a"\ndate = 1969\ntitle = "A"\nkind = "real"\n')
    put(part, '# above\n[[event]]\nid = "b"\ndate = 1970\ntitle = "B"\nkind = "real"\nbecause = ["a"]\n')
    Chronicle([str(main)]).close()
    put(main, 'include = ["part.toml"]\n')
    with pytest.raises(DataError) as error:
        Chronicle([str(main)])
    (found,) = error.value.diagnostics
    assert (found.file, found.line, found.column, found.excerpt) == (str(part), 7, 12, 'because = ["a"]')


def test_damage_of_what_is_kept_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for n, sql in enumerate(
        (
            "UPDATE file SET tables = '{'",
            "UPDATE file SET hashes = x'00'",
            "UPDATE file SET stamp = '[1]'",
            "UPDATE batch SET events = '[{}]'",
            "UPDATE batch SET events = '[1]'",
            "DELETE FROM batch",
            "DROP TABLE file",
        )
    ):
        put(path, FILE.replace("Event 700", f"Changed {n}"))
        assert f"Changed {n}" in titles(path)
        with closing(sqlite3.connect(cache.path_of(cache.Key((str(path),))))) as connection, connection:
            connection.execute(sql)
        put(path, FILE.replace("Event 700", f"Changed again {n}").replace("date = 1967", "date = 1966", n % 2))
        assert f"Changed again {n}" in titles(path)
        assert len(titles(path)) == 2000


def test_a_document_is_made_of_what_is_kept(work: Work, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    put(path, FILE)
    cold = told(compiling.document_of([str(path)]))
    Chronicle([str(path)]).close()
    later = path.stat().st_ctime_ns + 3_000_000_000
    work.__init__()  # type: ignore[misc]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache.time, "time_ns", lambda: later)
        assert told(compiling.document_of([str(path)])) == cold
    assert (work.read, work.parsed, work.decoded) == ([], [], 0)


def test_a_document_is_made_although_what_is_kept_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    put(path, FILE)
    Chronicle([str(path)]).close()
    with closing(sqlite3.connect(cache.path_of(cache.Key((str(path),))))) as connection, connection:
        connection.execute("UPDATE file SET tables = '{'")
    assert len(compiling.document_of([str(path)]).events) == 2000


def test_the_rows_of_a_history_are_gone_when_its_index_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows() -> int:
        return sum(type(each) is Row and each.at.table == "event" for each in gc.get_objects())

    kept, built = [], []
    plain_keep, plain_build = compiling.keep, index.build

    def keep(*values: Any) -> None:
        kept.append(rows())
        plain_keep(*values)

    def build(*values: Any) -> None:
        built.append(rows())
        plain_build(*values)

    monkeypatch.setattr(compiling, "keep", keep)
    monkeypatch.setattr(index, "build", build)
    before = rows()
    path = tmp_path / "a.toml"
    path.write_text("".join(f'[[event]]\ndate = 1969\ntitle = "Event {n}"\n' for n in range(20)))
    Chronicle([str(path)]).close()
    assert kept == [before + 20]
    assert built == [before]


def test_an_index_in_memory_has_all_events_after_one_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, builds = index.build, []

    def build(*values: Any) -> None:
        builds.append(values)
        if len(builds) == 1:
            raise sqlite3.OperationalError("database or disk is full")
        plain(*values)

    monkeypatch.setattr(index, "build", build)
    path = tmp_path / "a.toml"
    path.write_text('[[event]]\ndate = 1969\ntitle = "First"\n')
    with closing(Chronicle([str(path)])) as chronicle:
        assert [event.title for event in chronicle.events()] == ["First"]
    assert len(builds) == 2
