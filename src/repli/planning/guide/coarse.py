"""The program of a guide made coarse: where the vehicles of a large operation stand when, in some thousand variables.

Time is cut into few long parts, what is alike but for when it is ready is one ware, and vehicles make rounds or go on
empty. Floors and closing waves are left out: they say who goes last, hardly where vehicles are of use.
"""

from collections.abc import Sequence
from dataclasses import replace

from repli.planning.acts import end_acts
from repli.planning.board import Board
from repli.planning.guide.program import sheet_of
from repli.planning.guide.scene import Scene, Standing
from repli.planning.guide.sheet import Sheet
from repli.planning.guide.trips import Trip
from repli.units import MINUTES_PER_DAY

__all__ = ["coarse_minutes", "coarse_sheet"]

_MOST_PARTS = 24
_MANY_TRIPS = 200
"""With more trips than this there are half as many parts."""


def coarse_minutes(minutes: int, trips: int) -> int:
    """Return the length in whole days of the parts into which so many minutes are cut, for so many trips."""
    parts = _MOST_PARTS if trips <= _MANY_TRIPS else _MOST_PARTS // 2
    return max(1, -(-minutes // (parts * MINUTES_PER_DAY))) * MINUTES_PER_DAY


def coarse_sheet(start: Board, plan: Board, trips: Sequence[Trip], haste: int) -> Sheet:
    """Return the coarse program of a board on which nothing has left, until a plan at hand has closed all.

    What is out last costs up to ``haste`` times more on top: with haste vehicles stand where the end comes sooner.
    """
    operation, board = start.ways.network.operation, start.copy()
    end_acts(board, plan.acts)
    begin, now = operation.agreement.day_starts[0], operation.as_of_minute
    for site_id, closing in plan.closings.items():
        board.closings[site_id] = replace(closing, clear_by=closing.last_off, wave_start=now)
    end = max((one.last_off for one in plan.closings.values()), default=now)
    length = coarse_minutes(end - begin, len(trips))
    scene = Scene(
        board=board,
        standing=tuple(
            Standing(max(diary.free_from, now), name, name)
            for name, diary in board.timeline.diaries.items()
            if diary.type_id in operation.type_of and diary.held is None
        ),
        appointments={},
        out_by=board.timeline.until,
        now=now,
        begin=begin,
        length=length,
        parts=(end - begin) // length + 2,
        pooled=True,
    )
    sheet = sheet_of(scene, [one for one in trips if one.empty or one.start == one.end])
    for (_, part, _), column in sheet.taken.items():
        sheet.program.gains[column] *= 1 + haste * (part / scene.parts) ** 3
    return sheet
