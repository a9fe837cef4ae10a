"""What a replay keeps beside the state: look-up tables that change with every event, in steps that do not copy.

`State` is what both parties sign and says how much went; the tables also know *which* slots stand in a departure that
is not joint yet, which no digest needs. `snapshot` makes the frozen `State`; its cost is the size of the state, so it
is taken where a head or a publication needs it, not after every event.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from repli.progress.cells import Cell, CellKey, cells_of, counts_of
from repli.progress.events import CountTally, Depart, OpenedCount, Opening
from repli.progress.names import JOINT, UNILATERAL
from repli.progress.state import (
    Baseline,
    Departed,
    MovementState,
    OpeningBalance,
    State,
    TallyState,
)

__all__ = ["Tables", "Taken"]


@dataclass(slots=True)
class Taken:
    """Slots, cells, kg and numbers of people and items that some events hold; of format 3 no slots."""

    people: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    cells: Counter[CellKey] = field(default_factory=Counter)
    kg: int = 0
    people_count: int = 0
    items_count: int = 0

    def add(self, part: Opening | Depart) -> None:
        """Take what ``part`` lists."""
        self.people.update(part.people)
        self.items.update(part.items)
        self.cells.update(counts_of(part.cells))
        self.kg += part.kg
        self.people_count += part.people_count
        self.items_count += part.items_count

    def give_back(self, part: Depart) -> None:
        """Give back what ``part`` lists and `add` took."""
        self.people.difference_update(part.people)
        self.items.difference_update(part.items)
        self.cells.subtract(counts_of(part.cells))
        self.kg -= part.kg
        self.people_count -= part.people_count
        self.items_count -= part.items_count

    def cells_with(self, cells: Iterable[Cell]) -> dict[CellKey, int]:
        """Return the count of each of ``cells`` after they would be added."""
        return {cell.key: self.cells[cell.key] + cell.count for cell in cells}


@dataclass(slots=True)
class Tables:
    """Everything that the rules of replay ask about. ``taken`` holds opening and all departs, joint or not."""

    agreement: str = ""
    genesis_hash: str = ""
    parties: frozenset[str] = frozenset()
    baselines: dict[str, Baseline] = field(default_factory=dict)
    people_cells: dict[CellKey, int] = field(default_factory=dict)
    opening: Opening | None = None
    departs: dict[str, Depart] = field(default_factory=dict)
    joint: set[str] = field(default_factory=set)
    event_of_movement: dict[str, str] = field(default_factory=dict)
    tallies: dict[tuple[str, str], CountTally | OpenedCount] = field(default_factory=dict)
    taken: Taken = field(default_factory=Taken)
    departed: Taken = field(default_factory=Taken)
    published: int = 0
    hashes: set[str] = field(default_factory=set)

    def depart(self, event_hash: str, depart: Depart) -> None:
        """Take in a departure, or a later version of one, that one party has signed so far."""
        self.departs[event_hash] = depart
        self.event_of_movement[depart.movement] = event_hash
        self.taken.add(depart)

    def take_out(self, event_hash: str) -> None:
        """Take the departure ``event_hash`` out again: it is cancelled, or another version takes its place."""
        depart = self.departs.pop(event_hash)
        del self.event_of_movement[depart.movement]
        self.taken.give_back(depart)
        if event_hash in self.joint:
            self.joint.remove(event_hash)
            self.departed.give_back(depart)

    def accept(self, event_hash: str) -> None:
        """Make the departure ``event_hash`` joint."""
        self.joint.add(event_hash)
        self.departed.add(self.departs[event_hash])

    def snapshot(self) -> State:
        """Return the state as docs/reference/log-format.md, section 7, names it."""
        return State(
            agreement=self.agreement,
            baseline_people=self.baselines.get("people"),
            baseline_items=self.baselines.get("items"),
            departed=Departed(
                cells=cells_of(self.departed.cells),
                items=tuple(sorted(self.departed.items)),
                kg=self.departed.kg,
                movements=len(self.joint),
                people=tuple(sorted(self.departed.people)),
                people_count=self.departed.people_count,
                items_count=self.departed.items_count,
            ),
            events=len(self.hashes),
            movements=tuple(self._movement(name) for name in sorted(self.event_of_movement)),
            opening=self.opening_balance,
            published=self.published,
            tallies=tuple(
                TallyState(movement=movement, party=party, people=tally.people, items=tally.items)
                for (movement, party), tally in sorted(self.tallies.items(), key=lambda pair: pair[0])
            ),
        )

    def _movement(self, movement: str) -> MovementState:
        event_hash = self.event_of_movement[movement]
        depart = self.departs[event_hash]
        return MovementState(
            movement=movement,
            event=event_hash,
            grade=JOINT if event_hash in self.joint else UNILATERAL,
            people=depart.people_count,
            items=depart.items_count,
            kg=depart.kg,
        )

    @property
    def opening_balance(self) -> OpeningBalance:
        """Return how much the opening holds; zeros before it."""
        if self.opening is None:
            return OpeningBalance()
        return OpeningBalance(people=self.opening.people_count, items=self.opening.items_count, kg=self.opening.kg)
