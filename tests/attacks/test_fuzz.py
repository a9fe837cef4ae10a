"""Made-up bytes crash, hang or fill nothing, raise nothing of their own, and find both verifiers of one mind.

The verifiers run in a process of their own with little memory and a clock for each try (`fuzz_me.py`).
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cast import tiny_log
from tests.demo_run import HOUSE


def fuzz(folder: Path, seed: int, tries: int) -> None:
    log = tiny_log(folder / "log").root
    command = [sys.executable, "-m", "tests.attacks.fuzz_me", str(log), str(seed), str(tries)]
    ended = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)  # noqa: S603 - this Python
    assert (ended.returncode, ended.stdout) == (0, f"{tries} tries\n"), ended.stderr[-6000:]


def test_a_thousand_made_up_parts_are_refused_by_both(tmp_path: Path) -> None:
    fuzz(tmp_path, seed=1, tries=1_000)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", [2, 3])
def test_thousands_of_made_up_parts_are_refused_by_both(tmp_path: Path, seed: int) -> None:
    fuzz(tmp_path, seed, tries=10_000)
