"""Loads: never more than the vehicle takes or the floors let go, and never less than one more thing would fit."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from repli.model import Configuration, ItemLine, PeopleLine
from repli.planning.hold import Apart, Load, Weights
from repli.planning.lots import NO_LIMIT, PeopleLot
from repli.planning.packing import Lots, best_load, fill_percent
from repli.planning.stock import ItemLot, Row, Stock, Waiting, item_lot
from tests.tiny import tiny_operation

PERSON: PeopleLine = tiny_operation().people[0]
ITEM: ItemLine = tiny_operation().items[0]
WEIGHTS = Weights(person=1_000, kg=1)
CARGO = Configuration(configuration_id="cargo", seats=4, pallet_positions=6, outsize=True)
PAX = Configuration(configuration_id="pax", seats=12, pallet_positions=1, outsize=False)

crowds = st.lists(st.integers(1, 9), max_size=4).map(
    lambda counts: [PeopleLot(PERSON, 0, count, ((0, 1),)) for count in counts]
)
goods = st.lists(
    st.tuples(st.integers(100, 4_000), st.integers(0, 3), st.sampled_from(["pallet", "outsize"])), max_size=8
).map(
    lambda rows: [
        item_lot(replace(ITEM, line_id=f"I{index}", kg=kg, positions=positions, item_class=kind), 0, ((1, kg),))
        for index, (kg, positions, kind) in enumerate(rows)
    ]
)


def waiting(people: list[PeopleLot], items: list[ItemLot]) -> Lots:
    """People, and items in the order given, equal neighbours as one stack."""
    stock = Stock()
    for lot in items:
        stock.append(lot)
    stock.sort(lambda lot: (int(lot.line.line_id[1:]),))
    return people, stock.for_route(lambda _: True, None)


def room_left(load: Load, payload_kg: int, rooms: list[int]) -> tuple[int, int, int, int, int]:
    """Kg, seats, positions, people and item kg that may still be taken."""
    return (
        payload_kg - load.kg,
        load.configuration.seats - load.people_count,
        load.configuration.pallet_positions - sum(lot.line.positions for lot in load.items),
        rooms[0] - load.people_count,
        rooms[1] - load.item_kg,
    )


@given(crowds, goods, st.integers(0, 9_000), st.integers(0, 20), st.integers(0, 9_000))
def test_a_load_keeps_every_limit(
    people: list[PeopleLot], items: list[ItemLot], payload_kg: int, free_people: int, free_kg: int
) -> None:
    load = best_load((CARGO, PAX), payload_kg, waiting(people, items), [free_people, free_kg], WEIGHTS)
    if load is not None:
        assert min(room_left(load, payload_kg, [free_people, free_kg])) >= 0
        assert load.configuration.outsize or all(lot.line.item_class != "outsize" for lot in load.items)
        assert all(count <= lot.count for lot, count in load.people)
        assert len({lot.line.line_id for lot in load.items}) == len(load.items)


@given(crowds, goods, st.integers(0, 9_000))
def test_nothing_that_waits_would_still_fit(people: list[PeopleLot], items: list[ItemLot], payload_kg: int) -> None:
    rooms = [NO_LIMIT, NO_LIMIT]
    load = best_load((CARGO,), payload_kg, waiting(people, items), rooms, WEIGHTS)
    kg, seats, positions, *_ = (payload_kg, 4, 6) if load is None else room_left(load, payload_kg, rooms)
    taken = set() if load is None else {lot.line.line_id for lot in load.items}
    seated = 0 if load is None else load.people_count
    if seated < sum(lot.count for lot in people):
        assert seats == 0 or kg < PERSON.kg_per_person
    for lot in items:
        assert lot.line.line_id in taken or lot.line.kg > kg or lot.line.positions > positions


def test_the_configuration_that_takes_more_worth_is_chosen() -> None:
    people, items = [PeopleLot(PERSON, 0, 12, ())], [item_lot(replace(ITEM, kg=2_000), 0, ())]
    assert best_load((CARGO, PAX), 9_000, waiting(people, items), [], WEIGHTS) == best_load(
        (PAX,), 9_000, waiting(people, items), [], WEIGHTS
    )
    heavy = [item_lot(replace(ITEM, line_id=f"I{index}", kg=1_500), 0, ()) for index in range(6)]
    chosen = best_load((CARGO, PAX), 20_000, waiting([], heavy), [], WEIGHTS)
    assert chosen is not None
    assert (chosen.configuration, len(chosen.items)) == (CARGO, 6)


@given(
    st.lists(
        st.tuples(st.sampled_from([900, 1_700]), st.integers(0, 2), st.sampled_from([None, "1.2", "3"])), max_size=12
    ),
    st.integers(0, 12_000),
    st.integers(0, 12_000),
    st.sampled_from([frozenset(), frozenset({("1.2", "1.2")}), frozenset({("1.2", "3")})]),
)
def test_a_stack_is_taken_as_its_items_one_by_one_are(
    rows: list[tuple[int, int, str | None]], payload_kg: int, free_kg: int, apart: Apart
) -> None:
    items = [
        item_lot(
            replace(ITEM, line_id=f"I{index:02d}", kg=kg, positions=positions, dangerous_class=danger), 0, ((0, kg),)
        )
        for index, (kg, positions, danger) in enumerate(rows)
    ]
    stock = Stock()
    for lot in items:
        stock.append(lot)
    stock.sort(lambda lot: (lot.line.priority,))
    one_by_one = Waiting((Row([(lot,) for lot in stock], list(range(len(items))), (0, 0)),))
    assert len(stock.stacks) == len({lot.shape for lot in items})
    for configuration in (CARGO, PAX):
        stacked = stock.for_route(lambda _: True, None)
        whole = best_load((configuration,), payload_kg, ([], stacked), [free_kg], WEIGHTS, apart)
        assert whole == best_load((configuration,), payload_kg, ([], one_by_one), [free_kg], WEIGHTS, apart)


def test_fill_is_the_largest_share() -> None:
    load = Load(configuration=PAX, people=((PeopleLot(PERSON, 0, 12, ()), 6),), items=())
    assert fill_percent(load, 10_000) == 50


def test_an_empty_load_is_none() -> None:
    assert best_load((CARGO,), 9_000, ([], Waiting()), [], WEIGHTS) is None
