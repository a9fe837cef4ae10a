"""What floors keep at a site until its closing wave starts, to be lifted by it (docs/reference/bound-meaning.md, 3).

>>> need_of(operation, "AB101", minute).people  # doctest: +SKIP
229
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from repli.model import Floor, ItemLine, PeopleLine
from repli.planning.lines import Line, lines_of
from repli.planning.prices.doors import Yard
from repli.planning.prices.first import leaves

__all__ = ["MEASURES", "Need", "Needs", "value_at"]

PEOPLE, KG, SENSITIVE = "people", "kg", "sensitive"
MEASURES = (PEOPLE, KG, SENSITIVE)
Need = dict[str, int]
"""How many people, kg and sensitive items are present at least."""


def value_at(floor: Floor, minute: int) -> int:
    """Return the step value of a floor at a minute."""
    index = bisect_right([start for start, _ in floor.steps], minute) - 1
    return floor.steps[index][1] if index >= 0 else 0


@dataclass(frozen=True)
class Needs:
    """What the floors of one site keep there, less what may stand there and never go by a wave."""

    yard: Yard
    site_id: str

    def at(self, minute: int) -> Need:
        """Return what must be present, and then go, at a minute."""
        values: dict[tuple[str, str | None], int] = {}
        for floor in self.floors:
            key = floor.quantity, floor.function
            values[key] = max(values.get(key, 0), value_at(floor, minute))
        least = {key: max(0, value - sum(map(_measure(*key), self._others))) for key, value in values.items()}
        functions = sum(
            one for (quantity, function), one in least.items() if quantity == PEOPLE and function is not None
        )
        return {
            PEOPLE: max(functions, least.get((PEOPLE, None), 0)),
            KG: least.get((KG, None), 0),
            SENSITIVE: least.get((SENSITIVE, None), 0),
        }

    @cached_property
    def floors(self) -> tuple[Floor, ...]:
        """The floors of the site."""
        return tuple(one for one in self.yard.operation.floors if one.site_id == self.site_id)

    def steps(self) -> tuple[int, ...]:
        """Return the minutes at which a floor changes."""
        return tuple(sorted({minute for floor in self.floors for minute, _ in floor.steps}))

    @cached_property
    def _others(self) -> tuple[Line, ...]:
        """The lines that neither leave nor stay, and those that stay at the site itself."""
        return tuple(one for one in lines_of(self.yard.operation) if self._may_stand(one))

    def _may_stand(self, line: Line) -> bool:
        if isinstance(line, ItemLine) and line.stays:
            return line.site_id == self.site_id
        return not leaves(self.yard, line)


def _measure(quantity: str, function: str | None) -> Callable[[Line], int]:
    """Return what a whole line counts."""
    if quantity == PEOPLE:
        return lambda line: line.count if isinstance(line, PeopleLine) and function in {None, line.function} else 0
    if quantity == KG:
        return lambda line: line.kg if isinstance(line, ItemLine) else 0
    return lambda line: int(isinstance(line, ItemLine) and line.sensitivity != "none")
