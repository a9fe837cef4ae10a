"""A plan as tables: its departures, and the manifest of each: who and what goes aboard where, and comes off where.

Restricted: plans are for the two parties only. Times are UTC, as in the plan file.
"""

from collections.abc import Iterator

from repli.model import Cargo, Movement, Operation, Plan, Stop
from repli.reporting.exports.table import ExportTable
from repli.units import text_of_minute

__all__ = ["plan_tables"]


def plan_tables(operation: Operation, plan: Plan) -> tuple[ExportTable, ...]:
    """Return departures, manifest lines, acts and requests."""
    return (
        ExportTable(
            name="departures",
            header=("movement", "vehicle", "type", "from", "to", "off_block", "on_block", "people", "items", "kg"),
            rows=tuple(row for movement in plan.movements for row in _departures(operation, movement)),
        ),
        ExportTable(
            name="manifests",
            header=(
                "movement", "stop", "place", "site", "when", "act", "line", "description", "people", "kg", "position",
            ),
            rows=tuple(row for movement in plan.movements for row in _manifest(operation, movement)),
        ),
        ExportTable(
            name="acts",
            header=("site", "act", "item", "notice", "start", "end"),
            rows=(
                *(
                    (
                        one.site_id,
                        "handover",
                        None,
                        text_of_minute(one.notice_minute),
                        text_of_minute(one.start_minute),
                        text_of_minute(one.end_minute),
                    )
                    for one in plan.handovers
                ),
                *(
                    (
                        one.site_id,
                        one.disposition,
                        one.item_id,
                        None,
                        text_of_minute(one.start_minute),
                        text_of_minute(one.end_minute),
                    )
                    for one in plan.acts
                ),
            ),
        ),
        ExportTable(
            name="requests",
            header=("clearance", "issuer", "place", "request_by"),
            rows=tuple(
                (clearance.clearance_id, clearance.issuer, clearance.scope_id, text_of_minute(one.request_minute))
                for one in plan.requests
                if (clearance := operation.clearance_of.get(one.clearance_id))
            ),
        ),
    )  # fmt: skip


def _departures(operation: Operation, movement: Movement) -> Iterator[tuple[str | int, ...]]:
    """Yield each stretch of a movement with what is aboard on it."""
    aboard: list[Cargo] = []
    kind = operation.vehicle_of[movement.vehicle_id].type_id
    for place, (stop, following) in enumerate(zip(movement.stops, movement.stops[1:], strict=False)):
        if place:
            aboard = _without(aboard, stop)
        aboard = [*aboard, *stop.loads]
        yield (
            movement.movement_id,
            movement.vehicle_id,
            kind,
            stop.place_id,
            following.place_id,
            text_of_minute(stop.off_block_minute),
            text_of_minute(following.on_block_minute),
            sum(one.quantity for one in aboard if one.line_id in operation.people_of),
            sum(one.line_id in operation.item_of for one in aboard),
            sum(_kg(operation, one) for one in aboard),
        )


def _without(aboard: list[Cargo], stop: Stop) -> list[Cargo]:
    """Return what stays aboard when a stop has unloaded; people of one line are told apart by number only."""
    left: dict[str, int] = {}
    for one in aboard:
        left[one.line_id] = left.get(one.line_id, 0) + one.quantity
    for one in stop.unloads:
        left[one.line_id] = left.get(one.line_id, 0) - one.quantity
    return [Cargo(line_id=line, quantity=count, site_id="") for line, count in left.items() if count > 0]


def _kg(operation: Operation, cargo: Cargo) -> int:
    person = operation.people_of.get(cargo.line_id)
    return operation.item_of[cargo.line_id].kg if person is None else person.kg_per_person * cargo.quantity


def _manifest(operation: Operation, movement: Movement) -> Iterator[tuple[str | int | None, ...]]:
    """Yield each line that goes aboard or comes off."""
    positions = {one.item_id: one.position for one in movement.placements}
    for number, stop in enumerate(movement.stops, start=1):
        for act, cargos, minute in (
            ("unload", stop.unloads, stop.work_end_minute),
            ("load", stop.loads, stop.work_start_minute),
        ):
            for cargo in cargos:
                person = operation.people_of.get(cargo.line_id)
                yield (
                    movement.movement_id,
                    number,
                    stop.place_id,
                    cargo.site_id,
                    text_of_minute(minute),
                    act,
                    cargo.line_id,
                    operation.item_of[cargo.line_id].description_en if person is None else person.unit,
                    None if person is None else cargo.quantity,
                    _kg(operation, cargo),
                    positions.get(cargo.line_id) if act == "load" else None,
                )
