"""How long what leaves a site last is under way until out: by hand, and never longer than in plans that were found."""

from dataclasses import replace

from repli.errors import RepliError
from repli.model import Operation
from repli.planning import bounded, closure_bound, make_plan
from repli.planning.prices.doors import Yard
from repli.planning.prices.onward import onward
from repli.rules import check_plan
from repli.rules.flows import crossings
from repli.rules.objective import closure_minute
from repli.rules.onward import onward_minutes
from repli.rules.routes import Ways
from repli.rules.waves import endings
from tests.border import OUT_MINUTES, border_like, border_operation
from tests.planning.generator import operation_of
from tests.tiny import at, tiny_operation


def on(operation: Operation) -> dict[str, int]:
    return dict(onward(Yard(operation)))


def test_by_air_the_off_block_is_out_and_by_road_the_drive_and_the_change_come_first() -> None:
    assert on(tiny_operation()) == {"BASE": 0, "FEED": 90}  # 90 minutes to BASE, and out from its field
    assert on(border_operation()) == {"FEED": OUT_MINUTES}


def test_it_is_nothing_where_somebody_moves_who_need_not_be_out() -> None:
    tiny = tiny_operation()
    moves = replace(tiny.people_of["BASE-STAFF"], line_id="Z", destination_id="FEED")
    assert on(replace(tiny, people=(*tiny.people, moves))) == {"BASE": 0, "FEED": 0}


def test_planner_and_rule_book_find_the_same_and_no_plan_is_out_sooner_after_its_last_off_block() -> None:
    met = 0
    for seed in range(30):
        operation = operation_of(seed)
        ways, found = Ways(operation), on(operation)
        assert {site_id: onward_minutes(ways, site_id) for site_id in found} == found
        if not any(found.values()):
            continue
        try:
            plan = make_plan(operation, seed=1, version="test")
        except RepliError:
            continue
        out = closure_minute(operation, plan)
        assert out >= max(one.out_minute for one in crossings(operation, plan))
        for site_id, ending in endings(operation, plan).items():
            assert ending.last_off_minute + found[site_id] <= out
            met += found[site_id] > 0
    assert met >= 3


def test_the_rows_of_a_site_count_the_way_on() -> None:
    """The handover starts at 08:00 of day 1 at the earliest; the wave ends at 11:00, two days later it is out."""
    rows = {row.kind: row for row in closure_bound(border_operation()).rows}
    assert rows["handover"].from_minute == rows["wave"].from_minute == at(3, 11)
    assert rows["handover"].value_day == rows["wave"].value_day == 3


def test_bounds_of_withdrawals_by_road_are_proven_and_most_of_them_are_met_by_a_plan() -> None:
    """So a bound of one day more would have been beaten by most of these plans."""
    gaps = []
    for seed in range(30):
        operation = border_like(seed)
        try:
            plan = bounded(operation, make_plan(operation, seed=1, version="test"))
        except RepliError:
            continue
        assert check_plan(operation, plan) == (), seed
        gaps.append(plan.objective.closure_day - plan.bound.closure_day)
    assert min(gaps) == 0
    assert gaps.count(0) >= 20
