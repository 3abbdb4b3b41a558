"""Make the pictures of the README and of docs/: `python docs/make_pictures.py`, or with the names of some of them.

It needs the extra `site`, an installed Chromium, `rsvg-convert` (librsvg) and tmux. The pictures are in the repository,
because whoever reads the README has made nothing. `docs/make.py` does not make them: another version of Chromium or other
fonts give other pixels.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parent / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLORS = 128
"""How many colors a picture keeps: text on a plain ground looks the same, in a third of the bytes."""


class Screen(NamedTuple):
    """A window with the page in it."""

    width: int
    height: int
    dark: bool = False
    address: str = ""
    """What stands behind `#`: an event to open, and the state of the page."""
    wait: str = "ol"
    """What is on the page when it is ready, as a CSS selector."""
    scale: int = 1


LEONOV, APOLLO = "leonov-first-on-moon", "apollo-11-first-on-moon"
SCREENS = {
    "page-1920-light": Screen(1920, 1080),
    "page-1920-dark": Screen(1920, 1080, dark=True),
    "page-1024-light": Screen(1024, 768, address=LEONOV),
    "page-1024-dark": Screen(1024, 768, dark=True, address=LEONOV),
    "page-375-light": Screen(375, 760, address=APOLLO, scale=2),
    "page-375-dark": Screen(375, 760, dark=True, address=APOLLO, scale=2),
}
COMMANDS = {
    "poster": (("export", "{}.svg"), 1100),
    "poster-dark": (("export", "{}.svg", "--dark"), 1100),
    "poster-season-2": (("export", "{}.svg", "--season", "2", "--landscape"), 1400),
    "plot-drift": (("drift", "--plot", "{}.svg"), 1200),
    "plot-people": (("people", "--season", "4", "--limit", "16", "--plot", "{}.svg"), 1200),
    "plot-seasons": (("seasons", "--plot", "{}.svg"), 1200),
    "plot-who": (("who", "president", "--plot", "{}.svg"), 1200),
}
"""Commands that draw an SVG file, and the width of the picture in pixels."""


class Terminal(NamedTuple):
    """A terminal in which a command runs."""

    command: tuple[str, ...]
    columns: int
    rows: int
    keys: tuple[str, ...] = ()
    """What to press, by the names that tmux has for keys."""


TERMINALS = {
    "terminal-graph": Terminal(("graph", "--to", "1969", "--pairs", "--no-pager"), 110, 40),
}

EXPLORER = Path(__file__).parent / "explore_pictures.py"
EXPLORED = {"explore-80x24": (80, 24), "explore-160x45": (160, 45)}
"""Screens of `timeline explore`, which `explore_pictures.py` draws."""


def makers() -> dict[str, Callable[[Path], bytes]]:
    """Return every picture by its name, as a function that gets a folder to work in and returns a PNG."""
    drawn = {name: partial(_drawn, name, *how) for name, how in COMMANDS.items()}
    shown = {name: partial(_terminal, name, terminal) for name, terminal in TERMINALS.items()}
    explored = {name: partial(_explored, *size) for name, size in EXPLORED.items()} if EXPLORER.exists() else {}
    return {**{name: partial(_page, screen) for name, screen in SCREENS.items()}, **drawn, **shown, **explored}


def _page(screen: Screen, work: Path) -> bytes:
    """Photograph the page of the bundled history."""
    page = work / "history.html"
    if not page.exists():
        _timeline("export", str(page))
    with _browser() as browser:
        context = browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            device_scale_factor=screen.scale,
            color_scheme="dark" if screen.dark else "light",
            reduced_motion="reduce",
        )
        tab = context.new_page()
        tab.goto(f"{page.as_uri()}#{screen.address}")
        tab.wait_for_selector(screen.wait)
        tab.evaluate("document.fonts.ready")
        tab.wait_for_timeout(300)  # the chart is drawn in a frame of its own
        return bytes(tab.screenshot())


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit("make_pictures: Chromium is not installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()


def _drawn(name: str, command: tuple[str, ...], width: int, work: Path) -> bytes:
    """Draw an SVG file by a command, and return it as pixels."""
    _timeline(*(part.format(work / name) for part in command))
    rendered = subprocess.run(
        ["rsvg-convert", "--width", str(width), f"{work / name}.svg"], capture_output=True, check=True
    )
    return rendered.stdout


def _terminal(name: str, terminal: Terminal, work: Path) -> bytes:
    """Run a command in a real terminal, press keys, and return what it shows then."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    tmux = ("tmux", "-L", f"pictures-{os.getpid()}", "-f", "/dev/null")
    command = shlex.join([sys.executable, "-m", "timeline", *terminal.command, "--data", "bundled"])
    size = ("-x", str(terminal.columns), "-y", str(terminal.rows))
    subprocess.run([*tmux, "new-session", "-d", *size, f"COLORTERM=truecolor {command}; sleep 100"], check=True)
    try:
        shown = _settled(tmux)
        for key in terminal.keys:
            subprocess.run([*tmux, "send-keys", key], check=True)
            shown = _settled(tmux)
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)
    console = Console(width=terminal.columns, record=True, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown), end="")
    page = work / f"{name}.html"
    page.write_text(
        console.export_html(theme=MONOKAI, inline_styles=True, code_format=_IN_A_TERMINAL), encoding="utf-8"
    )
    with _browser() as browser:
        tab = browser.new_page(viewport={"width": 1600, "height": 1200})
        tab.goto(page.as_uri())
        return bytes(tab.locator("pre").screenshot())


def _explored(columns: int, lines: int, work: Path) -> bytes:
    """Return a screen of `timeline explore`. It is drawn in a process of its own, which has an event loop for it."""
    code = f"import explore_pictures; print(explore_pictures.screen({columns}, {lines}))"
    drawn = subprocess.run([sys.executable, "-c", code], cwd=EXPLORER.parent, capture_output=True, check=True)
    with _browser() as browser:
        tab = browser.new_page(viewport={"width": 14 * columns, "height": 28 * lines})
        tab.set_content(f'<body style="margin: 0">{drawn.stdout.decode()}')
        return bytes(tab.locator("svg").screenshot())


_IN_A_TERMINAL = """\
<!doctype html><meta charset="utf-8"><body style="background: {background}">
<pre style="display: inline-block; margin: 0; padding: 16px; background: {background}; color: {foreground};
font: 14px/18px 'DejaVu Sans Mono', 'Liberation Mono', monospace">{code}</pre>
"""


def _settled(tmux: tuple[str, ...]) -> str:
    """Return what a terminal shows once that stays the same, with its colors."""
    before, shown = "", ""
    while not shown.strip() or shown != before:
        time.sleep(0.7)
        before = shown
        shown = subprocess.run([*tmux, "capture-pane", "-ep"], capture_output=True, check=True, text=True).stdout
    return shown


def _timeline(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "timeline", *arguments, "--data", "bundled"], check=True)


def small(png: bytes) -> bytes:
    """Return a PNG with few colors."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Make the pictures that are named, or all, and remove those that no maker makes."""
    known = makers()
    names = sys.argv[1:] or list(known)
    if unknown := set(names) - set(known):
        raise SystemExit(f"make_pictures: there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name in names:
            written = small(known[name](Path(work)))
            (FOLDER / f"{name}.png").write_bytes(written)
            print(f"{name}.png: {len(written) / 1000:.0f} kB")
    for left in FOLDER.glob("*.png"):
        if left.stem not in known:
            left.unlink()


if __name__ == "__main__":
    main()
