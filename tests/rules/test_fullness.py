"""How full each departure of the hand-made tiny plan is."""

from repli.rules import departures_filled
from tests.tiny import tiny_operation, tiny_plan


def test_what_is_aboard_each_flight_of_the_tiny_plan_and_what_filled_it() -> None:
    """R1: 14 people of 100 kg and I1 of 2,000 kg; R2: 600 + 11,000 kg of 12,000 and 6 positions of 6."""
    filled = {one.movement_id: one for one in departures_filled(tiny_operation(), tiny_plan())}
    assert list(filled) == ["R1", "C1", "R2", "C2", "R3", "R4"]
    assert (filled["R1"].people, filled["R1"].kg, filled["R1"].binds) == (14, 3_400, "")
    assert [str(one) for one in filled["R1"].why] == [
        "not full",
        "ready and not aboard, items 1: outsize, and this configuration takes none",
        "ready and not aboard, items 1: too few positions are free",
        "ready and not aboard, people 6, items 1: a security floor keeps it",
    ]
    assert [str(one) for one in filled["R2"].why] == ["full: positions"]
    assert (filled["R2"].kg, filled["R2"].payload_kg) == (11_600, 12_000)
    assert (filled["R2"].positions, filled["R2"].positions_there, filled["R2"].binds) == (6, 6, "positions")
