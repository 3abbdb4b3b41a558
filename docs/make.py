"""Make every page that is made from the code: `python docs/make.py`. With `--check`, only say which pages are stale.

A maker is a module `make_NAME.py` beside this one with the path `TARGET` and the function `page()`, which returns the
whole text that belongs there. `make_pictures.py` is none: what it makes differs from one machine to the next.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent


def pages() -> Iterator[tuple[Path, str]]:
    """Return each page's path with the text that belongs there now."""
    for path in sorted(FOLDER.glob("make_*.py")):
        maker = import_module(path.stem)
        if hasattr(maker, "TARGET"):
            yield maker.TARGET, maker.page()


def main() -> int:
    """Write the stale pages, or only name them; return 1 where `--check` finds one."""
    parser = argparse.ArgumentParser(description="Make the pages of docs/ that are made from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is stale")
    check = parser.parse_args().check
    stale = [(path, text) for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path, text in stale:
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.name} {'is stale: run python docs/make.py' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
