"""A draft keeps every rule, or says what is in its way."""

import pytest

from repli.errors import ImpossibleError, NoPlanError
from repli.model import Operation, TakenSpots
from repli.planning import make_plan
from repli.planning.drafted import drafted
from repli.planning.drafting import starts_of
from repli.planning.stage import Stuck
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of
from repli.rules import check_plan
from repli.units import Interval
from tests.planning.wave_operations import wave_operation
from tests.tiny import at, edit_row, tiny_operation


def shared(start: int, end: int) -> Operation:
    """L1 starts at FLD1 on its only spot, which another user holds from a minute to another."""
    one_spot = edit_row(tiny_operation(), "fields", "FLD1", parking_spots=((2, 1),))
    starts_inside = edit_row(one_spot, "vehicles", "L1", start_place="FLD1")
    slot = TakenSpots(interval=Interval(start, end), parking_spots=((2, 1),), working_spots=())
    return edit_row(starts_inside, "fields", "FLD1", taken=(slot,))


def test_an_aircraft_that_a_draft_leaves_where_another_user_stands_by_then_is_named() -> None:
    """Its crew reports at as_of, 53 minutes after the other user came; no rule says that it could not have gone."""
    operation = wave_operation(1272)
    as_of = operation.as_of_minute
    slot = TakenSpots(interval=Interval(as_of, as_of + 2160), parking_spots=((2, 1),), working_spots=())
    operation = edit_row(operation, "fields", "FLD1", parking_spots=((2, 1),), taken=(slot,))
    operation = edit_row(operation, "vehicles", "L1", start_place="FLD1", available_from_minute=as_of + 7)
    found = drafted(starts_of(operation, ways_of(operation))[0], variants_of(1)[0])
    assert isinstance(found, Stuck)
    assert "more aircraft stand there than it has parking spots" in str(found.reason)


@pytest.mark.parametrize("hour", [0, 6, 10, 14, 20, 30, 60])
def test_where_another_user_comes_to_the_spot_a_plan_keeps_every_rule_or_none_is_shown(hour: int) -> None:
    operation = shared(at(0, hour), at(0, hour) + 600)
    try:
        plan = make_plan(operation, seed=1, version="test")
    except (ImpossibleError, NoPlanError):
        return
    assert check_plan(operation, plan) == ()
