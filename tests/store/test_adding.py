"""Events are added, removed and moved, several at once. The index then has the rows of one that is built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_incremental import anew, compiled, put
from test_revising import BEFORE, DATES, EDITS, HEAD, HOMES, Table, change, events, real, text_of

from timeline.store import upkeep

if TYPE_CHECKING:
    from pathlib import Path

INCLUDE = 'include = ["other.toml"]\n'
BETWEEN = ("", "", "\n", "# a comment\n", "# [[event]]\n\n")
YEARS = ("1905", "1922", "1939", "1943")
TITLES = ("Event 1", "Event 1", "Event", "New", "New one", "Event 1 1950", "Event 2 is longer")


def new(draw: st.DrawFn, events: list[Table], n: int) -> Table:
    """Return a new event: mostly with an id of its own, and naming others."""
    event: Table = {"date": draw(st.sampled_from((*DATES, *YEARS))), "title": draw(st.sampled_from(TITLES))}
    event |= draw(st.sampled_from([{key: each[key] for key in _HOME if key in each} for each in events] or HOMES))
    if draw(st.integers(0, 3)):
        event["id"] = draw(st.sampled_from((f"n{n}", f"n{n}", f"n{n}", "e1", "event-1", "event", "event-1-1950")))
    for key, of in (("people", ("Ed", "Al", "New One")), ("tags", ("moon", "mars")), ("place", ("Houston", "Rome"))):
        if draw(st.integers(0, 3)) == 0:
            one = draw(st.sampled_from(of))
            event[key] = one if key == "place" else [one]
    return event


_HOME = ("kind", "timeline", "show", "season", "episode")


def rearrange(draw: st.DrawFn, events: list[Table], n: int) -> None:
    """Add an event, remove one, move one or edit one."""
    how = draw(st.sampled_from(("add", "add", "add", "remove", "remove", "move", "edit")))
    at = draw(st.sampled_from((0, len(events), draw(st.integers(0, len(events))))))
    if how == "add" or not events:
        events.insert(at, new(draw, events, n))
        if draw(st.integers(0, 2)) == 0:
            change(draw, events, at, ("because", "links"))
    elif how == "remove":
        removed = events.pop(at - 1)
        for event in events if draw(st.booleans()) else ():
            for key in ("because", "moves", "replaces", "averts"):
                if removed.get("id") in event.get(key, ()):
                    event[key] = [each for each in event[key] if each != removed.get("id")]
    elif how == "move":
        events.insert(draw(st.integers(0, len(events) - 1)), events.pop(at - 1))
    else:
        change(draw, events, at - 1, EDITS)


@given(st.data())
@settings(max_examples=int(__import__("os").environ.get("N", "30")), suppress_health_check=list(HealthCheck))
def test_an_index_with_others_is_that_of_the_whole(tmp_path: Path, data: st.DataObject) -> None:
    head = HEAD.format(data.draw(st.sampled_from(("", "", 'diverges_at = "e0"'))))
    main, other = tmp_path / "a.toml", tmp_path / "other.toml"
    made = data.draw(st.sampled_from((BEFORE[::2], BEFORE[10:40], BEFORE[::-1], ())))
    texts = {main: [dict(each) for each in made] or data.draw(events()), other: [real(50 + n) for n in range(3)]}
    has_other, ends = data.draw(st.booleans()), data.draw(st.sampled_from(("\n", "\r\n")))
    between = {n: data.draw(st.sampled_from(BETWEEN)) for n in range(3)}

    def write() -> None:
        for path, made in texts.items():
            tables = [text_of("", [event]) for event in made]
            text = "".join(table + between[n % 3] for n, table in enumerate(tables))
            begin = (INCLUDE * has_other + head) * (path == main)
            put(path, (begin + text).replace("\n", ends))

    upkeep.clear()
    write()
    compiled([str(main)])
    for n in range(data.draw(st.integers(1, 4))):
        made = texts[data.draw(st.sampled_from((main, main, other) if has_other else (main,)))]
        for more in range(data.draw(st.sampled_from((1, 1, 2, 3)))):
            rearrange(data.draw, made, 10 * n + more)
        write()
        assert compiled([str(main)]) == anew([str(main)], tmp_path)
