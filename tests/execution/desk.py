"""Two recorders over a log in memory, with the officers of the cast, the tiny operation declared and nothing departed.

>>> desk = Desk()
>>> desk.force.record(desk.depart("R1", 2), second=NOON)
"""

from repli.execution import (
    LogCopy,
    MemorySidecars,
    Recorder,
    choose_slots,
    declare_book,
    draw_book,
    exchange,
    seeded_entropy,
    sign_together,
)
from repli.progress import Depart
from tests.cast import FORCE, HOST, NOON, cast_genesis, officers
from tests.tiny import tiny_operation

__all__ = ["Desk"]


class Desk:
    """``force`` and ``host`` have the same events until one of them records something."""

    def __init__(self) -> None:
        self.sidecars = MemorySidecars()
        self.written: dict[str, list[bytes]] = {FORCE: [], HOST: []}
        self.force, self.host = (self.recorder(party) for party in (FORCE, HOST))
        self.book = draw_book(tiny_operation(), seeded_entropy("desk"))
        self.gone: set[int] = set()
        sign_together(self.force, self.host, cast_genesis(), second=NOON)
        declare_book(self.force, self.host, self.book, self.sidecars, second=NOON)

    def recorder(self, party: str) -> Recorder:
        """A recorder that knows nothing yet."""
        copy = LogCopy(self.sidecars.get)
        return Recorder(party=party, signers=officers(party), copy=copy, append=self.written[party].extend)

    def depart(self, movement: str, people: int) -> Depart:
        """The next people of BASE-STAFF."""
        slots = choose_slots(self.book.people, "BASE-STAFF", people, self.gone)
        self.gone.update(slots)
        return Depart(
            movement=movement,
            off_block_at="2030-01-07T12:30:00Z",
            field="FLD1",
            vehicle="L1",
            cells=self.book.people.cells(slots),
            people=slots,
            items=(),
            kg=0,
        )

    def exchange(self) -> None:
        """Bring both to the same events."""
        exchange(self.force, self.host)
