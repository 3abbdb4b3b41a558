"""Pages in the cache: rendered once for each state of the files, at an address that stays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from timeline.store import cache, pages
from timeline.store.chronicle import Chronicle
from timeline.store.pages import kept_page, way_to
from timeline.store.upkeep import clear, entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONE = '[[event]]\ndate = 1969\ntitle = "One"\n'


class Renders:
    """Counts how often a page was rendered."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"<!doctype html><p>{self.count}\n"


def test_an_unchanged_history_is_not_rendered_again(write: Callable[..., Path]) -> None:
    path, render = str(write(ONE)), Renders()
    first = kept_page(Chronicle([path]), "everything", render)
    assert first.read_text(encoding="utf-8").startswith("<!doctype html><p>1\n")
    assert kept_page(Chronicle([path]), "everything", render) == first
    assert render.count == 1
    assert first.parent == cache.folder()
    assert first.stat().st_mode & 0o077 == 0


def test_a_page_is_rendered_again_at_the_same_address(write: Callable[..., Path]) -> None:
    path, render = write(ONE), Renders()
    first = kept_page(Chronicle([str(path)]), "everything", render)
    path.write_text(ONE.replace("One", "Two"), encoding="utf-8")
    assert kept_page(Chronicle([str(path)]), "everything", render) == first
    assert render.count == 2
    assert first.read_text(encoding="utf-8").startswith("<!doctype html><p>2\n")


def test_what_was_asked_and_the_fence_and_the_code_make_other_pages(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'show = "fam"\nseason = 1\n'
    path, render = str(write(ONE + text)), Renders()
    first = kept_page(Chronicle([path]), "everything", render)
    assert kept_page(Chronicle([path]), "one season", render) != first
    assert kept_page(Chronicle([path], up_to=["fam:s1"]), "everything", render) != first
    assert render.count == 3
    monkeypatch.setattr(pages, "code_version", lambda *parts: "other code")
    assert kept_page(Chronicle([path]), "everything", render) == first
    assert render.count == 4


@pytest.mark.parametrize("damage", [b"", b"cut", b"<!doctype html><p>1\n<!-- made of something else -->\n"])
def test_a_page_that_is_not_whole_is_made_again(write: Callable[..., Path], damage: bytes) -> None:
    path, render = str(write(ONE)), Renders()
    page = kept_page(Chronicle([path]), "everything", render)
    page.write_bytes(damage)
    kept_page(Chronicle([path]), "everything", render)
    assert render.count == 2


def test_a_folder_that_others_can_write_to_is_not_used(write: Callable[..., Path]) -> None:
    path, render = str(write(ONE)), Renders()
    inside = kept_page(Chronicle([path]), "everything", render)
    inside.parent.chmod(0o777)
    page = kept_page(Chronicle([path]), "everything", render)
    assert page.parent != inside.parent
    assert page.parent.stat().st_mode & 0o077 == 0
    assert render.count == 2


def test_without_a_home_the_page_is_in_a_folder_of_its_own(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, render = str(write(ONE)), Renders()
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    page = kept_page(Chronicle([path]), "everything", render)
    assert page.read_text(encoding="utf-8") == "<!doctype html><p>1\n"
    assert page.name == "history.html"


def test_texts_that_are_no_unicode_are_written(write: Callable[..., Path]) -> None:
    page = kept_page(Chronicle([str(write(ONE))]), "half \udcff", lambda: "<p>\udcff\n")
    assert page.read_bytes().startswith(b"<p>?\n")


def test_a_way_leads_to_an_address_and_runs_nothing(write: Callable[..., Path]) -> None:
    page = kept_page(Chronicle([str(write(ONE))]), "everything", Renders())
    way = way_to(page, 'x.html#a"><script>alert(1)</script>')
    text = way.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert way_to(page, "x.html#b") != way


def test_pages_are_listed_and_cleared(write: Callable[..., Path]) -> None:
    page = kept_page(Chronicle([str(write(ONE))]), "everything", Renders())
    way = way_to(page, f"{page.name}#one")
    assert {page, way} <= {entry.path for entry in entries()}
    clear()
    assert not page.exists()
    assert not way.exists()
