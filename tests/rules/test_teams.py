"""Teams are counted at every minute, each use with its change, where they serve and in their hours."""

import pytest

from repli.model import Operation, Plan
from repli.units import Interval
from tests.rules.breaches_of_resources import with_team
from tests.rules.judge import broken, restated
from tests.tiny import at, edit_row


def judged(operation: Operation, plan: Plan) -> set[str]:
    return broken(operation, restated(operation, plan))


@pytest.mark.parametrize("kind", ["escort", "driver", "inspection", "customs"])
def test_one_team_is_enough_for_one_use_at_a_time(kind: str) -> None:
    assert judged(*with_team(kind)) == set()


@pytest.mark.parametrize("kind", ["escort", "driver", "inspection", "customs"])
def test_without_a_team_that_serves_the_place_there_is_none(kind: str) -> None:
    operation, plan = with_team(kind, places=frozenset({"HOME"}))
    assert judged(operation, plan) == {"teams-enough"}


def test_an_escort_changes_before_it_goes_back() -> None:
    # C1 arrives at FEED at 8:30 and leaves it at 9:30
    assert judged(*with_team("escort", change_minutes=60)) == set()
    assert judged(*with_team("escort", change_minutes=61)) == {"teams-enough"}


def test_drivers_are_held_from_report_to_debrief_and_change() -> None:
    operation, plan = with_team("driver")
    kind = operation.type_of["TRUCK"]
    first, second = plan.movements[0], plan.movements[1]
    between = second.stops[0].off_block_minute - first.stops[-1].on_block_minute
    gap = between - kind.report_minutes - kind.debrief_minutes
    assert judged(*with_team("driver", change_minutes=gap)) == set()
    assert judged(*with_team("driver", change_minutes=gap + 1)) == {"teams-enough"}


def test_inspectors_change_between_two_sites() -> None:
    # FEED from 8:30 to 9:30 of day 1, BASE from 8:30 of day 2: 23 hours
    assert judged(*with_team("inspection", change_minutes=23 * 60)) == set()
    assert judged(*with_team("inspection", change_minutes=23 * 60 + 1)) == {"teams-enough"}


def test_inspectors_work_in_one_interval_that_may_touch_another() -> None:
    touching = (Interval(at(0), at(1, 9)), Interval(at(1, 9), at(7)))
    parted = (Interval(at(0), at(1, 9)), Interval(at(1, 9) + 1, at(7)))
    assert judged(*with_team("inspection", open_intervals=touching)) == set()
    assert judged(*with_team("inspection", open_intervals=parted)) == {"team-hours"}


def test_a_need_above_the_count_is_never_met() -> None:
    operation, plan = with_team("driver")
    assert judged(edit_row(operation, "vehicle_types", "TRUCK", drivers=2), plan) == {"teams-enough"}


def test_customs_are_used_while_a_movement_loads_and_work_in_their_hours() -> None:
    # at BASE R1 loads from 08:10 of day 0 on, R2 on day 1, R3 and then R4 on day 2, each for 40 minutes
    assert judged(*with_team("customs", open_intervals=(Interval(at(0), at(1)),))) == {"team-hours"}
    assert judged(*with_team("customs", change_minutes=1)) == {"teams-enough"}  # R4 follows R3 at once
    operation, plan = with_team("customs", count=2)
    twice = edit_row(operation, "sites", "BASE", customs_teams=2)
    assert judged(twice, plan) == set()
    assert judged(edit_row(operation, "sites", "BASE", customs_teams=3), plan) == {"teams-enough"}
