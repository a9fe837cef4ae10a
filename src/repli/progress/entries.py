"""The entries of a replay of format 4: what each party has said, what both stand by, and what that does.

An *entry* took effect: of a register kind it stands in its row at once; one that moves people or items waits until both
parties stand by it. The law is docs/reference/log-format.md, sections 28 and 29.
"""

from dataclasses import dataclass, field, replace

from repli.progress.accounts import ITEM_ACCOUNTS, Accounts, Effect, arrival_effect, effect_of
from repli.progress.bodies import Arrive, Close, Dispose, Reinforce, Status, Transfer
from repli.progress.daybook import AttestState, Daybook, RowState, WaitingState
from repli.progress.events import EntryBody
from repli.progress.names import DISPUTED, JOINT, UNILATERAL
from repli.progress.register import Register, RowKey
from repli.progress.state import OpenDispute
from repli.progress.tables import Tables

__all__ = ["ACCOUNT_KINDS", "Entries", "Entry"]

ACCOUNT_KINDS = (Reinforce.kind, Transfer.kind, Status.kind, Dispose.kind)
"""Entries that move people or items and have no row; the arrival of a transfer does, and has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: its event, where it stands, its number in the order of the log, who signed it."""

    event: str
    place: str
    number: int
    body: EntryBody
    parties: frozenset[str]


@dataclass(slots=True, kw_only=True)
class Entries:
    """Entries that are not cancelled, by hash, with the register, the accounts, and what witnesses say."""

    held: dict[str, Entry] = field(default_factory=dict)
    joint: set[str] = field(default_factory=set)
    register: Register = field(default_factory=Register)
    accounts: Accounts = field(default_factory=Accounts)
    effects: dict[str, Effect] = field(default_factory=dict)  # of joint entries
    transfers: dict[str, str] = field(default_factory=dict)  # movement -> hash of its transfer
    arrived: dict[str, str] = field(default_factory=dict)  # hash of a transfer -> hash of its joint arrival
    attests: dict[tuple[str, str], str] = field(default_factory=dict)  # (event, witness) -> result

    @property
    def closed(self) -> frozenset[str]:
        """Return the sites that have a closing."""
        return self.register.keys(Close.kind)

    def transfer_of(self, body: EntryBody) -> tuple[str, Transfer] | None:
        """Return the joint transfer (its hash, what it says) that an arrival is of; None for everything else."""
        if not isinstance(body, Arrive):
            return None
        event = self.transfers.get(body.movement)
        found = None if event is None or event not in self.joint else self.held[event].body
        return (event, found) if event is not None and isinstance(found, Transfer) else None

    def effect(self, entry: Entry) -> Effect:
        """Return what ``entry`` does when it becomes joint now."""
        transfer = self.transfer_of(entry.body)
        return effect_of(entry.body) if transfer is None else arrival_effect(transfer[1])

    def put(self, entry: Entry, row: RowKey | None, state: str) -> str | None:
        """Take in an entry, in its ``row`` with what it says there; return the one that is current no more."""
        self.held[entry.event] = entry
        if isinstance(entry.body, Transfer):
            self.transfers[entry.body.movement] = entry.event
        return None if row is None else self.register.put(row, entry.event, state)

    def make_joint(self, entry: Entry, tables: Tables) -> None:
        """Both parties stand by ``entry``: what it does happens."""
        effect, transfer = self.effect(entry), self.transfer_of(entry.body)
        self.joint.add(entry.event)
        self.effects[entry.event] = effect
        self.accounts.add(effect)
        if transfer is not None:
            self.arrived[transfer[0]] = entry.event
        if isinstance(entry.body, Reinforce):
            baseline = tables.baselines["people"]
            tables.baselines["people"] = replace(baseline, slots=entry.body.slots, root=entry.body.root)

    def cancel(self, event: str) -> None:
        """Take an entry out for good, and what it did back."""
        entry = self.held.pop(event)
        if self.register.row(event) is not None:
            self.register.take_out(event)
        if event in self.joint:
            self.joint.remove(event)
            self.accounts.add(self.effects.pop(event), -1)
        if isinstance(entry.body, Transfer):
            del self.transfers[entry.body.movement]
        self.arrived = {transfer: arrival for transfer, arrival in self.arrived.items() if arrival != event}

    def grade(self, event: str, disputed: frozenset[str]) -> str:
        """Return the grade of an entry; ``disputed`` are the events of which a dispute is open."""
        if event in self.joint:
            return JOINT
        return DISPUTED if event in disputed else UNILATERAL

    def is_waiting(self, event: str) -> bool:
        """Say whether ``event`` is an entry that could still become joint: current in its row, if it has one."""
        return event in self.held and event not in self.joint and self.register.is_current(event)

    def daybook(self, disputes: dict[tuple[str, str, str], OpenDispute]) -> Daybook:
        """Return what the state says of all this."""
        disputed = frozenset(event for event, _, _ in disputes)
        waiting = (
            entry for entry in self.held.values() if entry.event not in self.joint and entry.body.kind in ACCOUNT_KINDS
        )
        return Daybook(
            people=tuple((name, dict(counts)) for name, counts in self.accounts.people.items()),
            items=tuple((name, self.accounts.items[name]) for name in ITEM_ACCOUNTS),
            attests=tuple(
                AttestState(event=event, result=result, witness=witness)
                for (event, witness), result in sorted(self.attests.items())
            ),
            register=tuple(
                RowState(
                    kind=row[0], key=row[1], party=row[2], event=event, grade=self.grade(event, disputed), state=state
                )
                for row, event, state in self.register.rows
            ),
            waiting=tuple(
                WaitingState(
                    event=entry.event,
                    grade=self.grade(entry.event, disputed),
                    kind=entry.body.kind,
                    party=next(iter(entry.parties)),
                )
                for entry in sorted(waiting, key=lambda entry: entry.event)
            ),
        )
