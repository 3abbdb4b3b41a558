"""Where every test has to run, such as on CI, a skip is a failure: `TIMELINE_NO_SKIPS=1`.

A test that needs a program which is not there skips, and says so. Without this plugin a machine that lost the program
would stay green with the test never run.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

ENABLED = os.environ.get("TIMELINE_NO_SKIPS", "") not in ("", "0")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that skips as a whole, also by `importorskip`."""
    report = yield
    if ENABLED and report.skipped:
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that skips, by a mark or by itself. An expected failure is no skip."""
    report = yield
    if ENABLED and report.skipped and not hasattr(report, "wasxfail"):
        _fail(report)
    return report


def _fail(report: pytest.CollectReport | pytest.TestReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{reason}\nTIMELINE_NO_SKIPS is set: install what the test needs, or list it in .ci/run."
