"""What commands say of a plan: its closure, stay and flying beside their bounds, and how a search stands.

Figures are the best possible under the operation's assumptions.
"""

from collections.abc import Iterator, Mapping

from repli.cli.console import say
from repli.cli.words import civil_day_words, decimal_words
from repli.commission import Case, reasons
from repli.errors import Phrase, phrase
from repli.model import Plan, gaps_of
from repli.planning import Step
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR, PPM

__all__ = ["VERDICTS", "flying_sentence", "plan_lines", "plan_sentence", "stay_sentence", "step_sentence"]

_speak = say()


def plan_sentence(case: Case, plan: Plan) -> str:
    """Return closure against the bound in one sentence."""
    return _speak(
        phrase(
            "{count} movements, closed {day}; bound {bound} ({proven}), gap {gap} d",
            count=len(plan.movements),
            day=civil_day_words(case, plan.objective.closure_day),
            bound=civil_day_words(case, plan.bound.closure_day),
            proven=_proven_words(proven=plan.bound.proven),
            gap=plan.objective.closure_day - plan.bound.closure_day,
        )
    )


def step_sentence(case: Case, step: Step) -> str:
    """Return where the search for a better plan stands, in one short sentence."""
    return _speak(
        phrase(
            "closed {day}, bound {bound}; out on day {stay}; {hours} flying hours",
            day=civil_day_words(case, step.objective.closure_day),
            bound=civil_day_words(case, step.bound.closure_day),
            stay=decimal_words(step.objective.stay_minutes / MINUTES_PER_DAY),
            hours=step.objective.flying_minutes // MINUTES_PER_HOUR,
        )
    )


VERDICTS: Mapping[str, Phrase] = {
    "kept": phrase("kept: every commitment is met"),
    "late-proven": phrase("LATE, and proven unavoidable"),
    "late-not-proven": phrase("LATE; not proven unavoidable"),
}


def plan_lines(case: Case, plan: Plan) -> Iterator[str]:
    """Yield the plan in a few lines; figures are the best possible under the operation's assumptions."""
    yield _speak(VERDICTS[plan.verdict])
    yield plan_sentence(case, plan)
    yield stay_sentence(plan)
    yield flying_sentence(plan)
    for reason in reasons(case.operation, plan):
        yield f"  - {_speak(reason)}"
    yield _speak(phrase("These figures hold under the assumptions of the operation; {count} values are assumed.",
                        count=len(case.operation.assumptions)))  # fmt: skip


def stay_sentence(plan: Plan) -> str:
    """Return the mean day out, with its bound, that of each line alone, and the gap where there are any."""
    bound, stay = plan.bound, decimal_words(plan.objective.stay_minutes / MINUTES_PER_DAY)
    if bound.stay.level == "none":
        return _speak(phrase("on average out on day {stay}", stay=stay))
    return _speak(
        phrase(
            "on average out on day {stay}; bound {bound} ({proven}), each line alone {alone}, gap {gap}",
            stay=stay,
            bound=decimal_words(bound.stay.minutes / MINUTES_PER_DAY),
            proven=_proven_words(proven=bound.stay.proven),
            alone=decimal_words(bound.alone_minutes / MINUTES_PER_DAY),
            gap=_percent_words(gaps_of(plan).stay_ppm),
        )
    )


def flying_sentence(plan: Plan) -> str:
    """Return the flying hours, with their bound and the gap where there are any."""
    bound, hours = plan.bound.flying, plan.objective.flying_minutes // MINUTES_PER_HOUR
    if bound.level == "none":
        return _speak(phrase("{hours} flying hours", hours=hours))
    return _speak(
        phrase(
            "{hours} flying hours; bound {bound} ({proven}), gap {gap}",
            hours=hours,
            bound=bound.minutes // MINUTES_PER_HOUR,
            proven=_proven_words(proven=bound.proven),
            gap=_percent_words(gaps_of(plan).flying_ppm),
        )
    )


def _proven_words(*, proven: bool) -> Phrase:
    return phrase("proven") if proven else phrase("estimate")


def _percent_words(ppm: int | None) -> str:
    """Return a share in whole percent; what has none is ``-``."""
    return "-" if ppm is None else f"{ppm * 100 // PPM} %"
