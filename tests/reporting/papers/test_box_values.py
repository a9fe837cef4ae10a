"""What each shape of box holds: figures typed either way are the same, an empty box says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.reporting.papers.box_list import BOXES, PRINTED_KEYS
from repli.reporting.papers.box_values import EMPTY, EXPECTED, value_of
from repli.units import text_of_minute

SLOTS = st.lists(st.integers(min_value=0, max_value=10**6), unique=True, min_size=1, max_size=20)


def fits(shape: str, value: object) -> bool:
    """Say whether a box takes the value; ValueError is how it says no."""
    try:
        value_of(shape, value)
    except ValueError:
        return False
    return True


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_a_count_is_the_same_with_and_without_quotation_marks(count: int) -> None:
    assert value_of("count", count) == value_of("count", str(count)) == count


@given(SLOTS, st.sampled_from([" ", ", ", ";", "\t "]))
def test_slots_are_the_same_as_a_list_and_as_a_text_and_come_in_order(slots: list[int], between: str) -> None:
    assert value_of("slots", slots) == value_of("slots", between.join(map(str, slots))) == tuple(sorted(slots))


@given(SLOTS)
def test_a_slot_twice_is_no_list_of_slots(slots: list[int]) -> None:
    assert not fits("slots", [*slots, slots[0]])


@given(st.integers(min_value=0, max_value=60 * 24 * 365 * 200))
def test_a_time_is_read_back_as_it_was_written(minute: int) -> None:
    text = text_of_minute(minute)
    assert value_of("time", text) == value_of("time", text.replace("T", " ").rstrip("Z")) == minute


@pytest.mark.parametrize("shape", EXPECTED)
@pytest.mark.parametrize("empty", ["", []])
def test_an_empty_box_says_nothing_whatever_its_shape(shape: str, empty: object) -> None:
    assert value_of(shape, empty) == EMPTY[shape]


@pytest.mark.parametrize(
    ("shape", "given_value"),
    [("count", "٣"), ("count", 1.0), ("count", "1_0"), ("clock", "24:00"), ("clock", "9:00"), ("time", "2024-06-07"),
     ("texts", [1]), ("slots", [True]), ("slots", [-1]), ("text", ["a"]), ("sign", 1), ("sign", "true")],
)  # fmt: skip
def test_what_does_not_fit_its_shape_is_refused(shape: str, given_value: object) -> None:
    assert not fits(shape, given_value)


def test_boxes_are_numbered_from_one_and_no_key_is_used_twice() -> None:
    assert [box.number for box in BOXES.values()] == list(range(1, len(BOXES) + 1))
    assert set(BOXES).isdisjoint(PRINTED_KEYS)
    assert {box.shape for box in BOXES.values()} == set(EXPECTED) == set(EMPTY)
