"""The record itself: a page that misbehaves is found out, so that a clean one means something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from page_reading import address

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit

POLICY = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; img-src data:\">"


def test_a_quiet_page_leaves_no_trace(visit: Callable[..., Visit]) -> None:
    seen = visit(html=f"<!doctype html>{POLICY}<title>Quiet</title><p id=here>Text", fragment="here")
    assert seen.page.title() == "Quiet"
    assert address(seen.page).endswith("#here")
    assert seen.fits_the_width()
    assert (seen.requests, seen.errors) == ([], [])


def test_requests_are_seen_and_get_no_answer(visit: Callable[..., Visit]) -> None:
    seen = visit(html="<!doctype html><img src='http://example.invalid/x.png'><img src='http://example.com/y.png'>")
    requests, errors = seen.forgive()
    assert requests == ["http://example.invalid/x.png", "http://example.com/y.png"]
    assert len([error for error in errors if "ERR_NAME_NOT_RESOLVED" in error]) == 2


def test_violations_of_the_policy_are_seen(visit: Callable[..., Visit]) -> None:
    seen = visit(html=f"<!doctype html>{POLICY}<p style='color: red'>Text<script>document.title = 'Ran'</script>")
    assert seen.page.title() == ""
    assert any("style-src" in violation for violation in seen.violations)
    assert any("script-src" in violation for violation in seen.violations)
    seen.forgive()


def test_exceptions_are_seen(visit: Callable[..., Visit]) -> None:
    seen = visit(html="<!doctype html><script>throw new Error('broken here')</script>")
    assert any("broken here" in error for error in seen.errors)
    seen.forgive()


def test_scripts_can_be_off(visit: Callable[..., Visit]) -> None:
    page = "<!doctype html><title>Off</title><script>document.title = 'On'</script>"
    assert visit(html=page, script=False).page.title() == "Off"
    assert visit(html=page).page.title() == "On"


def test_a_wide_page_does_not_fit_and_dark_is_dark(visit: Callable[..., Visit]) -> None:
    seen = visit(html="<!doctype html><div style='width: 500px'>Wide", width=375, dark=True)
    assert not seen.fits_the_width()
    assert seen.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert seen.screenshot().stat().st_size > 500
