"""Whether some chain of vehicles can carry a line from its site to its destination: the widest view, for proofs.

One piece of the line is followed alone, as early as it can be: vehicles of a type are wherever one can get to, seats
and payload are counted for the piece only. What is kept holds for every plan (docs/reference/plan-meaning.md, B, F to
I): passages, hours, clearances whatever their limit, spots that other users leave free, when a type is available,
duties that cannot be shorter, teams that there are, floors that carry the piece. So what cannot arrive here arrives in
no plan.

``without`` sets a requirement aside to see whether it is what stands in the way: ``clearance``, ``fleet``, ``crew``,
``teams``, ``customs``, ``range``, ``floor``, ``hours/PLACE`` of a field or leg, ``spots/FIELD``; ``hours`` and
``spots`` mean all of them.
"""

import heapq
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from repli.model import Leg, PeopleLine, VehicleType
from repli.model.places import Spots
from repli.planning.crew import crew_of
from repli.planning.flights import flights_for
from repli.planning.hold import OUTSIZE
from repli.planning.hours import Hours, hours_of, next_common
from repli.planning.lines import Line, earliest_of, leaving_of
from repli.planning.network import Network
from repli.planning.occupancy import FOREVER, Occupancy
from repli.planning.others import others_parked, others_working
from repli.planning.stand_alone import can_stand
from repli.planning.teams import CUSTOMS, DRIVER, ESCORT
from repli.units import Interval

__all__ = ["Reach", "shape_of"]

_Node = tuple[str, str]
"""(type that carries the line, where it stands); the type is empty while the line is in the stock of a site."""


def shape_of(line: Line) -> tuple[int, int, int, bool]:
    """Return the kg, positions, seats and outsize that one piece of a line needs."""
    if isinstance(line, PeopleLine):
        return line.kg_per_person, 0, 1, False
    return line.kg, line.positions, 0, line.item_class == OUTSIZE


