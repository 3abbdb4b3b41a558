"""Includes and syntax: which files are read, what is refused, and that every problem is told at its own place, at once."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from timeline.source.load import load_document

Finding = tuple[str, int | None, int | None, str]
"""File, line, column, code."""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder inside the test's own, so that something may lie outside of it."""
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")


def put(**texts: str) -> None:
    """Write files; a double underscore in a name is a folder's slash."""
    for name, text in texts.items():
        path = Path(f"{name.replace('__', '/')}.toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")


def event(title: str, **values: str) -> str:
    lines = "".join(f"{key} = {value}\n" for key, value in ({"date": "1969", "kind": '"real"'} | values).items())
    return f'[[event]]\ntitle = "{title}"\n{lines}'


def including(*names: str) -> str:
    quoted = ", ".join(f"'{name}'" for name in names)
    return f"include = [{quoted}]\n"


def titles(*names: str) -> list[str]:
    """Return the titles in the order of the files, which must have no problem."""
    document = load_document(names)
    assert document.problems.diagnostics() == []
    return [event.title for event in document.events]


def findings(*names: str) -> list[Finding]:
    found = load_document(names).problems.diagnostics()
    return [(problem.file, problem.line, problem.column, problem.code) for problem in found]


# Includes that are read


def test_an_include_comes_after_the_file_that_names_it() -> None:
    put(main=including("b.toml", "a.toml") + event("Main"), a=event("A"), b=event("B"))
    assert titles("main.toml") == ["Main", "B", "A"]


def test_includes_are_relative_to_the_file_that_names_them() -> None:
    put(
        main=including("sub/people.toml") + event("Main"),
        sub__people=including("more.toml", "deep/er.toml") + event("People"),
        sub__more=event("More"),
        sub__deep__er=event("Deeper"),
        more=event("Not this one"),
    )
    assert titles("main.toml") == ["Main", "People", "More", "Deeper"]


def test_includes_do_not_depend_on_the_folder_of_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    put(inner__main=including("part.toml"), inner__part=event("Part"), part=event("Not this one"))
    assert titles("inner/main.toml") == ["Part"]
    monkeypatch.chdir("inner")
    assert titles("../inner/main.toml") == ["Part"]
    assert titles(str(Path("main.toml").resolve())) == ["Part"]


@pytest.mark.parametrize("name", ["./part.toml", "sub/../part.toml", "../inner/part.toml", "sub//./../part.toml"])
def test_a_way_round_that_ends_inside_the_folder(name: str) -> None:
    put(main=including(name), part=event("Part"), sub__other="")
    assert titles("main.toml") == ["Part"]


def test_an_absolute_name_inside_the_folder() -> None:
    put(main=including(str(Path("part.toml").resolve())), part=event("Part"))
    assert titles("main.toml") == ["Part"]


def test_a_link_that_stays_inside_the_folder() -> None:
    put(main=including("link.toml"), sub__part=event("Part"))
    Path("link.toml").symlink_to("sub/part.toml")
    assert titles("main.toml") == ["Part"]


def test_a_file_that_two_files_share_is_read_once() -> None:
    put(
        main=including("left.toml", "right.toml"),
        left=including("shared.toml") + event("Left"),
        right=including("./shared.toml") + event("Right"),
        shared=event("Shared"),
    )
    assert titles("main.toml") == ["Left", "Shared", "Right"]


def test_a_file_named_twice_is_read_once() -> None:
    put(main=including("part.toml", "part.toml", "link.toml"), part=event("Part"))
    Path("link.toml").symlink_to("part.toml")
    assert titles("main.toml") == ["Part"]


@pytest.mark.parametrize("names", [("part.toml", "part.toml"), ("main.toml", "part.toml"), ("part.toml", "main.toml")])
def test_a_data_file_given_twice_is_read_once(names: tuple[str, str]) -> None:
    put(main=including("part.toml"), part=event("Part"))
    assert titles(*names) == ["Part"]


def test_an_include_called_hyphen_is_a_file() -> None:
    put(main=including("-"))
    Path("-").write_text(event("Hyphen"), encoding="utf-8")
    assert titles("main.toml") == ["Hyphen"]


