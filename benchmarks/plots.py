"""The plots, as SVG for light and for dark pages. matplotlib draws them; without it, there are none."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from benchmarks.report import PLOTS, machine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.bench import Bench, Figure, Point

INK = {"": ("#1f2328", "#d1d9e0", "#ffffff"), "-dark": ("#e6edf3", "#3d444d", "#0d1117")}
"""By the end of the file's name: the colors of text, of the grid, and of the page."""

COLORS = ("#1170aa", "#fc7d0b", "#7c8b96", "#57a5c9", "#c85200", "#6b7f3a", "#b0569c", "#a3893c", "#3f9a7a")
"""Colors that stand out from light and dark pages; first is the program's own."""

MARKS = "osD^vPX*<"
"""A mark for each color, for those who cannot tell the colors apart."""


def draw(bench: Bench, folder: Path) -> list[str]:
    """Draw what there are figures for, and return the names of the plots."""
    if find_spec("matplotlib") is None:
        bench.note("There are no plots: matplotlib is not installed.")
        return []
    goals = [figure for figure in bench.figures if figure.goal]
    drawn = []
    folder.mkdir(parents=True, exist_ok=True)
    for name in PLOTS:
        points = [point for point in bench.points if point.plot == name]
        if not (goals if name == "goals" else points):
            continue
        drawn.append(name)
        for suffix, colors in INK.items():
            with _style(*colors):
                figure = _goals(goals) if name == "goals" else _growth(points)
                figure.savefig(folder / f"{name}{suffix}.svg", metadata={"Date": None})
    return drawn


def _style(ink: str, grid: str, page: str) -> Any:
    """Return the style of a plot, as a context."""
    import matplotlib as mpl

    mpl.use("svg")
    return mpl.rc_context(
        {
            **dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color", "axes.edgecolor"), ink),
            **dict.fromkeys(("figure.facecolor", "savefig.facecolor", "axes.facecolor"), page),
            "grid.color": grid,
            "axes.grid": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "font.family": "sans-serif",
            "font.size": 11,
            "svg.fonttype": "none",  # text stays text: smaller, and it can be searched
            "svg.hashsalt": "timeline",  # the same figures give the same file
        }
    )


def _machine() -> str:
    return machine().partition(";")[0]


def _goals(figures: Sequence[Figure]) -> Any:
    """Return a bar for each figure: how it relates to its goal."""
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import FuncFormatter

    drawing = Drawing(figsize=(10, 1.2 + 0.3 * len(figures)), layout="constrained")
    axes = drawing.add_subplot()
    ratios = [max(figure.value / (figure.goal or 1), 0.01) for figure in figures]
    colors = [COLORS[0] if ratio <= 1 else COLORS[1] for ratio in ratios]
    rows = range(len(figures))
    axes.barh(rows, [ratio - 0.01 for ratio in ratios], left=0.01, color=colors, height=0.7)
    for row, ratio in zip(rows, ratios, strict=True):
        behind = {"facecolor": axes.get_facecolor(), "edgecolor": "none", "pad": 1}
        axes.text(ratio * 1.06, row, f"{ratio:.2g}", va="center", fontsize=9, bbox=behind)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_yticks(rows, [figure.what.replace("`", "") for figure in figures])
    axes.set_ylim(len(figures) - 0.4, -0.6)
    axes.set_xlim(min(0.1, *ratios) * 0.9, max(ratios) * 2)
    axes.axvline(1, color=axes.xaxis.label.get_color(), linewidth=1.5)
    axes.set_xlabel(f"measured / goal, less is better\n{_machine()}")
    axes.grid(axis="y", visible=False)
    return drawing


def _growth(points: Sequence[Point]) -> Any:
    """Return a line for each series: CPU time by the number of events."""
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    drawing = Drawing(figsize=(10, 5.5), layout="constrained")
    axes = drawing.add_subplot()
    for number, series in enumerate(dict.fromkeys(point.series for point in points)):
        own = [point for point in points if point.series == series]
        axes.plot(
            [point.size for point in own],
            [point.cpu for point in own],
            color=COLORS[number % len(COLORS)],
            marker=MARKS[number % len(MARKS)],
            linewidth=3 if number == 0 else 1.8,
            label=series,
        )
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel(f"events\n{_machine()}")
    axes.set_ylabel("CPU time, seconds")
    axes.set_xticks(sorted({point.size for point in points}))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    drawing.legend(loc="outside right upper", frameon=False)
    return drawing
