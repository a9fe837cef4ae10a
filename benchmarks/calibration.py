"""Stated 90 % intervals over many operations that are all different; `python -m benchmarks.calibration [COUNT]`.

Apart from the other lines: 5,000 operations are drawn and planned first, which takes most of half an hour on two cores.
"""

import os
import sys
import time

from tests.forecast.calibration import coverage_of_separate

__all__ = ["main"]

_COUNT = 5_000


def main() -> None:
    """Print one line."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    start, workers = time.perf_counter(), os.cpu_count() or 1
    found = coverage_of_separate(count, workers=workers)
    print(  # noqa: T201 - its answer
        f"90 % intervals of {count:,} operations, all different: {100 * found.held:.1f} % hold, "
        f"{100 * found.earlier:.1f} % earlier, {100 * found.later:.1f} % later; "
        f"{(time.perf_counter() - start) / 60:.0f} min on {workers} cores"
    )


if __name__ == "__main__":
    main()
