"""`repli simulate PLAN --operation FOLDER`: the chance to meet the deadline, and what threatens it most.

With ``--fleet``, ``--spots``, ``--deadline-days`` or ``--clearance-delay`` it is a table of what would change it; with
``--policy replan`` it sets replanning beside following; with ``--log`` it starts from a signed position.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import forecast_as_json, position_as_json, replan_as_json, sweep_as_json
from repli.cli.console import guarded, out, out_json, progress_bar, say
from repli.cli.forecast_words import forecast_lines, position_lines, replan_lines, sites_by, sweep_lines
from repli.cli.options import AsJson, OperationFolder, Replications, Seed, Workers
from repli.cli.simulate_options import (
    At,
    By,
    ClearanceDelay,
    DeadlineDays,
    EveryDays,
    Fleet,
    Policy,
    PolicyOption,
    PrivateRoster,
    Scenario,
    ScenarioOption,
    SignedLog,
    Spots,
)
from repli.commission import Case
from repli.errors import Phrase, UsageError, phrase
from repli.model import Forecast, Plan

__all__ = ["HELP", "simulate"]

HELP = phrase("Run a plan through many replications: chance of the deadline and what threatens it most.")

_speak = say()
_MANY, _FEW, _EVERY_DAYS = 10_000, 50, 14
_File = Annotated[
    Path | None, typer.Argument(metavar="PLAN", help=_speak(phrase("Plan file, as `repli plan` writes it.")))
]


def simulate(
    operation: OperationFolder,
    file: _File = None,
    *,
    seed: Seed = 1,
    replications: Replications = None,
    policy: PolicyOption = Policy.DISPATCH,
    every: EveryDays = None,
    scenario: ScenarioOption = Scenario.BASE,
    by: By = None,
    fleet: Fleet = None,
    spots: Spots = None,
    deadline_days: DeadlineDays = None,
    clearance_delay: ClearanceDelay = None,
    log: SignedLog = None,
    roster: PrivateRoster = None,
    at: At = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Simulate a plan that the rule book accepts."""
    with guarded(as_json=as_json):
        grid = {"fleet": fleet, "spots": spots, "days": deadline_days, "delays": clearance_delay}
        replan, table, day = policy is Policy.REPLAN, any(grid.values()), None if by is None else by.date()
        _refuse(replan=replan, table=table, every=every, by=by, file=file, log=log, roster=roster, at=at)
        many = replications or (_FEW if replan else _MANY)
        run = _Run(seed=seed, replications=many, workers=workers, as_json=as_json)
        if file is None:
            run.from_log(operation, (log or Path(), roster or Path()), at, policy.value, day)
            return
        case, plan = commission.load_plan(file, operation)
        if replan:
            run.replanned(case, plan, scenario.value, every or _EVERY_DAYS)
        elif table:
            run.swept(case, plan, grid)
        else:
            run.forecast(case, plan, policy.value, day)


def _refuse(
    *,
    replan: bool,
    table: bool,
    every: int | None,
    by: object,
    file: object,
    log: object,
    roster: object,
    at: object,
) -> None:
    """Raise UsageError for options that say nothing together."""
    from_log = log is not None
    wrong: dict[Phrase, bool] = {
        phrase("Neither a plan nor a log was named."): file is None and not from_log,
        phrase("A plan and --log were named: from a log, what is left is planned anew."): file is not None and from_log,
        phrase("--log needs --roster: a log says how many departed, the roster says who."): from_log and roster is None,
        phrase("--roster and --at go with --log only."): not from_log and not (roster is None and at is None),
        phrase("--every goes with --policy replan only."): every is not None and not replan,
        phrase("--policy replan goes with neither --by, --log nor tables."): replan and (table or from_log or bool(by)),
        phrase("Tables are made of a plan, not of a log."): table and from_log,
    }
    found = next((sentence for sentence, holds in wrong.items() if holds), None)
    if found is not None:
        raise UsageError(found, phrase("See `repli simulate --help`."))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """How it is run and answered; one method for each thing that is asked."""

    seed: int
    replications: int
    workers: int | None
    as_json: bool

    @contextmanager
    def _told(self) -> Iterator[Callable[[int, int], None]]:
        label = _speak(phrase("simulating (the first run on a machine compiles for some seconds)"))
        with progress_bar(label) as advance:
            yield advance

    def _answer(self, answer: object, lines: Iterable[str]) -> None:
        if self.as_json:
            out_json(answer)
            return
        for line in lines:
            out(line)

    def forecast(self, case: Case, plan: Plan, policy: str, by: date | None) -> None:
        """Answer with the forecast of a plan."""
        with self._told() as advance:
            found = commission.forecast(
                case.operation,
                plan,
                seed=self.seed,
                replications=self.replications,
                policy=policy,
                workers=self.workers,
                progress=advance,
            )
        self._answer(forecast_as_json(case, found), _lines(case, found, by))

    def swept(self, case: Case, plan: Plan, grid: Mapping[str, Sequence[int] | Sequence[float] | None]) -> None:
        """Answer with the table of what would change it."""
        with self._told() as advance:
            rows = commission.sweep(
                case.operation,
                plan,
                fleet=[int(one) for one in grid["fleet"] or (0,)],
                spots=[int(one) for one in grid["spots"] or (0,)],
                deadline_days=[int(one) for one in grid["days"] or (0,)],
                delay_factors=[float(one) for one in grid["delays"] or (1.0,)],
                seed=self.seed,
                replications=self.replications,
                workers=self.workers,
                progress=advance,
            )
        self._answer(sweep_as_json(rows), sweep_lines(case, rows))

    def replanned(self, case: Case, plan: Plan, scenario: str, every_days: int) -> None:
        """Answer with replanning beside following."""
        with self._told() as advance:
            found = commission.replanned(
                case.operation,
                plan,
                scenario=scenario,
                every_days=every_days,
                seed=self.seed,
                replications=self.replications,
                workers=self.workers,
                progress=advance,
            )
        self._answer(replan_as_json(case, found), replan_lines(case, found))

    def from_log(self, folder: Path, sources: tuple[Path, Path], at: str | None, policy: str, by: date | None) -> None:
        """Answer with what is to come after a position of a log (``sources`` = log, roster)."""
        case = commission.load_case(folder)
        with self._told() as advance:
            position, outlook = commission.outlook_from(
                case,
                *sources,
                at=at,
                seed=self.seed,
                replications=self.replications,
                policy=policy,
                workers=self.workers,
                advance=advance,
            )
        left = replace(case, operation=outlook.operation)
        answer = {"position": position_as_json(position), "forecast": forecast_as_json(left, outlook.forecast)}
        lines = (*position_lines(left, position, outlook.plan), *_lines(left, outlook.forecast, by))
        self._answer(answer, lines)


def _lines(case: Case, found: Forecast, by: date | None) -> Iterator[str]:
    yield from forecast_lines(case, found)
    if by is not None:
        yield from sites_by(case, found, by)
