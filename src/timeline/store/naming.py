"""The meaning of a name that is not the whole name of one thing: some words, the start of an id, or several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.model.names import ambiguous, did_you_mean, fold, has_words

if TYPE_CHECKING:
    from collections.abc import Sequence

SETS = ("tag", "place", "office")
"""The facets in which a name means all values that have its words."""

PLURALS = {"person": "people", "id": "events"}


def named(facet: str, name: str, whole: Sequence[str], known: Sequence[tuple[str, str]]) -> list[str]:
    """Return the values that a name means: those with this name, which are in `whole`, else those that have its words.

    `known` has the (value, name) pairs of the facet, first the name to show. Raises `UsageError` if nothing has the name,
    with the nearest name as a hint, and if several things have it and the facet is not one of `SETS`.
    """
    values = list(whole) or _partly(facet, name, known)
    if not values:
        what = "event" if facet == "id" else facet
        raise UsageError(f'there is no {what} "{name}"', did_you_mean(name, (written for _, written in known)))
    if len(values) > 1 and facet not in SETS:
        shown = dict(reversed(known))
        raise ambiguous(name, PLURALS.get(facet, f"{facet}s"), [shown[value] for value in values])
    return values


def _partly(facet: str, name: str, known: Sequence[tuple[str, str]]) -> list[str]:
    """Return the events whose id starts with a name, else the values that have all of its words."""
    start = fold(name)
    found = [value for value, written in known if facet == "id" and start and fold(written).startswith(start)]
    return list(dict.fromkeys(found or [value for value, written in known if has_words(written, name)]))
