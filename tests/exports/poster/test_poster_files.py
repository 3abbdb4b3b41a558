"""Posters as files: what other programs make of them, the same bytes every time, and what is never overwritten."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from poster_histories import HOSTILE, NESTED, ROME

from timeline.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HISTORIES = {"nested": NESTED, "rome": ROME, "hostile": HOSTILE}


@pytest.fixture
def export(write: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Return a function that exports a history, by default the bundled one, and gives the file."""

    def exported(name: str, *options: str, text: str | None = None) -> Path:
        data = [] if text is None else ["--data", str(write(text))]
        assert run(["export", str(tmp_path / name), *options, *data]) == 0
        return tmp_path / name

    return exported


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.parametrize("name", [None, *HISTORIES])
def test_xmllint_and_rsvg_accept_the_poster(export: Callable[..., Path], tmp_path: Path, name: str | None) -> None:
    lint, rsvg = program("xmllint"), program("rsvg-convert")
    path = export("poster.svg", text=HISTORIES[name] if name else None)
    checked = subprocess.run([lint, "--noout", path], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    drawn = subprocess.run(
        [rsvg, "-w", "700", "-o", tmp_path / "drawn.png", path], capture_output=True, text=True, check=False
    )
    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert size_of(tmp_path / "drawn.png")[0] == 700


def size_of(path: Path) -> tuple[int, int]:
    """Return the width and the height of a PNG file."""
    start = path.read_bytes()[:24]
    assert start.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", start[16:])
    return width, height


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_same_history_gives_the_same_bytes(export: Callable[..., Path], ending: str) -> None:
    text = None if ending == "svg" else ROME
    first = export(f"one.{ending}", text=text).read_bytes()
    assert export(f"two.{ending}", text=text).read_bytes() == first
    assert export(f"dark.{ending}", "--dark", text=text).read_bytes() != first


def test_the_picture_is_as_fine_as_print_needs(export: Callable[..., Path]) -> None:
    width, height = size_of(export("poster.png"))
    assert (width, height) == pytest.approx((297 / 25.4 * 200, 420 / 25.4 * 200), abs=2)
    width, height = size_of(export("wide.png", "--landscape"))
    assert (width, height) == pytest.approx((420 / 25.4 * 200, 297 / 25.4 * 200), abs=2)


def test_the_page_is_a3_and_its_texts_are_texts(export: Callable[..., Path]) -> None:
    content = export("poster.pdf").read_bytes()
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", content)
    assert len(boxes) == 1
    assert [float(side) for side in boxes[0]] == pytest.approx([841.89, 1190.55], abs=0.1)
    assert b"/FontFile2" in content or b"/FontFile3" in content
    assert b"/Subtype/Image" not in content.replace(b" ", b"")


@pytest.mark.parametrize("text", HISTORIES.values(), ids=HISTORIES)
@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_any_history_can_be_drawn(export: Callable[..., Path], ending: str, text: str) -> None:
    assert export(f"poster.{ending}", text=text).stat().st_size > 10_000


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_an_earlier_export_is_replaced_and_nothing_else(
    export: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    path = export(f"poster.{ending}", text=ROME)
    before = path.read_bytes()
    assert run(["export", str(path), "--dark"]) == 2
    assert "use --force" in capsys.readouterr().err
    assert export(f"poster.{ending}", "--force", "--dark", text=ROME).read_bytes() != before
    foreign = {"svg": b"<?xml version='1.0'?><svg/>", "png": before[:33] + before[60:], "pdf": b"%PDF-1.7\n%%EOF\n"}
    path.write_bytes(foreign[ending])
    assert run(["export", str(path), "--force"]) == 2
    assert "not an earlier export" in capsys.readouterr().err
    assert path.read_bytes() == foreign[ending]


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_without_typst_the_extra_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert run(["export", str(tmp_path / f"poster.{ending}")]) == 2
    assert capsys.readouterr().err == (
        f"timeline: error: {ending.upper()} needs typst\n"
        "  help: the extra `poster` has it: pip install '.[poster]' in a clone\n"
    )
    assert list(tmp_path.iterdir()) == []
    assert run(["export", str(tmp_path / "poster.svg")]) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--labels", "59"], "a poster names 60 to 130 events, not 59"),
        (["--labels", "0"], "labels"),
        (["--person", "Nobody at all"], "no person"),
        (["--between", "fam", "zz"], 'no timeline "zz"'),
        (["--timeline", "real"], "no parent"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    assert run(["export", str(tmp_path / "poster.svg"), *options]) == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_poster_is_small_enough_for_a_wiki(export: Callable[..., Path]) -> None:
    assert export("poster.svg").stat().st_size < 500_000
