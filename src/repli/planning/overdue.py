"""Which agreed departures latest times make dear to keep: each has a charge in days of latest times missed.

A departure that stays keeps nine tenths of its load by kg, so that where more than a tenth comes too late, some line on
it is late, or goes by others. A late line costs its days once, however many departures carry it; each of them is
charged an equal part, and a departure the least sum of parts, by kg, that makes up what it must keep. So the charges of
what stays add up to no more than the days that the plan misses (docs/reference/plan-meaning.md, K and N).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from repli.model import Operation
from repli.planning.lines import Line, leaving_of
from repli.planning.objective import days_late
from repli.planning.past import Agreed

__all__ = ["beyond", "charges_of"]

_ONE_IN = 10
"""So much of a load may change on a departure that stays."""

_Parts = list[tuple[int, int, str]]
"""(kg, days that its line is late at least, line) of what a departure carries too late."""


def charges_of(operation: Operation, departures: Iterable[Agreed], tolerance_minutes: int) -> tuple[Fraction, ...]:
    """Return the charge of each departure that has one, the least first."""
    lines = {line.line_id: line for line in leaving_of(operation) if _counts(operation, line)}
    late: list[tuple[int, _Parts]] = []
    for one in departures:
        whole, parts = _kg(operation, one), _late(operation, lines, one, one.off_minute - tolerance_minutes)
        need = _ONE_IN * sum(kg for kg, _, _ in parts) - whole
        late += [(need, parts)] if need > 0 else []
    shared = Counter(name for _, parts in late for name in {name for _, _, name in parts})
    return tuple(sorted(_charge(need, parts, shared) for need, parts in late))


def beyond(charges: Iterable[Fraction], days: int) -> int:
    """Return how many of the departures with these charges, the least first, move where no more ``days`` are missed."""
    left, moved = Fraction(days), 0
    for one in charges:
        left -= one
        moved += left < 0
    return moved


def _counts(operation: Operation, line: Line) -> bool:
    """Say whether a line has a latest time and must get out."""
    return line.latest_minute is not None and not operation.site_of[line.destination_id].inside


def _late(operation: Operation, lines: Mapping[str, Line], one: Agreed, off_minute: int) -> _Parts:
    """Return what a departure carries whose latest time is over by an off block."""
    found = []
    for cargo in one.cargo:
        line = lines.get(cargo.line_id)
        if line is not None and line.latest_minute is not None and line.latest_minute < off_minute:
            days = days_late(operation, off_minute, line.latest_minute)
            found.append((cargo.quantity * _each(operation, cargo.line_id), days, cargo.line_id))
    return found


def _charge(need: int, parts: _Parts, shared: Mapping[str, int]) -> Fraction:
    """Return the least that pays for ``need`` tenths of a kg, the cheapest kg first."""
    total, left = Fraction(0), Fraction(need, _ONE_IN)
    for price, kg in sorted((Fraction(days, shared[name] * kg), kg) for kg, days, name in parts if kg):
        part = min(left, Fraction(kg))
        total += price * part
        left -= part
    return total


def _kg(operation: Operation, one: Agreed) -> int:
    return sum(cargo.quantity * _each(operation, cargo.line_id) for cargo in one.cargo)


def _each(operation: Operation, line_id: str) -> int:
    people = operation.people_of.get(line_id)
    if people is not None:
        return people.kg_per_person
    item = operation.item_of.get(line_id)
    return 0 if item is None else item.kg
