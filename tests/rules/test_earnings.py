"""A sortie may earn what it pays for, loaded or through, and the flying minutes that it takes."""

from dataclasses import replace

from repli.model import DoorPrices, Operation
from repli.rules.certificates import prove_certificates
from repli.rules.routes import Ways
from tests.rules.plain_world import certificate_of, plain_operation
from tests.rules.test_routes import over_night
from tests.tiny import at, edit_row


def said(operation: Operation, **prices: object) -> list[str]:
    one = certificate_of(operation, "flying", 0, **prices)  # type: ignore[arg-type]  # prices of any kind
    return [str(finding.message) for finding in prove_certificates(Ways(operation), (one,))]


def test_seats_kg_and_positions_earn_together() -> None:
    """12,000 kg, a seat and a position; 240 minutes in and out; a permit of 100."""
    operation = edit_row(plain_operation(1, 1), "clearances", "C-AIR", limit_per_day=1)
    permit = (("permits", "C-AIR", 0, 0, 100),)
    assert said(operation, cuts=(at(1),), position=(340, 240), rows=permit) == []
    too_high = ["A LIFT from FLD1 earns more than it pays in bucket 0."]
    assert said(operation, cuts=(at(1),), position=(341, 240), rows=permit) == too_high
    one = certificate_of(operation, "flying", 0, cuts=(at(1),), position=(200, 0), rows=permit)
    for seat, wrong in ((140, []), (141, too_high)):
        both = replace(one, doors=(replace(one.doors[0], seat=(seat, 0)),))
        assert [str(found.message) for found in prove_certificates(Ways(operation), (both,))] == wrong


def test_of_two_clearances_the_one_without_a_price_is_used() -> None:
    operation = edit_row(plain_operation(1, 1), "clearances", "C-AIR", limit_per_day=1)
    free = replace(operation.clearances[0], clearance_id="FREE", limit_per_day=0)
    permit = (("permits", "C-AIR", 0, 0, 100),)
    both = replace(operation, clearances=(*operation.clearances, free))
    assert said(both, cuts=(at(1),), position=(241, 0), rows=permit) == [
        "A LIFT from FLD1 earns more than it pays in bucket 0."
    ]
    tomorrow = replace(free, window=replace(free.window, start_minute=at(1)))
    both = replace(operation, clearances=(*operation.clearances, tomorrow))
    assert said(both, cuts=(at(1),), position=(241, 0), rows=permit) == []


def test_a_bucket_in_which_nothing_can_go_off_block_has_any_price() -> None:
    operation = plain_operation(1, 1)
    tomorrow = operation.field_of["FLD1"].open_intervals[1:]
    operation = edit_row(operation, "fields", "FLD1", open_intervals=tomorrow)
    assert said(operation, cuts=(at(1),), position=(10**9, 240)) == []


def test_what_goes_through_pays_for_parking_and_not_for_work() -> None:
    """At FLD2 a stop is of 30 minutes, one that loads of 60 with 40 of work."""
    operation = over_night()
    nothing = (0, 0)
    loaded = DoorPrices(
        mode="air", place_id="FLD2", to_place="OUT1", kind="loaded", kg=nothing, seat=nothing, position=nothing
    )
    for row, loaded_seat, through_seat in ((("parking", "FLD2/2"), 60, 30), (("work", "FLD2/2"), 40, 0)):
        one = certificate_of(operation, "stay", 0, cuts=(at(2),), rows=((*row, 0, 1, 20),), doors=False)
        # 20 seats: a seat of 1 is paid by each unit of use
        doors = (
            replace(loaded, seat=(loaded_seat, 0)),
            replace(loaded, kind="through", seat=(through_seat, 0)),
        )
        assert [str(found.message) for found in prove_certificates(Ways(operation), (replace(one, doors=doors),))] == []
        more = (doors[0], replace(doors[1], seat=(through_seat + 1, 0)))
        assert [str(found.message) for found in prove_certificates(Ways(operation), (replace(one, doors=more),))] == [
            "A LIFT from FLD2 earns more than it pays in bucket 0."
        ]
