"""A time-phased force list into lists of people and items, and an operation into a force list.

In: a line with people becomes a line of people, its cargo becomes items, as many as it has pieces. Dates: ready is RLD
(else ALD), latest is RDD (else LAD). What such a list does not say (function, positions …) stays empty: whoever merges
the lists says it, for all rows at once in the mapping.
Out: one line per line of people and per item; with a plan also the planned ALD, POE, POD, EAD and LAD.

A short ton is 907.18474 kg; 4 decimals of it are finer than half a kilogram, so that a weight comes back whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from repli.intake.csv_text import Record
from repli.intake.merge.lists import ListRow
from repli.intake.row import columns_of
from repli.intake.tables.force import ItemRow, PeopleRow
from repli.intake.tables.force_list import SHORT_TON_KG, ForceLineRow
from repli.model import ItemLine, Movement, Operation, PeopleLine, Plan, Stop
from repli.units import civil_time, text_of_minute

__all__ = ["CLASS_OF_CATEGORY", "force_list_records", "lists_of_force_list"]

_DECIMALS = Decimal("0.0001")

CLASS_OF_CATEGORY: Mapping[str, str] = {"bulk": "pallet", "oversize": "rolling", "outsize": "outsize"}
"""How cargo of a category is loaded: bulk stands on pallets, oversize is longer or higher than a pallet."""

_CATEGORY_OF_CLASS = {"pallet": "bulk", "bulk": "bulk", "rolling": "oversize", "outsize": "outsize"}


def lists_of_force_list(rows: Sequence[ListRow], name: str) -> Mapping[str, tuple[Record, ...]]:
    """Return people.csv and items.csv, header first, as far as the list says what they hold."""
    people = [_people(row.cells, name) for row in rows if int(row.cells.get("people") or 0)]
    items = [cells for row in rows for cells in _items(row.cells, name)]
    return {"people.csv": _records(PeopleRow, people), "items.csv": _records(ItemRow, items)}


def _records(model: Any, lines: Sequence[Mapping[str, str]]) -> tuple[Record, ...]:  # noqa: ANN401 - a row model
    used = {name for cells in lines for name in cells}
    header = tuple(name for name in columns_of(model) if name in used or name in {"source", "assumed"})
    found = (Record(place, tuple(cells.get(one, "") for one in header)) for place, cells in enumerate(lines, start=2))
    return (Record(1, header), *found)


def _common(cells: Mapping[str, str], name: str) -> dict[str, str]:
    found = {
        "site_id": cells["origin"],
        "destination_id": cells.get("destination") or cells.get("pod", ""),
        "ready": cells.get("rld") or cells.get("ald", ""),
        "latest": cells.get("rdd") or cells.get("lad", ""),
        "priority": cells.get("priority", ""),
        "source": name,
    }
    return {column: value for column, value in found.items() if value}


def _people(cells: Mapping[str, str], name: str) -> dict[str, str]:
    return {
        "line_id": cells["uln"],
        "unit": cells.get("description") or cells["uln"],
        "count": cells["people"],
        **_common(cells, name),
    }


def _items(cells: Mapping[str, str], name: str) -> Iterator[dict[str, str]]:
    """Yield the handling units of a line; the kilograms that equal pieces cannot share go to the first of them."""
    kg = int(cells.get("kg") or 0)
    if cells.get("short_tons"):
        kg = int((Decimal(cells["short_tons"]) * SHORT_TON_KG).quantize(Decimal(1), ROUND_HALF_UP))
    pieces = int(cells.get("pieces") or 1)
    if kg == 0 or pieces == 0:
        return
    each, more = divmod(kg, pieces)
    both = bool(int(cells.get("people") or 0))
    for piece in range(pieces):
        tail = f"-{piece + 1}" if pieces > 1 else ".C" if both else ""
        described = cells.get("description") or cells["uln"]
        found = {
            "item_id": f"{cells['uln']}{tail}",
            "description_en": described,
            "description_fr": described,
            "kg": str(each + (piece < more)),
            **_common(cells, name),
        }
        category = cells.get("cargo_category", "")
        yield {**found, "class": CLASS_OF_CATEGORY[category]} if category else found


def force_list_records(operation: Operation, plan: Plan | None) -> tuple[Record, ...]:
    """Return what leaves by plan or road as a force list, header first; items that acts on site end are not in it."""
    header = tuple(name for name in columns_of(ForceLineRow) if name != "kg")
    rides = {} if plan is None else _rides(plan)
    lines = [
        *(_line(operation, line, rides) | {"people": str(line.count)} for line in operation.people),
        *(_line(operation, item, rides) | _cargo(item) for item in operation.items if not item.stays),
    ]
    found = (Record(place, tuple(cells.get(name, "") for name in header)) for place, cells in enumerate(lines, start=2))
    return (Record(1, header), *found)


def _cargo(item: ItemLine) -> dict[str, str]:
    tons = (Decimal(item.kg) / SHORT_TON_KG).quantize(_DECIMALS, ROUND_HALF_UP)
    return {
        "short_tons": f"{tons:f}",
        "cargo_category": _CATEGORY_OF_CLASS[item.item_class],
        "pieces": "1",
    }


@dataclass(frozen=True, slots=True)
class _Ride:
    """A line on one movement: when and where it is loaded, when and where it is unloaded."""

    load_minute: int
    poe: str
    arrival_minute: int
    pod: str


def _line(operation: Operation, line: PeopleLine | ItemLine, rides: Mapping[str, list[_Ride]]) -> dict[str, str]:
    """Return the columns that people and items share."""
    zone = operation.agreement.time_zone
    found = {
        "uln": line.line_id,
        "description": line.unit if isinstance(line, PeopleLine) else line.description_en,
        "origin": line.site_id,
        "destination": line.destination_id,
        "rld": _when(line.ready_minute, zone),
        "rdd": "" if line.latest_minute is None else _when(line.latest_minute, zone),
        "priority": str(line.priority),
        "source": operation.operation_id,
    }
    if of_line := sorted(rides.get(line.line_id, []), key=lambda ride: (ride.load_minute, ride.arrival_minute)):
        found |= {
            "ald": _when(of_line[0].load_minute, zone),
            "poe": of_line[0].poe,
            "pod": of_line[-1].pod,
            "ead": _when(min(ride.arrival_minute for ride in of_line), zone),
            "lad": _when(max(ride.arrival_minute for ride in of_line), zone),
        }
    return found


def _when(minute: int, zone: str) -> str:
    """Return a local midnight as its day, any other minute as UTC time."""
    local = civil_time(minute, zone)
    return text_of_minute(minute) if local.hour or local.minute else local.date().isoformat()


def _rides(plan: Plan) -> Mapping[str, list[_Ride]]:
    """Return the rides of every line of a plan."""
    found: dict[str, list[_Ride]] = {}
    for movement in plan.movements:
        for place, stop in enumerate(movement.stops):
            for cargo in stop.loads:
                goal = _unloaded(movement, place, cargo.line_id)
                ride = _Ride(stop.work_start_minute, stop.place_id, goal.on_block_minute, goal.place_id)
                found.setdefault(cargo.line_id, []).append(ride)
    return found


def _unloaded(movement: Movement, place: int, line_id: str) -> Stop:
    """Return the stop at which a line loaded at ``place`` is unloaded, else the last."""
    after = movement.stops[place + 1 :]
    return next((stop for stop in after if any(one.line_id == line_id for one in stop.unloads)), movement.stops[-1])
