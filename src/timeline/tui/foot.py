"""The last line: the keys, or what there is to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from timeline.formats.lines import Span
from timeline.tui.keys import FOOT, ROOMY
from timeline.tui.looks import cut, shown, width_of

if TYPE_CHECKING:
    from timeline.formats.lines import Line
    from timeline.formats.signs import Signs


def foot(message: str, hint: str, width: int, signs: Signs) -> Line:
    """Return the last line: a message if there is one, else the hint of a pane, else the keys of the list."""
    if message:
        return [Span(cut(shown(message), width - 1, signs), "strong")]
    if hint:
        parts = hint.split("  ")
        while len(parts) > 1 and cell_len("  ".join(parts)) >= width:
            del parts[-2]  # the last one says how to get out
        return [Span(cut("  ".join(parts), width - 1, signs), "dim")]
    always, more, last = FOOT
    keys = [*always, *(more if width >= ROOMY else ()), *last]
    while len(keys) > len(last) and width_of(_keys(keys)) > width:
        del keys[-len(last) - 1]
    return _keys(keys)


def _keys(keys: list[tuple[str, str]]) -> Line:
    return [span for key, what in keys for span in (Span(key, "strong"), Span(f" {what}  ", "dim"))]
