"""What the tests of the page read from it: the state of every event, counts, places."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

FATES = ("shared", "moved", "replaced", "averted", "added", "kept", "alike", "untold", "making", "aside")

READ_FATES = """() => Object.fromEntries([...document.querySelectorAll('li.e')].map(e => [e.id, [...e.classList]]))"""

READ_COUNTS = """() => Object.fromEntries([...document.querySelectorAll('.chips button')].map(b =>
  [b.dataset.fate, Number(b.querySelector('i').textContent)]))"""

READ_LABELS = """() => [...document.querySelectorAll('li.e.on')].map(e => {
  const box = e.firstElementChild.nextElementSibling.getBoundingClientRect();
  return [e.id, e.classList.contains('left') ? 0 : 1, box.left, box.top + scrollY, box.right, box.bottom + scrollY];
})"""


def address(page: Page) -> str:
    """Return the address as the page itself has it; `page.url` hears of a change only some time later."""
    return str(page.evaluate("location.href"))


def draw_all(page: Page) -> None:
    """Have the browser lay out the items far from the window, too: whoever asks for the style of each waits for each."""
    page.evaluate("document.querySelectorAll('li.e').forEach(each => { each.style.contentVisibility = 'visible' })")


def go(page: Page, fragment: str) -> None:
    """Go to another address of the same page, as a link does, and wait until it is drawn."""
    page.evaluate("hash => { location.hash = hash }", fragment)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds. The page's own policy forbids Playwright's way, which evaluates text in the page."""
    from playwright.sync_api import Error

    for _ in range(200):
        with suppress(Error):  # the page is just being loaded anew
            if page.evaluate(expression):
                return
        page.wait_for_timeout(30)
    raise AssertionError(f"never: {expression}")


def ready(page: Page) -> None:
    """Wait until the page is there: what is compressed is unpacked after it is loaded."""
    until(page, "document.documentElement.classList.contains('js')")


def classes(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(READ_FATES)
    return found


def shown_fates(page: Page) -> dict[str, str]:
    """Return the fate of every event that is in the list and not hidden, by its id."""
    return {
        event: next(fate for fate in FATES if fate in names)
        for event, names in classes(page).items()
        if "no" not in names
    }


def counts(page: Page) -> dict[str, int]:
    found: dict[str, int] = page.evaluate(READ_COUNTS)
    return found


def overlaps(boxes: list[Any]) -> list[tuple[Any, Any]]:
    """Return the pairs of boxes (name, side, left, top, right, bottom) that overlap by more than a pixel."""
    found = []
    ordered = sorted(boxes, key=lambda box: box[3])
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other[3] >= one[5] - 1:
                break
            if one[2] < other[4] - 1 and other[2] < one[4] - 1:
                found.append((one, other))
    return found
