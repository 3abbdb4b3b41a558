"""`--plot`: where a picture goes, what it replaces, and with what it cannot be combined."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

ROME = str(Path(__file__).parents[1] / "golden" / "rome.toml")
COMMANDS = ("drift", "people", "seasons", "who")


@pytest.fixture
def plot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that draws to a file below `tmp_path` and gives status, standard output and standard error."""

    def drawn(name: str, *arguments: str, command: str = "seasons") -> tuple[int, str, str]:
        status = run([command, "--data", ROME, "--plot", str(tmp_path / name), *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err.replace(f"{tmp_path}{os.sep}", "")

    return drawn


@pytest.mark.parametrize("command", COMMANDS)
def test_the_picture_is_in_the_file_and_a_note_says_so(
    command: str, plot: Callable[..., tuple[int, str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plot("a.svg", command=command) == (0, "", "timeline: wrote a.svg\n")
    assert run([command, "--data", ROME, "--plot", "-"]) == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == capsys.readouterr().out
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]


def test_nothing_is_replaced_without_being_asked(plot: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    plot("a.svg")
    old = (tmp_path / "a.svg").read_bytes()
    again = plot("a.svg", "--show", "novel")
    assert again == (2, "", "timeline: error: a.svg already exists\n  help: use --force to replace it\n")
    assert (tmp_path / "a.svg").read_bytes() == old
    assert plot("a.svg", "--show", "novel", "--force")[0] == 0
    assert (tmp_path / "a.svg").read_bytes() != old


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"format = 1\n"])
def test_only_an_earlier_picture_is_replaced(
    content: bytes, plot: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """A drawing of the user's own stays, too."""
    (tmp_path / "mine.svg").write_bytes(content)
    status, _, err = plot("mine.svg", "--force")
    assert (status, err.splitlines()[0]) == (2, "timeline: error: mine.svg is not an earlier picture")
    assert (tmp_path / "mine.svg").read_bytes() == content


def test_no_picture_is_written_through_a_link_or_over_a_folder(
    plot: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    plot("real.svg")
    old = (tmp_path / "real.svg").read_bytes()
    (tmp_path / "link.svg").symlink_to(tmp_path / "real.svg")
    (tmp_path / "dangling.svg").symlink_to(tmp_path / "nowhere.svg")
    (tmp_path / "folder.svg").mkdir()
    for name in ("link.svg", "dangling.svg", "folder.svg"):
        assert plot(name, "--show", "novel", "--force")[0] == 2
    assert (tmp_path / "real.svg").read_bytes() == old
    assert not (tmp_path / "nowhere.svg").exists()


@pytest.mark.parametrize("name", ["a.gif", "a.svg.gz", "svg", "a.SVGZ", ""])
def test_another_ending_is_refused(name: str, plot: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    status, _, err = plot(name)
    assert (status, "is not the name of a picture" in err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_the_folder_has_to_be_there(plot: Callable[..., tuple[int, str, str]]) -> None:
    status, _, err = plot("none/a.svg")
    assert (status, 'there is no folder "none"' in err) == (2, True)


def test_an_upper_case_ending_and_a_relative_path_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["who", "--data", ROME, "--plot", "A.SVG"]) == 0
    assert capsys.readouterr().err == "timeline: wrote A.SVG\n"
    assert (tmp_path / "A.SVG").exists()


FORMS = [(["--count"], "--count"), (["-f", "json"], "--format"), (["--columns", "name"], "--columns")]


@pytest.mark.parametrize(
    ("command", "option", "shown"),
    [(command, *form) for command in COMMANDS for form in FORMS if (command, form[1]) != ("drift", "--count")],
)
def test_a_picture_is_no_table(
    command: str, option: list[str], shown: str, plot: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    status, _, err = plot("a.svg", *option, command=command)
    assert status == 2
    assert err.startswith(f"timeline: error: --plot and {shown} cannot be used together")
    assert list(tmp_path.iterdir()) == []


def test_a_format_of_the_settings_is_no_obstacle(timeline: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    result = timeline("seasons", "--data", ROME, "--plot", "-", TIMELINE_FORMAT="json")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("<?xml")


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG\r\n"), ("PDF", b"%PDF-")])
def test_a_picture_may_be_png_or_pdf(
    ending: str, start: bytes, plot: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    assert plot(f"a.{ending}") == (0, "", f"timeline: wrote a.{ending}\n")
    content = (tmp_path / f"a.{ending}").read_bytes()
    assert content.startswith(start)
    assert plot(f"a.{ending}", "--dark", "--force")[0] == 0
    assert (tmp_path / f"a.{ending}").read_bytes() != content
    (tmp_path / f"mine.{ending}").write_bytes(start)
    assert plot(f"mine.{ending}", "--force")[0] == 2


def test_without_typst_only_svg_is_written(
    plot: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    status, _, err = plot("a.png")
    assert (status, "PNG needs typst" in err, list(tmp_path.iterdir())) == (2, True, [])


@pytest.mark.parametrize("option", ["--force", "--dark"])
def test_some_options_are_for_pictures(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["who", "--data", ROME, option]) == 2
    assert "add --plot FILE.svg" in capsys.readouterr().err


def test_standard_output_is_utf_8_whatever_the_locale(
    timeline: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    result = timeline("drift", "--data", ROME, "--plot", "-", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (result.returncode, result.stderr) == (0, "")
    assert "\u2212" in result.stdout  # a minus sign


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["drift", "--by", "decade", "--between", "real", "caes"], "timeline drift --between real caes --by decade"),
        (["drift", "--timeline", "caes", "-n", "2", "--reverse"], "timeline drift --timeline caes --reverse --limit 2"),
        (["people", "Julius", "Caesar"], "timeline people Julius Caesar"),
        (["people", "--from", "-0043", "--all"], "timeline people --from -0043"),
        (["who", "Consul", "--timeline", "real"], "timeline who Consul --timeline real"),
        (["seasons", "--show", "The Ides"], "timeline seasons --show 'The Ides'"),
    ],
)
def test_the_command_is_in_the_corner_of_its_picture(
    arguments: list[str], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its filters, which change what is seen, and without the names of files."""
    assert run([*arguments, "--data", ROME, "--plot", "-"]) == 0
    out = capsys.readouterr().out
    assert f">{shown.replace(chr(39), '&#39;')}</text>" in out
    assert "rome" not in out
