"""What an event allows is found without parsing its file again, unless the defaults of the file may be what allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.checks.run import all_findings
from timeline.source.load import load_document

if TYPE_CHECKING:
    from pathlib import Path

LATE = '[[person]]\nname = "Ed"\nborn = 1931\n[[event]]\ndate = 1930\ntitle = "Early"\nkind = "real"\npeople = ["Ed"]\n'


@pytest.mark.parametrize(
    ("text", "is_parsed", "unused"),
    [
        (f'{LATE}allow = ["C301"]\n', False, []),
        (f"[defaults]\nplace = 'Lima'\n{LATE}allow = ['C301']\n", False, []),
        (f"[defaults]\nallow = ['C301']\n{LATE}", True, []),
        (f"[defaults]\nallow = ['C301', 'C302']\n{LATE}", True, [("defaults", "allow", 1)]),
        (f"[defaults]\nallow = ['C302']\n{LATE}allow = ['C301', 'C303']\n", True, [("event", 0, "allow", 1)]),
    ],
)
def test_a_file_is_parsed_again_only_if_its_defaults_allow_something(
    tmp_path: Path, text: str, is_parsed: bool, unused: list[tuple[str | int, ...]]
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    document = load_document([str(path)])
    found = all_findings(document)
    assert (document.files[0]._parsed is not None) == is_parsed
    assert [each.path for each in found if each.found.code == "Q107"] == unused
