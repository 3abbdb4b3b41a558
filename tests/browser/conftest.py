"""A real Chromium for the tests of pages, and a record of everything a page must not do.

The browser lives as long as a module of tests: while it runs, its driver has an event loop in this thread, in which tests
of other modules cannot start one of their own.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Names under which systems install it."""

ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"
"""A page that asks for anything elsewhere gets no answer: the tests depend on no network."""

REPORT = (
    "addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.effectiveDirective} ${e.blockedURI}`))"
)
"""Chromium logs most violations by itself, and reports all to this listener."""


@dataclass
class Visit:
    """A page that is open, and what it did so far."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    """Every address that was asked for, besides that of the page itself and `data:`."""
    errors: list[str] = field(default_factory=list)
    """Errors on the console, exceptions that nothing caught, and violations of the Content-Security-Policy."""
    shots: Path = Path()

    @property
    def violations(self) -> list[str]:
        """Return the errors that are about the Content-Security-Policy."""
        return [error for error in self.errors if "CSP " in error or "Content Security Policy" in error]

    def forgive(self) -> tuple[list[str], list[str]]:
        """Return the requests and errors so far and forget them, in a test that wants them."""
        found = (self.requests[:], self.errors[:])
        self.requests.clear()
        self.errors.clear()
        return found

    def screenshot(self, name: str = "page", *, whole: bool = False) -> Path:
        """Save what the window shows (`whole`: the whole page) as NAME.png in the test's folder; return its path."""
        path = self.shots / f"{name}.png"
        self.page.screenshot(path=path, full_page=whole, animations="disabled")
        return path

    def fits_the_width(self) -> bool:
        """Return whether nothing makes the page scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of an installed Chromium or Chrome."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("chromium is not installed")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Start Chromium without a window."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        # Its sandbox does not start in most containers; it sees nothing here but pages of these tests.
        started = driver.chromium.launch(executable_path=chromium, chromium_sandbox=False, args=[ALONE])
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens a page: `visit(path)`, `visit(url)`, `visit(html="...")`.

    Further arguments: `fragment` (what stands behind `#`), `width`, `height`, `dark`, `script=False` (JavaScript off),
    `reduced_motion`, and whatever else `Browser.new_context` takes. When the test ends, a page that asked for anything or
    logged an error fails it, unless the test looked at that and said `forgive()`.
    """
    visits: list[Visit] = []
    contexts = []

    def open_page(
        target: str | Path | None = None,
        *,
        html: str = "",
        fragment: str = "",
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        script: bool = True,
        **options: Any,
    ) -> Visit:
        if target is None:
            target = tmp_path / f"page-{len(visits) + 1}.html"
            target.write_text(html, encoding="utf-8")
        url = target.resolve().as_uri() if isinstance(target, Path) else target
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            **options,
        )
        contexts.append(context)
        context.add_init_script(REPORT)
        opened = Visit(context.new_page(), url, shots=tmp_path)
        visits.append(opened)
        _record(opened)
        opened.page.goto(f"{url}#{fragment}" if fragment else url)
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert [(each.requests, each.errors) for each in visits if each.requests or each.errors] == []


def _record(visit: Visit) -> None:
    def requested(url: str) -> None:
        if url.partition("#")[0] != visit.url.partition("#")[0] and not url.startswith(("data:", "blob:")):
            visit.requests.append(url)

    visit.page.on("request", lambda request: requested(request.url))
    visit.page.on("console", lambda message: message.type == "error" and visit.errors.append(message.text))
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
