"""Where items stand: what is found keeps the law of the floor, and where nothing is found nothing exists."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from repli.model import BalanceLimit, Configuration, FloorPosition
from repli.planning.stowing import Piece, stow

ARMS = (400, 620, 840, 1_060, 1_280)


@st.composite
def floors(draw: st.DrawFn) -> Configuration:
    """Up to five positions in two rows, some weak, and up to two limits of balance."""
    count = draw(st.integers(1, 5))
    cut = draw(st.integers(0, count))
    spots = tuple(
        FloorPosition(
            number=1 + index,
            row="L" if index < cut else "R",
            arm_cm=ARMS[index if index < cut else index - cut],
            max_kg=draw(st.sampled_from([500, 1_000, 4_000])),
        )
        for index in range(count)
    )
    weights = draw(st.sets(st.sampled_from([2_000, 5_000, 20_000]), max_size=2))
    forward = draw(st.integers(300, 1_000))
    limits = tuple(
        BalanceLimit(up_to_kg=kg, forward_arm_cm=forward, aft_arm_cm=forward + draw(st.integers(0, 300)))
        for kg in sorted(weights)
    )
    return Configuration(
        configuration_id="any",
        seats=9,
        pallet_positions=count,
        outsize=True,
        floor=draw(st.permutations(spots).map(tuple)),
        seats_arm_cm=draw(st.integers(300, 1_300)),
        balance=limits,
    )


pieces = st.lists(st.builds(Piece, kg=st.integers(1, 6_000), positions=st.integers(1, 3)), max_size=4)


def is_lawful(fit: Configuration, load: list[Piece], places: tuple[int, ...], seated_kg: int) -> bool:
    """The law of docs/reference/plan-meaning.md, G, word by word."""
    spot_of = {spot.number: spot for spot in fit.floor}
    taken: set[int] = set()
    moment = Fraction(seated_kg * fit.seats_arm_cm)
    for piece, first in zip(load, places, strict=True):
        numbers = range(first, first + piece.positions)
        if not set(numbers) <= set(spot_of) - taken or len({spot_of[number].row for number in numbers}) != 1:
            return False
        if any(piece.kg > piece.positions * spot_of[number].max_kg for number in numbers):
            return False
        taken |= set(numbers)
        moment += Fraction(piece.kg, piece.positions) * sum(spot_of[number].arm_cm for number in numbers)
    kg = seated_kg + sum(piece.kg for piece in load)
    if not fit.balance or kg == 0:
        return True
    limit = next((one for one in fit.balance if kg <= one.up_to_kg), None)
    return limit is not None and limit.forward_arm_cm <= moment / kg <= limit.aft_arm_cm


def exists(fit: Configuration, load: list[Piece], seated_kg: int) -> bool:
    """Whether any choice of first positions is lawful: all of them are tried."""
    numbers = [spot.number for spot in fit.floor]
    return any(is_lawful(fit, load, places, seated_kg) for places in product(numbers, repeat=len(load)))


@given(floors(), pieces, st.integers(0, 2_000))
def test_places_are_found_exactly_where_some_exist(fit: Configuration, load: list[Piece], seated_kg: int) -> None:
    places = stow(fit, load, seated_kg=seated_kg)
    assert (places is not None) == exists(fit, load, seated_kg)
    assert places is None or is_lawful(fit, load, places, seated_kg)


@given(floors(), pieces, st.integers(0, 2_000))
def test_without_balance_only_the_floor_counts(fit: Configuration, load: list[Piece], seated_kg: int) -> None:
    unlimited = Configuration(
        configuration_id="any", seats=9, pallet_positions=fit.pallet_positions, outsize=True, floor=fit.floor
    )
    assert stow(fit, load, seated_kg=seated_kg, in_balance=False) == stow(unlimited, load, seated_kg=0)


@given(floors(), pieces, st.integers(0, 2_000))
def test_the_order_of_the_pieces_does_not_matter(fit: Configuration, load: list[Piece], seated_kg: int) -> None:
    there, back = stow(fit, load, seated_kg=seated_kg), stow(fit, load[::-1], seated_kg=seated_kg)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        found = sorted(zip(load, there, strict=True), key=lambda pair: (pair[0], pair[1]))
        assert found == sorted(zip(load[::-1], back, strict=True), key=lambda pair: (pair[0], pair[1]))


def full_floor(aft: int) -> Configuration:
    """Two rows of nine as in a C-17, 18 t of limits around the middle."""
    spots = tuple(
        FloorPosition(number=9 * side + index + 1, row="LR"[side], arm_cm=800 + 224 * index, max_kg=4_500)
        for side in range(2)
        for index in range(9)
    )
    return Configuration(
        configuration_id="cargo",
        seats=20,
        pallet_positions=18,
        outsize=True,
        floor=spots,
        seats_arm_cm=1_600,
        balance=(BalanceLimit(up_to_kg=60_000, forward_arm_cm=1_600, aft_arm_cm=aft),),
    )


def test_a_full_floor_of_mixed_items_is_placed_within_the_work_limit() -> None:
    load = [Piece(kg=17_000, positions=5), Piece(kg=13_000, positions=4), Piece(kg=9_000, positions=3)]
    load += [Piece(kg=900 + 137 * index, positions=1) for index in range(6)]
    places = stow(full_floor(1_800), load, seated_kg=1_800)
    assert places is not None
    assert is_lawful(full_floor(1_800), load, places, 1_800)


def test_two_wide_items_leave_no_gap_that_the_third_cannot_use() -> None:
    load = [Piece(kg=9_000, positions=4)] * 4
    places = stow(full_floor(1_900), load, seated_kg=0)
    assert places is not None
    assert is_lawful(full_floor(1_900), load, places, 0)
    assert stow(full_floor(1_900), [*load, Piece(kg=100, positions=2)], seated_kg=0) is None
