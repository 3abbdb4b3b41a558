"""Another state of the history: after an edit, behind another fence, or once the editor is closed."""

from __future__ import annotations

import os
import subprocess
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from timeline.model.errors import DataError, UsageError
from timeline.store.watching import WatchedFiles
from timeline.tui.apart import LARGE, RefusedError, compile_apart
from timeline.tui.history import History
from timeline.tui.looks import shown
from timeline.tui.session import prepared
from timeline.tui.terminal import end_hung_up, has_hung_up

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.formats.signs import Signs
    from timeline.tui.app import Explore
    from timeline.tui.session import Look, Session

EVERY = 0.5
"""How often the files are looked at, in seconds."""


class Reloading:
    """Replaces the history of the screen by another state of it."""

    def __init__(self, app: Explore) -> None:
        self._app = app
        self._files: WatchedFiles | None = None
        self._is_busy = False
        self._turn = 0
        """The number of the reading whose result is awaited."""
        self.opens = ""
        """What is to be said of the fence that is being put up."""
        self._mistake: DataError | None = None
        """What is wrong with the files now."""

    def begin(self) -> None:
        """Watch the files."""
        history = self._app.session.history
        self._files = history.files
        if self._files is None:
            self._app.beside(lambda: partial(self._watch, WatchedFiles.of_paths(history.paths)))
        self._app.set_interval(EVERY, self._look)

    def _watch(self, files: WatchedFiles) -> None:
        self._files = files

    def _look(self) -> None:
        if has_hung_up(self._app):
            self._app.exit()
        if self._files is not None and not self._is_busy and self._files.have_changed():
            self._open(self._app.session.history.up_to)

    def fence(self, limits: Sequence[str]) -> None:
        """Open the history behind another fence. Nothing of the one before stays."""
        self._app.tell("opening it behind the fence" if limits else "opening it without a fence")
        self.opens = f"opening {', '.join(limits) or 'all'}"
        self._open(limits)
        self._app.redraw()

    def _open(self, limits: Sequence[str]) -> None:
        """Read the files in another thread: keys are taken meanwhile."""
        self._is_busy = True
        self._turn += 1
        turn, session = self._turn, self._app.session
        read = partial(self._read, turn, session.history, limits, session.signs, session.look)
        self._app.beside(read)

    def _read(self, turn: int, before: History, limits: Sequence[str], signs: Signs, look: Look) -> Callable[[], None]:
        """Read the files in another thread, and return what to do with what was found."""
        try:
            if before.files is not None and before.total >= LARGE:
                compile_apart(before.paths, limits)
            try:
                history = History(before.paths, limits, before.choice)
            except UsageError:
                history = History(before.paths, limits)  # a timeline that was chosen is gone, or hidden
        except RefusedError as refused:
            return partial(self._refuse, turn, refused.error, refused.files)
        except (DataError, UsageError, OSError) as error:
            return partial(self._refuse, turn, error, WatchedFiles.of_paths(before.paths))
        session = prepared(history, signs, look)
        return partial(self._take, turn, session, history.files or WatchedFiles.of_paths(before.paths))

    def _refuse(self, turn: int, error: DataError | UsageError | OSError, files: WatchedFiles | None = None) -> None:
        """Keep the last good history, say what is wrong with the new one, and wait for another edit of its files."""
        if turn != self._turn:
            return
        self._is_busy, self.opens = False, ""
        self._app.redraw()
        self._files = files or self._files
        app = self._app
        if isinstance(error, UsageError):
            app.tell(f"{error.message}{f': {error.hint}' if error.hint else ''}")
            return
        self._mistake = error if isinstance(error, DataError) else None
        app.say_mistake(f"{self._told(error)}; this is the last good history")
        if app.message:
            app.tell("")

    def _take(self, turn: int, session: Session, files: WatchedFiles) -> None:
        history = session.history
        if turn != self._turn:
            history.close()
            return
        self._is_busy, self.opens = False, ""
        app = self._app
        before, height = app.session, app.histories.cursor_height
        is_other_fence = before.history.up_to != history.up_to
        app.message = ""
        app.session = before.successor(session)
        before.history.close()
        self._files, self._mistake = files, None
        app.say_mistake("")
        if is_other_fence:
            app.pane.clear()
            app.asking.forget()
            shown.cache_clear()
        elif not app.pane.again():
            app.message = "what was open is not there any more"
        compared = filter(None, (before.history.base, before.history.alt))
        is_gone = any(timeline not in history.world.timelines for timeline in compared)
        if is_gone:
            app.message = "what was compared is not there; this is what is left"
        app.show_pane(is_open=app.pane.is_open)
        app.renew(height)

    def _told(self, error: DataError | OSError) -> str:
        """Return an error in a few words: of its file, only the name; behind a fence, nothing of what is written there."""
        if not isinstance(error, DataError) or not error.first.file:
            return str(error)
        first, name = error.first, os.path.basename(error.first.file)
        if not self._app.session.history.up_to:
            return f"{name}{str(error).removeprefix(first.file)}"
        place = ":".join(str(part) for part in (name, first.line, first.column) if part)
        return f"{place}: there is a mistake ({first.code})"

    def edit(self) -> None:
        """Open $EDITOR at the mistake in the files, else at the event of the cursor; read them again when it is closed."""
        app = self._app
        event_id = app.opening.event_id
        if event_id is None and self._mistake is None:
            app.tell("this line is not about an event")
            return
        try:
            command = self._command(event_id or "")
        except DataError as error:
            self._refuse(self._turn, error)
        except UsageError as error:
            app.tell(error.message)
        else:
            self._run(command)

    def _command(self, event_id: str) -> list[str]:
        from timeline.tui.editor import Place, command_for, place_of

        if self._mistake is None:
            return command_for(place_of(self._app.session.history.paths, event_id))
        found = self._mistake.first
        if not os.path.isfile(found.file):
            raise UsageError(self._told(self._mistake))
        return command_for(Place(found.file, found.line or 1))

    def _run(self, command: Sequence[str]) -> None:
        app = self._app
        said = ""
        try:
            with app.suspend():
                said = _ended(command)  # which raises nothing: Textual would not take the screen back
                if has_hung_up(app):  # Textual would wait for ever until it is drawn
                    app.opening.stop()
                    end_hung_up()
        except SuspendNotSupported:
            app.tell("this terminal cannot be given to an editor")
            return
        app.refresh(layout=True)
        self._look()
        if said:
            app.tell(said)


def _ended(command: Sequence[str]) -> str:
    """Run an editor, and return what there is to say about its end."""
    try:
        status = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own editor, without a shell
    except OSError as error:
        return f"the editor cannot be started: {command[0]}: {error.strerror or error}"
    return f"the editor ended with status {status}" if status else ""
