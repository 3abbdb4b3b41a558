"""What the explorer says about the row of the cursor, and its first line. Lines of spans; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.lines import Span
from timeline.model.events import episode_code
from timeline.questions.overview import KINDS
from timeline.reports.statuses import sign_of
from timeline.tui.dating import date_of
from timeline.tui.lines import VERBS
from timeline.tui.looks import cut, in_signs, shown, width_of, wrapped
from timeline.tui.pages import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line
    from timeline.formats.signs import Signs
    from timeline.tui.lines import Told
    from timeline.tui.rows import Rows
    from timeline.tui.session import Session

_NARROW = 60
"""The width below which a filter takes the place of a fence that is not up."""

_PASSIVE = {"moved": "moved to", "replaced": "replaced by", "averted": "averted by"}


def details(found: Told | None, width: int, signs: Signs, *, is_on_base: bool = False) -> list[Line]:
    """Return what a row says in lines of at most so many cells: title, date, counterpart, summary, causes, people.

    That is what its base event says if the cursor is on that one; nothing without a row. What has a page leads to it.
    """
    if found is None:
        return []
    event = found.base if is_on_base and found.base is not None else found.event
    lines: list[Line] = wrapped([Span(shown(event.title), "strong")], width)
    facts = [Span(f"{date_of(event.date)}  "), *status_spans(found, signs)]
    if event.show:
        code = shown(episode_code(event.show, event.season, event.episode))
        facts += [Span("  "), Span(code, "dim", leads=Target("episode", event.show, event.season, event.episode))]
    facts.append(Span(f"  {shown(event.id)}", "dim"))
    lines += wrapped(facts, width)
    lines += wrapped(beside(found, is_on_base=is_on_base), width) if found.base is not None else []
    if event.summary:
        lines += wrapped([Span(shown(event.summary))], width)
    causes = [Span(shown(name), leads=Target("event", name)) for name in event.because]
    people = [Span(shown(name), leads=Target("person", name)) for name in event.people]
    places = [Span(shown(event.place))] if event.place else []
    for word, names in (("because", causes), ("with", people), ("at", places)):
        if names:
            lines += wrapped([Span(f"{word} ", "dim"), *_listed(names)], width)
    return [in_signs(line, signs) for line in lines]


def _listed(names: Sequence[Span]) -> Iterator[Span]:
    """Yield names with commas between."""
    for number, name in enumerate(names):
        if number:
            yield Span(", ")
        yield name


def shortened(lines: Sequence[Line], width: int, most: int, signs: Signs) -> Sequence[Line]:
    """Return no more than so many lines, with a sign at the end if others follow."""
    if len(lines) <= most or not most:
        return lines
    last = list(lines[most - 1])
    end = Span(f" {signs.to}", "dim")
    room = width - width_of([end])
    while width_of(last) > room:
        span = last.pop()
        last += [span._replace(text=left)] if (left := span.text[:-1]) else []
    if last:
        last[-1] = last[-1]._replace(text=last[-1].text.rstrip())
    return [*lines[: most - 1], [*last, end]]


def status_spans(found: Told, signs: Signs) -> Line:
    """Return the sign of a status and its word."""
    status = KINDS[found.kind]
    if found.is_alone:
        return []
    if status == "shared":
        return [Span("the common past", "dim")]
    sign = sign_of(status, signs, found.drift)
    pod = [Span(", the point of divergence", "strong")] if found.is_pod else []
    return [sign, Span(" "), Span(status, sign.style), *pod]


def told_line(found: Told, signs: Signs) -> str:
    """Return what a row says in one line, with nothing cut: to be copied."""
    event = found.event
    line = [*status_spans(found, signs), Span(f"  {date_of(event.date)}  {shown(event.title)}  {shown(event.id)}")]
    if found.base is not None:
        line += [Span("  "), *beside(found)]
    return "".join(span.text for span in line)


def beside(found: Told, *, is_on_base: bool = False) -> Line:
    """Return what a row says about the base event that it stands against, or that one about the event of the row."""
    assert found.base is not None
    status, other = KINDS[found.kind], found.event if is_on_base else found.base
    verb = (_PASSIVE if is_on_base else VERBS)[status]
    is_gone = status == "averted" and not is_on_base
    leads = Target("event", other.id)
    facts = [date_of(other.date), *([found.drift.words] if found.drift else [])]
    return [
        Span(f"{verb} ", "dim"),
        Span(shown(other.title), "struck" if is_gone else "plain", leads=leads),
        *(Span(f"  {shown(fact)}", "dim") for fact in facts),
        Span("  "),
        Span(shown(other.id), "dim", leads=leads),
    ]


def headline(session: Session, width: int, opens: str = "") -> Line:
    """Return the first line: what is compared, how many divergences and events, the filter, and the fence at the right.

    `opens` says which fence is being put up.
    """
    signs = session.signs
    limits = ", ".join(session.history.up_to)
    told = opens or (f"up to {limits}" if limits else "all")
    fence = Span(f"spoilers: {shown(told)}", "dim" if told == "all" else "strong")
    room = width - 1
    if told == "all" and width < _NARROW and not session.filter.is_empty:
        fence = Span("")  # which filter there is matters more
    wanted = min(width_of([fence]), max(0, room - 20))
    parts = _parts(session, room - wanted - 2)
    line: Line = []
    for part in parts:
        if width_of(line) + width_of(part) + wanted + 2 > room and line:
            break
        line += part
    text = cut(fence.text, max(0, room - width_of(line) - 2), signs)
    gap = max(2, room - width_of(line) - width_of([Span(text)]))
    return [*line, Span(" " * gap), fence._replace(text=text)]


def _parts(session: Session, room: int) -> Sequence[Line]:
    """Return the parts of the headline, the most important first; filters are cut, so that what they leave has room."""
    rows, wanted = session.rows, session.filter
    names: Line = []
    for lane, name in enumerate(rows.lanes):
        names += [Span(" | ", "dim")] if lane else []
        names.append(Span(shown(name), "alt" if lane else "real"))
    parts: list[Line] = [names]
    if not wanted.is_empty:
        told = [f"/{shown(wanted.words)}"] if wanted.words.strip() else []
        told += [shown(wanted.options)] if wanted.options.strip() else []
        told += ["only what differs"] if wanted.differing else []
        count = f"  {_counted(len(rows), 'row')}"
        text = cut("  ".join(told), max(8, room - width_of(names) - len(count) - 2), session.signs)
        parts.append([Span(f"  {text}", "strong"), Span(count, "dim")])
    if len(rows.lanes) > 1:
        parts.append([Span(f"  {_divergences(rows)}", "strong")])
    parts.append([Span(f"  {_counted(session.history.total, 'event')}", "dim")])
    return parts


def _divergences(rows: Rows) -> str:
    """Return how many divergences there are; of several branches, for each, and from which if that is not the first."""
    _, first, *others = rows.divergences
    if not others:
        return _counted(first, "divergence")
    names = [shown(name) for name in rows.lanes]
    text = f"{_counted(first, 'divergence')} of {names[1]}"
    for lane, count in enumerate(others, start=2):
        text += f", {count:,} of {names[lane]}{f' from {names[rows.against[lane]]}' if rows.against[lane] else ''}"
    return text


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
