"""How vehicles go out and come back: by hand on the tiny operation, and beside the rule book's own answer."""

from collections.abc import Callable

import pytest

from repli.model import Operation
from repli.planning.prices.doors import Yard
from repli.planning.prices.rounds import Rounds
from repli.rules.cycles import Fleet
from repli.rules.doors import Network
from tests.planning.generator import operation_of
from tests.planning.small_operations import small_operation
from tests.tiny import at, tiny_operation


def test_a_round_is_out_unloaded_back_and_loaded() -> None:
    """120 out and 120 in; no time on the ground is shorter than its work."""
    yard = Yard(tiny_operation())
    rounds = Rounds(yard)
    out, others = [e for e in yard.edges if not e.inwards], [e for e in yard.edges if e.inwards]
    kind = yard.operation.type_of["LIFT"]
    ground = sum(
        min(one.ground_minutes for one in kind.operation_times if what in one.operations) for what in ("unload", "load")
    )
    assert {rounds.of(one) for one in out} == {240 + ground}
    assert {rounds.of(one) for one in others} == {0}
    assert rounds.minutes("LIFT", at(0)) == 0


@pytest.mark.parametrize("draw", [small_operation, operation_of])
def test_planner_and_rule_book_count_the_same_rounds(draw: Callable[[int], Operation]) -> None:
    counted = 0
    for seed in range(25):
        operation = draw(seed)
        rounds, network = Rounds(Yard(operation)), Network(operation)
        for type_id in network.types:
            fleet = Fleet(network, operation.type_of[type_id])
            for end in range(operation.as_of_minute, operation.horizon_minute, 1_001):
                assert rounds.minutes(type_id, end) == fleet.under_way(end)
                assert rounds.sorties(type_id, end - 900, end) == fleet.most(end - 900, end)
                counted += fleet.under_way(end) > 0
    assert counted > 100
