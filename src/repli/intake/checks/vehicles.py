"""Vehicle types and the fleet: each type complete, payload falling with distance, windows in order."""

from typing import Any

from repli.errors import phrase
from repli.intake.checks.windows import check_window
from repli.intake.draft import Draft
from repli.intake.expand.local_time import LocalTime
from repli.intake.problems import Notes
from repli.intake.table import Table

__all__ = ["check_fleet", "check_payloads", "check_types"]

_OPERATIONS = ("load", "unload", "load+unload", "stop")


def check_types(draft: Draft, notes: Notes) -> None:
    """Check that each type has a configuration, a payload, and times for every set of operations."""
    timed = {(line.cells.get("type_id"), line.cells.get("operations")) for line in draft.operation_times.lines}
    needed: tuple[Table[Any], ...] = (draft.configurations, draft.payloads)
    hint = phrase("A type without it can go nowhere.")
    for row, kind in draft.vehicle_types.good():
        if kind.mode != "road" and kind.drivers:
            expected = phrase("nothing, or 0: only road vehicles need teams of drivers")
            draft.vehicle_types.note(notes, row, "drivers", expected, phrase("Crews of aircraft have duty times."))
        if kind.mode != "air" and kind.range_km:
            expected = phrase("nothing, or 0: only aircraft fill their tanks on the way")
            hint = phrase("Halts of a convoy are in legs.csv.")
            draft.vehicle_types.note(notes, row, "range_km", expected, hint)
        for table in needed:
            if table.whole and kind.type_id not in table.ids():
                draft.vehicle_types.note(
                    notes, row, "type_id", phrase("a row of the type in {file}", file=table.file), hint
                )
        for operations in _OPERATIONS:
            if draft.operation_times.sound and (kind.type_id, operations) not in timed:
                expected = phrase(
                    "a row of the type for `{operations}` in {file}",
                    operations=operations,
                    file=draft.operation_times.file,
                )
                draft.vehicle_types.note(notes, row, "type_id", expected, hint)


def check_payloads(draft: Draft, notes: Notes) -> None:
    """Check that the payload of a type does not rise with distance."""
    before: dict[str, tuple[int, int]] = {}
    for row, one in sorted(draft.payloads.good(), key=lambda pair: (pair[1].type_id, pair[1].up_to_km)):
        km, kg = before.get(one.type_id, (0, one.payload_kg))
        if one.payload_kg > kg:
            expected = phrase("at most {kg} kg, the payload up to {km} km", kg=kg, km=km)
            draft.payloads.note(notes, row, "payload_kg", expected, phrase("The payload falls as the distance grows."))
        before[one.type_id] = (one.up_to_km, min(kg, one.payload_kg))


def check_fleet(draft: Draft, local: LocalTime, notes: Notes) -> None:
    """Check that vehicles are available for some time."""
    for row, vehicle in draft.fleet.good():
        start, end = ("available_from", vehicle.available_from), ("available_to", vehicle.available_to)
        check_window(draft.fleet, row, start, end, local=local, notes=notes)
