"""The pictures of the README and of docs/: each is there, is shown somewhere, says what it shows, and is small."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHOWN = re.compile(r'!\[[^\]]*\]\(([^)]+)\)|<img [^>]*src="([^"]+)"|srcset="([^"]+)"')


def shown_on(page: Path) -> set[Path]:
    """Return the files of the pictures that a page shows."""
    found = SHOWN.findall(page.read_text(encoding="utf-8"))
    return {(page.parent / name).resolve() for groups in found for name in groups if name}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_that_a_page_shows_is_there(page: Path) -> None:
    assert [path for path in shown_on(page) if not path.is_file()] == []


def test_every_picture_is_shown_and_made() -> None:
    there = {*FOLDER.iterdir()}
    assert len(there) >= 12
    assert there == {path for page in PAGES for path in shown_on(page) if path.parent == FOLDER}
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from make_pictures import makers
    finally:
        sys.path.remove(str(ROOT / "docs"))
    assert {path.name for path in there} == {f"{name}.png" for name in makers()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_says_what_it_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    images = re.findall(r"<img [^>]*>", text)
    assert [image for image in images if not re.search(r'alt="[^"]{15,}"', image)] == []
    assert [alt for alt in re.findall(r"!\[([^\]]*)\]\(", text) if len(alt) < 15] == []


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert {name: size for name, size in sizes.items() if size > 400_000} == {}
    assert sum(sizes.values()) < 3_000_000
