"""Acts of handover and closing waves on the tiny operation."""

from dataclasses import replace

from repli.model import Floor
from repli.planning import make_plan
from repli.planning.board import Board, board_of
from repli.planning.closing import act_starts, load_wave, reserve_wave
from repli.planning.lots import SiteBook
from repli.planning.stock import Stock
from repli.planning.ways import ways_of
from repli.rules import check_plan
from repli.units import Interval
from tests.planning.changes import with_air_clearance
from tests.planning.timelines import state_of
from tests.tiny import at, edit_row, tiny_operation


def tiny_board(**site: object) -> Board:
    operation = edit_row(tiny_operation(floors=()), "sites", "BASE", **site) if site else tiny_operation(floors=())
    return board_of(ways_of(operation))


def small_rest(board: Board, *, people: int = 6) -> SiteBook:
    """BASE with its guards and one item only."""
    rest = board.books["BASE"].copy()
    rest.people = [lot for lot in rest.people if lot.line.line_id == "BASE-GUARD"]
    rest.people[0].count = people
    rest.items.remove(list(rest.items)[1:])
    return rest


def test_acts_start_in_office_hours_after_the_notice() -> None:
    board = tiny_board()
    starts = list(act_starts(board, board.books["BASE"].site, at(0)))
    assert starts[:3] == [
        at(1, 8),
        at(1, 12),
        at(1, 14),
    ]  # notice 24 hours; two hours before the office closes at the latest
    assert at(2, 8) in starts


def test_an_act_waits_for_the_last_load_from_a_feeder() -> None:
    board = tiny_board()
    board.cleared["BASE"] = at(2, 9)
    assert next(act_starts(board, board.books["BASE"].site, at(0))) == at(2, 9)


def test_the_last_off_block_comes_a_wave_after_the_start_of_the_act() -> None:
    board = tiny_board()
    closing = reserve_wave(board, board.books["BASE"].site, at(1, 8), small_rest(board), 0)
    assert closing is not None
    assert (closing.last_off, closing.wave_start) == (at(1, 11), at(1, 8))
    assert closing.act is not None
    assert (closing.act.notice_minute, closing.act.start_minute, closing.act.end_minute) == (
        at(0, 8),
        at(1, 8),
        at(1, 10),
    )


def test_a_long_act_ends_before_the_last_off_block_unless_the_site_acts_after() -> None:
    before, after = tiny_board(handover_minutes=400), tiny_board(handover_minutes=400, act_after=True)
    for board, last_off in ((before, at(1, 14, 40)), (after, at(1, 11))):
        closing = reserve_wave(board, board.books["BASE"].site, at(1, 8), small_rest(board), 0)
        assert closing is not None
        assert closing.last_off == last_off


def test_what_does_not_fit_on_the_flights_of_the_wave_makes_no_wave() -> None:
    board = tiny_board()
    held = board.timeline.copy()
    rest = small_rest(board, people=41)  # two flights a day are cleared, 20 seats each
    assert reserve_wave(board, rest.site, at(1, 8), rest, 0) is None
    assert state_of(board.timeline) == state_of(held)


def one_a_day(*, open_at_night: bool) -> Board:
    """A board on which one off block a day is cleared, at a field that is open at night or not."""
    operation = with_air_clearance(tiny_operation(floors=()), at(0), at(6), limit_per_day=1)
    if open_at_night:
        operation = edit_row(operation, "fields", "FLD1", open_intervals=(Interval(at(0), at(6)),))
    return board_of(ways_of(operation))


def test_over_midnight_a_wave_has_the_clearances_of_two_days() -> None:
    board = one_a_day(open_at_night=True)
    rest = small_rest(board, people=36)  # 20 seats each, one flight a day is cleared
    assert reserve_wave(board, rest.site, at(1, 8), rest, 0) is None
    board.over_midnight = True
    closing = reserve_wave(board, rest.site, at(1, 8), rest, 0)
    assert closing is not None
    before, last = sorted(slot.off_minute for slot in closing.flights)
    assert closing.wave_start <= before < at(2) <= last == closing.last_off
    board.books["BASE"], board.closings["BASE"] = rest, closing
    assert load_wave(board, "BASE")


