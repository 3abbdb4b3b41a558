"""Make the pictures of the README and of docs/: `python docs/make_pictures.py`, or with the names of some of them.

It needs the extra `site`, an installed Chromium and `rsvg-convert` (librsvg). The pictures are in the repository, because
whoever reads the README has made nothing. `docs/make.py` does not make them: other versions of Chromium and other fonts
give other pixels.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
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


def makers() -> dict[str, Callable[[Path], bytes]]:
    """Return every picture by its name, as a function that gets a folder to work in and returns a PNG."""
    drawn = {name: partial(_drawn, name, *how) for name, how in COMMANDS.items()}
    return {**{name: partial(_page, screen) for name, screen in SCREENS.items()}, **drawn}


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
