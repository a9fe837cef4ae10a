"""Which items go first, against trying every choice of them."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.improve.subset import heaviest
from repli.planning.stock import ItemLot, item_lot
from tests.tiny import tiny_operation

ITEM = tiny_operation().items[0]
sizes = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 60)), max_size=6)


def lots_of(shapes: list[tuple[int, int]]) -> list[ItemLot]:
    """Lots of (positions, kg)."""
    return [
        item_lot(replace(ITEM, line_id=f"I{number}", positions=positions, kg=kg), 0, ())
        for number, (positions, kg) in enumerate(shapes)
    ]


def best_of(shapes: list[tuple[int, int]], positions: int, kg: int, least: tuple[int, int]) -> int | None:
    """The most kg over every choice that fits and takes the least."""
    sums = [
        (sum(shapes[one][0] for one in chosen), sum(shapes[one][1] for one in chosen))
        for count in range(len(shapes) + 1)
        for chosen in combinations(range(len(shapes)), count)
    ]
    fitting = [weight for used, weight in sums if least[0] <= used <= positions and least[1] <= weight <= kg]
    return max(fitting, default=None)


@given(sizes, st.integers(0, 9), st.integers(0, 8), st.integers(0, 90))
def test_where_kg_do_not_bind_the_choice_is_the_heaviest_there_is(
    shapes: list[tuple[int, int]], positions: int, least_positions: int, least_kg: int
) -> None:
    found = heaviest(lots_of(shapes), positions, 10_000, (least_positions, least_kg))
    expected = best_of(shapes, positions, 10_000, (least_positions, least_kg))
    weight = None if found is None else sum(kg for number, (_, kg) in enumerate(shapes) if f"I{number}" in found)
    assert weight == expected


@given(sizes, st.integers(0, 9), st.integers(0, 120), st.integers(0, 8), st.integers(0, 90))
def test_what_is_chosen_always_fits_and_takes_the_least(
    shapes: list[tuple[int, int]], positions: int, kg: int, least_positions: int, least_kg: int
) -> None:
    found = heaviest(lots_of(shapes), positions, kg, (least_positions, least_kg))
    if found is not None:
        chosen = [shape for number, shape in enumerate(shapes) if f"I{number}" in found]
        assert least_positions <= sum(one for one, _ in chosen) <= positions
        assert least_kg <= sum(one for _, one in chosen) <= kg
        assert best_of(shapes, positions, kg, (least_positions, least_kg)) is not None
