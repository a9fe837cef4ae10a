"""A balance that does not balance is never shown."""

import pytest

from repli.progress import BalanceRow
from repli.progress.balance import TERMS, site_balances, sum_of
from tests.progress.world import World


@pytest.mark.parametrize(("departed", "awaiting", "present"), [(3, 3, 3), (11, 0, -1)])
def test_a_row_that_does_not_balance_cannot_be_made(departed: int, awaiting: int, present: int) -> None:
    with pytest.raises(ValueError, match="accounted for once"):
        BalanceRow(site="NIA", category="military", baseline=10, departed=departed, awaiting=awaiting, present=present)


def test_cells_that_do_not_count_the_slots_are_found_out() -> None:
    world = World()
    replay = world.play(*world.start())
    replay._tables.taken.people.add(0)  # a fault that the rules cannot let in
    with pytest.raises(ValueError, match="count the same people"):
        _ = replay.balance


def row(site: str, category: str, **terms: int) -> BalanceRow:
    return BalanceRow(**{"site": site, "category": category, "departed": 0, "awaiting": 0, **terms})  # type: ignore[arg-type]  # by name


def test_each_term_of_the_identity_is_counted_once_and_on_its_side() -> None:
    came = {"baseline": 10, "reinforced": 2, "transferred_in": 3, "returned": 1}
    went = {"departed": 4, "awaiting": 1, "in_transit": 1, "retained": 1, "asylum": 1, "medevac": 1, "died": 1}
    whole = row("A", "x", **came, **went, transferred_out=2, present=4)
    assert whole.remaining == 6
    assert set(came) | set(went) | {"transferred_out", "present"} == set(TERMS)
    for name in TERMS:
        terms = {**came, **went, "transferred_out": 2, "present": 4}
        with pytest.raises(ValueError, match="accounted for once"):
            row("A", "x", **terms | {name: terms[name] + 1})


def test_who_has_returned_had_departed() -> None:
    with pytest.raises(ValueError, match="accounted for once"):
        row("A", "x", baseline=3, departed=1, returned=2, present=4)


def test_sites_and_the_whole_are_the_sums_of_their_rows() -> None:
    rows = (
        row("A", "x", baseline=5, departed=2, present=3),
        row("A", "y", baseline=4, retained=1, present=3),
        row("B", "x", baseline=2, transferred_in=1, present=3),
    )
    assert [(one.site, one.category, one.baseline, one.present) for one in site_balances(rows)] == [
        ("A", "", 9, 6), ("B", "", 2, 3),
    ]  # fmt: skip
    whole = sum_of(rows)
    assert (whole.site, whole.baseline, whole.departed, whole.retained, whole.remaining) == ("", 11, 2, 1, 9)