# Includes that are refused


@pytest.mark.parametrize("name", ["../part.toml", "sub/../../part.toml", "/etc/passwd", ".", "..", "sub/.."])
def test_an_include_outside_the_folder_is_refused(name: str) -> None:
    put(main=including(name), sub__other=event("Other"))
    Path("../part.toml").write_text(event("Outside"), encoding="utf-8")
    assert findings("main.toml") == [("main.toml", 1, 12, "E110")]


def test_a_folder_whose_name_only_starts_alike_is_outside() -> None:
    Path("../workshop").mkdir()
    Path("../workshop/part.toml").write_text(event("Outside"), encoding="utf-8")
    put(main=including("../workshop/part.toml"))
    assert findings("main.toml") == [("main.toml", 1, 12, "E110")]


def test_each_file_is_held_to_its_own_folder() -> None:
    put(main=including("sub/part.toml"), sub__part=including("../other.toml"), other=event("Other"))
    assert findings("main.toml") == [("sub/part.toml", 1, 12, "E110")]


def test_a_link_out_of_the_folder_is_refused() -> None:
    Path("../part.toml").write_text(event("Outside"), encoding="utf-8")
    Path("link.toml").symlink_to("../part.toml")
    Path("linked").symlink_to("..", target_is_directory=True)
    put(main=including("link.toml", "linked/part.toml"))
    assert findings("main.toml") == [("main.toml", 1, 12, "E110"), ("main.toml", 1, 25, "E110")]


@pytest.mark.parametrize("name", ["main.toml", "./main.toml", "../inner/main.toml"])
def test_a_file_that_includes_itself(name: str) -> None:
    put(main=including(name))
    assert findings("main.toml") == [("main.toml", 1, 12, "E111")]


def test_a_circle_of_includes() -> None:
    put(main=including("a.toml"), a=including("b.toml"), b="\n" + including("c.toml", "a.toml"), c=event("C"))
    assert findings("main.toml") == [("b.toml", 2, 22, "E111")]


def test_a_circle_by_a_link() -> None:
    put(main=including("link.toml"))
    Path("link.toml").symlink_to("main.toml")
    assert findings("main.toml") == [("main.toml", 1, 12, "E111")]


def test_a_chain_of_includes_has_a_largest_length() -> None:
    chain = {f"a{number}": including(f"a{number + 1}.toml") + event(f"A{number}") for number in range(400)}
    put(**chain, a400=event("Last"))
    (found,) = load_document(["a0.toml"]).problems.diagnostics()
    assert (found.file, found.line, found.column, found.code) == ("a50.toml", 1, 12, "E113")
    assert found.message == '"a51.toml" is included by a chain of more than 50 files'
    assert titles("a350.toml") == [f"A{number}" for number in range(350, 400)] + ["Last"]


def test_a_path_that_cannot_be_one_is_told_of_as_a_file_that_cannot_be_read() -> None:
    put(main=event("Main"))
    assert findings("a\0b", "main.toml", "a\0b") == [("a\0b", None, None, "E103")]


def test_thousands_of_includes_that_are_not_there_are_told_in_a_moment() -> None:
    put(main=including(*(f"none{number}.toml" for number in range(3000))))
    assert len(findings("main.toml")) == 3000


def test_a_missing_include_is_told_where_it_is_named() -> None:
    put(
        main="""\
        name = "Moon"
        include = [
            "part.toml",  # "none.toml"
            "none.toml",
        ]
        """,
        part=including("none/either.toml"),
    )
    assert findings("main.toml") == [("main.toml", 4, 5, "E101"), ("part.toml", 1, 12, "E101")]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "E104"), (b"\0", "E105"), (b"\xff", "E106")],
    ids=repr,
)
def test_an_include_that_is_no_text_is_told_where_it_is_named(data: bytes, code: str) -> None:
    put(main="\n" + including("part.toml"))
    Path("part.toml").write_bytes(data)
    assert findings("main.toml") == [("main.toml", 2, 12, code)]


def test_a_name_that_no_file_can_have() -> None:
    put(main='include = ["a\\u0000b"]')
    assert findings("main.toml") == [("main.toml", 1, 12, "E103")]


