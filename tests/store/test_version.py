"""An index is rebuilt when the code that makes indexes changes, also where the version of the package stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"


@pytest.mark.parametrize(
    ("parts", "edited"),
    [
        ("", "model/shows.py"),
        ("", "source/imports/csv.py"),
        ("'exports'", "model/shows.py"),
        ("'exports'", "exports/toml.py"),
        ("'exports'", "exports/html/page.py"),
    ],
)
def test_an_edit_of_the_code_changes_the_version(tmp_path: Path, parts: str, edited: str) -> None:
    shutil.copytree(SOURCE, tmp_path / "src")
    file = tmp_path / "src/timeline" / edited

    def version() -> str:
        code = f"from timeline.store.version import code_version as v; print(v({parts}))"
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "src")}
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True
        ).stdout

    first = version()
    assert version() == first
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "# more\n", encoding="utf-8")
    longer = version()
    file.write_text(text, encoding="utf-8")
    os.utime(file, (4e9, 4e9))
    assert len({first, longer, version()}) == 3
