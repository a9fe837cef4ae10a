"""The Gantt chart: one row a vehicle, one bar a movement; state by fill and sign, not by colour alone.

Hollow = proposed (a clearance is missing), solid = cleared, double tick = departure signed by both parties, single
tick = signed by one party so far. A bar carries its movement's name where there is room for it.
"""

from dataclasses import dataclass
from html import escape

from repli.errors import phrase
from repli.reporting.charts.calendar import Calendar
from repli.reporting.charts.canvas import line, rect, text
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import svg_open
from repli.reporting.charts.theme import LATE, PAPER, PLAN, QUIET, RULE, SIGNED
from repli.reporting.voice import Voice

__all__ = ["Bar", "Tick", "gantt"]

_WIDE, _ROW, _TALL = 900, 24, 15
_LETTER = 7.8
_DOUBLE_TICK = "M-8,0l3,4l6,-8M-3,2l2,2l6,-8"
_SINGLE_TICK = "M-5,0l3,4l6,-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A planned movement: from its first off block to its last on block; ``is_cleared`` = no clearance is missing."""

    vehicle_id: str
    movement_id: str
    start_minute: int
    end_minute: int
    is_cleared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A recorded departure: ``is_joint`` when both parties signed it."""

    vehicle_id: str
    at_minute: int
    is_joint: bool


def gantt(
    bars: tuple[Bar, ...],
    ticks: tuple[Tick, ...],
    voice: Voice,
    *,
    span: tuple[int, int],
    deadline_minute: int,
    chart_id: str,
    title: str,
    table: Table,
) -> Chart:
    """Draw planned movements and recorded departures within ``span`` (UTC minutes), vehicle by vehicle."""
    first, last = span
    bars = tuple(bar for bar in bars if bar.start_minute < last and first < bar.end_minute)
    ticks = tuple(tick for tick in ticks if first <= tick.at_minute <= last)
    vehicles = sorted({bar.vehicle_id for bar in bars} | {tick.vehicle_id for tick in ticks})
    left = 10 + _LETTER * max((len(name) for name in vehicles), default=0)
    days = Calendar(first_minute=first, last_minute=last, left=left, right=_WIDE - 4, voice=voice)
    bottom = _ROW * max(1, len(vehicles)) + 6
    description = voice.say(
        "Movements of {vehicles} vehicles over time; every movement stands in the table.", vehicles=len(vehicles)
    )
    shows_deadline = days.holds(deadline_minute)
    parts = [
        svg_open(chart_id, f"0 0 {_WIDE} {bottom + 18}", title, description),
        f'<g font-size="12">{days.drawn(0, bottom)}',
        *(_row(days, name, _ROW * index, bars, ticks) for index, name in enumerate(vehicles)),
        _deadline(days, deadline_minute, bottom) if shows_deadline else "",
        "</g></svg>",
    ]
    legend = _legend(bars, ticks, voice, shows_deadline=shows_deadline)
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=legend, table=table)


def _row(days: Calendar, vehicle_id: str, top: float, bars: tuple[Bar, ...], ticks: tuple[Tick, ...]) -> str:
    """Draw a vehicle's name, its movements and, on top of them, what was signed."""
    middle = top + _ROW / 2 + 3
    parts = [
        line(days.left, middle, days.right, middle, stroke=RULE),
        text(days.left - 8, middle + 4, vehicle_id, fill=QUIET, text_anchor="end"),
        *(_bar(days, bar, middle) for bar in bars if bar.vehicle_id == vehicle_id),
        *(_tick(days, tick, middle) for tick in ticks if tick.vehicle_id == vehicle_id),
    ]
    return "".join(parts)


def _bar(days: Calendar, bar: Bar, middle: float) -> str:
    """Draw a movement, its name inside where it fits."""
    x, end = days.x(bar.start_minute), days.x(bar.end_minute)
    wide = max(end - x, 2)
    fill, ink = (PLAN, PAPER) if bar.is_cleared else (PAPER, PLAN)
    drawn = rect(x, middle - _TALL / 2, wide, _TALL, fill=fill, stroke=PLAN, stroke_width=1.5)
    if wide < _LETTER * 0.85 * len(bar.movement_id) + 2:
        return drawn
    return drawn + text(x + wide / 2, middle + 4, bar.movement_id, fill=ink, text_anchor="middle", font_size=11)


def _tick(days: Calendar, tick: Tick, middle: float) -> str:
    """Draw a sign with a white halo: it must be seen on a bar."""
    path = _DOUBLE_TICK if tick.is_joint else _SINGLE_TICK
    place = f'transform="translate({days.x(tick.at_minute):.1f},{middle:.1f})" fill="none"'
    halo = f'<path d="{path}" stroke="{PAPER}" stroke-width="6"/>'
    return f'<g {place}>{halo}<path d="{path}" stroke="{SIGNED}" stroke-width="2.2"/></g>'


def _deadline(days: Calendar, minute: int, bottom: float) -> str:
    x = days.x(minute)
    word = days.voice.say("deadline {day}", day=days.voice.last_day_before(minute))
    rule = line(x, 0, x, bottom, stroke=LATE, stroke_width=2, stroke_dasharray="10 4")
    halo = f'stroke="{PAPER}" stroke-width="4" paint-order="stroke"'
    return (
        rule
        + f'<text x="{x - 5:.1f}" y="{bottom - 3:.1f}" fill="{LATE}" text-anchor="end" {halo}>{escape(word)}</text>'
    )


def _legend(
    bars: tuple[Bar, ...], ticks: tuple[Tick, ...], voice: Voice, *, shows_deadline: bool
) -> tuple[LegendEntry, ...]:
    entries = (
        (any(bar.is_cleared for bar in bars), "cleared", phrase("planned, cleared")),
        (any(not bar.is_cleared for bar in bars), "proposed", phrase("proposed, a clearance is missing")),
        (any(tick.is_joint for tick in ticks), "double-tick", phrase("departed, signed by both parties")),
        (any(not tick.is_joint for tick in ticks), "single-tick", phrase("departed, signed by one party so far")),
        (shows_deadline, "deadline", phrase("deadline of the agreement")),
    )
    return tuple(LegendEntry(swatch=swatch, text=voice.say(words)) for given, swatch, words in entries if given)
