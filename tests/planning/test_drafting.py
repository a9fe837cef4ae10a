"""The best of many drafts: none is better, who stops it gets the best so far, and what is told is what is made."""

import pytest

from repli.errors import NoPlanError
from repli.planning.aims import ranked
from repli.planning.drafted import drafted
from repli.planning.drafting import Drafting, best_draft, starts_of
from repli.planning.improve.state import State, state_of
from repli.planning.stage import Stuck
from repli.planning.variants import variants_of
from repli.planning.ways import ways_of
from tests.planning.elsewhere_operations import drawn_elsewhere, strip_operation
from tests.tiny import tiny_operation


def rank(state: State) -> tuple[int, ...]:
    return ranked(state.objective)


@pytest.mark.parametrize("seed", [8, 9, 11, 15])
def test_no_draft_of_a_single_taste_is_better_than_the_best(seed: int) -> None:
    starts = starts_of(operation := drawn_elsewhere(seed), ways_of(operation))
    try:
        best = rank(best_draft(starts, Drafting(variants=variants_of(1), rank=rank)))
    except NoPlanError:
        best = None
    for taste in variants_of(1):
        found = drafted(starts[0].copy(), taste)
        if not isinstance(found, Stuck):
            assert best is not None
            assert best <= rank(state_of(found, starts[0].order))


def test_who_stops_at_once_gets_the_first_draft() -> None:
    operation = tiny_operation()
    drafting = Drafting(variants=variants_of(1), rank=rank, stopped=lambda: True)
    assert best_draft(starts_of(operation, ways_of(operation)), drafting).objective.closure_day == 1
    assert drafting.made == 1


def test_who_stops_before_there_is_a_draft_is_told_by_an_interrupt() -> None:
    """No taste empties the strip; only vehicles that stand at the base do (`tests.planning.test_rebased`)."""
    operation = strip_operation()
    drafting = Drafting(variants=variants_of(1), rank=rank, stopped=lambda: True)
    with pytest.raises(KeyboardInterrupt):
        best_draft(starts_of(operation, ways_of(operation)), drafting)


def test_without_more_thorough_drafts_the_tastes_alone_are_made_and_each_reason_is_named_once() -> None:
    operation = strip_operation()
    told: list[tuple[int, int]] = []
    drafting = Drafting(
        variants=variants_of(1), rank=rank, thorough=False, progress=lambda made, likely: told.append((made, likely))
    )
    with pytest.raises(NoPlanError) as refused:
        best_draft(starts_of(operation, ways_of(operation)), drafting)
    assert len(refused.value.reasons) == len(set(refused.value.reasons)) > 0
    assert told[-1][0] == drafting.made >= len(variants_of(1))
