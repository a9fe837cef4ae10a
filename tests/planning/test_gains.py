"""Gains are differences of plans that keep every rule, by hand where hands suffice; the search alone is no gain."""

from dataclasses import replace

import pytest

from repli.errors import ImpossibleError, NoPlanError, UsageError
from repli.model import Bound, Operation, Plan
from repli.planning import Gain, Gains, Quest, Solver, bounded, gains_of, make_plan
from repli.rules import check_plan, recompute_objective
from tests.planning.shuttle import shuttle
from tests.planning.small_operations import small_operation
from tests.tiny import at


def planned(operation: Operation, seed: int = 1, start: Plan | None = None) -> Plan | None:
    """A plan that keeps every rule, by a short search."""
    try:
        plan = make_plan(operation, seed=seed, version="test", thorough=False, quest=Quest(effort=60, resumed=start))
    except (ImpossibleError, NoPlanError, UsageError):
        return None
    return None if check_plan(operation, plan) else plan


def proven(operation: Operation, plan: Plan) -> Bound:
    return bounded(operation, plan).bound


SOLVER = Solver(plan=planned, prove=proven)


def gains_for(operation: Operation, tries: int = 40) -> Gains:
    plan = planned(operation)
    assert plan is not None
    return gains_of(operation, bounded(operation, plan), SOLVER, seed=1, tries=tries)


def by_text(gains: Gains) -> dict[str, Gain]:
    return {str(one.thing.text): one for one in gains.tried}


def test_one_more_aircraft_takes_six_items_in_three_days_instead_of_six() -> None:
    gains = gains_for(shuttle(*[at(0)] * 6))
    assert gains.control.objective.closure_day == 5
    more = by_text(gains)["one more LIFT"]
    assert (more.word, more.saved.closure_days, more.closure_proven) == ("gained", 3, False)
    assert more.saved.kg_minutes == 10_000 * 1440 * (0 + 1 + 2 + 3 + 4 + 5 - 0 - 0 - 1 - 1 - 2 - 2)
    assert more.saved.stay_minutes == more.saved.kg_minutes // (2 * 60_000)
    assert more.saved.person_minutes == 0
    assert gains.tried[0] == more


def test_an_hour_that_lets_no_second_rotation_in_gains_that_hour_and_no_day() -> None:
    """From 07:00 on the aircraft goes at 08:00, an hour sooner; the way back at 13:00 is still too late."""
    hour = by_text(gains_for(shuttle(*[at(0)] * 6)))["FLD1 opens an hour earlier each time"]
    assert (hour.word, hour.saved.closure_days, hour.saved.kg_minutes) == ("gained", 0, 60_000 * 60)


def test_where_the_last_item_is_ready_late_nothing_else_gains_and_for_closure_that_is_proven() -> None:
    gains = gains_for(shuttle(at(3, 8, 20)))
    others = [one for one in gains.tried if not one.thing.kind.startswith("ready")]
    assert {one.thing.kind for one in others} >= {"fleet", "hours", "crew"}
    assert {(one.word, one.closure_proven) for one in others} == {("nothing", True)}
    assert all(one.plan is gains.control and not any(one.saved.levels) for one in others)


def test_readiness_a_day_earlier_gains_that_day() -> None:
    ready = gains_for(shuttle(at(3, 8, 20))).tried[0]
    assert (ready.thing.kind, ready.word, ready.saved.closure_days) == ("ready-last", "gained", 1)


def test_what_is_not_tried_is_named_and_the_best_hope_is_tried_first() -> None:
    gains = gains_for(shuttle(at(3, 8, 20)), tries=1)
    assert [one.thing.kind for one in gains.tried] == ["ready-last"]
    assert "one more LIFT" in [str(one.text) for one in gains.untried]
    assert not gains.stopped


@pytest.fixture(scope="module")
def found() -> tuple[tuple[Operation, Gains], ...]:
    """The gains of the first small operations that have a plan."""
    operations = [one for one in map(small_operation, range(30)) if planned(one) is not None][:6]
    return tuple((one, gains_for(one, tries=3)) for one in operations)


def test_every_gain_is_the_difference_of_two_plans_that_keep_every_rule(
    found: tuple[tuple[Operation, Gains], ...],
) -> None:
    gained = 0
    for operation, gains in found:
        assert check_plan(operation, gains.control) == ()
        before = recompute_objective(operation, gains.control)
        for one in gains.tried:
            loosened = one.thing.more(operation)
            findings = [row for row in check_plan(loosened, one.plan) if one.word != "nothing"]
            assert findings == [], str(one.thing.text)
            after = recompute_objective(loosened, one.plan)
            differences = (old - new for old, new in zip(before.as_tuple(), after.as_tuple(), strict=True))
            assert one.saved.levels == tuple(differences)
            gained += one.word == "gained"
    assert gained >= 4


def test_what_is_said_to_be_gained_is_more_than_the_search_moves_and_the_rest_comes_after(
    found: tuple[tuple[Operation, Gains], ...],
) -> None:
    for _, gains in found:
        words = [one.word for one in gains.tried]
        assert words == sorted(words, key=("gained", "noise", "nothing").index)
        for one in gains.tried:
            moves = gains.draft_noise if one.drafted else gains.noise
            level, moved = next((pair for pair in zip(one.saved.levels, moves.levels, strict=True) if pair[0]), (0, 0))
            assert level >= 0
            assert (one.word == "gained") == (level > moved)
            assert not (one.closure_proven and one.saved.closure_days > 0)


def test_a_gain_no_larger_than_what_other_seeds_find_without_it_is_called_noise() -> None:
    operation = shuttle(*[at(0)] * 6)
    best = planned(operation)
    assert best is not None
    worse = replace(best.objective, stay_minutes=best.objective.stay_minutes + 600)

    def unsteady(changed: Operation, seed: int, start: Plan | None) -> Plan | None:
        """A planner of which only the first seed is bad, where nothing is loosened."""
        plan = planned(changed, 1, start)
        return replace(plan, objective=worse) if plan and changed == operation and seed < 3 else plan

    gains = gains_of(operation, replace(best, objective=worse), Solver(plan=unsteady, prove=proven), seed=1, tries=9)
    assert gains.noise.stay_minutes == 600
    hour = by_text(gains)["FLD1 opens an hour earlier each time"]
    assert (hour.word, hour.saved.stay_minutes) == ("noise", 30)


def test_ctrl_c_keeps_what_was_verified_by_then() -> None:
    asked = 0

    def stopped() -> bool:
        return asked >= 11

    def counted(operation: Operation, seed: int, start: Plan | None) -> Plan | None:
        nonlocal asked
        asked += 1
        return planned(operation, seed, start)

    operation = shuttle(at(3, 8, 20))
    plan = planned(operation)
    assert plan is not None
    gains = gains_of(operation, plan, Solver(plan=counted, prove=proven, stopped=stopped), seed=1, tries=40)
    assert (len(gains.tried), gains.stopped) == (1, True)  # 7 runs of the control, 2 of the first thing
    assert gains.untried


def test_ctrl_c_before_there_is_anything_to_compare_with_ends_it() -> None:
    operation = shuttle(at(3, 8, 20))
    plan = planned(operation)
    assert plan is not None
    with pytest.raises(KeyboardInterrupt):
        gains_of(operation, plan, replace(SOLVER, stopped=lambda: True), seed=1, tries=4)


def test_the_same_seed_gives_the_same_gains() -> None:
    operation = small_operation(3)
    if planned(operation) is None:
        operation = shuttle(at(0), at(1))
    assert gains_for(operation, tries=3).tried[0].saved == gains_for(operation, tries=3).tried[0].saved
