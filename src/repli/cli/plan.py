"""`repli plan FOLDER`: a plan with its bound; the exit code says kept, late, impossible or none found."""

from repli import commission
from repli.cli.answers import plan_as_json
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, AsOf, Folder, Out, Seed, minute_of_option
from repli.cli.planned import planned
from repli.cli.words import plan_lines
from repli.errors import phrase

__all__ = ["EXIT_OF_VERDICT", "HELP", "plan"]

HELP = phrase(
    "Make a plan with a bound. Exit: 0 kept, 3 late and proven unavoidable, 4 late, 5 impossible, 6 none found."
)

EXIT_OF_VERDICT = {"kept": 0, "late-proven": 3, "late-not-proven": 4}
"""docs/reference/plan-meaning.md, J; 5 and 6 are the exit codes of ImpossibleError and NoPlanError."""

_speak = say()


def plan(folder: Folder, out_file: Out = None, seed: Seed = 1, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Plan, write the plan file if asked, and say what was found."""
    with guarded(as_json=as_json):
        case = commission.load_case(folder, as_of_minute=minute_of_option(as_of))
        made = planned(case, seed=seed, effort=1)
        if out_file is not None:
            commission.write_file(out_file, commission.plan_bytes(made, out_file))
        if as_json:
            out_json(plan_as_json(case, made))
        else:
            for line in plan_lines(case, made):
                out(line)
            if out_file is not None:
                out(_speak(phrase("Written: {path}", path=str(out_file))))
        if code := EXIT_OF_VERDICT[made.verdict]:
            raise SystemExit(code)
