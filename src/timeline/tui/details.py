"""What the explorer says about the row of the cursor, and its first line. Lines of spans; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.lines import Span
from timeline.model.events import episode_code
from timeline.questions.overview import KINDS
from timeline.reports.statuses import sign_of
from timeline.tui.looks import cut, in_signs, shown, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.lines import Line
    from timeline.formats.signs import Signs
    from timeline.tui.lines import Told
    from timeline.tui.session import Session

_VERBS = {"moved": "moves", "replaced": "instead of", "averted": "averts"}

NOTHING = "Nothing fits. Esc clears the filter."


def details(found: Told | None, width: int, signs: Signs) -> list[Line]:
    """Return what a row says in lines of at most so many cells: title, date, counterpart, summary, causes, people."""
    if found is None:
        return [[Span(NOTHING, "dim")]]
    event = found.event
    lines: list[Line] = wrapped([Span(shown(event.title), "strong")], width)
    facts = [Span(f"{event.date.text}  "), *status_spans(found, signs)]
    told = (episode_code(event.show, event.season, event.episode), event.id)
    facts += [Span(f"  {shown(text)}", "dim") for text in told if text]
    lines += wrapped(facts, width)
    lines += wrapped(beside(found), width) if found.base is not None else []
    if event.summary:
        lines += wrapped([Span(shown(event.summary))], width)
    for word, names in (("because", event.because), ("with", event.people), ("at", (event.place,))):
        text = ", ".join(shown(name) for name in names if name)
        if text:
            lines += wrapped([Span(f"{word} ", "dim"), Span(text)], width)
    return [in_signs(line, signs) for line in lines]


def status_spans(found: Told, signs: Signs) -> Line:
    """Return the sign of a status and its word."""
    status = KINDS[found.kind]
    if status == "shared":
        return [Span("the common past", "dim")]
    sign = sign_of(status, signs, found.drift)
    pod = [Span(", the point of divergence", "strong")] if found.is_pod else []
    return [sign, Span(" "), Span(status, sign.style), *pod]


def beside(found: Told) -> Line:
    """Return what a row says about the base event that it stands against."""
    base, status = found.base, KINDS[found.kind]
    assert base is not None
    is_averted = status == "averted"
    line = [Span(f"{_VERBS[status]} ", "dim"), Span(shown(base.title), "struck" if is_averted else "plain")]
    facts = [base.date.text, *([found.drift.words] if found.drift else []), base.id]
    return [*line, *(Span(f"  {shown(fact)}", "dim") for fact in facts)]


def headline(session: Session, width: int) -> Line:
    """Return the first line: what is compared, how many divergences and events, the filter, and the fence at the right."""
    signs = session.signs
    limits = ", ".join(session.history.up_to)
    fence = Span(f"spoilers: up to {shown(limits)}", "strong") if limits else Span("spoilers: all", "dim")
    room = width - 1
    parts = _parts(session)
    wanted = min(width_of([fence]), max(0, room - 20))
    line: Line = []
    for part in parts:
        if width_of(line) + width_of(part) + wanted + 2 > room and line:
            break
        line += part
    text = cut(fence.text, max(0, room - width_of(line) - 2), signs)
    gap = max(2, room - width_of(line) - width_of([Span(text)]))
    return [*line, Span(" " * gap), fence._replace(text=text)]


def _parts(session: Session) -> Sequence[Line]:
    """Return the parts of the headline, the most important first."""
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
        parts.append([Span(f"  {'  '.join(told)}", "strong"), Span(f"  {_counted(len(rows), 'row')}", "dim")])
    if len(rows.lanes) > 1:
        parts.append([Span(f"  {_counted(session.divergences, 'divergence')}", "strong")])
    parts.append([Span(f"  {_counted(session.history.total, 'event')}", "dim")])
    return parts


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
