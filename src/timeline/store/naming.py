"""The meaning of a name that is not the whole name of one thing: some words, the start of an id, or several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.model.names import ambiguous, did_you_mean, has_words, starting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SETS = ("tag", "place", "office")
"""The facets in which a name means all values that have its words."""

PLURALS = {"person": "people", "id": "events"}


def named(
    facet: str,
    name: str,
    whole: Sequence[str],
    known: Sequence[tuple[str, str]],
    events: Callable[[Sequence[str]], Sequence[str]],
) -> list[str]:
    """Return the values that a name stands for: those whose `whole` name it is, otherwise all that it is a part of.

    `known` has the (value, name) pairs of the facet, the name to show first; `events` returns lines about ids. Raises
    `UsageError` if nothing has the name, with the nearest as a hint, and if several things have it and the facet is none
    of `SETS`.
    """
    values = list(whole) or _partly(facet, name, known)
    if not values:
        what = "event" if facet == "id" else facet
        raise UsageError(f'there is no {what} "{name}"', did_you_mean(name, (written for _, written in known)))
    if len(values) > 1 and facet not in SETS:
        shown = dict(reversed(known))
        lines = events(values) if facet == "id" else ()
        raise ambiguous(name, PLURALS.get(facet, f"{facet}s"), [shown[value] for value in values], lines=lines)
    return values


def _partly(facet: str, name: str, known: Sequence[tuple[str, str]]) -> list[str]:
    """Return the values whose id starts with a text, otherwise those that have all of its words."""
    found = starting((value for value, _ in known), name) if facet == "id" else []
    return list(dict.fromkeys(found or [value for value, written in known if has_words(written, name)]))
