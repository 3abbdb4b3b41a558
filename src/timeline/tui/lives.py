"""The page of a person: who they are, and their life. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.lines import Span
from timeline.model.events import episode_code
from timeline.model.query import Query
from timeline.questions.life import life
from timeline.questions.roster import somebody
from timeline.reports.people import casting_words
from timeline.tui.dating import date_column, date_of
from timeline.tui.looks import shown
from timeline.tui.pages import Entry, Page, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.formats.signs import Signs
    from timeline.model.dates import EdtfDate
    from timeline.questions.life import Step
    from timeline.questions.roster import Somebody
    from timeline.tui.history import History


def person_page(history: History, name: str, signs: Signs) -> Page:
    """Return a person, and their life, with ages. Raises `UsageError` for somebody who is not there."""
    who = somebody(history.chronicle, name)
    steps = life(history.chronicle, name, Query())
    entries = [*_head(who), Entry([Span("")], is_skipped=True), *_life(steps, signs)]
    return Page(who.person.name, entries)


def _head(who: Somebody) -> Iterator[Entry]:
    """Yield who it is, as `people` says it."""
    person = who.person
    aliases = f"  also {', '.join(person.aliases)}" if person.aliases else ""
    yield Entry([Span(shown(person.name), "strong"), Span(shown(f"{aliases}  {person.id}"), "dim")])
    facts = [("born", _dates(who.births, who)), ("died", _dates(who.deaths, who))]
    facts.append(("played by", "; ".join(map(casting_words, person.castings))))
    facts.append(("", person.summary or ""))
    for label, text in facts:
        if text:
            yield Entry(
                [Span(f"{label:<{_LABEL}}" if label else "", "dim"), Span(shown(text))], None, _LABEL * bool(label)
            )


_LABEL = 10
"""The width of what stands before a fact."""


def _dates(dates: Mapping[str, EdtfDate], who: Somebody) -> str:
    """Return births or deaths: one date for all histories that tell of the person, else each with its own."""
    histories: dict[str, list[str]] = {}
    for timeline, date in dates.items():
        histories.setdefault(date_of(date), []).append(timeline)
    if len(histories) == 1 and set(dates) == set(who.timelines):
        return next(iter(histories))
    return "; ".join(f"{date} in {', '.join(timelines)}" for date, timelines in histories.items())


def _life(steps: Sequence[Step], signs: Signs) -> Iterator[Entry]:
    if not steps:
        yield Entry([Span("No event names them.", "dim")])
    actor = ""
    for step, date in zip(steps, date_column((step.date for step in steps), signs), strict=True):
        told = [step.age.words if step.age else "", ", ".join(step.timelines)]
        before, actor = actor, step.casting.name if step.casting else actor
        is_other = actor != before and len(step.who.person.castings) > 1
        told.append(f"played by {actor}" if is_other else "")
        event = step.event
        told.append(episode_code(event.show, event.season, event.episode) if event else "")
        line = [Span(f"{date} ", "dim"), _sign(step, signs), Span(f" {shown(step.title)}")]
        line.append(Span(shown("".join(f"  {each}" for each in told if each)), "dim"))
        yield Entry(line, Target("event", event.id) if event else None, len(date) + 3)


def _sign(step: Step, signs: Signs) -> Span:
    """Return the sign of the history in which something happens, or of a death."""
    if step.event is None:
        return Span(signs.dies if step.what == "died" else " ", "gone")
    kinds = {"real": signs.real, "alt": signs.alt, "both": signs.both}
    return Span(kinds[step.event.kind], step.event.kind)
