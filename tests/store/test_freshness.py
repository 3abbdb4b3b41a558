"""An index is opened again while its files are unchanged, and never when they are not."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import timeline.source.load as source_load
import timeline.store.freshness as store_freshness
from timeline.model.errors import DataError
from timeline.model.stamps import Stamp
from timeline.store.chronicle import Chronicle
from timeline.store.freshness import Freshness, freshness

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.source.document import Document

SECOND = 1_000_000_000
EVENT = '[[event]]\ndate = 1969\ntitle = "{}"\nkind = "real"\n'


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return the list of the loads of events files, which grows with each."""
    made: list[tuple[str, ...]] = []
    load_document = source_load.load_document

    def counted(paths: Any, **kept: Any) -> Document:
        made.append(tuple(paths))
        return load_document(paths, **kept)

    monkeypatch.setattr(source_load, "load_document", counted)
    return made


def titles(*paths: Path) -> list[str]:
    return [event.title for event in Chronicle([str(path) for path in paths])]


def test_unchanged_file_is_loaded_once(write: Callable[..., Path], loads: list[tuple[str, ...]]) -> None:
    path = write(EVENT.format("One"))
    assert [titles(path) for _ in range(3)] == [["One"]] * 3
    assert loads == [(str(path),)]


def test_unchanged_includes_and_several_files_are_loaded_once(
    write: Callable[..., Path], loads: list[tuple[str, ...]]
) -> None:
    write(EVENT.format("Included"), "parts/more.toml")
    one = write('include = ["parts/more.toml"]\n' + EVENT.format("One"), "one.toml")
    two = write(EVENT.format("Two"), "two.toml")
    assert [titles(one, two) for _ in range(2)] == [["One", "Included", "Two"]] * 2
    assert len(loads) == 1


def test_other_order_of_files_is_another_history(write: Callable[..., Path]) -> None:
    one, two = write(EVENT.format("One"), "one.toml"), write(EVENT.format("Two"), "two.toml")
    assert [titles(one, two), titles(two, one), titles(one)] == [["One", "Two"], ["Two", "One"], ["One"]]


def test_edit_of_the_same_length_is_seen(write: Callable[..., Path]) -> None:
    for title in ("One", "Two", "Six", "One"):
        assert titles(write(EVENT.format(title))) == [title]


@pytest.mark.parametrize("age", [0, 3600])
def test_edit_with_its_time_put_back_is_seen(write: Callable[..., Path], age: int) -> None:
    path = write(EVENT.format("One"))
    then = path.stat().st_mtime_ns - age * SECOND
    os.utime(path, ns=(then, then))
    assert titles(path) == ["One"]
    path.write_text(EVENT.format("Two"), encoding="utf-8")
    os.utime(path, ns=(then, then))
    assert titles(path) == ["Two"]


def test_file_renamed_into_its_place_is_seen(write: Callable[..., Path]) -> None:
    path, other = write(EVENT.format("One")), write(EVENT.format("Two"), "other.toml")
    times = path.stat()
    assert titles(path) == ["One"]
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(path)
    assert titles(path) == ["Two"]


def test_link_that_leads_elsewhere_is_seen(write: Callable[..., Path], tmp_path: Path) -> None:
    one, two, link = write(EVENT.format("One"), "1.toml"), write(EVENT.format("Two"), "2.toml"), tmp_path / "link.toml"
    link.symlink_to(one)
    assert titles(link) == ["One"]
    link.unlink()
    link.symlink_to(two)
    assert titles(link) == ["Two"]


def test_edited_include_is_seen(write: Callable[..., Path]) -> None:
    path = write('include = ["parts/more.toml"]\n' + EVENT.format("One"))
    for title in ("More", "Less"):
        write(EVENT.format(title), "parts/more.toml")
        assert titles(path) == ["One", title]


@pytest.mark.parametrize("gone", ["events.toml", "parts/more.toml"])
def test_deleted_file_is_an_error(write: Callable[..., Path], tmp_path: Path, gone: str) -> None:
    write(EVENT.format("More"), "parts/more.toml")
    path = write('include = ["parts/more.toml"]\n' + EVENT.format("One"))
    assert titles(path) == ["One", "More"]
    (tmp_path / gone).unlink()
    with pytest.raises(DataError) as caught:
        titles(path)
    assert [found.code for found in caught.value.diagnostics] == ["E101"]


