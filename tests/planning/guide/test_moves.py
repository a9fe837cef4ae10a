"""Whole vehicles follow fractions: nowhere is more missing than the slack while as much is too many elsewhere."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.planning.board import board_of
from repli.planning.guide.coarse import coarse_sheet
from repli.planning.guide.moves import Move, moves_of, pace_of, send_all
from repli.planning.guide.sheet import Sheet
from repli.planning.guide.trips import trips_of
from repli.planning.postings import last_posting
from repli.units import MINUTES_PER_DAY
from tests.planning.elsewhere_operations import strip_operation
from tests.planning.guide.toured import drafted


def sheet_of_strip() -> Sheet:
    state = drafted(strip_operation())
    assert state is not None
    start = board_of(state.board.ways)
    return coarse_sheet(start, state.board, trips_of(start), 0)


STRIP = sheet_of_strip()


def spread(sheet: Sheet, dice: Random) -> list[float]:
    """Values for which the vehicles of a type are spread over its places at random in each part."""
    values = [0.0] * len(sheet.program.gains)
    count = Counter(sheet.scene.board.timeline.diaries[one.posting].type_id for one in sheet.scene.standing)
    for type_id, part in dict.fromkeys((type_id, part) for type_id, _, part in sheet.there):
        columns = [column for (kind, _, at), column in sheet.there.items() if (kind, at) == (type_id, part)]
        shares = [dice.randint(0, 9) + 0.1 for _ in columns]
        for column, share in zip(columns, shares, strict=True):
            values[column] = count[type_id] * share / sum(shares)
    return values


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([0.5, 0.7, 0.9]))
def test_after_each_part_no_two_places_are_off_by_more_than_the_slack(dice: Random, slack: float) -> None:
    scene, values = STRIP.scene, spread(STRIP, dice)
    moves = list(moves_of(STRIP, values, slack))
    at = {one.vehicle_id: scene.board.timeline.diaries[one.posting].home for one in scene.standing}
    kind = {one.vehicle_id: scene.board.timeline.diaries[one.posting].type_id for one in scene.standing}
    for part in range(scene.part(scene.now), scene.parts):
        while moves and scene.part(moves[0].minute) == part:
            move = moves.pop(0)
            at[move.vehicle_id] = move.place_id
        for type_id in {type_id for type_id, *_ in STRIP.there}:
            standing = Counter(place for name, place in at.items() if kind[name] == type_id)
            off = [
                values[column] - standing[place]
                for (one, place, when), column in STRIP.there.items()
                if (one, when) == (type_id, part)
            ]
            assert min(max(off), -min(off)) <= slack
    assert moves == []


def test_vehicles_that_are_sent_stand_where_they_went_one_move_after_the_other() -> None:
    board, now = board_of(STRIP.scene.board.ways), STRIP.scene.now
    send_all(board, [Move(now, "L1", "FLD1"), Move(now + MINUTES_PER_DAY, "L1", "OUT1"), Move(now, "L2", "FLD9")])
    homes = [board.timeline.diaries[name].home for name in ("L1", "L1@1", "L1@2")]
    assert homes == ["OUT1", "FLD1", "OUT1"]
    assert board.timeline.diaries["L1@2"].free_from > now + MINUTES_PER_DAY
    assert last_posting(board, "L1") == "L1@2"
    assert last_posting(board, "L2") == "L2"


def test_the_pace_ends_at_what_the_solution_makes_and_never_falls() -> None:
    values = STRIP.program.solve()
    pace = pace_of(STRIP, values, 0.5)
    made: Counter[tuple[str, str]] = Counter()
    for (number, _), columns in STRIP.goes.items():
        trip = STRIP.trips[number]
        if not trip.empty:
            made[trip.type_id, trip.route.site_id] += sum(values[one] for one in columns)  # type: ignore[assignment]  # a sum
    assert made
    for what, course in pace.by.items():
        assert list(course) == sorted(course)
        assert abs(course[-1] - made[what]) < 1e-9
