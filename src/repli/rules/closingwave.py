"""At which minutes the closing wave of a site is possible (docs/reference/bound-meaning.md, 3).

What floors still ask for just before the wave must all go off block within it, so the wave cannot start before so few
remain. Between two of ``turns`` nothing turns from impossible to possible.
"""

from collections.abc import Iterable

from repli.model import Floor, Operation, Site
from repli.rules.floors import measure_of, minimum_at
from repli.rules.hours import Hours, first_room, joined, union
from repli.rules.lift import KG, PEOPLE, SENSITIVE, Lift, meets
from repli.rules.payers import others_counted
from repli.rules.routes import Ways, place_of

__all__ = ["ClosingWave"]


class ClosingWave:
    """The closing wave of one site; each minute is judged once."""

    def __init__(self, ways: Ways, site: Site) -> None:
        """Gather the floors of the site and when something can go off block there."""
        self.ways, self.site, self.lift = ways, site, Lift(ways, site)
        operation = ways.operation
        self.wave, self.as_of = operation.wave_minutes, operation.as_of_minute
        self.floors = [floor for floor in operation.floors if floor.site_id == site.site_id]
        self.office = joined(site.office_intervals)
        self.noticed = self.as_of + site.notice_minutes
        edges = [
            edge for some in ways.network.edges.values() for edge in some if edge.key[1] == place_of(edge.kind, site)
        ]
        self.departs = sorted(
            one.departs_minute
            for one in operation.seat_blocks
            if one.from_field == site.field_id and one.departs_minute <= operation.horizon_minute
        )
        self.hours: Hours = union(one for edge in edges for one in edge.hours)
        self.cleared = [hours for edge in edges for hours in edge.by_clearance.values()]
        self.turns = sorted(self._turns())
        self._rest = {key: line for key, line in ways.lines.items() if not line.must_be_out}
        self._others = {what: self._other(what) for what in (PEOPLE, KG, SENSITIVE)}
        self._possible: dict[int, bool] = {}

    def is_possible(self, start: int) -> bool:
        """Say whether nothing speaks against a wave that starts at a minute, which is not before the handover can."""
        if start not in self._possible:
            end = start + self.wave
            self._possible[start] = self._can_end(end) and self._lifts_all(start, end) and self._guards_can_go(end)
        return self._possible[start]

    def _can_end(self, end: int) -> bool:
        return meets(self.hours, end, end) or end in self.departs

    def _guards_can_go(self, end: int) -> bool:
        start = end - self.ways.operation.formation_minutes
        return self.site.last_out_people <= self.lift.most(PEOPLE, start, end, with_seats=False)

    def _lifts_all(self, start: int, end: int) -> bool:
        if start <= self.as_of:
            return True
        seen = self._last_sure(start, end)
        return all(
            need <= 0 or need <= self.lift.most(what, start, end, with_seats=True)
            for what in (PEOPLE, KG, SENSITIVE)
            for need in [self._need(what, seen)]
        )

    def _last_sure(self, start: int, end: int) -> int:
        """Return a minute at which floors hold and after which nothing goes off block before the wave."""
        if self.site.handover_minutes <= 0:
            return start - 1
        until = start if self.site.act_after else min(start, end - self.site.handover_minutes)
        act = _last_room(self.office, self.noticed, until, self.site.handover_minutes)
        return start - 1 if act is None else min(start - 1, act)

    def _need(self, what: str, minute: int) -> int:
        """Return how many people, kg or sensitive items floors keep at a minute who will have to go."""
        if what != PEOPLE:
            floors = [floor for floor in self.floors if floor.quantity == what]
            return _value(floors, minute) - self._others[what]
        floors = [floor for floor in self.floors if floor.quantity == PEOPLE]
        functions = {floor.function for floor in floors if floor.function is not None}
        every = _value([floor for floor in floors if floor.function is None], minute) - self._others[PEOPLE]
        alike = ([floor for floor in floors if floor.function == function] for function in functions)
        return max(every, sum(max(0, _value(one, minute) - self._others_like(one[0])) for one in alike))

    def _other(self, what: str) -> int:
        """Return what may be there and need not go: lines that neither leave nor stay, and the items that stay."""
        measure = measure_of(Floor(site_id=self.site.site_id, quantity=what, function=None, steps=()))
        stay = (line for line in self.ways.lines.values() if line.stays and line.site_id == self.site.site_id)
        return others_counted(self._rest, measure) + sum(line.units * measure(line) for line in stay)

    def _others_like(self, floor: Floor) -> int:
        return others_counted(self._rest, measure_of(floor))

    def _turns(self) -> set[int]:
        """Return the minutes at which the wave may turn possible."""
        operation = self.ways.operation
        ends = {start for hours in self.cleared for start, _ in hours}
        ends.update(operation.agreement.day_starts, self.departs, self._arrivals(operation))
        found = {end - self.wave for end in ends}
        for floor in self.floors:
            found.update(self._after(step) for step, _ in floor.steps)
        return found

    def _arrivals(self, operation: Operation) -> Iterable[int]:
        """Return when each vehicle can have come and been loaded, by each type of stop that loads."""
        for vehicle in operation.vehicles:
            kind = operation.type_of[vehicle.type_id]
            place = place_of(kind, self.site)
            way = None if place is None else self.ways.network.chains.way(kind.type_id, vehicle.start_place, place)
            if way is not None:
                for row in kind.operation_times:
                    yield max(self.as_of, vehicle.available_from_minute) + way + row.ground_minutes

    def _after(self, step: int) -> int:
        """Return the first start of a wave for which a floor's step has been taken at the last sure minute."""
        site = self.site
        if site.handover_minutes <= 0:
            return step + 1
        act = first_room(self.office, max(step, self.noticed), site.handover_minutes)
        if act is None:
            return step + 1
        return max(step + 1, act, act if site.act_after else act + site.handover_minutes - self.wave)


def _value(floors: Iterable[Floor], minute: int) -> int:
    return max((minimum_at(floor, minute) for floor in floors), default=0)


def _last_room(hours: Hours, earliest: int, latest: int, length: int) -> int | None:
    """Return the last start from ``earliest`` to ``latest`` of ``length`` minutes within one interval."""
    found = (
        min(latest, closes - length) for opens, closes in hours if min(latest, closes - length) >= max(opens, earliest)
    )
    return max(found, default=None)
