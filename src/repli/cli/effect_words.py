"""What a lost permission does to a plan, in lines: closure and chance before and after, and what moves."""

from collections.abc import Iterator

from repli.cli.console import say
from repli.cli.replan_words import difference_lines
from repli.cli.words import chance_words, day_words
from repli.commission import Effect
from repli.errors import phrase

__all__ = ["effect_lines"]

_speak = say()


def effect_lines(effect: Effect) -> Iterator[str]:
    """Yield closure and chance of both plans, then the difference."""
    found = effect.renewal
    agreement = found.case.operation.agreement
    before, after = (agreement.civil_day(plan.objective.closure_day) for plan in (found.agreed, found.plan))
    yield _speak(
        phrase("Closure as planned: {after}; before: {before}.", after=day_words(after), before=day_words(before))
    )
    for old, new in zip(effect.before.scenarios, effect.after.scenarios, strict=True):
        yield _speak(
            phrase(
                "Chance of the deadline, {name}: {after}; before: {before}.",
                name=phrase(new.name),
                after=chance_words(new.chance),
                before=chance_words(old.chance),
            )
        )
    yield from difference_lines(found)
