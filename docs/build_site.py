"""Build the static site of the docs into docs/site/: `python docs/build_site.py`. It needs the extra `site`.

The bundled page comes first, then the README and the pages of docs/. Only `history.html` is in the repository: a visitor
can open it before anything is built, and `docs/make.py` keeps it fresh. The rest is built by .github/workflows/pages.yml.
The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "docs" / "site"
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/*.md")
FILES = ("docs/site/history.html", "docs/pictures/*.png", "docs/performance/*.svg", "docs/site.css")
TARGET = re.compile(r'(\]\(|(?:src|srcset|href)=")(?!https?:|mailto:|#)([^)"#\s]+)')
"""A link or a picture, in Markdown or HTML, that is not on another server."""


def place_of(path: str) -> str:
    """Return where a file of the repository is on the site."""
    return {"README.md": "index.md"}.get(path, path.removeprefix("docs/").removeprefix("site/"))


def moved(text: str, page: str) -> str:
    """Return a page with links that fit the site; those to files that are not on it become the text that they have."""
    on_site = {str(path.relative_to(ROOT)) for pattern in (*PAGES, *FILES) for path in ROOT.glob(pattern)}

    def relinked(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), found[2]))
        return found[1] + (place_of(path) if path in on_site else found[2])

    return TARGET.sub(relinked, text)


def put_together(folder: Path) -> None:
    """Copy all pages and files of the site into a folder."""
    for pattern in (*PAGES, *FILES):
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            to = folder / place_of(name)
            to.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".md":
                to.write_text(moved(path.read_text(encoding="utf-8"), name), encoding="utf-8", newline="\n")
            else:
                shutil.copyfile(path, to)


def build(site: Path) -> None:
    """Build the site into a folder, which then has nothing else. A link that leads nowhere ends it."""
    if site != SITE and site.exists() and any(site.iterdir()) and not (site / "history.html").exists():
        raise SystemExit(f"build_site: {site} is there, and is not an earlier site")
    with tempfile.TemporaryDirectory() as work:
        put_together(Path(work) / "pages")
        config = shutil.copy(ROOT / "docs" / "properdocs.yml", work)
        command = [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "--config-file", config]
        made = Path(work) / "site"
        epoch = {"SOURCE_DATE_EPOCH": "0"}  # no page says when it was built
        subprocess.run([*command, "--site-dir", str(made)], check=True, env=os.environ | epoch)
        for name in ("sitemap.xml.gz", "sitemap.xml", "404.html"):  # which need the address of the site
            (made / name).unlink(missing_ok=True)
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(made, site)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the static site of the docs.")
    parser.add_argument("--to", type=Path, default=SITE, help="the folder to build into; its content is replaced")
    build(parser.parse_args().to)