def test_file_that_turned_invalid_is_an_error_until_it_is_mended(write: Callable[..., Path]) -> None:
    assert titles(write(EVENT.format("One"))) == ["One"]
    for _ in range(2):
        with pytest.raises(DataError):
            titles(write("[[event]]"))
    assert titles(write(EVENT.format("One"))) == ["One"]


def test_same_relative_name_in_another_folder_is_another_file(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("one", "two", "one"):
        path = write(EVENT.format(folder), f"{folder}/events.toml")
        monkeypatch.chdir(path.parent)
        assert titles(Path("events.toml")) == [folder]


def test_racily_clean_file_settles_after_one_hash(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, loads: list[tuple[str, ...]]
) -> None:
    path = write(EVENT.format("One"))
    changed = path.stat().st_ctime_ns
    hashed: list[bytes] = []
    digest = store_freshness.digest
    monkeypatch.setattr(store_freshness, "digest", lambda data: hashed.append(data) or digest(data))
    seen = []
    for seconds in (0, 1, 1, 5, 6, 7):
        monkeypatch.setattr(time, "time_ns", lambda now=changed + seconds * SECOND: now)
        assert titles(path) == ["One"]
        seen.append(len(hashed))
    assert seen == [0, 1, 2, 3, 3, 3]  # at 5 the times are far enough apart to tell from then on
    assert len(loads) == 1


def test_file_from_the_future_is_hashed_every_time(write: Callable[..., Path], loads: list[tuple[str, ...]]) -> None:
    path = write(EVENT.format("One"))
    then = path.stat().st_mtime_ns + 10**6 * SECOND
    os.utime(path, ns=(then, then))
    assert [titles(path) for _ in range(2)] == [["One"]] * 2
    assert len(loads) == 1


def stamp_of(path: Path, /, **changes: Any) -> Stamp:
    return Stamp.of(str(path), path.stat(), path.read_bytes())._replace(**changes)


@pytest.mark.parametrize(
    ("read_after", "seen_after", "changes", "expected"),
    [
        (10, 20, {}, Freshness.FRESH),
        (10, 20, {"sha256": "other"}, Freshness.FRESH),  # far apart: the times are believed, nothing is read
        (1, 1.5, {}, Freshness.FRESH),
        (1, 10, {}, Freshness.SETTLED),
        (-5, 10, {}, Freshness.SETTLED),
        (1, 10, {"sha256": "other"}, Freshness.STALE),
        (1, 1.5, {"sha256": "other"}, Freshness.STALE),
        (10, 20, {"size": 1}, Freshness.STALE),
        (10, 20, {"mtime_ns": 1}, Freshness.STALE),
        (10, 20, {"ctime_ns": 1}, Freshness.STALE),
        (10, 20, {"inode": 1}, Freshness.STALE),
        (10, 20, {"path": "/no such file"}, Freshness.STALE),
    ],
)
def test_stamp_tells_whether_a_file_changed(
    write: Callable[..., Path], read_after: float, seen_after: float, changes: dict[str, Any], expected: Freshness
) -> None:
    path = write(EVENT.format("One"))
    status = path.stat()
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    read_at, now = (int(changed + seconds * SECOND) for seconds in (read_after, seen_after))
    assert freshness([stamp_of(path, **changes)], read_at, now) is expected


def test_one_stale_file_among_several_decides(write: Callable[..., Path]) -> None:
    one, two = write(EVENT.format("One"), "one.toml"), write(EVENT.format("Two"), "two.toml")
    now = max(path.stat().st_ctime_ns for path in (one, two)) + 20 * SECOND
    stamps = [stamp_of(one), stamp_of(two)]
    assert freshness(stamps, now, now) is Freshness.FRESH
    two.unlink()
    assert freshness(stamps, now, now) is Freshness.STALE


# Includes: what they lead to


def link(path: Path, target: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


@pytest.fixture
def linked(write: Callable[..., Path]) -> Path:
    """Return a history that includes a link to v1.toml, which includes a file of the same folder."""
    for version in ("1", "2"):
        write('include = ["more.toml"]\n' + EVENT.format(f"V{version}"), f"v{version}/part.toml")
        write(EVENT.format(f"More of V{version}"), f"v{version}/more.toml")
    whole = write('include = ["part.toml", "now/more.toml"]\n', "whole.toml")
    link(whole.parent / "part.toml", "v1/part.toml")
    link(whole.parent / "now", "v1")
    return whole


def test_link_to_another_file_is_followed_anew(linked: Path, loads: list[tuple[str, ...]]) -> None:
    assert titles(linked) == titles(linked) == ["V1", "More of V1"]
    assert len(loads) == 1
    link(linked.parent / "part.toml", "v2/part.toml")
    assert titles(linked) == ["V2", "More of V2", "More of V1"]


def test_link_to_another_folder_is_followed_anew(linked: Path) -> None:
    assert titles(linked) == ["V1", "More of V1"]
    link(linked.parent / "now", "v2")
    assert titles(linked) == ["V1", "More of V1", "More of V2"]


def test_link_to_a_hard_link_of_the_same_file_is_followed_anew(linked: Path) -> None:
    """The file is the same, but what it includes stands in another folder."""
    assert titles(linked) == ["V1", "More of V1"]
    two = linked.parent / "v2" / "part.toml"
    two.unlink()
    os.link(linked.parent / "v1" / "part.toml", two)
    link(linked.parent / "part.toml", "v2/part.toml")
    assert titles(linked) == ["V1", "More of V2", "More of V1"]


def test_link_that_dangles_is_an_error(linked: Path) -> None:
    assert titles(linked) == ["V1", "More of V1"]
    link(linked.parent / "part.toml", "v3/part.toml")
    with pytest.raises(DataError):
        titles(linked)
    link(linked.parent / "part.toml", "v2/part.toml")
    assert titles(linked) == ["V2", "More of V2", "More of V1"]


def test_link_whose_target_is_gone_is_an_error(linked: Path) -> None:
    assert titles(linked) == ["V1", "More of V1"]
    (linked.parent / "v1" / "part.toml").unlink()
    with pytest.raises(DataError):
        titles(linked)


def test_link_that_became_a_file_is_read(linked: Path, write: Callable[..., Path]) -> None:
    assert titles(linked) == ["V1", "More of V1"]
    (linked.parent / "part.toml").unlink()
    write(EVENT.format("A file"), "part.toml")
    assert titles(linked) == ["A file", "More of V1"]


def test_file_that_became_a_link_is_followed(linked: Path, write: Callable[..., Path]) -> None:
    (linked.parent / "part.toml").unlink()
    write(EVENT.format("A file"), "part.toml")
    assert titles(linked) == ["A file", "More of V1"]
    link(linked.parent / "part.toml", "v2/part.toml")
    assert titles(linked) == ["V2", "More of V2", "More of V1"]


def test_second_name_of_a_file_is_followed_anew(linked: Path) -> None:
    """now/more.toml adds nothing as long as it is a file that is read anyway."""
    link(linked.parent / "part.toml", "v2/part.toml")
    link(linked.parent / "now", "v2")
    assert titles(linked) == ["V2", "More of V2"]
    link(linked.parent / "now", "v1")
    assert titles(linked) == ["V2", "More of V2", "More of V1"]


def test_data_file_that_is_a_link_is_followed_anew(linked: Path) -> None:
    main = linked.parent / "main.toml"
    link(main, "v1/part.toml")
    assert titles(main) == ["V1", "More of V1"]
    link(main, "v2/part.toml")
    assert titles(main) == ["V2", "More of V2"]


def test_new_file_that_a_pattern_matches_is_read(write: Callable[..., Path], loads: list[tuple[str, ...]]) -> None:
    whole = write('include = ["s/*.toml"]\n' + EVENT.format("Whole"), "whole.toml")
    assert titles(whole) == ["Whole"]
    write(EVENT.format("B"), "s/b.toml")
    assert titles(whole) == ["Whole", "B"]
    new = write(EVENT.format("A"), "s/a.toml")
    write("not an events file", "s/notes.txt")
    assert titles(whole) == titles(whole) == ["Whole", "A", "B"]
    assert len(loads) == 3
    new.unlink()
    assert titles(whole) == ["Whole", "B"]
    new.mkdir()
    assert titles(whole) == ["Whole", "B"]
