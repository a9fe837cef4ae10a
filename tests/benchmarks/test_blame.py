"""What is taken out of an operation to see whether bound or schedule is to blame."""

from dataclasses import replace

import pytest

from benchmarks.replibench.blame import WITHOUT, Blame, used_ways
from benchmarks.replibench.instance import instance_of
from benchmarks.replibench.ours import bound_of, first_plan
from tests.planning.prices.test_bounds import transferred

OPERATION = instance_of("T", 0).operation
PLAN = first_plan(OPERATION, 1)
BOUND = bound_of(OPERATION, PLAN)[0]


@pytest.mark.parametrize("name", sorted(WITHOUT))
def test_a_rule_taken_out_raises_no_bound(name: str) -> None:
    """What is proven without the rule is proven with it; the prices that a program proposes may still be better there.

    Without limits of clearances the stay of this one is proven to be 2,841 minutes, with them 2,832: programs are
    coarse.
    """
    loose = WITHOUT[name](OPERATION)
    assert transferred(OPERATION, loose)["stay"] == 1
    other, _ = bound_of(loose, PLAN)
    assert other.closure_day <= BOUND.closure_day
    assert other.stay.minutes <= 1.01 * BOUND.stay.minutes
    assert other.alone_minutes <= BOUND.alone_minutes


def test_the_ways_of_a_plan_are_a_part_of_all_and_carry_it() -> None:
    ways = used_ways(OPERATION, PLAN)
    assert set(ways.passages) <= set(OPERATION.passages)
    fewer = used_ways(OPERATION, replace(PLAN, movements=PLAN.movements[:1]))
    kind = OPERATION.vehicle_of[PLAN.movements[0].vehicle_id].type_id
    assert {one.type_id for one in fewer.passages} == {kind}
    assert len(fewer.passages) <= len(PLAN.movements[0].stops) - 1
    bound, _ = bound_of(ways, PLAN)
    assert BOUND.stay.minutes <= bound.stay.minutes <= PLAN.objective.stay_minutes


def test_a_gap_is_measured_from_what_each_line_does_alone() -> None:
    one = Blame(change="as it is", plan=2_880, bound=2_160, alone=720, plan_day=4, bound_day=3)
    assert one.gap_percent == 50
    assert one.line() == "| as it is | 2.00 | 1.50 | 0.50 | 50 | 4 / 3 |"
    alike = Blame(change="no floors", plan=720, bound=720, alone=720, plan_day=1, bound_day=1)
    assert alike.gap_percent is None
