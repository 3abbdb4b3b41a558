"""The script's modules against the Python modules of the same names: the same numbers for drawn inputs."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import laboratory

from timeline.exports.html import scripts
from timeline.exports.layout import joins, marks, rows, scale, weight
from timeline.model.calendar import from_ordinal, to_ordinal

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit
    from playwright.sync_api import Page


@pytest.fixture
def lab(visit: Callable[..., Visit]) -> Page:
    return visit(html=laboratory("scale", "weight", "rows", "joins", "marks", "calendar")).page


def close(one: Any, other: Any) -> bool:
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(close(a, b) for a, b in zip(one, other, strict=True))
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_scales_agree(lab: Page, seed: int) -> None:
    draw = random.Random(seed)
    middle, spread = draw.choice([(1980, 30), (-50, 400), (0, 3), (9_990, 4_000)])
    stretches = []
    for _ in range(draw.choice([1, 2, 40, 300])):
        first = to_ordinal(int(draw.gauss(middle, spread)), draw.randint(1, 12), draw.randint(1, 28))
        stretches.append(scale.Stretch(draw.randint(0, 1), first, first + draw.choice([0, 0, 30, 31, 32, 365, 4000])))
    most, fold, row, zoom = draw.choice([30, 300]), draw.choice([3, 25]), draw.choice([21.0, 37.0]), draw.random()
    found = lab.evaluate(
        """({stretches, most, fold, row, zoom}) => {
          const years = stretches.map(s => lab.yearOf((s.first + s.last) / 2));
          const unit = lab.unitOf(years, most, fold), cells = lab.cellsOf(years, unit, fold);
          const loads = lab.loads(cells, stretches), fulls = loads.map(load => lab.fullHeight(load, row));
          const total = lab.zoomed(lab.sum(fulls), 700, zoom), sizes = lab.heights(fulls, total, 0.62 + 0.38 * zoom, 7);
          const made = lab.scaleOf(cells, loads, sizes, 44, row), ys = stretches.map(s => lab.yAt(made, s.first));
          return {unit, cells: cells.map(c => [c.year, c.years, c.isBreak ? 1 : 0]),
            loads: loads.map(l => [...l.certain, l.vague]), fulls, sizes, tops: made.tops, ys,
            days: ys.map(y => lab.dayAt(made, y))};
        }""",
        {"stretches": [each._asdict() for each in stretches], "most": most, "fold": fold, "row": row, "zoom": zoom},
    )
    years = [scale.year_of(each) for each in stretches]
    unit = scale.unit_of(years, most, fold)
    cells = scale.cells_of(years, unit, fold)
    loads = scale.loads(cells, stretches)
    fulls = [scale.full_height(load, row) for load in loads]
    sizes = scale.heights(fulls, scale.zoomed(sum(fulls), 700, zoom), 0.62 + 0.38 * zoom, 7)
    made = scale.scale_of(cells, loads, sizes, 44, row)
    assert found["unit"] == unit
    assert found["cells"] == [[cell.year, cell.years, int(cell.is_break)] for cell in cells]
    assert found["loads"] == [[*load.certain, load.vague] for load in loads]
    assert close(found["fulls"], fulls)
    assert close(found["sizes"], sizes)
    assert close(found["tops"], list(made.tops))
    assert close(found["ys"], [made.y(each.first) for each in stretches])
    assert close(found["days"], [made.day(made.y(each.first)) for each in stretches])


@pytest.mark.parametrize("seed", range(6))
def test_weights_agree(lab: Page, seed: int) -> None:
    draw = random.Random(seed)
    count = draw.choice([1, 5, 200])
    reach = [draw.choice([0, 0, 1, draw.randint(2, 500)]) for _ in range(count)]
    pairs = [(draw.randrange(count), draw.randrange(count)) for _ in range(count // 3)]
    places = [draw.uniform(0, 9000) for _ in range(count)]
    merits = [
        (
            draw.choice(list(weight.FATES)),
            draw.sample(["first", "war", "moon"], 2),
            draw.randint(0, 7),
            draw.randint(0, 6),
        )
        for _ in range(count)
    ]
    found = lab.evaluate(
        """({reach, pairs, places, merits}) => {
          const ripples = lab.ripples(reach, pairs), shares = lab.local(ripples, places, lab.NEIGHBOURHOOD);
          const weights = shares.map((share, i) => lab.weight(share, ...merits[i], i % 3 === 0, i === 1));
          return [ripples, shares, weights, lab.ranking(weights)];
        }""",
        {"reach": reach, "pairs": pairs, "places": places, "merits": merits},
    )
    ripples = weight.ripples(reach, pairs)
    shares = weight.local(ripples, places, weight.NEIGHBOURHOOD)
    weights = [
        weight.weight(share, *merits[i], is_both=i % 3 == 0, is_parting=i == 1) for i, share in enumerate(shares)
    ]
    assert close(found[:3], [ripples, shares, weights])
    assert found[3] == weight.ranking(found[2])


@pytest.mark.parametrize("seed", range(6))
def test_rows_agree(lab: Page, seed: int) -> None:
    draw = random.Random(seed)
    count = draw.choice([1, 4, 30])
    places = {}
    for event in range(draw.choice([1, 10, 60])):
        first = draw.randrange(count)
        last = min(count - 1, first + draw.choice([0, 0, 1, 5]))
        places[event] = rows.Place(first, last, (first + last) / 2)
    order = draw.sample(list(places), len(places))
    reach = draw.choice([None, 1, 3])
    moving = draw.sample(order, len(order) // 2)
    tops = [0.0]
    for _ in range(draw.randint(0, 40)):
        tops.append(tops[-1] + draw.choice([7, 12.5, 21, 30, 68, 200]))
    found = lab.evaluate(
        """({places, order, count, reach, moving, tops}) => {
          const known = new Map(places.map(([k, [first, last, middle]]) => [k, {first, last, middle}]));
          const sorted = rows => [...rows].sort((a, b) => a[0] - b[0]), placed = lab.placed(order, known, count, reach);
          return [sorted(placed), sorted(lab.inOrder(placed, moving, k => k % 7)),
            lab.blocks(tops, 21).map(b => [b.first, b.last, b.rows, b.top])];
        }""",
        {
            "places": list(places.items()),
            "order": order,
            "count": count,
            "reach": reach,
            "moving": moving,
            "tops": tops,
        },
    )
    placed = rows.placed(order, places, count, reach)
    assert found[0] == [list(each) for each in sorted(placed.items())]
    assert found[1] == [list(each) for each in sorted(rows.in_order(placed, moving, lambda event: event % 7).items())]
    assert close(found[2], [list(block) for block in rows.blocks(tops, 21)])


def test_curves_agree(lab: Page) -> None:
    draw = random.Random(1)
    for number in range(30):
        start, end = (draw.uniform(0, 100), draw.uniform(0, 900)), (draw.uniform(150, 300), draw.uniform(0, 900))
        found = lab.evaluate(
            """({number, start, end}) => {
              const aside = lab.bend(number, 200, Math.abs(start[1] - end[1])), line = lab.curve(start, end, aside);
              return [aside, ...lab.SLIDES.map(t => lab.pointAt(line, t)).flat(), lab.rail(end[1], start[1], 60, 10, 90)];
            }""",
            {"number": number, "start": start, "end": end},
        )
        aside = joins.bend(number, 200, abs(start[1] - end[1]))
        line = joins.curve(joins.Point(*start), joins.Point(*end), aside)
        points = [value for t in joins.SLIDES for value in line.at(t)]
        assert close(found, [aside, *points, joins.rail(end[1], start[1], 60, 10, 90)])


def test_looks_agree(lab: Page) -> None:
    found = lab.evaluate("lab.LOOKS")
    assert found == {
        fate: [{"shape": each.shape, "ink": each.ink, "size": each.size} for each in looks]
        for fate, looks in marks.LOOKS.items()
    }


def test_years_agree_with_the_calendar(lab: Page) -> None:
    draw = random.Random(3)
    days = [draw.randint(-2_000_000, 4_000_000) for _ in range(3000)]
    assert lab.evaluate("days => days.map(lab.yearOf)", days) == [from_ordinal(day)[0] for day in days]
    dates = [(draw.randint(-5000, 9999), draw.randint(1, 12), draw.randint(1, 28)) for _ in range(1000)]
    assert lab.evaluate("dates => dates.map(d => lab.toOrdinal(...d))", dates) == [to_ordinal(*date) for date in dates]


def test_reach_is_that_of_the_history(lab: Page) -> None:
    draw = random.Random(5)
    causes = [draw.sample(range(number), min(number, draw.choice([0, 1, 1, 2]))) for number in range(3000)]
    found = lab.evaluate("causes => [...lab.reaches(causes, new Uint8Array(causes.length).fill(1))]", causes)
    followers: list[set[int]] = [set() for _ in causes]
    for event in reversed(range(len(causes))):
        for cause in causes[event]:
            followers[cause] |= followers[event] | {event}
    assert found == [len(each) for each in followers]


def test_names_are_seen_however_they_are_declared() -> None:
    text = """\
const [A, B] = pair;
export const { c, d: e, f = 3, ...g } = all;
export async function go() {}
export const h = ({ z }) => z;
let [
  i,
  { j, k: [l] },
] = y;
"""
    assert scripts.names_of(text) == ["A", "B", "c", "e", "f", "g", "go", "h", "i", "j", "l"]
    assert scripts.exports_of(text) == ["c", "e", "f", "g", "go", "h"]


def test_names_at_the_top_of_modules_are_unique_and_imports_rename_nothing() -> None:
    """The page has all modules in one; see `timeline.exports.html.scripts`."""
    seen: dict[str, str] = {}
    for module, text in scripts.modules().items():
        assert len(text.splitlines()) <= 300, module
        for name in scripts.names_of(text):
            assert seen.setdefault(name, module) == module, f"{name} is in {seen[name]} and in {module}"
        assert " as " not in "".join(line for line in text.splitlines() if line.startswith("import"))
        assert "export default" not in text
        assert "innerHTML" not in text
    assert len(seen) > 350
    assert {"held", "wantedLast", "above"} <= set(seen), "those of patterns, too"
