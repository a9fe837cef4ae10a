"""The scarce things that sorties pay for, and how much of each there is (docs/reference/bound-meaning.md, 4).

A row is a kind, a subject and a stretch of buckets. `Scarce` knows which rows an operation has, what one sortie uses of
each, and what there is of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from repli.model import Clearance, Field, VehicleType
from repli.model.places import Spots
from repli.planning.hours import Hours, next_common
from repli.planning.prices.doors import AIR, LOADED, Edge, Yard, common
from repli.planning.prices.grid import Buckets
from repli.planning.prices.rounds import Rounds, least_ground
from repli.planning.prices.tours import Tours
from repli.planning.prices.turns import Turns

__all__ = ["Scarce", "Subject", "least_work"]

Subject = tuple[str, str]
"""(kind, subject): ``("work", "DRRN/2")``."""


def least_work(kind: VehicleType) -> int | None:
    """Return the least work minutes of a stop that loads."""
    return min((one.work_minutes for one in kind.operation_times if "load" in one.operations), default=None)


@dataclass(frozen=True)
class Scarce:
    """The scarce things of an operation."""

    yard: Yard
    _days: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def rounds(self) -> Rounds:
        """How its vehicles go out and come back."""
        return Rounds(self.yard)

    @cached_property
    def turns(self) -> Turns:
        """How long each sortie keeps its vehicle."""
        return Turns(self.yard)

    @cached_property
    def tours(self) -> Tours:
        """What its vehicles can do one after the other."""
        return Tours(self.yard)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The sizes of aircraft."""
        return tuple(sorted({one.size for one in self._kinds() if one.mode == AIR}))

    def uses(self, edge: Edge, clearance: Clearance, kind: str) -> Iterator[tuple[Subject, int]]:
        """Yield what one sortie uses: of each subject, how much."""
        if clearance.limit_per_day > 0:
            yield ("permits", clearance.clearance_id), 1
        if not edge.inwards:
            yield ("fleet", edge.type_id), 1
        if (turn := self.turns.of(edge)) > 0:
            yield ("rounds", edge.type_id), turn
        if edge.mode == AIR:
            yield from self._at_field(edge, kind)

    def subjects(self) -> Iterator[Subject]:
        """Yield every subject that sorties can use."""
        seen = {
            subject for edge in self.yard.edges for one, _ in edge.grants for subject, _ in self.uses(edge, one, LOADED)
        }
        yield from sorted(seen)

    def capacity(self, subject: Subject, buckets: Buckets, first: int, last: int) -> int:
        """Return how much there is of a subject in the buckets ``first`` to ``last``."""
        start, end = buckets.cuts[first], buckets.cuts[last + 1]
        kind, name = subject
        if kind == "permits":
            return self._permits(name, start, end)
        if kind == "fleet":
            return self.rounds.sorties(name, start, end)
        if kind == "rounds":
            return self.turns.minutes(name, end)
        if kind == "sets":
            here = self.yard.operation.field_of[name]
            return (here.handling_sets or 0) * sum(_minutes(self._open(here.field_id, end)))
        field_id, size = name.rsplit("/", 1)
        return self._spots(self.yard.operation.field_of[field_id], kind, int(size), end)

    def _kinds(self) -> Iterator[VehicleType]:
        return (self.yard.operation.type_of[type_id] for type_id in self.yard.fleet)

    def _at_field(self, edge: Edge, kind: str) -> Iterator[tuple[Subject, int]]:
        here = self.yard.operation.field_of[edge.from_place]
        of_type = self.yard.operation.type_of[edge.type_id]
        work = (least_work(of_type) or 0) if kind == LOADED else 0
        ground = least_ground(of_type, "load" if kind == LOADED else "") or 0
        for size in self.sizes:
            if size <= of_type.size and here.working_spots and work:
                yield ("work", f"{here.field_id}/{size}"), work
            if size <= of_type.size and here.parking_spots and ground:
                yield ("parking", f"{here.field_id}/{size}"), ground
        if here.handling_sets is not None and work:
            yield ("sets", here.field_id), work

    def _permits(self, clearance_id: str, start: int, end: int) -> int:
        """Return the limit times the civil days in a stretch that hold a usable minute."""
        if clearance_id not in self._days:
            self._days[clearance_id] = tuple(self._usable_days(clearance_id))
        limit = self.yard.operation.clearance_of[clearance_id].limit_per_day
        day_starts = self.yard.operation.agreement.day_starts
        tables = [h for edge in self.yard.edges for one, h in edge.grants if one.clearance_id == clearance_id]
        whole = [d for d in self._days[clearance_id] if day_starts[d] < end and _day_end(day_starts, d) > start]
        cut = {d for d in whole if day_starts[d] < start or _day_end(day_starts, d) > end}
        return limit * sum(
            d not in cut or _meets(tables, max(start, day_starts[d]), min(end, _day_end(day_starts, d))) for d in whole
        )

    def _usable_days(self, clearance_id: str) -> Iterator[int]:
        day_starts = self.yard.operation.agreement.day_starts
        tables = [h for edge in self.yard.edges for one, h in edge.grants if one.clearance_id == clearance_id]
        for day, start in enumerate(day_starts):
            if _meets(tables, start, _day_end(day_starts, day)):
                yield day

    def _open(self, field_id: str, end: int) -> Hours:
        start = self.yard.operation.as_of_minute
        return common(self.yard.field_hours[field_id], Hours((start,), (end,)))

    def _spots(self, here: Field, kind: str, size: int, end: int) -> int:
        """Return the spot minutes of a size in open hours, and for parking what may stand over closed stretches."""
        spots = here.working_spots if kind == "work" else here.parking_spots
        total, opened = _count(spots, size), self._open(here.field_id, end)
        cuts = {cut for one in here.taken for cut in (one.interval.start_minute, one.interval.end_minute)}
        minutes = 0
        for start, stop in zip(opened.starts, opened.ends, strict=True):
            marks = sorted({start, stop, *(cut for cut in cuts if start < cut < stop)})
            for one, other in pairwise(marks):
                taken = sum(
                    _count(t.working_spots if kind == "work" else t.parking_spots, size)
                    for t in here.taken
                    if t.interval.contains(one)
                )
                minutes += (other - one) * max(0, total - taken)
        return minutes if kind == "work" else minutes + total * self._over_night(here, size, end)

    def _over_night(self, here: Field, size: int, end: int) -> int:
        """Return the minutes that a stay may last over closed stretches, none longer than a stop needs."""
        hours, as_of = self.yard.field_hours[here.field_id], self.yard.operation.as_of_minute
        longest = max(least_ground(kind, what) or 0 for kind in self._sized(size) for what in ("load", ""))
        gaps = zip(hours.ends, hours.starts[1:], strict=False)
        return sum(min(opens - shuts, longest) for shuts, opens in gaps if as_of <= shuts and opens <= end)

    def _sized(self, size: int) -> Iterator[VehicleType]:
        return (kind for kind in self._kinds() if kind.mode == AIR and kind.size >= size)


def _count(spots: Spots, size: int) -> int:
    return sum(count for one, count in spots if one >= size)


def _minutes(hours: Hours) -> list[int]:
    return [end - start for start, end in zip(hours.starts, hours.ends, strict=True)]


def _next(tables: Iterable[Hours], minute: int) -> int | None:
    return min((at for hours in tables if (at := next_common(minute, hours)) is not None), default=None)


def _meets(tables: Iterable[Hours], start: int, end: int) -> bool:
    at = _next(tables, start)
    return at is not None and at < end


def _day_end(day_starts: tuple[int, ...], day: int) -> int:
    return day_starts[day + 1] if day + 1 < len(day_starts) else day_starts[-1] + (1 << 30)
