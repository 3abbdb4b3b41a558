"""A page that `timeline browse` serves or leads to, in a real browser."""

from __future__ import annotations

import re
import threading
import time
from html import unescape
from typing import TYPE_CHECKING

import pytest
from page_reading import address, until

from timeline.browsing import server as page_server
from timeline.browsing.live import live
from timeline.browsing.server import PageServer
from timeline.store.pages import way_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Visit
    from playwright.sync_api import Page

POLICY = "default-src 'none'; img-src data:; script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
PAGE = f"""\
<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>First</title></head><body><p id="an-event">First</p></body></html>
"""

IS_LISTENING = "document.querySelector('[role=alert]') !== null"
TURN = """is => {
    Object.defineProperty(document, 'hidden', {value: is, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
}"""
"""Has a tab turn hidden, or visible, as its browser would."""


@pytest.fixture
def serving() -> Iterator[PageServer]:
    """Return a server of a page. A test takes it before `visit`: a tab that is still open would miss it as an error."""
    server = PageServer()
    server.show(PAGE)
    yield server
    server.close()


def notice(page: Page) -> str:
    """Return the text that is shown above the page; empty if none is."""
    shown = page.get_by_role("alert")
    return shown.inner_text() if shown.count() and shown.is_visible() else ""


def test_a_page_reloads_itself_and_keeps_its_place(serving: PageServer, visit: Callable[..., Visit]) -> None:
    seen = visit(serving.address, fragment="an-event")
    assert seen.page.title() == "First"
    serving.show(PAGE.replace("First", "Second"))
    until(seen.page, "document.title === 'Second'")
    assert address(seen.page) == f"{serving.address}#an-event"
    requests, errors = seen.forgive()
    assert set(requests) == {f"{serving.address}state"}
    assert errors == [], "the policy allows what keeps the page current"


def test_a_problem_is_shown_as_text_over_the_last_good_page(serving: PageServer, visit: Callable[..., Visit]) -> None:
    seen = visit(serving.address)
    problem = "mine.toml:3:1: error[E302]: <img src=x onerror=alert(1)>\n  3 | title = </script><script>alert(1)"
    serving.warn(problem)
    seen.page.get_by_role("alert").wait_for()
    assert notice(seen.page) == problem
    assert seen.page.locator("#an-event").is_visible()
    assert seen.page.locator("img").count() == 0
    serving.show(PAGE)
    seen.page.get_by_role("alert").wait_for(state="hidden")
    seen.forgive()


def test_a_tab_says_when_the_server_is_gone_and_keeps_the_page(visit: Callable[..., Visit]) -> None:
    server = PageServer()
    server.show(PAGE)
    seen = visit(server.address)
    until(seen.page, IS_LISTENING)
    server.close()
    seen.page.get_by_role("alert").wait_for()
    assert "has ended" in notice(seen.page)
    assert seen.page.locator("#an-event").is_visible()
    seen.page.close()  # which would look for the server again
    seen.forgive()


def test_a_tab_that_nobody_sees_leaves_its_connection_to_others(
    serving: PageServer, visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Browsers have six for each server: the seventh tab would never load."""
    monkeypatch.setattr(page_server, "BEAT", 0.05)
    seen = visit(serving.address)
    until(seen.page, IS_LISTENING)
    before = threading.active_count()
    seen.page.evaluate(TURN, True)
    deadline = time.monotonic() + 10
    while threading.active_count() >= before:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    serving.show(PAGE.replace("First", "Second"))
    assert seen.page.title() == "First"
    seen.page.evaluate(TURN, False)
    until(seen.page, "document.title === 'Second'")
    seen.forgive()


def test_whoever_has_the_port_later_is_not_believed(serving: PageServer, visit: Callable[..., Visit]) -> None:
    seen = visit(serving.address)
    until(seen.page, IS_LISTENING)
    serving.seal = "that of another program"
    serving.warn("Call this number")
    serving.show(PAGE.replace("First", "Second"))
    seen.page.wait_for_timeout(200)
    assert (notice(seen.page), seen.page.title()) == ("", "First")
    seen.forgive()


def test_the_page_appears_where_none_was(visit: Callable[..., Visit]) -> None:
    server = PageServer()
    try:
        server.warn("mine.toml:1:1: error[E201]: this is not TOML")
        seen = visit(server.address)
        seen.page.get_by_role("alert").wait_for()
        assert "not TOML" in notice(seen.page)
        server.show(PAGE)
        until(seen.page, "document.title === 'First'")
        seen.page.close()  # before the server, whose end is an error to it
        assert seen.forgive()[1] == []
    finally:
        server.close()


def test_a_ticket_leads_there_with_the_event(serving: PageServer, visit: Callable[..., Visit]) -> None:
    seen = visit(serving.ticket, fragment="an-event")
    assert address(seen.page) == f"{serving.address}#an-event"
    assert seen.page.title() == "First"
    seen.forgive()


def test_another_page_gets_nothing_of_it(serving: PageServer, visit: Callable[..., Visit]) -> None:
    """A page of somebody else who learned the address cannot read or frame it; without the address, it cannot find it."""
    seen = visit(html=f"<!doctype html><iframe src='{serving.address}'></iframe>")
    answer = seen.page.evaluate(
        "address => fetch(address).then(answer => answer.text()).catch(error => 'refused')", serving.address
    )
    assert answer == "refused"
    assert not any("First" in (frame.text_content("body") or "") for frame in seen.page.frames[1:])
    seen.forgive()


def test_the_policy_of_a_served_page_is_that_of_the_file_and_its_own_server() -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', live(PAGE, "1", "2"))
    assert re.fullmatch(re.escape(POLICY) + r" 'sha256-[\w+/]{43}='; connect-src 'self'", unescape(policy))
    assert "connect-src" not in PAGE


@pytest.mark.parametrize("page", ["<p>No policy", PAGE.replace("script-src", "style-src"), PAGE + PAGE])
def test_a_page_without_a_policy_is_not_served(page: str) -> None:
    with pytest.raises(ValueError, match="no Content-Security-Policy"):
        live(page, "1", "2")


def test_a_way_leads_a_browser_to_an_event(visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = tmp_path / "history.html"
    page.write_text(PAGE, encoding="utf-8")
    seen = visit(way_to(page, "history.html#an-event"))
    seen.page.wait_for_url("**/history.html#an-event")
    assert seen.page.evaluate("document.querySelector(':target').id") == "an-event"
    seen.forgive()
