"""The main job in at most 25 lines of 80 columns: one line a step, then before and after if an input changed."""

from collections.abc import Iterator

from repli.cli.console import say
from repli.cli.words import (
    chance_words,
    closure_day,
    day_words,
    figures_sentence,
    folder_summary,
    local_day,
    plan_sentence,
    rough_sentence,
)
from repli.commission import Story, rule_count
from repli.errors import Phrase, phrase
from repli.language import language_of_environment
from repli.reporting import PlanSummary
from repli.units import MINUTES_PER_HOUR, PPM

__all__ = ["story_lines"]

_speak = say()
_LABEL = 12
_WIDTH = 80


def story_lines(story: Story, before: PlanSummary | None, changed: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of the whole story."""
    operation = story.case.operation
    title = operation.agreement.title_fr if language_of_environment() == "fr" else operation.agreement.title_en
    yield title[:_WIDTH]
    yield from _truth(story)
    yield ""
    steps = [*_plan_steps(story), *_log_steps(story), *_outlook_steps(story)]
    for label, text in steps:
        yield f"{_speak(label):<{_LABEL}}{text}"[:_WIDTH].rstrip()
    if before is not None and changed:
        yield ""
        yield from _before_and_after(story, before, changed)


def _truth(story: Story) -> Iterator[str]:
    yield _speak(
        phrase(
            "Real: agreement, dates, published figures. Assumed: {count} values.",
            count=len(story.case.operation.assumptions),
        )
    )
    yield _speak(phrase("RECONSTRUCTION: movements between published figures. Demonstration keys."))


Step = tuple[Phrase, str]


def _plan_steps(story: Story) -> Iterator[Step]:
    case, plan = story.case, story.plan
    yield phrase("check"), folder_summary(case)
    yield phrase("plan"), plan_sentence(case, plan)
    yield phrase("calculator"), rough_sentence(case, story.rough)
    yield phrase("rule book"), _speak(phrase("{count} rules; nothing found", count=rule_count()))
    low, base, high = (chance_words(story.forecast.scenario(name).chance) for name in ("low", "base", "high"))
    error = f"{100 * story.forecast.scenario('base').standard_error:.1f}"
    deadline = day_words(local_day(case, case.operation.agreement.deadline_minute - 1))
    chances = phrase(
        "{day}: {base} (low {low}, high {high}; error {error} %)",
        day=deadline,
        base=base,
        low=low,
        high=high,
        error=error,
    )
    yield phrase("chance"), _speak(chances)
    causes = story.forecast.scenario("base").causes[:2]
    named = ", ".join(f"{_speak(phrase(one.name))} {one.days_lost:.1f} d" for one in causes)
    yield phrase("threats"), _speak(phrase("days lost on average: {causes}", causes=named))


def _log_steps(story: Story) -> Iterator[Step]:
    departures = story.replayed.figures
    movements = next(figure.value for figure in departures if figure.name == "movements_departed")
    until = day_words(local_day(story.case, max(one.at_minute for one in story.case.history.movements)))
    yield (
        phrase("history"),
        _speak(phrase("to {day}: opening balance and {count} departures, signed by both", day=until, count=movements)),
    )
    yield phrase("figures"), figures_sentence(departures)
    answer = phrase("YES, by Repli; {count} events, state {state}") if story.verdict.answer == "yes" else phrase("NO")
    yield (
        phrase("log"),
        _speak(phrase(answer.text, count=len(story.contents.events), state=story.verdict.state_digest[:16])),
    )


def _outlook_steps(story: Story) -> Iterator[Step]:
    outlook, case = story.outlook, story.case
    from_day = local_day(case, outlook.operation.as_of_minute)
    starts = outlook.operation.agreement.day_starts
    closed = local_day(case, starts[min(outlook.plan.objective.closure_day, len(starts) - 1)])
    chance = chance_words(outlook.forecast.scenario("base").chance)
    yield phrase("next"), _speak(
        phrase("planned again from {day}: closed {closed}, chance {chance}", day=day_words(from_day),
               closed=day_words(closed), chance=chance)
    )  # fmt: skip
    for step in story.next_steps[:3]:
        yield phrase(""), f"{day_words(local_day(case, step.when_minute))}: {_speak(step.what)} ({_speak(step.who)})"
    if more := len(story.next_steps) - 3:
        yield phrase(""), _speak(phrase("... and {count} more in the next 7 days: see commission.html", count=more))


def _before_and_after(story: Story, before: PlanSummary, changed: tuple[str, ...]) -> Iterator[str]:
    after = story.summary
    yield _speak(phrase("Changed: {files}", files=", ".join(changed)))[:_WIDTH]
    yield f"{'':<{_LABEL}}{_speak(phrase('before')):>14}{_speak(phrase('after')):>14}"
    rows: tuple[tuple[Phrase, str, str], ...] = (
        (phrase("closed"), *(day_words(closure_day(story.case, one.closure_day)) for one in (before, after))),
        (phrase("bound"), *(day_words(closure_day(story.case, one.bound_day)) for one in (before, after))),
        (phrase("chance"), *(_chance(one) for one in (before, after))),
        (phrase("movements"), str(before.movements), str(after.movements)),
        (phrase("flying h"), *(str(one.flying_minutes // MINUTES_PER_HOUR) for one in (before, after))),
    )  # type: ignore[assignment] # each row is a label and two cells; mypy cannot count unpacked generators
    for label, old, new in rows:
        yield f"{_speak(label):<{_LABEL}}{old:>14}{new:>14}"


def _chance(summary: PlanSummary) -> str:
    return "-" if summary.chance_ppm is None else chance_words(summary.chance_ppm / PPM)
