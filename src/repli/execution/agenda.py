"""What waits for a party, a device's crew or a witness: one task a line, with its due time, most pressing first.

Read from a copy of the log and the post alone, so both offices see the same once they have the same lines; what devices
and witnesses wrote counts as soon as it is here, though no line of a party has taken it in yet. What a plan knows (by
when a permission must be asked for) comes in as `Permit`. The sentence of the event that a task is about is for the
reader to say.

>>> [task.what for task in agenda(copy, party="demo-host", second=now)]
['sign', 'open', 'accept']
"""

from collections.abc import Iterable, Iterator, Sequence

from repli.execution.entries import Standing
from repli.execution.logcopy import LogCopy
from repli.execution.tasks import accounts, movements, permits, sittings
from repli.execution.tasks.task import Permit, Sheet, Task

__all__ = ["Permit", "Task", "agenda"]

_ORDER = (
    *("sign", "answer", "dispute", "open", "count", "depart", "close-manifest", "manifest", "arrival", "permit"),
    *("answer-due", "accept", "action", "obligation", "attest", "missing-witness", "wait"),
)
"""Kinds of task, most pressing first."""


def agenda(
    copy: LogCopy,
    *,
    party: str,
    second: int,
    proposals: Sequence[Sheet] = (),
    permits_of_plan: Sequence[Permit] = (),
) -> tuple[Task, ...]:
    """Return what waits for ``party`` at ``second``: late things first, then by kind, due time and subject."""
    standing = Standing(copy, copy.foreseen())
    found = _tasks(standing, party, second, proposals, permits_of_plan)
    return tuple(sorted(found, key=lambda task: (not task.is_late, _ORDER.index(task.what), task.due, task.subject)))


def _tasks(
    standing: Standing, party: str, second: int, proposals: Iterable[Sheet], permits_of_plan: Sequence[Permit]
) -> Iterator[Task]:
    if party not in standing.copy.charter.parties:
        yield from sittings.to_attest(standing, party)
        return
    yield from sittings.in_post(proposals, party)
    yield from movements.tasks(standing, party, second)
    yield from accounts.tasks(standing, party)
    yield from permits.tasks(standing, party, second, permits_of_plan)
    yield from sittings.tasks(standing, party, second)
