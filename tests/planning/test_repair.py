"""The search for the plan that changes least ends where no less can move, and always with a plan of the same input."""

from dataclasses import replace

from repli.model import Operation
from repli.planning.draft import draft_of
from repli.planning.forced import Least
from repli.planning.moved import calendar_of
from repli.planning.repair import EFFORT, Search, repaired
from tests.planning.grounds import agreed_plan, ground_at
from tests.tiny import at, edit_row, tiny_operation


def search_of(
    operation: Operation, *, least: int = 0, effort: int = EFFORT, held: frozenset[str] = frozenset()
) -> Search:
    """A search from day 1 on."""
    return Search(
        ground=ground_at(at(1), operation),
        calendar=calendar_of(operation, agreed_plan(), at(1), 30),
        held=held,
        least=Least(anyway=least, forced=least, charges=()),
        target=agreed_plan().objective.as_tuple()[:3],
        seed=1,
        effort=effort,
    )


def lost() -> Operation:
    """The tiny operation after an aircraft was lost at the start of day 1: its flight of that evening cannot stay."""
    return edit_row(tiny_operation(), "vehicles", "L1", available_to_minute=at(1))


def test_where_nothing_has_happened_the_first_try_is_the_agreed_plan_and_the_last() -> None:
    search = search_of(tiny_operation())
    state = repaired(search)
    assert draft_of(state.board).movements == agreed_plan().movements
    assert search.tried == {(frozenset(), 0)}
    assert search.done


def test_what_cannot_stay_moves_and_what_has_begun_does_not() -> None:
    search = search_of(lost(), least=1)
    draft = draft_of(repaired(search).board)
    assert "R004" in search.calendar.moved(draft)
    assert "C001" not in search.calendar.moved(draft)
    begun = [one.stops for one in agreed_plan().movements if one.stops[0].off_block_minute < at(1)]
    assert len(begun) == 2
    assert all(stops in [one.stops for one in draft.movements] for stops in begun)


def test_the_same_search_gives_the_same_plan_and_more_work_none_worse() -> None:
    ranks = []
    for effort in (1, EFFORT, EFFORT):
        search = search_of(lost(), effort=effort)
        repaired(search)
        assert search.best is not None
        ranks.append(search.best[0])
    assert ranks[1] == ranks[2] <= ranks[0]


def test_with_no_work_left_only_one_way_is_tried() -> None:
    search = search_of(lost(), effort=1)
    repaired(search)
    assert len(search.tried) == 1


def test_what_is_held_is_never_let_go() -> None:
    late = replace(tiny_operation(), items=tuple(replace(one, latest_minute=at(1)) for one in tiny_operation().items))
    search = search_of(late, held=frozenset({"R003", "R004"}))
    repaired(search)
    assert len(search.tried) > 1
    assert all(not let_go & {"R003", "R004"} for let_go, _ in search.tried)
