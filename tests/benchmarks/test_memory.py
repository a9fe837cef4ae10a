"""Peak memory is that of a process alone, whatever its parent holds."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.memory import peak_mib

_HELD_MIB = 300
_ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system counts otherwise")
def test_a_process_does_not_count_what_its_parent_held() -> None:
    held = bytearray(b"x" * (_HELD_MIB << 20))
    told = subprocess.run(
        [sys.executable, "-c", "from benchmarks.memory import peak_mib; print(peak_mib())"],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
    )
    assert 0 < int(told.stdout) < _HELD_MIB <= peak_mib()
    assert held
