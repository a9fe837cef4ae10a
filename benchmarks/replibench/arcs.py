"""The arcs of an operation: what goes from which site to which next one, by which vehicles, full, there and back.

Read from the operation alone, so that the arithmetic of `benchmarks.replibench.tightness` holds for any operation.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repli.model import Operation, VehicleType

__all__ = ["Arc", "Carrier", "arcs_of"]

_MODES = {True: ("air", "road"), False: ("road", "air")}
"""People fly if they can; items are driven if they can be."""

End = tuple[str, Mapping[str, int], tuple[str, str] | None]
"""A place, work minutes there by type, and the (scope, id) of the clearance that leaving it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A type on an arc: vehicles, most seats and positions of any fit-out, least payload, minutes there and back."""

    type_id: str
    tails: int
    seats: int
    positions: int
    payload_kg: int
    cycle_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """Vehicles that start at ``start`` bring so much from a site to the next."""

    mode: str
    start: str
    from_site: str
    to_site: str
    carriers: tuple[Carrier, ...]
    ends: tuple[End, ...]
    people: int = 0
    kg: int = 0
    positions: int = 0


def arcs_of(operation: Operation) -> tuple[Arc, ...]:
    """Return the arcs with what goes over them, in order of mode and sites."""
    roads = _Roads(operation)
    loads: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for (site_id, goal, human), amounts in _lines(operation).items():
        for hop in roads.chain(site_id, goal, human=human):
            for index, amount in enumerate(amounts):
                loads[hop][index] += amount
    return tuple(
        roads.arc(*hop, people=people, kg=kg, positions=positions)
        for hop, (people, kg, positions) in sorted(loads.items())
    )


def _lines(operation: Operation) -> dict[tuple[str, str, bool], list[int]]:
    """Return (site, destination, whether people) -> people, kg, positions of what leaves."""
    found: dict[tuple[str, str, bool], list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in operation.people:
        found[line.site_id, line.destination_id, True][0] += line.count
    for item in operation.items:
        if not item.stays:
            sums = found[item.site_id, item.destination_id, False]
            sums[1] += item.kg
            sums[2] += item.positions
    return found


class _Roads:
    """Who can carry what between which sites; each question is answered once."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._cleared = {(one.scope, one.scope_id, kind) for one in operation.clearances for kind in one.types}
        self._tails: dict[tuple[str, str], int] = defaultdict(int)
        for vehicle in operation.vehicles:
            self._tails[vehicle.start_place, vehicle.type_id] += 1
        self._known: dict[tuple[str, str, str], tuple[str, tuple[Carrier, ...]]] = {}

    def chain(self, site_id: str, goal: str, *, human: bool) -> Iterator[tuple[str, str, str]]:
        """Yield (mode, site, next site) up to the goal; nothing where no vehicle can bring it on."""
        for mode in _MODES[human]:
            if self._best(mode, site_id, goal)[1]:
                yield mode, site_id, goal
                return
            middle = self._middle(mode, site_id, goal)
            if middle is not None:
                yield mode, site_id, middle
                yield from self.chain(middle, goal, human=human)
                return

    def _middle(self, mode: str, site_id: str, goal: str) -> str | None:
        """Return the nearest site inside that is reached by a mode and from which some vehicle goes to the goal."""
        nears = []
        for other in (one.site_id for one in self._operation.sites if one.inside):
            if self._best(mode, site_id, other)[1] and any(self._best(one, other, goal)[1] for one in _MODES[True]):
                leg = self._operation.leg_of[mode, self._place(mode, site_id), self._place(mode, other)]
                nears.append((leg.distance_km, other))
        return min(nears)[1] if nears else None

    def arc(self, mode: str, site_id: str, to: str, *, people: int, kg: int, positions: int) -> Arc:
        """Return one arc with its carriers and ends."""
        start, carriers = self._best(mode, site_id, to)
        return Arc(
            mode=mode,
            start=start,
            from_site=site_id,
            to_site=to,
            carriers=carriers,
            ends=tuple(self._ends(mode, start, site_id, to, carriers)),
            people=people,
            kg=kg,
            positions=positions,
        )

    def _place(self, mode: str, site_id: str) -> str:
        return (self._operation.site_of[site_id].field_id or "") if mode == "air" else site_id

    def _best(self, mode: str, site_id: str, to: str) -> tuple[str, tuple[Carrier, ...]]:
        """Return the start whose vehicles lift most a minute on an arc, and these; empty if there are none."""
        key = (mode, site_id, to)
        if key not in self._known:
            starts = sorted({start for start, _ in self._tails})
            choices = [(start, self._carriers(mode, start, site_id, to)) for start in starts]
            lift = lambda choice: sum(one.tails * one.payload_kg / one.cycle_minutes for one in choice[1])  # noqa: E731
            self._known[key] = max(choices, key=lift, default=("", ()))
        return self._known[key]

    def _carriers(self, mode: str, start: str, site_id: str, to: str) -> tuple[Carrier, ...]:
        pick, drop = self._place(mode, site_id), self._place(mode, to)
        if not pick or not drop or pick in {start, drop}:
            return ()
        kinds = (
            kind for kind in self._operation.vehicle_types if kind.mode == mode and self._tails[start, kind.type_id]
        )
        found = (self._carrier(kind, start, pick, drop) for kind in kinds)
        return tuple(one for one in found if one is not None)

    def _carrier(self, kind: VehicleType, start: str, pick: str, drop: str) -> Carrier | None:
        hops = [(start, pick), (pick, drop)] + ([(drop, start)] if drop != start else [])
        legs = [self._operation.leg_of.get((kind.mode, *hop)) for hop in hops]
        if any(leg is None or not self._may(kind, leg.leg_id, leg.from_place) for leg in legs):
            return None
        passages = [self._operation.passage_of.get((kind.type_id, leg.leg_id)) for leg in legs if leg is not None]
        if any(one is None for one in passages):
            return None
        blocks = [one.block_minutes for one in passages if one is not None]
        ground = sum(times.ground_minutes for times in kind.operation_times if times.operations in _WORK)
        return Carrier(
            type_id=kind.type_id,
            tails=self._tails[start, kind.type_id],
            seats=max(one.seats for one in kind.configurations),
            positions=max(one.pallet_positions for one in kind.configurations),
            payload_kg=passages[1].payload_kg if passages[1] is not None else 0,
            cycle_minutes=sum(blocks) + ground,
        )

    def _may(self, kind: VehicleType, leg_id: str, place: str) -> bool:
        """Say whether some clearance names the type where it leaves a place inside."""
        scope = self._scope(kind.mode, leg_id, place)
        return scope is None or (*scope, kind.type_id) in self._cleared

    def _scope(self, mode: str, leg_id: str, place: str) -> tuple[str, str] | None:
        field = self._operation.field_of.get(place)
        inside = field.inside if field is not None else self._operation.site_of[place].inside
        if not inside:
            return None
        return ("field", place) if mode == "air" else ("leg", leg_id)

    def _ends(self, mode: str, start: str, site_id: str, to: str, carriers: tuple[Carrier, ...]) -> Iterator[End]:
        """Yield where a movement works and what it leaves: its start, its load and where it unloads."""
        pick, drop = self._place(mode, site_id), self._place(mode, to)
        hops = [(start, pick, None), (pick, drop, "load")] + ([(drop, start, "unload")] if drop != start else [])
        for one, other, work in hops:
            leg = self._operation.leg_of[mode, one, other]
            yield (
                one,
                {kind.type_id: self._work(kind.type_id, work) for kind in carriers},
                self._scope(mode, leg.leg_id, one),
            )

    def _work(self, type_id: str, work: str | None) -> int:
        kind = self._operation.type_of[type_id]
        return next((one.work_minutes for one in kind.operation_times if one.operations == {work}), 0)


_WORK = (frozenset({"load"}), frozenset({"unload"}))
