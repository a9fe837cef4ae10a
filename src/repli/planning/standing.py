"""An operation whose people and items stand where a log says, and an agreed plan that takes them from there.

Of a line whose people stand at two places each place has a row: the second is named after both, ``LINE.at.SITE``. Who
came later belongs to a line that the operation has, or is a new line of its site where all lines of the category there
ask for the same; else who they are is not known, and they are refused.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from repli.errors import UsageError, phrase
from repli.model import Cargo, ItemLine, Movement, Operation, PeopleLine, Plan

__all__ = ["standing_operation", "standing_plan"]

_Place = tuple[str, str]
"""(line, site)."""
_Came = Mapping[tuple[str, str, str], int]
"""(line, site, category) -> how many came later."""


def standing_operation(
    operation: Operation,
    gone: Mapping[str, int],
    came: _Came,
    elsewhere: Mapping[_Place, int],
    item_sites: Mapping[str, str],
) -> Operation:
    """Return the operation with all who came later, and those ``elsewhere`` at their sites.

    A line that came later and is ``gone`` as well is not asked about.

    Raise UsageError for people of whom the operation does not say where they go, or a site that is not inside.
    """
    for name, site_id in sorted((*elsewhere, *item_sites.items())):
        _refuse_outside(operation, name, site_id)
    lines = {line.line_id: line for line in operation.people}
    away = Counter(elsewhere)
    for (name, site_id, category), count in sorted(came.items()):
        line = lines.get(name)
        if line is None and count <= gone.get(name, 0):
            continue
        _refuse_outside(operation, name, site_id)
        if line is None:
            lines[name] = _new_line(operation, name, (site_id, category), count)
        elif line.arrives_minute is None:
            lines[name] = replace(line, count=line.count + count)
        else:
            lines[name] = replace(line, count=max(line.count, count))
    moved = Counter[str]()
    for (name, _), count in away.items():
        moved[name] += count
    rows = [replace(line, count=line.count - moved[line.line_id]) for line in lines.values()]
    rows += [_at(lines[name], site_id, count) for (name, site_id), count in away.items() if name in lines]
    people = tuple(sorted((_in_order(row, away) for row in rows), key=lambda one: one.line_id))
    items = tuple(_in_order(_item_at(line, item_sites.get(line.line_id)), away) for line in operation.items)
    return replace(operation, people=people, items=items)


def _refuse_outside(operation: Operation, name: str, site_id: str) -> None:
    site = operation.site_of.get(site_id)
    if site is None or not site.inside:
        raise UsageError(
            phrase("{line} stands at {site} by the log, and that is no site of the operation inside.", line=name,
                   site=site_id),
            phrase("Write it into the operation where it stands, and plan with --as-of instead of --log."),
        )  # fmt: skip


def _new_line(operation: Operation, name: str, cell: _Place, count: int) -> PeopleLine:
    """Return people who came later as a line like all others of their category at their site."""
    site_id, category = cell
    alike = [one for one in operation.people if (one.site_id, one.category) == cell]
    if len({(one.destination_id, one.function, one.kg_per_person) for one in alike}) != 1:
        raise UsageError(
            phrase("{count} people of line {line} came later to {site}, and the operation does not say where they go.",
                   count=count, line=name, site=site_id),
            phrase("Write the line into people.csv; lines of its category at its site do not all ask for the same."),
        )  # fmt: skip
    like = max(alike, key=lambda one: (one.priority, one.line_id))
    return PeopleLine(
        line_id=name,
        category=category,
        unit=like.unit,
        function=like.function,
        site_id=site_id,
        destination_id=like.destination_id,
        count=count,
        kg_per_person=like.kg_per_person,
        ready_minute=operation.as_of_minute,
        latest_minute=None,
        priority=like.priority,
    )


def _at(line: PeopleLine, site_id: str, count: int) -> PeopleLine:
    """Return the row of a line's people at another site: they are there, and go with who of their group is."""
    group = None if line.together is None else _name(line.together, site_id)
    name = _name(line.line_id, site_id)
    return replace(line, line_id=name, site_id=site_id, count=count, together=group, arrives_minute=None)


def _item_at(line: ItemLine, site_id: str | None) -> ItemLine:
    if site_id is None:
        return line
    group = None if line.together is None else _name(line.together, site_id)
    goal = site_id if line.stays else line.destination_id
    return replace(line, site_id=site_id, destination_id=goal, together=group)


_Line = TypeVar("_Line", PeopleLine, ItemLine)


def _in_order(line: _Line, away: Collection[_Place]) -> _Line:
    """Return a line that goes before all rows of the lines that it goes before."""
    more: tuple[str, ...] = tuple(_name(name, site_id) for name, site_id in sorted(away) if name in line.before)
    return replace(line, before=(*line.before, *more))


def _name(line_id: str, site_id: str) -> str:
    """Return the name of a row; plan files take no other signs in it."""
    return f"{line_id}.at.{site_id}"


def standing_plan(plan: Plan, elsewhere: Mapping[_Place, int]) -> Plan:
    """Return a plan that takes those who stand elsewhere from there, by the name of their row, the first load first."""
    left = Counter(elsewhere)

    def renamed(movement: Movement) -> Movement:
        taken: dict[str, Counter[str]] = {}
        stops = []
        for stop in movement.stops:
            loads = tuple(part for cargo in stop.loads for part in _split(cargo, left, taken))
            unloads = tuple(part for cargo in stop.unloads for part in _unsplit(cargo, taken))
            stops.append(replace(stop, loads=loads, unloads=unloads))
        return replace(movement, stops=tuple(stops))

    ordered = sorted(plan.movements, key=lambda one: (one.stops[0].off_block_minute, one.movement_id))
    made = {one.movement_id: renamed(one) for one in ordered} if left else {}
    return replace(plan, movements=tuple(made.get(one.movement_id, one) for one in plan.movements))


def _split(cargo: Cargo, left: Counter[_Place], taken: dict[str, Counter[str]]) -> Iterable[Cargo]:
    """Yield what of a load is of the row at its site, and the rest under the name of its line."""
    place = cargo.line_id, cargo.site_id
    part = min(left[place], cargo.quantity)
    left[place] -= part
    if part:
        taken.setdefault(cargo.line_id, Counter())[_name(*place)] += part
        yield replace(cargo, line_id=_name(*place), quantity=part)
    if part < cargo.quantity:
        yield replace(cargo, quantity=cargo.quantity - part)


def _unsplit(cargo: Cargo, taken: dict[str, Counter[str]]) -> Iterable[Cargo]:
    """Yield an unloaded line by the names under which it was loaded."""
    rest = cargo.quantity
    for name, count in taken.get(cargo.line_id, Counter[str]()).items():
        part = min(rest, count)
        taken[cargo.line_id][name] -= part
        rest -= part
        if part:
            yield replace(cargo, line_id=name, quantity=part)
    if rest:
        yield replace(cargo, quantity=rest)
