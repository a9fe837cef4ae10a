"""The own count, sealed until both are bound: what opens a seal is kept with the party's papers, never in the log.

A note is called ``seal.`` and the digest that the seal carries, and is kept before the seal is signed: a crash between
the two leaves a note without a seal, never a seal that nobody can open. The law is docs/reference/log-format.md,
sections 21 and 22.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from repli.execution.desk import Desk
from repli.execution.draft import Draft
from repli.ledger.canonical import MAX_PAYLOAD_BYTES, canonical_bytes, parse_canonical
from repli.progress.blind import OpenedCount, SealedCount, read_count
from repli.progress.slotfile import SALT_BYTES

__all__ = ["may_be_opened", "openings", "sealed_draft"]


def sealed_draft(desk: Desk, movement: str, *, people: int, items: int) -> Draft:
    """Return the seal of a count; what opens it is kept."""
    salt = desk.entropy(SALT_BYTES)
    count = OpenedCount(movement=movement, people=people, items=items, opens="", salt=salt)
    sealed = count.seal(desk.party, desk.recorder.copy.charter.genesis_hash)
    kept = replace(count, opens=sealed)  # the hash of the event is not known yet; the digest stands in its place
    desk.papers.keep(f"seal.{sealed}", canonical_bytes(kept.value))
    return Draft(body=SealedCount(movement=movement, sealed=sealed))


def may_be_opened(desk: Desk) -> Iterator[tuple[str, str]]:
    """Give (movement, seal event) of each own seal that is not opened while the other party has one too."""
    matters = desk.recorder.copy.replay.matters
    if matters is None:
        return
    for movement, party, event in matters.seals.unopened:
        if party == desk.party and len(matters.seals.seals[movement]) > 1:
            yield movement, event


def openings(desk: Desk, movements: Collection[str]) -> Iterator[Draft]:
    """Give what opens each seal that may be opened; of ``movements`` only, if there are any."""
    matters = desk.recorder.copy.replay.matters
    for movement, event in may_be_opened(desk):
        if matters is None or (movements and movement not in movements):
            continue
        note = desk.papers.kept(f"seal.{matters.seals.seals[movement][desk.party].sealed}")
        if note is not None:
            kept = read_count(parse_canonical(note, max_bytes=MAX_PAYLOAD_BYTES))
            if isinstance(kept, OpenedCount):
                yield Draft(body=replace(kept, opens=event))
