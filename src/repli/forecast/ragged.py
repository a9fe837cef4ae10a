"""Rows of different length as flat arrays: what the compiled timeline (`repli.kernel.Timeline`) is built from.

>>> ranges([[7, 8], [], [9]])
([0, 2, 2], [2, 2, 3], [7, 8, 9])
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from repli.kernel import Records, records
from repli.kernel.arrays import IntArray
from repli.units import Interval

__all__ = ["Parts", "integers", "intervals", "ranges"]

Parts = dict[str, Any]
"""Some of the arrays of a `Timeline`, by name."""


def integers(values: Sequence[int]) -> IntArray:
    """Return whole numbers as the kernel takes them."""
    return np.asarray(values, np.int64)


def ranges(rows: Iterable[Sequence[int]]) -> tuple[list[int], list[int], list[int]]:
    """Return (from, to, values) of rows of different length."""
    held = [list(row) for row in rows]
    ends = list(accumulate(len(row) for row in held))
    starts = [end - len(row) for end, row in zip(ends, held, strict=True)]
    return starts, ends, [value for row in held for value in row]


def intervals(name: str, rows: Iterable[Interval]) -> Records:
    """Return the record array ``name`` of intervals."""
    held = list(rows)
    return records(name, {"start": [i.start_minute for i in held], "end": [i.end_minute for i in held]})
