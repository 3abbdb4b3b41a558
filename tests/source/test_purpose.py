"""No error shows a line of a file that is no events file, whoever named it; of an events file it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.__main__ import run
from timeline.source.purpose import is_about_events

EVENT = '[[event]]\ndate = 1969-07-20\ntitle = "Landing"\nkind = "real"\n'

SECRETS = {
    "passwords": "root:hunter2:0:0:root:/root:/bin/bash\n",
    "variables": "USER=ann\nPASSWORD = hunter2\n",
    "quoted variables": 'PASSWORD="hunter2"\n',
    "two of a name": "hunter2 = 1\nhunter2 = 2\n",
    "tables of other settings": '[database]\npassword = "hunter2"\n',
    "settings with a name": 'name = "server"\npassword = "hunter2"\n',
    "a name": 'name = "hunter2\n',
    "a format": 'format = "hunter2"\n',
    "an INI file": "[eventlistener:mail]\npassword=hunter2\n",
    "defaults": '[defaults]\npassword = "hunter2"\n',
    "a mistake in TOML": "[default]\naws_secret_access_key = hunter2/\n",
    "a date": "expires = 1969-7-20 hunter2\n",
    "a key": "-----BEGIN PRIVATE KEY-----\nhunter2\n",
    "one long line": "hunter2 " * 200_000,
    "nested": "hunter2 = " + "[" * 2000 + "]" * 2000,
    "columns": "date,hunter2\n1,2\n",
    "Markdown": "# The event\n\nhunter2 = event [1]\n",
    "JSON": '{"event": "hunter2"}\n',
}


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("way", ["--data", "include", "settings", "variable"])
def test_no_word_of_another_file_is_shown(
    name: str, way: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("secret").write_text(SECRETS[name], encoding="utf-8")
    arguments = []
    if way == "--data":
        arguments = ["--data", "secret"]
    elif way == "variable":
        monkeypatch.setenv("TIMELINE_DATA", "secret")
    elif way == "settings":
        Path("timeline.toml").write_text('data = "secret"\n', encoding="utf-8")
    else:
        Path("main.toml").write_text(f'include = ["secret"]\n{EVENT}', encoding="utf-8")
        arguments = ["--data", "main.toml"]
    for command, status in (["show"], 3), (["check", "-f", "json"], 1), (["check"], 1):
        assert run([*command, *arguments]) == status
        captured = capsys.readouterr()
        assert "secret" in captured.out + captured.err
        assert "hunter2" not in captured.out + captured.err


MISTAKES = {
    "a misspelt header": '[[events]]\ndate = 1969\ntitle = "hunter2"\n',
    "one bracket": '[event]\ndate = 1969\ntitle = "hunter2"\n',
    "a bracket is missing": '[[event]\ntitle = "hunter2"\n',
    "no header yet": 'titel = "hunter2"\n' + EVENT,
    "the first line": "name = hunter2\n" + EVENT,
    "a list of events": 'event = [\n{title = "hunter2" date = 1969}]\n',
    "a table of tags": '[tags]\nmoon = hunter2\nmars = "x" "y"\n',
    "an index of files": 'include = ["hunter2"]\n',
    "a table of columns": "date,title,kind\n1969-13,hunter2,real\n",
    "quotes in the header": '[["person"]]\nname = hunter2\n',
    "a state": '[[ state ]]\nis = hunter2"\n',
}


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.parametrize("way", ["--data", "include"])
def test_the_line_of_a_mistake_in_an_events_file_is_shown(
    name: str, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("part.toml").write_text(MISTAKES[name], encoding="utf-8")
    Path("main.toml").write_text(f'include = ["part.toml"]\n{EVENT}', encoding="utf-8")
    assert run(["show", "--data", "part.toml" if way == "--data" else "main.toml"]) == 3
    error = capsys.readouterr().err
    assert "error[E114]" not in error
    assert " | " in error


def test_every_table_of_the_format_says_that_it_is_one() -> None:
    for table in ("event", "state", "person", "show", "timeline", "show.season"):
        assert is_about_events(f"x\n[[{table}]]\n", {}), table
    assert is_about_events("[tags]\n", {})


@pytest.mark.parametrize(
    "text", ["events", "[eventual]\n", "event = 1\n", "[server.event]\n", "[defaults]\n", "show [x]\n"]
)
def test_a_word_alone_says_nothing(text: str) -> None:
    assert not is_about_events(text, {})
