"""The commands, in the order of the work. Each module holds one command; this file is the table of contents."""

import typer

from repli.cli import (
    check,
    convert,
    cosign,
    demo,
    estimate,
    explain,
    export,
    inbox,
    keys,
    loads,
    log,
    mapping,
    merge,
    new,
    paper,
    plan,
    record,
    replan,
    replay,
    report,
    roster,
    schema,
    simulate,
    status,
)
from repli.cli.console import UNSAID_EXIT, say
from repli.errors import phrase

__all__ = ["app", "main"]

_speak = say()

app = typer.Typer(
    name="repli",
    help=_speak(phrase("Plan, run and prove a withdrawal that two parties agreed on.")),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("new", help=_speak(new.HELP))(new.new)
app.command("convert", help=_speak(convert.HELP))(convert.convert)
app.command("map", help=_speak(mapping.HELP))(mapping.show)
app.command("merge", help=_speak(merge.HELP))(merge.merge)
app.command("check", help=_speak(check.HELP))(check.check)
app.command("estimate", help=_speak(estimate.HELP))(estimate.estimate)
app.command("plan", help=_speak(plan.HELP))(plan.plan)
app.command("explain", help=_speak(explain.HELP))(explain.explain)
app.command("loads", help=_speak(loads.HELP))(loads.loads)
app.add_typer(paper.app, name="paper", help=_speak(paper.HELP))
app.command("replan", help=_speak(replan.HELP))(replan.replan)
app.command("simulate", help=_speak(simulate.HELP))(simulate.simulate)
app.command("replay", help=_speak(replay.HELP))(replay.replay)
app.add_typer(record.app, name="record", help=_speak(record.HELP))
app.command("cosign", help=_speak(cosign.HELP))(cosign.cosign)
app.command("inbox", help=_speak(inbox.HELP))(inbox.inbox)
app.command("status", help=_speak(status.HELP))(status.status)
app.add_typer(log.app, name="log", help=_speak(log.HELP))
app.add_typer(keys.app, name="keys", help=_speak(keys.HELP))
app.add_typer(roster.app, name="roster", help=_speak(roster.HELP))
app.command("export", help=_speak(export.HELP))(export.export)
app.command("report", help=_speak(report.HELP))(report.report)
app.command("schema", help=_speak(schema.HELP))(schema.schema)
app.command("demo", help=_speak(demo.HELP))(demo.demo)


def main() -> None:
    """Run the command line; help that cannot be written ends like any output that cannot."""
    try:
        app()
    except OSError:
        raise SystemExit(UNSAID_EXIT) from None
