"""`repli simulate PLAN --operation FOLDER`: the chance to meet the deadline, and what threatens it most."""

from repli import commission
from repli.cli.answers import forecast_as_json
from repli.cli.console import guarded, out, out_json, progress_bar, say
from repli.cli.options import AsJson, OperationFolder, PlanFile, Replications, Seed
from repli.cli.words import forecast_lines
from repli.errors import phrase

__all__ = ["HELP", "simulate"]

HELP = phrase("Run a plan through many replications: chance of the deadline and what threatens it most.")

_speak = say()


def simulate(
    file: PlanFile,
    operation: OperationFolder,
    seed: Seed = 1,
    replications: Replications = 10_000,
    as_json: AsJson = False,
) -> None:
    """Simulate a plan that the rule book accepts."""
    with guarded(as_json=as_json):
        case, plan = commission.load_plan(file, operation)
        with progress_bar(
            _speak(phrase("simulating (the first run on a machine compiles for some seconds)"))
        ) as advance:
            forecast = commission.forecast(case.operation, plan, seed=seed, replications=replications, progress=advance)
        if as_json:
            out_json(forecast_as_json(case, forecast))
            return
        for line in forecast_lines(case, forecast):
            out(line)
