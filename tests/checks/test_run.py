"""Running the rules: exemptions, the choice of codes, the order of findings, statuses and the summary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.checks import registry
from timeline.checks.history import History
from timeline.checks.registry import FAMILIES, RULES, check_pattern, known_codes
from timeline.checks.run import check_document
from timeline.model import terms
from timeline.model.dates import EdtfDate
from timeline.model.errors import UsageError
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., list[str]]
    Write = Callable[..., Path]
    Captured = pytest.CaptureFixture[str]

HISTORY = """\
[check]
off = [OFF]

[[person]]
name = "Ed"
born = 1931

[[event]]
id = "early"
date = 1930
title = "Too early"
kind = "real"
people = ["Ed", "Who"]
allow = [ALLOW]

[[event]]
id = "old"
date = 2060
title = "Too old"
kind = "real"
people = ["Ed"]
"""
UNBORN = "13:11 error C301 Ed is born 1931, after this (1930)"
STRANGER = '13:17 warning W401 no [[person]] is called "Who"'
OLD = "21:11 error C303 Ed, born 1931, is over 120 by 2060"


def history(*, off: str = "", allow: str = "") -> str:
    return HISTORY.replace("OFF", off).replace("ALLOW", allow)


def unused(place: str, code: str) -> str:
    return f'{place} warning Q107 "{code}" exempts nothing here'


@pytest.mark.parametrize(
    ("allow", "findings"),
    [
        ("", [UNBORN, STRANGER, OLD]),
        ('"C301"', [STRANGER, OLD]),
        ('"c301"', [STRANGER, OLD]),
        ('"C3"', [STRANGER, OLD]),
        ('"people"', [STRANGER, OLD]),
        ('"W401"', [UNBORN, OLD]),
        ('"C301", "W4"', [OLD]),
        ('"C303"', [UNBORN, STRANGER, unused("14:10", "C303"), OLD]),
        ('"C301", "C302"', [STRANGER, unused("14:18", "C302"), OLD]),
        ('"C301", "people"', [STRANGER, OLD]),  # both are of use
        ('"C302", "Q107"', [UNBORN, STRANGER, OLD]),
        ('"C302", "care"', [UNBORN, STRANGER, OLD]),
        ('"Q107"', [UNBORN, STRANGER, OLD]),
        ('"E404"', [UNBORN, STRANGER, unused("14:10", "E404"), OLD]),
        ('"C999"', [UNBORN, STRANGER, unused("14:10", "C999"), OLD]),
    ],
)
def test_what_an_event_allows(told: Told, allow: str, findings: list[str]) -> None:
    assert told(history(allow=allow)) == findings


@pytest.mark.parametrize(
    ("off", "findings"),
    [
        ('"C301"', [STRANGER, OLD]),
        ('"C3"', [STRANGER]),
        ('"people", "W401"', []),
        ('"C401"', [unused("2:8", "C401"), UNBORN, STRANGER, OLD]),
        ('"C401", "Q107"', [UNBORN, STRANGER, OLD]),
        ('"C401", "Q1"', [UNBORN, STRANGER, OLD]),
    ],
)
def test_what_is_off_for_a_file(told: Told, off: str, findings: list[str]) -> None:
    assert told(history(off=off)) == findings


def test_an_exemption_that_a_wider_one_covers_is_of_use(told: Told) -> None:
    assert told(history(off='"C301"', allow='"C301"')) == [STRANGER, OLD]


def test_q107_off_for_the_file_holds_for_its_events(told: Told) -> None:
    assert told(history(off='"Q107"', allow='"C302"')) == [UNBORN, STRANGER, OLD]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("C302", "take it out"),
        ("E404", "errors of reading cannot be allowed"),
        ("C3011", 'did you mean "C301"?'),
        ("nonsense", "there is no such code"),
    ],
)
def test_help_with_an_exemption_that_matches_nothing(write: Write, code: str, hint: str) -> None:
    found = check_document(load_document([str(write(history(allow=f'"{code}"')))]), ["Q107"])
    assert [each.hint for each in found] == [hint]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], "C301 W401 C303"),
        (["--only", "C301"], "C301"),
        (["--only", "c301", "--only", "W401"], "C301 W401"),
        (["--only", "C3"], "C301 C303"),
        (["--only", "C"], "C301 C303"),
        (["--only", "People"], "C301 C303"),
        (["--only", "care"], ""),
        (["--only", "E"], ""),
        (["--skip", "C301"], "W401 C303"),
        (["--skip", "people"], "W401"),
        (["--skip", "W4", "--skip", "C303"], "C301"),
        (["--only", "people", "--skip", "C303"], "C301"),
        (["--only", "C301", "--skip", "people"], ""),
    ],
)
def test_codes_are_chosen(write: Write, capsys: Captured, options: list[str], codes: str) -> None:
    status = run(["check", "--data", str(write(history())), "--format", "json", *options])
    assert " ".join(each["code"] for each in json.loads(capsys.readouterr().out)) == codes
    assert status == (1 if "C" in codes else 0)


def test_an_exemption_is_of_use_whatever_is_chosen(told: Told) -> None:
    assert told(history(allow='"C301"'), "Q107") == []


@pytest.mark.parametrize("option", ["--only", "--skip"])
@pytest.mark.parametrize(
    ("pattern", "hint"), [("peopl", "people"), ("C3O1", "C301"), ("Efoo", None), ("", None), (" ", None), ("X", None)]
)
def test_a_choice_of_nothing_is_wrong_usage(capsys: Captured, option: str, pattern: str, hint: str | None) -> None:
    assert run(["check", option, pattern]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f'there is no check "{pattern}"' in captured.err
    assert hint is None or f'did you mean "{hint}"?' in captured.err


def test_patterns_name_codes_prefixes_and_families() -> None:
    assert [check_pattern(each) for each in ("C301", "c3", "q", "LINKS", "W4", "E", "E4", "E404")]
    with pytest.raises(UsageError):
        check_pattern("E4040")


INVALID = history().replace('title = "Too old"', 'title = "Too old"\nbecause = "erly"')


@pytest.mark.parametrize("options", [[], ["--only", "C301"], ["--skip", "W4", "--skip", "C303"]])
def test_errors_of_reading_are_told_with_the_findings_of_rules(
    write: Write, capsys: Captured, options: list[str]
) -> None:
    assert run(["check", "--data", str(write(INVALID)), "--format", "json", *options]) == 1
    codes = [each["code"] for each in json.loads(capsys.readouterr().out)]
    assert "E404" in codes
    assert "C301" in codes
    assert ("C303" in codes) == (not options)


def test_findings_stand_in_the_order_of_files_lines_and_columns(write: Write, capsys: Captured) -> None:
    first, second = write(INVALID, "z.toml"), write("[[event]]\ndate = 1\n", "a.toml")
    run(["check", "--data", str(first), "--data", str(second), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert [(each["file"][-6:], each["line"], each["column"]) for each in found] == [
        ("z.toml", 13, 11),
        ("z.toml", 13, 17),
        ("z.toml", 20, 11),
        ("z.toml", 22, 11),
        ("a.toml", 1, 1),
    ]


@pytest.mark.parametrize(
    ("text", "options", "status", "summary"),
    [
        ('[[event]]\ndate = 1\ntitle = "A"\nkind = "real"\n', [], 0, ""),
        ('[[event]]\ndate = 1\ntitle = "A"\nkind = "real"\n', ["--strict"], 0, ""),
        (history(allow='"C301"'), ["--skip", "C303"], 0, "timeline: 1 warning\n"),
        (history(allow='"C301"'), ["--skip", "C303", "--strict"], 1, "timeline: 1 warning\n"),
        (history(), [], 1, "timeline: 2 errors, 1 warning\n"),
        (history(), ["--only", "C301"], 1, "timeline: 1 error\n"),
        (history(allow='"C401"'), ["--skip", "C3"], 0, "timeline: 2 warnings\n"),
        ("x = \n", [], 1, "timeline: 1 error\n"),
        ("\0", [], 3, "timeline: 1 error\n"),
    ],
)
def test_status_and_summary(
    write: Write, capsys: Captured, text: str, options: list[str], status: int, summary: str
) -> None:
    assert run(["check", "--data", str(write(text)), *options]) == status
    captured = capsys.readouterr()
    assert captured.err == summary
    assert (captured.out == "") == (summary == "")


def test_the_list_of_rules_is_complete(capsys: Captured) -> None:
    assert run(["check", "--list"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert lines == [[code, severity, text] for code, (severity, text) in known_codes().items()]
    assert [code for code, _, _ in lines] == sorted({rule.code for rule in RULES} | {"W401", "W402", "W403", "Q107"})


def test_every_rule_has_a_code_of_its_own_in_its_family_and_a_line_of_help() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for family, prefix in FAMILIES.items():
        module = getattr(registry, family)
        assert module.RULES
        assert {rule.code[:2] for rule in module.RULES} == {prefix}
    assert all(rule.help and "\n" not in rule.help and not rule.help.endswith(".") for rule in RULES)
    assert all(rule.severity == "warning" for rule in RULES if rule.code.startswith("Q"))


def test_files_given_by_name_are_histories_of_their_own(write: Write, capsys: Captured) -> None:
    one, two = (write(f'[[event]]\ndate = 1\ntitle = "A"\nplace = "{name}"\n', name) for name in ("a.toml", "b.toml"))
    assert run(["check", str(one), str(two)]) == 0
    assert run(["check", "--data", str(one), "--data", str(two)]) == 1, "one history has each id once"
    assert "E401" in capsys.readouterr().out


def test_a_file_that_another_one_includes_is_checked_with_it(write: Write, capsys: Captured) -> None:
    part = write('[[event]]\ndate = 1\ntitle = "A"\nkind = "real"\nbecause = "b"\n', "part.toml")
    whole = write('include = ["part.toml"]\n[[event]]\ndate = 0\ntitle = "B"\nkind = "real"\n', "whole.toml")
    assert run(["check", str(part)]) == 1
    assert "E404" in capsys.readouterr().out
    for files in ([part, whole], [whole, part]):
        assert run(["check", *map(str, files)]) == 0
        assert capsys.readouterr() == ("", "")


def test_files_that_include_each_other_are_not_passed_over(write: Write, capsys: Captured) -> None:
    files = [write(f'include = ["{other}.toml"]\n', f"{name}.toml") for name, other in ("ab", "ba")]
    assert run(["check", *map(str, files)]) == 1
    assert capsys.readouterr().out.count("E111") == 1


@pytest.mark.parametrize("arguments", [["a.toml", "--data", "b.toml"], [""]])
def test_files_by_name_and_data_exclude_each_other(capsys: Captured, arguments: list[str]) -> None:
    assert run(["check", *arguments]) == 2
    assert capsys.readouterr().out == ""


def test_a_file_by_name_that_is_not_there_is_status_3(capsys: Captured) -> None:
    assert run(["check", "nowhere.toml"]) == 3
    assert capsys.readouterr().out.startswith("nowhere.toml: error[E101]: ")


@pytest.mark.parametrize("function", ["held", "alike", "is_before"])
def test_work_grows_with_the_history_and_not_with_its_square(
    write: Write, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    """Four times the events make about four times the comparisons; sixteen times would be too many."""
    calls = {size: _calls(write, monkeypatch, function, size) for size in (100, 400)}
    assert 0 < calls[400] <= 6 * calls[100]


def _word(number: int) -> str:
    """Return a word of its own for each number, unlike the others."""
    number = number * 7919 % 26**4
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


def _calls(write: Write, monkeypatch: pytest.MonkeyPatch, function: str, size: int) -> int:
    """Return how often the rules call a function over a history of that many events and terms of office."""
    text = "".join(
        f'[[event]]\nid = "e{n}"\ndate = {1000 + n // 2}-01-01\ntitle = "{_word(n)} happens"\nkind = "alt"\n'
        f'people = ["{_word(n)} {_word(n // 3)}", "Ed"]\nbecause = "e{max(n - 1, 0)}"\nplace = "{n}"\n'
        f'[[state]]\nof = "King"\nis = "King {n}"\ndate = "{1000 + n}/{1001 + n}"\nkind = "real"\n'
        for n in range(size)
    ).replace('because = "e0"\n', "", 1)
    document = load_document([str(write('[[person]]\nname = "Ed"\nborn = 900\n' + text))])
    assert not document.problems.has_errors
    count = 0
    for place in [*(getattr(registry, family) for family in FAMILIES), EdtfDate, terms]:
        original = getattr(place, function, None)
        if original is None:
            continue

        def counted(*arguments: object, original: Callable[..., object] = original) -> object:
            nonlocal count
            count += 1
            return original(*arguments)

        monkeypatch.setattr(place, function, counted)
    history = History(document)
    for rule in RULES:
        assert sum(1 for _ in rule.find(history)) < 3 * size
    monkeypatch.undo()
    return count


def test_what_one_file_switches_off_is_off_in_all(write: Write, capsys: Captured) -> None:
    long = '[[event]]\ndate = 1\nkind = "real"\ntitle = "' + "x" * 81 + '"\n'
    first, second = write('[check]\noff = ["Q105"]\n' + long, "a.toml"), write(long.replace("x", "y"), "b.toml")
    assert run(["check", "--data", str(second)]) == 0
    assert "Q105" in capsys.readouterr().out
    assert run(["check", "--data", str(first), "--data", str(second)]) == 0
    assert capsys.readouterr().out == ""


def test_an_exemption_in_the_defaults_counts_once_for_the_whole_file(told: Callable[..., list[str]]) -> None:
    text = """\
        [defaults]
        allow = ["Q105"]

        [[event]]
        date = 1969
        title = "Long"

        [[event]]
        date = 1970
        title = "Short"
        allow = ["Q105"]

        [[event]]
        date = 1971
        title = "Shorter"
        """
    unused = 'warning Q107 "Q105" exempts nothing here'
    assert told(text) == [f"2:10 {unused}", f"11:10 {unused}"]
    assert told(text.replace("Long", "Long " * 20)) == [f"11:10 {unused}"]
