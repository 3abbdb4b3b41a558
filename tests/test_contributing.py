"""Follow the table "to add X, touch Y" of CONTRIBUTING.md: each row has a recipe, which touches only the files of its row.

A recipe changes a copy of the source. If a row turns out to be incomplete, simplify the code before you lengthen the row.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "src/timeline"

EVENTS = """\
[[event]]
id = "landing"
date = 1969-07-20
title = "Apollo 11 lands the first humans on the Moon"
kind = "real"
place = "Moon"

[[event]]
id = "soviet-landing"
date = "1969-06"
title = "The first human on the Moon is a Soviet"
kind = "alt"
place = "Moon"
moves = "landing"
"""

DRIVER = """\
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
import timeline
from timeline.__main__ import run

assert timeline.__file__.startswith(sys.argv[1]), timeline.__file__

class Kept(io.BytesIO):
    def close(self):  # the program may close what it writes to
        pass

for line in json.loads(sys.argv[2]):
    kept = Kept(), Kept()
    out, err = (io.TextIOWrapper(each, encoding="utf-8", newline="", write_through=True) for each in kept)
    with redirect_stdout(out), redirect_stderr(err):
        status = run(line)
    print(json.dumps([status, *(each.getvalue().decode() for each in kept)]))
"""
"""Runs command lines in one process, because a process for each of them takes too long."""


class Ran(NamedTuple):
    """What a command line did."""

    status: int
    out: str
    err: str


class Tree:
    """A copy of the source to work on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        shutil.copytree(ROOT / PACKAGE, folder / PACKAGE)
        (folder / "events.toml").write_text(EVENTS, encoding="utf-8")

    def insert(self, path: str, anchor: str, text: str) -> None:
        """Put lines above the one line that starts with `anchor`, at its indentation."""
        file = self._path(path)
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        (number,) = (number for number, line in enumerate(lines) if line.lstrip().startswith(anchor))
        indentation = lines[number][: -len(lines[number].lstrip())]
        lines[number:number] = [f"{indentation}{line}\n" if line else "\n" for line in text.splitlines()]
        file.write_text("".join(lines), encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change the one place that has the text `old`."""
        file = self._path(path)
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def create(self, path: str, text: str) -> None:
        """Write a new file."""
        file = self._path(path)
        assert not file.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _path(self, path: str) -> Path:
        self.touched.add(path)
        return self.folder / (path if path.startswith("tests/") else f"{PACKAGE}/{path}")

    def run(self, *lines: str) -> list[Ran]:
        """Run command lines, written without blanks in an argument, in the folder of the copy."""
        commands = json.dumps([line.split() for line in lines])
        done = self.python("-c", DRIVER, str(self.folder), commands)
        assert done.returncode == 0, done.stderr
        ran = [Ran(*json.loads(line)) for line in done.stdout.splitlines()]
        assert len(ran) == len(lines)
        return ran

    def python(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the copy in front of everything that is installed."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder / "src"), **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )


def key_of_an_event(tree: Tree) -> None:
    tree.insert("source/fields.py", 'Field("order", Type.WHOLE', 'Field("moods", Type.TEXTS, "how people felt"),')
    tree.insert(
        "source/fields.py", 'Field("order", Type.WHOLE', 'Field("announced", Type.DATE, "when it became known"),'
    )
    tree.insert("model/events.py", "x: Mapping[str, object] | None", "moods: tuple[str, ...] = ()")
    tree.insert("model/events.py", "x: Mapping[str, object] | None", "announced: EdtfDate | None = None")


def key_of_an_event_works(tree: Tree) -> None:
    added, shown, again, toml, table, whole, schema = tree.run(
        "add events.toml --date 1970 --title Later --kind real --moods glad --moods tired --announced 1971-02",
        "show --data events.toml --year 1970 -f json",
        "show --data events.toml --year 1970 -f json",  # now from the index
        "show --data events.toml --year 1970 -f toml",
        "show --data events.toml --year 1970 -f csv",
        "event later --data events.toml -f json",
        "schema",
    )
    assert added.status == 0, added.err
    assert 'moods = ["glad", "tired"]\nannounced = "1971-02"\n' in toml.out
    assert 'moods = ["glad", "tired"]\nannounced = "1971-02"\n' in (tree.folder / "events.toml").read_text("utf-8")
    (event,) = json.loads(shown.out)
    assert (event["moods"], event["announced"]) == (["glad", "tired"], "1971-02")
    assert again == shown
    (row,) = csv.DictReader(io.StringIO(table.out))
    assert (row["moods"], row["announced"]) == ("glad;tired", "1971-02")
    assert json.loads(whole.out)[0]["event"] == event
    keys = json.loads(schema.out)["$defs"]["event"]["properties"]
    assert keys["moods"]["description"] == "How people felt."
    assert keys["announced"]["$ref"] == "#/$defs/date"


def key_of_another_table(tree: Tree) -> None:
    tree.insert("source/fields.py", 'Field("actor_born",', 'Field("voice", Type.TEXT, "who lends the voice"),')
    tree.insert("model/people.py", "at: Origin | None", "voice: str | None = None")
    tree.insert("source/fields.py", 'Field("season", Type.TABLES', 'Field("network", Type.TEXT, "who airs it"),')
    tree.insert("model/shows.py", "seasons: tuple[Season, ...]", "network: str | None = None")
    tree.insert("source/fields.py", 'Field("parent", Type.ID', 'Field("motto", Type.TEXT, "its motto"),')
    tree.insert("model/world.py", "parent: str | None = REAL", "motto: str | None = None")


def key_of_another_table_works(tree: Tree) -> None:
    (tree.folder / "world.toml").write_text(
        '[[timeline]]\nid = "fam"\nmotto = "Higher"\n\n[[show]]\nid = "fam"\nnetwork = "Apple"\n\n'
        '[[person]]\nname = "Ed Baldwin"\nvoice = "Somebody"\n\n'
        '[[event]]\ndate = 1970\ntitle = "Later"\nkind = "alt"\nshow = "fam"\npeople = ["Ed Baldwin"]\n',
        encoding="utf-8",
    )
    check, *texts, schema = tree.run(
        "check --data world.toml", "show --data world.toml -f toml", "show --data world.toml -f toml", "schema"
    )
    assert (check.status, check.out) == (0, "")
    for text in texts:
        tables = tomllib.loads(text.out)
        found = tables["timeline"][0]["motto"], tables["show"][0]["network"], tables["person"][0]["voice"]
        assert found == ("Higher", "Apple", "Somebody")
    tables = json.loads(schema.out)["$defs"]
    assert tables["person"]["properties"]["voice"]["description"] == "Who lends the voice."


def a_format(tree: Tree) -> None:
    tree.create(
        "formats/titles.py",
        '"""One title a line."""\n\n\ndef render(report, output):\n    for row in report.rows:\n'
        "        output.stream.write(f\"* {report.json(row)['title']}\\n\")\n",
    )
    tree.insert("formats/__init__.py", 'Format("csv",', 'Format("titles", "the titles alone"),')


def a_format_works(tree: Tree) -> None:
    shown, wrong, usage = tree.run(
        "show --data events.toml -f titles", "show --data events.toml -f title", "show --help"
    )
    assert shown.out == "* The first human on the Moon is a Soviet\n* Apollo 11 lands the first humans on the Moon\n"
    assert 'did you mean "titles"?' in wrong.err
    assert re.search(r"\btitles\b", usage.out)


def an_export(tree: Tree) -> None:
    tree.create(
        "exports/ids.py",
        '"""The ids of the events, out of all."""\n\n\ndef render(chronicle, events, output):\n'
        '    output.stream.write(f"{[event.id for event in events]} of {len(chronicle)}\\n")\n',
    )
    tree.replace(
        "exports/__init__.py",
        '"an events file, which --data - reads back"),)',
        '"an events file, which --data - reads back"), Export("ids", "the ids alone"))',
    )


def an_export_works(tree: Tree) -> None:
    shown, diverged, refused, usage = tree.run(
        "show --data events.toml --year 1969 --kind real -f ids",
        "diverge --data events.toml -f ids",
        "stats --data events.toml -f ids",
        "show --help",
    )
    assert shown.out == "['landing'] of 2\n"
    assert diverged.out == "['soviet-landing', 'landing'] of 2\n"
    assert (refused.status, refused.out) == (2, "")
    assert re.search(r"\bids\b", usage.out)


def a_question(tree: Tree) -> None:
    tree.create(
        "questions/places.py",
        '"""Where events happen, and how many happen there."""\n\n'
        "from collections import Counter\nfrom typing import NamedTuple\n\n\n"
        'class Place(NamedTuple):\n    """A place, and how many events happen there."""\n\n'
        "    name: str\n    events: int\n\n\n"
        'def places(chronicle, query):\n    """Return the places of the events that match a query."""\n'
        "    found = Counter(event.place for event in chronicle.ask(query) if event.place)\n"
        "    return [Place(*item) for item in found.most_common(query.limit)]\n",
    )
    tree.create(
        "reports/places.py",
        '"""Places: columns."""\n\nfrom timeline.formats.report import Column, Report\n\n'
        '_COLUMNS = (\n    Column("place", lambda row: row.name, brief=True),\n'
        '    Column("events", lambda row: row.events, brief=True),\n)\n\n\n'
        'def report(rows):\n    """Report on places."""\n    return Report(_COLUMNS, rows)\n',
    )
    tree.create(
        "cli/places.py",
        '"""`timeline places`: count the events at each place."""\n\n'
        "from timeline.cli.answer import answer\n"
        "from timeline.cli.options import DataOptions, FilterOptions, OutputOptions, with_options\n\n\n"
        "@with_options\ndef places(filters: FilterOptions, data: DataOptions, output: OutputOptions) -> None:\n"
        '    """Count the events at each place.\n\n    \\b\n    Examples:\n      timeline places\n'
        '      timeline places --tag moon\n      timeline places -f csv\n    """\n'
        "    from timeline.questions.places import places\n    from timeline.reports.places import report\n\n"
        "    chronicle = data.open()\n"
        '    answer(report(places(chronicle, filters.query())), output, nothing="no event has a place")\n',
    )
    tree.insert("cli/app.py", '"seasons":', '"places": "Count the events at each place.",')


