"""What a replay of format 2 keeps besides: every version of every movement, who disputes what, what is void.

`Tables` stays the account of what is taken and what is joint; here stands why. A movement has versions (its ``depart``
and each ``amend`` that took effect), one of them current, and perhaps rivals: amendments of a version that was current
no more. Its grade follows from that. The law is docs/reference/log-format.md, sections 14 and 28.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from repli.ledger.shapes import second_of_time
from repli.progress.entries import Entries
from repli.progress.events import Depart, Event
from repli.progress.keyring import KeyRing
from repli.progress.lists import Lists
from repli.progress.names import DISPUTED, JOINT, POLICY_2, POLICY_4, UNILATERAL, UNOPPOSED
from repli.progress.position import Position
from repli.progress.seals import Seals
from repli.progress.slotpolicy import SlotPolicy
from repli.progress.state import Docket, MovementState, OpenDispute, OpeningBalance, State
from repli.progress.tables import Tables

__all__ = ["Matters", "Movement", "Told", "Version", "Void"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a movement: what went, who signed it, and where it stands."""

    event: str
    depart: Depart
    parties: frozenset[str]
    feed: str
    line: int


@dataclass(slots=True, kw_only=True)
class Movement:
    """One movement: its versions by hash, oldest first; ``receipt`` is the other party's own time of having seen it."""

    current: Version
    versions: dict[str, Version] = field(default_factory=dict)
    rivals: dict[str, Version] = field(default_factory=dict)
    number: int = 1
    receipt: int | None = None
    is_unopposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    """An event without effect: where it stands, and the reason as section 14 names it."""

    place: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Told:
    """A publication: its hash, each figure as last told, and what was joint just before it, with the opening then.

    ``returned`` are the people who had come back by then.
    """

    event: str
    values: dict[str, int]
    movements: frozenset[str]
    opening: OpeningBalance
    returned: int = 0

    @property
    def staying(self) -> int:
        """Return how many people it told of who could depart: without those who stay or left otherwise."""
        told = self.values
        away = told.get("people_retained", 0) + told.get("people_otherwise", 0)
        return told["people_baseline"] + told.get("people_reinforced", 0) - away


