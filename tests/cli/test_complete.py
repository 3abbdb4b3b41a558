"""Completion: names out of the index, behind the fence, and silence where there is nothing to offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

HISTORY = """
[[event]]
date = 1969
title = "First"
kind = "alt"
show = "Red Moon"
season = 1
tags = ["moon", "first"]
people = ["Ed Baldwin"]
place = "Cape Canaveral"
[[state]]
of = "Chief Designer"
is = "Korolev"
date = "1946/1966"
kind = "real"
[[event]]
date = 1983
title = "Second"
kind = "alt"
show = "Red Moon"
season = 2
tags = ["mars"]
people = ["Eve Later"]
"""


@pytest.fixture
def offered(
    write: Callable[..., Path], timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> Callable[..., list[str]]:
    """Return a function that gives what bash would offer behind a line."""
    path = str(write(HISTORY))

    def complete(line: str, **variables: str) -> list[str]:
        words = f"timeline {line}"
        result = timeline(
            _TIMELINE_COMPLETE="complete_bash",
            COMP_WORDS=words,
            COMP_CWORD=str(len(words.split(" ")) - 1),
            **{"TIMELINE_DATA": path, **variables},
        )
        assert result.stderr == ""
        return result.stdout.split("\n") if result.stdout else []

    return complete


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sh", ["show"]),
        ("show --tag m", ["mars", "moon"]),
        ("show --tag x", []),
        ("show --person E", [r"Ed\ Baldwin", r"Eve\ Later"]),
        ("show --place C", [r"Cape\ Canaveral"]),
        ("show --id f", ["first"]),
        ("show --show R", [r"Red\ Moon"]),
        ("show --kind a", ["alt"]),
        ("show --format nd", ["ndjson"]),
        ("diverge --timeline r", ["real"]),
        ("event s", ["second"]),
        ("why f", ["first"]),
        ("people E", [r"Ed\ Baldwin", r"Eve\ Later"]),
        ("who C", [r"Chief\ Designer"]),
    ],
)
def test_names_are_offered(offered: Callable[..., list[str]], line: str, expected: list[str]) -> None:
    assert [word for word in offered(line) if word] == expected


def test_what_lies_behind_the_fence_is_not_offered(offered: Callable[..., list[str]]) -> None:
    assert [word for word in offered("show --person E", TIMELINE_UP_TO="s1") if word] == [r"Ed\ Baldwin"]
    assert [word for word in offered("show --up-to s1 --tag m") if word] == ["moon"]


@pytest.mark.parametrize("data", ["/nowhere.toml", "-", "/"])
def test_data_that_cannot_be_read_offers_nothing(offered: Callable[..., list[str]], data: str) -> None:
    assert [word for word in offered("show --tag m", TIMELINE_DATA=data) if word] == []
