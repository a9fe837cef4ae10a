"""What an officer does at the log, one function each: count, record a departure, sign the day, publish the figures.

Each takes a `Recorder`, builds the event, and leaves checking to the recorder. What both sign takes the other party's
answer as a function: a colleague in the same room, or an envelope carried there and back.

>>> record_count(host, movement="NIG-001", people=94, items=3, second=now)
>>> record_minutes(force, host.cosign, day="2024-06-07", accepts=waiting, next_meeting_at=..., second=now)
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

from repli.errors import RepliError
from repli.execution.recorder import Recorder
from repli.execution.roster_book import RosterBook
from repli.execution.sidecars import SidecarStore
from repli.ledger.envelope import Envelope
from repli.ledger.shapes import time_of_second
from repli.progress.events import Body, CountTally, Depart, Event, Minutes, Publish
from repli.progress.figures import Figure, figures
from repli.progress.state import State, state_digest

__all__ = [
    "Cosign",
    "Texts",
    "declare_book",
    "publish_figures",
    "record_count",
    "record_departure",
    "record_minutes",
    "sign_together",
]

Cosign = Callable[[Envelope], Envelope]
"""The other party's answer to a proposal: the envelope with its signature."""

Texts = Callable[[State, tuple[Figure, ...]], Mapping[str, bytes]]
"""The two texts of a communiqué from a state and its figures: language (en, fr) -> bytes."""


def sign_together(proposer: Recorder, cosign: Cosign, body: Body, *, second: int) -> Event:
    """Have both parties sign ``body``, write it to the proposer's feed, and return its event."""
    envelope = proposer.propose(body, second=second)
    try:
        return proposer.adopt(cosign(envelope))
    finally:
        proposer.withdraw()


def declare_book(proposer: Recorder, cosign: Cosign, book: RosterBook, sidecars: SidecarStore, *, second: int) -> None:
    """Declare people, then items, of ``book``, each with its digest file."""
    for roster in (book.people, book.items):
        with _named_files(sidecars, (roster.digest_file,)) as (name,):
            sign_together(proposer, cosign, roster.declare(name), second=second)


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
) -> Event:
    """Record that the slots ``people`` and ``items`` departed with ``movement``; cells and kg come from the book."""
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
    return recorder.record(depart, second=second)


def record_count(recorder: Recorder, *, movement: str, people: int, items: int, second: int) -> Event:
    """Record what this party counted at ``movement``."""
    return recorder.record(CountTally(movement=movement, people=people, items=items), second=second)


def record_minutes(
    proposer: Recorder,
    cosign: Cosign,
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
    )
    return sign_together(proposer, cosign, minutes, second=second)


def publish_figures(
    proposer: Recorder, cosign: Cosign, sidecars: SidecarStore, texts: Texts, *, as_of_second: int, second: int
) -> Event:
    """Publish the figures that follow from the log now, with the texts that ``texts`` makes of them."""
    state = proposer.copy.replay.state
    found = figures(state)
    written = texts(state, found)
    with _named_files(sidecars, (written["en"], written["fr"])) as (text_en, text_fr):
        publish = Publish(
            number=state.published + 1,
            as_of=time_of_second(as_of_second),
            figures=found,
            state=state_digest(state),
            text_en=text_en,
            text_fr=text_fr,
        )
        return sign_together(proposer, cosign, publish, second=second)


@contextmanager
def _named_files(sidecars: SidecarStore, files: tuple[bytes, ...]) -> Iterator[tuple[str, ...]]:
    """Keep ``files`` for an event that names them; if the event is refused, drop those that were not there before."""
    known = {name for name in map(_sha256, files) if sidecars.get(name) is not None}
    names = tuple(sidecars.put(data) for data in files)
    try:
        yield names
    except RepliError:
        for name in set(names) - known:
            sidecars.drop(name)
        raise


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
