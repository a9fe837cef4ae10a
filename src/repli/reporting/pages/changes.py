"""Two plans side by side: what the commission's page shows when an earlier run left its summary.

Days are told as dates, chances in the words of the cards (steps of 5 %, never certain), and what cannot be subtracted
(a verdict, a chance in words) has no change beside it.

    changes_table(before, after, voice, as_of_minute=plan.as_of_minute, is_first=True)
"""

from datetime import timedelta

from repli.errors import Phrase, phrase
from repli.reporting.charts.figure import Table
from repli.reporting.facts import PlanSummary
from repli.reporting.pages.chance_view import said_chance
from repli.reporting.voice import Voice
from repli.reporting.words import scenario_word
from repli.units import MINUTES_PER_HOUR, PPM

__all__ = ["changes_table"]

_Row = tuple[str, str, str, str]
Chances = tuple[tuple[str, int], ...]
"""(Scenario, chance in ppm)."""


def changes_table(
    before: PlanSummary,
    after: PlanSummary,
    voice: Voice,
    *,
    as_of_minute: int,
    is_first: bool,
    chances: tuple[Chances, Chances] = ((), ()),
) -> Table:
    """Set two plans side by side; ``as_of_minute`` is the start of one whose summary does not hold it.

    ``chances`` before and after add a row for each scenario that both know, but for the base that always has one.
    """
    start = as_of_minute if after.as_of_minute is None else after.as_of_minute
    chance = (*_chance(before, after, voice), *_scenarios(*chances, voice))
    rows = (_verdict(before, after, voice), *_days(before, after, voice, start), *chance)
    caption = phrase("The plan made as of {day}, before and after", day=voice.day_of(start))
    if is_first:
        caption = phrase("The first plan, made as of {day}, before and after", day=voice.day_of(start))
    head = (phrase("Quantity"), phrase("Before"), phrase("After"), phrase("Change"))
    return Table(
        caption=voice.say(caption),
        head=tuple(voice.say(word) for word in head),
        rows=(*rows, *_numbers(before, after, voice)),
        numeric=frozenset({1, 2, 3}),
    )


def _verdict(before: PlanSummary, after: PlanSummary, voice: Voice) -> _Row:
    """Say which of the two keeps the deadline: the one without a day of overrun (docs/reference/plan-meaning.md, K)."""
    words = [phrase("KEPT") if one.overrun_days == 0 else phrase("LATE") for one in (before, after)]
    return (voice.say(phrase("verdict")), voice.say(words[0]), voice.say(words[1]), "")


def _days(before: PlanSummary, after: PlanSummary, voice: Voice, start: int) -> tuple[_Row, ...]:
    starts = (start if before.as_of_minute is None else before.as_of_minute, start)
    pairs = (
        (phrase("closure"), before.closure_day, after.closure_day),
        (phrase("bound of the closure"), before.bound_day, after.bound_day),
    )
    rows = []
    for name, *days in pairs:
        old, new = (voice.local(first).date() + timedelta(days=day) for first, day in zip(starts, days, strict=True))
        change = voice.say(phrase("{days} d", days=voice.signed((new - old).days)))
        rows.append((voice.say(name), voice.day(old.isoformat()), voice.day(new.isoformat()), change))
    return tuple(rows)


def _chance(before: PlanSummary, after: PlanSummary, voice: Voice) -> tuple[_Row, ...]:
    """Say both chances; no row where one of the plans has no forecast."""
    if before.chance_ppm is None or after.chance_ppm is None:
        return ()
    old, new = (voice.say(said_chance(ppm / PPM, voice)) for ppm in (before.chance_ppm, after.chance_ppm))
    return ((voice.say(phrase("chance to meet the deadline")), old, new, ""),)


def _scenarios(before: Chances, after: Chances, voice: Voice) -> tuple[_Row, ...]:
    """Say the chances under the other assumptions."""
    new = dict(after)
    return tuple(
        (
            voice.say(phrase("the same under {assumptions}", assumptions=scenario_word(name))),
            voice.say(said_chance(ppm / PPM, voice)),
            voice.say(said_chance(new[name] / PPM, voice)),
            "",
        )
        for name, ppm in before
        if name in new and name != "base"
    )


def _numbers(before: PlanSummary, after: PlanSummary, voice: Voice) -> tuple[_Row, ...]:
    rows: tuple[tuple[Phrase, int, int], ...] = (
        (phrase("days after the deadline"), before.overrun_days, after.overrun_days),
        (phrase("movements"), before.movements, after.movements),
        (phrase("mean stay, hours"), before.stay_minutes // MINUTES_PER_HOUR, after.stay_minutes // MINUTES_PER_HOUR),
        (phrase("flying hours"), before.flying_minutes // MINUTES_PER_HOUR, after.flying_minutes // MINUTES_PER_HOUR),
    )
    return tuple(
        (voice.say(name), voice.number(old), voice.number(new), voice.signed(new - old)) for name, old, new in rows
    )
