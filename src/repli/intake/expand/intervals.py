"""Algebra of half-open intervals of minutes: union, cut, difference; always sorted, disjoint and not adjacent."""

from collections.abc import Iterable, Iterator

from repli.units import Interval

__all__ = ["common", "merged", "without"]


def merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the union; intervals that touch become one."""
    found: list[Interval] = []
    for one in sorted(intervals):
        if found and one.start_minute <= found[-1].end_minute:
            found[-1] = Interval(found[-1].start_minute, max(found[-1].end_minute, one.end_minute))
        else:
            found.append(one)
    return tuple(found)


def common(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the minutes that lie in both."""
    ours, theirs = list(merged(left)), list(merged(right))
    found: list[Interval] = []
    one = other = 0
    while one < len(ours) and other < len(theirs):
        start = max(ours[one].start_minute, theirs[other].start_minute)
        end = min(ours[one].end_minute, theirs[other].end_minute)
        if start < end:
            found.append(Interval(start, end))
        if ours[one].end_minute == end:
            one += 1
        else:
            other += 1
    return tuple(found)


def without(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the minutes of ``left`` that do not lie in ``right``."""
    ours, holes = merged(left), merged(right)
    if not ours or not holes:
        return ours
    return common(ours, _between(holes, ours[0].start_minute, ours[-1].end_minute))


def _between(holes: tuple[Interval, ...], start: int, end: int) -> Iterator[Interval]:
    """Yield what lies between the holes from ``start`` to ``end``."""
    for hole in holes:
        if start < hole.start_minute:
            yield Interval(start, hole.start_minute)
        start = max(start, hole.end_minute)
    if start < end:
        yield Interval(start, end)
