"""Each site's floors: what is present by the plan against what must be, step by step to the closing wave."""

from repli.errors import Phrase, phrase
from repli.model import Floor
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.levels import Level, level_chart
from repli.reporting.curves import Steps, present_steps, value_at
from repli.reporting.facts import CommissionFacts
from repli.reporting.pages.gantt_view import plan_span
from repli.reporting.voice import Voice
from repli.reporting.words import function_word
from repli.rules.waves import endings

__all__ = ["floor_charts"]


def floor_charts(facts: CommissionFacts, voice: Voice) -> tuple[Chart, ...]:
    """Draw each floor of the operation against what the plan keeps present."""
    return tuple(_chart(facts, floor, number, voice) for number, floor in enumerate(facts.operation.floors))


def _chart(facts: CommissionFacts, floor: Floor, number: int, voice: Voice) -> Chart:
    first, last = plan_span(facts)
    ending = endings(facts.operation, facts.plan).get(floor.site_id)
    wave = None if ending is None else ending.wave_start_minute
    present = present_steps(facts.operation, facts.plan, floor)
    level = Level(
        first_minute=first,
        last_minute=last,
        level=_inside_span(present, first, last),
        limit=_inside_span(_until(floor.steps, wave), first, last),
        wave_minute=wave,
        level_word=phrase("present by the plan"),
        limit_word=phrase("security floor, until the closing wave"),
    )
    site = facts.operation.site_of[floor.site_id]
    title = voice.say(
        "{site}: {function}", site=voice.choose(en=site.name_en, fr=site.name_fr), function=_counted(floor)
    )
    return level_chart(
        level,
        voice,
        chart_id=f"floor-{number}-{voice.language}",
        title=title,
        description=voice.say("What is present over time above its floor; the numbers are in the table."),
        table=_table(level, title, voice),
    )


def _counted(floor: Floor) -> Phrase:
    """Say what a floor counts."""
    if floor.quantity == "people":
        return function_word(floor.function)
    return phrase("materiel, kg") if floor.quantity == "kg" else phrase("sensitive items")


def _until(steps: Steps, wave: int | None) -> Steps:
    """Return a floor's steps up to the start of the site's closing wave (docs/reference/plan-meaning.md, E and F)."""
    return steps if wave is None else (*(step for step in steps if step[0] < wave), (wave, 0))


def _table(level: Level, title: str, voice: Voice) -> Table:
    """List what is present and the floor at every minute at which either changes."""
    words = (phrase("Local time"), level.level_word, level.limit_word)
    minutes = sorted({minute for minute, _ in (*level.level, *level.limit)})
    rows = tuple(
        (
            voice.short_instant(minute),
            voice.number(value_at(level.level, minute)),
            voice.number(value_at(level.limit, minute)),
        )
        for minute in minutes
    )
    return Table(caption=title, head=tuple(voice.say(word) for word in words), rows=rows, numeric=frozenset({1, 2}))


def _inside_span(steps: Steps, first: int, last: int) -> Steps:
    """Cut steps to a span; the value that holds at its start stands there."""
    return ((first, value_at(steps, first)), *(step for step in steps if first < step[0] <= last))