@dataclass(slots=True, kw_only=True)
class Matters:
    """Everything that the rules of format 2 ask about, over the ``tables`` that both formats have."""

    tables: Tables
    ring: KeyRing
    delay_seconds: int
    policy: str = POLICY_2
    slots: SlotPolicy | None = None
    deadline: str = ""  # of the genesis event
    movements: dict[str, Movement] = field(default_factory=dict)
    movement_of: dict[str, str] = field(default_factory=dict)  # hash of a version -> movement
    waiting: set[str] = field(default_factory=set)  # movements that are neither joint nor unopposed
    cancelled: set[str] = field(default_factory=set)
    disputes: dict[tuple[str, str, str], OpenDispute] = field(default_factory=dict)
    void: dict[str, Void] = field(default_factory=dict)
    declared: dict[str, str] = field(default_factory=dict)  # scope -> hash of its current declaration
    told: dict[int, Told] = field(default_factory=dict)  # number of a publication -> what it told
    seals: Seals = field(default_factory=Seals)
    lists: Lists = field(default_factory=Lists)
    entries: Entries = field(default_factory=Entries)

    @property
    def is_fourth(self) -> bool:
        """Say whether this is a log of format 4, which has entries and accounts."""
        return self.policy == POLICY_4

    def position(self) -> Position:
        """Return where everybody and everything stands, to try an event out."""
        return Position.of(self.tables, self.entries.accounts, self.entries.closed)

    def is_joint(self, movement: Movement) -> bool:
        """Say whether both parties stand by the current version."""
        return movement.current.event in self.tables.joint

    def is_disputed(self, movement: Movement) -> bool:
        """Say whether a dispute is open, a rival is there, or a party counted otherwise."""
        current = movement.current
        counted = (current.depart.people_count, current.depart.items_count)
        return (
            bool(movement.rivals)
            or any(event == current.event for event, _, _ in self.disputes)
            or any(
                (tally.people, tally.items) != counted
                for party in self.ring.parties
                if (tally := self.tables.tallies.get((current.depart.movement, party))) is not None
            )
        )

    def grade(self, movement: Movement) -> str:
        """Return the grade of a movement."""
        if self.is_joint(movement):
            return JOINT
        if movement.is_unopposed:
            return UNOPPOSED
        return DISPUTED if self.is_disputed(movement) else UNILATERAL

    def is_acceptable(self, event_hash: str) -> bool:
        """Say whether minutes may accept the version, or the entry, ``event_hash``."""
        if self.entries.is_waiting(event_hash):
            return not any(event == event_hash for event, _, _ in self.disputes)
        movement = self.movements.get(self.movement_of.get(event_hash, ""))
        return (
            movement is not None
            and movement.current.event == event_hash
            and self.grade(movement) not in {JOINT, DISPUTED}
        )

    def is_settled_by(self, movement: Movement, event: Event) -> bool:
        """Say whether the other party's own word in ``event`` is that its delay to object has passed."""
        receipt = self._receipt(movement, event)
        return (
            receipt is not None
            and not self.is_joint(movement)
            and not movement.current.parties >= event.parties
            and second_of_time(event.frame.at) >= receipt + self.delay_seconds
            and not self.is_disputed(movement)
        )

    def settle(self, event: Event) -> None:
        """Note what the signers of ``event`` have seen, and what they have let pass."""
        for name in sorted(self.waiting):
            movement = self.movements[name]
            if self.is_settled_by(movement, event):
                movement.is_unopposed = True
                self.waiting.discard(name)
            movement.receipt = self._receipt(movement, event)

    def open(self, version: Version) -> None:
        """Take in a departure."""
        name = version.depart.movement
        self.movements[name] = Movement(current=version, versions={version.event: version})
        self._put(self.movements[name])

    def supersede(self, movement: Movement, version: Version) -> None:
        """Make ``version`` the current one in place of the current one."""
        self.tables.take_out(movement.current.event)
        self.close_disputes(movement.current.event)
        movement.current = version
        movement.versions[version.event] = version
        movement.number += 1
        movement.receipt, movement.is_unopposed = None, False
        self._put(movement)

    def add_rival(self, movement: Movement, version: Version) -> None:
        """Take in an amendment of a version that is current no more."""
        movement.rivals[version.event] = version
        movement.is_unopposed = False
        self.waiting.add(movement.current.depart.movement)

    def make_joint(self, movement: Movement) -> None:
        """Both parties stand by the current version."""
        self.tables.accept(movement.current.event)
        self.close_disputes(movement.current.event)
        movement.rivals.clear()
        self.waiting.discard(movement.current.depart.movement)

    def cancel(self, movement: Movement) -> None:
        """Take a movement out for good."""
        name = movement.current.depart.movement
        self.tables.take_out(movement.current.event)
        self.close_disputes(movement.current.event)
        for event in movement.versions:
            del self.movement_of[event]
        del self.movements[name]
        self.waiting.discard(name)
        self.cancelled.add(name)

    def close_disputes(self, event_hash: str) -> None:
        """Nobody objects any more to the version, or the entry, ``event_hash``."""
        for key in [key for key in self.disputes if key[0] == event_hash]:
            del self.disputes[key]

    def dress(self, state: State) -> State:
        """Return ``state`` with what format 2 adds."""
        return replace(
            state,
            movements=tuple(self._movement(one) for one in state.movements),
            tallies=tuple(replace(one, blind=self.seals.blind.get((one.movement, one.party))) for one in state.tallies),
            docket=Docket(
                cancelled=tuple(sorted(self.cancelled)),
                disputes=tuple(self.disputes[key] for key in sorted(self.disputes)),
                keys=tuple(owner for _, owner in sorted(self.ring.in_force.items())),
                keys_version=self.ring.version,
                rivals=tuple(sorted(self._rivals())),
                void=tuple(sorted(self.void)),
                policy=self.policy,
                seals=self.seals.unopened,
            ),
            daybook=self.entries.daybook(self.disputes) if self.is_fourth else None,
        )

    def _put(self, movement: Movement) -> None:
        version = movement.current
        self.movement_of[version.event] = version.depart.movement
        self.tables.depart(version.event, version.depart)
        self.waiting.add(version.depart.movement)
        if version.parties == self.ring.parties:
            self.make_joint(movement)

    def _receipt(self, movement: Movement, event: Event) -> int | None:
        """Return when the other party first said that it had seen the current version, ``event`` included."""
        current = movement.current
        if movement.receipt is not None or event.parties <= current.parties:
            return movement.receipt
        has_seen = event.frame.seen.get(current.feed, 0) >= current.line
        return second_of_time(event.frame.at) if has_seen else None

    def _rivals(self) -> Iterable[tuple[str, str]]:
        return ((one.current.event, rival) for one in self.movements.values() for rival in one.rivals)

    def _movement(self, state: MovementState) -> MovementState:
        movement = self.movements[state.movement]
        parties = movement.current.parties
        return replace(
            state,
            grade=self.grade(movement),
            party="" if parties == self.ring.parties else next(iter(parties)),
            version=movement.number,
        )
