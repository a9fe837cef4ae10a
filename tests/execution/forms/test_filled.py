"""A form is filled or refused as a whole: everything that is wrong is told at once, box by box."""

import pytest

from repli.errors import InputError
from repli.execution.forms import FORMS, fill, typed_of_text
from repli.ledger.shapes import time_of_second
from tests.cast import NOON


def test_everything_that_is_wrong_is_told_at_once_with_the_option_that_it_came_from() -> None:
    with pytest.raises(InputError) as refused:
        fill(FORMS["arrive"], {"movement": "no id", "people": "many", "colour": "red"}, now=NOON)
    places = {(one.file, one.found) for one in refused.value.problems}
    assert places == {("--movement", "no id"), ("--people", "many"), ("--colour", "colour"), ("--place", "")}
    assert all(str(one.expected) for one in refused.value.problems)


def test_in_a_file_the_place_is_the_file_and_the_box() -> None:
    with pytest.raises(InputError) as refused:
        fill(FORMS["extend"], {"deadline": "soon", "clause": "4", "cause": "rain"}, now=NOON, place="form.toml")
    assert [one.place for one in refused.value.problems] == ["form.toml:deadline"]


def test_boxes_left_empty_have_their_default_and_are_not_typed() -> None:
    filled = fill(FORMS["arrive"], {"movement": "R1", "place": "HOME", "people": "5", "reason": "  "}, now=NOON)
    assert filled.text("time") == time_of_second(NOON)
    assert filled.count("items") == 0
    assert filled.typed == {"movement", "place", "people"}


def test_a_box_of_one_takes_no_second_value() -> None:
    with pytest.raises(InputError, match="1 problem"):
        fill(FORMS["close"], {"site": ["A", "B"], "last_off_block_at": "2024-07-08T00:05Z"}, now=NOON)


def test_the_text_of_a_row_types_its_boxes() -> None:
    assert typed_of_text(r"site=AB101; reason=rain\; then mud") == {"site": "AB101", "reason": "rain; then mud"}
    with pytest.raises(ValueError, match="site"):
        typed_of_text("site")


@pytest.mark.parametrize("kind", FORMS)
def test_every_box_has_a_name_of_its_own_help_and_what_it_expects(kind: str) -> None:
    boxes = FORMS[kind].boxes
    assert len({box.name for box in boxes}) == len(boxes)
    assert all(str(box.help) and str(box.shape.expected) for box in boxes)


@pytest.mark.parametrize("kind", FORMS)
def test_the_default_of_every_box_is_a_value_of_it(kind: str) -> None:
    for box in FORMS[kind].boxes:
        if box.default and not box.is_many and box.default != "now":
            assert box.shape.read(box.default) is not None
