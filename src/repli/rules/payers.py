"""Who pays: the lines that must be out, those that are alike taken together (docs/reference/bound-meaning.md, 5).

Also what a certificate may not count on: lines that neither leave nor end on site pay nothing, yet they are present.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from repli.model import Floor, Operation
from repli.rules.floors import Measure, measure_of
from repli.rules.lines import GUARD, Line

__all__ = ["FLOOR_KG", "GUARDS_LAST", "Payer", "floor_measure", "others_counted", "payers_of", "whole_of"]

GUARDS_LAST, FLOOR_KG = "guards-last", "floor-kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """What units of a line have in common that a walk depends on; ``line`` is one of those that are alike."""

    line: Line
    earliest_minute: int
    since_minute: int


def payers_of(operation: Operation, lines: Mapping[str, Line]) -> Mapping[Payer, int]:
    """Return the payers of an operation with the units of each."""
    alike: dict[tuple[object, ...], Payer] = {}
    units: Counter[str] = Counter()
    for line in lines.values():
        if not line.must_be_out:
            continue
        arrival = operation.as_of_minute if line.arrives_minute is None else line.arrives_minute
        payer = Payer(
            line=line,
            earliest_minute=max(operation.as_of_minute, line.earliest_minute),
            since_minute=max(operation.as_of_minute, arrival),
        )
        units[alike.setdefault(_likeness(payer), payer).line.line_id] += line.units
    return {payer: units[payer.line.line_id] for payer in alike.values()}


def _likeness(payer: Payer) -> tuple[object, ...]:
    line = payer.line
    minutes = (payer.earliest_minute, payer.since_minute, line.act_minutes)
    what = (line.is_people, line.function, line.is_sensitive, line.is_outsize, line.stays)
    return (line.site_id, line.destination_id, line.kg_per_unit, line.positions, *minutes, *what)


def whole_of(payers: Mapping[Payer, int]) -> tuple[int, int]:
    """Return the people and the kg of items that must be out, each at least 1: what stay is a mean over."""
    people = sum(units for payer, units in payers.items() if payer.line.is_people)
    kg = sum(units * payer.line.kg_per_unit for payer, units in payers.items() if not payer.line.is_people)
    return max(people, 1), max(kg, 1)


def floor_measure(kind: str, site_id: str, function: str | None) -> Measure:
    """Return what one unit of a line counts for floor prices of a kind."""
    if kind == GUARDS_LAST:
        return lambda line: int(line.function == GUARD and line.site_id == site_id)
    quantity = kind.removeprefix("floor-")
    return measure_of(Floor(site_id=site_id, quantity=quantity, function=function, steps=()))


def others_counted(lines: Mapping[str, Line], measure: Measure) -> int:
    """Return what lines that neither leave nor end on site could count: they pay nothing and may be anywhere."""
    return sum(line.units * measure(line) for line in lines.values() if not line.must_be_out)
