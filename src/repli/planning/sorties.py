"""Sorties: a vehicle on a timed route with a load, and the plan's movement made from it."""

from dataclasses import dataclass, field
from functools import cached_property

from repli.model import Cargo, Movement, Placement, Stop
from repli.planning.hold import Load
from repli.planning.network import REFUEL
from repli.planning.routes import Route
from repli.planning.timeline import Timing

__all__ = ["MARK", "Slot", "Sortie", "Tally", "movements_of"]

MARK = "@"
"""What follows it in the name of a slot's vehicle says where that works from by then (`repli.planning.postings`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A vehicle on a route at known minutes, nothing loaded yet."""

    vehicle_id: str
    route: Route
    timing: Timing

    @property
    def load_minute(self) -> int:
        """Start of loading."""
        return self.timing.work_start[self.route.pick]

    @property
    def off_minute(self) -> int:
        """Off block after loading."""
        return self.timing.off[self.route.pick]

    @property
    def gone_minute(self) -> int:
        """From when on the load is not present: off block, or check-in for a commercial flight."""
        return self.off_minute if self.route.flight is None else self.load_minute

    @property
    def last_off_minute(self) -> int:
        """Last off block with the load aboard."""
        return self.timing.off[self.route.drop - 1]

    @property
    def out_minute(self) -> int:
        """When a load is out: off block of the leg out by air, on block outside by road; 0 if it stays inside."""
        stop = self._out_stop
        return 0 if stop == 0 else self.timing.on[stop] if self.route.mode == "road" else self.timing.off[stop - 1]

    @property
    def out_off_minute(self) -> int:
        """Off block of the leg on which a load gets out, which latest times count; 0 if it stays inside."""
        stop = self._out_stop
        return 0 if stop == 0 else self.timing.off[stop - 1]

    @property
    def _out_stop(self) -> int:
        """The first stop outside of those that a load comes to; 0: there is none."""
        reached = range(self.route.pick + 1, self.route.drop + 1)
        return next((index for index in reached if not self.route.stops[index].inside), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a sortie adds to the objective: people and kg ``out`` at a minute (0 = they are not), flying minutes.

    ``end`` is the minute by which it has left, and what it takes is out; 0 for an empty movement.
    """

    out: int
    people: int
    kg: int
    end: int
    flying_minutes: int


@dataclass(frozen=True, kw_only=True)
class Sortie:
    """A slot with what it takes; ``people`` are (line id, count), ``items`` item ids, each with its destination.

    ``places`` are (item id, first position) of what stands on a floor. ``load`` are the lots taken, so that they can be
    given back; None for an empty movement. ``stops`` are those of the plan, ``lines`` what it takes, ``tally`` what
    counts in the objective, each made once when first asked for: a search counts many boards. Not slotted, so that they
    can be kept.
    """

    slot: Slot
    configuration_id: str
    people: tuple[tuple[str, int, str], ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    load: Load | None = field(default=None, compare=False)

    @classmethod
    def of(cls, slot: Slot, load: Load) -> "Sortie":
        """Return the sortie of a slot that takes ``load``."""
        return cls(
            slot=slot,
            configuration_id=load.configuration.configuration_id,
            people=tuple((lot.line.line_id, count, lot.line.destination_id) for lot, count in load.people),
            items=tuple((lot.line.line_id, lot.line.destination_id) for lot in load.items),
            places=load.places,
            load=load,
        )

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The stops of the plan, with their minutes and cargo."""
        return _stops(self)

    @cached_property
    def lines(self) -> frozenset[str]:
        """The lines of which the sortie takes something."""
        return frozenset([one[0] for one in self.people] + [one[0] for one in self.items])

    @cached_property
    def tally(self) -> Tally:
        """What the objective counts of the sortie (docs/reference/plan-meaning.md, D, K)."""
        route, load = self.slot.route, self.load
        if load is None or load.empty:
            return Tally(out=0, people=0, kg=0, end=0, flying_minutes=route.flying_minutes)
        out = self.slot.out_minute
        return Tally(
            out=out,
            people=load.people_count,
            kg=load.item_kg,
            end=out if route.flight is not None else max(out, self.slot.off_minute),
            flying_minutes=route.flying_minutes,
        )

    def cargo(self, site_id: str | None) -> tuple[Cargo, ...]:
        """Return the load as it moves the stock of ``site_id``, or of each line's destination; one entry per line."""
        total: dict[tuple[str, str], int] = {}
        for line_id, count, destination in (*self.people, *((item, 1, to) for item, to in self.items)):
            key = (line_id, site_id or destination)
            total[key] = total.get(key, 0) + count
        return tuple(Cargo(line_id=line, quantity=count, site_id=site) for (line, site), count in sorted(total.items()))


def movements_of(sorties: list[Sortie]) -> tuple[Movement, ...]:
    """Return the movements in order of their first off block; R = rotation by air, C = convoy by road."""
    own = (sortie for sortie in sorties if sortie.slot.route.flight is None)
    ordered = sorted(own, key=lambda sortie: (sortie.slot.timing.off[0], sortie.slot.vehicle_id))
    counters = {"R": 0, "C": 0}
    movements = []
    for sortie in ordered:
        letter = "R" if sortie.slot.route.mode == "air" else "C"
        counters[letter] += 1
        movements.append(
            Movement(
                movement_id=f"{letter}{counters[letter]:03d}",
                vehicle_id=sortie.slot.vehicle_id.partition(MARK)[0],
                configuration_id=sortie.configuration_id,
                stops=sortie.stops,
                placements=tuple(Placement(item_id=item, position=first) for item, first in sorted(sortie.places)),
            )
        )
    return tuple(movements)


def _stops(sortie: Sortie) -> tuple[Stop, ...]:
    """Return the stops with their minutes and cargo."""
    route, timing = sortie.slot.route, sortie.slot.timing
    works = bool(sortie.people or sortie.items)
    return tuple(
        Stop(
            place_id=stop.place_id,
            on_block_minute=timing.on[index],
            work_start_minute=timing.work_start[index],
            work_end_minute=timing.work_end[index],
            off_block_minute=timing.off[index],
            loads=sortie.cargo(route.site_id) if works and index == route.pick else (),
            unloads=sortie.cargo(route.unload_site) if works and index == route.drop else (),
            clearance_id=timing.clearances[index],
            refuels=stop.operations >= REFUEL,
        )
        for index, stop in enumerate(route.stops)
    )
