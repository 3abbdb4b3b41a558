"""Divergences: columns, JSON, and the screen as a diff, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.report import Column, Report
from timeline.model.date_text import date_text
from timeline.reports.columns import in_time
from timeline.reports.later import Later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.questions.diverge import Divergence

COLUMNS: Sequence[Column[Divergence]] = (
    Column("status", lambda pair: pair.status, brief=True),
    Column("base_date", lambda pair: pair.base.date if pair.base else None, brief=True),
    Column("alt_date", lambda pair: pair.alt.date if pair.alt else None, brief=True),
    Column("drift", lambda pair: pair.drift.words if pair.drift else None, brief=True),
    Column("base_title", lambda pair: pair.base.title if pair.base else None, brief=True),
    Column("alt_title", lambda pair: pair.alt.title if pair.alt else None, brief=True),
    Column("show", lambda pair: pair.event.show, brief=True),
    Column("season", lambda pair: pair.event.season, brief=True),
    Column("episode", lambda pair: pair.event.episode),
    Column("drift_days", lambda pair: pair.drift.days if pair.drift else None),
    Column("drift_min", lambda pair: pair.drift.minimum if pair.drift else None),
    Column("drift_max", lambda pair: pair.drift.maximum if pair.drift else None),
    Column("timeline", lambda pair: pair.timeline),
    Column("base_id", lambda pair: pair.base.id if pair.base else None),
    Column("alt_id", lambda pair: pair.alt.id if pair.alt else None),
    Column("base_timeline", lambda pair: pair.base_timeline),
    Column("pod", lambda pair: pair.is_pod),
)

_EXTRA: Sequence[Column[Divergence]] = (
    Column("base_date_text", lambda pair: date_text(pair.base.date) if pair.base else None),
    Column("alt_date_text", lambda pair: date_text(pair.alt.date) if pair.alt else None),
)


def report(pairs: Sequence[Divergence]) -> Report[Divergence]:
    """Report on divergences; an export has the events of both sides."""
    events = Later(len(pairs), lambda: in_time(event for pair in pairs for event in (pair.base, pair.alt)))
    return Report(COLUMNS, pairs, divergence_record, events=events, lines=_lines, extra=_EXTRA)


def divergence_record(pair: Divergence) -> dict[str, object]:
    """Return the JSON object of a divergence, with both complete events."""
    drift = pair.drift
    return {
        "status": pair.status,
        "pod": pair.is_pod,
        "base_timeline": pair.base_timeline,
        "timeline": pair.timeline,
        "drift_days": drift.days if drift else None,
        "drift_min": drift.minimum if drift else None,
        "drift_max": drift.maximum if drift else None,
        "drift": drift.words if drift else None,
        "base": pair.base.to_dict() if pair.base else None,
        "alt": pair.alt.to_dict() if pair.alt else None,
    }


def _lines(pairs: Sequence[Divergence], screen: Screen) -> Iterator[Line]:
    from timeline.reports.diff import lines

    return lines(pairs, screen)
