"""Ten people at two sites, event by event: the worked example of docs/reference/balance.md.

    NIA   5 military, 2 civilian          AGA   3 military

>>> [line.what for line in told()][:2]
['declared', 'gone before the count']
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from repli.ledger.roster import digest_file, root_of
from repli.progress import Event
from repli.progress.balance import TERMS, BalanceRow, site_balances, sum_of
from repli.progress.bodies import Arrive, Reinforce, Status, Transfer
from repli.progress.cells import Cells, cells_of
from repli.progress.events import Body
from repli.progress.names import POLICY_4
from repli.progress.slotfile import Committed
from repli.progress.slotpolicy import SlotPolicy
from tests.progress.world import BOTH, FORCE, HOST, World, depart, genesis, opening

__all__ = ["Line", "of_cells", "steps_table", "told"]

HASH, TIME = "ab" * 32, "2024-06-01T09:00:00Z"
MILITARY, CIVILIAN, AGADEZ = ("NIA", "military"), ("NIA", "civilian"), ("AGA", "military")


class Ten(World):
    """Events of format 4, each of which has seen all before it; nobody signs here."""

    def event(self, body: Body, parties: frozenset[str] = BOTH, **changes: Any) -> Event:  # noqa: ANN401 - as many types as the fields
        seen = {feed: size for feed, size in self.sizes.items() if size}
        return super().event(body, parties, seen=seen, v=4, **changes)

    def start(self) -> list[Event]:
        people = cells_of({MILITARY: 5, CIVILIAN: 2, AGADEZ: 3})
        first = genesis(policy=POLICY_4, slots=SlotPolicy(since="closure", minutes=0))
        return [
            self.event(first),
            self.event(self.declare("people", 10, people, 0)),
            self.event(self.declare("items", 0, (), 0)),
        ]

    def reinforce(self, cells: Cells) -> Reinforce:
        digests = [bytes([slot]) * 32 for slot in range(12)]
        name = self.sidecars.put(digest_file(digests))
        root = root_of(digests).hex()
        return Reinforce(cells=cells, people=2, reason="guard", root=root, sidecar=name, slots=12, time=TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the example: what both parties (or one) said, and the balance afterwards."""

    what: str
    rows: tuple[BalanceRow, ...]

    @property
    def whole(self) -> BalanceRow:
        return sum_of(self.rows)


def status(name: str, cells: Cells) -> Status:
    people = sum(cell.count for cell in cells)
    return Status(
        cells=cells, items=0, kg=0, movement="R1", people=people, reason="", slots=HASH, status=name, time=TIME
    )


def load(movement: str, counts: dict[tuple[str, str], int]) -> Body:
    committed = Committed(people=sum(counts.values()), items=0, slots=HASH)
    return depart(movement, cells=cells_of(counts), committed=committed)


def told() -> tuple[Line, ...]:
    """Play the story; the identity is checked at every position."""
    world = Ten()
    world.play(*world.start())
    lines = [Line(what="declared", rows=world.replay.balance)]
    for what, body, parties in _story(world):
        world.play(world.event(body, parties))
        lines.append(Line(what=what, rows=world.replay.balance))
    return tuple(lines)


def _story(world: Ten) -> Iterator[tuple[str, Body, frozenset[str]]]:
    gone = Committed(people=1, items=0, slots=HASH)
    moved = cells_of({AGADEZ: 2})
    yield "gone before the count", opening(cells=cells_of({MILITARY: 1}), committed=gone), BOTH
    yield "reinforced", world.reinforce(cells_of({MILITARY: 2})), BOTH
    yield (
        "under way to NIA",
        Transfer(cells=moved, items=0, kg=0, movement="T1", off_block_at=TIME, people=2, slots=HASH, to="NIA"),
        BOTH,
    )
    yield "arrived at NIA", Arrive(items=0, movement="T1", people=2, place="NIA", reason="", time=TIME), BOTH
    yield "R1, signed by both", load("R1", {MILITARY: 3, CIVILIAN: 1}), BOTH
    yield "one of R1 comes back", status("returned", cells_of({MILITARY: 1})), BOTH
    yield "one stays by agreement", status("retained", cells_of({MILITARY: 1})), BOTH
    yield "one claims asylum", status("asylum", cells_of({CIVILIAN: 1})), BOTH
    yield "one is flown to hospital", status("medevac", cells_of({AGADEZ: 1})), BOTH
    yield "one dies", status("died", cells_of({MILITARY: 1})), BOTH
    yield "R2, told by one party", load("R2", {MILITARY: 2}), frozenset({FORCE})
    yield "two more would stay, says one party", status("retained", cells_of({MILITARY: 2})), frozenset({HOST})


def steps_table(lines: tuple[Line, ...]) -> str:
    """The totals after each line; a term that is 0 is left empty."""
    return _table("after", [(line.what, line.whole) for line in lines])


def of_cells(line: Line) -> str:
    """The rows of each cell, of each site and of all."""
    rows = [(f"{row.site} {row.category}", row) for row in line.rows]
    sites = [(f"**{row.site}**", row) for row in site_balances(line.rows)]
    return _table("cell", [*rows, *sites, ("**all**", line.whole)])


def _table(first: str, rows: list[tuple[str, BalanceRow]]) -> str:
    names = [*TERMS, "remaining"]
    head = [first, *(name.replace("_", " ") for name in names)]
    body = [[what, *(str(getattr(row, name) or "") for name in names)] for what, row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
