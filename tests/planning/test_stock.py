"""Items in loading order, equal ones as one stack."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from repli.model import ItemLine
from repli.planning.stock import ItemLot, Place, Stock, item_lot
from tests.tiny import tiny_operation

ITEM: ItemLine = tiny_operation().items[0]

rows = st.lists(st.tuples(st.sampled_from([500, 900]), st.integers(1, 2), st.integers(0, 1)), max_size=14)


def key(lot: ItemLot) -> Place:
    return (lot.line.priority,)


def stock_of(wanted: list[tuple[int, int, int]]) -> Stock:
    """Items of few kinds in loading order: by priority."""
    stock = Stock()
    for index, (kg, priority, ready) in enumerate(wanted):
        stock.append(item_lot(replace(ITEM, line_id=f"I{index:02d}", kg=kg, priority=priority), ready, ()))
    stock.sort(key)
    return stock


@given(rows)
def test_stacks_hold_equal_items_only_and_keep_the_order(wanted: list[tuple[int, int, int]]) -> None:
    stock = stock_of(wanted)
    assert all(len({lot.shape for lot in stack}) == 1 for stack in stock.stacks)
    assert [lot.line.priority for lot in stock] == sorted(lot.line.priority for lot in stock)
    assert len(stock) == len(wanted) == len({lot.line.line_id for lot in stock})
    assert len(stock.stacks) == len({(lot.line.priority, lot.shape) for lot in stock})


@given(rows, st.integers(0, 10**6))
def test_items_taken_out_and_put_back_in_any_order_are_where_they_were(
    wanted: list[tuple[int, int, int]], seed: int
) -> None:
    dice = Random(seed)  # noqa: S311 - test data, not a secret
    stock, other = stock_of(wanted), stock_of(wanted)
    gone = [lot for lot in stock if dice.randint(0, 1)]
    stock.remove(gone)
    assert [lot for lot in other if lot not in gone] == list(stock)
    dice.shuffle(gone)
    for lot in gone:
        stock.append(lot)
    assert stock == other
    assert all(len({lot.shape for lot in stack}) == 1 for stack in stock.stacks)


def test_what_goes_together_or_before_something_stands_for_itself() -> None:
    lots = [
        item_lot(replace(ITEM, line_id="A", together="G"), 0, ()),
        item_lot(replace(ITEM, line_id="B", together="G"), 0, ()),
        item_lot(replace(ITEM, line_id="C", before=("A",)), 0, ()),
        item_lot(replace(ITEM, line_id="D"), 0, ()),
        item_lot(replace(ITEM, line_id="E"), 0, ()),
    ]
    stock = Stock()
    for lot in lots:
        stock.append(lot)
    stock.sort(key)
    assert [[lot.line.line_id for lot in stack] for stack in stock.stacks] == [["A"], ["B"], ["C"], ["D", "E"]]
    assert [one[0].line.line_id for one in stock.for_route(lambda _: True, 0)] == ["A", "B", "C", "D"]
    assert not stock.for_route(lambda _: False, 0)


@given(rows, st.data())
def test_items_that_come_again_at_any_minute_are_taken_out_as_themselves(
    wanted: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """A feeder that is called back and sent again brings its items later, or at the same minute as before."""
    stock = stock_of(wanted)
    here = {lot.line.line_id: lot for lot in stock}
    for _ in range(8):
        name = data.draw(st.sampled_from(sorted(here))) if here else None
        if name is None:
            break
        stock.remove([here.pop(name)])
        if data.draw(st.booleans()):
            index = int(name[1:])
            ready = data.draw(st.integers(0, 2))
            here[name] = item_lot(
                replace(ITEM, line_id=name, kg=wanted[index][0], priority=wanted[index][1]), ready, ()
            )
            stock.append(here[name])
        assert sorted(lot.line.line_id for lot in stock) == sorted(here)
        assert {lot.line.line_id: lot.ready for lot in stock} == {name: lot.ready for name, lot in here.items()}
        assert all(len({lot.shape for lot in stack}) == 1 for stack in stock.stacks)


@given(rows)
def test_every_item_that_waits_is_found_by_its_name_and_no_other(wanted: list[tuple[int, int, int]]) -> None:
    stock = stock_of(wanted)
    stock.append(item_lot(replace(ITEM, line_id="LATE"), 7, ()))  # it has no place
    for lot in tuple(stock):
        assert stock.find(lot.line.line_id) == lot
    gone = tuple(stock)[::2]
    stock.remove(gone)
    assert all(stock.find(lot.line.line_id) is None for lot in gone)
    assert stock.find("NONE") is None
