"""How often something ends in each span of days: one bar a span, the deadline as a dashed line, later spans in red."""

from dataclasses import dataclass

from repli.errors import phrase
from repli.reporting.charts.calendar import Calendar
from repli.reporting.charts.canvas import line, rects, text
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import svg_open
from repli.reporting.charts.theme import INK, LATE, PLAN, QUIET
from repli.reporting.voice import Voice

__all__ = ["Span", "histogram_chart"]

_WIDE, _TALL, _TOP, _LEFT = 600, 170, 22, 46


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From one minute to the next, and the share (ppm) that falls there."""

    start_minute: int
    end_minute: int
    share_ppm: int


def histogram_chart(
    spans: tuple[Span, ...],
    voice: Voice,
    *,
    deadline_minute: int,
    chart_id: str,
    title: str,
    description: str,
    table: Table,
) -> Chart:
    """Draw the spans, which follow each other in time."""
    days = Calendar(
        first_minute=spans[0].start_minute,
        last_minute=max(spans[-1].end_minute, deadline_minute + 1),
        left=_LEFT,
        right=_WIDE - 6,
        voice=voice,
    )
    most = max((span.share_ppm for span in spans), default=0) or 1

    def boxes(*, late: bool) -> list[tuple[float, float, float, float]]:
        found = []
        for span in spans:
            if span.share_ppm and (span.start_minute >= deadline_minute) == late:
                x, tall = days.x(span.start_minute), (_TALL - _TOP) * span.share_ppm / most
                found.append((x + 0.5, _TALL - tall, max(days.x(span.end_minute) - x - 1, 1.0), tall))
        return found

    at = days.x(deadline_minute)
    word = voice.say("deadline {day}", day=voice.last_day_before(deadline_minute))
    anchor = "end" if at > _WIDE / 2 else "start"
    parts = [
        svg_open(chart_id, f"0 0 {_WIDE} {_TALL + 20}", title, description),
        f'<g font-size="13">{days.drawn(_TOP, _TALL)}',
        rects(boxes(late=False), fill=PLAN),
        rects(boxes(late=True), fill=LATE),
        line(_LEFT, _TALL, _WIDE - 6, _TALL, stroke=INK),
        text(_LEFT - 6, _TOP + 10, voice.percent(most, 0), fill=QUIET, text_anchor="end"),
        line(at, 4, at, _TALL, stroke=LATE, stroke_width=2, stroke_dasharray="10 4"),
        text(at + (-6 if anchor == "end" else 6), 14, word, fill=LATE, text_anchor=anchor),
        "</g></svg>",
    ]
    legend = [LegendEntry(swatch="bar", text=voice.say(phrase("closed by the deadline")))]
    if boxes(late=True):
        legend.append(LegendEntry(swatch="late-bar", text=voice.say(phrase("closed after the deadline"))))
    legend.append(LegendEntry(swatch="deadline", text=voice.say(phrase("deadline of the agreement"))))
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=tuple(legend), table=table)
