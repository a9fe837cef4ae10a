"""`repli explain PLAN|FOLDER`: what holds a plan back and when, or why there is none and what would repair it."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say, telling_bar
from repli.cli.gains_words import gains_as_json, gains_lines
from repli.cli.options import AsJson, Seed
from repli.cli.planned import planned
from repli.cli.stopping import stoppable
from repli.cli.week_words import week_lines, weeks_as_json
from repli.cli.words import civil_day_words
from repli.commission import Case
from repli.errors import Phrase, UsageError, phrase
from repli.model import Operation, Plan
from repli.planning import Gains
from repli.rules import Fullness
from repli.rules.why import joined
from repli.units import text_of_minute

__all__ = ["HELP", "explain"]

HELP = phrase(
    "Say what holds a plan back: what binds each site and each week, what to request by when, why each departure is "
    "full. With --gains: what one more of each scarce thing gains, planned again. For an operation without a plan: the "
    "conflicting requirements, and repairs that were planned again."
)

_speak = say()
_Target = Annotated[Path, typer.Argument(metavar="PLAN|FOLDER", help=_speak(phrase("Plan file or operation folder.")))]
_Operation = Annotated[
    Path | None, typer.Option("--operation", help=_speak(phrase("For a plan: the operation folder it was made from.")))
]
_Gains = Annotated[
    bool, typer.Option("--gains", help=_speak(phrase("Only: what one more of each scarce thing gains, planned again.")))
]
_Tries = Annotated[
    int,
    typer.Option(
        "--tries", min=1, max=10_000, help=_speak(phrase("With --gains: how many things are tried, the best first."))
    ),
]
_Effort = Annotated[
    int | None,
    typer.Option(
        "--effort",
        min=0,
        max=1_000_000_000,
        help=_speak(phrase("With --gains: work limit of each search. Default: a quarter of that of `repli plan`.")),
    ),
]


def explain(  # noqa: PLR0917 - one parameter for each option
    target: _Target,
    operation: _Operation = None,
    seed: Seed = 1,
    gains: _Gains = False,
    tries: _Tries = 8,
    effort: _Effort = None,
    as_json: AsJson = False,
) -> None:
    """Explain a plan that keeps the rules, or plan a folder and explain that; exit 5 or 6 where there is no plan."""
    with guarded(as_json=as_json):
        if not target.exists():
            raise UsageError(
                phrase("{path}: no such file or folder.", path=str(target)),
                phrase("Name an operation folder or a plan."),
            )
        case, plan = _planned(target, seed) if _is_operation(target, operation) else _read(target, operation)
        if gains:
            _say_gains(case, _gained(case, plan, seed=seed, tries=tries, effort=effort), as_json=as_json)
            return
        if as_json:
            out_json(_as_json(case, plan))
            return
        asked = (*_requests(case.operation, plan), *_bookings(case.operation, plan))
        for sentence in (*commission.reasons(case.operation, plan), *asked):
            out(_speak(sentence))
        for line in _bound_lines(case, plan):
            out(line)
        for line in week_lines(case, commission.weeks(case.operation, plan), commission.busy(case.operation, plan)):
            out(line)
        for one in commission.filled(case.operation, plan):
            out(f"  {_departure(one)}")


def _is_operation(target: Path, operation: Path | None) -> bool:
    """Say whether a path is an operation: a folder, or a workbook that no operation is named for."""
    return target.is_dir() or (commission.is_book(target) and operation is None)


def _read(file: Path, folder: Path | None) -> tuple[Case, Plan]:
    """Return a plan file's plan and its case."""
    if folder is None:
        raise UsageError(
            phrase("A plan is explained with the operation it was made from."), phrase("Add --operation FOLDER.")
        )
    return commission.load_plan(file, folder)


def _planned(folder: Path, seed: int) -> tuple[Case, Plan]:
    """Return a folder's case and a plan of it, or say why there is none."""
    case = commission.load_case(folder)
    return case, planned(case, seed=seed, advice=4).plan


def _gained(case: Case, plan: Plan, *, seed: int, tries: int, effort: int | None) -> Gains:
    """Return the gains that were verified until the work limit, or until Ctrl-C."""
    with telling_bar(_speak(phrase("planning again"))) as tell, stoppable() as stopped:
        return commission.gains(
            case.operation,
            plan,
            seed=seed,
            tries=tries,
            effort=effort,
            stopped=stopped,
            tell=lambda done, total, what: tell(done, total, _speak(what)),
        )


def _say_gains(case: Case, gains: Gains, *, as_json: bool) -> None:
    if as_json:
        out_json(gains_as_json(case, gains))
        return
    for line in gains_lines(case, gains):
        out(line)


def _as_json(case: Case, plan: Plan) -> dict[str, object]:
    return {
        "reasons": [_speak(reason) for reason in commission.reasons(case.operation, plan)],
        "bound": [
            {"kind": one.kind, "subject": one.subject, "day": one.value_day, "why": _speak(one.sentence)}
            for one in commission.bound_reasons(case.operation, plan)
        ],
        "requests": [
            {"clearance_id": one.clearance_id, "request_by": text_of_minute(one.request_minute)}
            for one in plan.requests
        ],
        "bookings": [
            {"flight_id": one.flight_id, "people": sum(cargo.quantity for cargo in one.loads)} for one in plan.bookings
        ],
        "weeks": weeks_as_json(case, commission.weeks(case.operation, plan), commission.busy(case.operation, plan)),
        "departures": [_departure_as_json(one) for one in commission.filled(case.operation, plan)],
    }


def _bound_lines(case: Case, plan: Plan) -> Iterator[str]:
    """Yield why no plan closes before the day of the bound."""
    reasons = commission.bound_reasons(case.operation, plan)
    if reasons:
        yield _speak(phrase("No plan closes before {day}:", day=civil_day_words(case, plan.bound.closure_day)))
        yield from (f"  {_speak(one.sentence)}" for one in reasons)


def _requests(operation: Operation, plan: Plan) -> Iterator[Phrase]:
    for one in plan.requests:
        yield phrase(
            "Request {clearance} of {issuer} by {due} at the latest.",
            clearance=one.clearance_id,
            issuer=operation.clearance_of[one.clearance_id].issuer,
            due=text_of_minute(one.request_minute),
        )


def _bookings(operation: Operation, plan: Plan) -> Iterator[Phrase]:
    """Yield the commercial flights on which the plan counts."""
    for one in plan.bookings:
        flight = operation.seat_block_of[one.flight_id]
        yield phrase(
            "Book {people} of {seats} seats on {flight}: check-in at {field} at {due}, departs {departs}.",
            people=sum(cargo.quantity for cargo in one.loads),
            seats=flight.seats,
            flight=flight.flight_id,
            field=flight.from_field,
            due=text_of_minute(flight.departs_minute - flight.check_in_minutes),
            departs=text_of_minute(flight.departs_minute),
        )


def _departure_as_json(one: Fullness) -> dict[str, object]:
    said = {"off_block_minute": text_of_minute(one.off_block_minute), "why": [_speak(part) for part in one.why]}
    return asdict(one) | said


def _departure(one: Fullness) -> str:
    return _speak(
        phrase(
            "{movement} {at} {place} {fit}: {people}/{seats} seats, {used}/{room} positions, {kg}/{payload} kg; {why}",
            movement=one.movement_id,
            at=text_of_minute(one.off_block_minute),
            place=one.place_id,
            fit=one.configuration_id,
            people=one.people,
            seats=one.seats,
            used=one.positions,
            room=one.positions_there,
            kg=one.kg,
            payload=one.payload_kg,
            why=joined(one.why),
        )
    )