def a_question_works(tree: Tree) -> None:
    piped, as_json, table, nothing, usage = tree.run(
        "places --data events.toml",
        "places --data events.toml --kind real -f json",
        "places --data events.toml -f table",
        "places --data events.toml --year 1801",
        "--help",
    )
    assert piped.out == "Moon\t2\n"
    assert json.loads(as_json.out) == [{"place": "Moon", "events": 1}]
    assert re.search(r"^Moon +2$", table.out, re.MULTILINE)
    assert (nothing.status, nothing.err) == (0, "timeline: no event has a place\n")
    assert re.search(r"^  places +Count the events at each place\.", usage.out, re.MULTILINE)


def column_of_an_event(tree: Tree) -> None:
    tree.insert("model/event_json.py", '"earliest": lambda', '"title_length": lambda event: len(event.title),')


def column_of_an_event_works(tree: Tree) -> None:
    shown, as_json, today = tree.run(
        "show --data events.toml -f csv",
        "show --data events.toml -f json",
        "today --data events.toml --date 07-20 -f csv",
    )
    assert [row["title_length"] for row in csv.DictReader(io.StringIO(shown.out))] == ["39", "44"]
    assert [event["title_length"] for event in json.loads(as_json.out)] == [39, 44]
    assert [row["title_length"] for row in csv.DictReader(io.StringIO(today.out))] == ["44"]


