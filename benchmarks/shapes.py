"""Histories of one odd shape each, in which something that is easily quadratic grows: files, shows, timelines, one date.

Each function writes a history of so many of these things and returns the file to ask about.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.core import entry
from benchmarks.data import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def files(folder: Path, count: int) -> Path:
    """Write a file that includes so many others, of two events each."""
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    for n in range(count):
        events = (_event(f"part-{n}-{half}", f"{1500 + n % 400}-03-{half + 1:02d}") for half in range(2))
        (folder / "parts" / f"{n:05d}.toml").write_text("".join(events), encoding="utf-8")
    return _written(folder, ['include = ["parts/*.toml"]\n'])


def shows(folder: Path, count: int) -> Path:
    """Write so many shows of one timeline, each with a season and an event."""
    declared = (
        f'[[show]]\nid = "show-{n}"\nname = "Show number {n}"\ntimeline = "red"\n\n'
        f'[[show.season]]\nnumber = 1\nsetting = "{1500 + n % 400}/{1510 + n % 400}"\n\n'
        for n in range(count)
    )
    events = (_event(f"event-{n}", f"{1500 + n % 400}-03-01", f'show = "show-{n}"', "season = 1") for n in range(count))
    return _written(folder, [*declared, *events])


def timelines(folder: Path, count: int) -> Path:
    """Write a chain of so many timelines, in which each leaves the one before it a year later."""
    names = ["real", *(f"line-{n}" for n in range(count))]
    declared = (f'[[timeline]]\nid = "{own}"\nparent = "{parent}"\n\n' for parent, own in pairwise(names))
    events = (_event(f"event-{n}", f"{1000 + n}-03-01", f'timeline = "line-{n}"') for n in range(count))
    return _written(folder, [*declared, *events])


def one_date(folder: Path, count: int) -> Path:
    """Write so many events of one date in reverse order: each is caused by the one below it in the file."""
    return _written(
        folder,
        (
            _event(f"event-{n}", "1969-07-20", 'show = "red"', *([f'because = ["event-{n - 1}"]'] if n else []))
            for n in reversed(range(count))
        ),
    )


def problems(folder: Path, count: int) -> Path:
    """Write so many events, each with a date that is none."""
    return _written(folder, (_event(f"event-{n}", '"about then"') for n in range(count)))


class Shape(NamedTuple):
    """A shape, at a size that few histories reach, and the command to measure."""

    what: str
    number: int
    write: Callable[[Path, int], Path]
    command: str = "show"
    arguments: tuple[str, ...] = ()
    status: int = 0


SHAPES = {
    "files": Shape("a file that includes n others", 500, files),
    "shows": Shape("n shows", 5_000, shows),
    "timelines": Shape("n timelines, each a branch of the one before", 1_000, timelines),
    "one-date": Shape("n events of one date, each caused by the next in the file", 3_000, one_date),
    "ripple": Shape("the same, and what follows from the first", 3_000, one_date, "ripple", ("event-0",)),
    "problems": Shape("n problems in one file", 1_000, problems, status=3),
}


NAMES = 60
"""How many people, and how many tags, are declared where names are unknown."""


def unknown_names(path: Path, count: int, *, known: bool) -> None:
    """Write so many events with two people and two tags each, of which the declarations know all or none."""
    declared = "" if known else "other "
    names = [_letters(n) for n in range(NAMES)]
    head = [f'[[person]]\nname = "{declared}person {name}"\n\n' for name in names]
    head.append("[tags]\n" + "".join(f'"{declared}tag {name}" = "A tag"\n' for name in names) + "\n")
    pairs = [(names[n % NAMES], names[(n * 7 + 1) % NAMES]) for n in range(count)]
    events = (
        _event(
            f"event-{n}",
            f"{1500 + n % 400}-03-01",
            f'people = ["person {one}", "person {two}"]',
            f'tags = ["tag {one}", "tag {two}"]',
        )
        for n, (one, two) in enumerate(pairs)
    )
    path.write_text("".join([*head, *events]), encoding="utf-8")


def parts(folder: Path, count: int, size: int) -> list[Path]:
    """Write a history of about `size` events as a file that includes so many others, and return those."""
    events = [text for text in texts(size, declared=False) if text.startswith("[[event]]")]
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    each = -(-len(events) // count)
    paths = [folder / "parts" / f"{n:02d}.toml" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text("".join(events[n * each : (n + 1) * each]), encoding="utf-8")
    _written(folder, ['include = ["parts/*.toml"]\n'])
    return paths


def _letters(number: int) -> str:
    """Return a number in letters, so that names differ as names do."""
    text = ""
    for _ in range(4):
        number, digit = divmod(number * 7 + 3, 20)
        text += "bcdfghjklmnpqrstvwxz"[digit] + "aeiou"[(number + digit) % 5]
    return text + f" {number}"


def _event(id_: str, date: str, *more: str) -> str:
    return entry([f'id = "{id_}"', f"date = {date}", f'title = "What happens as {id_}"', *more])


def _written(folder: Path, lines: Iterable[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "events.toml"
    path.write_text("".join(lines), encoding="utf-8")
    return path
