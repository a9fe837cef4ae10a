"""What has to pass a site's stock: by hand on the tiny operation, and beside the rule book's own answer."""

from collections.abc import Callable

import pytest

from repli.model import Operation
from repli.planning.prices.doors import Yard
from repli.planning.prices.first import Firsts
from repli.planning.prices.passing import passing_of
from repli.rules.passages import passages_of
from repli.rules.routes import Ways
from tests.planning.generator import operation_of
from tests.planning.small_operations import small_operation
from tests.planning.wave_operations import wave_operation
from tests.tiny import edit_row, tiny_operation


def test_a_longer_transfer_at_the_base_makes_what_comes_by_road_later() -> None:
    tiny = tiny_operation()
    longer = edit_row(tiny, "sites", "BASE", transfer_minutes=tiny.site_of["BASE"].transfer_minutes + 7)
    minutes = [passing_of(Firsts(Yard(one)))["BASE"]["FEED"] for one in (tiny, longer)]
    assert minutes[1] == minutes[0] + 7


@pytest.mark.parametrize("draw", [small_operation, wave_operation, operation_of])
def test_planner_and_rule_book_find_the_same_passages(draw: Callable[[int], Operation]) -> None:
    found = 0
    for seed in range(25):
        operation = draw(seed)
        of_rules = passages_of(Ways(operation))
        passing = passing_of(Firsts(Yard(operation)))
        assert of_rules == {(start, site): minutes for site, some in passing.items() for start, minutes in some.items()}
        found += len(of_rules)
    assert found > 0 or draw is wave_operation
