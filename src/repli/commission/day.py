"""What waits for whom: read from a log on disk, offline, without any key."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from repli import execution
from repli.commission.officers import post_of
from repli.commission.plan_days import permits_of_plan
from repli.errors import UsageError, phrase
from repli.execution import Sheet, Task
from repli.progress import Body

__all__ = ["Inbox", "inbox"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """The tasks of somebody, and the bodies of the events that they are about, by fingerprint."""

    tasks: tuple[Task, ...]
    bodies: Mapping[str, Body]


def inbox(
    log: Path, *, party: str, second: int, post: Path | None = None, sources: tuple[Path, Path] | None = None
) -> Inbox:
    """Return what waits for ``party`` at ``second``; ``sources`` are a plan and its operation.

    Raise UsageError for somebody who is neither a party nor a witness of the log.
    """
    copy = execution.copy_at(log)
    witnesses = [one.id for one in copy.charter.genesis.witnesses]
    if party not in (*copy.charter.parties, *witnesses):
        raise UsageError(
            phrase("{party} is neither a party nor a witness of this log.", party=ascii(party)),
            phrase("Those who are: {names}.", names=", ".join((*copy.charter.parties, *witnesses))),
        )
    proposed = tuple(execution.proposals(copy, post_of(log, post)))
    tasks = execution.agenda(
        copy,
        party=party,
        second=second,
        proposals=[Sheet(event_hash=one.event_hash, feed=one.feed, kind=one.body.kind) for one in proposed],
        permits_of_plan=() if sources is None else permits_of_plan(*sources),
    )
    bodies = {event.event_hash: event.body for feed in copy.cut for event in copy.events(feed)}
    return Inbox(tasks=tasks, bodies={**bodies, **{one.event_hash: one.body for one in proposed}})
