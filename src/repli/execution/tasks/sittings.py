"""What waits around sittings: proposals in the post, what the day's record may accept, its actions, and witnesses."""

from collections.abc import Iterable, Iterator

from repli.errors import phrase
from repli.execution.entries import Standing
from repli.execution.tasks.task import Sheet, Task
from repli.ledger.shapes import time_of_second
from repli.progress.events import Body

__all__ = ["in_post", "tasks", "to_attest"]


def in_post(proposals: Iterable[Sheet], party: str) -> Iterator[Task]:
    """Give what the other party proposed, and what of the own waits for it."""
    for one in proposals:
        is_own = one.feed == party
        told = (
            phrase("The other party has not answered the proposal ({kind}).", kind=phrase(one.kind))
            if is_own
            else phrase("Sign or contest what the other party proposed ({kind}).", kind=phrase(one.kind))
        )
        yield Task(what="wait" if is_own else "sign", subject=one.event_hash[:8], told=told, event=one.event_hash)


def tasks(standing: Standing, party: str, second: int) -> Iterator[Task]:
    """Give what waits for the day's record, the actions of the last one, and cosignatures that were asked for."""
    for event in standing.acceptable():
        yield Task(
            what="accept",
            subject=_subject(event.body),
            told=phrase("Waits for the day's record."),
            event=event.event_hash,
        )
    yield from _actions(standing, party, second)
    for witness in standing.copy.charter.genesis.witnesses:
        for task in to_attest(standing, witness.id):
            yield Task(
                what="missing-witness",
                subject=task.subject,
                told=phrase("{witness} was asked to cosign, and has not.", witness=witness.id),
                event=task.event,
            )


def _subject(body: Body) -> str:
    """Return what an event is about, as people call it: its movement, or whatever else it names."""
    names = ("movement", "reference", "incident", "inspection", "site", "clause", "status", "kind")
    return next((str(body.value[name]) for name in names if body.value.get(name)), body.kind)


def _actions(standing: Standing, party: str, second: int) -> Iterator[Task]:
    sittings = [event for event in standing.events.values() if event.body.kind == "minutes"]
    last = max(sittings, key=lambda event: (event.body.value["day"], event.frame.at), default=None)
    actions = [] if last is None else last.body.value["actions"]
    today = time_of_second(second)[:10]
    for one in actions if isinstance(actions, list) else ():
        if last is not None and isinstance(one, dict) and one["owner"] == party:
            yield Task(
                what="action",
                subject=str(last.body.value["day"]),
                told=phrase("Action of the last record: {text}", text=str(one["text"])),
                event=last.event_hash,
                due=str(one["due"]),
                is_late=str(one["due"]) < today,
            )


def to_attest(standing: Standing, witness: str) -> Iterator[Task]:
    """Give what a witness was asked to cosign and has not attested."""
    asked = {kind for one in standing.copy.charter.genesis.witnesses if one.id == witness for kind in one.asked}
    done = {row.event for row in standing.daybook.attests if row.witness == witness}
    rows = [(row.kind, row.key, row.event) for row in standing.daybook.register if row.kind in asked]
    if "depart" in asked:
        rows += [("depart", one.movement, one.event) for one in standing.state.movements]
    for _, key, event in rows:
        if event not in done:
            yield Task(
                what="attest",
                subject=key,
                told=phrase("Cosign, refuse or attest with a reservation: {key}.", key=key),
                event=event,
            )
