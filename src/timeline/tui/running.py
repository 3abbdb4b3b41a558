"""Run the full-screen program, and leave the terminal as it was whatever happens."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from timeline.tui.app import Explore
from timeline.tui.setup import Left

if TYPE_CHECKING:
    from timeline.tui.session import Session
    from timeline.tui.setup import Setup


def run(session: Session, setup: Setup) -> Left:
    """Explore a history until the user leaves.

    An error of the program is raised once the screen is closed.
    """
    for variable in ("COLUMNS", "LINES"):
        os.environ.pop(variable, None)  # with them, Textual would not follow the terminal when its size changes
    app = Explore(setup, session)
    app.run(mouse=setup.has_mouse)
    try:
        if app.fault is not None:
            raise app.fault
        event = app.session.event
        return Left(event.id if event is not None else None, app.session.history.up_to)
    finally:
        app.session.history.close()
        if app.ended_by:
            signal.signal(app.ended_by, signal.SIG_DFL)
            os.kill(os.getpid(), app.ended_by)