@dataclass(frozen=True)
class Reach:
    """What can be reached in an operation, with some requirements set aside."""

    network: Network
    without: frozenset[str] = frozenset()
    _near: dict[str, frozenset[str]] = field(default_factory=dict)
    _asked: dict[tuple[int, int, int, bool], tuple[frozenset[str], int]] = field(default_factory=dict)

    def arrives(self, line: Line) -> bool:
        """Say whether loading, legs and unloading lead a piece of a line to its destination by the horizon."""
        operation = self.network.operation
        kinds = {kind.type_id: kind for kind in self._kinds_for(line)}
        seen: set[_Node] = set()
        queue: list[tuple[int, _Node]] = [(max(self.earliest(line), operation.as_of_minute), ("", line.site_id))]
        while queue:
            minute, node = heapq.heappop(queue)
            if node in seen or minute > operation.horizon_minute:
                continue
            seen.add(node)
            type_id, place = node
            if not type_id:
                steps = (*self._boardings(kinds, place, minute), *self._seats(line, place, minute))
            else:
                steps = tuple(self._onward(kinds[type_id], place, minute, shape_of(line)[0]))
            for step in steps:
                heapq.heappush(queue, step)
        return ("", line.destination_id) in seen

    def asks(self, line: Line) -> tuple[object, ...]:
        """Return what `arrives` depends on beside `earliest`, and the later the harder: ends, types, payloads."""
        shape = shape_of(line)
        if shape not in self._asked:
            kinds = frozenset(kind.type_id for kind in self._kinds_for(line))
            self._asked[shape] = (kinds, bisect_left(self._payloads, shape[0]))
        check_in = earliest_of(line) if isinstance(line, PeopleLine) and self.network.operation.seat_blocks else 0
        return (line.site_id, line.destination_id, shape[2], *self._asked[shape], check_in)

    @cached_property
    def _payloads(self) -> list[int]:
        """The distinct payloads of passages and commercial flights, ascending."""
        operation = self.network.operation
        return sorted(
            {one.payload_kg for one in operation.passages} | {one.payload_kg for one in operation.seat_blocks}
        )

    def earliest(self, line: Line) -> int:
        """Return the minute from which a line may be loaded: all of its group is ready, which is loaded whole (C)."""
        own = line.together
        group = self._groups.get(own, (line,)) if own is not None else (line,)
        return max(earliest_of(one) for one in group)

    @cached_property
    def _groups(self) -> dict[str, list[Line]]:
        """The lines of each group that goes together."""
        groups: dict[str, list[Line]] = {}
        for line in leaving_of(self.network.operation):
            if line.together is not None:
                groups.setdefault(line.together, []).append(line)
        return groups

    def _boardings(self, kinds: dict[str, VehicleType], site_id: str, minute: int) -> Iterator[tuple[int, _Node]]:
        """Yield the types that can be loaded at a site, when that is done, and where they stand then."""
        field_id = self.network.operation.site_of[site_id].field_id
        for type_id, kind in kinds.items():
            place = field_id if kind.mode == "air" else site_id
            if place is None or place not in self._reached(kind) or not self._in_duty(kind, place):
                continue
            loaded = self._worked(kind, place, minute, "load", self._customs(site_id))
            if loaded is not None:
                yield loaded, (type_id, place)

    def _seats(self, line: Line, site_id: str, minute: int) -> Iterator[tuple[int, _Node]]:
        """Yield the commercial flights to its destination on which somebody of a line can still check in."""
        operation = self.network.operation
        for one in flights_for(operation, line):
            from_here = one.from_field == operation.site_of[site_id].field_id and one.payload_kg >= shape_of(line)[0]
            if from_here and minute <= one.departs_minute - one.check_in_minutes:
                yield one.departs_minute, ("", line.destination_id)

    def _onward(self, kind: VehicleType, place: str, minute: int, kg: int) -> Iterator[tuple[int, _Node]]:
        """Yield what can follow aboard: into the stock of a site, or along a leg."""
        unloaded = self._worked(kind, place, minute, "unload")
        if unloaded is not None:
            for site in self.network.operation.sites:
                if place == (site.field_id if kind.mode == "air" else site.site_id):
                    yield unloaded + (site.transfer_minutes if site.inside else 0), ("", site.site_id)
        is_out = not self.network.inside(place)
        for leg, block_minutes, payload_kg in self._legs(kind, place):
            if is_out and self.network.inside(leg.to_place):
                continue  # what is out does not come back in (J, out-once)
            off = self._off(kind, leg, minute) if payload_kg >= kg else None
            if off is not None:
                yield off + block_minutes, (kind.type_id, leg.to_place)

    def _reached(self, kind: VehicleType) -> frozenset[str]:
        """Return the places that vehicles of a type can get to from where they start."""
        if kind.type_id not in self._near:
            queue = [one.start_place for one in self.network.operation.vehicles if one.type_id == kind.type_id]
            seen: set[str] = set()
            while queue:
                place = queue.pop()
                if place not in seen:
                    seen.add(place)
                    as_of = self.network.operation.as_of_minute
                    ways = (leg for leg, _, _ in self._legs(kind, place) if self._off(kind, leg, as_of) is not None)
                    queue += [leg.to_place for leg in ways]
            self._near[kind.type_id] = frozenset(seen)
        return self._near[kind.type_id]

    def _legs(self, kind: VehicleType, place: str) -> Iterator[tuple[Leg, int, int]]:
        """Yield the legs that a type can take out of a place to where it fits a spot, block minutes and payload."""
        for leg in self.network.legs_from.get((kind.mode, place), ()):
            passage = self.network.operation.passage_of.get((kind.type_id, leg.leg_id))
            too_far = "range" not in self.without and 0 < kind.range_km < leg.distance_km
            if passage is None or too_far or not self._parks(kind, leg.to_place):
                continue
            if "teams" not in self.without and not self._attended(kind, leg):
                continue
            crew = crew_of(kind)
            alone = crew.report_minutes + passage.block_minutes + crew.debrief_minutes
            if "crew" in self.without or alone <= crew.duty_max_minutes:
                yield leg, passage.block_minutes, passage.payload_kg

    def _attended(self, kind: VehicleType, leg: Leg) -> bool:
        """Say whether there are as many escorts as a leg asks for, and as many drivers as a type does anywhere (F)."""
        teams = self.network.operation.teams
        drivers = max((team.count for team in teams if team.kind == DRIVER), default=0)
        place = leg.from_place if self.network.inside(leg.from_place) else leg.to_place
        escorts = [one.count for one in teams if one.kind == ESCORT and (not one.places or place in one.places)]
        return kind.drivers <= drivers and leg.escort_teams <= max(escorts, default=0)

    def _off(self, kind: VehicleType, leg: Leg, minute: int) -> int | None:
        """Return the first off block on a leg from ``minute`` on, by the horizon; None if there is none."""
        network, tables = self.network, []
        block_minutes = network.operation.passage_of[kind.type_id, leg.leg_id].block_minutes
        if not self._aside("hours", leg.leg_id):
            tables.append(network.departure_hours(kind.type_id, leg))
        if kind.mode == "air":
            if not self._aside("hours", leg.from_place):
                tables.append(network.field_hours[leg.from_place])
            if not self._aside("hours", leg.to_place):
                tables.append(network.field_hours[leg.to_place].earlier(block_minutes))
        scope = network.scope_of(leg)
        if scope is not None and "clearance" not in self.without:
            tables.append(network.permits.windows(scope, kind.type_id))
        if "fleet" not in self.without:
            tables.append(self._available[kind.type_id])
        off = next_common(minute, *tables)
        return off if off is not None and off + block_minutes <= network.operation.horizon_minute else None

    def _customs(self, site_id: str) -> Hours | None:
        """Return when enough customs teams work at a site for a vehicle to load there; None = it asks for none (F)."""
        operation, count = self.network.operation, self.network.operation.site_of[site_id].customs_teams
        if count == 0 or "customs" in self.without:
            return None
        teams = (one for one in operation.teams if one.kind == CUSTOMS and (not one.places or site_id in one.places))
        return hours_of(span for one in teams if one.count >= count for span in one.open_intervals)

    def _worked(self, kind: VehicleType, place: str, minute: int, what: str, watch: Hours | None = None) -> int | None:
        """Return the first end of loading or unloading from ``minute`` on, where spots, hours and a watch allow it."""
        works = [times.work_minutes for times in kind.operation_times if what in times.operations]
        if not works or not self._works(kind, place):
            return None
        work, tables = min(works), [] if watch is None else [watch]
        if kind.mode == "air" and not self._aside("hours", place):
            tables.append(self.network.field_hours[place])
        while minute <= self.network.operation.horizon_minute:
            spans = [table.next_span(minute, work) for table in tables]
            starts = [minute, *(start for start in spans if start is not None)]
            if len(starts) <= len(spans):
                return None
            start = max(starts)
            if kind.mode == "air" and not self._aside("spots", place):
                start = max(start, *(spots.next_free(kind.size, start, start + work) for spots in self._free[place]))
            if start == minute:
                return start + work
            minute = start
        return None

    def _in_duty(self, kind: VehicleType, place: str) -> bool:
        """Say whether a crew can come to a place, load there and go on in one duty, or rest there (H)."""
        operation, crew = self.network.operation, crew_of(kind)
        if "crew" in self.without:
            return True
        here = operation.field_of.get(place if kind.mode == "air" else operation.site_of[place].field_id or "")
        if here is not None and (here.crew_base or here.crew_rest):
            return True
        come = self._least_block(kind, lambda leg: leg.to_place == place)
        leave = self._least_block(kind, lambda leg: leg.from_place == place)
        stays = [max(one.ground_minutes, one.work_minutes) for one in kind.operation_times if "load" in one.operations]
        least = crew.report_minutes + come + min(stays, default=FOREVER) + leave + crew.debrief_minutes
        return least <= crew.duty_max_minutes

    def _kinds_for(self, line: Line) -> Iterator[VehicleType]:
        """Yield the types of the fleet that can load a piece of a line in some configuration."""
        kg, positions, seats, outsize = shape_of(line)
        used = {vehicle.type_id for vehicle in self.network.operation.vehicles}
        for kind in self.network.operation.vehicle_types:
            fits = any(
                one.pallet_positions >= positions
                and one.seats >= seats
                and (one.outsize or not outsize)
                and ("floor" in self.without or can_stand(one, kg=kg, positions=positions))
                for one in kind.configurations
            )
            if kind.type_id in used and fits:
                yield kind

    def _least_block(self, kind: VehicleType, ends: Callable[[Leg], bool]) -> int:
        """Return the fewest block minutes of a type over the legs that ``ends`` picks."""
        blocks = [
            passage.block_minutes
            for leg in self.network.operation.legs
            if leg.mode == kind.mode and ends(leg)
            for passage in [self.network.operation.passage_of.get((kind.type_id, leg.leg_id))]
            if passage is not None
        ]
        return min(blocks, default=FOREVER)

    def _aside(self, what: str, place: str) -> bool:
        return what in self.without or f"{what}/{place}" in self.without

    def _parks(self, kind: VehicleType, place: str) -> bool:
        """Say whether a place has a parking spot large enough for a type."""
        if kind.mode != "air" or self._aside("spots", place):
            return True
        return _large_enough(self.network.operation.field_of[place].parking_spots, kind)

    def _works(self, kind: VehicleType, place: str) -> bool:
        """Say whether a place has spots large enough to park a type and to work on it."""
        if kind.mode != "air" or self._aside("spots", place):
            return True
        return self._parks(kind, place) and _large_enough(self.network.operation.field_of[place].working_spots, kind)

    @cached_property
    def _free(self) -> dict[str, tuple[Occupancy, Occupancy]]:
        """Parking and working spots of each field, with those that other users hold."""
        return {one.field_id: (others_parked(one), others_working(one)) for one in self.network.operation.fields}

    @cached_property
    def _available(self) -> dict[str, Hours]:
        """When some vehicle of each type may go off block."""
        spans: dict[str, list[Interval]] = {}
        for one in self.network.operation.vehicles:
            span = Interval(one.available_from_minute, one.available_to_minute + 1)
            spans.setdefault(one.type_id, []).append(span)
        return {type_id: hours_of(intervals) for type_id, intervals in spans.items()}


def _large_enough(spots: Spots, kind: VehicleType) -> bool:
    """Say whether some spot is large enough for a type; no spots given = not limited."""
    return not spots or any(size >= kind.size and count > 0 for size, count in spots)
