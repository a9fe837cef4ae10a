"""The pictures of the forecast, base assumptions: when all is closed, and what threatens that; each with its table.

Spans are days, or weeks where there are more than five of them, so that table and picture show the same numbers.
"""

from bisect import bisect_left
from collections.abc import Sequence

from repli.errors import phrase
from repli.model import Forecast, ScenarioForecast
from repli.reporting.charts.bars import Bar, bar_chart
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.histogram import Span, histogram_chart
from repli.reporting.facts import CommissionFacts
from repli.reporting.pages.chance_view import causes_table, said_chance
from repli.reporting.voice import Voice
from repli.reporting.words import disturbance_word
from repli.units import PPM

__all__ = ["causes_chart", "closing_chart", "forecast_charts", "spans_of"]

_DAYS, _WEEK = 35, 7


def forecast_charts(facts: CommissionFacts, voice: Voice) -> tuple[Chart, ...]:
    """Return the pictures of the forecast; none without one."""
    if facts.forecast is None:
        return ()
    base = facts.forecast.scenario("base")
    charts = []
    if sum(base.closed_on):
        charts.append(closing_chart(facts, base, facts.forecast.replications, voice))
    if base.causes:
        charts.append(causes_chart(facts.forecast, voice))
    return tuple(charts)


def spans_of(
    day_starts: Sequence[int], closed_on: Sequence[int], replications: int, deadline_minute: int
) -> tuple[Span, ...]:
    """Return days (or weeks, one of which ends at the deadline) from the first to the last that anything closes on."""
    held = [day for day, count in enumerate(closed_on) if count]
    first, last = held[0], held[-1] + 1
    step = 1 if last - first <= _DAYS else _WEEK
    aligned = first - (first - bisect_left(day_starts, deadline_minute)) % step
    ends = [*day_starts, day_starts[-1] + (day_starts[-1] - day_starts[-2])]
    return tuple(
        Span(
            start_minute=day_starts[max(day, 0)],
            end_minute=ends[min(day + step, len(day_starts))],
            share_ppm=sum(closed_on[max(day, 0) : day + step]) * PPM // replications,
        )
        for day in range(aligned, last, step)
    )


def closing_chart(facts: CommissionFacts, base: ScenarioForecast, replications: int, voice: Voice) -> Chart:
    """Draw how often all is closed in each span, with the deadline."""
    agreement = facts.operation.agreement
    spans = spans_of(agreement.day_starts, base.closed_on, replications, agreement.deadline_minute)
    title = voice.say("When all sites are closed, base assumptions")
    return histogram_chart(
        spans,
        voice,
        deadline_minute=agreement.deadline_minute,
        chart_id=f"closing-{voice.language}",
        title=title,
        description=voice.say(
            "How often the last site closes in each span, in {count} spans; the numbers are in the table.",
            count=len(spans),
        ),
        table=_closing_table(spans, base, replications, title, voice),
    )


def _closing_table(
    spans: tuple[Span, ...], base: ScenarioForecast, replications: int, title: str, voice: Voice
) -> Table:
    """List the spans with the share that closes in each and by its end; what never closes within the horizon last."""
    rows, closed = [], 0
    for span in spans:
        closed += span.share_ppm
        last = voice.last_day_before(span.end_minute)
        rows.append((last, voice.percent(span.share_ppm), voice.percent(min(closed, PPM))))
    never = PPM - sum(base.closed_on) * PPM // replications
    rows.append((voice.say("not within the horizon"), voice.percent(never), ""))
    head = (phrase("Until the end of"), phrase("Share that closes"), phrase("Closed by then"))
    return Table(
        caption=title, head=tuple(voice.say(word) for word in head), rows=tuple(rows), numeric=frozenset({1, 2})
    )


def causes_chart(forecast: Forecast, voice: Voice) -> Chart:
    """Draw the days that each disturbance costs, and the chance without it."""
    table = causes_table(forecast, voice)
    bars = tuple(
        Bar(
            name=voice.say(disturbance_word(cause.name)),
            value=cause.days_lost,
            words=voice.say(
                "{days} d; without: {chance}",
                days=voice.number(round(cause.days_lost, 1) + 0.0, 1),  # never "-0.0"
                chance=said_chance(cause.chance_without, voice),
            ),
        )
        for cause in forecast.scenario("base").causes
    )
    return bar_chart(
        bars,
        voice,
        chart_id=f"causes-{voice.language}",
        title=table.caption,
        description=voice.say("Mean days of closure that each of {count} disturbances costs.", count=len(bars)),
        unit=phrase("mean days it costs; beside it the chance of the deadline without it"),
        table=table,
    )
