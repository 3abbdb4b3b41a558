"""Ids and timelines that differ only in case: the exact form wins, and a form that is neither is no guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.errors import UsageError
from timeline.questions.find import find

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

FILE = """
[[event]]
id = "moon"
date = 1969
title = "Landing"
timeline = "fam"
[[event]]
id = "Moon"
date = 1970
title = "Another landing"
timeline = "FAM"
tags = ["Soviet"]
[[event]]
id = "mars"
date = 1971
title = "Mars"
kind = "real"
tags = ["soviet"]
"""


@pytest.mark.parametrize("name", ["moon", "Moon"])
def test_exact_id_wins(history: Callable[[str], Chronicle], name: str) -> None:
    chronicle = history(FILE)
    assert [event.id for event in chronicle.events(id=[name])] == [name]
    assert chronicle.event(name).id == name
    assert find(chronicle, name).id == name


@pytest.mark.parametrize("name", ["fam", "FAM"])
def test_exact_timeline_wins(history: Callable[[str], Chronicle], name: str) -> None:
    chronicle = history(FILE)
    assert chronicle.resolve("timeline", name) == name
    assert [event.timeline for event in chronicle.events(timeline=[name])] == [name]


def test_another_form_is_no_guess(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(FILE)
    for facet, name, found in (("id", "MOON", ("Moon", "moon")), ("timeline", "Fam", ("FAM", "fam"))):
        with pytest.raises(UsageError) as refused:
            chronicle.resolve(facet, name)
        assert all(f'"{each}"' in (refused.value.hint or "") for each in found)
    with pytest.raises(UsageError):
        find(chronicle, "MOON")
    assert find(chronicle, "MARS").id == "mars"


def test_tags_that_differ_in_case_are_one(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(FILE)
    for name in ("soviet", "Soviet", "SOVIET"):
        assert [event.id for event in chronicle.events(tag=[name])] == ["Moon", "mars"]