def column_of_another_report(tree: Tree) -> None:
    tree.insert("reports/stats.py", 'Column("share",', 'Column("rest", lambda row: row.total - row.events),')


def column_of_another_report_works(tree: Tree) -> None:
    shown, as_json = tree.run("stats --data events.toml --by kind -f csv", "stats --data events.toml --by kind -f json")
    assert [row["rest"] for row in csv.DictReader(io.StringIO(shown.out))] == ["1", "1"]
    assert [row["rest"] for row in json.loads(as_json.out)] == [1, 1]


def a_filter(tree: Tree) -> None:
    tree.insert(
        "model/query.py",
        "reverse: Annotated[",
        'span: Annotated[OneOrMore[str], Filter("Whose date spans at least this many days.", parse_numbers, "DAYS")]',
    )
    tree.insert("model/query.py", "reverse: bool = False", "span: tuple[int, ...] = ()")
    tree.insert(
        "store/conditions.py",
        "return condition & (with_id(",
        'condition &= any_of([Condition("latest - earliest + 1 >= ?", (days,)) for days in query.span])',
    )


def a_filter_works(tree: Tree) -> None:
    shown, diverged, wrong, usage = tree.run(
        "show --data events.toml --span 30",
        "diverge --data events.toml --span 31",
        "show --data events.toml --span short",
        "show --help",
    )
    assert [line.split("\t")[4] for line in shown.out.splitlines()] == ["The first human on the Moon is a Soviet"]
    assert diverged.err == "timeline: no divergence matches\n"
    assert (wrong.status, wrong.out) == (2, "")
    assert re.search(r"--span DAYS +Whose date spans at least this many days\.", usage.out)
    asked = tree.python("-c", 'import timeline; print([e.id for e in timeline.load("events.toml").events(span="2")])')
    assert asked.stdout == "['soviet-landing']\n", asked.stderr


