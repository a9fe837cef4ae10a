"""Which departures of one plan are which of another: the same, on another vehicle, moved, new or dropped.

Plans number their movements in order of time, so a name says nothing: a departure is known by what it carries. Two are
one and the same where at least half of the heavier load, by kg, is on both; what is still alone is paired with one of
the same vehicle and route within a day, and is else new or dropped. Best match first; ties by time, then by name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from repli.reporting.plan_record import Departure
from repli.units import MINUTES_PER_DAY

__all__ = ["Changes", "Pair", "changes_between", "shared_percent"]

_HALF, _ALMOST_ALL = 50, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One departure in both plans. ``what`` names what differs: time, type, route, load (over a tenth of it)."""

    before: Departure
    after: Departure
    what: tuple[str, ...]

    @property
    def is_swapped(self) -> bool:
        """Whether another vehicle does it."""
        return self.before.vehicle_id != self.after.vehicle_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Every departure of both plans once, in order of time; ``swapped`` differ only in which vehicle of the type."""

    same: tuple[Pair, ...]
    swapped: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    new: tuple[Departure, ...]
    dropped: tuple[Departure, ...]


def changes_between(before: tuple[Departure, ...], after: tuple[Departure, ...]) -> Changes:
    """Return what became of each departure."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, old, new in sorted((*_by_load(before, after), *_by_vehicle(before, after))):
        if old not in partner and new not in taken:
            partner[old] = new
            taken.add(new)
    pairs = [_pair(before[old], after[new]) for old, new in sorted(partner.items())]
    return Changes(
        same=tuple(pair for pair in pairs if not pair.what and not pair.is_swapped),
        swapped=tuple(pair for pair in pairs if not pair.what and pair.is_swapped),
        moved=tuple(pair for pair in pairs if pair.what),
        new=tuple(one for index, one in enumerate(after) if index not in taken),
        dropped=tuple(one for index, one in enumerate(before) if index not in partner),
    )


def shared_percent(one: Departure, other: Departure) -> int:
    """Return how much of the heavier load is on both, in percent by kg, rounded down; 100 for two empty ones."""
    heavier = max(_weight(one), _weight(other))
    units = {line: count for line, count, _ in other.loads}
    shared = sum(min(count, units.get(line, 0)) * kg for line, count, kg in one.loads)
    return 100 * shared // heavier if heavier else 100


Match = tuple[int, int, int, int]
"""What is left over of 100 percent, minutes apart, index before, index after: the smaller the better."""


def _by_load(before: tuple[Departure, ...], after: tuple[Departure, ...]) -> Iterator[Match]:
    """Yield the pairs that share at least half of their load."""
    carries = _by_line(after)
    for old, one in enumerate(before):
        for new in sorted({index for line, _, _ in one.loads for index in carries.get(line, ())}):
            share = shared_percent(one, after[new])
            if share >= _HALF:
                yield 100 - share, abs(one.at_minute - after[new].at_minute), old, new


def _by_line(departures: Iterable[Departure]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(departures):
        for line, _, _ in one.loads:
            found[line].append(index)
    return found


def _by_vehicle(before: tuple[Departure, ...], after: tuple[Departure, ...]) -> Iterator[Match]:
    """Yield the pairs of one vehicle and route within a day, after all that share their load."""
    ways: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, one in enumerate(after):
        ways[one.vehicle_id, one.route].append(index)
    for old, one in enumerate(before):
        for new in ways[one.vehicle_id, one.route]:
            apart = abs(one.at_minute - after[new].at_minute)
            if apart <= MINUTES_PER_DAY:
                yield 100, apart, old, new


def _pair(before: Departure, after: Departure) -> Pair:
    differs = {
        "time": before.at_minute != after.at_minute,
        "type": before.type_id != after.type_id,
        "route": before.route != after.route,
        "load": shared_percent(before, after) < _ALMOST_ALL,
    }
    return Pair(before=before, after=after, what=tuple(name for name, is_so in differs.items() if is_so))


def _weight(one: Departure) -> int:
    return sum(count * kg for _, count, kg in one.loads)
