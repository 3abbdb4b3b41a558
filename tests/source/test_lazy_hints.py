"""A hint is worked out when its problem is shown, and says what it would have said at once."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import names
from timeline.source import drafts, name_checks
from timeline.source.document import Document
from timeline.source.files import SourceFile
from timeline.source.load import load_document
from timeline.source.places import Places
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PEOPLE = ("Ed Baldwin", "Molly Cobb", "Valérie Ott")
TAGS = ("moon", "Mars")
USED = st.lists(
    st.sampled_from([*PEOPLE, *TAGS, "Ed Baldwyn", "MOLLY COBB", "baldwin", "Valerie", "mooon", "zzz", "?"]), max_size=4
)


def file_of(people: Sequence[str], tags: Sequence[str], causes: Sequence[str]) -> str:
    """Return an events file with people and tags, of which one event names these."""
    declared = "".join(f'[[person]]\nname = "{name}"\n' for name in PEOPLE)
    vocabulary = "[tags]\n" + "".join(f'"{tag}" = "A tag"\n' for tag in TAGS)
    event = (
        f'[[event]]\ndate = 1969\ntitle = "Ed Baldwin"\npeople = {[*people]}\ntags = {[*tags]}\nbecause = {[*causes]}\n'
    )
    other = '[[event]]\ndate = 1970\ntitle = "Mars"\n'
    return declared + event + other + vocabulary


@given(USED, USED, USED)
def test_hints_say_what_they_would_have_said_at_once(people: list[str], tags: list[str], causes: list[str]) -> None:
    text = file_of(people, tags, causes)
    later = load_document(["/h.toml"], {"/h.toml": text}).problems.diagnostics()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_checks, "cache", lambda work: work())  # hints are worked out where they are noted
        patch.setattr(drafts, "partial", lambda work, *given: work(*given))
        at_once = load_document(["/h.toml"], {"/h.toml": text}).problems
        assert not any(callable(problem.hint) for _, problem in at_once.found)
    assert later == at_once.diagnostics()


def test_a_listing_works_out_no_warning_and_no_hint(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(file_of(["Ed Baldwyn", "zzz"], ["mooon", "zzz"], []))
    asked: list[object] = []
    for module in (names, name_checks, drafts):
        monkeypatch.setattr(module, "did_you_mean", lambda name, known: asked.append(name))
    monkeypatch.setattr(name_checks, "Problem", lambda *said: asked.append(said))
    assert len(Chronicle([str(path)]).events()) == 2
    assert asked == []
    assert len(load_document([str(path)]).problems.found) == len(asked) == 4


def test_each_unknown_name_has_its_hint_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(name_checks, "did_you_mean", lambda name, known: asked.append(name))
    more = "".join(f'[[event]]\ndate = 1969\ntitle = "Event {n}"\npeople = ["zzz"]\n' for n in range(3))
    text = more + file_of(["zzz"], ["yyy", "xxx"], [])
    document = load_document(["/h.toml"], {"/h.toml": text})
    assert len(document.problems.diagnostics()) == 6
    assert sorted(asked) == ["xxx", "yyy", "zzz"]


def test_what_mistakes_were_found_in_is_freed_at_once() -> None:
    """Files that are read again and again, with mistakes in them, do not wait for the collector of circles."""

    def kept() -> int:
        return sum(
            isinstance(each, Document | SourceFile | Places | name_checks._Vocabulary) for each in gc.get_objects()
        )

    text = file_of(["Ed Baldwyn"], ["mooon"], ["zzz"])
    gc.disable()
    try:
        before = kept()
        document = load_document(["/h.toml"], {"/h.toml": text})
        assert len(document.problems.diagnostics()) == 3
        assert kept() > before
        del document
        assert kept() == before
    finally:
        gc.enable()
