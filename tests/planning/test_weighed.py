"""Sites that a draft closes late weigh more in the next one; plans made so keep every rule."""

from dataclasses import replace

import pytest

from repli.errors import ImpossibleError, NoPlanError
from repli.planning import drafting, make_plan
from repli.planning.dispatch import dispatch
from repli.planning.improve.state import State
from repli.planning.variants import Variant, variants_of
from repli.planning.weighed import weighed, with_weighed_sites
from repli.rules import check_plan
from tests.planning.generator import operation_of
from tests.planning.late_sites import closed, twin_board

TASTE = variants_of(1)[0]


def test_a_site_weighs_more_the_later_it_closes_beside_others_of_its_stage() -> None:
    """Means are 200 and 90; three times a quarter later is 75 %, and no site loses more than half at a time."""
    board = closed((("A", "B", "C"), ("D",)), {"A": 250, "B": 200, "C": 150, "D": 90})
    assert weighed({}, board, 0) == {"A": 1750, "B": 1000, "C": 500, "D": 1000}


def test_weights_go_on_from_those_before_and_change_less_from_draft_to_draft() -> None:
    board = closed((("A", "B"),), {"A": 220, "B": 180})
    first = weighed({}, board, 0)
    assert first == {"A": 1300, "B": 700}
    assert weighed(first, board, 2) == {"A": 1300 * 1150 // 1000, "B": 700 * 850 // 1000}


def test_a_site_that_weighs_more_gets_the_day_first() -> None:
    for weight, first in ((1000, "BASE"), (1400, "TWIN")):
        board = twin_board()
        dispatch(board, ["BASE", "TWIN"], replace(TASTE, site_permille={"TWIN": weight}))
        assert board.sorties[0].slot.route.site_id == first


def test_the_best_draft_stays_and_no_more_than_three_in_a_row_are_made_in_vain() -> None:
    ranks = iter([5, 3, 4, 4, 4, 1])
    made: list[Variant] = []

    def state(rank: int) -> State:
        return State(board=closed((("A",),), {"A": 10}), order=None, objective=rank)  # type: ignore[arg-type]

    def draw(taste: Variant) -> State:
        made.append(taste)
        return state(next(ranks))

    best, taste = with_weighed_sites(state(6), TASTE, draw, lambda one: (one.objective,))  # type: ignore[dict-item, return-value]
    assert best.objective == 3  # type: ignore[comparison-overlap]
    assert taste is made[1]
    assert len(made) == 5


def test_plans_by_few_drafts_and_sites_weighed_keep_every_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "_FEW_SORTIES", 0)
    monkeypatch.setattr(drafting, "_ENOUGH_UNITS", 0)
    planned = 0
    for seed in range(12):
        operation = operation_of(seed)
        try:
            plan = make_plan(operation, seed=1, version="test")
        except (ImpossibleError, NoPlanError):
            continue
        planned += 1
        assert check_plan(operation, plan) == (), seed
    assert planned >= 3
