"""`repli estimate FOLDER`: the planner's back of an envelope, in a second, and what it ignores."""

from repli import commission
from repli.cli.answers import rough_cut_as_json
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, Folder
from repli.cli.words import rough_cut_lines
from repli.errors import phrase

__all__ = ["HELP", "estimate"]

HELP = phrase("Estimate the closure by planning factors alone; say what that ignores.")

_speak = say()


def estimate(folder: Folder, as_json: AsJson = False) -> None:
    """Print the rough closure."""
    with guarded(as_json=as_json):
        case = commission.load_case(folder)
        rough = commission.estimate(case)
        if as_json:
            out_json(rough_cut_as_json(case, rough))
            return
        for line in rough_cut_lines(case, rough):
            out(line)
