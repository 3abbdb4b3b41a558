"""The tests themselves: nothing of whoever runs them changes a result, and no skip passes where none may."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from isolation import is_kept

from timeline.cli.settings_files import load

TESTS = Path(__file__).parent
HOSTILE_SETTINGS = 'data = "/nonexistent"\nformat = "json"\ncolor = "always"\nup_to = "fam:s1"\n'
HOSTILE_VARIABLES = {
    "TIMELINE_DATA": "/nonexistent",
    "TIMELINE_UP_TO": "fam:s1",
    "TIMELINE_FORMAT": "json",
    "TIMELINE_COLOR": "always",
    "FORCE_COLOR": "1",
    "COLUMNS": "20",
    "PAGER": "false",
    "GITHUB_ACTIONS": "true",
}
SAMPLES = (
    "test_golden.py::test_golden[show-table]",  # in this process, in a folder of the checkout
    "test_docs.py::test_the_transcript_of_the_readme_is_what_the_program_says",  # in no folder of its own
    "test_startup.py::test_a_piped_show_imports_exactly_these_modules_of_its_own",  # by a fixture of the session
    "cli/test_process.py::test_without_data_it_is_the_bundled_history",  # in a process of its own
    "source/test_writing.py::test_a_writer_interrupted_at_any_step_leaves_nothing_behind[os.fsync]",
    "cli/test_settings.py::test_without_any_all_are_defaults",
)

SKIPS = {
    "a mark": "import pytest\n@pytest.mark.skip(reason='no zsh here')\ndef test_it(): pass\n",
    "a condition": "import pytest\n@pytest.mark.skipif(True, reason='no zsh here')\ndef test_it(): pass\n",
    "a call": "import pytest\ndef test_it(): pytest.skip('no zsh here')\n",
    "a fixture": (
        "import pytest\n@pytest.fixture\ndef shell(): pytest.skip('no zsh here')\ndef test_it(shell): pass\n"
    ),
    "a module": "import pytest\npytest.skip('no zsh here', allow_module_level=True)\n",
    "an import": "import pytest\npytest.importorskip('no_such_module', reason='no zsh here')\n",
    "no parameters": ("import pytest\n@pytest.mark.parametrize('shell', [])\ndef test_it(shell): pass\n"),
}
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_it(): assert False\n"


def run_pytest(
    *arguments: str | Path, ignored: tuple[signal.Signals, ...] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run pytest in a process that starts with some signals ignored."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}, **variables},
        check=False,
        preexec_fn=lambda: [signal.signal(each, signal.SIG_IGN) for each in ignored],
    )


def test_variables_signals_and_settings_of_the_user_change_no_result(tmp_path: Path) -> None:
    users = tmp_path / "home" / ".config" / "timeline" / "timeline.toml"
    users.parent.mkdir(parents=True)
    for path in (users, tmp_path / "timeline.toml"):
        path.write_text(HOSTILE_SETTINGS, encoding="utf-8")
    samples = [f"{TESTS}/{sample}" for sample in SAMPLES]
    base = f"--basetemp={tmp_path / 'temporary'}"

    variables = {**HOSTILE_VARIABLES, "HOME": str(users.parents[2]), "XDG_CONFIG_HOME": ""}

    result = run_pytest("-n", "0", base, *samples, ignored=(signal.SIGINT, signal.SIGHUP), **variables)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("folder", ["golden/show-table", "errors", "."])
def test_the_search_for_settings_ends_in_the_folder_of_the_tests(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS / folder)
    loaded = load(os.environ["TIMELINE_SAFE"])
    assert ([file.path for file in loaded.files], loaded.strangers) == ([TESTS / "timeline.toml"], [])


@pytest.mark.parametrize(
    ("variable", "kept"),
    [
        *(("PATH", True), ("TMPDIR", True), ("PYTEST_XDIST_WORKER", True), ("UPDATE_GOLDEN", True)),
        *(
            (name, False)
            for name in (*HOSTILE_VARIABLES, "NO_COLOR", "LESS", "LANG", "LC_ALL", "XDG_DATA_HOME", "TERM")
        ),
    ],
)
def test_tests_see_only_the_variables_that_they_need(variable: str, kept: bool) -> None:
    assert is_kept(variable) is kept


@pytest.mark.parametrize(("kind", "workers"), [*((kind, "0") for kind in SKIPS), ("a call", "1"), ("a module", "1")])
def test_a_skip_is_a_failure_where_none_may_be(tmp_path: Path, kind: str, workers: str) -> None:
    module = tmp_path / "test_sample.py"
    module.write_text(SKIPS[kind], encoding="utf-8")
    arguments = ("-n", workers, "-p", "no_skips", f"--rootdir={tmp_path}", module)

    allowed = run_pytest(*arguments, PYTHONPATH=str(TESTS), TIMELINE_NO_SKIPS="")
    forbidden = run_pytest(*arguments, PYTHONPATH=str(TESTS), TIMELINE_NO_SKIPS="1")

    assert allowed.returncode in (0, 5), allowed.stdout  # 5: no test is left
    assert "1 skipped" in allowed.stdout
    assert forbidden.returncode in (1, 2), forbidden.stdout
    assert "1 failed" in forbidden.stdout or "1 error" in forbidden.stdout
    assert "TIMELINE_NO_SKIPS is set" in forbidden.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    module = tmp_path / "test_sample.py"
    module.write_text(EXPECTED_FAILURE, encoding="utf-8")
    result = run_pytest("-p", "no_skips", f"--rootdir={tmp_path}", module, PYTHONPATH=str(TESTS), TIMELINE_NO_SKIPS="1")
    assert (result.returncode, "1 xfailed" in result.stdout) == (0, True), result.stdout


def test_the_plugin_is_in_use(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.has_plugin("no_skips")


def test_no_property_depends_on_how_fast_the_machine_is() -> None:
    in_force = settings.default
    assert in_force is not None
    assert in_force.deadline is None
    assert HealthCheck.too_slow in in_force.suppress_health_check