def a_rule(tree: Tree) -> None:
    tree.insert(
        "checks/care.py",
        "RULES = (",
        "def loud_title(history: History) -> Iterator[Finding]:\n    for event in history.events:\n"
        '        if event.title.endswith("!"):\n'
        '            yield Finding(event.at, ("title",), "the title shouts", "take out the exclamation mark")\n\n',
    )
    tree.insert("checks/care.py", 'Rule("Q106",', 'Rule("Q190", "warning", "a title that shouts", loud_title),')
    tree.create("tests/errors/Q190-a-loud-title.toml", '[[event]]\ndate = 1970\ntitle = "Later!"\nkind = "real"\n')


def a_rule_works(tree: Tree) -> None:
    bad = "tests/errors/Q190-a-loud-title.toml"
    check, listed, left_out = tree.run(f"check --data {bad}", "check --list", f"check --data {bad} --skip Q190")
    assert check.status == 0
    assert re.match(rf"{bad}:3:9: warning\[Q190\]: .*the title shouts\n", check.out)
    assert "take out the exclamation mark" in check.out
    assert re.search(r"^Q190\b.*a title that shouts$", listed.out, re.MULTILINE)
    assert left_out.out == ""


def an_error(tree: Tree) -> None:
    tree.insert(
        "source/resolve.py",
        "drafts.append(draft)",
        'if draft.id == "all":\n    group.note(row.at, "id", "E490", "no event can have this id", "choose another id")',
    )
    tree.create(
        "tests/errors/E490-a-reserved-id.toml",
        '[[event]]\nid = "all"\ndate = 1970\ntitle = "Later"\nkind = "real"\n',
    )


def an_error_works(tree: Tree) -> None:
    bad = "tests/errors/E490-a-reserved-id.toml"
    for ran in tree.run(f"check --data {bad}", f"show --data {bad}"):
        assert re.match(rf"{bad}:2:6: error\[E490\]: .*no event can have this id\n", ran.out + ran.err)
        assert ran.status in (1, 3)


def a_setting(tree: Tree) -> None:
    tree.insert("cli/settings_text.py", '"safe": "TIMELINE_SAFE",', '"greeting": "TIMELINE_GREETING",')
    tree.insert("cli/settings_text.py", '"safe": _check_safe,', '"greeting": lambda texts: None,')
    tree.insert(
        "cli/answer.py",
        "is_terminal = sys.stdout.isatty()",
        'for text in options.settings.of("greeting").values:\n    note(text)',
    )


