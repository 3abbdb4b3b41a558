"""Pages that answer a question: an event in full, trees, episodes, timelines. Pure.

Nothing on the first screen needs the questions that are asked here, so this module is imported with the first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from timeline.formats.lines import Span
from timeline.model.events import REAL, episode_code
from timeline.model.query import Query
from timeline.questions.event import event as answer_about
from timeline.questions.ripple import ripple
from timeline.questions.why import why
from timeline.reports.short import short_drift
from timeline.reports.statuses import sign_of
from timeline.reports.why import tree_lines
from timeline.tui.dating import date_column, date_of
from timeline.tui.looks import shown
from timeline.tui.pages import Entry, Page, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from timeline.formats.lines import Line
    from timeline.formats.signs import Signs
    from timeline.model.events import Event
    from timeline.questions.event import EventAnswer, Present
    from timeline.questions.why import Chain
    from timeline.tui.history import History

MOST_STEPS = 5_000
"""How many events of a tree are shown at most."""


def _event(event: Event) -> Target:
    return Target("event", event.id)


def event_page(history: History, event: Event, signs: Signs) -> Page:
    """Return an event in full: counterparts, causes, effects, people, and what tells of it."""
    answer = answer_about(history.chronicle, event)
    entries = [
        Entry([Span(shown(event.title), "strong")]),
        Entry([*_dated(event), Span(_where(answer), "dim"), Span(f"  {shown(event.id)}", "dim")]),
    ]
    if event.summary:
        entries.append(Entry([Span(shown(event.summary))]))
    entries += _section("Counterparts", _pairs(answer, signs))
    entries += _section("Because", _lines_of(answer.causes, signs))
    entries += _section("What follows directly", _lines_of(answer.effects, signs))
    entries += _section("People", map(_person, answer.people))
    entries += _section("Told in", _told_in(answer))
    facts = [("place", event.place), ("tags", ", ".join(event.tags)), ("canon", event.canon)]
    facts += [("source", source) for source in event.source]
    entries += _section("More", (Entry([Span(f"{name:<8}", "dim"), Span(shown(text))]) for name, text in facts if text))
    hint = "j k move  Enter opens  w why  r ripple  o in the list  e edit  Esc back"
    return Page(f"Event {event.id}", entries, hint, event=event.id)


def _dated(event: Event) -> Line:
    """Return the date of an event, and if that is not what the file says, what has to be edited there."""
    date, written = date_of(event.date), event.date.text
    return [Span(f"{date}  "), *([Span(f"written {written}  ", "dim")] if date != written else [])]


def _where(answer: EventAnswer) -> str:
    names = ", ".join(timeline.id for timeline in answer.timelines)
    pods = f"  point of divergence of {', '.join(answer.pod_of)}" if answer.pod_of else ""
    return shown(f"{answer.event.kind}, in {names}{pods}")


def _section(title: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    found = list(entries)
    if found:
        yield Entry([Span("")], is_skipped=True)
        yield Entry([Span(title, "strong")], is_skipped=True)
        yield from found


def _lines_of(events: Sequence[Event], signs: Signs) -> Iterator[Entry]:
    for event, date in zip(events, date_column((event.date for event in events), signs), strict=True):
        line = [Span(f"{date}  ", "dim"), Span(shown(event.title))]
        yield Entry(line, _event(event), len(date) + 2)


def _pairs(answer: EventAnswer, signs: Signs) -> Iterator[Entry]:
    for pair in answer.pairs:
        other = pair.base if pair.alt is not None and pair.alt.id == answer.event.id else pair.alt
        sign = sign_of(pair.status, signs, pair.drift)
        line = [sign, Span(f" {pair.status:<8} "), Span(shown(f"{pair.base_timeline} | {pair.timeline}  "), "dim")]
        if other is None or other.id == answer.event.id:
            yield Entry(line)
            continue
        drift = f"  {short_drift(pair.drift, in_words=True)}" if pair.drift else ""
        line += [Span(shown(other.title)), Span(f"  {date_of(other.date)}{drift}", "dim")]
        yield Entry(line, _event(other), 4)


def _person(present: Present) -> Entry:
    age = f", {present.age.words}" if present.age else f", died {date_of(present.died)}" if present.died else ""
    actor = f"  played by {present.casting.name}" if present.casting else ""
    line = [Span(shown(f"{present.person.name}{age}")), Span(shown(actor), "dim")]
    return Entry(line, Target("person", present.person.name), 4)


def _told_in(answer: EventAnswer) -> Iterator[Entry]:
    event = answer.event
    if not event.show:
        return
    name = answer.show.name if answer.show else event.show
    code = episode_code(event.show, event.season, event.episode)
    title = f"  {answer.episode.title}" if answer.episode and answer.episode.title else ""
    line = [Span(shown(f"{code}{title}")), Span(shown(f"  {name}"), "dim")]
    yield Entry(line, Target("episode", event.show, event.season, event.episode), 4)


def tree_page(history: History, event: Event, direction: Literal["causes", "effects"], signs: Signs) -> Page:
    """Return the tree of what led to an event, or of what follows from it."""
    ask: Callable[..., Chain] = why if direction == "causes" else ripple
    chain = ask(history.chronicle, event, Query(limit=MOST_STEPS))
    rails, parents = tree_lines(chain.steps), {step.after for step in chain.steps}
    entries = []
    dates = date_column((step.event.date for step in chain.steps), signs)
    for step, date in zip(chain.steps, dates, strict=True):
        rail = "".join(cell.text for cell in rails[step.number - 1][:1])
        is_strong = step.after is None or bool(step.pod_of)
        title = f"POD: {step.event.title}" if step.pod_of else step.event.title
        line = [
            Span(f"{date}  ", "dim"),
            Span(f"{rail} ", "dim"),
            Span(shown(title), "strong" if is_strong else "plain"),
        ]
        if step.also:
            line.append(Span("  also because of ", "dim"))
            for place, other in enumerate(chain.steps[number - 1].event for number in step.also):
                line += [Span("; ", "dim")] if place else []
                line.append(Span(shown(other.title), "dim", leads=_event(other)))
        below = "│ " * step.level + ("│" if step.number in parents else "")
        indent = len(date) + 2 + 2 * step.level + 2
        entries.append(Entry(line, _event(step.event), indent, " " * (len(date) + 2) + below))
    if chain.left_out:
        entries.append(Entry([Span(f"{chain.left_out:,} more", "dim")]))
    if chain.missed_pod and direction == "causes":
        entries.append(Entry([Span(shown(f"It does not lead back to the POD, {chain.missed_pod}."), "dim")]))
    words = "What led to" if direction == "causes" else "What follows from"
    hint = "j k walk  Enter opens  w why  r ripple  o in the list  Esc back"
    return Page(f"{words}: {event.title}", entries, hint)


def episode_page(history: History, target: Target, signs: Signs) -> Page:
    """Return the events that an episode tells of, or a season or a show."""
    season = () if target.season is None else (target.season,)
    episode = () if target.episode is None else (target.episode,)
    events = history.chronicle.ask(Query(show=(target.name,), season=season, episode=episode))
    code = episode_code(target.name, target.season, target.episode)
    found = list(_lines_of(events, signs))
    title = history.world.episode(events[0]) if events and target.episode is not None else None
    return Page(f"{code}  {title.title}" if title and title.title else code, found)


def timelines_page(history: History, lanes: Sequence[str]) -> Page:
    """Return the timelines to choose from, with a mark at those that are compared."""
    world = history.world
    entries = []
    for timeline in world.timelines.values():
        mark = "> " if timeline.id in lanes else "  "
        line = [Span(mark, "strong"), Span(shown(timeline.id), "real" if timeline.id == REAL else "alt")]
        line.append(Span(shown(f"  {timeline.name}")))
        pod = world.pods.get(timeline.id)
        if timeline.parent:
            line.append(Span(shown(f"  from {timeline.parent}{f', {date_of(pod.date)}' if pod else ''}"), "dim"))
        entries.append(Entry(line, Target("timeline", timeline.id), 4))
    hint = "Enter: with its parent  c: as the base  a: one lane more, or less  Esc back"
    ids = list(world.timelines)
    return Page("Timelines", entries, hint, ids.index(history.alt) if history.alt in ids else 0)
