"""How events and divergences stand on a screen, narrow or wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.divergence import Divergence
    from timeline.model.events import Event

WIDE = 120
"""From so many columns on, events also show place and people."""
NARROWEST_TITLE = 20
"""With less room than this beside the rest, a title gets lines of its own."""
SIDE_BY_SIDE = 150
"""From so many columns on, the two histories of a divergence stand beside each other."""


def episode_code(event: Event) -> str:
    """Return where an event is told, as fans write it: "fam S1E1", "fam S1", "fam"; empty where no show tells of it."""
    return told_in(event.show, event.season, event.episode)


def told_in(show: str | None, season: int | None, episode: int | None = None) -> str:
    """Return a show, a season or an episode as fans write it."""
    number = ("" if season is None else f"S{season}") + ("" if episode is None else f"E{episode}")
    return " ".join(part for part in (show or "", number) if part)


def event_grid(events: Sequence[Event], width: int) -> Grid:
    """Lay events out: a row each, or where the screen is narrow the title below the rest."""
    if width < _needed(events):
        return Grid([GridColumn("Events", wraps=True)], [_narrow_rows(event) for event in events], spaced=True)
    columns = [GridColumn("Date"), GridColumn("Kind"), GridColumn("Told in"), GridColumn("Title", wraps=True)]
    wide = width >= WIDE
    if wide:
        columns += [GridColumn("Place", wraps=True), GridColumn("People", wraps=True)]
    return Grid(columns, [[_event_row(event, wide)] for event in events])


def _needed(events: Sequence[Event]) -> int:
    """Return how wide a screen has to be for a row to hold all but the title, and enough of that."""
    dates = max(len(event.date.text) for event in events)
    return dates + max(len(episode_code(event)) for event in events) + len("both") + 3 * len("  ") + NARROWEST_TITLE


def _narrow_rows(event: Event) -> list[list[Cell]]:
    about = "  ".join(text for text in (event.date.text, event.kind, episode_code(event)) if text)
    return [[Cell(about, event.kind)], [Cell(event.title, "strong" if event.kind == "alt" else "plain")]]


def _event_row(event: Event, wide: bool) -> list[Cell]:
    cells = [
        Cell(event.date.text),
        Cell(event.kind, event.kind),
        Cell(episode_code(event), "dim"),
        Cell(event.title, "strong" if event.kind == "alt" else "plain"),
    ]
    return [*cells, Cell(event.place or "", "dim"), Cell(", ".join(event.people), "dim")] if wide else cells


def divergence_grid(pairs: Sequence[Divergence], width: int) -> Grid:
    """Lay divergences out: side by side where there is room, else as a diff, base above alternate."""
    if width >= SIDE_BY_SIDE:
        return _side_by_side(pairs)
    dates = max(len(event.date.text) for pair in pairs for event in (pair.base, pair.alt) if event)
    is_narrow = width < len("replaced") + len("  + ") + dates + len("  ") + NARROWEST_TITLE
    return _narrow(pairs) if is_narrow else _stacked(pairs)


def _narrow(pairs: Sequence[Divergence]) -> Grid:
    """Lay divergences out in one column, every cell of the diff on lines of its own."""
    groups = []
    for pair in pairs:
        cells = [cell for row in _stacked_rows(pair) for cell in row if cell.text]
        groups.append([[cell] for cell in cells])
    return Grid([GridColumn("Divergences", wraps=True)], groups, spaced=True)


_SIGNS: dict[str, tuple[str, Style]] = {
    "base": ("-", "gone"),
    "alt": ("+", "new"),
    "kept": ("=", "both"),
    "untold": ("?", "dim"),
}


def _stacked(pairs: Sequence[Divergence]) -> Grid:
    columns = [GridColumn("Status"), GridColumn("  Date"), GridColumn("What happens", wraps=True)]
    return Grid(columns, [_stacked_rows(pair) for pair in pairs], spaced=True)


def _stacked_rows(pair: Divergence) -> list[list[Cell]]:
    """Return a pair's lines: the base's event, the alternate's, and how far apart they are, as told where."""
    rows = []
    if pair.status in ("kept", "untold"):
        rows.append(_side(pair.told, pair.status))
    else:
        if pair.base:
            rows.append(_side(pair.base, "base"))
        if pair.alt:
            rows.append(_side(pair.alt, "alt"))
    status = [Cell(pair.status, "strong"), *([Cell("POD", "strong")] if pair.is_pod else [])]
    about = ", ".join(text for text in (pair.drift.words if pair.drift else "", episode_code(pair.told)) if text)
    if about:
        rows.append([Cell(""), Cell(about, "dim")])
    while len(rows) < len(status):
        rows.append([Cell(""), Cell("")])
    return [[status[index] if index < len(status) else Cell(""), *row] for index, row in enumerate(rows)]


def _side(event: Event, side: str) -> list[Cell]:
    sign, style = _SIGNS[side]
    return [Cell(f"{sign} {event.date.text}", style), Cell(event.title, style)]


def _side_by_side(pairs: Sequence[Divergence]) -> Grid:
    columns = [
        GridColumn("Status"),
        GridColumn("- Date"),
        GridColumn("- Base", wraps=True),
        GridColumn("+ Date"),
        GridColumn("+ Alternate", wraps=True),
        GridColumn("Drift", wraps=True),
        GridColumn("Told in"),
    ]
    return Grid(columns, [[_wide_row(pair)] for pair in pairs])


def _wide_row(pair: Divergence) -> list[Cell]:
    base, alt = pair.base, pair.alt
    styles: tuple[Style, Style] = ("both", "both") if pair.status == "kept" else ("gone", "new")
    return [
        Cell(f"{pair.status}, POD" if pair.is_pod else pair.status, "strong"),
        Cell(base.date.text if base else "", styles[0]),
        Cell(base.title if base else "", styles[0]),
        Cell(alt.date.text if alt else "", styles[1]),
        Cell(alt.title if alt else "", styles[1]),
        Cell(pair.drift.words if pair.drift else "", "dim"),
        Cell(episode_code(pair.told), "dim"),
    ]
