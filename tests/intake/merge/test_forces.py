"""Time-phased force lists: read by the headers that others use, and an operation out and in again without loss."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.intake import force_list_book, force_list_tables, read_operation
from repli.intake.merge.forces import lists_of_force_list
from repli.intake.merge.lists import ListRow, read_list
from repli.spreadsheet import Sheet, Written, read_book, write_book
from tests.demo_run import CASE
from tests.office import saved_again
from tests.tiny import tiny_operation, tiny_plan

LIST: tuple[tuple[Written, ...], ...] = (
    ("TIME PHASED FORCE LIST",),
    (),
    (
        "ULN",
        "DESCRIPTION",
        "ORIG",
        "DEST",
        "RLD",
        "ALD",
        "POE",
        "POD",
        "EAD",
        "LAD",
        "RDD",
        "PAX",
        "STONS",
        "CCC",
        "PCS",
    ),
    ("UA1", "1st company", "BASE", "HOME", "2030-01-07", "", "FLD1", "OUT1", "", "", "2030-01-12", 40, "", "", ""),
    ("UB2", "Signals", "BASE", "HOME", "7 Jan 2030", "", "FLD1", "OUT1", "", "2030-01-15", "", 6, 4.4092, "OVER", 2),
    ("UC3", "Generators", "BASE", "HOME", "", "2030-01-09", "FLD1", "OUT1", "", "", "", "", "5.5116", "bulk", ""),
    ("TOTAL", "", "", "", "", "", "", "", "", "", "", 46, 9.9208, "", ""),
)


def tables_of(
    path: Path, rows: tuple[tuple[object, ...], ...], name: str = "TPFDD"
) -> dict[str, list[dict[str, object]]]:
    book = path / "forces.xlsx"
    book.write_bytes(write_book([Sheet(name=name, rows=rows)]))
    data = force_list_tables(book, language="en")
    assert data is not None
    found = {}
    for grid in read_book(data):
        (path / f"{grid.name}.xlsx").write_bytes(write_book([Sheet(name=grid.name, rows=grid.rows)]))
        read = read_list(path / f"{grid.name}.xlsx", "")
        found[grid.name] = [dict(row.cells) for row in read.rows]
    return found


@pytest.mark.parametrize("name", ["TPFDD", "Sheet1"])
def test_a_force_list_becomes_people_and_items(tmp_path: Path, name: str) -> None:
    found = tables_of(tmp_path, LIST, name)
    assert [(one["line_id"], one["count"], one["ready"], one.get("latest")) for one in found["people"]] == [
        ("UA1", "40", "2030-01-07", "2030-01-12"),
        ("UB2", "6", "2030-01-07", "2030-01-15"),
    ]
    assert [(one["item_id"], one["kg"], one["class"], one["ready"]) for one in found["items"]] == [
        ("UB2-1", "2000", "rolling", "2030-01-07"),
        ("UB2-2", "2000", "rolling", "2030-01-07"),
        ("UC3", "5000", "pallet", "2030-01-09"),
    ]
    assert {one["source"] for table in found.values() for one in table} == {"forces.xlsx"}


def test_a_workbook_that_is_no_force_list_is_told_apart(tmp_path: Path) -> None:
    book = tmp_path / "items.xlsx"
    book.write_bytes(write_book([Sheet(name="items", rows=(("Item", "Weight (kg)"), ("A", 3)))]))
    assert force_list_tables(book, language="en") is None


def test_an_operation_goes_out_and_comes_back_with_every_line(tmp_path: Path) -> None:
    operation = read_operation(CASE)
    book = tmp_path / "forces.xlsx"
    book.write_bytes(saved_again({"forces": force_list_book(operation, None, language="fr")}, tmp_path)["forces"])
    data = force_list_tables(book, language="en")
    assert data is not None
    people, items = read_book(data)
    header = people.rows[0]
    place = {name: header.index(name) for name in ("Line", "Site", "Destination", "Number")}
    assert sorted(tuple(row[place[name]] for name in place) for row in people.rows[1:]) == sorted(
        (line.line_id, line.site_id, line.destination_id, float(line.count)) for line in operation.people
    )
    header = items.rows[0]
    place = {name: header.index(name) for name in ("Item", "Site", "Destination", "Gross weight (kg)")}
    assert sorted(tuple(row[place[name]] for name in place) for row in items.rows[1:]) == sorted(
        (item.line_id, item.site_id, item.destination_id, float(item.kg)) for item in operation.items if not item.stays
    )


def test_a_plan_adds_the_planned_ports_and_dates() -> None:
    operation, plan = tiny_operation(), tiny_plan()
    grid = read_book(force_list_book(operation, plan, language="en"))[0]
    rows = {row[0]: dict(zip(grid.rows[0], row, strict=True)) for row in grid.rows[1:]}
    first = next(stop for movement in plan.movements for stop in movement.stops if stop.loads)
    line = rows[first.loads[0].line_id]
    assert line["POE"] == first.place_id
    assert line["ALD"]
    assert str(line["EAD"]) <= str(line["LAD"])


@given(st.integers(1, 200_000), st.integers(1, 40))
def test_the_pieces_of_a_line_weigh_together_what_the_line_weighs(kg: int, pieces: int) -> None:
    row = ListRow("TPFDD!2", {"uln": "U", "origin": "B", "kg": str(kg), "pieces": str(pieces)})
    items = lists_of_force_list([row], "list")["items.csv"]
    weights = [int(record.cells[items[0].cells.index("kg")]) for record in items[1:]]
    assert (sum(weights), len(weights)) == (kg, pieces)
    assert max(weights) - min(weights) <= 1


@given(st.integers(1, 200_000))
def test_a_weight_comes_back_whole_from_short_tons(kg: int) -> None:
    tons = f"{(Decimal(kg) / Decimal('907.18474')).quantize(Decimal('0.0001')):f}"
    row = ListRow("TPFDD!2", {"uln": "U", "origin": "B", "short_tons": tons})
    items = lists_of_force_list([row], "list")["items.csv"]
    assert items[1].cells[items[0].cells.index("kg")] == str(kg)
