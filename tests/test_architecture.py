"""The house: imports run downward, libraries stay where they are needed, modules stay short. Read from the sources."""

from __future__ import annotations

import ast
import re
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "src" / "timeline"
LAYERS = {
    "cli": 9,
    "tui": 8,
    "reports": 7,
    "exports": 7,
    "sql": 6,
    "questions": 5,
    "store": 3,
    "checks": 3,
    "source": 2,
    "formats": 2,
    "browsing": 2,
    "model": 1,
}
"""What may import what: a package those of lower layers, and itself."""

STRANGERS = [("questions", "formats"), ("store", "formats"), ("checks", "formats")]
"""A report stands between an answer and its form."""

TOP = {
    "timeline": set(LAYERS) | {"bundled", "library"},  # the face, which gives out names of every package
    "timeline.library": {"questions", "store", "model"},
    "timeline.__main__": {"cli", "model"},
    "timeline.bundled": set(),
}
"""What the modules above the packages may import."""

MAX_LINES = 300

HOMES = {
    "typer": {"timeline.cli.*", "timeline.__main__"},
    "rich": {"timeline.formats.table", "timeline.tui.*"},
    "dateutil": {"timeline.cli.when"},
    "tomli": {"timeline.source.*", "timeline.cli.settings_text"},
    "tomlkit": {"timeline.source.writer"},
    "shellingham": {"timeline.cli.completion"},
    "textual": {"timeline.tui.*"},
    "pyarrow": {"timeline.exports.parquet"},
    "jinja2": {"timeline.exports.html.page"},
    "typst": {"timeline.exports.svg.forms"},
}
"""Which modules may import a library that is not Python's own."""


class Import(NamedTuple):
    """One import statement, or a module that `import_module` is given."""

    importer: str
    imported: str
    line: int
    for_types: bool = False
    """Whether it stands below `if TYPE_CHECKING`, so that it is never run."""

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"

    @property
    def from_package(self) -> str:
        return part_of(self.importer)

    @property
    def to_package(self) -> str:
        return part_of(self.imported)


def part_of(module: str) -> str:
    """Return the package of this project that a module is in, or the name of a module above them."""
    return module.partition(".")[2].partition(".")[0]


def module_name(path: Path) -> str:
    parts = ("timeline", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports_of(module: str) -> Iterator[Import]:
    """Return every import of a module, wherever it stands: in functions and under TYPE_CHECKING too."""
    path = SOURCES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    conditions = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    for_types = {each for condition in conditions for node in condition.body for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) + 1 - node.level]) if node.level else ""
            origin = ".".join(part for part in (base, node.module) if part)
            names = (
                [origin] if origin not in ("timeline", package) else [_member(origin, alias) for alias in node.names]
            )
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module":
            names = [_literal(node.args[0])]
        else:
            continue
        for name in names:
            yield Import(module, name, node.lineno, node in for_types)


def _member(origin: str, alias: ast.alias) -> str:
    """Return the submodule that `from package import name` names, or the package itself for another name."""
    return f"{origin}.{alias.name}" if _exists(f"{origin}.{alias.name}") else origin


