"""Implied ids: an event without an `id` has its title as a slug, with its date behind it where that is not unique."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from timeline.model.dates import EdtfDate

_MARKS = {"?": ("maybe",), "~": ("circa",), "%": ("circa", "maybe")}
_OPEN = {"..": "open", "": "unknown"}
_OFFSET = re.compile(r"(T[^+-]+)([+-])")
_SIGNS = {"+": "-plus-", "-": "-minus-"}


class Implied(NamedTuple):
    """The forms of an implied id, each longer than the one before or the same."""

    title: str
    """The title as a slug."""
    dated: str
    marked: str

    @classmethod
    def of(cls, slug: str, date: EdtfDate) -> Implied:
        """Return the forms for a title as a slug and a date."""
        plain, marked = _date_forms(date.text)
        return cls(slug, *("-".join(part for part in (slug, each) if part) for each in (plain, marked)))


def _date_forms(text: str) -> tuple[str, str]:
    """Return a date as part of an id: plain, and with words for what that leaves out, each at its place.

    Such are qualifiers, open ends and the sign of an offset from UTC.

    >>> _date_forms("../1914-07~")
    ('1914-07', 'open-1914-07-circa')
    """
    plain, marked = [], []
    for end in text.split("/"):
        if end in _OPEN:
            marked.append(_OPEN[end])
            continue
        bare = end.rstrip("?~%")
        plain.append(_plain(bare))
        marked.append(_plain(_OFFSET.sub(lambda found: found[1] + _SIGNS[found[2]], bare)))
        marked += [word for mark in end[len(bare) :] for word in _MARKS[mark]]
    return "-".join(plain), "-".join(marked)


def _plain(end: str) -> str:
    """Return one end of a date, without its qualifier, as part of an id: a year before 1 as "44-bc"."""
    before = re.match(r"Y?-(\d+)(X*)", end)
    if before:
        year = str(int(before[1]) + 1) if not before[2] else before[0].strip("Y-").lower()
        end = f"{year}-bc{end[before.end() :]}"
    return re.sub(r"[^0-9a-z]+", "-", end.lower()).strip("-")


def implied_ids(forms: Sequence[Implied], taken: Collection[str], clash: Callable[[list[int]], None]) -> list[str]:
    """Return the id of each event that has none of its own.

    All that share an id get a longer form, the shortest first, until each is unique; none gets an id that is `taken`.
    `clash` is called with the places in `forms` of those whose longest forms are not.
    """
    length = [0] * len(forms)
    while True:
        chosen = [form[length[n]] for n, form in enumerate(forms)]
        grown = False
        for shared in _sharing(chosen).values():
            if len(shared) < 2 and chosen[shared[0]] not in taken:
                continue
            shortest = min(length[n] for n in shared)
            if shortest < 2:
                grown = True
                for n in shared:
                    length[n] += length[n] == shortest
        if not grown:
            break
    for each, shared in _sharing(chosen).items():
        if len(shared) > 1 or each in taken:
            clash(shared)
    return chosen


def _sharing(ids: Sequence[str]) -> Mapping[str, list[int]]:
    sharing: dict[str, list[int]] = defaultdict(list)
    for n, each in enumerate(ids):
        sharing[each].append(n)
    return sharing
