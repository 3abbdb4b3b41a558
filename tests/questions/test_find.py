"""Finding an event by what is typed: the strictest way of reading it that finds anything decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.errors import UsageError
from timeline.questions.find import find

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

HISTORY = """
[[event]]
id = "moon"
date = 1969
title = "The first step"
kind = "real"
[[event]]
id = "moon-base"
date = 1973
title = "A base opens: Zvezda"
kind = "real"
[[event]]
id = "old-base-closes"
date = 1974
title = "Nobody is left"
kind = "real"
summary = "Café is a word of the summary."
[[event]]
id = "Mars"
date = 1995
title = "Three crews meet at the Café"
kind = "real"
[[event]]
id = "mars-2"
date = 1996
title = "Three crews meet at the Café again"
kind = "real"
"""


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(HISTORY)


@pytest.mark.parametrize(
    ("text", "event_id"),
    [
        ("moon", "moon"),  # an id, though others start with it
        ("MOON", "moon"),
        ("mars", "Mars"),
        ("moon-b", "moon-base"),
        ("old", "old-base-closes"),
        ("closes", "old-base-closes"),  # inside an id
        ("moon…", "moon-base"),  # cut by a screen: it goes on there
        ("moon-b..", "moon-base"),
        ("MARS…", "mars-2"),
        ("mars-2…", "mars-2"),
        ("old-base …", "old-base-closes"),
        ("s-2", "mars-2"),
        ("zvezda", "moon-base"),
        ("step first", "moon"),
        ("Opens: a BASE", "moon-base"),
        ("cafe AGAIN", "mars-2"),
        ("three crews meet at the cafe", "Mars"),  # the whole title, though another one has all of its words
        (" nobody   is left ", "old-base-closes"),
    ],
)
def test_an_event_is_found(chronicle: Chronicle, text: str, event_id: str) -> None:
    assert find(chronicle, text).id == event_id


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("m", 'one of "moon", "moon-base", "Mars", "mars-2"'),
        ("base", 'one of "moon-base", "old-base-closes"'),
        ("crews", 'one of "Mars", "mars-2"'),
    ],
)
def test_of_several_all_are_named(chronicle: Chronicle, text: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        find(chronicle, text)
    assert refused.value.hint == hint
    assert refused.value.message == f'"{text}" may be any of {hint.count(",") + 1} events'


def test_of_very_many_some_are_named(history: Callable[[str], Chronicle]) -> None:
    event = '[[event]]\nid = "a-{0}"\ndate = 196{0}\ntitle = "{0}"\nkind = "real"\n'
    with pytest.raises(UsageError) as refused:
        find(history("".join(event.format(n) for n in range(10))), "a-")
    assert refused.value.message == '"a-" may be any of 10 events'
    assert (refused.value.hint or "").endswith('"a-7" and 2 more')
    assert refused.value.listed == tuple(f"a-{n}  196{n}  {n}" for n in range(10))


def test_each_of_several_has_a_line_up_to_a_limit(history: Callable[[str], Chronicle]) -> None:
    event = '[[event]]\nid = "a-{0}"\ndate = "{1}"\ntitle = "Title {0}"\n'
    text = "".join(event.format(10**n, f"19{60 + n}" + "~" * (n > 20)) for n in range(25))
    with pytest.raises(UsageError) as refused:
        find(history(text), "a-")
    *lines, more = refused.value.listed
    assert len(lines) == 20
    assert more == "and 5 more"
    assert lines[:2] == [f"{'a-1':<22}  1960  Title 1", f"{'a-10':<22}  1961  Title 10"]


@pytest.mark.parametrize("text", ["mooon", "café word", "cafés", "…"])
def test_what_no_id_and_no_title_has_is_not_found(chronicle: Chronicle, text: str) -> None:
    with pytest.raises(UsageError, match="there is no event") as refused:
        find(chronicle, text)
    assert "moon" in (refused.value.hint or "")


@pytest.mark.parametrize("text", ["", "  ", "\0"])
def test_nothing_names_nothing(chronicle: Chronicle, text: str) -> None:
    with pytest.raises(UsageError):
        find(chronicle, text)
