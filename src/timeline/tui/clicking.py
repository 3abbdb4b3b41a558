"""What counts as a click: no drag, and no second half of a double click once its first half has opened something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import MouseDown

if TYPE_CHECKING:
    from textual.events import MouseUp

    from timeline.tui.app import Explore


class Clicking:
    """Knows where and when the mouse was pressed last, and what was on the screen then."""

    def __init__(self, app: Explore) -> None:
        self._app = app
        self._place = (-1, -1)
        self._time = 0.0
        self._scene: tuple[object, ...] = ()
        self._is_late = False
        """Whether what was pressed last is ignored until it is released."""

    def pressed(self, event: MouseDown) -> None:
        """Remember a press that counts."""
        self._place, self._time, self._scene = (event.x, event.y), event.time, self._shown(event)

    def is_late(self, event: MouseDown | MouseUp) -> bool:
        """Return whether to ignore a press and its release: they end a double click on something that is gone by now."""
        if isinstance(event, MouseDown):
            is_double = event.time - self._time <= self._app.CLICK_CHAIN_TIME_THRESHOLD
            is_same = all(one is other for one, other in zip(self._shown(event), self._scene, strict=False))
            self._is_late = is_double and self._is_there(event) and not is_same
        return self._is_late

    def is_drag(self, event: MouseUp) -> bool:
        """Return whether the mouse is released elsewhere than it was pressed."""
        return not self._is_there(event)

    def _is_there(self, event: MouseDown | MouseUp) -> bool:
        """Return whether the mouse is where it was pressed; a hand is not so still that it is always the same cell."""
        x, y = self._place
        return event.y == y and abs(event.x - x) <= 1

    def _shown(self, event: MouseDown) -> tuple[object, ...]:
        """Return what a click may replace: the page on top, the line that is typed, the words that are offered there."""
        app = self._app
        offered = app.offered if app.details.region.contains(event.x, event.y) else ()
        return (app.pane.page if app.pane.is_open else None, app.prompt.display, offered or None)
