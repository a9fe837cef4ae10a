"""The few instances of `make bench`: S and M, little work, a time limit each, so that it all takes some three minutes.

`python -m benchmarks.replibench` runs as many as one wants, and `--large` L and XL as well.
"""

from collections.abc import Iterator

from benchmarks.provenance import provenance
from benchmarks.replibench.again import rows_of_class, worst_of
from benchmarks.replibench.report import markdown_of
from benchmarks.replibench.runs import Task, run

__all__ = ["few"]

_TASKS = (
    *(Task(class_name="S", seed=seed, effort=1_000, limit_seconds=30) for seed in (0, 1, 8)),
    Task(class_name="M", seed=1, effort=0, limit_seconds=100, peers=False),
)
_AGAIN = (("S", 0), ("M", 1))
_SHARES = (0.45,)
"""Instances after each incident, on one day of theirs."""


def few() -> Iterator[str]:
    """Yield the report of a few instances, line by line."""
    yield from markdown_of(list(run(iter(_TASKS))), provenance()).splitlines()
    yield "Replanning after incidents:"
    rows = [
        row
        for name, seed in _AGAIN
        for row in rows_of_class(name, range(seed, seed + 1), best_seconds=0, shares=_SHARES)
    ]
    yield from worst_of(rows)
