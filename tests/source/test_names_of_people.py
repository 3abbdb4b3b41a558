"""Names of people: one that two people share is an error at both places once it is used; holders are looked up too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.source.load import load_document

if TYPE_CHECKING:
    from pathlib import Path

EDWARD = '[[person]]\nid = "edward"\nname = "Edward Baldwin"\naliases = ["Ed"]\n'
EDMUND = '[[person]]\nid = "edmund"\nname = "Edmund Stone"\naliases = ["Ed"]\n'
EVENT = '[[event]]\ndate = 1969\ntitle = "A flight"\npeople = ["{}"]\n'
STATE = '[[state]]\nof = "Chair"\nis = "{}"\ndate = 1969\n'


def found(folder: Path, *texts: str, included: bool = False) -> list[tuple[str, int, str]]:
    """Return file, line and code of each problem of some texts, given as several files or as one that includes the rest."""
    paths = [folder / f"{name}.toml" for name, _ in zip("abc", texts, strict=False)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    if included:
        names = ", ".join(f'"{path.name}"' for path in paths[1:])
        paths[0].write_text(f"include = [{names}]\n{texts[0]}", encoding="utf-8")
    document = load_document([str(path) for path in (paths[:1] if included else paths)])
    problems = document.problems.diagnostics()
    return [(each.file.rpartition("/")[2], each.line or 0, each.code) for each in problems]


@pytest.mark.parametrize("row", [EVENT, STATE])
@pytest.mark.parametrize("name", ["Ed", "ed"])
def test_a_name_of_two_people_is_an_error_at_both_places_once_it_is_used(tmp_path: Path, row: str, name: str) -> None:
    use = row.format(name)
    assert found(tmp_path, EDWARD + EDMUND) == []
    assert found(tmp_path, EDWARD + EDMUND + use) == [("a.toml", 4, "E412"), ("a.toml", 8, "E412")]
    assert found(tmp_path, EDWARD + use, EDMUND) == [("a.toml", 4, "E412"), ("b.toml", 4, "E412")]
    assert found(tmp_path, use, EDWARD, EDMUND) == [("b.toml", 4, "E412"), ("c.toml", 4, "E412")]
    assert found(tmp_path, use, EDWARD, EDMUND, included=True) == [("b.toml", 4, "E412"), ("c.toml", 4, "E412")]


def test_the_exact_form_of_a_name_wins(tmp_path: Path) -> None:
    other = EDMUND.replace('"Ed"', '"ED"')
    assert found(tmp_path, EDWARD + other + EVENT.format("Ed") + EVENT.format("ED").replace("flight", "walk")) == []
    assert [code for _, _, code in found(tmp_path, EDWARD + other + EVENT.format("ed"))] == ["E412", "E412"]


def test_a_holder_that_no_person_declares_is_a_warning(tmp_path: Path) -> None:
    assert found(tmp_path, STATE.format("Edwrd Baldwin")) == [], "nobody is declared"
    assert found(tmp_path, EDWARD + STATE.format("Edwrd Baldwin")) == [("a.toml", 7, "W401")]
    assert found(tmp_path, EDWARD + STATE.format("edward")) == []
    assert found(tmp_path, EDWARD, STATE.format("Edwrd Baldwin")) == [], "each --data file is complete by itself"