def test_includes_of_another_type_are_told_once_each() -> None:
    put(main='include = [1, "part.toml", [2]]', part=event("Part"))
    assert findings("main.toml") == [("main.toml", 1, 12, "E203"), ("main.toml", 1, 28, "E203")]
    put(main='include = "part.toml"')
    assert findings("main.toml") == [("main.toml", 1, 11, "E203")]


# Several problems at once


def test_problems_of_an_include_are_told_in_its_own_lines() -> None:
    put(main=including("sub/part.toml") + "nam = 1\n", sub__part=event("Part") + "titel = 1\n")
    assert findings("main.toml") == [("main.toml", 2, 1, "E201"), ("sub/part.toml", 5, 1, "E201")]


def test_every_problem_of_a_file_is_told_in_the_order_of_its_lines() -> None:
    put(
        main="""\
        format = 2
        nam = "Moon"

        [[event]]
        date = "1969-13"
        title = ""
        kind = "alternate"

        [[event]]
        title = 11
        date = 1969-07-20
        tags = ["moon", 1, " ", "eagle"]
        because = ["nothing"]
        season = -1
        """
    )
    assert findings("main.toml") == [
        ("main.toml", 1, 10, "E207"),
        ("main.toml", 2, 1, "E201"),
        ("main.toml", 5, 8, "E301"),
        ("main.toml", 6, 9, "E204"),
        ("main.toml", 7, 8, "E205"),
        ("main.toml", 10, 9, "E203"),
        ("main.toml", 12, 17, "E203"),
        ("main.toml", 12, 20, "E204"),
        ("main.toml", 13, 12, "E404"),
        ("main.toml", 14, 10, "E206"),
    ]


def test_problems_of_several_files_keep_the_order_of_the_files() -> None:
    put(b=event("B", kind='"x"'), a=event("A", kind='"y"') + "titel = 1\n")
    assert findings("b.toml", "a.toml") == [
        ("b.toml", 4, 8, "E205"),
        ("a.toml", 4, 8, "E205"),
        ("a.toml", 5, 1, "E201"),
    ]


# Values without quotes


def test_unquoted_dates_are_all_told_at_once() -> None:
    dates = ("1969-07", "1969~", "196X", "1969-07-16/1969-07-24", "1969-02-30", "../1969", "-0044-03-15", "Y-13000")
    put(main="".join(event(f"Event {number}", date=date) for number, date in enumerate(dates)))
    codes = ["E302", "E302", "E302", "E302", "E301", "E302", "E302", "E302"]
    assert findings("main.toml") == [("main.toml", 4 * number + 3, 8, code) for number, code in enumerate(codes)]


@pytest.mark.parametrize(
    "value",
    ["Alexei Leonov", "Alexei Leonov walks", "Moon, twice", "on the Moon  # a comment", "moon}"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_follows_an_unquoted_text_keeps_its_place(value: str, line_end: str) -> None:
    lines = ["[[event]]", f"title = {value}", 'kind = "alternate"', "date = 1969-07", "season = -1", "episode = -1", ""]
    Path("main.toml").write_bytes(line_end.join(lines).encode())
    assert findings("main.toml") == [
        ("main.toml", 2, 9, "E302"),
        ("main.toml", 3, 8, "E205"),
        ("main.toml", 4, 8, "E302"),
        ("main.toml", 5, 10, "E206"),
        ("main.toml", 6, 11, "E206"),
    ]


def test_a_mistake_of_syntax_ends_the_reading_of_a_file_but_of_no_other() -> None:
    put(a=event("A", date="1969-07") + "= 1\ntitel = 1\n", b=event("B") + "titel = 1\n")
    assert findings("a.toml", "b.toml") == [
        ("a.toml", 3, 8, "E302"),
        ("a.toml", 5, 1, "E109"),
        ("b.toml", 5, 1, "E201"),
    ]


def test_only_so_many_unquoted_values_are_told_at_once() -> None:
    put(main="".join(event(f"Event {number}", date="1969-07") for number in range(60)))
    assert findings("main.toml") == [("main.toml", 4 * number + 3, 8, "E302") for number in range(50)]
