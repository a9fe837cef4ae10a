"""The nine figures, their order and their grades, by hand."""

import pytest

from repli.progress import figure_of, figures, initial_state
from repli.progress.figures import figure_value
from repli.progress.names import FIGURE_NAMES
from tests.progress.world import BOTH, World, depart, opening


def test_the_figures_of_a_log_by_hand() -> None:
    """3 people and 1 item of 100 kg opened; 2 people with 2 items of 200 kg joint; 1 person waits."""
    world = World()
    world.play(*world.start(), world.event(opening((0, 1, 6), (0,)), BOTH))
    state = world.play(world.event(depart("R1", (2, 7), (1, 2)), BOTH), world.event(depart("R2", (3,)))).state
    assert [(one.name, one.value, one.grade) for one in figures(state)] == [
        ("people_baseline", 10, "joint"),
        ("people_opening", 3, "declared"),
        ("people_counted", 2, "joint"),
        ("people_departed", 5, "declared"),
        ("people_remaining", 5, "declared"),
        ("items_baseline", 4, "joint"),
        ("items_departed", 3, "declared"),
        ("kg_departed", 300, "declared"),
        ("movements_departed", 1, "joint"),
    ]


def test_without_an_opening_everything_that_both_signed_is_joint() -> None:
    world = World()
    state = world.play(*world.start(), world.event(depart("R1", (0,), (0,)), BOTH)).state
    assert {one.grade for one in figures(state) if one.name != "people_opening"} == {"joint"}


def test_an_opening_of_items_alone_grades_items_and_kg_alone() -> None:
    world = World()
    state = world.play(*world.start(), world.event(opening((), (0,)), BOTH)).state
    declared = {one.name for one in figures(state) if one.grade == "declared"}
    assert declared == {"people_opening", "items_departed", "kg_departed"}


def test_figures_stand_in_the_order_of_the_format() -> None:
    assert tuple(one.name for one in figures(initial_state())) == FIGURE_NAMES


def test_a_figure_is_found_by_name() -> None:
    assert figure_of(initial_state(), "people_baseline").value == 0
    with pytest.raises(KeyError):
        figure_of(initial_state(), "people_left")


def test_a_figure_is_written_with_grade_name_and_value() -> None:
    one = figure_of(initial_state(), "kg_departed")
    assert figure_value(one) == {"grade": "joint", "name": "kg_departed", "value": 0}
