"""Classes of payers stand for all units: nothing is lost, nothing is counted twice, and there are few."""

from repli.planning.prices.classes import payers_of
from repli.planning.prices.grid import daily
from repli.planning.prices.ground import Ground
from tests.planning.generator import operation_of


def test_classes_hold_all_people_tonnes_and_positions_once() -> None:
    for seed in range(30):
        operation = operation_of(seed)
        ground = Ground(operation)
        payers = payers_of(ground.families, daily(operation, operation.horizon_minute))
        people = sum(line.count for line in operation.people)
        assert round(sum(one.units for one in payers if one.seat)) == people
        kg = sum(line.count * line.kg_per_person for line in operation.people) + sum(one.kg for one in operation.items)
        assert round(1_000 * sum(one.units * one.tonnes for one in payers)) == kg
        positions = sum(one.units * one.positions for one in payers)
        assert round(positions, 6) == sum(one.positions for one in operation.items)
        assert len(payers) <= len(operation.people) + len(operation.items)
