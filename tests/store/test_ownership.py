"""Whose is a file? As git decides `safe.directory`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from timeline.store.ownership import is_own, is_owner, is_private, owner_name

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("owner", "user", "sudo_uid", "own"),
    [
        (1000, 1000, "", True),
        (1000, 1001, "", False),
        (0, 1000, "", False),  # what belongs to root is not everybody's
        (0, 0, "", True),
        (1000, 0, "", False),
        (1000, 0, "1000", True),
        (0, 0, "1000", True),
        (1001, 0, "1000", False),
        (1000, 1001, "1000", False),  # only root is believed to have come by sudo
        (1000, 0, "1000x", False),
        (1000, 0, " 1000", False),
        (1, 0, "\u00b9", False),
        (4294967295, 0, "-1", False),
    ],
)
def test_the_effective_user_owns_and_under_sudo_who_called_it(owner: int, user: int, sudo_uid: str, own: bool) -> None:
    assert is_owner(owner, user, sudo_uid) is own


def test_a_file_is_its_makers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = os.stat(tmp_path)
    assert is_own(status)
    monkeypatch.setattr(os, "geteuid", lambda: status.st_uid + 1)
    assert not is_own(status)


def test_where_files_have_no_user_ids_every_file_is_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "geteuid")
    os.chmod(tmp_path, 0o777)
    assert is_own(os.stat_result((0, 0, 0, 0, 4711, 0, 0, 0, 0, 0)))
    assert is_private(str(tmp_path))


@pytest.mark.parametrize(("mode", "private"), [(0o700, True), (0o755, True), (0o770, False), (0o702, False)])
def test_a_folder_is_private_where_nobody_else_can_write(tmp_path: Path, mode: int, private: bool) -> None:
    tmp_path.chmod(mode)
    assert is_private(str(tmp_path)) is private


def test_an_owner_has_a_name_where_the_system_knows_it() -> None:
    assert owner_name(0) == "root (user 0)"
    assert owner_name(3_999_999_999) == "user 3999999999"
