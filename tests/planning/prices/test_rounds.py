"""How often vehicles go out and come back, beside the rule book's own answer (by hand: tests/rules/test_cycles.py)."""

from collections.abc import Callable

import pytest

from repli.model import Operation
from repli.planning.prices.doors import Yard
from repli.planning.prices.rounds import Rounds
from repli.rules.cycles import Fleet
from repli.rules.doors import Network
from tests.planning.generator import operation_of
from tests.planning.small_operations import small_operation


@pytest.mark.parametrize("draw", [small_operation, operation_of])
def test_planner_and_rule_book_count_the_same_sorties_outwards(draw: Callable[[int], Operation]) -> None:
    counted = 0
    for seed in range(25):
        operation = draw(seed)
        rounds, network = Rounds(Yard(operation)), Network(operation)
        for type_id in network.types:
            fleet = Fleet(network, operation.type_of[type_id])
            for end in range(operation.as_of_minute, operation.horizon_minute, 1_001):
                assert rounds.sorties(type_id, end - 900, end) == fleet.most(end - 900, end)
                counted += fleet.most(end - 900, end) > 0
    assert counted > 50
