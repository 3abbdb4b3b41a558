"""What `timeline` alone says on a terminal: five commands that work at once."""

from __future__ import annotations

from timeline import __version__
from timeline.cli.settings import Settings

OF_THE_BUNDLED_HISTORY = {
    "timeline diverge": "where the two histories part",
    "timeline compare --year 1969": "a year of both histories, side by side",
    "timeline event leonov-first-on-moon": "one event in full",
    "timeline people --season 1 --show fam": "who is how old, and played by whom",
    "timeline show --tag moon --kind alt": "events, chosen by filters",
}
OF_ANY_HISTORY = {
    "timeline branches": "the timelines, and where each leaves its parent",
    "timeline diverge": "where the histories part",
    "timeline show": "all events",
    "timeline today": "what happened on this day of the year",
    "timeline check": "every problem in the data",
}


def greeting() -> str:
    """Return what to try first; of the user's own history, if the settings name one."""
    data = Settings({"data": None}, are_needed=False).of("data")
    commands = OF_ANY_HISTORY if data.values else OF_THE_BUNDLED_HISTORY
    widest = max(map(len, commands))
    lines = [f"  {command:<{widest}}  {meaning}" for command, meaning in commands.items()]
    return "\n".join(
        [
            f"timeline {__version__}: alternate history beside our own",
            "",
            *lines,
            "",
            "All commands: timeline --help. How to choose events: timeline help filters.",
        ]
    )
