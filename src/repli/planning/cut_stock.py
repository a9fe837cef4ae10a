"""What stands where once everything that has begun is done: lines as rows of the operation that is left to plan.

What has begun takes its loads along, so that they are no longer to plan; what it brings to a hub inside is a line there
from its arrival on. A line that stands at two places becomes two rows, the second named after its line and its hub.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from repli.model import Begun, Booking, Cargo, Cut, ItemLine, Movement, Operation, PeopleLine, SiteAct

__all__ = ["Standing", "standing_after"]

Place = tuple[str, str]
"""(line, site)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``left`` (line, site inside) -> how many stand there in the end, ``there`` -> from which minute on, at a hub."""

    left: Mapping[Place, int]
    there: Mapping[Place, int]

    def departed(self, operation: Operation) -> tuple[Mapping[str, int], frozenset[str]]:
        """Return (people per line, items) that have gone, or go with what has begun."""
        still: Counter[str] = Counter()
        for (line_id, _), count in self.left.items():
            still[line_id] += count
        people = {one.line_id: one.count - still[one.line_id] for one in operation.people}
        return people, frozenset(one.line_id for one in operation.items if not still[one.line_id])

    def people(self, operation: Operation) -> tuple[PeopleLine, ...]:
        """Return the lines of people that are left, one for each place where they stand."""
        rows = (
            replace(
                line,
                line_id=name,
                site_id=site_id,
                count=self.left[line.line_id, site_id],
                ready_minute=max(line.ready_minute, self.there.get((line.line_id, site_id), 0)),
                arrives_minute=line.arrives_minute if site_id == line.site_id else None,
                together=_group(line, site_id),
                before=self._named(operation, line.before),
            )
            for line in operation.people
            for name, site_id in self._names(operation, line.line_id)
        )
        return tuple(sorted(rows, key=lambda one: one.line_id))

    def items(self, operation: Operation) -> tuple[ItemLine, ...]:
        """Return the items that are left, each where it stands."""
        rows = (
            replace(
                line,
                line_id=name,
                site_id=site_id,
                ready_minute=max(line.ready_minute, self.there.get((line.line_id, site_id), 0)),
                together=_group(line, site_id),
                before=self._named(operation, line.before),
            )
            for line in operation.items
            for name, site_id in self._names(operation, line.line_id)
        )
        return tuple(sorted(rows, key=lambda one: one.line_id))

    def originals(self, operation: Operation) -> Mapping[str, str]:
        """Return the name of a row -> the name of its line in the whole operation."""
        lines = [*(one.line_id for one in operation.people), *(one.line_id for one in operation.items)]
        return {name: line_id for line_id in lines for name, _ in self._names(operation, line_id)}

    def _names(self, operation: Operation, line_id: str) -> Iterator[tuple[str, str]]:
        """Yield (name of the row, site) of a line: its own name where it began."""
        line = operation.people_of.get(line_id) or operation.item_of[line_id]
        for site in operation.sites:
            if self.left.get((line_id, site.site_id)):
                yield (line_id if site.site_id == line.site_id else f"{line_id}@{site.site_id}"), site.site_id

    def _named(self, operation: Operation, lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(name for line_id in lines for name, _ in self._names(operation, line_id)))


def _group(line: PeopleLine | ItemLine, site_id: str) -> str | None:
    """Return the group of a row: who goes together stands together, here or there."""
    return line.together if line.together is None or site_id == line.site_id else f"{line.together}@{site_id}"


def standing_after(operation: Operation, cut: Cut) -> Standing:
    """Return what stands where in the end, if all that has begun goes on as expected."""
    left: Counter[Place] = Counter()
    there: dict[Place, int] = defaultdict(int)
    for line in operation.people:
        left[line.line_id, line.site_id] += line.count
    for item in operation.items:
        left[item.line_id, item.site_id] += 1
    for one in cut.begun:
        for cargo, minute in _moved(one):
            place = cargo.line_id, cargo.site_id
            left[place] += cargo.quantity
            if cargo.quantity > 0:
                there[place] = max(there[place], minute + operation.site_of[cargo.site_id].transfer_minutes)
    inside = {site.site_id for site in operation.sites if site.inside}
    return Standing(left={place: count for place, count in left.items() if count and place[1] in inside}, there=there)


def _moved(one: Begun) -> Iterator[tuple[Cargo, int]]:
    """Yield what something takes (below zero) and brings, with the minute of each."""
    match one.planned:
        case Movement(stops=stops):
            for stop, minute in zip(stops, one.went_minutes, strict=True):
                yield from ((replace(cargo, quantity=-cargo.quantity), minute) for cargo in stop.loads)
                yield from ((cargo, minute) for cargo in stop.unloads)
        case Booking(loads=loads):
            yield from ((replace(cargo, quantity=-cargo.quantity), one.went_minutes[0]) for cargo in loads)
        case SiteAct(item_id=item_id, site_id=site_id):
            yield Cargo(line_id=item_id, quantity=-1, site_id=site_id), one.went_minutes[0]
