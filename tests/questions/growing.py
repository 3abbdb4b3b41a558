"""A history of any size whose parts do not grow with it: ten events a year, each linked and caused by near ones."""

from __future__ import annotations

YEAR = 1900
"""The first year."""

HEAD = """
[[timeline]]
id = "alt"
diverges_at = "e00001"
[[show]]
id = "sh"
name = "The Show"
timeline = "alt"
[[show.season]]
number = 1
[[show.season]]
number = 2
setting = "1930/.."
[[state]]
of = "President"
is = "P0"
date = "1901/1905"
kind = "real"
"""


def history(size: int) -> str:
    """Return a history of `size` events, of which every other one is alternate; a longer one begins with a shorter one."""
    people = "".join(
        f'[[person]]\nname = "P{n}"\nborn = {YEAR + 2 * n - 30}\nplayed_by = [{{ name = "A{n}", season = 1 }}]\n'
        for n in range(size // 20)
    )
    return HEAD + people + "".join(_event(n) for n in range(size))


def _id(n: int) -> str:
    return f"e{n:05}"


def _event(n: int) -> str:
    is_alt = n % 2 == 1
    lines = [
        "[[event]]",
        f'id = "{_id(n)}"',
        f'date = "{YEAR + n // 10:04d}-{n % 10 + 1:02d}-{n % 28 + 1:02d}"',
        f'title = "Event number {n} of its kind"',
        f'people = ["P{n // 20}"]',
        f'tags = ["t{n // 50}"]',
        f'place = "Place {n // 30}"',
        'kind = "alt"' if is_alt else 'kind = "real"',
    ]
    if is_alt:
        lines += (
            ['show = "sh"', f"season = {n % 4 // 2 + 1}", f"episode = {n % 7 + 1}"] if n % 3 else ['timeline = "alt"']
        )
        lines += [f'moves = ["{_id(n - 1)}"]'] if n % 5 == 1 and n > 1 else []
        causes = [f'"{_id(n - back)}"' for back in (2, 4) if n - back > 0 and n % 100 > back]
        lines += [f"because = [{', '.join(causes)}]"] if causes else []
    return "\n".join(lines) + "\n"
