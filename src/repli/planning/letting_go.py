"""What of an agreed calendar is let go, so that the rest may stay: a ladder from nothing to all, then parts of it.

First nothing; then what comes after latest times; with it what left last before, so that its room may take what is
late; then all that leaves the same sites; at last everything that may go. Halves of what was let go may stay again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from random import Random

from repli.model import Movement, Operation
from repli.planning.lines import lines_of
from repli.planning.past import Agreed

__all__ = ["halves", "in_ways", "ladder", "late_of", "other"]

_MORE = (1, 3)
"""How many departures for each late one are let go before it."""


def ladder(free: Sequence[Agreed], late: Collection[str], stuck: Collection[str]) -> Iterator[frozenset[str]]:
    """Yield what is let go of the ``free`` departures, in order of time; ``stuck`` are sites that did not close.

    ``stuck`` may grow meanwhile.
    """
    yield frozenset()
    if late:
        yield frozenset(late)
        yield from (frozenset(late) | some for some in _before(free, late))
    sites = {site_id for one in free if one.name in late for site_id in one.sites} | set(stuck)
    if sites:
        yield frozenset(late) | frozenset(one.name for one in free if one.sites & sites)
    yield frozenset(one.name for one in free)


def late_of(operation: Operation, free: Sequence[Agreed]) -> frozenset[str]:
    """Return the departures that carry a line after its latest time."""
    latest: Mapping[str, int] = {
        line.line_id: line.latest_minute for line in lines_of(operation) if line.latest_minute is not None
    }
    return frozenset(
        one.name
        for one in free
        if any(latest.get(cargo.line_id, one.off_minute) < one.off_minute for cargo in one.cargo)
    )


def _before(free: Sequence[Agreed], late: Collection[str]) -> Iterator[frozenset[str]]:
    """Yield the last departures from the same sites before the first late one, a few and more."""
    gone = [one for one in free if one.name in late]
    first, sites = min(one.off_minute for one in gone), {site_id for one in gone for site_id in one.sites}
    sooner = sorted((one.off_minute, one.name) for one in free if one.sites & sites and one.off_minute < first)
    for more in _MORE:
        yield frozenset(name for _, name in sooner[-more * len(gone) :])


def in_ways(some: Sequence[Agreed]) -> list[str]:
    """Return the names of departures, those of one way beside each other and in order of time."""
    return [one.name for one in sorted(some, key=_way)]


def _way(one: Agreed) -> tuple[tuple[str, ...], int, str]:
    places = tuple(stop.place_id for stop in one.what.stops) if isinstance(one.what, Movement) else (one.name,)
    return places, one.load_minute, one.name


def halves(part: Sequence[str]) -> list[Sequence[str]]:
    """Return both halves of a part; nothing of one that cannot be halved."""
    middle = len(part) // 2
    return [part[:middle], part[middle:]] if middle else []


def other(free: Sequence[Agreed], let_go: frozenset[str], dice: Random) -> frozenset[str]:
    """Return another choice of what is let go: some of it kept again, or departures near one in time let go as well."""
    if not free:
        return let_go
    if let_go and dice.random() < 0.5:  # noqa: PLR2004 - one half
        some = sorted(let_go)
        return let_go - frozenset(dice.sample(some, dice.randint(1, len(some))))
    at = dice.randrange(len(free))
    near = free[max(0, at - dice.randint(0, 2)) : at + dice.randint(1, 4)]
    return let_go | frozenset(one.name for one in near)
