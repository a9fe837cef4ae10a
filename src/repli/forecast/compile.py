"""Operation and plan -> the records of the compiled timeline (`repli.kernel.Timeline`).

Movements stand in the order of their planned first off block. A vehicle whose movements all start where it stands at
the beginning shares a pool with its like; any other has a pool of its own. What stands still is in `places`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from repli.forecast.places import calendars, fields, gate_ids, handovers, permit_ids, permits
from repli.forecast.ragged import Parts, integers, ranges
from repli.kernel import Timeline, records
from repli.kernel.arrays import COLUMNS, IntArray
from repli.model import Field, Movement, Operation, Plan, Site, Stop

__all__ = ["Compiled", "compile_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """The timeline, with the movements and inside sites in its order, and the people and kg each movement takes out."""

    timeline: Timeline
    movements: tuple[Movement, ...]
    sites: tuple[Site, ...]
    people_out: IntArray
    kg_out: IntArray
    items_loaded: IntArray


def compile_plan(operation: Operation, plan: Plan) -> Compiled:
    """Return the plan as records; the plan is one in which the rule book found nothing."""
    movements = tuple(sorted(plan.movements, key=lambda m: (m.stops[0].off_block_minute, m.movement_id)))
    sites = tuple(site for site in operation.sites if site.inside)
    parts: Parts = {"day_starts": integers(operation.agreement.day_starts)}
    parts |= calendars(operation) | permits(operation) | fields(operation) | handovers(plan, sites)
    parts |= _movements(operation, movements) | _stops(operation, movements, sites)
    taken = [_taken_out(operation, movement) for movement in movements]
    return Compiled(
        timeline=Timeline(**parts),
        movements=movements,
        sites=sites,
        people_out=integers([people for people, _ in taken]),
        kg_out=integers([kg for _, kg in taken]),
        items_loaded=integers([_loads_items(operation, movement) for movement in movements]),
    )


_NO_STOPS: dict[str, list[int]] = {name: [] for name in COLUMNS["stops"].split()}


def _pool_names(operation: Operation, movements: Iterable[Movement]) -> dict[str, str]:
    """Vehicle id -> name of its pool."""
    wanderers = {
        m.vehicle_id for m in movements if m.stops[0].place_id != operation.vehicle_of[m.vehicle_id].start_place
    }
    return {
        v.vehicle_id: v.vehicle_id if v.vehicle_id in wanderers else f"{v.type_id} at {v.start_place}"
        for v in operation.vehicles
    }


def _movements(operation: Operation, movements: tuple[Movement, ...]) -> Parts:
    names = _pool_names(operation, movements)
    pools: dict[str, list[int]] = {name: [] for name in sorted(names.values())}
    for vehicle in operation.vehicles:
        pools[names[vehicle.vehicle_id]].append(vehicle.available_from_minute)
    vehicle_from, vehicle_to, available = ranges(pools.values())
    index = {name: i for i, name in enumerate(pools)}
    kinds = [operation.type_of[operation.vehicle_of[m.vehicle_id].type_id] for m in movements]
    stop_from, stop_to, _ = ranges([0] * len(m.stops) for m in movements)
    columns = {
        "stop_from": stop_from,
        "stop_to": stop_to,
        "pool": [index[names[m.vehicle_id]] for m in movements],
        "size": [kind.size for kind in kinds],
        "report": [kind.report_minutes for kind in kinds],
        "debrief": [kind.debrief_minutes for kind in kinds],
        "duty_max": [kind.duty_max_minutes for kind in kinds],
        "rest": [kind.rest_minutes for kind in kinds],
        "first_off": [m.stops[0].on_block_minute for m in movements],
    }
    return {
        "movements": records("movements", columns),
        "pools": records("pools", {"vehicle_from": vehicle_from, "vehicle_to": vehicle_to}),
        "vehicle_from": integers(available),
    }


def _stops(operation: Operation, movements: tuple[Movement, ...], sites: tuple[Site, ...]) -> Parts:
    waves = _wave_starts(movements, operation.wave_minutes)
    site_index = {site.site_id: i for i, site in enumerate(sites)}
    rows = []
    for movement in movements:
        for position, stop in enumerate(movement.stops):
            cells = _place(operation, stop) | _passage(operation, movement, position)
            source = next((cargo.site_id for cargo in stop.loads if cargo.site_id in site_index), None)
            cells["site"] = -1 if source is None else site_index[source]
            cells["wave"] = int(source is not None and stop.off_block_minute >= waves[source])
            cells["works"] = int(bool(stop.loads or stop.unloads))
            rows.append(cells)
    columns = {name: [cells[name] for cells in rows] for name in rows[0]} if rows else _NO_STOPS
    columns["feeds_from"], columns["feeds_to"], feeds = _feeds(movements)
    stops = [stop for movement in movements for stop in movement.stops]
    transfer = [operation.site_of[stops[i].unloads[0].site_id].transfer_minutes for i in feeds]
    return {"stops": records("stops", columns), "feeds": records("feeds", {"stop": feeds, "transfer": transfer})}


def _place(operation: Operation, stop: Stop) -> dict[str, int]:
    """Limits of the place: only fields with spots are limited; sites reached by road are always open."""
    field: Field | None = operation.field_of.get(stop.place_id)
    limited = field is not None and bool(field.parking_spots)
    gate = 0 if field is None else gate_ids(operation)[f"field {field.field_id}"]
    index = operation.fields.index(field) if field is not None and limited else -1
    return {"field": index, "gate": gate, "rests": int(field is not None and field.crew_rest)}


def _passage(operation: Operation, movement: Movement, position: int) -> dict[str, int]:
    """Times at the stop and on the leg that follows it."""
    stop, last = movement.stops[position], position + 1 == len(movement.stops)
    kind = operation.type_of[operation.vehicle_of[movement.vehicle_id].type_id]
    work = (("load", stop.loads), ("unload", stop.unloads), ("refuel", stop.refuels))
    done = frozenset(name for name, wanted in work if wanted)
    times = next((one for one in kind.operation_times if one.operations == done), None)
    asked = times if done or (position > 0 and not last) else None
    cells = {
        "ground": asked.ground_minutes if asked else 0,
        "work": asked.work_minutes if asked else 0,
        "block": 0,
        "leg_gate": -1,
        "permit": -1,
        "leaves": 0,
    }
    if last:
        return cells
    leg = operation.leg_of[kind.mode, stop.place_id, movement.stops[position + 1].place_id]
    scope = stop.place_id if kind.mode == "air" else leg.leg_id
    cells["block"] = operation.passage_of[kind.type_id, leg.leg_id].block_minutes
    cells["leg_gate"] = gate_ids(operation)[f"leg {leg.leg_id}"]
    cells["permit"] = -1 if stop.clearance_id is None else permit_ids(operation)[scope, kind.type_id]
    if _inside(operation, stop.place_id) and not _inside(operation, leg.to_place):
        cells["leaves"] = 1 if kind.mode == "air" else 2
    return cells


def _inside(operation: Operation, place_id: str) -> bool:
    place = operation.field_of.get(place_id) or operation.site_of[place_id]
    return place.inside


def _wave_starts(movements: tuple[Movement, ...], wave_minutes: int) -> dict[str, int]:
    """Site id -> first minute of its closing wave (docs/reference/plan-meaning.md, F)."""
    last: dict[str, int] = {}
    for movement in movements:
        for stop in movement.stops:
            for cargo in stop.loads:
                last[cargo.site_id] = max(last.get(cargo.site_id, 0), stop.off_block_minute)
    return {site: minute - wave_minutes for site, minute in last.items()}


def _feeds(movements: tuple[Movement, ...]) -> tuple[list[int], list[int], list[int]]:
    """Return, per stop, which stops bring what it loads: lines that were unloaded at that site before."""
    stops = [stop for movement in movements for stop in movement.stops]
    brought = defaultdict(list)
    for index, stop in enumerate(stops):
        for cargo in stop.unloads:
            brought[cargo.line_id, cargo.site_id].append(index)
    return ranges(
        sorted({i for cargo in stop.loads for i in brought[cargo.line_id, cargo.site_id] if i < index})
        for index, stop in enumerate(stops)
    )


def _taken_out(operation: Operation, movement: Movement) -> tuple[int, int]:
    """Return (people, kg with bags) that leave the territory with the movement."""
    people = kg = 0
    for stop in movement.stops:
        for cargo in stop.unloads:
            if operation.site_of[cargo.site_id].inside:
                continue
            line = operation.people_of.get(cargo.line_id)
            people += cargo.quantity if line else 0
            kg += cargo.quantity * line.kg_per_person if line else operation.item_of[cargo.line_id].kg
    return people, kg


def _loads_items(operation: Operation, movement: Movement) -> int:
    return int(any(cargo.line_id in operation.item_of for stop in movement.stops for cargo in stop.loads))
