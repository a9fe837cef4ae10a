"""`repli replan PLAN`: an agreed plan made again from now on, so that as little as possible of its calendar moves."""

from pathlib import Path
from typing import Annotated

import typer

from repli import commission
from repli.cli.answers import findings_as_json, plan_as_json
from repli.cli.console import guarded, out, out_json, say
from repli.cli.options import AsJson, OperationFolder, Out, PlanFile, Seed, minute_of_option
from repli.cli.plan import EXIT_OF_VERDICT
from repli.cli.plan_words import plan_lines
from repli.cli.replan_words import difference_as_json, difference_lines
from repli.cli.simulate_options import PrivateRoster
from repli.cli.sources import sources_of
from repli.cli.words import show_findings
from repli.commission import Renewal
from repli.errors import phrase
from repli.planning import Ban, Terms
from repli.units import MINUTES_PER_HOUR

__all__ = ["HELP", "replan"]

HELP = phrase(
    "Make an agreed plan again from now on so that as little as possible moves. Exit codes are those of `repli plan`."
)

_speak = say()
_Now = Annotated[
    str, typer.Option("--as-of", help=_speak(phrase("Now, as 2024-06-07T00:00Z: what has begun by then stays.")))
]
_Freeze = Annotated[
    int,
    typer.Option("--freeze-hours", min=0, max=10_000, help=_speak(phrase("Departures in the next hours stay."))),
]
_Keep = Annotated[
    list[str] | None, typer.Option("--keep", help=_speak(phrase("Movement that stays; repeat for several.")))
]
_Forbid = Annotated[
    list[str] | None,
    typer.Option(
        "--forbid",
        help=_speak(
            phrase("vehicle:ID, field:ID, leg:ID, movement:ID or day:2024-06-07, from now on; repeat for several.")
        ),
    ),
]
_Tolerance = Annotated[
    int,
    typer.Option("--tolerance", min=0, max=1440, help=_speak(phrase("Minutes by which a departure may shift."))),
]
_Last = Annotated[
    bool,
    typer.Option("--changes-last", help=_speak(phrase("Closure, stay and flying count before the changes."))),
]
_Log = Annotated[
    Path | None,
    typer.Option("--log", help=_speak(phrase("What departed is what this log says, not what the plan had."))),
]
_Page = Annotated[
    Path | None, typer.Option("--page", help=_speak(phrase("Write both plans side by side as an HTML page.")))
]


def replan(  # noqa: PLR0917 - one parameter for each option
    file: PlanFile,
    operation: OperationFolder,
    as_of: _Now,
    out_file: Out = None,
    page: _Page = None,
    freeze_hours: _Freeze = 48,
    keep: _Keep = None,
    forbid: _Forbid = None,
    tolerance: _Tolerance = 30,
    changes_last: _Last = False,
    log: _Log = None,
    roster: PrivateRoster = None,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Plan again, say what changes day by day, and write the new plan if asked."""
    with guarded(as_json=as_json):
        if out_file is not None:
            commission.require_place_for(out_file)
        terms = Terms(
            now_minute=minute_of_option(as_of) or 0,
            freeze_minutes=freeze_hours * MINUTES_PER_HOUR,
            pins=frozenset(keep or ()),
            bans=frozenset(_ban(one) for one in forbid or ()),
            changes_first=not changes_last,
        )
        sources = sources_of(log, roster)
        found = commission.replan(file, operation, terms=terms, seed=seed, tolerance_minutes=tolerance, sources=sources)
        if out_file is not None:
            commission.write_file(out_file, commission.plan_bytes(found.plan, out_file))
        if page is not None:
            commission.write_file(page, commission.changes_of(found).encode())
        _answer(found, [one for one in (out_file, page) if one is not None], as_json=as_json)
        if code := EXIT_OF_VERDICT[found.plan.verdict]:
            raise SystemExit(code)


def _answer(found: Renewal, written: list[Path], *, as_json: bool) -> None:
    if as_json:
        told = {"under_way": findings_as_json(found.under_way), "changes": difference_as_json(found)}
        out_json(plan_as_json(found.case, found.plan) | told)
        return
    for line in (*difference_lines(found), "", *plan_lines(found.case, found.plan)):
        out(line)
    if found.under_way:
        out(_speak(phrase("Under way, and against a rule as things are now; decide what becomes of it:")))
        show_findings(found.under_way)
    for path in written:
        out(_speak(phrase("Written: {path}", path=str(path))))


def _ban(text: str) -> Ban:
    kind, _, name = text.partition(":")
    return kind, name
