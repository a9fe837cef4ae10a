"""People and items stand where a log says: rows by site, who came later, and what an agreed plan takes from there."""

from dataclasses import replace

import pytest

from repli.errors import UsageError
from repli.planning import make_plan, remaining_operation, standing_operation, standing_plan
from repli.rules import check_plan
from tests.tiny import edit_row, tiny_operation

OPERATION = tiny_operation()


def test_people_who_were_transferred_are_a_row_where_they_are_and_are_planned_from_there() -> None:
    staff = OPERATION.people_of["FEED-STAFF"]
    found = standing_operation(OPERATION, {}, {}, {("FEED-STAFF", "BASE"): 4}, {})
    row = found.people_of["FEED-STAFF.at.BASE"]
    assert (row.site_id, row.count, row.destination_id) == ("BASE", 4, staff.destination_id)
    assert found.people_of["FEED-STAFF"].count == staff.count - 4
    assert check_plan(found, make_plan(found, seed=1, version="test")) == ()


def test_a_line_waits_for_all_rows_of_the_lines_that_go_before_it() -> None:
    first = edit_row(OPERATION, "people", "BASE-STAFF", before=("FEED-STAFF",))
    found = standing_operation(first, {}, {}, {("FEED-STAFF", "BASE"): 4}, {})
    assert found.people_of["BASE-STAFF"].before == ("FEED-STAFF", "FEED-STAFF.at.BASE")


def test_who_came_later_joins_the_line_that_the_operation_has_or_one_like_it() -> None:
    staff = OPERATION.people_of["BASE-STAFF"]
    more = standing_operation(OPERATION, {}, {("BASE-STAFF", "BASE", staff.category): 3}, {}, {})
    assert more.people_of["BASE-STAFF"].count == staff.count + 3
    expected = edit_row(OPERATION, "people", "BASE-STAFF", arrives_minute=OPERATION.as_of_minute + 60)
    same = standing_operation(expected, {}, {("BASE-STAFF", "BASE", staff.category): 3}, {}, {})
    assert same.people_of["BASE-STAFF"].count == staff.count


def test_who_came_later_and_could_be_anybody_is_refused_by_name_unless_they_have_gone() -> None:
    came = {("LATE", "BASE", OPERATION.people_of["BASE-STAFF"].category): 2}
    people = [one for one in OPERATION.people if one.site_id == "BASE"]
    assert len({one.function for one in people}) > 1
    with pytest.raises(UsageError, match="LATE"):
        standing_operation(OPERATION, {}, came, {}, {})
    assert standing_operation(OPERATION, {"LATE": 2}, came, {}, {}).people == OPERATION.people
    only = replace(OPERATION, people=tuple(replace(one, function="staff") for one in OPERATION.people))
    assert standing_operation(only, {}, came, {}, {}).people_of["LATE"].count == 2


def test_a_site_that_is_not_inside_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="NOWHERE"):
        standing_operation(OPERATION, {}, {}, {("FEED-STAFF", "NOWHERE"): 1}, {})


def test_an_item_stands_where_it_was_brought() -> None:
    item = next(one for one in OPERATION.items if one.site_id == "FEED")
    found = standing_operation(OPERATION, {}, {}, {}, {item.line_id: "BASE"})
    assert found.item_of[item.line_id].site_id == "BASE"


def test_a_plan_takes_them_from_there_under_the_name_of_their_row() -> None:
    plan = make_plan(OPERATION, seed=1, version="test")
    onward = [c for one in plan.movements for s in one.stops for c in s.loads if c.site_id == "BASE"]
    onward = [cargo for cargo in onward if cargo.line_id == "FEED-STAFF"]
    if not onward:
        pytest.fail("the plan brings FEED-STAFF over BASE")
    count = onward[0].quantity
    named = standing_plan(plan, {("FEED-STAFF", "BASE"): count})
    loads = [c for one in named.movements for s in one.stops for c in s.loads if c.line_id == "FEED-STAFF.at.BASE"]
    unloads = [c for one in named.movements for s in one.stops for c in s.unloads if c.line_id == "FEED-STAFF.at.BASE"]
    assert sum(cargo.quantity for cargo in loads) == sum(cargo.quantity for cargo in unloads) == count
    assert standing_plan(plan, {}) == plan


def test_what_they_leave_behind_is_an_empty_site() -> None:
    staff = OPERATION.people_of["FEED-STAFF"]
    found = standing_operation(OPERATION, {}, {}, {("FEED-STAFF", "BASE"): staff.count}, {})
    rest = remaining_operation(found, {}, (), OPERATION.as_of_minute)
    assert "FEED-STAFF" not in rest.people_of
    assert rest.people_of["FEED-STAFF.at.BASE"].count == staff.count
