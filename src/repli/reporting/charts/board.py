"""The board of a field: one row a spot, one bar a stay, week under week, so that hours can be read and printed.

Solid = a cleared movement stands there, hollow = a clearance is missing, pale = a vehicle only stands there, hatched =
another user of the field. The dark line at the foot of a bar is loading and unloading; grey ground = the field is shut.
A week in which nothing stands there is not drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repli.errors import phrase
from repli.reporting.charts.calendar import Calendar
from repli.reporting.charts.canvas import line, rect, rects, text
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import svg_open
from repli.reporting.charts.theme import BAND, INK, LATE, PAPER, PLAN, QUIET, RULE, SHUT
from repli.reporting.parking import Stay
from repli.reporting.voice import Voice
from repli.units import MINUTES_PER_DAY, Interval

__all__ = ["Board", "board_chart"]

_WIDE, _ROW, _TALL, _GAP = 900, 21, 15, 22
_LETTER = 6.6
_WEEK = 7 * MINUTES_PER_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What is drawn: rows by spot number (``None``: stays that found no spot), stays, opening hours, names on bars.

    ``cleared`` are the movements that no clearance is missing for.
    """

    first_minute: int
    last_minute: int
    rows: tuple[tuple[int | None, str], ...]
    stays: tuple[Stay, ...]
    open_intervals: tuple[Interval, ...]
    cleared: frozenset[str]


def board_chart(board: Board, voice: Voice, *, chart_id: str, title: str, table: Table) -> Chart:
    """Draw the weeks of a field one under the other."""
    left = 10 + _LETTER * max((len(name) for _, name in board.rows), default=0)
    weeks = list(_weeks(board, left, voice))
    tall = _ROW * len(board.rows) + _GAP
    description = voice.say(
        "Spots of the field over {weeks} weeks; who holds which spot when stands in the table.", weeks=len(weeks)
    )
    hatch = (
        f'<defs><pattern id="{chart_id}-h" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0,3H6" stroke="{INK}" stroke-width="2"/></pattern></defs>'
    )
    parts = [
        svg_open(chart_id, f"0 0 {_WIDE} {max(tall * len(weeks), tall)}", title, description),
        hatch if any(not stay.vehicle_id for stay in board.stays) else "",
        '<g font-size="12">',
        *(_week(board, days, tall * number, chart_id) for number, days in enumerate(weeks)),
        "</g></svg>",
    ]
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=_legend(board, voice), table=table)


def _weeks(board: Board, left: float, voice: Voice) -> Iterator[Calendar]:
    """Yield the weeks in which something stands at the field."""
    for start in range(board.first_minute, board.last_minute, _WEEK):
        if any(stay.start_minute < start + _WEEK and start < stay.end_minute for stay in board.stays):
            yield Calendar(first_minute=start, last_minute=start + _WEEK, left=left, right=_WIDE - 4, voice=voice)


def _week(board: Board, days: Calendar, top: float, chart_id: str) -> str:
    """Draw one week: shut hours, days, rows, stays."""
    bottom = top + _ROW * len(board.rows)
    shut = [
        (days.x(start), top, days.x(end) - days.x(start), bottom - top)
        for start, end in _shut(board.open_intervals, days.first_minute, days.last_minute)
    ]
    parts = [rects(shut, fill=SHUT), days.drawn(top, bottom)]
    for number, (spot, name) in enumerate(board.rows):
        middle = top + _ROW * number + _ROW / 2
        ink = LATE if spot is None else QUIET
        parts.append(text(days.left - 6, middle + 4, name, fill=ink, text_anchor="end"))
        parts.append(line(days.left, middle + _ROW / 2, days.right, middle + _ROW / 2, stroke=RULE))
        here = [
            stay
            for stay in board.stays
            if stay.spot == spot and stay.start_minute < days.last_minute and days.first_minute < stay.end_minute
        ]
        ends = [*(days.x(after.start_minute) for after in here[1:]), days.right]
        parts += [
            _stay(days, stay, _look(board, stay, chart_id), middle, end) for stay, end in zip(here, ends, strict=False)
        ]
    return "".join(parts)


def _shut(open_intervals: tuple[Interval, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield what lies between the opening hours."""
    at = first
    for one in sorted(open_intervals):
        if one.end_minute <= first or one.start_minute >= last:
            continue
        if one.start_minute > at:
            yield at, one.start_minute
        at = max(at, one.end_minute)
    if at < last:
        yield at, last


def _stay(days: Calendar, stay: Stay, look: tuple[str, str], middle: float, room_to: float) -> str:
    """Draw a stay (``look``: fill, outline), its work at the foot, and its name inside or after it where it fits."""
    x, end = days.x(stay.start_minute), days.x(stay.end_minute)
    wide, top = max(end - x, 1.5), middle - _TALL / 2
    fill, ink = look
    parts = [rect(x, top, wide, _TALL, fill=fill, stroke=ink, stroke_width=1.2)]
    parts.append(rects(list(_works(days, stay, top + _TALL - 4)), fill=INK))
    name = stay.movement_id or stay.vehicle_id
    needed = _LETTER * len(name) + 4
    if name and wide >= needed:
        inside = PAPER if fill == PLAN else INK
        parts.append(text(x + wide / 2, middle + 3, name, fill=inside, text_anchor="middle", font_size=11))
    elif name and room_to - end >= needed:
        parts.append(text(end + 3, middle + 4, name, fill=INK, font_size=11))
    return "".join(parts)


def _works(days: Calendar, stay: Stay, top: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of a vehicle's loading and unloading, as far as this part of its stay holds them."""
    for start, end in stay.works if stay.vehicle_id else ():
        since, until = max(start, stay.start_minute), min(end, stay.end_minute)
        if since < until:
            yield days.x(since), top, days.x(until) - days.x(since), 4


def _look(board: Board, stay: Stay, chart_id: str) -> tuple[str, str]:
    """Return fill and outline: state by shape of the fill, not by colour alone."""
    if not stay.vehicle_id:
        return f"url(#{chart_id}-h)", INK
    if not stay.movement_id:
        return BAND, PLAN
    return (PLAN if stay.movement_id in board.cleared else PAPER), PLAN


def _legend(board: Board, voice: Voice) -> tuple[LegendEntry, ...]:
    moving = [stay.movement_id for stay in board.stays if stay.movement_id]
    is_shut = any(_shut(board.open_intervals, board.first_minute, board.last_minute))
    entries = (
        (any(name in board.cleared for name in moving), "cleared", phrase("planned, cleared")),
        (any(name not in board.cleared for name in moving), "proposed", phrase("proposed, a clearance is missing")),
        (any(s.vehicle_id and not s.movement_id for s in board.stays), "standing", phrase("a vehicle stands there")),
        (any(stay.vehicle_id and stay.works for stay in board.stays), "work", phrase("loading and unloading")),
        (any(not stay.vehicle_id for stay in board.stays), "other-user", phrase("another user of the field")),
        (is_shut, "shut", phrase("the field is shut")),
    )
    return tuple(LegendEntry(swatch=swatch, text=voice.say(words)) for given, swatch, words in entries if given)
