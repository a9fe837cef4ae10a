"""The pictures of the forecast and their tables show the same numbers, worked out by hand from the sample."""

from dataclasses import replace

from repli.reporting.pages.forecast_view import forecast_charts, spans_of
from repli.reporting.voice import Voice
from tests.reporting.samples import sample_commission_facts, sample_forecast
from tests.tiny import at

VOICE = Voice("en", "Africa/Niamey")
STARTS = [at(day) for day in range(60)]


def test_spans_run_from_the_first_to_the_last_closing_day_by_day() -> None:
    spans = spans_of(STARTS, (0, 0, 1200, 0, 800), 2000, at(3))
    assert [(one.start_minute, one.end_minute, one.share_ppm) for one in spans] == [
        (at(2), at(3), 600_000), (at(3), at(4), 0), (at(4), at(5), 400_000),
    ]  # fmt: skip


def test_more_than_five_weeks_are_drawn_week_by_week_around_the_deadline_and_nothing_is_lost() -> None:
    closed = [3] + [0] * 38 + [1] + [0] * 20
    spans = spans_of(STARTS, closed, 4, at(17))
    assert at(17) in {one.end_minute for one in spans}  # no week is both in time and late
    assert [(one.end_minute - one.start_minute) // 1440 for one in spans] == [3, 7, 7, 7, 7, 7, 7]
    assert sum(one.share_ppm for one in spans) == 1_000_000


def test_the_closing_table_says_what_closes_in_each_span_by_its_end_and_never() -> None:
    closing, _ = forecast_charts(sample_commission_facts(), VOICE)
    rows = tuple(tuple(str(cell).replace("\u00a0", " ") for cell in row) for row in closing.table.rows)
    assert rows == (
        ("9 January 2030", "60.0 %", "60.0 %"),
        ("10 January 2030", "30.0 %", "90.0 %"),
        ("11 January 2030", "10.0 %", "100.0 %"),
        ("not within the horizon", "0.0 %", ""),
    )


def test_the_causes_are_bars_with_the_chance_without_each() -> None:
    _, causes = forecast_charts(sample_commission_facts(), VOICE)
    assert "1.2 d; without: 90 %" in causes.svg.replace("\u00a0", " ")
    assert [row[0] for row in causes.table.rows] == ["weather that closes fields"]


def test_without_a_forecast_or_where_nothing_closes_there_is_no_such_picture() -> None:
    assert forecast_charts(sample_commission_facts(forecast=None), VOICE) == ()
    never = replace(sample_forecast(), scenarios=tuple(
        replace(one, closed_on=(0,) * 5, causes=()) for one in sample_forecast().scenarios
    ))  # fmt: skip
    assert forecast_charts(sample_commission_facts(forecast=never), VOICE) == ()
