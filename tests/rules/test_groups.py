"""Groups that are loaded whole, and lines that leave before others."""

import pytest

from tests.rules.breaches_of_acts import with_act
from tests.rules.judge import broken, restated
from tests.tiny import edit_row, tiny_operation, tiny_plan


@pytest.mark.parametrize(("item", "rules"), [("I1", set()), ("I2", {"together"})])
def test_lines_of_a_group_are_loaded_at_one_stop(item: str, rules: set[str]) -> None:
    """R1 loads BASE-STAFF and I1; R3 loads I2."""
    operation = edit_row(tiny_operation(), "people", "BASE-STAFF", together="G")
    operation = edit_row(operation, "items", item, together="G")
    assert broken(operation, tiny_plan()) == rules


@pytest.mark.parametrize(
    ("item", "later", "rules"),
    [
        ("I1", "BASE-STAFF", set()),  # the same off block
        ("I1", "I3", set()),
        ("I5", "I3", {"before"}),  # I5 leaves FEED first and FLD1 last
        ("S1", "I1", set()),  # the act ends at 08:00, R1 goes off block at 09:00
        ("I1", "S1", {"before"}),
    ],
)
def test_a_line_leaves_no_later_than_what_it_goes_before(item: str, later: str, rules: set[str]) -> None:
    operation, plan = with_act()
    operation = edit_row(operation, "items", item, before=(later,))
    assert broken(operation, restated(operation, plan)) == rules
