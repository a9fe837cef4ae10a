"""What floors are sure of: how many are at a site, and until when (docs/reference/bound-meaning.md, 4, floor prices).

Until the earliest closing wave a floor holds; until the earliest last formation the guards who leave last have not
gone. Who is there for a floor price is credited; lines that pay nothing may be there instead, so they are taken off.
"""

from dataclasses import dataclass

from repli.model import Floor, FloorPrices, Operation
from repli.rules.ends import Ends
from repli.rules.floors import Measure, minimum_at
from repli.rules.payers import GUARDS_LAST, floor_measure, others_counted

__all__ = ["FloorAt", "floor_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorAt:
    """Floors of one kind at a site, or its guards who leave last; sure at minutes before ``sure_until``."""

    site_id: str
    is_guards: bool
    measure: Measure
    floors: tuple[Floor, ...]
    guards: int
    others: int
    sure_until: int

    def holds_at(self, minute: int) -> bool:
        """Say whether it holds for all that is so at the end of a bucket that ends at a minute."""
        return minute < self.sure_until

    def least_at(self, minute: int) -> int:
        """Return how many of those who pay are there, at least, at the end of a bucket that ends at a minute."""
        stated = self.guards if self.is_guards else max(minimum_at(floor, minute - 1) for floor in self.floors)
        return max(0, stated - self.others)


def floor_at(ends: Ends, priced: FloorPrices) -> FloorAt | None:
    """Return what floor prices of this kind can count on; None if the operation has no such floor."""
    operation = ends.ways.operation
    wave, last_off = ends.wave_start(priced.site_id), ends.last_off(priced.site_id)
    site = operation.site_of.get(priced.site_id)
    if site is None or wave is None or last_off is None:
        return None
    is_guards = priced.kind == GUARDS_LAST
    floors = _floors(operation, priced)
    if is_guards and (site.last_out_people <= 0 or priced.function is not None):
        return None
    if not is_guards and not floors:
        return None
    measure = floor_measure(priced.kind, priced.site_id, priced.function)
    return FloorAt(
        site_id=priced.site_id,
        is_guards=is_guards,
        measure=measure,
        floors=floors,
        guards=site.last_out_people,
        others=others_counted(ends.ways.lines, measure),
        sure_until=last_off - operation.formation_minutes + 1 if is_guards else wave + 1,
    )


def _floors(operation: Operation, priced: FloorPrices) -> tuple[Floor, ...]:
    return tuple(
        floor
        for floor in operation.floors
        if (f"floor-{floor.quantity}", floor.site_id, floor.function) == (priced.kind, priced.site_id, priced.function)
    )
