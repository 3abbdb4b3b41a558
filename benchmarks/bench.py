"""What all rows share: the options, a folder with its own settings and cache, the histories, and the figures."""

from __future__ import annotations

import os
import shutil
import sys
import time
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import data, programs
from benchmarks.measuring import Command, Run, Sample, paired, run

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONPATH", "TMPDIR")
"""The only variables of whoever measures that the measured programs see."""


class Options(NamedTuple):
    """How much to measure."""

    sizes: Sequence[int] = (500, 1_000, 10_000, 100_000, 1_000_000)
    runs: int = 11
    seconds: float = 20
    """After how many seconds no further run of a comparison starts."""
    settling: float = 2.1
    """How old a file has to be, in seconds, for the program to believe that it has not changed since it was read."""
    shapes: float = 1
    """The part of their size that the histories of odd shape have."""
    counting: bool = True
    """Whether instructions are counted, which takes ten seconds."""


class Figure(NamedTuple):
    """A line of the table."""

    row: str
    what: str
    sample: Sample
    against: str
    baseline: str
    """What the figure is compared with, in its own unit; empty if it is a figure by itself."""
    value: float
    unit: str
    """The unit of the value and the goal: `x` for a ratio, else s or MB."""
    goal: float | None


class Point(NamedTuple):
    """What a command costs at one size, for the plots."""

    plot: str
    series: str
    size: int
    cpu: float
    peak: float


class Note(NamedTuple):
    """A line below a row: what was left out, and why."""

    row: str
    text: str


class DifferentAnswersError(Exception):
    """Two programs, or one at two sizes, that give different answers to the same question."""


class SettingsError(Exception):
    """Settings that the measured programs would find."""


