"""The S-curve: people out over time: planned, forecast, signed, published, against deadline and milestones.

The public page draws the same chart with signed figures and published figures only; what is not given is not drawn.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from repli.errors import phrase
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import axis_count, axis_time, milliseconds, svg_of
from repli.reporting.charts.theme import BAND, CLAIM, INK, LATE, PAPER, PLAN, QUIET, SIGNED
from repli.reporting.curves import Steps
from repli.reporting.voice import Voice

__all__ = ["Curve", "Mark", "s_curve"]

_HEIGHT = 270


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A single point: a milestone that must be reached, or a published figure; ``label`` as it stands in the table."""

    at_minute: int
    value: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Everything an S-curve may show. ``band`` holds (minute, 5 % quantile, median, 95 % quantile).

    ``earlier`` is the curve of an earlier plan, to compare.
    """

    first_minute: int
    last_minute: int
    baseline: int
    deadline_minute: int
    signed: Steps
    planned: Steps = ()
    earlier: Steps = ()
    band: tuple[tuple[int, int, int, int], ...] = ()
    milestones: tuple[Mark, ...] = ()
    claims: tuple[Mark, ...] = ()


def s_curve(curve: Curve, voice: Voice, *, chart_id: str, title: str, table: Table) -> Chart:
    """Draw the curve; ``table`` holds its numbers and the sources of the published ones."""
    import altair as alt  # noqa: PLC0415 - costs 0.4 s that a command without charts need not pay

    layers = [
        *_band(curve, voice),
        *_lines(curve, voice),
        *_deadline(curve, voice),
        *_signed_points(curve, voice),
        *_marks(curve, voice),
    ]
    description = voice.say(
        "People out over time, from 0 to {baseline}; the numbers are in the table.", baseline=curve.baseline
    )
    drawn = alt.layer(*layers).properties(width=440, height=_HEIGHT)
    svg = svg_of(drawn, chart_id=chart_id, title=title, description=description, language=voice.language)
    return Chart(chart_id=chart_id, title=title, svg=svg, legend=_legend(curve, voice), table=table)


def _frame(curve: Curve, voice: Voice, rows: list[dict[str, object]]) -> Any:  # noqa: ANN401 - Altair has no types here
    import altair as alt  # noqa: PLC0415 - loaded already

    first, last = voice.local_minute(curve.first_minute), voice.local_minute(curve.last_minute)
    top = max([curve.baseline, 1, *(mark.value for mark in curve.claims)])
    return alt.Chart(alt.Data(values=rows)).encode(
        x=axis_time(first, last), y=axis_count("people:Q", top, curve.baseline or 1)
    )


def _row(voice: Voice, minute: int, people: int, **more: object) -> dict[str, object]:
    return {"at": milliseconds(voice.local_minute(minute)), "people": people, **more}


def _band(curve: Curve, voice: Voice) -> list[Any]:
    if not curve.band:
        return []
    rows = [_row(voice, minute, low, high=high) for minute, low, _, high in curve.band]
    middle = [_row(voice, minute, median) for minute, _, median, _ in curve.band]
    return [
        _frame(curve, voice, rows).mark_area(color=BAND, interpolate="linear").encode(y2="high:Q"),
        _frame(curve, voice, middle).mark_line(color=INK, strokeWidth=1, strokeDash=[2, 3]),
    ]


def _lines(curve: Curve, voice: Voice) -> list[Any]:
    """Steps: an earlier plan dotted and grey, planned thin and blue, signed thick and black."""
    styles = (
        (curve.earlier, QUIET, 2, [2, 4]),
        (curve.planned, PLAN, 2, [7, 3]),
        (curve.signed, SIGNED, 3.5, [1, 0]),
    )
    return [
        _frame(curve, voice, [_row(voice, minute, people) for minute, people in steps]).mark_line(
            interpolate="step-after", color=colour, strokeWidth=width, strokeDash=dash
        )
        for steps, colour, width, dash in styles
        if steps
    ]


def _signed_points(curve: Curve, voice: Voice) -> list[Any]:
    """Mark where the signed curve rises, so that a single published figure is seen too."""
    steps = [step for before, step in pairwise(((0, -1), *curve.signed)) if step[1] != before[1]]
    if not steps:
        return []
    rows = [_row(voice, minute, people) for minute, people in steps]
    return [_frame(curve, voice, rows).mark_point(shape="circle", size=26, filled=True, color=SIGNED, opacity=1)]


def _deadline(curve: Curve, voice: Voice) -> list[Any]:
    word = voice.say("deadline {day}", day=voice.last_day_before(curve.deadline_minute))
    rows = [_row(voice, curve.deadline_minute, 0, word=word)]
    chart = _frame(curve, voice, rows)
    return [
        chart.mark_rule(color=LATE, strokeWidth=2, strokeDash=[10, 4]).encode(y={"value": 0}, y2={"value": _HEIGHT}),
        chart.mark_text(align="right", baseline="bottom", dx=-6, color=LATE).encode(
            text="word:N", y={"value": _HEIGHT - 6}
        ),
    ]


def _marks(curve: Curve, voice: Voice) -> list[Any]:
    """Points with their labels: milestones as diamonds, published figures as hollow circles."""
    styles = (
        (curve.milestones, {"shape": "diamond", "color": INK, "fill": PAPER}, "right", -9),
        (curve.claims, {"shape": "circle", "color": CLAIM}, "left", 9),
    )
    layers: list[Any] = []
    for marks, look, align, offset in styles:
        if marks:
            rows = [_row(voice, mark.at_minute, mark.value, word=mark.label) for mark in marks]
            chart = _frame(curve, voice, rows)
            layers += [
                chart.mark_point(**look, size=90, strokeWidth=2, filled=False, opacity=1),
                chart.mark_text(align=align, baseline="middle", dx=offset, color=look["color"]).encode(text="word:N"),
            ]
    return layers


def _legend(curve: Curve, voice: Voice) -> tuple[LegendEntry, ...]:
    """Name what is drawn, in the order in which it is read."""
    entries = (
        (curve.signed, "signed", phrase("signed by both parties")),
        (curve.planned, "planned", phrase("planned: best possible under these assumptions")),
        (curve.earlier, "earlier-plan", phrase("planned before the change")),
        (curve.band, "band", phrase("forecast, base assumptions: 5 % to 95 %, median dotted")),
        (curve.milestones, "milestone", phrase("interim milestone")),
        (curve.claims, "claim", phrase("published figure, numbered as in the table")),
        ((1,), "deadline", phrase("deadline of the agreement")),
    )
    return tuple(LegendEntry(swatch=swatch, text=voice.say(text)) for given, swatch, text in entries if given)
