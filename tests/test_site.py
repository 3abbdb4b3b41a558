"""The static site of the docs: the bundled page first, every link leads somewhere, nothing from elsewhere, same bytes."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "docs" / "build_site.py"


def build(folder: Path) -> Path:
    subprocess.run([sys.executable, SCRIPT, "--to", folder], check=True, timeout=120)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site that was just built."""
    return build(tmp_path_factory.mktemp("built") / "site")


def test_the_bundled_page_is_the_first(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)"[^>]*class="nav-link', home)
    assert links[0] == "history.html"
    assert (site / "history.html").read_bytes() == (ROOT / "docs" / "site" / "history.html").read_bytes()


def test_every_page_of_the_docs_is_on_it(site: Path) -> None:
    names = {"index.html", "history.html", "CONTRIBUTING.html", "SECURITY.html", "CHANGELOG.html"}
    assert {path.name for path in site.glob("*.html")} == names | {
        f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")
    }


def test_links_lead_somewhere_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        if page.name == "history.html":  # which has tests of its own
            continue
        text = page.read_text(encoding="utf-8")
        assert re.findall(r'(?:<script|<img|<source|<iframe)[^>]*(?:src|srcset)="(?:https?:)?//', text) == [], page.name
        assert re.findall(r'<link[^>]*href="(?:https?:)?//', text) == [], page.name
        assert re.findall(r'(?:href|src|srcset)="/', text) == [], f"{page.name}: a site may be in a folder"
        targets = re.findall(r'(?:href|src|srcset)="(?!https?:|#|mailto:)([^"#?]+)', text)
        names = {posixpath.normpath(unquote(target)) for target in targets}
        assert [name for name in sorted(names) if not (site / name).exists()] == [], page.name


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "site")
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("mine", encoding="utf-8")
    done = subprocess.run([sys.executable, SCRIPT, "--to", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is not an earlier site" in done.stderr
    assert (tmp_path / "precious.txt").exists()


def test_only_the_page_is_in_the_repository() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ignored[-2:] == ["docs/site/*", "!docs/site/history.html"]
