"""Each scarce thing where it alone binds: its price proves the last off block of a real plan, and no minute more."""

import pytest

from repli.model import Certificate, Operation, TakenSpots
from repli.rules import closure_minute
from repli.rules.certificates import prove_certificates
from repli.rules.routes import Ways
from repli.units import Interval
from tests.rules.plain_world import certificate_of, plain_operation
from tests.rules.shuttle_search import best_figure
from tests.tiny import at, daily, edit_row

Row = tuple[str, str]


def said(operation: Operation, one: Certificate) -> list[str]:
    return [str(finding.message) for finding in prove_certificates(Ways(operation), (one,))]


def closing(operation: Operation, row: Row, use: int, minute: int) -> list[str]:
    """What is wrong with the claim that all is not over before ``minute``: a use of the thing costs 1."""
    priced = ((*row, 0, 0, 1),)
    return said(operation, certificate_of(operation, "closure", 1, cuts=(minute,), position=(use, 0), rows=priced))


SCARCE: dict[str, tuple[Operation, Row, int, int]] = {
    # one off block a day: 00:00 of day 1 and of day 2
    "permits": (edit_row(plain_operation(3, 3), "clearances", "C-AIR", limit_per_day=1), ("permits", "C-AIR"), 1, 0),
    # off blocks at 03:00, 09:00, 15:00: 120 + 60 + 120 + 60 minutes between them
    "fleet": (plain_operation(3, 1), ("fleet", "LIFT"), 1, 0),
    # on block at 06:00, off block at 06:40, 07:20, 08:00: the last minute of work is before the off block
    "work": (plain_operation(3, 3, open_intervals=daily(6, 20), working_spots=((2, 1),)), ("work", "FLD1/2"), 40, 1),
    "sets": (plain_operation(3, 3, open_intervals=daily(6, 20), handling_sets=1), ("sets", "FLD1"), 40, 1),
    # off block at 07:00, 08:00, 09:00
    "parking": (
        plain_operation(3, 3, open_intervals=daily(6, 20), parking_spots=((3, 1),)),
        ("parking", "FLD1/2"),
        60,
        1,
    ),
}


@pytest.mark.parametrize("kind", SCARCE)
def test_a_price_proves_the_last_off_block_of_the_best_plan_and_not_a_minute_more(kind: str) -> None:
    """What stands before an off block ends a minute sooner than the bucket: there the proof is a minute short."""
    operation, row, use, short = SCARCE[kind]
    plan = best_figure(operation, "stay_minutes")
    assert plan is not None
    last = closure_minute(operation, plan)
    assert closing(operation, row, use, last - short) == []
    assert closing(operation, row, use, last - short + 1) == [
        "Before bucket 1 all could be over: the prices are worth 0."
    ]


@pytest.mark.parametrize("kind", SCARCE)
def test_a_sortie_that_pays_one_less_than_it_earns_is_named(kind: str) -> None:
    operation, row, use, _ = SCARCE[kind]
    assert closing(operation, row, use + 1, at(0, 12)) == ["A LIFT from FLD1 earns more than it pays in bucket 0."]


def test_what_others_hold_and_what_is_too_small_is_no_capacity() -> None:
    """Two spots take size 2, and others hold one of them until 07:20: two are loaded by then, and two more by 08:00."""
    slot = TakenSpots(interval=Interval(at(0, 6), at(0, 7, 20)), parking_spots=(), working_spots=((2, 1),))
    spots = ((1, 1), (2, 1), (3, 1))
    operation = plain_operation(4, 4, open_intervals=daily(6, 20), working_spots=spots, taken=(slot,))
    plan = best_figure(operation, "stay_minutes")
    assert plan is not None
    assert closure_minute(operation, plan) == at(0, 8)
    assert closing(operation, ("work", "FLD1/2"), 40, at(0, 7, 59)) == []
    assert closing(operation, ("work", "FLD1/2"), 40, at(0, 8)) != []
    assert closing(operation, ("work", "FLD1/1"), 40, at(0, 7, 59)) != []
    assert closing(operation, ("work", "FLD1/3"), 40, at(0, 7, 59)) == [
        "A LIFT from FLD1 earns more than it pays in bucket 0."
    ]


def test_a_stay_over_a_closed_stretch_takes_a_spot_once() -> None:
    """Open 40 minutes from 06:00, 09:00 and 12:00; a stay is of 60: one is off block at 09:00, the next at 12:00.

    The price counts 40 open minutes, 60 of the closed stretch, and the second opening from 09:00 on.
    """
    hours = tuple(Interval(at(0, hour), at(0, hour, 40)) for hour in (6, 9, 12))
    operation = plain_operation(2, 2, open_intervals=hours, parking_spots=((2, 1),))
    assert closing(operation, ("parking", "FLD1/2"), 60, at(0, 9, 19)) == []
    assert closing(operation, ("parking", "FLD1/2"), 60, at(0, 9, 20)) != []
    three = plain_operation(3, 3, open_intervals=hours, parking_spots=((2, 1),))
    # 40 + 60 + 40 + 60 minutes by noon
    assert closing(three, ("parking", "FLD1/2"), 60, at(0, 11, 59)) == []


def test_a_closed_stretch_that_planning_starts_in_holds_no_stay() -> None:
    """Nobody can have come before as_of and load."""
    hours = (Interval(at(-1, 6), at(-1, 7)), Interval(at(0, 6), at(0, 20)))
    operation = plain_operation(3, 3, open_intervals=hours, parking_spots=((2, 1),))
    assert closing(operation, ("parking", "FLD1/2"), 60, at(0, 8, 59)) == []
