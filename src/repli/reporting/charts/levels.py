"""What is present at a site over time above its floor, step by step to the closing wave: a small panel drawn by hand.

The floor is shaded up to its line; where the closing wave starts it ends, and the minute is named.
"""

from dataclasses import dataclass
from itertools import pairwise

from repli.errors import Phrase, phrase
from repli.reporting.charts.calendar import Calendar
from repli.reporting.charts.canvas import area, line, short, text
from repli.reporting.charts.figure import Chart, LegendEntry, Table
from repli.reporting.charts.render import named_counts, svg_open
from repli.reporting.charts.theme import FLOOR, INK, LATE, PAPER, QUIET, RULE
from repli.reporting.curves import Steps
from repli.reporting.voice import Voice

__all__ = ["Level", "level_chart"]

_WIDE, _TOP, _TALL, _LETTER = 320, 16, 150, 7.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What is drawn: the level, the floor below it, and when the closing wave starts (None: there is none)."""

    first_minute: int
    last_minute: int
    level: Steps
    limit: Steps
    wave_minute: int | None
    level_word: Phrase
    limit_word: Phrase


def level_chart(drawn: Level, voice: Voice, *, chart_id: str, title: str, description: str, table: Table) -> Chart:
    """Draw a small panel; many of them stand side by side on a page."""
    top = max([1, *(count for _, count in (*drawn.level, *drawn.limit))])
    names = [(voice.number(count), _TOP + _TALL * (1 - count / top)) for count in named_counts(top)]
    left = 8 + _LETTER * max(len(name) for name, _ in names)
    days = Calendar(
        first_minute=drawn.first_minute, last_minute=drawn.last_minute, left=left, right=_WIDE - 4, voice=voice
    )
    bottom = _TOP + _TALL
    level, limit = (_corners(days, steps, top, drawn.last_minute) for steps in (drawn.level, drawn.limit))
    parts = [
        svg_open(chart_id, f"0 0 {_WIDE} {bottom + 20}", title, description),
        '<g font-size="13">',
        days.drawn(_TOP, bottom),
        *(line(left, y, days.right, y, stroke=RULE) for _, y in names),
        *(text(left - 5, y + 4, name, fill=QUIET, text_anchor="end") for name, y in names),
        area([(limit[0][0], bottom), *limit, (limit[-1][0], bottom)], fill=FLOOR, stroke="none") if limit else "",
        area(limit, fill="none", stroke=LATE, stroke_width=1.5) if limit else "",
        area(level, fill="none", stroke=INK, stroke_width=2) if level else "",
        _wave(days, drawn.wave_minute, bottom),
        "</g></svg>",
    ]
    legend = (
        LegendEntry(swatch="level", text=voice.say(drawn.level_word)),
        LegendEntry(swatch="floor", text=voice.say(drawn.limit_word)),
        LegendEntry(swatch="wave", text=voice.say(phrase("closing wave"))),
    )
    return Chart(chart_id=chart_id, title=title, svg="".join(parts), legend=legend, table=table)


def _corners(days: Calendar, steps: Steps, top: int, last_minute: int) -> list[tuple[float, float]]:
    """Return the corners of a step line up to the last minute."""
    held = [step for step in steps if step[0] <= last_minute]
    points = [(days.x(minute), _TOP + _TALL * (1 - count / top)) for minute, count in held]
    corners = points[:1]
    for (_, y), (x, after) in pairwise(points):
        corners += [(x, y), (x, after)]
    return [*corners, (days.x(last_minute), points[-1][1])] if points else []


def _wave(days: Calendar, minute: int | None, bottom: float) -> str:
    """Name the start of the closing wave above the panel."""
    if minute is None or not days.holds(minute):
        return ""
    x = days.x(minute)
    anchor = "end" if x > (days.left + days.right) / 2 else "start"
    mark = f'<path d="M{short(x)},{_TOP - 1}l-4,-7h8z" fill="{LATE}" stroke="{PAPER}"/>'
    words = days.voice.day_and_time(minute)
    away = 7 if anchor == "start" else -7
    rule = line(x, _TOP, x, bottom, stroke=LATE, stroke_dasharray="2 3")
    return rule + mark + text(x + away, _TOP - 4, words, fill=LATE, text_anchor=anchor, font_size=12)
