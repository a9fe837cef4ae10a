"""What an officer does at the log, one function each: count, record a departure, sign the day, publish the figures.

Each takes a `Recorder`, builds the event, and leaves checking to the recorder. What both sign takes both recorders, and
both have the event at the end; parties that do not sit together carry the envelope there and back themselves
(`Recorder.propose`, `cosign`, `adopt`, `receive`).

>>> record_count(host, movement="NIG-001", people=94, items=3, second=now)
>>> record_minutes(force, host, day="2024-06-07", accepts=waiting, next_meeting_second=then, second=now)
"""

from collections.abc import Collection, Sequence

from repli.errors import RepliError
from repli.execution.blindness import Hide, as_they_are
from repli.execution.draft import Draft
from repli.execution.joint_drafts import Texts, baseline_draft, next_publication
from repli.execution.named import named_files
from repli.execution.recorder import Recorder, exchange
from repli.execution.roster_book import RosterBook
from repli.execution.sidecars import SidecarStore
from repli.ledger.event import FOURTH_FORMAT
from repli.ledger.keys import Signer
from repli.ledger.shapes import time_of_second
from repli.progress.events import Body, CountTally, Depart, Event, Minutes
from repli.progress.sitting import Sitting

__all__ = [
    "declare_book",
    "publish_figures",
    "record_count",
    "record_departure",
    "record_minutes",
    "sign_together",
]


def sign_together(
    proposer: Recorder,
    cosigner: Recorder,
    body: Body,
    *,
    second: int,
    also: tuple[Sequence[Signer], Sequence[Signer]] = ((), ()),
) -> Event:
    """Have both parties sign ``body``, write it to the proposer's feed, give it to the cosigner, return its event.

    A proposal that is refused is withdrawn. One that was cosigned and could not be written stays: it must be adopted.
    ``also`` are new keys of the proposer and of the cosigner that a change of keys brings in.
    """
    envelope = proposer.propose(body, second=second, also=also[0])
    try:
        complete = cosigner.cosign(envelope, also=also[1])
    except RepliError:
        proposer.withdraw()
        raise
    event = proposer.adopt(complete)
    exchange(proposer, cosigner)
    return event


def declare_book(
    proposer: Recorder, cosigner: Recorder, book: RosterBook, sidecars: SidecarStore, *, second: int
) -> None:
    """Declare people, then items, of ``book``, each with its digest file."""
    for roster in (book.people, book.items):
        _sign_draft(proposer, cosigner, baseline_draft(roster), sidecars, second)


def record_departure(
    recorder: Recorder,
    book: RosterBook,
    *,
    movement: str,
    field_id: str,
    vehicle: str,
    people: Collection[int],
    items: Collection[int],
    off_block_second: int,
    second: int,
    hide: Hide = as_they_are,
) -> Event:
    """Record that the slots ``people`` and ``items`` departed with ``movement``; cells and kg come from the book.

    ``hide`` gives the event the form that the log asks for: with its slots, or committed to a file of them.
    """
    depart = Depart(
        movement=movement,
        off_block_at=time_of_second(off_block_second),
        field=field_id,
        vehicle=vehicle,
        cells=book.people.cells(people),
        people=tuple(sorted(people)),
        items=tuple(sorted(items)),
        kg=book.items.kg(items),
    )
    with hide(recorder, depart) as body:
        return recorder.record(body, second=second)


def record_count(recorder: Recorder, *, movement: str, people: int, items: int, second: int) -> Event:
    """Record what this party counted at ``movement``."""
    return recorder.record(CountTally(movement=movement, people=people, items=items), second=second)


def record_minutes(
    proposer: Recorder,
    cosigner: Recorder,
    *,
    day: str,
    accepts: Collection[str],
    next_meeting_second: int,
    second: int,
    decisions: tuple[str, ...] = (),
    actions: tuple[str, ...] = (),
) -> Event:
    """Sign the record of ``day``: the departures in ``accepts`` (event hashes) become joint."""
    minutes = Minutes(
        day=day,
        accepts=tuple(sorted(accepts)),
        decisions=decisions,
        actions=actions,
        next_meeting_at=time_of_second(next_meeting_second),
        sitting=Sitting() if proposer.copy.charter.version >= FOURTH_FORMAT else None,
    )
    return sign_together(proposer, cosigner, minutes, second=second)


def publish_figures(
    proposer: Recorder, cosigner: Recorder, sidecars: SidecarStore, texts: Texts, *, as_of_second: int, second: int
) -> Event:
    """Publish the figures that follow from the log now, with the texts that ``texts`` makes of them."""
    return _sign_draft(
        proposer, cosigner, next_publication(proposer, texts, as_of_second=as_of_second), sidecars, second
    )


def _sign_draft(proposer: Recorder, cosigner: Recorder, draft: Draft, sidecars: SidecarStore, second: int) -> Event:
    with named_files(proposer, sidecars, draft.files):
        return sign_together(proposer, cosigner, draft.body, second=second)
