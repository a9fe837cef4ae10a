"""`make bench`: each line says what was measured, its best time, and the ratio to its peer or limit in the same run."""

import tempfile
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from benchmarks.books import large_workbooks
from benchmarks.forecast import lines as forecast_lines
from benchmarks.line import Line
from benchmarks.log_work import bundles, durable_ingest, hashing_and_parsing, long_replay
from benchmarks.provenance import provenance
from benchmarks.replibench.few import few
from benchmarks.running import running
from benchmarks.work import (
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
        durable_ingest,
        hashing_and_parsing,
        bundles,
        long_replay,
        running,
        large_workbooks,
    )
    for part in parts:
        yield from part(_CASE, folder)


def main() -> None:
    """Print where and when, then one line a measurement."""
    print(provenance())  # noqa: T201 - its answer
    with tempfile.TemporaryDirectory() as folder:
        for line in _lines(Path(folder)):
            print(line.measured(), flush=True)  # noqa: T201 - its answer
    for text in chain(forecast_lines(), few()):
        print(text, flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