def test_no_wave_goes_over_a_midnight_at_which_the_field_is_shut() -> None:
    board = one_a_day(open_at_night=False)
    rest = small_rest(board, people=36)
    board.over_midnight = True
    assert all(reserve_wave(board, rest.site, start, rest, 0) is None for start in act_starts(board, rest.site, at(1)))


def test_the_plan_takes_the_wave_over_midnight_where_it_closes_sooner() -> None:
    """Guards who have to stay until day 3, or until the wave, need two flights, and one a day is cleared."""
    floor = Floor(site_id="BASE", quantity="people", function="guard", steps=((at(0), 36), (at(3), 4)))
    tiny = tiny_operation()
    operation = tiny_operation(
        agreement=replace(tiny.agreement, milestones=()),
        people=(replace(tiny.people_of["BASE-GUARD"], count=36),),
        items=(),
        floors=(floor,),
        sites=tuple(one for one in tiny.sites if one.site_id != "FEED"),
        vehicles=tuple(one for one in tiny.vehicles if one.type_id == "LIFT"),
        legs=tuple(one for one in tiny.legs if one.mode == "air"),
        passages=tuple(one for one in tiny.passages if one.type_id == "LIFT"),
    )
    operation = with_air_clearance(operation, at(0), at(6), limit_per_day=1)
    operation = edit_row(operation, "fields", "FLD1", open_intervals=(Interval(at(0), at(6)),))
    before = make_plan(operation, seed=1, version="test", thorough=False)
    after = make_plan(operation, seed=1, version="test")
    assert check_plan(operation, before) == check_plan(operation, after) == ()
    assert (before.objective.closure_day, after.objective.closure_day) == (4, 2)


def test_the_guards_sit_on_a_flight_of_the_last_formation() -> None:
    board = tiny_board()
    rest = small_rest(board)
    closing = reserve_wave(board, board.books["BASE"].site, at(1, 8), rest, 1)
    assert closing is not None
    board.books["BASE"] = rest
    board.closings["BASE"] = closing
    assert load_wave(board, "BASE")
    last = max(board.sorties, key=lambda sortie: sortie.slot.off_minute)
    assert last.slot.off_minute == closing.last_off
    assert sum(count for line, count, _ in last.people if line == "BASE-GUARD") >= 4
    assert board.books["BASE"].empty


def test_as_few_flights_as_possible_are_used() -> None:
    board = tiny_board()
    rest = small_rest(board)
    closing = reserve_wave(board, board.books["BASE"].site, at(1, 8), rest, 1)
    assert closing is not None
    assert len(closing.flights) == 2
    board.books["BASE"], board.closings["BASE"] = rest, closing
    assert load_wave(board, "BASE")
    assert len(board.sorties) == 1


def test_an_empty_site_has_an_act_and_no_flight() -> None:
    board = tiny_board()
    rest = small_rest(board)
    rest.people, rest.items = [], Stock()
    closing = reserve_wave(board, board.books["BASE"].site, at(1, 8), rest, 0)
    assert closing is not None
    assert closing.flights == ()
    assert closing.act is not None


def test_a_site_that_was_handed_over_needs_no_act() -> None:
    board = tiny_board(handover_minutes=0, notice_minutes=0, office_intervals=())
    closing = reserve_wave(board, board.books["BASE"].site, at(0, 8), replace(small_rest(board)), 0)
    assert closing is not None
    assert closing.act is None


def test_an_act_days_before_the_last_are_ready_closes_a_site_that_has_no_office_hours_since() -> None:
    """Docs/reference/plan-meaning.md, F: nothing says how soon after the act the wave comes."""
    cleared = with_air_clearance(tiny_operation(), at(0, 6), at(5, 6), limit_per_day=2, tolerance_minutes=0)
    rested = edit_row(cleared, "people", "BASE-GUARD", ready_minute=at(4, 18))
    operation = edit_row(rested, "sites", "BASE", office_intervals=(Interval(at(2, 8), at(2, 16)),))
    plan = make_plan(operation, seed=1, version="test")
    assert check_plan(operation, plan) == ()
    act = next(one for one in plan.handovers if one.site_id == "BASE")
    assert act.end_minute <= at(2, 16)
    assert max(stop.off_block_minute for one in plan.movements for stop in one.stops if stop.loads) >= at(4, 18)
