"""The lines of an operation, people and items together, in one order.

>>> {line.site_id for line in lines_of(operation)}  # doctest: +SKIP
"""

from repli.model import ItemLine, Operation, PeopleLine

__all__ = ["Line", "lines_of"]

Line = PeopleLine | ItemLine


def lines_of(operation: Operation) -> tuple[Line, ...]:
    """Return the people lines, then the items."""
    return (*operation.people, *operation.items)
