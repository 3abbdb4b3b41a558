"""The work of reading a file grows with its length, not with its square: steps are counted, not seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from steps import steps_of

from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def event(number: int, *lines: str) -> str:
    return "\n".join(["[[event]]", f'id = "e{number}"', f'title = "Event {number}"', *lines, ""])


def declared_shows(size: int) -> Iterable[str]:
    for n in range(size):
        yield f'[[show]]\nid = "s{n}"\nname = "Show {n}"\n' + event(n, "date = 1969", f'show = "Show {n}"')


def implied_shows(size: int) -> Iterable[str]:
    for n in range(size):
        yield event(n, "date = 1969", f'show = "Show {n}"')


def nested_timelines(size: int) -> Iterable[str]:
    for n in range(size):
        yield f'[[timeline]]\nid = "t{n}"\nparent = "{f"t{n + 1}" if n + 1 < size else "real"}"\n'


def pods_caused_by_pods(size: int) -> Iterable[str]:
    for n in range(size):
        yield f'[[timeline]]\nid = "t{n}"\nparent = "{f"t{n - 1}" if n else "real"}"\n'
        lines = (f'because = "e{n - 1}"', f'replaces = "e{n - 1}"') if n else ()
        yield event(n, f"date = {1000 + n}", f'timeline = "t{n}"', *lines)


def unknown_names(size: int) -> Iterable[str]:
    yield '[tags]\nmoon = "On the Moon"\n'
    for n in range(size):
        yield f'[[person]]\nname = "Person {n}"\n' + event(n, "date = 1969", f'people = ["P {n}"]', f'tags = ["t {n}"]')


def causes_told_backwards(size: int) -> Iterable[str]:
    for n in range(size):
        yield event(n, "date = 1969", f'because = "e{min(n + 1, size - 1)}"')


@pytest.mark.parametrize(
    "shape",
    [declared_shows, implied_shows, nested_timelines, pods_caused_by_pods, unknown_names, causes_told_backwards],
)
def test_steps_of_reading(shape: Callable[[int], Iterable[str]]) -> None:
    counts = []
    for size in (60, 120, 240):
        text = "".join(shape(size))
        counts.append(steps_of(lambda text=text: load_document(["/h.toml"], {"/h.toml": text})))  # type: ignore[misc]
    assert counts[2] - counts[1] < 2.1 * (counts[1] - counts[0])


def test_steps_of_placing_the_problems_of_a_mended_file() -> None:
    """A date that lacks its quotes is mended, and every other problem is placed in the text as it was."""
    counts = []
    for size in (60, 120, 240):
        text = event(0, "date = c. 1969") + "".join(event(n, "date = 1969", "foo = 1") for n in range(1, size))
        problems = load_document(["/h.toml"], {"/h.toml": text}).problems
        assert len(problems.found) == size + 1
        counts.append(steps_of(problems.diagnostics))
    assert counts[2] - counts[1] < 2.1 * (counts[1] - counts[0])
