"""The forecast in words: chances rounded to 5 %, the Monte Carlo error apart, what flips the answer, what costs days.

A chance near 0 or 1 is never said as certainty: it is below 5 % or above 95 %.
"""

from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.model import Forecast, Milestone, said_percent
from repli.reporting.charts.figure import Table
from repli.reporting.voice import Voice
from repli.reporting.words import disturbance_word, scenario_word
from repli.units import PPM

__all__ = ["Chance", "ChanceRow", "causes_table", "chance_of", "milestones_table", "said_chance"]

_SCENARIOS = ("low", "base", "high")
_LEAST_PERCENT, _MOST_PERCENT = 5, 95


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceRow:
    """One scenario: its name, the words for it, its chance."""

    name: str
    words: str
    chance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The three chances, the error of the simulation, and the assumption that flips the answer."""

    rows: tuple[ChanceRow, ...]
    error: str
    flips: str


def chance_of(forecast: Forecast, voice: Voice) -> Chance:
    """Return the chances to meet the deadline under low, base and high assumptions."""
    rows = tuple(
        ChanceRow(
            name=name,
            words=voice.say(scenario_word(name)),
            chance=voice.say(said_chance(forecast.scenario(name).chance, voice)),
        )
        for name in _SCENARIOS
    )
    points = max(one.standard_error for one in forecast.scenarios) * 100
    error = voice.say(
        "Monte Carlo error: up to \u00b1 {points} points on {replications} replications; chances are rounded to 5 %.",
        points=voice.number(points, 1),
        replications=forecast.replications,
    )
    flips = phrase("No single assumption flips the answer.")
    if forecast.flips is not None:
        flips = phrase(
            "What flips the answer, if it goes badly: {assumption}.", assumption=disturbance_word(forecast.flips)
        )
    return Chance(rows=rows, error=error, flips=voice.say(flips))


def said_chance(chance: float, voice: Voice) -> Phrase:
    """Return a chance rounded to 5 %."""
    percent = said_percent(chance)
    if percent > _MOST_PERCENT:
        return phrase("more than {value}", value=_percent(_MOST_PERCENT, voice))
    if percent < _LEAST_PERCENT:
        return phrase("less than {value}", value=_percent(_LEAST_PERCENT, voice))
    return phrase("{value}", value=_percent(percent, voice))


def causes_table(forecast: Forecast, voice: Voice) -> Table:
    """List the disturbances of the base scenario: days they cost, chance without them."""
    rows = tuple(
        (
            voice.say(disturbance_word(cause.name)),
            voice.number(round(cause.days_lost, 1) + 0.0, 1),  # never "-0.0"
            voice.say(said_chance(cause.chance_without, voice)),
        )
        for cause in forecast.scenario("base").causes
    )
    head = (phrase("Disturbance"), phrase("Mean days it costs"), phrase("Chance without it"))
    return Table(
        caption=voice.say("What threatens the deadline most, base assumptions"),
        head=tuple(voice.say(word) for word in head),
        rows=rows,
        numeric=frozenset({1, 2}),
    )


def milestones_table(forecast: Forecast, shares: tuple[tuple[Milestone, int], ...], voice: Voice) -> Table:
    """List the chance of each interim milestone, with the share in ppm it asks for, under the three assumptions."""
    chances = [dict(forecast.scenario(name).milestones) for name in _SCENARIOS]
    rows = tuple(
        (
            voice.last_day_before(milestone.due_minute),
            voice.percent(share),
            *(voice.say(said_chance(chance[milestone.milestone_id], voice)) for chance in chances),
        )
        for milestone, share in shares
        if all(milestone.milestone_id in chance for chance in chances)
    )
    names = (phrase("Interim milestone"), phrase("Fraction"), *(scenario_word(name) for name in _SCENARIOS))
    return Table(
        caption=voice.say("Chance of the interim milestones"),
        head=tuple(voice.say(word) for word in names),
        rows=rows,
        numeric=frozenset({1, 2, 3, 4}),
    )


def _percent(percent: int, voice: Voice) -> str:
    return voice.percent(percent * PPM // 100, 0)
