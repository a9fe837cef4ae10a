"""Under a floor that is higher than agreed, what leaves last before it goes with less, or not at all."""

from dataclasses import replace

from repli.model import Operation
from repli.planning.kept import Intent, kept
from repli.planning.variants import variants_of
from tests.planning.grounds import ground_at
from tests.tiny import at, tiny_operation


def with_floor(minimum: int) -> Operation:
    """The tiny operation with a closing wave of two hours, and a floor under the people of BASE from 14:00 of day 1."""
    operation = tiny_operation(wave_minutes=120)
    floor = next(one for one in operation.floors if (one.site_id, one.quantity) == ("BASE", "people"))
    others = tuple(one for one in operation.floors if (one.site_id, one.quantity) != ("BASE", "people"))
    return replace(operation, floors=(*others, replace(floor, function=None, steps=((at(1, 14), minimum),))))


def left(operation: Operation) -> dict[int, int]:
    """How many people leave BASE from day 1 on, by off block."""
    seeds = kept(ground_at(at(1), operation), Intent(variant=variants_of(1)[0], stays=lambda _: True))
    found = {}
    for one in seeds.board.sorties:
        if one.load is not None and one.slot.route.site_id == "BASE" and one.slot.off_minute >= at(1):
            found[one.slot.off_minute] = one.load.people_count
    closing = seeds.board.closings["BASE"]
    assert all(one.room(at(1), closing.wave_start) >= 0 for one in seeds.board.books["BASE"].limits if one.agreed)
    return found


def test_a_floor_that_holds_takes_nothing_from_what_is_kept() -> None:
    assert sorted(left(with_floor(8)).values()) == [8, 8]


def test_a_higher_floor_lets_less_go_from_what_leaves_before_the_wave() -> None:
    assert sorted(left(with_floor(10)).values()) == [6, 8]


def test_where_nobody_may_go_before_the_wave_nothing_is_sent() -> None:
    assert list(left(with_floor(16)).values()) == [8]
