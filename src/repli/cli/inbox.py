"""`repli inbox LOG --party ID`: what waits for a party or a witness, late things first. Reads only; needs no keys."""

import time
from collections.abc import Iterator
from typing import Annotated

import typer

from repli import commission
from repli.cli.console import guarded, out, out_json, say
from repli.cli.day_options import LogFolder, Now, OperationOfPlan, PartyAsked, PlanOption, PostFolder, second_of_option
from repli.cli.day_words import fingerprint_text, sentence
from repli.cli.options import AsJson
from repli.commission import Inbox, Task
from repli.errors import UsageError, phrase
from repli.ledger.shapes import time_of_second

__all__ = ["HELP", "inbox"]

HELP = phrase("Show what waits for a party or a witness: to sign, count, open, close, ask for, answer and agree on.")

_speak = say()
_Only = Annotated[list[str] | None, typer.Option("--only", help=_speak(phrase("Only this kind of task; repeat.")))]


def inbox(
    log: LogFolder,
    party: PartyAsked,
    *,
    plan: PlanOption = None,
    operation: OperationOfPlan = None,
    only: _Only = None,
    post: PostFolder = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Show what waits."""
    with guarded(as_json=as_json):
        if (plan is None) != (operation is None):
            raise UsageError(
                phrase("--plan and --operation go together: a plan names rows of its operation."),
                phrase("Name both, or neither."),
            )
        second = second_of_option(now, time.time())
        sources = None if plan is None or operation is None else (plan, operation)
        found = commission.inbox(log, party=party, second=second, post=post, sources=sources)
        tasks = [task for task in found.tasks if not only or task.what in only]
        if as_json:
            out_json([_value(task, found) for task in tasks])
            return
        late = sum(task.is_late for task in tasks)
        out(_speak(phrase("{party}, {time}: {count} wait, {late} of them late.", party=party,
                          time=time_of_second(second), count=len(tasks), late=late)))  # fmt: skip
        for task in tasks:
            for line in _lines(task, found):
                out(line)


def _lines(task: Task, found: Inbox) -> Iterator[str]:
    due = _speak(phrase(" (due {time})", time=task.due)) if task.due else ""
    yield f"{'!' if task.is_late else ' '} {task.what:<15} {task.subject:<12} {_speak(task.told)}{due}"
    event = found.bodies.get(task.event)
    if event is not None:
        yield f"      {sentence(event)} [{fingerprint_text(task.event)}]"


def _value(task: Task, found: Inbox) -> dict[str, object]:
    event = found.bodies.get(task.event)
    return {
        "what": task.what,
        "subject": task.subject,
        "told": _speak(task.told),
        "event": task.event,
        "says": "" if event is None else sentence(event),
        "due": task.due,
        "late": task.is_late,
    }