def a_setting_works(tree: Tree) -> None:
    (tree.folder / "timeline.toml").write_text('greeting = "hello"\n', encoding="utf-8")
    shown, listed = tree.run("show --data events.toml", "config -f csv")
    assert (shown.status, shown.err) == (0, "timeline: hello\n")
    assert re.search(r"^greeting,hello,.*timeline\.toml\r?$", listed.out, re.MULTILINE)


class Recipe(NamedTuple):
    """What carries out a row, and what looks whether it works."""

    apply: Callable[[Tree], None]
    works: Callable[[Tree], None]


RECIPES = {
    "a key of an event": Recipe(key_of_an_event, key_of_an_event_works),
    "a key of another table": Recipe(key_of_another_table, key_of_another_table_works),
    "a format": Recipe(a_format, a_format_works),
    "an export": Recipe(an_export, an_export_works),
    "a question": Recipe(a_question, a_question_works),
    "a column of an event": Recipe(column_of_an_event, column_of_an_event_works),
    "a column of another report": Recipe(column_of_another_report, column_of_another_report_works),
    "a filter": Recipe(a_filter, a_filter_works),
    "a rule of `check`": Recipe(a_rule, a_rule_works),
    "an error in an events file": Recipe(an_error, an_error_works),
    "a setting": Recipe(a_setting, a_setting_works),
}


def rows() -> dict[str, str]:
    """Return the rows of the table: what to add, and what to touch for it."""
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("| to add | touch |\n| --- | --- |\n")[2]
    lines = table.partition("\n\n")[0].splitlines()
    return dict(re.fullmatch(r"\| (.+?) \| (.+) \|", line).groups() for line in lines)  # type: ignore[union-attr, misc]


def named_files(touch: str) -> set[str]:
    """Return the files that a row names, as patterns: a word in capitals stands for any."""
    return {re.sub(r"[A-Z]{4,}", "*", name) for name in re.findall(r"`([\w/-]+\.(?:py|toml))`", touch)}


def test_every_row_has_a_recipe_and_every_recipe_a_row() -> None:
    assert list(rows()) == list(RECIPES)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


@pytest.mark.parametrize("row", RECIPES)
def test_what_a_row_says_is_enough(tree: Tree, row: str) -> None:
    RECIPES[row].apply(tree)

    named = named_files(rows()[row])
    unnamed = [path for path in sorted(tree.touched) if not any(Path(path).match(name) for name in named)]
    assert unnamed == []
    unneeded = [name for name in sorted(named) if not any(Path(path).match(name) for path in tree.touched)]
    assert unneeded == []
    RECIPES[row].works(tree)


def test_the_pages_and_the_tests_of_the_house_follow(tree: Tree) -> None:
    """With all recipes together: the samples get their messages, the pages follow, and no test has a list to keep."""
    for folder in ("docs", "tests", "data"):
        shutil.copytree(ROOT / folder, tree.folder / folder)
    for page in ROOT.glob("*.md"):
        shutil.copy(page, tree.folder)
    for recipe in RECIPES.values():
        recipe.apply(tree)
    new = [path for path in tree.touched if path.startswith("tests/errors/")]
    chosen = "Q190 or E490 or has_help or of_its_own or every_format or test_architecture or rule_finds or every_code"
    tests = ("tests/test_errors.py", "tests/test_docs.py", "tests/test_architecture.py", "-k", chosen)
    pytest_ = ("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider")

    tree.python(*pytest_, "tests/test_errors.py", "-k", "reports and (Q190 or E490)", UPDATE_GOLDEN="1")
    made = tree.python("docs/make.py")
    done = tree.python(*pytest_, *tests)

    assert all((tree.folder / path).with_suffix(".err").exists() for path in new)
    assert made.stdout.splitlines() == [
        f"{name} written" for name in ("commands.md", "errors.md", "format.md", "timeline.1")
    ]
    assert done.returncode == 0, done.stdout
    commands = (tree.folder / "docs" / "commands.md").read_text(encoding="utf-8")
    assert "## timeline places" in commands
    assert "--span DAYS" in commands
    assert "| `titles` | the titles alone |" in commands
