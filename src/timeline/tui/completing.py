"""Tab in a line that is being typed: what fits there is found in another thread, and shown above the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.lines import Span
from timeline.model.errors import DataError, UsageError
from timeline.tui.looks import shown
from timeline.tui.setup import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.formats.lines import Line
    from timeline.store.chronicle import Chronicle
    from timeline.tui.app import Explore

MOST = 100
"""How many words are shown at most."""

DESCRIBED = 4
"""How many words are shown with what they mean, a line each."""


class Completing:
    """Completes what is typed."""

    def __init__(self, app: Explore) -> None:
        self._app = app
        self._right = ""
        """What stood right of the cursor when words were offered."""

    def tab(self, *, only_offers: bool = False) -> None:
        """Find what fits where the cursor of the prompt is, and type what all of it has in common, or only offer it.

        Who goes on typing need not wait for it.
        """
        app, prompt = self._app, self._app.prompt
        kind, left, right = prompt.kind, *prompt.halves
        if kind == "find":
            return  # words are found while they are typed
        history = app.session.history

        def find() -> Callable[[], None]:
            found: Sequence[Offer]
            try:
                if kind == "fence":
                    found = limits(history.chronicle, left)
                else:
                    found = app.setup.offers_for(kind == "command", left, right, history.chronicle)
            except (DataError, UsageError, OSError, RuntimeError):  # no such files, or the history is closed by now
                found = []
            return lambda: (
                self._take(found, (kind, left, right), only_offers=only_offers)
                if app.session.history is history
                else None
            )

        app.beside(find)

    def choose(self, offer: Offer) -> None:
        """Type a word that was offered, and offer what can follow it."""
        self._app.prompt.fill(offer.left, self._right)
        self._app.offer([])
        self.tab(only_offers=True)

    def _take(self, found: Sequence[Offer], asked: tuple[str, str, str], *, only_offers: bool) -> None:
        """Type what all that fits has in common, and show what there is to choose from."""
        app, prompt = self._app, self._app.prompt
        _, left, right = asked
        if not prompt.display or (prompt.kind, *prompt.halves) != asked:
            return  # it is another line by now
        common = _common([offer.left for offer in found])
        if len(common) >= len(left) and not only_offers:
            prompt.fill(common, right)
        self._right = right
        is_typed = [offer.left.rstrip() for offer in found] == [prompt.halves[0].rstrip()]
        app.offer([] if is_typed or (only_offers and not found) else list(_listed(found)))


def _common(texts: Sequence[str]) -> str:
    """Return what texts begin with, without half of a character that is quoted."""
    first, last = min(texts, default=""), max(texts, default="")
    ends = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    common = first[: next(ends, len(first))]
    return common.removesuffix("\\") if common != first else common


def _listed(found: Sequence[Offer]) -> Iterator[Line]:
    """Yield what can be chosen: many words one behind another, a few with what they mean."""
    if not found:
        yield [Span("nothing that is known begins like this", "dim")]
    elif len(found) <= DESCRIBED and any(offer.meaning for offer in found):
        for offer in found:
            yield [Span(shown(offer.word), "strong", leads=offer), Span(f"  {shown(offer.meaning)}", "dim")]
    else:
        more = f"and {len(found) - MOST:,} more" if len(found) > MOST else ""
        words = [Span(shown(offer.word), "strong", leads=offer) for offer in found[:MOST]]
        yield [*(span for word in words for span in (word, Span("  "))), Span(more, "dim")]


def limits(chronicle: Chronicle, left: str) -> list[Offer]:
    """Return the limits that fit the last of those that are typed: shows, then their seasons, then their episodes.

    Of what is above the fence that is up, nothing is known.
    """
    before, comma, last = left.rpartition(",")
    blank = last[: len(last) - len(last.lstrip())]
    typed = last.lstrip().casefold()
    found = [each for each in _limits(chronicle, typed) if each.casefold().startswith(typed) and shown(each) == each]
    return [Offer(f"{before}{comma}{blank}{each}", each) for each in found]


def _limits(chronicle: Chronicle, typed: str) -> Iterator[str]:
    """Yield shows, then their seasons and episodes once the show or the season is typed; aliases if anything is typed."""
    from timeline.questions.seasons import known_seasons  # not needed before somebody asks for it

    seasons = known_seasons(chronicle)
    yield from dict.fromkeys(known.show.id for known in seasons)
    if typed:
        yield from dict.fromkeys(alias for known in seasons for alias in known.show.aliases)
    for known in seasons:
        for name in (known.show.id, *known.show.aliases):
            season = f"{name}:s{known.number}"
            if known.number is None or not typed.startswith(name.casefold()):
                continue
            yield season
            if typed.startswith(season.casefold()):
                yield from (f"{season}e{each.number}" for each in known.episodes if each is not None)
