"""Bars of one quantity, longest first, each with its value written at its end; one below zero leans left."""

from dataclasses import dataclass

from repli.errors import Phrase
from repli.reporting.charts.canvas import line, rect, text
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import svg_open
from repli.reporting.charts.theme import INK, PLAN, QUIET
from repli.reporting.voice import Voice

__all__ = ["Bar", "bar_chart"]

_WIDE, _ROW, _LETTER, _ROOM = 600, 26, 7.4, 190


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A name, its value, and what is written at the end of its bar."""

    name: str
    value: float
    words: str


def bar_chart(
    bars: tuple[Bar, ...], voice: Voice, *, chart_id: str, title: str, description: str, unit: Phrase, table: Table
) -> Chart:
    """Draw the bars one under the other; ``unit`` says what their length is."""
    names = 10 + _LETTER * max((len(bar.name) for bar in bars), default=0)
    most = max((abs(bar.value) for bar in bars), default=0.0) or 1.0
    below = min((bar.value for bar in bars), default=0.0) < 0
    zero = names + (40 if below else 0)
    scale = (_WIDE - _ROOM - zero) / most
    tall = _ROW * max(1, len(bars))
    parts = [svg_open(chart_id, f"0 0 {_WIDE} {tall + 6}", title, description), '<g font-size="14">']
    for number, bar in enumerate(bars):
        top = 4 + _ROW * number
        length = max(bar.value * scale, -38.0)
        parts += [
            text(names - 8, top + 15, bar.name, fill=QUIET, text_anchor="end"),
            rect(min(zero, zero + length), top + 2, abs(length), _ROW - 9, fill=PLAN),
            text(max(zero, zero + length) + 6, top + 15, bar.words, fill=INK),
        ]
    parts += [line(zero, 2, zero, tall + 2, stroke=INK), "</g></svg>"]
    legend = (LegendEntry(swatch="bar", text=voice.say(unit)),)
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=legend, table=table)
