"""What is aboard, and what is in stock, at the edges of the rules."""

from dataclasses import replace

import pytest

from repli.model import Cargo, Operation, Plan
from tests.rules.judge import broken, restated
from tests.tiny import at, edit_row, edit_stop, tiny_operation, tiny_plan

OPERATION, PLAN = tiny_operation(), tiny_plan()


def judged(operation: Operation, plan: Plan) -> set[str]:
    return broken(operation, restated(operation, plan))


@pytest.mark.parametrize(("payload_kg", "rules"), [(11_600, set()), (11_599, {"payload"})])
def test_people_weigh_too(payload_kg: int, rules: set[str]) -> None:
    # R2 takes 11,000 kg of items and 6 people of 100 kg
    passages = tuple(
        replace(one, payload_kg=payload_kg) if one.leg_id == "FLD1-OUT1" else one for one in OPERATION.passages
    )
    assert judged(replace(OPERATION, passages=passages), PLAN) == rules


@pytest.mark.parametrize(("seats", "rules"), [(14, set()), (13, {"seats"})])
def test_every_seat_may_be_taken(seats: int, rules: set[str]) -> None:
    cargo, people = OPERATION.type_of["LIFT"].configurations
    narrow = edit_row(OPERATION, "vehicle_types", "LIFT", configurations=(cargo, replace(people, seats=seats)))
    assert judged(narrow, PLAN) == rules


@pytest.mark.parametrize(("transfer_minutes", "rules"), [(1_235, set()), (1_236, {"stock-not-negative"})])
def test_what_enters_at_a_minute_may_be_loaded_at_it(transfer_minutes: int, rules: set[str]) -> None:
    # C1's people are unloaded at 11:35 of day 0 and R2 loads them at 08:10 of day 1
    assert judged(edit_row(OPERATION, "sites", "BASE", transfer_minutes=transfer_minutes), PLAN) == rules


@pytest.mark.parametrize(("ready", "rules"), [(at(0, 8, 10), set()), (at(0, 8, 11), {"ready"})])
def test_what_is_ready_at_a_minute_may_be_loaded_at_it(ready: int, rules: set[str]) -> None:
    assert judged(edit_row(OPERATION, "items", "I1", ready_minute=ready), PLAN) == rules


def test_an_item_taken_by_two_flights_is_out_twice_and_out_of_stock() -> None:
    stops = PLAN.movements[4].stops  # R3 takes I2 and I6, and here I1 again instead of I6
    again = tuple(replace(c, line_id="I1") if c.line_id == "I6" else c for c in stops[1].loads)
    arrive = tuple(replace(c, line_id="I1") if c.line_id == "I6" else c for c in stops[2].unloads)
    plan = edit_stop(edit_stop(PLAN, "R3", 1, loads=again), "R3", 2, unloads=arrive)
    assert judged(OPERATION, plan) == {"stock-not-negative", "out-once"}


def test_what_was_not_aboard_cannot_be_unloaded() -> None:
    stop = PLAN.movements[2].stops[2]
    ghost = Cargo(line_id="I2", quantity=1, site_id="HOME")
    assert judged(OPERATION, edit_stop(PLAN, "R1", 2, unloads=(*stop.unloads, ghost))) == {"aboard"}


@pytest.mark.parametrize(("line_id", "quantity"), [("I1", 2), ("BASE-STAFF", -1), ("BASE-STAFF", 0)])
def test_half_an_item_two_of_it_or_nobody_cannot_be_moved(line_id: str, quantity: int) -> None:
    stop = PLAN.movements[2].stops[1]
    odd = Cargo(line_id=line_id, quantity=quantity, site_id="BASE")
    assert "whole-units" in judged(OPERATION, edit_stop(PLAN, "R1", 1, loads=(*stop.loads, odd)))
