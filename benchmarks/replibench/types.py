"""Vehicle types: aircraft as the example operations have them, with their sources, and convoys of so many trucks.

Rows of `examples/niger-2024` and `examples/germany-niger-2024` are taken as they stand; lists of floor positions and of
balance are not, so that a load is limited by seats, positions and weight.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.replibench.table import Row

__all__ = ["AIRCRAFT", "COLUMN_DAY", "COLUMN_PORT", "TABLES", "Types", "types_of"]

AIRCRAFT = ("C-17", "C-130J-30", "A400M", "An-124")
COLUMN_DAY, COLUMN_PORT = "column-day", "column-port"
TABLES = ("vehicle_types.csv", "vehicle_operations.csv", "configurations.csv", "payload_ranges.csv")

_EXAMPLES = Path(__file__).parents[2] / "examples"
_FOLDERS = ("niger-2024", "germany-niger-2024")
_LIKE = {COLUMN_DAY: "convoy-day", COLUMN_PORT: "convoy-long"}
_SEATS_A_TRUCK, _POSITIONS_A_TRUCK, _KG_A_TRUCK, _LEAST_SEATS = 3, 4, 16_000, 40
_TRUCKS = (
    "Times as {like} in examples/niger-2024. {trucks} trucks, each with a 20-foot container (4 positions, 16 t) or "
    "what stands in its place, and 3 seats; with the buses of the column at least 40 seats: assumed."
)

Types = dict[str, list[Row]]
"""Rows of the four tables by file name."""


def types_of(trucks: int, used: frozenset[str]) -> Types:
    """Return the rows of the types used; convoys have so many trucks."""
    return {table: [*_aircraft(table, used), *_columns(table, trucks, used)] for table in TABLES}


def _rows(table: str) -> Iterator[Row]:
    for folder in _FOLDERS:
        with (_EXAMPLES / folder / table).open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def _aircraft(table: str, used: frozenset[str]) -> Iterator[Row]:
    for row in _rows(table):
        if row["type_id"] in used:
            yield {**row, "seats_arm_cm": ""} if table == "configurations.csv" else row


def _columns(table: str, trucks: int, used: frozenset[str]) -> Iterator[Row]:
    """Yield the rows of the convoys, after those they are like."""
    for name in sorted(used & set(_LIKE)):
        for row in _rows(table):
            if row["type_id"] == _LIKE[name]:
                truth: Row = {"source": "", "assumed": _TRUCKS.format(like=_LIKE[name], trucks=trucks)}
                yield {**row, "type_id": name, **truth, **_column_cells(table, trucks)}


def _column_cells(table: str, trucks: int) -> Row:
    """Return what a convoy of so many trucks changes in a row."""
    if table == "configurations.csv":
        seats = max(_LEAST_SEATS, _SEATS_A_TRUCK * trucks)
        return {"seats": seats, "pallet_positions": _POSITIONS_A_TRUCK * trucks, "outsize": "yes"}
    return {"payload_kg": _KG_A_TRUCK * trucks} if table == "payload_ranges.csv" else {}
