"""What `show` writes as json, ndjson and csv reads back as the same events."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import histories

from timeline.bundled import bundled_events
from timeline.formats import FORMATS
from timeline.formats.output import Output
from timeline.model.dates import parse_date
from timeline.model.events import Event
from timeline.reports.show import report
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FORMS = ("json", "ndjson", "csv")


def written(events: Sequence[Event], form: str) -> str:
    stream = io.StringIO()
    FORMATS[form].render(report(events), Output(stream, is_terminal=False, width=0, header=True))
    return stream.getvalue()


def records(chronicle: Chronicle, form: str) -> list[dict[str, Any]]:
    """Return what a form carries of the events: CSV has no tables of one's own."""
    found = [event.to_dict() for event in chronicle]
    return [record | {"x": None} for record in found] if form == "csv" else found


@pytest.mark.parametrize("form", FORMS)
def test_bundled_events_read_back_the_same(form: str, tmp_path: Path) -> None:
    before = Chronicle([str(bundled_events())])
    path = tmp_path / "events"
    path.write_text(written(list(before), form), encoding="utf-8", newline="")
    after = Chronicle([str(path)])
    assert after.dropped_links == 0
    assert records(after, form) == records(before, form)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25)
@given(text=histories())
def test_drawn_events_read_back_the_same(form: str, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("rows")
    (folder / "before.toml").write_text(text, encoding="utf-8")
    before = Chronicle([str(folder / "before.toml")])
    rows = written(list(before), form)
    (folder / "rows").write_text(rows, encoding="utf-8", newline="")
    after = Chronicle([str(folder / "rows")])
    if after.dropped_links == 0:  # else a branch of a branch, of which rows say nothing
        assert records(after, form) == records(before, form)
        assert written(list(after), form) == written(list(before), form)


LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Co", "Cn"]) | st.sampled_from(" ;'=+-@,\""),
    min_size=1,
).filter(lambda text: text == " ".join(text.split()) and text.strip() and re.search(r"\w", text))


@given(
    title=LINES,
    place=LINES,
    tags=st.lists(LINES, min_size=1, max_size=3, unique=True),
)
@settings(max_examples=60)
def test_text_of_any_kind_survives_csv(
    tmp_path_factory: pytest.TempPathFactory, title: str, place: str, tags: list[str]
) -> None:
    event = Event(
        id="a", date=parse_date("-0044"), title=title, kind="real", timelines=("real",), place=place, tags=tuple(tags)
    )
    path = tmp_path_factory.mktemp("rows") / "rows"
    path.write_text(written([event], "csv"), encoding="utf-8", newline="")
    assert list(Chronicle([str(path)])) == [event]


def test_command_line_reads_its_own_rows(timeline: Callable[..., Any], write: Callable[..., Path]) -> None:
    text = (
        '[[event]]\nid = "a"\ndate = 1969\ntitle = "A"\n[[event]]\nid = "b"\ndate = 1970\ntitle = "B"\nbecause = "a"\n'
    )
    path = str(write(text))
    for form in FORMS:
        rows = timeline("show", "--data", path, "-f", form).stdout
        again = timeline("show", "--data", "-", "-f", form, stdin=rows)
        assert (again.returncode, again.stdout, again.stderr) == (0, rows, "")
        part = timeline("show", "--data", path, "--year", "1970", "-f", form).stdout
        again = timeline("show", "--data", "-", "-f", "json", stdin=part)
        assert '"because": []' in again.stdout
        assert again.stderr == "timeline: left out 1 link to events that do not exist\n"
    divergences = timeline("diverge", "-f", "ndjson").stdout
    refused = timeline("show", "--data", "-", stdin=divergences)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "E116" in refused.stderr


def test_data_files_by_name(
    timeline: Callable[..., Any], write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = '[[event]]\nid = "{0}"\ndate = 1950\ntitle = "{0}"\n'
    for name in ("one", "two"):
        write(event.format(name), f"{name}.toml")
    write(event.format("own"), "bundled")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    def ids(*arguments: str, **variables: str) -> list[str]:
        result = timeline("show", "--year", "1950", "-f", "ndjson", *arguments, **variables)
        assert result.returncode == 0, result.stderr
        return [json.loads(line)["id"] for line in result.stdout.splitlines()]

    assert ids("--data", "./bundled") == ["own"]
    assert "own" not in ids("--data", "bundled")
    assert sorted(ids("--data", "bundled", "--data", "one.toml")) == sorted([*ids("--data", "bundled"), "one"])
    assert ids("--data=~/one.toml") == ["one"]
    assert ids(TIMELINE_DATA="one.toml:~/two.toml") == ["one", "two"]
    assert sorted(ids(TIMELINE_DATA="one.toml:bundled")) == sorted(["one", *ids("--data", "bundled")])
