"""The order of the tries: what lowers the closure bound, then what the certificate of the stay prices, the rest."""

from dataclasses import replace

from repli.model import Operation
from repli.planning import bounded, make_plan
from repli.planning.gains_order import Hope, in_order
from repli.planning.gains_things import things_of
from repli.planning.prices.ends import ends_of
from repli.planning.prices.exact import claimed_value
from repli.planning.prices.ground import Ground
from tests.planning.shuttle import shuttle
from tests.tiny import at, edit_row


def hopes_of(operation: Operation) -> tuple[Hope, ...]:
    plan = bounded(operation, make_plan(operation, seed=1, version="test"))
    return in_order(operation, plan, things_of(operation, at(10)))


def test_the_aircraft_that_everything_waits_for_has_the_best_price() -> None:
    hopes = hopes_of(shuttle(*[at(0)] * 6))
    assert hopes[0].thing.kind == "fleet"
    assert hopes[0].priced_minutes > 0


def test_readiness_that_lowers_the_closure_bound_comes_before_any_price() -> None:
    hopes = hopes_of(shuttle(at(0), at(0), at(5, 8)))
    assert (hopes[0].thing.kind, hopes[0].bound_days) == ("ready-last", 1)


def test_a_price_is_what_the_same_certificate_proves_less_of_the_loosened_operation() -> None:
    """Independent oracle: the certificate worked out again as a whole, for the operation with one departure more."""
    operation = shuttle(*[at(0)] * 6)
    operation = edit_row(operation, "clearances", "C-AIR", limit_per_day=1)
    operation = replace(operation, vehicles=tuple(replace(operation.vehicles[0], vehicle_id=f"L{n}") for n in range(4)))
    plan = bounded(operation, make_plan(operation, seed=1, version="test"))
    (certificate,) = (one for one in plan.bound.certificates if one.claim == "stay")
    hopes = {one.thing.kind: one for one in in_order(operation, plan, things_of(operation, at(10)))}
    values = []
    for one in (operation, hopes["permits"].thing.more(operation)):
        ground = Ground(one)
        value = claimed_value(ground, certificate, ends_of(ground.waves, {}))
        assert value is not None
        values.append(value)
    assert hopes["permits"].priced_minutes > 0
    assert abs(values[0] - values[1] - hopes["permits"].priced_minutes) <= 1
