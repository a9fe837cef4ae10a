"""Plans a case with a bar that shows the best plan so far; where there is none, looks for what is in the way first."""

from dataclasses import dataclass

from repli import commission
from repli.cli.console import progress_bar, say, telling_bar
from repli.cli.plan_words import step_sentence
from repli.cli.stopping import stoppable
from repli.commission import Case
from repli.errors import PlanningError, phrase
from repli.model import Plan
from repli.planning import AIMS, Aims, Quest, Step

__all__ = ["Planned", "planned"]

_speak = say()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, and whether Ctrl-C ended the search for a better one."""

    plan: Plan
    stopped: bool


def planned(
    case: Case,
    *,
    seed: int,
    advice: int,
    effort: int | None = None,
    aims: Aims = AIMS,
    resumed: Plan | None = None,
) -> Planned:
    """Return the best plan found within the effort, or until Ctrl-C.

    Raise PlanningError with advice where there is none; for that planning is tried again as often as ``advice`` says.
    """
    label = _speak(phrase("planning (the first run on a machine compiles for some seconds)"))
    try:
        with telling_bar(label) as tell, stoppable() as stopped:

            def watch(step: Step) -> None:
                tell(step.done, step.total, step_sentence(case, step))

            quest = Quest(effort=effort, aims=aims, resumed=resumed, watch=watch, stopped=stopped)
            plan = commission.make_plan(
                case.operation,
                seed=seed,
                bounds=True,
                progress=lambda done, total: tell(done, total, label),
                quest=quest,
            )
            return Planned(plan=plan, stopped=stopped())
    except PlanningError as refused:
        with progress_bar(_speak(phrase("looking for what is in the way"))) as advance:
            advised = commission.advised(refused, case.operation, seed=seed, effort=advice, progress=advance)
        raise advised from None
