"""Changes of the tiny operation that several tests need."""

from dataclasses import replace

from repli.model import Operation
from repli.units import Interval
from tests.tiny import at

__all__ = ["lasting", "with_air_clearance"]


def with_air_clearance(operation: Operation, first: int, last: int, **changes: int) -> Operation:
    """The operation with another window, and other values, of its one clearance for the field."""
    rows = tuple(
        replace(row, window=Interval(first, last), **changes) if row.clearance_id == "C-AIR" else row
        for row in operation.clearances
    )
    return replace(operation, clearances=rows)


def lasting(operation: Operation) -> Operation:
    """The operation with its field cleared up to the horizon."""
    return with_air_clearance(operation, at(0, 6), at(6))
