"""One level over time against its limit: people present above a floor, vehicles parked below the number of spots."""

from dataclasses import dataclass
from typing import Any

from repli.errors import Phrase
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import axis_count, axis_time, milliseconds, svg_of
from repli.reporting.charts.theme import FLOOR, INK, LATE
from repli.reporting.curves import Steps
from repli.reporting.voice import Voice

__all__ = ["Level", "level_chart"]

_HEIGHT = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What is drawn: the level, the limit, and whether the limit is a floor (shaded) or a ceiling (dashed)."""

    first_minute: int
    last_minute: int
    level: Steps
    limit: Steps
    is_floor: bool
    level_word: Phrase
    limit_word: Phrase


def level_chart(drawn: Level, voice: Voice, *, chart_id: str, title: str, description: str, table: Table) -> Chart:
    """Draw a small panel; many of them stand side by side on a page."""
    import altair as alt  # noqa: PLC0415 - costs 0.4 s that a command without charts need not pay

    layers = [_limit(drawn, voice), _line(drawn, voice)]
    chart = alt.layer(*layers).properties(width=300, height=_HEIGHT)
    svg = svg_of(chart, chart_id=chart_id, title=title, description=description, language=voice.language)
    legend = (
        LegendEntry(swatch="level", text=voice.say(drawn.level_word)),
        LegendEntry(swatch="floor" if drawn.is_floor else "ceiling", text=voice.say(drawn.limit_word)),
    )
    return Chart(chart_id=chart_id, title=title, svg=svg, legend=legend, table=table)


def _limit(drawn: Level, voice: Voice) -> Any:  # noqa: ANN401 - Altair has no types here
    frame = _frame(drawn, voice, drawn.limit)
    if drawn.is_floor:
        return frame.mark_area(interpolate="step-after", color=FLOOR, line={"color": LATE, "strokeWidth": 1.5})
    return frame.mark_line(interpolate="step-after", color=LATE, strokeWidth=2, strokeDash=[8, 4])


def _line(drawn: Level, voice: Voice) -> Any:  # noqa: ANN401 - Altair has no types here
    return _frame(drawn, voice, drawn.level).mark_line(interpolate="step-after", color=INK, strokeWidth=2)


def _frame(drawn: Level, voice: Voice, steps: Steps) -> Any:  # noqa: ANN401 - Altair has no types here
    import altair as alt  # noqa: PLC0415 - loaded already

    first, last = voice.local_minute(drawn.first_minute), voice.local_minute(drawn.last_minute)
    ends = (*steps, (drawn.last_minute, steps[-1][1])) if steps and steps[-1][0] < drawn.last_minute else steps
    rows = [{"at": milliseconds(voice.local_minute(minute)), "count": count} for minute, count in ends]
    top = max([1, *(count for _, count in (*drawn.level, *drawn.limit))])
    return alt.Chart(alt.Data(values=rows)).encode(
        x=axis_time(first, last, tickCount=4), y=axis_count("count:Q", top, top)
    )
