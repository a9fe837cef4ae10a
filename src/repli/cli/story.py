"""The main job in at most 25 lines of 80 columns: one line a step, then before and after if an input changed."""

import textwrap
from collections.abc import Callable, Iterator
from datetime import date

from repli.cli.console import say
from repli.cli.plan_words import VERDICTS, plan_sentence
from repli.cli.words import (
    chance_words,
    civil_day_words,
    day_words,
    decimal_words,
    figures_sentence,
    folder_summary,
    local_day,
    rough_sentence,
)
from repli.commission import Story, rule_count
from repli.errors import Phrase, phrase
from repli.language import language_of_environment
from repli.reporting import PlanRecord, PlanSummary
from repli.units import MINUTES_PER_HOUR, PPM

__all__ = ["story_lines", "wrapped"]

_speak = say()
_LABEL = 12
_WIDTH = 80


def story_lines(story: Story, before: PlanRecord | None, changed: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of the whole story."""
    operation = story.case.operation
    title = operation.agreement.title_fr if language_of_environment() == "fr" else operation.agreement.title_en
    yield title[:_WIDTH]
    yield from _truth(story)
    yield ""
    steps = [*_plan_steps(story), *_log_steps(story), *_outlook_steps(story), *_published(story)]
    for label, text in steps:
        yield from wrapped(_speak(label), text)
    if before is not None and changed:
        yield ""
        yield from _before_and_after(story, before.summary, changed)


def wrapped(label: str, text: str) -> list[str]:
    """Return a step in lines of 80 columns, the label before the first; nothing is cut."""
    lines = textwrap.wrap(text, _WIDTH - _LABEL) or [""]
    return [f"{name:<{_LABEL}}{line}".rstrip() for name, line in zip([label, *[""] * len(lines)], lines, strict=False)]


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
    yield phrase("verdict"), _speak(VERDICTS[plan.verdict])
    yield phrase("calculator"), rough_sentence(case, story.rough)
    yield phrase("rule book"), _speak(phrase("{count} rules; nothing found", count=rule_count()))
    low, base, high = (chance_words(story.forecast.scenario(name).chance) for name in ("low", "base", "high"))
    error = decimal_words(100 * story.forecast.scenario("base").standard_error)
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
    days = (phrase("{name} {days} d", name=phrase(one.name), days=decimal_words(one.days_lost)) for one in causes)
    named = ", ".join(_speak(one) for one in days)
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
    closed = outlook.operation.agreement.civil_day(outlook.plan.objective.closure_day)
    chance = chance_words(outlook.forecast.scenario("base").chance)
    yield phrase("next"), _speak(
        phrase("planned again from {day}: closed {closed}, chance {chance}", day=day_words(from_day),
               closed=day_words(closed), chance=chance)
    )  # fmt: skip
    yield from _next_days(story)


def _next_days(story: Story) -> Iterator[Step]:
    """Yield what leaves, what to request and what is signed in the next seven days."""
    kinds = {kind: [duty for duty in story.duties if duty.kind == kind] for kind in ("departs", "notice", "handover")}

    def listed(kind: str) -> str:
        days = (f"{duty.subject} {day_words(local_day(story.case, duty.minute))}" for duty in kinds[kind])
        return ", ".join(days) or _speak(phrase("none"))

    first = kinds["departs"][0] if kinds["departs"] else None
    when = "-" if first is None else f"{first.subject} {day_words(local_day(story.case, first.minute))}"
    yield (
        phrase("next 7 days"),
        _speak(phrase("{count} departures, both sign each; first {first}", count=len(kinds["departs"]), first=when)),
    )
    yield phrase("to request"), _speak(phrase("notice of handover by the force: {list}", list=listed("notice")))
    yield phrase("to sign"), _speak(phrase("acts of handover by both: {list}", list=listed("handover")))


def _published(story: Story) -> Iterator[Step]:
    """Yield what really happened, as published: the last figures of people departed (all values) and sites closed."""

    def last(quantity: str) -> tuple[str, str]:
        claims = [claim for claim in story.case.history.claims if claim.quantity == quantity]
        day = max((claim.stated_on for claim in claims), default="")
        values = sorted({claim.value for claim in claims if claim.stated_on == day}, reverse=True)
        return day_words(date.fromisoformat(day)) if day else "-", " / ".join(str(value) for value in values) or "-"

    (people_day, people), (sites_day, sites) = last("people_departed"), last("sites_closed")
    happened = phrase(
        "{people} departed by {people_day}; {sites} sites closed by {sites_day}",
        people=people,
        people_day=people_day,
        sites=sites,
        sites_day=sites_day,
    )
    yield phrase("in reality"), _speak(happened)


def _before_and_after(story: Story, before: PlanSummary, changed: tuple[str, ...]) -> Iterator[str]:
    after = story.record.summary
    yield _speak(phrase("Changed: {files}", files=", ".join(changed)))[:_WIDTH]
    yield f"{'':<{_LABEL}}{_speak(phrase('before')):>14}{_speak(phrase('after')):>14}"
    rows: tuple[tuple[Phrase, Callable[[PlanSummary], str]], ...] = (
        (phrase("verdict"), lambda one: _speak(phrase("LATE") if one.overrun_days else phrase("in time"))),
        (phrase("closed"), lambda one: civil_day_words(story.case, one.closure_day)),
        (phrase("bound"), lambda one: civil_day_words(story.case, one.bound_day)),
        (phrase("chance"), _chance),
        (phrase("movements"), lambda one: str(one.movements)),
        (phrase("flying h"), lambda one: str(one.flying_minutes // MINUTES_PER_HOUR)),
    )
    for label, told in rows:
        yield f"{_speak(label):<{_LABEL}}{told(before):>14}{told(after):>14}"


def _chance(summary: PlanSummary) -> str:
    return "-" if summary.chance_ppm is None else chance_words(summary.chance_ppm / PPM)
