"""Whole screens of the explorer, to the character: tests/tui/screens/NAME-WIDTHxHEIGHT.txt.

They are text and no pictures. The SVG of a picture depends on the release of Textual and of Rich, and on hashes in it; what
is drawn in each cell does not, on any Python. The cursor is marked at the left of its lines, and the colors have tests of
their own.
`UPDATE_GOLDEN=1 pytest tests/tui` writes down what comes out now; read the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pilot import DEMO, Screen, explore

from timeline.bundled import bundled_events
from timeline.formats.signs import ASCII, UNICODE

if TYPE_CHECKING:
    from collections.abc import Callable

SCREENS = Path(__file__).parent / "screens"
SIZES = ((80, 24), (160, 45), (60, 12))
KEYS = {
    "start": "",
    "moon": "n n n",
    "event": "n n enter",
    "why": "n n j j j w",
    "nothing": "slash z z z enter",
    "differing": "d",
    "keys": "question_mark",
    "life": "enter j j j j j j enter",
    "base": "n h",
    "ripple": "k r",
}
CASES = [
    *(("bundled", name, size) for name in ("start", "moon") for size in SIZES),
    *(("demo", "start", size) for size in (*SIZES, (200, 50))),
    ("bundled", "event", (80, 24)),
    ("bundled", "event", (60, 12)),
    ("bundled", "why", (80, 24)),
    ("bundled", "nothing", (80, 24)),
    ("bundled", "nothing", (60, 12)),
    ("bundled", "differing", (160, 45)),
    ("bundled", "fence", (80, 24)),
    ("demo", "keys", (80, 24)),
    ("demo", "life", (80, 24)),
    ("demo", "base", (80, 24)),
    ("demo", "ripple", (60, 12)),
    ("demo", "ascii", (80, 24)),
    ("demo", "tiny", (30, 8)),
]


@pytest.mark.parametrize(("history", "name", "size"), CASES)
def test_screen(history: str, name: str, size: tuple[int, int], write: Callable[..., Path]) -> None:
    found = ""

    async def test(screen: Screen) -> None:
        nonlocal found
        await screen.press(*KEYS.get(name, "").split())
        if name == "nothing":
            await screen.until(lambda: not len(screen.session.rows))
        await screen.rest()
        found = "\n".join(f"{'>' if has_cursor(line) else ' '}{text}".rstrip() for line, text in both(screen)) + "\n"

    path = bundled_events() if history == "bundled" else write(DEMO)
    up_to = ("fam:s1e2",) if name == "fence" else ()
    explore(Path(path), test, size=size, up_to=up_to, signs=ASCII if name == "ascii" else UNICODE)
    golden = SCREENS / f"{history}-{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    assert len(found.splitlines()) == size[1]
    if name == "ascii":
        assert all(character.isascii() or character.isalpha() or character in "🏛️␛�" for character in found)


def both(screen: Screen) -> list[tuple[list, str]]:  # type: ignore[type-arg]
    return list(zip(screen.cells, screen.lines, strict=True))


def has_cursor(line: list) -> bool:  # type: ignore[type-arg]
    return any(cell.style is not None and cell.style.reverse and cell.style.bold for cell in line)


def test_no_screen_is_left_over() -> None:
    expected = {SCREENS / f"{history}-{name}-{width}x{height}.txt" for history, name, (width, height) in CASES}
    assert set(SCREENS.glob("*")) == expected
