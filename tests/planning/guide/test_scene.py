"""The grid of a guide: parts of equal length, few enough for a small program."""

from dataclasses import replace

import pytest

from repli.planning.guide.scene import part_minutes
from repli.units import MINUTES_PER_DAY
from tests.planning.elsewhere_operations import port_operation
from tests.planning.guide.toured import scene_of


@pytest.mark.parametrize(("days", "length"), [(8, 360), (9, 720), (17, 720), (18, 1440), (35, 2880), (400, 2880)])
def test_long_times_are_cut_into_longer_parts(days: int, length: int) -> None:
    assert part_minutes(days * MINUTES_PER_DAY) == length


def test_a_part_holds_its_first_minute_and_not_that_of_the_next() -> None:
    scene = scene_of(port_operation())
    assert [scene.part(scene.start(one)) for one in range(scene.parts)] == list(range(scene.parts))
    assert scene.part(scene.start(3) - 1) == 2
    assert scene.start(scene.parts) > max(one.last_off for one in scene.board.closings.values())


def test_days_are_counted_one_by_one_or_with_all_of_their_part() -> None:
    scene = scene_of(port_operation())
    assert [list(scene.days_with(day)) for day in (0, 1, 5)] == [[0], [1], [5]]
    assert list(replace(scene, length=3 * MINUTES_PER_DAY).days_with(4)) == [4]
    long = replace(scene, length=3 * MINUTES_PER_DAY, pooled=True)
    assert [list(long.days_with(day)) for day in (0, 2, 3)] == [[0, 1, 2], [0, 1, 2], [3, 4, 5]]
    last = len(scene.operation.agreement.day_starts) - 2
    assert long.days_with(last).stop == last + 1
