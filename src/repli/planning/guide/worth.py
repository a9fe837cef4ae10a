"""What the program of a guide says that things are worth: units that go now, vehicles that stand somewhere, trips.

A unit is worth what it costs to let it go at the margin, less what its stay costs if it goes now; a vehicle what it can
still do from where it stands. Where the program thinks that all of a ware had gone by then, little is better than none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from repli.planning.guide.sheet import Sheet

__all__ = ["Worth", "worth_of"]

_LITTLE_DAYS = 1e-3
"""What is late is worth as if it saved so many days of stay."""
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """Prices of a solved sheet; ``last`` is the last part in which the solution lets a ware go."""

    sheet: Sheet
    columns: list[float]
    rows: list[float]
    last: dict[int, int]
    flown: Mapping[tuple[int, int], float]
    ware_of: dict[tuple[str, str], int]
    later_minutes: Mapping[tuple[str, int], float]
    made: dict[int, int] = field(default_factory=dict)

    def unit(self, trip: int, part: int, ware: int, now: int) -> float | None:
        """Return what it is worth that a unit goes by a trip in a part; None if it cannot, or had better not.

        What should have gone by the part ``now`` goes by any trip.
        """
        column = self.sheet.taken.get((trip, part, ware))
        if column is None:
            return None
        little = self.sheet.worth_of_day(self.sheet.wares[ware]) * _LITTLE_DAYS
        worth = self.columns[column]
        if worth < -little:
            return little if now > self.last.get(ware, -1) else None
        return max(worth, 0.0) + little

    def trip(self, trip: int, part: int) -> float | None:
        """Return what clearances and spots of a trip in a part cost, as a number below zero; None if it cannot go."""
        numbers = self.sheet.goes.get((trip, part))
        return None if numbers is None else self.columns[numbers[0]]

    def owed(self, trip: int, part: int) -> float:
        """Return how often the program has made a trip by the end of a part, less how often it was made."""
        now = self.sheet.scene.part(self.sheet.scene.now)
        return sum(self.flown.get((trip, one), 0.0) for one in range(now, part + 1)) - self.made.get(trip, 0)

    def vehicle(self, type_id: str, place: str, minute: int) -> float:
        """Return what a vehicle that is free at a place from a minute on is still worth."""
        scene, sheet = self.sheet.scene, self.sheet
        part = scene.part(minute)
        free, later = sheet.free.get((type_id, place, part)), sheet.places.get((type_id, place, part + 1))
        left = scene.start(part + 1) - minute
        now = (0.0 if free is None else self.rows[free] * left) + self._minute(type_id, part) * left
        later_minutes = self.later_minutes.get((type_id, part + 1), 0.0)
        return now + (0.0 if later is None else self.rows[later] - self.rows[later + 1]) + later_minutes

    def _minute(self, type_id: str, part: int) -> float:
        row = self.sheet.minutes.get((type_id, part))
        return 0.0 if row is None else self.rows[row]


def worth_of(sheet: Sheet) -> Worth:
    """Return the prices of the best solution of a sheet; raise SolverError if there is none."""
    values, rows = sheet.program.solve_priced()
    program = sheet.program
    without = sheet.loads | set(sheet.free.values()) | set(sheet.minutes.values())
    without |= {row + one for row in sheet.places.values() for one in (0, 1)}
    columns = list(program.gains)
    for row, column, amount in zip(program.rows, program.columns, program.numbers, strict=True):
        if row not in without:
            columns[column] += rows[row] * amount
    later_minutes: dict[tuple[str, int], float] = {}
    for type_id in {trip.type_id for trip in sheet.trips}:
        total = 0.0
        for part in range(sheet.scene.parts - 1, -1, -1):
            minutes = sheet.minutes.get((type_id, part))
            total += 0.0 if minutes is None else rows[minutes] * sheet.scene.length
            later_minutes[type_id, part] = total
    last: dict[int, int] = {}
    for (_, part, ware), column in sheet.taken.items():
        if values[column] > _NOTHING:
            last[ware] = max(part, last.get(ware, 0))
    return Worth(
        sheet=sheet,
        columns=columns,
        rows=list(rows),
        last=last,
        later_minutes=later_minutes,
        flown={go: sum(values[one] for one in some) for go, some in sheet.goes.items()},
        ware_of={(line, one.site_id): one.number for one in sheet.wares for line in one.lines},
    )
