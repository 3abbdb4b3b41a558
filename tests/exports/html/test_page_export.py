"""`timeline export history.html` without a browser: what it takes and refuses, and what is in the file."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from timeline.__main__ import run
from timeline.exports import files
from timeline.exports.html import page as html_page
from timeline.exports.html.packing import packed
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENTS = """
name = "A test"
[[event]]
id = "one"
date = 1969-07-20
title = "One & only"
tags = ["moon"]
source = ["https://example.org/a", "javascript:alert(1)", "A book"]
[[event]]
id = "two"
date = 1970
title = "Two"
tags = ["other"]
[[event]]
id = "three"
date = 1968
title = "Three"
timeline = "x"
kind = "alt"
moves = "one"
"""


class Reader(HTMLParser):
    """The elements of a page with their attributes, and the texts of those that are wanted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.raw:
            self.raw[self._open].append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def exported(write: Callable[..., Path], tmp_path: Path) -> Callable[..., str]:
    """Return a function that exports the events above with these options, and returns the page."""
    source = write(EVENTS)

    def export(*options: str) -> str:
        assert run(["export", str(tmp_path / "p.html"), *options, "--data", str(source), "--force"]) == 0
        return (tmp_path / "p.html").read_text(encoding="utf-8")

    return export


def ids(text: str) -> list[str]:
    return [str(each["id"]) for each in Reader(text).all("li") if "id" in each]


