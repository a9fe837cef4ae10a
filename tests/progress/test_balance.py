"""A balance that does not balance is never shown."""

import pytest

from repli.progress import BalanceRow
from tests.progress.world import World


@pytest.mark.parametrize(("departed", "awaiting", "present"), [(3, 3, 3), (11, 0, -1)])
def test_a_row_that_does_not_balance_cannot_be_made(departed: int, awaiting: int, present: int) -> None:
    with pytest.raises(ValueError, match="baseline = departed"):
        BalanceRow(site="NIA", category="military", baseline=10, departed=departed, awaiting=awaiting, present=present)


def test_cells_that_do_not_count_the_slots_are_found_out() -> None:
    world = World()
    replay = world.play(*world.start())
    replay._tables.taken.people.add(0)  # a fault that the rules cannot let in
    with pytest.raises(ValueError, match="count the same people"):
        _ = replay.balance
