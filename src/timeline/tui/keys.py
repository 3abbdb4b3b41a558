"""The keys: what each does, as the program binds them and as the help tells of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.signs import ASCII

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.signs import Signs


class Key(NamedTuple):
    """Some keys that do the same or the opposite."""

    shown: str
    """As people write them."""
    help: str
    bound: dict[str, str]
    """The actions by the names of the keys."""

    @property
    def named(self) -> Sequence[tuple[str, str]]:
        """Each key as people write it, with the blanks behind it, and its name."""
        names = zip(*(keys.split(",") for keys in self.bound), strict=True)
        return list(zip(re.findall(r"\S+ *", self.shown), (name for group in names for name in group), strict=True))


KEYS = (
    Key("? q", "this page; quit", {"question_mark": "help", "q": "quit"}),
    Key("j k  ↓ ↑", "a line", {"j,down": "move(1)", "k,up": "move(-1)"}),
    Key("h l  ← →", "real side, other side", {"h,left": "side(-1)", "l,right": "side(1)"}),
    Key(
        "Space b  PgDn PgUp  ^d ^u",
        "a screen",
        {"space,pagedown,ctrl+d": "page(1)", "b,pageup,ctrl+u": "page(-1)"},
    ),
    Key("g G  Home End", "first, last", {"g,home": "end(-1)", "G,end": "end(1)"}),
    Key("] [", "next, previous year", {"right_square_bracket": "year(1)", "left_square_bracket": "year(-1)"}),
    Key("n N", "next, previous pair", {"n": "pair(1)", "N": "pair(-1)"}),
    Key("o  ^o", "where the base stands in its own time; back", {"o": "other", "ctrl+o": "return"}),
    Key("Enter  Esc", "the whole event; back, in the list without filters", {"enter": "open", "escape": "leave"}),
    Key("w r", "why: its causes; ripple: what follows", {"w": "tree('causes')", "r": "tree('effects')"}),
    Key("/", "words, found while you type; Enter keeps, Esc drops", {"slash": "ask('find')"}),
    Key("f", "as on the command line: --year 1969; Tab completes", {"f": "ask('filter')"}),
    Key("d", "only what differs", {"d": "differing"}),
    Key("s", "spoilers: how far you have watched, SHOW:s2e5; empty for all", {"s": "ask('fence')"}),
    Key("t", "other timelines to compare", {"t": "timelines"}),
    Key("v", "lanes or columns", {"v": "turn"}),
    Key("y Y", "copy the id; copy the line", {"y": "copy('id')", "Y": "copy('line')"}),
    Key("e", "edit the event in $EDITOR", {"e": "edit"}),
    Key("m", "mouse off, so that the terminal selects text; on", {"m": "mouse"}),
    Key(":", "any command of timeline; Tab completes", {"colon": "ask('command')"}),
    Key("^z", "stop for now: fg in the shell goes on", {"ctrl+z": "stop"}),
)
"""Every key of the explorer."""


def meanings(signs: Signs) -> Sequence[tuple[str, str]]:
    """Return what is seen on the screen, and what it means."""
    line = signs.line * 2
    return (
        (f"{signs.real}{line}{signs.replaced}", "an event that stands for another, which is told on its left"),
        (f"{signs.averted}{line}{signs.replaced}", "one because of which another never happens"),
        (f"{signs.earlier} {signs.later}", "the same thing, earlier or later"),
        (signs.alt, "what only the alternate history has"),
        (f"{signs.kept} {signs.lane}", "what both have; their common past"),
        (signs.untold, "what the alternate history leaves untold"),
        ("-24d  +5y~", "how much earlier or later it is; ~ where the dates are vague"),
        (f"{signs.untold}{'._-' if signs is ASCII else '▁▄█'}", "the line above the list: how much differs over time"),
    )


IN_TIMELINES = {"a": "lane", "c": "base"}
"""Keys that mean something else on the page of timelines."""

FOOT = (
    (("jk", "move"), ("[]", "year"), ("nN", "pair"), ("/", "find"), ("d", "differs"), ("s", "spoilers")),
    (("hl", "side"), ("o", "its own time"), ("Enter", "whole"), ("w", "why"), ("r", "ripple"), ("y", "copy id")),
    (("?", "keys"), ("q", "quit")),
)
"""What the foot names: always, where there is room, and always at the end."""

ROOMY = 110
"""The width from which the foot names more keys."""
