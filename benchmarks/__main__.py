"""`make bench`: each line says what was measured, its best time, and the ratio to its peer or limit in the same run."""

import datetime as dt
import platform
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Measured, measure
from benchmarks.work import (
    Line,
    bare_append,
    bare_signatures,
    compiled_replications,
    planning_and_checking,
    standalone_and_package,
)

_CASE = Path(__file__).parent.parent / "examples" / "niger-2024"


def _lines(folder: Path) -> Iterator[Line]:
    parts: tuple[Callable[[Path, Path], Iterator[Line]], ...] = (
        planning_and_checking,
        compiled_replications,
        standalone_and_package,
        bare_signatures,
        bare_append,
    )
    for part in parts:
        yield from part(_CASE, folder)


def _told(line: Line, measured: Measured, peer: Measured | None) -> str:
    ratio = "" if peer is None else f"{peer.best_s / measured.best_s:8.2f} x  {line.peer_name}"
    return f"{line.name:<48}{1000 * measured.best_s:10.2f} ms  noise {measured.noise:4.1f} {ratio}"


def main() -> None:
    """Print where and when, then one line a measurement."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - git of the path
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    now = dt.datetime.now(dt.UTC).date().isoformat()
    print(f"{now}, commit {commit or 'unknown'}, Python {platform.python_version()}, {platform.machine()}")  # noqa: T201 - its answer
    with tempfile.TemporaryDirectory() as folder:
        for line in _lines(Path(folder)):
            peer = None if line.peer is None else measure(line.peer, runs=line.runs)
            print(_told(line, measure(line.work, runs=line.runs), peer), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