def _exists(module: str) -> bool:
    path = PACKAGE.parent.joinpath(*module.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


def _literal(argument: ast.expr) -> str:
    """Return a module's name as far as the source says it: `timeline.cli` for `f"timeline.cli.{name}"`."""
    if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
        return str(argument.values[0].value).rstrip(".")
    return str(argument.value) if isinstance(argument, ast.Constant) else ""


IMPORTS = [found for module in SOURCES for found in imports_of(module)]
OWN = [found for found in IMPORTS if found.imported.split(".")[0] == "timeline"]
FOREIGN = [found for found in IMPORTS if found.imported and found.imported.split(".")[0] != "timeline"]


def test_the_imports_are_read_from_the_sources() -> None:
    """What holds the other tests up: statements at the top, in functions, for types only, and by name are all seen."""
    seen = {(found.importer, found.imported) for found in IMPORTS}
    assert {
        ("timeline.__main__", "timeline.cli.app"),
        ("timeline.__main__", "typer"),
        ("timeline.formats.report", "timeline.model.events"),
        ("timeline.formats", "timeline.formats"),
        ("timeline.cli.app", "timeline.cli"),
        ("timeline.store.chronicle", "timeline.store.cache"),
        ("timeline.cli.when", "dateutil.parser"),
    } <= seen


def test_every_package_has_a_layer() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/*.py")}
    assert packages <= set(LAYERS)
    assert set(LAYERS) - {"tui"} <= packages


@pytest.mark.parametrize("package", LAYERS)
def test_imports_run_downward(package: str) -> None:
    upward = [
        str(found)
        for found in OWN
        if found.from_package == package
        and found.to_package not in (package, "", "bundled")
        and LAYERS[found.to_package] >= LAYERS[package]
    ]
    assert upward == []


ASIDE = {
    "timeline.cli.complete": "asks the options what a half-typed line means; they call it when TAB is pressed",
    "timeline.model.date_hints": "tries its proposals with the grammar, which calls it when it refuses a text",
}
"""Modules that a function imports when it needs them, and that need the function's module themselves."""


@pytest.mark.parametrize("package", LAYERS)
def test_no_module_of_a_package_needs_itself(package: str) -> None:
    """Neither at the top nor in a function, where a circle is merely hidden."""
    needed: dict[str, set[str]] = {}
    for found in OWN:
        if found.from_package == found.to_package == package and not found.for_types and found.importer not in ASIDE:
            needed.setdefault(found.importer, set()).add(found.imported)
        needed.get(found.importer, set()).discard(found.importer)  # a registry, which imports modules by name
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


@pytest.mark.parametrize(("package", "stranger"), STRANGERS)
def test_strangers_do_not_know_each_other(package: str, stranger: str) -> None:
    found = [str(found) for found in OWN if (found.from_package, found.to_package) == (package, stranger)]
    assert found == []


def test_modules_above_the_packages_import_what_they_are_for() -> None:
    wrong = [str(found) for found in OWN if found.importer in TOP and found.to_package not in TOP[found.importer]]
    assert wrong == []
    assert {module for module in SOURCES if module.count(".") < 2 and SOURCES[module].parent == PACKAGE} == set(TOP)


def test_nothing_behind_the_face_of_the_package_uses_it() -> None:
    """The face gives out names of every package: whoever is behind it takes them from where they are."""
    taken = [
        (module, alias.name)
        for module, path in SOURCES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module, node.level) == ("timeline", 0)
        for alias in node.names
        if _member("timeline", alias) == "timeline"
    ]
    assert {name for _, name in taken} <= {"__version__"}, taken


def test_where_the_bundled_data_is_concerns_the_outermost_only() -> None:
    users = {found.from_package for found in OWN if found.to_package == "bundled"}
    assert users <= {"", "cli", "tui"}


def test_the_model_needs_the_standard_library_only() -> None:
    foreign = [
        str(found)
        for found in FOREIGN
        if found.from_package == "model" and found.imported.split(".")[0] not in sys.stdlib_module_names
    ]
    assert foreign == []


def test_every_library_stays_at_home() -> None:
    strays = [
        str(found)
        for found in FOREIGN
        if (library := found.imported.split(".")[0]) not in sys.stdlib_module_names
        and not _is_home(found.importer, HOMES.get(library, set()))
    ]
    assert strays == []


def _is_home(module: str, homes: set[str]) -> bool:
    return module in homes or f"{module.rpartition('.')[0]}.*" in homes or f"{module}.*" in homes


def test_no_module_is_longer_than_can_be_read_in_one_go() -> None:
    lengths = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in SOURCES.items()}
    assert {module: lines for module, lines in lengths.items() if lines > MAX_LINES} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        module for module, path in SOURCES.items() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_pickle_and_no_code_from_data() -> None:
    names = {"pickle", "marshal", "shelve"}
    assert [str(found) for found in FOREIGN if found.imported.split(".")[0] in names] == []
    for module, path in SOURCES.items():
        calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        assert not {call.id for call in calls if isinstance(call, ast.Name)} & {"eval", "exec", "compile"}, module


SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|ORDER BY|PRAGMA)\b|\b\w+ (NOT )?IN \(")


SQL_HOMES = ("store", "sql")
"""The index and what asks it; and the queries for other engines."""


def test_sql_stays_at_home() -> None:
    """What is above composes conditions by their names, and sees no column, no parameter and no open end of a span."""
    outside = {module: path for module, path in SOURCES.items() if part_of(module) not in SQL_HOMES}
    texts = [(module, text) for module, path in outside.items() for text in _texts(path) if SQL.search(text)]
    assert [found for found in texts if found[0] != "timeline.exports.sqlite"] == []
    taken = [each for each in IMPORTS if each.imported == "sqlite3" and each.importer in outside]
    assert [str(each) for each in taken if each.importer != "timeline.exports.sqlite"] == []
    taken = [each for each in OWN if each.imported == "timeline.store.layout" and each.importer in outside]
    assert taken == []
    for module in ("timeline.store.conditions", "timeline.sql.divergences"):
        assert any(SQL.search(text) for text in _texts(SOURCES[module]))


def _texts(path: Path) -> Iterator[str]:
    """Return the texts in a module, without its docstrings and other texts that stand alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value
