"""The sentence above the answer of `timeline whatif`: counts, years, and the numbers of its verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.questions.whatif import whatif
from timeline.reports.whatif import headline

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

HISTORY = "".join(
    f'[[event]]\nid = "{each}"\ntitle = "T {each}"\ndate = "{date}"\nkind = "{kind}"\n{more}\n'
    for each, date, kind, more in (
        ("caesar", "-0043-03-15", "real", ""),
        ("actium", "-0030-09-02", "real", 'because = ["caesar"]'),
        ("augustus", "0014", "real", 'because = ["actium"]'),
        ("peace", "../-0020", "real", 'because = ["actium", "alone"]'),
        ("alone", "1901", "real", ""),
        ("gone", "1902", "real", ""),
        ("pod", "1900", "alt", 'timeline = "x"'),
        ("late", "1901", "alt", 'timeline = "x"\nbecause = ["pod"]\naverts = ["gone"]'),
    )
)


@pytest.mark.parametrize(
    ("removed", "sentence"),
    [
        ("caesar", 'Without "T caesar": 2 events fall (31 BC–AD 14), 1 is weakened'),
        ("actium", 'Without "T actium": 1 event falls (AD 14), 1 is weakened'),
        ("alone", 'Without "T alone": 1 is weakened'),
        ("pod", 'Without "T pod": 1 event falls (1901), 1 stands again'),
        ("late", 'Without "T late": 1 stands again'),
        ("gone", 'Without "T gone": nothing else falls'),
    ],
)
def test_the_sentence(history: Callable[[str], Chronicle], removed: str, sentence: str) -> None:
    chronicle = history(HISTORY)
    assert headline(whatif(chronicle, chronicle[removed])) == sentence
