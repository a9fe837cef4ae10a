"""One cell at a time: what it becomes in its column, and where it is a doubt."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.intake.book.convert import DoubtError, NoUnitError, Reading, text_of
from repli.intake.book.layout import layout_of
from repli.intake.book.mapping import SheetMap, read_mapping
from repli.intake.book.source import book_of
from repli.intake.problems import Notes
from repli.intake.row import Row
from repli.intake.tables.force import ItemRow
from repli.intake.tables.network import LegRow
from repli.intake.tables.places import FieldRow, SiteRow
from repli.spreadsheet import Grid, Value, read_book, write_book
from repli.spreadsheet import Sheet as BookSheet
from tests.demo_run import HOUSE


@pytest.mark.parametrize(
    ("model", "column", "unit", "value", "text"),
    [
        (ItemRow, "kg", "t", 2.5, "2500"),
        (ItemRow, "kg", "", "2,5 t", "2500"),
        (ItemRow, "kg", "lb", 2000.0, "907"),
        (ItemRow, "ready", "", date(2024, 5, 19), "2024-05-19"),
        (ItemRow, "ready", "utc", datetime(2024, 5, 19, 5, 15), "2024-05-19T05:15Z"),  # noqa: DTZ001 - as in a sheet
        (ItemRow, "dangerous_class", "", 1.1, "1.1"),
        (ItemRow, "item_id", "", 12.0, "12"),
        (ItemRow, "before", "", "A, B;C", "A B C"),
        (ItemRow, "description_en", "", 1e21, "1000000000000000000000"),
        (FieldRow, "parking_spots", "", time(2, 3), "2:3"),
        (FieldRow, "open_days", "", "lun-ven", "Mon Tue Wed Thu Fri"),
        (FieldRow, "open_days", "", "tous les jours", "Mon Tue Wed Thu Fri Sat Sun"),
        (FieldRow, "closes", "", timedelta(days=1), "24:00"),
        (FieldRow, "opens", "", time(8, 30), "08:30"),
        (FieldRow, "crew_rest", "", True, "yes"),
        (FieldRow, "crew_rest", "", "NON", "no"),
        (SiteRow, "latitude_deg", "", "13.50", "13.50"),
        (SiteRow, "notice_hours", "days", 3.0, "72"),
        (LegRow, "halts", "", timedelta(hours=40, minutes=20), "40:20"),
        (LegRow, "distance_km", "nm", 100.0, "185"),
    ],
)
def test_a_cell_becomes_what_its_column_holds(
    model: type[Row], column: str, unit: str, value: Value, text: str
) -> None:
    assert text_of(value, Reading(model=model, column=column, unit=unit)) == text


@pytest.mark.parametrize(
    ("column", "value", "doubt"),
    [
        ("kg", 3000.0, NoUnitError),
        ("ready", "3/4/2024", DoubtError),
        ("ready", datetime(2024, 5, 19, 8, 30), DoubtError),  # noqa: DTZ001 - as in a sheet
        ("positions", "1,500", DoubtError),
    ],
)
def test_two_readings_are_a_doubt(column: str, value: Value, doubt: type[DoubtError]) -> None:
    with pytest.raises(doubt):
        text_of(value, Reading(model=ItemRow, column=column))


@given(st.one_of(st.text(max_size=20), st.floats(-1e6, 1e6), st.booleans(), st.dates(), st.times(), st.timedeltas()))
def test_any_value_in_any_column_is_text_or_a_doubt(value: Value) -> None:
    for model, columns in (
        (ItemRow, ("kg", "ready", "class", "before", "item_id")),
        (FieldRow, ("opens", "open_days")),
    ):
        for column in columns:
            with suppress(DoubtError):
                assert isinstance(text_of(value, Reading(model=model, column=column)), str)


def test_yes_and_one_in_one_column_are_not_taken_for_each_other() -> None:
    rows = (("Item", "Description", "Weight (kg)"), ("A", True, 1), ("B", 1, 1))
    book = book_of(read_book(write_book([BookSheet(name="items", rows=rows)])), "b.xlsx", {})
    records = book.records("items.csv", Notes(()))
    assert records is not None
    assert [record.cells for record in records[1:]] == [("A", "yes", "1"), ("B", "1", "1")]


def test_the_row_that_names_most_columns_is_the_header() -> None:
    rows = (("Item", "list"), ("x",), ("Item", "Description", "Weight"), ("", "", "(t)"), ("A", "b", 3.0))
    layout = layout_of(Grid(name="A", rows=rows, faults={}), ItemRow)
    assert layout is not None
    assert layout.header_row == 3
    assert [(one.column, one.unit) for one in layout.headers.values()] == [
        ("item_id", ""), ("description_en", ""), ("kg", "t"),
    ]  # fmt: skip


def test_the_mapping_of_the_guide_is_one_that_can_be_read() -> None:
    text = (
        (HOUSE / "docs" / "guides" / "use-your-own-lists.md").read_text("utf-8").split("```toml\n")[1].split("```")[0]
    )
    assert read_mapping(text, "guide") == {
        "Matériel": SheetMap(
            table="items.csv",
            header_row=4,
            last_row=120,
            decimal=",",
            days="dmy",
            c_day=date(2024, 5, 19),
            columns={"Poids": "kg"},
            units={"Poids": "t"},
            constants={"destination_id": "HOME"},
            values={"site_id": {"BA 101": "AB101"}},
        )
    }
