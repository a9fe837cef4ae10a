"""What holds for every test: nothing left out goes unseen, and in CI nothing is left out at all."""

import fcntl
import os
from typing import Any

import pytest
from hypothesis import settings

from tests.demo_run import CASE, DemoRun, run_repli

os.environ["REPLI_LANG"] = "en"  # tests speak English unless they say otherwise; commands read it when imported

settings.register_profile(
    "repli",
    deadline=None,  # nothing is timed in a test; the first call may compile
    derandomize=bool(os.environ.get("CI")),  # the same commit says the same in CI; elsewhere every run looks further
)
settings.load_profile("repli")


NOT_SELECTED: list[int] = []
"""How many tests were not selected, as each process that ran tests says: all of them select alike."""


def pytest_deselected(items: list[pytest.Item]) -> None:
    NOT_SELECTED.append(len(items))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - a worker of pytest-xdist, which has no types
    NOT_SELECTED.append(getattr(node, "workeroutput", {}).get("not_selected", 0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    left = max(NOT_SELECTED, default=0)
    terminalreporter.write_line(f"not run: {len(skipped)} skipped, {left} not selected (make test-all runs every test)")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["not_selected"] = max(NOT_SELECTED, default=0)
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    """The main job on the Niger 2024 case, once for all processes that test; they read it and change nothing in it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "a folder with spaces"
    shared.mkdir(exist_ok=True)
    told = shared / "stdout"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(run_repli("demo", str(CASE), "--out", "out", cwd=shared).stdout, "utf-8")
    return DemoRun(folder=shared, stdout=told.read_text("utf-8"))
