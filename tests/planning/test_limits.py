"""What may leave a site without going under a floor, against looking at every minute."""

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.limits import NO_LIMIT, Limit

changes = st.lists(st.tuples(st.integers(1, 30), st.integers(-4, 6)), max_size=6)
steps = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=3).map(
    lambda rows: tuple(
        (minute, minimum)
        for minute, minimum in zip(
            sorted({row[0] for row in rows}), sorted((row[1] for row in rows), reverse=True), strict=False
        )
    )
)


def floor_at(rows: tuple[tuple[int, int], ...], minute: int) -> int:
    return next((minimum for start, minimum in reversed(rows) if start <= minute), 0)


def floor_with(present: int, moves: list[tuple[int, int]], rows: tuple[tuple[int, int], ...]) -> Limit:
    limit = Limit(agreed=True, quantity="people", function=None, own_site=None, steps=rows, present=present)
    for when, amount in moves:
        limit.change(when, amount)
    return limit


@given(st.integers(0, 20), changes, steps, st.integers(0, 30), st.integers(0, 40))
def test_the_room_is_the_least_surplus_over_the_floor_from_then_to_the_wave(
    present: int, moves: list[tuple[int, int]], rows: tuple[tuple[int, int], ...], minute: int, until: int
) -> None:
    limit = floor_with(present, moves, rows)
    surplus = [
        present + sum(amount for when, amount in moves if when <= one) - floor_at(rows, one)
        for one in range(minute, until)
        if floor_at(rows, one)
    ]
    assert limit.room(minute, until) == min(surplus, default=NO_LIMIT)


@given(st.integers(0, 20), changes, changes)
def test_changes_taken_back_leave_no_trace(
    present: int, kept: list[tuple[int, int]], gone: list[tuple[int, int]]
) -> None:
    limit = floor_with(present, gone + kept, ())
    for when, amount in gone:
        limit.change(when, -amount)
    assert limit == floor_with(present, kept, ())


@given(st.integers(0, 20), changes, steps, st.integers(0, 30), st.integers(0, 40), st.integers(1, 9))
def test_so_much_may_leave_from_the_first_minute_with_the_room_for_it(  # noqa: PLR0917 - what a floor is made of
    present: int, moves: list[tuple[int, int]], rows: tuple[tuple[int, int], ...], minute: int, until: int, amount: int
) -> None:
    limit = floor_with(present, moves, rows)
    free = (one for one in range(minute, until) if limit.room(one, until) >= amount)
    assert limit.free_from(amount, minute, until) == next(free, max(minute, until))
