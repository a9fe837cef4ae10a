"""Load plans: every position of a configuration or none, rows in one piece, limits that can be kept."""

from itertools import groupby
from typing import Any

from repli.errors import phrase
from repli.intake.draft import Draft
from repli.intake.problems import Notes
from repli.intake.table import Table
from repli.intake.tables.loads import PositionRow

__all__ = ["check_load_plans"]


def check_load_plans(draft: Draft, notes: Notes) -> None:
    """Check positions.csv and balance_limits.csv against configurations.csv (docs/reference/plan-meaning.md, G)."""
    tables: tuple[Table[Any], ...] = (draft.positions, draft.balance_limits)
    for table in tables:
        _check_known(draft, table, notes)
    floors = _floors(draft)
    _check_floors(draft, floors, notes)
    seats_arms = {(one.type_id, one.configuration_id): one.seats_arm_cm for _, one in draft.configurations.good()}
    for row, limit in draft.balance_limits.good():
        key = (limit.type_id, limit.configuration_id)
        if limit.aft_arm_cm < limit.forward_arm_cm:
            expected = phrase("at least forward_arm_cm, {arm}", arm=limit.forward_arm_cm)
            draft.balance_limits.note(notes, row, "aft_arm_cm", expected)
        if draft.positions.sound and key in seats_arms and key not in floors:
            expected = phrase("a configuration whose positions positions.csv lists")
            draft.balance_limits.note(notes, row, "configuration_id", expected)
        if key in seats_arms and seats_arms[key] is None:
            expected = phrase("a configuration that says seats_arm_cm in configurations.csv")
            draft.balance_limits.note(notes, row, "configuration_id", expected)


def _check_known(draft: Draft, table: Table[Any], notes: Notes) -> None:
    """Check that each row is of a configuration of its type."""
    known = {(line.cells.get("type_id"), line.cells.get("configuration_id")) for line in draft.configurations.lines}
    types = draft.vehicle_types.ids()
    for row, one in table.good():
        if draft.configurations.whole and one.type_id in types and (one.type_id, one.configuration_id) not in known:
            expected = phrase("a configuration of {type} in {file}", type=one.type_id, file=draft.configurations.file)
            table.note(notes, row, "configuration_id", expected)


def _floors(draft: Draft) -> dict[tuple[str, str], list[tuple[int, PositionRow]]]:
    """Return the positions of each configuration, by number, with their lines in the file."""
    found: dict[tuple[str, str], list[tuple[int, PositionRow]]] = {}
    for row, one in sorted(draft.positions.good(), key=lambda pair: pair[1].position):
        found.setdefault((one.type_id, one.configuration_id), []).append((row, one))
    return found


def _check_floors(draft: Draft, floors: dict[tuple[str, str], list[tuple[int, PositionRow]]], notes: Notes) -> None:
    counts = {(one.type_id, one.configuration_id): one.pallet_positions for _, one in draft.configurations.good()}
    for key, places in floors.items():
        last, one = places[-1]
        if (
            key in counts
            and draft.positions.sound
            and {spot.position for _, spot in places} != {*range(1, counts[key] + 1)}
        ):
            expected = phrase(
                "every position from 1 to {count}, the pallet positions of {configuration}, or none",
                count=counts[key],
                configuration=one.configuration_id,
            )
            draft.positions.note(notes, last, "position", expected)
        rows = [name for name, _ in groupby(spot.row for _, spot in places)]
        if len(set(rows)) != len(rows):
            hint = phrase("Number one row to its end, then the next.")
            draft.positions.note(notes, last, "row", phrase("rows whose positions follow each other by number"), hint)
