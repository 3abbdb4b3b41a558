"""On what each event depends alone: the events without which it would not happen.

A chain of causes begins with an event that has no causes. Events that cause one another in a circle without a cause
outside it begin chains as well: the circle stands as a whole, and without one of its events all the others fall. An event
depends alone on those through which all of its chains run, which are its dominators in the web of causes.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.causality import Web, reversed_links
from timeline.model.dominators import immediate_dominators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.model.causality import Links, Parents


class Fall(NamedTuple):
    """How many events fall without one, itself not counted, and the years in which the first and the last begin."""

    events: int = 0
    first_year: int | None = None
    last_year: int | None = None


class Hinges(NamedTuple):
    """What depends on each event alone, as a forest: what hangs from an event, at any depth, falls without it."""

    parents: Parents
    """The nearest event on which each one depends alone; None for those that depend on no single event."""
    children: Links
    """The events whose parent each one is, in the order of time; missing where there are none."""
    circles: Links
    """By each event of a circle without a cause outside it: its events. What depends on it hangs from the first."""
    falls: Mapping[int, Fall]
    """What falls without each event."""

    def fall_without(self, start: int) -> dict[int, int | None]:
        """Return what falls without an event, itself included: by rank, the nearest event without which each falls."""
        circle = self.circles.get(start, [start])
        found: dict[int, int | None] = {start: None}
        below = [(start, each) for each in (*circle, *self.children.get(circle[0], ())) if each != start]
        for above, each in below:
            found[each] = above
            if each not in circle[:1]:
                below += [(each, child) for child in self.children.get(each, ())]
        return found


def hinges_of(web: Web) -> Hinges:
    """Return what depends on each event alone, in a time that is practically linear in the number of causes."""
    beginnings = _beginnings(web)
    circles = {each: circle for circle in beginnings if len(circle) > 1 for each in circle}
    ids = [each for each in web.years if circles.get(each, [each])[0] == each]
    numbers = {each: number for number, each in enumerate(ids, start=1)}
    numbers |= {each: numbers[circle[0]] for each, circle in circles.items()}
    edges = [[numbers[circle[0]] for circle in beginnings]]  # node 0 stands above all that begins
    for each in ids:
        effects = chain.from_iterable(web.effects.get(member, ()) for member in circles.get(each, [each]))
        edges.append([numbers[effect] for effect in effects if numbers[effect] != numbers[each]])
    nearest = immediate_dominators(edges)
    parents: dict[int, int | None] = dict.fromkeys(web.years)
    children: Links = {}
    for each in ids:
        above = nearest[numbers[each]]
        if above > 0:
            parents[each] = ids[above - 1]
            children.setdefault(ids[above - 1], []).append(each)
    return Hinges(parents, children, circles, _falls(web.years, parents, children, circles))


def _falls(years: Mapping[int, int], parents: Parents, children: Links, circles: Links) -> dict[int, Fall]:
    """Return what falls without each event."""
    downward = [each for each, above in parents.items() if above is None]
    for each in downward:
        downward += children.get(each, ())
    falls = dict.fromkeys(parents, Fall())
    for each in reversed(downward):
        above = parents[each]
        if above is not None:
            falls[above] = _joined(falls[above], falls[each], Fall(1, years[each], years[each]))
    for circle in {each[0]: each for each in circles.values()}.values():
        below = falls[circle[0]]
        ordered = sorted(years[each] for each in circle)
        for each in circle:
            first, last = ordered[years[each] == ordered[0]], ordered[-1 - (years[each] == ordered[-1])]
            falls[each] = _joined(below, Fall(len(circle) - 1, first, last))
    return falls


def _joined(*falls: Fall) -> Fall:
    firsts = [fall.first_year for fall in falls if fall.first_year is not None]
    lasts = [fall.last_year for fall in falls if fall.last_year is not None]
    return Fall(sum(fall.events for fall in falls), min(firsts, default=None), max(lasts, default=None))


def falling(causes: Links, effects: Links, start: int, years: Mapping[int, int]) -> Web:
    """Return the web of what falls without an event. The event begins it: it has causes there only in such a circle.

    `effects` and `years` have all that follows from the event, `causes` all direct causes of these. What stands is what a
    cause that does not follow from the event leads to, directly or not.
    """
    reached = _spread(effects, start, set())
    inside = set(reached)
    standing = {start}
    for each in reached:
        if any(cause not in inside for cause in causes.get(each, ())):
            _spread(effects, each, standing)
    fallen = inside - standing | {start}
    begins_in_circle = inside.issuperset(_spread(causes, start, set()))
    targets = fallen if begins_in_circle else fallen - {start}
    leading = {each: [effect for effect in effects.get(each, ()) if effect in targets] for each in fallen}
    return Web(reversed_links(leading), leading, {each: years[each] for each in sorted(fallen)})


def _beginnings(web: Web) -> list[list[int]]:
    """Return where chains of causes begin: each event without causes, and each circle without a cause outside it.

    A first walk over all events notes from which of them it had to set out. A second one goes back over these: one to
    which no later one leads has no causes but those that follow from it.
    """
    walked: set[int] = set()
    starts = [each for each in web.years if _spread(web.effects, each, walked)]
    led_to: set[int] = set()
    first = [each for each in reversed(starts) if _spread(web.effects, each, led_to)]
    return [sorted(_spread(web.causes, each, set())) for each in reversed(first)]


def _spread(links: Links, start: int, known: set[int]) -> list[int]:
    """Return what links lead to from a start, itself first, that is not known yet, and add it to what is known."""
    if start in known:
        return []
    known.add(start)
    found = [start]
    for each in found:
        new = [other for other in dict.fromkeys(links.get(each, ())) if other not in known]
        known.update(new)
        found += new
    return found
