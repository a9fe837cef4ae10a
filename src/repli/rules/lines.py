"""One view of both kinds of lines: so many units of so many kg, from a site to a destination.

A unit of a people line is a person; an item line has one unit, the item.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.model import ItemLine, Operation, PeopleLine
from repli.rules.once import once

__all__ = ["GUARD", "PEOPLE", "Line", "lines_of"]

GUARD = "guard"
"""The function of those who leave last (docs/reference/plan-meaning.md, F)."""

PEOPLE = "people"
"""People count as a class of their own in the table of dangerous goods (docs/reference/plan-meaning.md, G)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the rules need to know of a line.

    ``function`` is empty for items; ``dangerous_class`` is None where nothing is dangerous; ``leaves`` = from inside to
    outside, ``stays`` = an act on site disposes of it.
    """

    line_id: str
    site_id: str
    destination_id: str
    units: int
    kg_per_unit: int
    is_people: bool
    function: str
    positions: int
    is_sensitive: bool
    is_outsize: bool
    dangerous_class: str | None
    ready_minute: int
    latest_minute: int | None
    leaves: bool
    stays: bool = False
    act_minutes: int = 0
    arrives_minute: int | None = None
    together: str | None = None
    before: tuple[str, ...] = ()

    @property
    def earliest_minute(self) -> int:
        """From when on it may be loaded: ready, and arrived (docs/reference/plan-meaning.md, C)."""
        return self.ready_minute if self.arrives_minute is None else max(self.ready_minute, self.arrives_minute)

    def at_first(self, site_id: str) -> int:
        """Return how many units are at a site before anything happens: those who arrive enter later."""
        return self.units if self.site_id == site_id and self.arrives_minute is None else 0

    @property
    def must_be_out(self) -> bool:
        """Whether the line counts until it is out (docs/reference/plan-meaning.md, D)."""
        return self.leaves or self.stays


def _leaves(operation: Operation, line: PeopleLine | ItemLine) -> bool:
    origin, destination = operation.site_of.get(line.site_id), operation.site_of.get(line.destination_id)
    return origin is not None and origin.inside and destination is not None and not destination.inside


def _of_people(operation: Operation, line: PeopleLine) -> Line:
    return Line(
        line_id=line.line_id,
        site_id=line.site_id,
        destination_id=line.destination_id,
        units=line.count,
        kg_per_unit=line.kg_per_person,
        is_people=True,
        function=line.function,
        positions=0,
        is_sensitive=False,
        is_outsize=False,
        dangerous_class=PEOPLE,
        arrives_minute=line.arrives_minute,
        together=line.together,
        before=line.before,
        ready_minute=line.ready_minute,
        latest_minute=line.latest_minute,
        leaves=_leaves(operation, line),
    )


def _of_item(operation: Operation, line: ItemLine) -> Line:
    return Line(
        line_id=line.line_id,
        site_id=line.site_id,
        destination_id=line.destination_id,
        units=1,
        kg_per_unit=line.kg,
        is_people=False,
        function="",
        positions=line.positions,
        is_sensitive=line.sensitivity != "none",
        is_outsize=line.item_class == "outsize",
        dangerous_class=line.dangerous_class,
        ready_minute=line.ready_minute,
        latest_minute=line.latest_minute,
        leaves=_leaves(operation, line) and not line.stays,
        together=line.together,
        before=line.before,
        stays=line.stays,
        act_minutes=line.act_minutes,
    )


@once
def lines_of(operation: Operation) -> Mapping[str, Line]:
    """Return all lines by id, people first."""
    people = {line.line_id: _of_people(operation, line) for line in operation.people}
    return people | {line.line_id: _of_item(operation, line) for line in operation.items}