def data_of(text: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" data-ui="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


def test_the_policy_names_the_style_and_the_script_by_their_hashes(exported: Callable[..., str]) -> None:
    page = Reader(exported())
    (policy,) = [each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None

    def digest(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives == {
        "default-src": "'none'",
        "script-src": digest(page.raw["script"][-1]),
        "style-src": digest(page.raw["style"][0]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_only_addresses_of_the_web_are_links(exported: Callable[..., str]) -> None:
    links = Reader(exported()).all("a")
    assert [each for each in links if each.get("rel")] == [
        {"href": "https://example.org/a", "rel": "noopener noreferrer"}
    ]
    assert all(str(each["href"]).startswith(("#", "https://")) for each in links)


def test_a_filter_keeps_pairs_together_and_leaves_the_rest_out(exported: Callable[..., str]) -> None:
    assert ids(exported()) == ["three", "one", "two"]
    text = exported("--tag", "moon")
    assert ids(text) == ["three", "one"]
    assert "Two" not in re.sub(r"<script type=.module.*", "", text, flags=re.DOTALL)
    assert data_of(text)["events"]["fits"] == [0, 1]
    assert ids(exported("two")) == ["two"]


def test_a_filter_leaves_histories_their_colors(write: Callable[..., Path], tmp_path: Path) -> None:
    """A history has its color by its place among all, whether the others are on the page or not; five take turns."""
    events = "".join(f'[[event]]\ndate = 19{n}0\ntitle = "Parting {n}"\ntimeline = "t{n}"\n' for n in range(7))
    source = str(write(events))
    for timeline, color in (("t0", 1), ("t1", 2), ("t4", 5), ("t6", 2)):
        page = tmp_path / f"{timeline}.html"
        assert run(["export", str(page), "--timeline", timeline, "--data", source]) == 0
        text = page.read_text(encoding="utf-8")
        real, own = data_of(text)["timelines"]
        assert (real["color"], own["id"], own["color"]) == (0, timeline, color)
        assert (own["dashes"] is not None) == (timeline == "t6")
        assert f'class="l0 r{color}"' in text
        assert re.findall(r'class="e R added c(\d)', text) == [str(color)]


def test_a_title_and_two_timelines(exported: Callable[..., str]) -> None:
    assert data_of(exported())["title"] == "A test"
    text = exported("--title", "A <b>title</b>", "--between", "x", "real")
    assert "<h1>A &lt;b&gt;title&lt;/b&gt;</h1>" in text
    opened = data_of(text)["comparisons"][0]
    assert (opened["base"], opened["alt"]) == (1, 0)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("p.html", ["--labels", "3"], "--labels does not go with .html"),
        ("p.html", ["--dark"], "--dark does not go with .html"),
        ("p.html", ["--landscape"], "--landscape does not go with .html"),
        ("p.sqlite", ["--tag", "moon"], "filters do not go with .sqlite"),
        ("p.parquet", ["--title", "x"], "--title does not go with .parquet"),
        ("p.sqlite", ["--between", "real", "x"], "--between does not go with .sqlite"),
        ("p.html", ["--timeline", "real"], "has no parent"),
        ("p.html", ["--between", "real", "nowhere"], "nowhere"),
        ("p.html", ["--tag", "moon", "--limit", "3"], "--limit"),
    ],
)
def test_what_does_not_fit_is_refused(
    write: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    options: list[str],
    message: str,
) -> None:
    assert run(["export", str(tmp_path / name), *options, "--data", str(write(EVENTS))]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_only_a_page_of_ours_is_replaced(
    write: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", str(tmp_path / "p.html"), "--data", str(write(EVENTS))]
    assert run(command) == 0
    assert run(command) == 2
    assert run([*command, "--force"]) == 0
    (tmp_path / "p.html").write_text("<!doctype html><title>Mine</title>", encoding="utf-8")
    assert run([*command, "--force"]) == 2
    assert "is not an earlier export" in capsys.readouterr().err


def test_many_events_are_worth_a_warning(
    write: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "FILE_EXPORTS", tuple(each._replace(most=50) for each in files.FILE_EXPORTS))
    source = write("".join(f'[[event]]\ndate = {1450 + n}\ntitle = "Event {n}"\n' for n in range(51)))
    assert run(["export", str(tmp_path / "p.html"), "--data", str(source)]) == 0
    assert "51 events are many for .html" in capsys.readouterr().err
    assert run(["export", str(tmp_path / "q.html"), "--data", str(source), "--to", "1499"]) == 0
    assert "are many for" not in capsys.readouterr().err


def unpacked(text: str, name: str) -> Any:
    (content,) = re.findall(rf'data-ui="{name}">(.*?)</script>', text)
    return json.loads(zlib.decompress(b64decode(content), -15))


def test_a_very_long_history_is_compressed_and_has_what_it_may_tell(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same data as a page that is its list, nothing of it twice, and nothing of what is behind the fence."""
    late = '[[show]]\nid = "s"\nname = "S"\ntimeline = "x"\n[[event]]\nid = "late"\ndate = 1971\ntitle = "Late"\n'
    late += 'kind = "alt"\nshow = "s"\nseason = 2\nepisode = 1\nreplaces = "two"\n'
    source = str(write(EVENTS + late))
    drawn: list[object] = []
    document = html_page._document
    monkeypatch.setattr(html_page, "_document", lambda *given: drawn.append(given) or document(*given))
    text = html_page.render(Chronicle([source]), listed=3)
    assert len(drawn) == 1, "what is compressed is decided before anything is written"
    assert ids(re.sub(r"<noscript>.*</noscript>", "", text, flags=re.DOTALL)) == []
    assert ids(text) == ["three", "one", "two", "late"]
    listed = html_page.render(Chronicle([source]), listed=4)
    assert unpacked(text, "data") == data_of(listed)
    assert unpacked(text, "texts") == {
        "ids": ["three", "one", "two", "late"],
        "titles": ["Three", "One & only", "Two", "Late"],
        "dates": ["1968", "20 Jul 1969", "1970", "1971"],
    }
    assert unpacked(text, "bodies")[1][0] == [
        ["example.org/a", "https://example.org/a"], ["javascript:alert(1)", None], ["A book", None],
    ]  # fmt: skip
    fenced = html_page.render(Chronicle([source], up_to=["s:s1"]), listed=0)
    everything = [json.dumps(unpacked(fenced, name)) for name in ("data", "texts", "bodies")]
    assert not any(
        "late" in each.lower()
        for each in [*everything, re.sub(r"<s(cript|tyle).*?</s\1>", "", fenced, flags=re.DOTALL)]
    )


def test_what_is_packed_can_be_unpacked() -> None:
    rows = [["é", None, [1, "<"]], []]
    assert json.loads(zlib.decompress(b64decode(packed(rows)), -15)) == rows


def test_a_long_page_compresses_its_sources_then_its_summaries(write: Callable[..., Path], tmp_path: Path) -> None:
    def page(count: int) -> str:
        one = 'summary = "{0}"\nsource = ["{0}"]'.format("word " * 60)
        source = write("".join(f'[[event]]\ndate = {1000 + n}\ntitle = "Event {n}"\n{one}\n' for n in range(count)))
        assert run(["export", str(tmp_path / "p.html"), "--data", str(source), "--force"]) == 0
        return (tmp_path / "p.html").read_text(encoding="utf-8")

    short = page(50)
    assert 'class="sum"' in short
    assert 'class="src"' in short
    assert 'data-ui="bodies">' not in short
    longer = page(1000)
    assert 'class="sum"' in longer
    assert 'class="src"' not in longer
    assert 'data-ui="bodies">' in longer
    longest = page(1600)
    assert 'class="sum"' not in longest
    rows = unpacked(longest, "bodies")
    assert len(rows) == 1600
    assert rows[0][1].startswith("word word")
