"""The Gantt chart: one row a vehicle, one bar a movement; state by fill and sign, not by colour alone.

Hollow = proposed (a clearance is missing), solid = cleared, double tick = departure signed by both parties, single
tick = signed by one party so far.
"""

from dataclasses import dataclass
from typing import Any

from repli.errors import phrase
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import axis_time, milliseconds, svg_of
from repli.reporting.charts.theme import LATE, PAPER, PLAN, SIGNED
from repli.reporting.voice import Voice
from repli.units import MINUTES_PER_DAY

__all__ = ["Bar", "Tick", "gantt"]

_ROW = 24
_MARGIN = MINUTES_PER_DAY
_DOUBLE_TICK = "M-1,0L-0.6,0.4L0.1,-0.5M-0.3,0.2L-0.1,0.4L0.6,-0.5"
_SINGLE_TICK = "M-0.6,0L-0.2,0.4L0.5,-0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A planned movement: from its first off block to its last on block; ``is_cleared`` = no clearance is missing."""

    vehicle_id: str
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
    deadline_minute: int,
    chart_id: str,
    title: str,
    table: Table,
) -> Chart:
    """Draw planned movements and recorded departures, vehicle by vehicle."""
    import altair as alt  # noqa: PLC0415 - costs 0.4 s that a command without charts need not pay

    vehicles = sorted({bar.vehicle_id for bar in bars} | {tick.vehicle_id for tick in ticks}) or [""]
    minutes = [bar.start_minute for bar in bars] + [bar.end_minute for bar in bars] + [tick.at_minute for tick in ticks]
    span = (min(minutes, default=deadline_minute) - _MARGIN, max(minutes, default=deadline_minute) + _MARGIN)
    frame = _Frame(vehicles=vehicles, span=span, voice=voice)
    layers = [*_bars(frame, bars), *_ticks(frame, ticks), *_deadline(frame, deadline_minute)]
    chart = alt.layer(*layers).properties(width=700, height=_ROW * len(vehicles))
    description = voice.say(
        "Movements of {vehicles} vehicles over time; every movement stands in the table.", vehicles=len(vehicles)
    )
    svg = svg_of(chart, chart_id=chart_id, title=title, description=description, language=voice.language)
    return Chart(
        chart_id=chart_id,
        title=title,
        svg=svg,
        legend=_legend(bars, ticks, voice, shows_deadline=span[0] <= deadline_minute <= span[1]),
        table=table,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all layers share: rows, first and last minute, language."""

    vehicles: list[str]
    span: tuple[int, int]
    voice: Voice

    def at(self, minute: int) -> int:
        return milliseconds(self.voice.local_minute(minute))

    def chart(self, rows: list[dict[str, object]]) -> Any:  # noqa: ANN401 - Altair has no types here
        import altair as alt  # noqa: PLC0415 - loaded already

        first, last = (self.voice.local_minute(minute) for minute in self.span)
        axis = alt.Axis(title=None, domain=False, ticks=False, grid=True, labelLimit=130)
        return alt.Chart(alt.Data(values=rows)).encode(
            x=axis_time(first, last, tickCount=9, grid=True),
            y=alt.Y("vehicle:N", sort=self.vehicles, scale=alt.Scale(domain=self.vehicles), axis=axis),
        )


def _bars(frame: _Frame, bars: tuple[Bar, ...]) -> list[Any]:
    layers = []
    for is_cleared, fill in ((True, PLAN), (False, PAPER)):
        rows: list[dict[str, object]] = [
            {"vehicle": bar.vehicle_id, "at": frame.at(bar.start_minute), "end": frame.at(bar.end_minute)}
            for bar in bars
            if bar.is_cleared == is_cleared
        ]
        if rows:
            mark = {"height": _ROW - 12, "fill": fill, "stroke": PLAN, "strokeWidth": 1.5}
            layers.append(frame.chart(rows).mark_bar(**mark).encode(x2="end:T"))
    return layers


def _ticks(frame: _Frame, ticks: tuple[Tick, ...]) -> list[Any]:
    layers: list[Any] = []
    for is_joint, shape in ((True, _DOUBLE_TICK), (False, _SINGLE_TICK)):
        rows: list[dict[str, object]] = [
            {"vehicle": tick.vehicle_id, "at": frame.at(tick.at_minute)} for tick in ticks if tick.is_joint == is_joint
        ]
        if rows:
            mark = {"shape": shape, "size": 200, "filled": False, "opacity": 1}
            layers += [  # a white halo first: the sign must be seen on a bar
                frame.chart(rows).mark_point(**mark, color=PAPER, strokeWidth=6),
                frame.chart(rows).mark_point(**mark, color=SIGNED, strokeWidth=2.4),
            ]
    return layers


def _deadline(frame: _Frame, deadline_minute: int) -> list[Any]:
    """Draw the deadline where it falls inside the picture."""
    if not frame.span[0] <= deadline_minute <= frame.span[1]:
        return []
    rows: list[dict[str, object]] = [{"vehicle": frame.vehicles[0], "at": frame.at(deadline_minute)}]
    height = _ROW * len(frame.vehicles)
    rule = frame.chart(rows).mark_rule(color=LATE, strokeWidth=2, strokeDash=[10, 4])
    return [rule.encode(y={"value": 0}, y2={"value": height})]


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
    return tuple(LegendEntry(swatch=swatch, text=voice.say(text)) for given, swatch, text in entries if given)
