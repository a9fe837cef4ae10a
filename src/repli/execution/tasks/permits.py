"""What waits around permissions: requests whose time is about to pass, answers that are due, answers to give."""

from collections.abc import Iterator, Sequence

from repli.errors import phrase
from repli.execution.entries import Standing
from repli.execution.tasks.task import Permit, Task
from repli.ledger.shapes import second_of_time, time_of_second
from repli.units import MINUTES_PER_DAY, SECONDS_PER_MINUTE

__all__ = ["WARNED_BEFORE_SECONDS", "tasks"]

WARNED_BEFORE_SECONDS = 3 * MINUTES_PER_DAY * SECONDS_PER_MINUTE
"""How long before its last moment a request is asked for."""
_STANDS = {"requested", "granted", "amended", "used"}


def tasks(standing: Standing, party: str, second: int, permits: Sequence[Permit]) -> Iterator[Task]:
    """Give the tasks of ``party``; without a plan only answers that are out."""
    known = {permit.reference: permit for permit in permits}
    rows = {row.key: row for row in standing.rows("clearance")}
    if party == standing.copy.charter.force:
        for permit in permits:
            row = rows.get(permit.reference)
            is_near = permit.request_by_second <= second + WARNED_BEFORE_SECONDS
            if (row is None or row.state not in _STANDS) and is_near:
                yield _to_ask(permit, "" if row is None else row.state, second)
    for reference, row in rows.items():
        if row.state == "requested":
            event = standing.events[row.event]
            needed = known.get(reference)
            due = None if needed is None else second_of_time(event.frame.at) + needed.answer_seconds
            is_mine = event.body.value["issuer"] == party
            told = (
                phrase("Answer the request for {reference}.", reference=reference)
                if is_mine
                else phrase("No answer yet for {reference}; silence counts as refusal.", reference=reference)
            )
            yield Task(
                what="answer" if is_mine else "answer-due",
                subject=reference,
                told=told,
                event=row.event,
                due="" if due is None else time_of_second(due),
                is_late=due is not None and due < second,
            )


def _to_ask(permit: Permit, state: str, second: int) -> Task:
    told = (
        phrase("Ask again for {reference}, which {movements} need: the last answer was {state}.",
               reference=permit.reference, movements=", ".join(permit.movements) or "-", state=phrase(state))
        if state
        else phrase("Ask for {reference}, which {movements} need.", reference=permit.reference,
                    movements=", ".join(permit.movements) or "-")
    )  # fmt: skip
    return Task(
        what="permit",
        subject=permit.reference,
        told=told,
        due=time_of_second(permit.request_by_second),
        is_late=permit.request_by_second < second,
    )
