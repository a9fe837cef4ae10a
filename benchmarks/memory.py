"""The most memory that this process held at once.

Linux counts it for the process's own address space (``VmHWM``); ``ru_maxrss`` there also tells what the parent held
when it started this process, so it serves only elsewhere.
"""

import resource
import sys
from pathlib import Path

__all__ = ["peak_mib"]

_STATUS = Path("/proc/self/status")
_MIB = 1_048_576 if sys.platform == "darwin" else 1_024


def peak_mib() -> int:
    """Return the peak of this process so far."""
    if _STATUS.exists():
        for line in _STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MIB
