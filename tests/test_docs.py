"""What the program and its pages say of themselves: help for everything, examples that run, links that lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from timeline.__main__ import run
from timeline.bundled import bundled_events
from timeline.cli.app import COMMANDS, app
from timeline.exports import EXPORTS
from timeline.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))))
FILTERS = (
    *("--year", "--from", "--to", "--kind", "--timeline", "--show", "--season", "--episode", "--tag", "--person"),
    *("--place", "--id", "--reverse", "--limit"),
)
"""Those of the contract, on every command that lists events."""

AT_A_TERMINAL = {"timeline add events.toml"}
"""Examples that ask questions: elsewhere they are wrong usage, and say what is missing. So is `explore` everywhere."""

OPERATOR = re.compile(r"[|<>&;]+")


def command_named(name: str) -> Any:
    group: Any = get_command(app)
    return group if name == "timeline" else group.get_command(None, name)


def options_of(name: str) -> list[Any]:
    return [parameter for parameter in command_named(name).params if parameter.name != "help"]


def examples_of(name: str) -> list[str]:
    """Return the lines below "Examples:", which end the help."""
    _, found, below = (command_named(name).help or "").partition("Examples:\n")
    return [line.strip() for line in below.splitlines() if line.strip()] if found else []


def commands_in(page: str) -> Iterator[str]:
    """Return the lines of a page's code blocks that start with the program's name, with or without a prompt."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in "" if language == "toml" else block.replace("\\\n", " ").splitlines():
            if line.removeprefix("$ ").startswith("timeline "):
                yield line.removeprefix("$ ")


def arguments_of(line: str) -> list[str]:
    """Return the arguments of a line of the shell up to its first pipe or redirection."""
    words = shlex.shlex(line, posix=True, punctuation_chars="|<>&;")
    words.whitespace_split = True
    arguments: list[str] = []
    for word in words:
        if OPERATOR.fullmatch(word):
            break
        arguments.append(word)
    assert arguments.pop(0) == "timeline"
    return arguments


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder for a cache that all examples share."""
    return str(tmp_path_factory.mktemp("warm"))


@pytest.fixture
def in_a_folder_with_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", warm)
    monkeypatch.setenv("BROWSER", "true")  # a browser that shows nothing


EXAMPLES = [(name, line) for name in ("timeline", *COMMANDS) for line in examples_of(name)]
SHOWN = [(page, line) for page in PAGES for line in dict.fromkeys(commands_in(page))]


@pytest.mark.parametrize("name", ["timeline", *COMMANDS])
def test_every_command_and_option_has_help(name: str) -> None:
    assert (command_named(name).help or "").strip()
    assert [option.name for option in options_of(name) if not (getattr(option, "help", None) or "").strip()] == []


@pytest.mark.parametrize("name", ["timeline", *COMMANDS])
def test_every_command_has_examples_of_its_own(name: str) -> None:
    examples = examples_of(name)
    assert examples
    start = "timeline " if name == "timeline" else f"timeline {name}"
    assert [example for example in examples if not example.startswith(start)] == []


@pytest.mark.usefixtures("in_a_folder_with_the_data")
@pytest.mark.parametrize(("where", "line"), [*EXAMPLES, *SHOWN])
def test_every_example_runs(where: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = arguments_of(line)
    for name in arguments[1:]:
        if name.endswith(".toml") and arguments[0] != "init":
            shutil.copy(bundled_events(), name)  # stands for the reader's own

    status = run(arguments)

    captured = capsys.readouterr()
    needs_terminal = line in AT_A_TERMINAL or arguments[:1] == ["explore"]
    assert status == (2 if needs_terminal else 1 if "--exit-code" in arguments else 0), captured.err
    assert "no event matches" not in captured.err, "an example shows something"
    assert "no divergence matches" not in captured.err


def test_the_examples_are_there_to_be_run() -> None:
    assert len(EXAMPLES) >= 3 * len(COMMANDS)
    assert len([line for page, line in SHOWN if page == "README.md"]) >= 5


@pytest.mark.parametrize("option", FILTERS)
@pytest.mark.parametrize("name", ["show", "diverge"])
def test_every_filter_of_the_contract_is_an_option_and_in_the_docs(name: str, option: str) -> None:
    assert option in {text for parameter in options_of(name) for text in parameter.opts}
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = page.partition(f"## timeline {name}\n")[2].partition("\n## ")[0]
    assert re.search(rf"^  (-\w, )?{option}\b", section, re.MULTILINE)


@pytest.mark.parametrize("name", [*FORMATS, *EXPORTS])
def test_every_format_is_in_the_docs_and_in_the_help(name: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"| `{name}` | {(FORMATS.get(name) or EXPORTS[name]).help} |" in page
    (option,) = (option for option in options_of("show") if "--format" in option.opts)
    assert re.search(rf"\b{name}\b", option.help)


@pytest.mark.parametrize("page", sorted({*PAGES, *(path.name for path in ROOT.glob("*.md"))}))
def test_links_between_the_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", prose)
    assert [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()] == []


TRACE = """\
import sys
from timeline.__main__ import run

called = set()
sys.setprofile(lambda frame, event, argument: called.add(frame.f_globals.get("__name__", "")))
status = run(["show", "--year", "1969"])
sys.setprofile(None)
print(*sorted(called), sep="\\n", file=sys.stderr)
raise SystemExit(status)
"""


def test_the_architecture_page_names_the_modules_that_a_listing_passes() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| way | module |")[2].partition("\n\n")[0]
    named = {
        f"timeline.{name}" for row in table.splitlines()[2:] for name in re.findall(r"`(\w+[\w.]*)`", row.split("|")[2])
    }
    assert len(named) > 10
    arguments = [sys.executable, "-c", TRACE]
    for _ in range(2):  # the second time, the index is there
        done = subprocess.run(arguments, capture_output=True, encoding="utf-8", timeout=60, check=True)
    called = set(done.stderr.split()) - {"timeline.source.opening"}  # it opens the settings file of the tests
    assert named <= called
    packages = {name.split(".")[1] for name in called if re.match(r"timeline\.[a-z]+\.", name)}
    assert packages == {name.split(".")[1] for name in named if name.count(".") > 1}


def test_the_transcript_of_the_readme_is_what_the_program_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (transcript,) = re.findall(r"^```console\n\$ (timeline .*?)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*shlex.split(transcript[0])[1:], "-f", "table"]) == 0
    assert capsys.readouterr().out == transcript[1]