class Bench:
    """A run of the benchmarks: rows ask it for histories and commands, and give it figures."""

    def __init__(self, options: Options, folder: Path) -> None:
        _refuse_settings(folder.resolve())
        self.options = options
        self.folder = folder
        self.row = ""
        """The name of the row that is measured."""
        self.figures: list[Figure] = []
        self.points: list[Point] = []
        self.notes: list[Note] = []
        for name in ("home", "config", "work"):
            (folder / name).mkdir()
        self.variables = {name: os.environ[name] for name in KEPT if name in os.environ} | {
            "HOME": str(folder / "home"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "warm"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    @cached_property
    def programs(self) -> dict[str, Path]:
        """The programs to compare with, by name."""
        return programs.write(self.folder)

    def program(self, name: str, *arguments: str, terminal: bool = False) -> Command:
        """Return the command of a program to compare with."""
        return Command([sys.executable, str(self.programs[name]), *arguments], terminal)

    def timeline(self, *arguments: str, terminal: bool = False, status: int = 0) -> Command:
        """Return a command of the program, which finds its history compiled if it was asked before."""
        script = Path(sys.executable).with_name("timeline")
        program = [str(script)] if script.exists() else [sys.executable, "-m", "timeline"]
        return Command([*program, *arguments], terminal, status=status)

    def cold(self, command: Command) -> Command:
        """Return a command that has to compile its history each time."""
        cache = self.folder / "cold"
        return command._replace(
            before=lambda: shutil.rmtree(cache, ignore_errors=True), variables={"XDG_CACHE_HOME": str(cache)}
        )

    def forgotten(self, command: Command) -> Command:
        """Return a command that finds its history compiled, and nothing that was worked out for an earlier question."""
        compiled, cache = self.folder / "warm", self.folder / "asked"

        def forget() -> None:
            shutil.rmtree(cache, ignore_errors=True)
            shutil.copytree(compiled, cache)

        return command._replace(before=forget, variables={"XDG_CACHE_HOME": str(cache)})

    def history(self, size: int, *, declared: bool = True) -> str:
        """Return the path of a history of so many events, and write it if it is not there."""
        path = self.folder / f"{'declared' if declared else 'implied'}-{size}.toml"
        if not path.exists():
            data.write(path, size, declared=declared)
        return str(path)

    def export(self, history: str, kind: str) -> Path:
        """Return the path of a history in another format, and write it if it is not there."""
        path = Path(history).with_suffix(f".{kind}")
        if not path.exists():
            path.write_text(self.output(self.timeline("show", "--data", history, "-f", kind)), encoding="utf-8")
        return path

    def settle(self, history: str) -> None:
        """Compile a history and wait until its file is too old to be read again for fear of a change."""
        show = self.timeline("show", "--data", history, "--limit", "1")
        self.output(show)
        age = time.time() - Path(history).stat().st_ctime
        if age < self.options.settling:
            time.sleep(self.options.settling - age)
            self.output(show)

    def size(self, wanted: int) -> int:
        """Return the measured size that is nearest below the one wanted, else the smallest."""
        return max((each for each in self.options.sizes if each <= wanted), default=min(self.options.sizes))

    @property
    def largest(self) -> int:
        return max(self.options.sizes)

    def shaped(self, count: int) -> int:
        """Return how many things of a shape to write."""
        return max(5, int(count * self.options.shapes))

    def run(self, command: Command) -> Run:
        return run(command, str(self.folder / "work"), self.variables)[0]

    def output(self, command: Command) -> str:
        """Return what a command writes to standard output. It is not measured; its history is compiled then."""
        return run(command, str(self.folder / "work"), self.variables)[1].decode()

    def paired(self, *commands: Command) -> list[Sample]:
        """Run commands in turn and return what each cost."""
        return paired([partial(self.run, command) for command in commands], self.options.runs, self.options.seconds)

    def ratio(
        self, what: str, sample: Sample, against: str, base: Sample, goal: float | None, measure: str = "cpu"
    ) -> None:
        """Add a figure: what a command costs, compared with another that ran in turn with it."""
        baseline = text(base.median(measure), measure)
        self.figures.append(Figure(self.row, what, sample, against, baseline, sample.ratio(base, measure), "x", goal))

    def counted(self, what: str, sample: Sample, against: str, counts: tuple[int, int], goal: float) -> None:
        """Add a figure: how many instructions a command takes, and another."""
        own, base = counts
        self.figures.append(
            Figure(self.row, what, sample, against, f"{base / 1e6:,.0f} million", own / base, "x", goal)
        )

    def absolute(self, what: str, sample: Sample, goal: float | None, measure: str = "cpu") -> None:
        """Add a figure that is compared with nothing but its goal."""
        unit = "MB" if measure == "peak" else "s"
        self.figures.append(Figure(self.row, what, sample, "", "", sample.median(measure), unit, goal))

    def growth(self, what: str, small: Sample, large: Sample, start: Sample, goal: float) -> None:
        """Add a figure: how the CPU time above that of a small history grows from half of the things to all."""
        floor = start.median("cpu")
        one, two = (max(each.median("cpu") - floor, 0.001) for each in (small, large))
        self.figures.append(Figure(self.row, what, large, "half of it", text(one, "cpu"), two / one, "x", goal))

    def note(self, text: str) -> None:
        """Add a line below the row that is measured."""
        self.notes.append(Note(self.row, text))

    def point(self, plot: str, series: str, size: int, sample: Sample) -> None:
        """Add a point to a plot of growth."""
        self.points.append(Point(plot, series, size, sample.median("cpu"), sample.median("peak")))


def _refuse_settings(folder: Path) -> None:
    """Raise `SettingsError` if programs that run in a folder would find settings in it or above it."""
    for each in (folder, *folder.parents):
        path = each / "timeline.toml"
        if path.exists() and any(line.strip() and line[0] != "#" for line in path.read_text("utf-8").splitlines()):
            raise SettingsError(f"there are settings in {path}: choose another folder with TMPDIR")


def text(value: float, measure: str) -> str:
    """Return seconds, or MB for the peak of memory, as they stand in a table."""
    if measure == "peak":
        return f"{value:,.0f} MB"
    return f"{value * 1000:,.0f} ms" if value < 10 else f"{value:,.1f} s"
