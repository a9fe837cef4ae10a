"""`--plan` of a form: what a plan fills into calendar and manifest, and what a lost permission does to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from repli import commission
from repli.cli.console import say
from repli.cli.day_options import OperationOfPlan, PlanOption
from repli.cli.effect_words import effect_lines
from repli.commission import Entered, Typed
from repli.errors import UsageError, phrase
from repli.ledger.files import shown
from repli.ledger.shapes import time_of_second

__all__ = ["NOTHING", "PLANNED", "Planned"]

_speak = say()
_Given = Mapping[str, Any]
_Days = Annotated[
    int | None, typer.Option("--days", min=1, max=366, help=_speak(phrase("Days of the calendar. Default: 7.")))
]
_Next = Annotated[
    Path | None, typer.Option("--out", help=_speak(phrase("With --plan: file for the plan made again without it.")))
]
_Seed = Annotated[int | None, typer.Option("--seed", min=0, help=_speak(phrase("Seed of the new plan. Default: 1.")))]
_DAYS = 7
_REPLICATIONS = 2_000


def _fills_nothing(_typed: Typed, _given: _Given, _second: int) -> Typed:
    return {}


def _does_nothing(_entered: Entered, _given: _Given, _second: int) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Options of a form that read a plan; ``before`` fills boxes from it, ``after`` says what the event does to it."""

    options: Mapping[str, Any] = field(default_factory=dict)
    before: Callable[[Typed, _Given, int], Typed] = _fills_nothing
    after: Callable[[Entered, _Given, int], Iterable[str]] = _does_nothing


NOTHING = Planned()
_PLAN = {"plan": PlanOption, "operation": OperationOfPlan}


def _plan(given: _Given) -> tuple[Path, Path] | None:
    """Return the plan and its operation; raise UsageError for one without the other."""
    plan, operation = given["plan"], given["operation"]
    if plan is None and operation is None:
        return None
    if plan is None or operation is None:
        raise UsageError(
            phrase("--plan and --operation go together: a plan names rows of its operation."),
            phrase("Name both, or neither."),
        )
    return plan, operation


def _calendar(typed: Typed, given: _Given, second: int) -> Typed:
    found = _plan(given)
    if found is None:
        return {}
    first = typed.get("from", time_of_second(second)[:10])
    return commission.calendar_form(*found, first=str(first), days=given["days"] or _DAYS)


def _manifest(typed: Typed, given: _Given, _second: int) -> Typed:
    found = _plan(given)
    return {} if found is None else commission.manifest_form(*found, str(typed.get("movement", "")))


def _lost(entered: Entered, given: _Given, second: int) -> Iterator[str]:
    found = _plan(given)
    states = [event.body.value for event in entered.events if event.body.value["state"] in commission.LOST]
    if found is None or not states:
        return
    effect = commission.effect_of_loss(
        *found, str(states[0]["reference"]), second=second, seed=given["seed"] or 1, replications=_REPLICATIONS
    )
    yield from effect_lines(effect)
    if given["out"] is not None:
        commission.write_file(given["out"], commission.plan_bytes(effect.renewal.plan, given["out"]))
        yield _speak(phrase("Written: {path}", path=shown(given["out"])))


PLANNED: Mapping[str, Planned] = {
    "calendar": Planned(options=_PLAN | {"days": _Days}, before=_calendar),
    "clearance": Planned(options=_PLAN | {"out": _Next, "seed": _Seed}, after=_lost),
    "manifest": Planned(options=_PLAN, before=_manifest),
}
"""Kind -> what a plan has to do with its form."""
