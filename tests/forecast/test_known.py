"""What is known at a midnight gives the past as it was, to the minute, and nothing of what comes after."""

import numpy as np

from repli.forecast.causes import values_of
from repli.forecast.compile import compile_plan
from repli.forecast.disturb import disturb
from repli.forecast.draws import draw
from repli.forecast.known import calm, known_at
from repli.kernel import track_replications
from repli.model import Operation, Plan
from tests.forecast.settings import EVERYTHING
from tests.forecast.systems import systems
from tests.tiny import at, tiny_operation, tiny_plan

REPLICATIONS = 40


def tracks(operation: Operation, plan: Plan, minute: int):  # noqa: ANN201 - two tracks
    stage = compile_plan(operation, plan, policy="follow").stage
    luck = disturb(stage, draw(stage, 7, REPLICATIONS), values_of(operation, "base"))
    lived = track_replications(stage.timeline, luck)
    return lived, track_replications(stage.timeline, known_at(stage.timeline, luck, lived, minute, calm(luck)))


def test_with_what_is_known_at_any_midnight_random_operations_have_the_past_that_they_had() -> None:
    compared = 0
    for _, operation, plan in systems(0, 5):
        for minute in operation.agreement.day_starts[1::2]:
            lived, seen = tracks(operation, plan, minute)
            for was, again in ((lived.came, seen.came), (lived.went, seen.went)):
                assert (np.minimum(was, minute) == np.minimum(again, minute)).all()
                compared += int((was < minute).sum())
    assert compared > 5_000


def test_before_anything_has_begun_what_is_expected_is_the_plan_itself() -> None:
    operation = tiny_operation(settings=EVERYTHING)
    plan = tiny_plan(operation)
    _, seen = tracks(operation, plan, at(0))
    gone = [stop.off_block_minute for movement in plan.movements for stop in movement.stops[:-1]]
    assert set(gone) <= set(seen.went.ravel())
    assert (seen.outcome.closure == seen.outcome.closure[0]).all()
    assert seen.outcome.closure.max() == at(2, 13, 40)


def test_at_the_end_everything_is_known() -> None:
    operation = tiny_operation(settings=EVERYTHING)
    lived, seen = tracks(operation, tiny_plan(operation), at(7))
    closed = lived.outcome.closure < at(6)
    assert (lived.outcome.closure[closed] == seen.outcome.closure[closed]).all()
    assert closed.any()
