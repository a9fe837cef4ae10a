"""A plan to a workbook and back: equal to the last value, in LibreOffice too; what is wrong is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import InputError, UsageError
from repli.intake import plan_book, plan_bytes, read_plan_book
from repli.model import Booking, Cargo, ClearanceRequest, Placement, Plan, SiteAct
from repli.spreadsheet import Sheet, read_book, write_book
from tests.office import saved_again
from tests.tiny import tiny_plan

ID = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
MINUTE = st.integers(30_000_000, 40_000_000)
CARGO = st.builds(Cargo, line_id=ID, quantity=st.integers(1, 9999), site_id=ID)
SOLD = st.sampled_from(["sell", "gift"])
ACT = st.builds(SiteAct, item_id=ID, site_id=ID, disposition=SOLD, start_minute=MINUTE, end_minute=MINUTE)
BOOKING = st.builds(Booking, flight_id=ID, loads=st.lists(CARGO, max_size=3).map(tuple))
REQUEST = st.builds(ClearanceRequest, clearance_id=ID, request_minute=MINUTE)
TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), max_size=20)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    plan = tiny_plan()
    movements = tuple(
        replace(
            one,
            placements=tuple(draw(st.lists(st.builds(Placement, item_id=ID, position=st.integers(1, 9)), max_size=2))),
        )
        for one in plan.movements[: draw(st.integers(0, len(plan.movements)))]
    )
    return replace(
        plan,
        movements=movements,
        binding=tuple(draw(st.lists(TEXT.filter(bool), max_size=3))),
        version=draw(TEXT),
        acts=tuple(draw(st.lists(ACT, max_size=2))),
        bookings=tuple(draw(st.lists(BOOKING, max_size=3))),
        requests=tuple(draw(st.lists(REQUEST, max_size=2))),
    )


@settings(max_examples=40)
@given(plans())
def test_any_plan_comes_back_equal(plan: Plan) -> None:
    assert read_plan_book(plan_book(plan), "plan.xlsx") == plan


def test_libreoffice_keeps_a_plan(tmp_path: Path) -> None:
    saved = saved_again({"plan": plan_book(tiny_plan())}, tmp_path)["plan"]
    assert plan_bytes(read_plan_book(saved, "plan.xlsx")) == plan_bytes(tiny_plan())


def changed(sheet: str, row: int, column: int, value: str) -> bytes:
    sheets = []
    for grid in read_book(plan_book(tiny_plan())):
        rows = [list(one) for one in grid.rows]
        if grid.name == sheet:
            rows[row][column] = value
        sheets.append(Sheet(name=grid.name, rows=tuple(map(tuple, rows))))
    return write_book(sheets)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "path"),
    [
        ("movements", 1, 1, "two words", "$.movements[0].movement_id"),
        ("movements.stops", 1, 3, "soon", "$.movements[0].stops[0].on_block"),
        ("movements.stops", 1, 3, "", "$.movements[0].stops[0].on_block"),
        ("plan", 1, 1, "9", "$.format"),
    ],
)
def test_a_wrong_cell_is_refused_by_its_place_in_the_plan(
    sheet: str, row: int, column: int, value: str, path: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_plan_book(changed(sheet, row, column, value), "plan.xlsx")
    assert [problem.column for problem in caught.value.problems] == [path]


def test_another_workbook_is_no_plan() -> None:
    with pytest.raises(InputError, match="1 problem"):
        read_plan_book(write_book([Sheet(name="items", rows=(("a",),))]), "plan.xlsx")
    with pytest.raises(UsageError):
        read_plan_book(b"{}", "plan.xlsx")
