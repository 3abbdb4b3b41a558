"""The statuses of divergences on a screen: a sign, a color and a word for each, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from timeline.formats.lines import Span
from timeline.questions.pairs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.formats.lines import Line, Style
    from timeline.formats.signs import Signs
    from timeline.model.drift import Drift
    from timeline.questions.pairs import Status

STYLES: Mapping[Status, Style] = {
    "moved": "moved",
    "replaced": "alt",
    "averted": "gone",
    "added": "new",
    "kept": "both",
    "untold": "dim",
}


def sign_of(status: Status, signs: Signs, drift: Drift | None = None) -> Span:
    """Return the sign of a status; that of a moved event says whether it is earlier or later."""
    texts: Mapping[Status, str] = {
        "moved": signs.later if drift and drift.words.endswith("later") else signs.earlier,
        "replaced": signs.replaced,
        "averted": signs.averted,
        "added": signs.alt,
        "kept": signs.kept,
        "untold": signs.untold,
    }
    return Span(texts[status], STYLES[status])


def counted_statuses(statuses: Iterable[Status], signs: Signs) -> list[Line]:
    """Return each status that occurs with its sign and its number: the legend of a table."""
    counts = Counter(statuses)
    return [[*_legend(status, signs), Span(f" {counts[status]:,} {status}")] for status in STATUSES if counts[status]]


def _legend(status: Status, signs: Signs) -> Line:
    if status == "moved":
        return [Span(signs.earlier + signs.later, STYLES[status])]
    return [sign_of(status, signs)]


def status_bar(counts: Mapping[Status, int], most: int, width: int, signs: Signs) -> Line:
    """Return a bar of signs, one sign each for as many pairs as it takes to fit `most` of them in the width.

    What is there has at least one sign. "+" stands for added ones.
    """
    share = max(most / max(width - len(STATUSES), 1), 1.0)
    texts = {status: "+" if status == "added" else sign_of(status, signs).text for status in STATUSES}
    lengths = {status: max(1, round(counts.get(status, 0) / share)) for status in STATUSES if counts.get(status)}
    return [Span(texts[status] * length, STYLES[status]) for status, length in lengths.items()]


def in_words(statuses: Iterable[Status]) -> str:
    """Return how many there are of each status: "7 replaced, 2 averted, 16 added"."""
    counts = Counter(statuses)
    return ", ".join(f"{counts[status]:,} {status}" for status in STATUSES if counts[status])
