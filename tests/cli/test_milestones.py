"""How far each milestone is: reached, open, or missed, by what both have signed."""

from dataclasses import replace

import pytest

from repli.cli.milestones import milestone_lines, milestone_steps
from repli.model import Milestone
from repli.progress.figures import Figure
from repli.units import SECONDS_PER_MINUTE
from tests.tiny import at, tiny_operation

TINY = tiny_operation()
KG = sum(item.kg for item in TINY.items)


def figures(departed: int, kg: int, **others: int) -> tuple[Figure, ...]:
    values = {"people_baseline": 30, "people_departed": departed, "kg_departed": kg, **others}
    return tuple(Figure(name=name, value=value, grade="joint") for name, value in values.items())


@pytest.mark.parametrize(
    ("told", "day", "state"),
    [
        (figures(15, 0), 1, "reached"),
        (figures(14, 0), 1, "open"),
        (figures(14, 0), 2, "missed"),
        (figures(15, 0, people_reinforced=1), 1, "open"),
        (figures(15, 0, people_reinforced=2, people_retained=1, people_otherwise=1), 1, "reached"),
    ],
)
def test_half_of_the_people_by_the_end_of_day_1(told: tuple[Figure, ...], day: int, state: str) -> None:
    (step,) = milestone_steps(TINY, told, second=at(day) * SECONDS_PER_MINUTE)
    assert (step.milestone, step.state) == ("half", state)


def test_kg_are_those_of_the_items_that_must_go_and_nothing_is_rounded_up() -> None:
    third = Milestone(milestone_id="third", quantity="kg", fraction_ppm=333_334, due_minute=at(2))
    operation = replace(TINY, agreement=replace(TINY.agreement, milestones=(third,)))
    (step,) = milestone_steps(operation, figures(0, KG // 3), second=0)
    assert step.state == "open"
    assert list(milestone_lines((step,))) == [
        "Milestone third: 33.3 % of 33.3 % (weight of materiel), due 2030-01-08T23:00Z: open."
    ]
