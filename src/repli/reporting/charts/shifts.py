"""Before and after over time: each thing a hollow mark in the upper row of its lane, a solid one in the lower.

A line joins the two: grey and straight down where nothing moved, red where it is later, blue where it is earlier. New =
solid diamond, dropped = hollow mark with a cross.
"""

from dataclasses import dataclass

from repli.errors import phrase
from repli.reporting.charts.calendar import Calendar
from repli.reporting.charts.canvas import line, short, text
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import svg_open
from repli.reporting.charts.theme import INK, LATE, PAPER, PLAN, QUIET, RULE
from repli.reporting.voice import Voice
from repli.units import MINUTES_PER_DAY

__all__ = ["Lane", "shift_chart"]

_WIDE, _LANE, _DEEP = 900, 44, 18
_LETTER = 8.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A name and its shifts: (minute before, minute after), None where there is none."""

    name: str
    shifts: tuple[tuple[int | None, int | None], ...]


def shift_chart(lanes: tuple[Lane, ...], voice: Voice, *, chart_id: str, title: str, table: Table) -> Chart:
    """Draw the lanes one under the other."""
    minutes = [minute for lane in lanes for shift in lane.shifts for minute in shift if minute is not None]
    left = 10 + _LETTER * max((len(lane.name) for lane in lanes), default=0)
    days = Calendar(
        first_minute=min(minutes, default=0) - MINUTES_PER_DAY,
        last_minute=max(minutes, default=0) + MINUTES_PER_DAY,
        left=left,
        right=_WIDE - 8,
        voice=voice,
    )
    bottom = _LANE * max(1, len(lanes))
    description = voice.say(
        "What moved between the two plans, in {lanes} rows; all of it is in the table.", lanes=len(lanes)
    )
    parts = [
        svg_open(chart_id, f"0 0 {_WIDE} {bottom + 20}", title, description),
        f'<g font-size="12">{days.drawn(0, bottom)}',
        *(_lane(days, lane, _LANE * number) for number, lane in enumerate(lanes)),
        "</g></svg>",
    ]
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=_legend(lanes, voice), table=table)


def _lane(days: Calendar, lane: Lane, top: float) -> str:
    """Draw a lane: its name, lines first, then the marks."""
    upper, lower = top + 13, top + 13 + _DEEP
    joined = [(before, after) for before, after in lane.shifts if before is not None and after is not None]
    parts = [
        text(days.left - 8, (upper + lower) / 2 + 4, lane.name, fill=QUIET, text_anchor="end"),
        line(days.left, top + _LANE, days.right, top + _LANE, stroke=RULE),
        *(_joint(days, before, after, upper, lower) for before, after in joined),
        *(
            _before(days.x(before), upper, is_dropped=after is None)
            for before, after in lane.shifts
            if before is not None
        ),
        *(_after(days.x(after), lower, is_new=before is None) for before, after in lane.shifts if after is not None),
    ]
    return "".join(parts)


def _joint(days: Calendar, before: int, after: int, upper: float, lower: float) -> str:
    if before == after:
        return line(days.x(before), upper, days.x(after), lower, stroke=QUIET)
    if after > before:
        return line(days.x(before), upper, days.x(after), lower, stroke=LATE, stroke_width=1.6)
    return line(days.x(before), upper, days.x(after), lower, stroke=PLAN, stroke_width=1.6, stroke_dasharray="4 2")


def _before(x: float, y: float, *, is_dropped: bool) -> str:
    ring = f'<circle cx="{short(x)}" cy="{short(y)}" r="4" fill="{PAPER}" stroke="{INK}" stroke-width="1.4"/>'
    cross = f'<path d="M{short(x - 6)},{short(y - 6)}l12,12m0,-12l-12,12" stroke="{LATE}" stroke-width="1.6"/>'
    return ring + (cross if is_dropped else "")


def _after(x: float, y: float, *, is_new: bool) -> str:
    if is_new:
        return f'<path d="M{short(x)},{short(y - 7)}l6,7l-6,7l-6,-7z" fill="{PLAN}" stroke="{PAPER}"/>'
    return f'<circle cx="{short(x)}" cy="{short(y)}" r="4" fill="{INK}"/>'


def _legend(lanes: tuple[Lane, ...], voice: Voice) -> tuple[LegendEntry, ...]:
    both = [
        (before, after) for lane in lanes for before, after in lane.shifts if before is not None and after is not None
    ]
    alone = [shift for lane in lanes for shift in lane.shifts if None in shift]
    entries = (
        (True, "before", phrase("before (upper row)")),
        (True, "after", phrase("after (lower row)")),
        (any(after > before for before, after in both), "later", phrase("later than before")),
        (any(after < before for before, after in both), "earlier", phrase("earlier than before")),
        (any(before is None for before, _ in alone), "new", phrase("new")),
        (any(after is None for _, after in alone), "dropped", phrase("dropped")),
    )
    return tuple(LegendEntry(swatch=swatch, text=voice.say(words)) for given, swatch, words in entries if given)
