"""The lines of an operation, people and items together, in one order.

>>> {line.site_id for line in lines_of(operation)}  # doctest: +SKIP
"""

from repli.model import ItemLine, Operation, PeopleLine

__all__ = ["Line", "earliest_of", "leaving_of", "lines_of", "staying_of"]

Line = PeopleLine | ItemLine


def lines_of(operation: Operation) -> tuple[Line, ...]:
    """Return the people lines, then the items."""
    return (*operation.people, *operation.items)


def leaving_of(operation: Operation) -> tuple[Line, ...]:
    """Return the lines that vehicles carry: all but the items that an act on site disposes of."""
    return (*operation.people, *(item for item in operation.items if not item.stays))


def staying_of(operation: Operation) -> tuple[ItemLine, ...]:
    """Return the items that an act on site disposes of, the first ready first."""
    staying = (item for item in operation.items if item.stays)
    return tuple(sorted(staying, key=lambda item: (item.ready_minute, item.line_id)))


def earliest_of(line: Line) -> int:
    """Return the minute from which a line may be loaded: ready, and there (docs/reference/plan-meaning.md, C)."""
    if isinstance(line, PeopleLine) and line.arrives_minute is not None:
        return max(line.ready_minute, line.arrives_minute)
    return line.ready_minute
