"""What can be clicked besides the list: names in the details, words that are offered, keys of a prompt and of the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import DEMO, Screen, explore
from rich.cells import cell_len
from textual.events import MouseMove, MouseScrollDown, MouseScrollUp

from timeline.bundled import bundled_events

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _place(screen: Screen, text: str, first: int = 0) -> tuple[int, int]:
    """Return the cell and the line where a text begins, in the lines from one on."""
    line = next(number for number, each in enumerate(screen.lines) if number >= first and text in each)
    return cell_len(screen.lines[line][: screen.lines[line].index(text)]), line


async def _move(screen: Screen, kind: type, x: int, y: int) -> None:
    """Have the terminal tell of the mouse without a button."""
    driver = screen.app._driver
    assert driver is not None
    driver.send_message(kind(None, x, y, 0, 0, 0, False, False, False, x, y))
    await screen.settle()


def test_names_in_the_details_open_their_pages(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("n")
        top = screen.app.details.region.y
        for name, title in (
            ("Carthage is", "Event destroyed"),
            ("gates S1E2", "gates S1E2  Salt"),
            ("gates-open", "Event gates-open"),
            ("replaced", "Event salted"),
        ):
            await screen.click(*_place(screen, name, top))
            assert screen.lines[1] == title
            await screen.press("escape")
        await screen.press("h")
        await screen.click(*_place(screen, "Rome is sown", top))
        assert screen.lines[1] == "Event salted"
        await screen.press("escape", "g", "j")
        await screen.click(*_place(screen, "Hannibal", _place(screen, "with ", top)[1]))
        assert screen.lines[1] == "Hannibal"

    explore(demo, test)


def test_a_name_that_is_broken_at_the_end_of_a_line_is_one(write: Callable[[str], Path]) -> None:
    text = DEMO.replace("Hannibal", "Hannibal son of Hamilcar 月 Barca")

    async def test(screen: Screen) -> None:
        await screen.press("g", "j")
        x, line = _place(screen, "with ", screen.app.details.region.y)
        assert "Barca" in screen.lines[line + 1]
        await _move(screen, MouseMove, 2, line + 1)
        lines = screen.cells[line : line + 2]
        underlined = [cell.text for each in lines for cell in each if cell.style and cell.style.underline]
        assert "".join(underlined).split() == ["Hannibal", "son", "of", "Hamilcar", "月", "Barca"]
        await _move(screen, MouseMove, x, line - 12)
        assert not any(cell.style and cell.style.underline for each in screen.cells for cell in each)
        await screen.click(2, line + 1)
        assert screen.lines[1].startswith("Hannibal son of Hamilcar 月")

    explore(write(text), test, size=(32, 36))


def test_the_wheel_shows_the_rest_of_the_details() -> None:
    async def test(screen: Screen) -> None:
        x, y = 10, screen.app.details.region.y + 2
        first = screen.lines[y - 1 : -1]
        assert first[-1].endswith("…")
        for _ in range(5):
            await _move(screen, MouseScrollDown, x, y)
        last = screen.lines[y - 1 : -1]
        assert last[-1].startswith(" at ")
        assert len(last) == len(first)
        assert all(last)
        for _ in range(5):
            await _move(screen, MouseScrollUp, x, y)
        assert screen.lines[y - 1 : -1] == first
        await _move(screen, MouseScrollDown, x, y)
        await screen.press("j", "k")
        assert screen.lines[y - 1 : -1] == first

    explore(bundled_events(), test)


def test_a_fence_can_be_put_up_with_the_mouse_alone(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.click(*_place(screen, "spoilers: all"))
        await screen.click(*_place(screen, "Tab  Enter  Esc"))
        await screen.until(lambda: screen.typed == "spoilers up to gates")
        for word in ("gates:s1", "gates:s1e1"):
            await screen.click(*_place(screen, "Tab  Enter  Esc"))
            await screen.until(lambda word=word: word in "".join(screen.lines[-6:-1]))  # type: ignore[misc]
            await screen.click(*_place(screen, word, 17))
            assert screen.typed == f"spoilers up to {word}"
        await screen.click(*_place(screen, "Enter  Esc"))
        await screen.until(lambda: screen.head.endswith("spoilers: up to gates:s1e1"))
        assert "Salt" not in screen.text
        await screen.click(*_place(screen, "spoilers: up"))
        await screen.click(*_place(screen, "Clear"))
        await screen.click(*_place(screen, "Enter  Esc"))
        await screen.until(lambda: screen.head.endswith("spoilers: all"))

    explore(demo, test)


def test_words_that_are_offered_are_typed_by_a_click_and_others_follow(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.press("f")
        await screen.type("--t")
        await screen.press("tab")
        await screen.until(lambda: bool(screen.app.offered))
        await screen.click(60, screen.app.details.region.bottom - 1)  # on nothing
        assert screen.typed == "filter --t"
        await screen.click(*_place(screen, "--timeline"))
        await screen.until(lambda: "solar" in "".join(screen.lines[-6:-1]))
        await screen.click(*_place(screen, "solar", 17))
        assert screen.typed == "filter --timeline solar"
        await screen.until(lambda: "--kind" in "".join(screen.lines[-6:-1]))
        await screen.click(*_place(screen, "Enter  Esc"))
        assert screen.head.startswith("punic | solar")
        await screen.press("f")
        await screen.click(*_place(screen, "Esc"))
        assert screen.foot.startswith("jk move")

    explore(demo, test)


def test_each_key_in_the_help_is_pressed_where_it_is_clicked(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        keys = "jk move  [] year  nN pair  / f"
        for key, at, foot in (
            ("G", "plague", keys),
            ("N", "salted", keys),
            ("o", "salted", "here, 146 BC, stood: Carthage "),
            ("^o", "salted", keys),
            ("Y", "salted", "copied: ◆ replaced  141–140 BC"),
        ):
            await screen.press("question_mark")
            line = next(number for number, text in enumerate(screen.lines) if key in text[:27].split())
            for _ in range(2):
                await screen.click(f" {screen.lines[line]} ".index(f" {key} "), line)
            await screen.settle()
            assert (screen.at, screen.foot[:30]) == (at, foot)

    explore(demo, test, size=(80, 50))


def test_the_second_half_of_a_double_click_is_not_meant_for_what_appears(demo: Path) -> None:
    async def test(screen: Screen) -> None:
        await screen.double_click(*_place(screen, "spoilers: all"))
        assert screen.typed.startswith("spoilers up to")
        await screen.press("escape", "enter", "w")
        await screen.double_click(*_place(screen, "What led to"))
        assert screen.lines[1] == "Event marches"
        await screen.double_click(*_place(screen, "Event marches"))
        assert screen.at == "marches"
        await screen.press("enter")
        await screen.double_click(67, 23)  # Esc back, and then q quit
        assert screen.app._exit is False
        await screen.press("f")
        await screen.type("--t")
        await screen.press("tab")
        await screen.until(lambda: "--timeline" in screen.text)
        await screen.click(*_place(screen, "--timeline"))
        await screen.until(lambda: "solar" in "".join(screen.lines[-6:-1]))
        await screen.click(*_place(screen, "--timeline"), is_again=True)
        assert screen.typed == "filter --timeline"

    explore(demo, test)
