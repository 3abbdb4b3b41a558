"""The colors of pictures and pages, light and dark: the one place that knows them.

Text in any of the colors from `ink` on can be read on `bg`, `band` and `hl`: the contrast is at least 4.5 (WCAG 2, level
AA). `ours` and `theirs` are about equally bright on purpose, so that nothing hangs on the hue: side, shape and dash tell
the histories apart.
"""

from __future__ import annotations

from typing import NamedTuple


class Palette(NamedTuple):
    """Colors by what they are for, as `#rrggbb`. The names of the fields are the names of the tokens."""

    bg: str
    """The ground of everything."""
    card: str
    """The ground of what lies on top."""
    band: str
    """The ground of a season."""
    hl: str
    """The ground of what is highlighted."""
    line: str
    """Hairlines; too faint for text."""
    ink: str
    """Text."""
    ink2: str
    """Quieter text."""
    ink3: str
    """The quietest text: dates, notes, labels of axes."""
    ours: str
    """Our history."""
    theirs: str
    """The alternate history."""
    move: str
    """What is moved."""
    gone: str
    """What is averted."""
    third: str
    """A second alternate history."""
    fourth: str
    """A third one."""
    fifth: str
    """A fourth one."""
    sixth: str
    """A fifth one."""

    def history(self, place: int) -> str:
        """Return the color of a history: 0 is ours, 1 is the first alternate, and so on; alternates repeat after five."""
        alternates = (self.theirs, self.third, self.fourth, self.fifth, self.sixth)
        return self.ours if place == 0 else alternates[(place - 1) % len(alternates)]


LIGHT = Palette(
    bg="#fbfaf7",
    card="#ffffff",
    band="#f4ede3",
    hl="#fff1c9",
    line="#e4e0d8",
    ink="#1b1d21",
    ink2="#4b5058",
    ink3="#5f656e",
    ours="#1f4f8f",
    theirs="#a8401a",
    move="#6d3aa6",
    gone="#7a4a4a",
    third="#0b6e63",
    fourth="#6b5f00",
    fifth="#a3246f",
    sixth="#2f6b1f",
)

DARK = Palette(
    bg="#121418",
    card="#1a1d22",
    band="#1d1a18",
    hl="#3c3413",
    line="#26292f",
    ink="#eceae4",
    ink2="#b9bcc2",
    ink3="#9da3ac",
    ours="#8cb8f5",
    theirs="#f4a27c",
    move="#c9a4f5",
    gone="#d3a1a1",
    third="#6fd3c1",
    fourth="#d9c84a",
    fifth="#f28cc3",
    sixth="#8fd46a",
)
