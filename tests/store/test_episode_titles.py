"""Words that are the title of an episode find what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

HISTORY = """
[[show]]
id = "fam"
[[show.season]]
number = 1
[[show.season.episode]]
number = 1
title = "Red Moon"
[[show.season.episode]]
number = 2
title = "Él construyó el Saturn V"
[[show]]
id = "other"
[[show.season]]
number = 1
[[show.season.episode]]
number = 1
title = "Other"

[[event]]
id = "in-red-moon"
date = 1969
title = "Somebody walks"
show = "fam"
season = 1
episode = 1
[[event]]
id = "with-the-words"
date = 1970
title = "A moon that is red"
show = "fam"
season = 1
episode = 2
[[event]]
id = "moon-only"
date = 1971
title = "The moon"
[[event]]
id = "in-other"
date = 1972
title = "Somebody sits"
show = "other"
season = 1
episode = 1
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["red moon"], ["in-red-moon"]),  # as a phrase, no text has it
        (["red", "moon"], ["in-red-moon", "with-the-words"]),
        (["RED", "Moon"], ["in-red-moon", "with-the-words"]),
        (["moon", "red"], ["with-the-words"]),  # no title
        (["moon"], ["with-the-words", "moon-only"]),  # a part of one
        (["el construyo el saturn v"], ["with-the-words"]),
        (["other"], ["in-other"]),
        (["red", "moon", "somebody"], []),
    ],
)
def test_the_whole_title_finds_the_events_of_the_episode(
    history: Callable[[str], Chronicle], words: list[str], expected: list[str]
) -> None:
    assert [event.id for event in history(HISTORY).events(words=words)] == expected


def test_other_filters_hold_as_well(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(HISTORY)
    assert [event.id for event in chronicle.events(words=["red", "moon"], year=1969)] == ["in-red-moon"]
    assert chronicle.events(words="red moon", show="other") == []
