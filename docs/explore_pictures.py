"""Pictures of `timeline explore` as SVG, without a terminal: `screen(80, 24)` returns one of the bundled history.

`python docs/explore_pictures.py FOLDER` writes both, for the README. It needs the extra `tui`.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from timeline.bundled import bundled_events
from timeline.cli.explore import _variables_for
from timeline.cli.explore_typing import offers_for, query_of
from timeline.formats.signs import UNICODE
from timeline.tui.app import Explore
from timeline.tui.history import History
from timeline.tui.session import Session
from timeline.tui.setup import Setup

SIZES = ((80, 24), (160, 45))
EVENT = "leonov-first-on-moon"
"""The event that the cursor is on."""

_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def screen(columns: int, lines: int, event: str = EVENT) -> str:
    """Return a picture of the screen as SVG. It loads nothing: the font is the first monospaced one of the reader."""

    async def draw() -> str:
        session = Session(History([str(bundled_events())]), UNICODE, columns)
        app = Explore(Setup(query_of, _variables_for, offers_for), session)
        async with app.run_test(size=(columns, lines)) as pilot:
            await pilot.pause()
            session.to_event(event)
            app.renew()
            await pilot.pause()
            return app.export_screenshot(title="timeline explore")

    svg = _FONT.sub("", asyncio.run(draw()))
    return svg.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace")


def write(folder: Path) -> list[Path]:
    """Write a picture for each of `SIZES` into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for columns, lines in SIZES:
        path = folder / f"explore-{columns}x{lines}.svg"
        path.write_text(screen(columns, lines), encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1]))
