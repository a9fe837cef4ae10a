"""Who plays in the tests of the log: two officers of each party, a guarantor, an outsider; and a small log to check.

Keys come from seeds that stand here, so every run signs the same bytes. `tiny_log` writes a whole log directory through
the public functions, over the 30 people and 6 items of `tests.tiny`:

    feed force  1 genesis  2 declare people  3 declare items  4 opening (3 people)  5 depart R1 (5 people, I1)
                6 count R1  7 minutes (R1)  8 depart R2 (2 people, signed by both)  9 depart R3 (4 people, waits)
                10 publish 1: 10 of 30 departed, 3 of them declared
    feed host   1 count R1  2 count R3

>>> tiny_log(tmp_path / "log").force.copy.cut
{'force': 10, 'host': 2}
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from repli.execution import (
    LogDirectory,
    Recorder,
    RosterBook,
    choose_slots,
    declare_book,
    draw_book,
    exchange,
    keys_text,
    publish_figures,
    record_count,
    record_minutes,
    seeded_entropy,
    sign_heads,
    sign_together,
)
from repli.execution.founding import reconstruction_genesis
from repli.ledger.keys import Signer
from repli.ledger.shapes import second_of_time
from repli.progress import Depart, Figure, Genesis, Opening, State
from tests.tiny import tiny_operation

__all__ = ["FORCE", "GUARANTOR", "HOST", "NOON", "OUTSIDER", "TinyLog", "cast_genesis", "officers", "texts", "tiny_log"]

FORCE = "force"
HOST = "host"
NOON = second_of_time("2030-01-07T12:00:00Z")
HOUR = 3600


def _signer(party: str, role: str, play: str = "cast") -> Signer:
    return Signer(party=party, role=role, seed=hashlib.sha256(f"{play}/{party}/{role}".encode()).digest())


def officers(party: str, play: str = "cast") -> Mapping[str, Signer]:
    """One key of each role; another ``play`` gives other keys."""
    return {role: _signer(party, role, play) for role in ("clear", "count", "represent")}


GUARANTOR = _signer("guarantor", "represent")
OUTSIDER = _signer(HOST, "represent", "outsider")
"""Says that he represents the host; his key stands in no log."""


def cast_genesis(play: str = "cast", **changes: object) -> Genesis:
    """The genesis of the tiny operation under the keys of the cast."""
    genesis = reconstruction_genesis(
        tiny_operation(),
        {party: officers(party, play) for party in (FORCE, HOST)},
        agreement_sha256="ab" * 32,
        seed=play,
        delay_to_object_minutes=1440,
    )
    return replace(genesis, **changes)  # type: ignore[arg-type]  # the changes have as many types as the fields


def texts(genesis: Genesis, state: State, figures: tuple[Figure, ...]) -> Mapping[str, bytes]:
    """Two short texts that say the figure and the number of the publication."""
    del genesis  # they say nothing of the agreement
    departed = next(figure.value for figure in figures if figure.name == "people_departed")
    return {
        "en": f"No. {state.published + 1}: {departed} people departed.\n".encode(),
        "fr": f"N° {state.published + 1} : {departed} personnes désengagées.\n".encode(),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class TinyLog:
    """A log on disk and both parties that wrote it."""

    root: Path
    force: Recorder
    host: Recorder
    book: RosterBook
    keys_text: str


def tiny_log(root: Path, *, play: str = "cast") -> TinyLog:
    """Write the log described above into ``root``."""
    book = draw_book(tiny_operation(), seeded_entropy(play))
    with LogDirectory(root) as log:
        force = log.recorder(FORCE, officers(FORCE, play))
        host = log.recorder(HOST, officers(HOST, play))
        sign_together(force, host, cast_genesis(play), second=NOON)
        declare_book(force, host, book, log.sidecars, second=NOON)
        gone = set(_opening(force, host, book))
        first = _depart(book, "R1", 5, ("I1",), gone)
        force.record(first, second=NOON + HOUR)
        exchange(force, host)
        for recorder in (host, force):
            record_count(recorder, movement="R1", people=5, items=1, second=NOON + HOUR)
            exchange(force, host)
        record_minutes(
            force,
            host,
            day="2030-01-07",
            accepts=force.copy.replay.waiting,
            next_meeting_second=NOON + 26 * HOUR,
            second=NOON + 2 * HOUR,
        )
        sign_together(force, host, _depart(book, "R2", 2, (), gone), second=NOON + 3 * HOUR)
        force.record(_depart(book, "R3", 4, (), gone), second=NOON + 3 * HOUR)
        exchange(force, host)
        record_count(host, movement="R3", people=4, items=0, second=NOON + 3 * HOUR)
        exchange(force, host)
        publish_figures(force, host, log.sidecars, texts, as_of_second=NOON + 4 * HOUR, second=NOON + 4 * HOUR)
        sign_heads(root, force, host, second=NOON + 5 * HOUR)
    signers = (officers(party, play)["represent"] for party in (FORCE, HOST))
    return TinyLog(root=root, force=force, host=host, book=book, keys_text=keys_text(signers, demonstration=True))


def _opening(force: Recorder, host: Recorder, book: RosterBook) -> tuple[int, ...]:
    people = choose_slots(book.people, "BASE-STAFF", 3, ())
    opening = Opening(
        as_of="2030-01-06T23:00:00Z",
        cells=book.people.cells(people),
        people=people,
        items=(),
        kg=0,
        reason="gone before counting began",
    )
    sign_together(force, host, opening, second=NOON)
    return people


def _depart(book: RosterBook, movement: str, people: int, items: tuple[str, ...], gone: set[int]) -> Depart:
    """The next people of BASE-STAFF, who are then in ``gone``."""
    slots = choose_slots(book.people, "BASE-STAFF", people, gone)
    gone.update(slots)
    item_slots = tuple(slot for item in items for slot in choose_slots(book.items, item, 1, ()))
    return Depart(
        movement=movement,
        off_block_at="2030-01-07T12:30:00Z",
        field="FLD1",
        vehicle="L1",
        cells=book.people.cells(slots),
        people=slots,
        items=item_slots,
        kg=book.items.kg(item_slots),
    )
