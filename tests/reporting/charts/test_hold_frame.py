from fractions import Fraction

from repli.model import BalanceLimit, Configuration, FloorPosition
from repli.reporting.charts.hold_frame import LEFT, RIGHT, TOP, HoldFrame
from repli.rules import Gravity


def fit(*spots: tuple[int, str, int], seats_arm_cm: int = 0) -> Configuration:
    floor = tuple(FloorPosition(number=number, row=row, arm_cm=arm, max_kg=1) for number, row, arm in spots)
    return Configuration(
        configuration_id="x",
        seats=1,
        pallet_positions=len(spots),
        outsize=False,
        floor=floor,
        seats_arm_cm=seats_arm_cm,
    )


def test_arms_fall_to_scale_from_the_datum_on() -> None:
    frame = HoldFrame.around(fit((1, "A", 100), (2, "A", 300), (3, "A", 900)), None)
    assert frame.y(0) == TOP
    assert frame.y(900) - frame.y(300) == 3 * (frame.y(300) - frame.y(100))
    assert frame.length < frame.y(300) - frame.y(100)  # boxes 200 cm apart do not touch


def test_rows_stand_side_by_side_inside_the_floor() -> None:
    frame = HoldFrame.around(fit((1, "L", 100), (2, "R", 100)), None)
    (left, wide), (right, other) = frame.column("L"), frame.column("R")
    assert wide == other
    assert left >= LEFT
    assert left + wide < right
    assert right + other <= RIGHT


def test_seats_limits_and_centre_of_gravity_are_inside_the_frame() -> None:
    limit = BalanceLimit(up_to_kg=9, forward_arm_cm=-50, aft_arm_cm=4_000)
    gravity = Gravity(kg=1, moment=Fraction(3_000), limit=limit)
    frame = HoldFrame.around(fit((1, "A", 500), seats_arm_cm=2_000), gravity)
    assert TOP <= frame.y(-50) < frame.y(2_000) < frame.y(4_000) <= frame.foot
