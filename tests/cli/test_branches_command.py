"""`timeline branches`: every timeline, with where it leaves its parent; its screens are in tests/golden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

DATA = str(Path(__file__).parents[1] / "golden" / "branches.toml")


def rows(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, object]]:
    assert run(["branches", "-f", "json", *options]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_each_timeline_follows_its_parent_with_its_pod_shows_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "--data", DATA)
    keys = ("timeline", "parent", "pod", "pod_date", "shows", "events", "held")
    assert [tuple(row[key] for key in keys) for row in found] == [
        ("real", None, None, None, [], 1, 2),  # its own, and what happens everywhere
        ("fam", "real", "surgery", "1966-01-14", ["series"], 2, 4),
        ("mirror", "fam", "the-mirror-breaks", "1973", ["series", "film"], 1, 5),
        ("empty", "mirror", None, None, [], 0, 5),  # without a POD it never leaves its parent
        ("plot", "real", "lindbergh-is-nominated", "1940-06-28", ["novel"], 1, 2),
    ]
    assert found[1]["name"] == "For All Mankind"
    assert found[1]["pod_title"] == "Korolev survives his operation"


def test_a_history_of_nothing_but_real_events_has_one_timeline(
    capsys: pytest.CaptureFixture[str], write: Callable[..., Path]
) -> None:
    (row,) = rows(capsys, "--data", str(write('[[event]]\ndate = 1969\ntitle = "One"\n')))
    assert (row["timeline"], row["events"], row["held"]) == ("real", 1, 1)


def test_the_fence_hides_what_is_beyond_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(capsys, "--up-to", "fam:s1e1")[1]["events"] < rows(capsys)[1]["events"]  # type: ignore[operator]
