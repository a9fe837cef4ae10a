"""The fold: events in, state out. Both parties run it alone and must come to the same digest.

`Replay` takes events in their merged order; an event that breaks a rule is refused and changes nothing. `state` is a
frozen snapshot. The genesis event says which format's rules hold. The law is docs/reference/log-format.md, sections 7,
14 and 28.

>>> replay = Replay(sidecars={}.get)
>>> for event in events:
...     replay.apply(event)
>>> state_digest(replay.state)
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from repli.errors import RefusedError
from repli.progress.balance import BalanceRow, balance_of
from repli.progress.cells import counts_of
from repli.progress.events import CountTally, Declare, Depart, Event, Genesis, Minutes, Opening, Publish
from repli.progress.figures import Figure
from repli.progress.keyring import KeyRing
from repli.progress.matters import Matters, Void
from repli.progress.names import POLICY_1
from repli.progress.rules import Sidecars, check_event
from repli.progress.second import check_second, take_second
from repli.progress.state import Baseline, State
from repli.progress.tables import Tables
from repli.units import SECONDS_PER_MINUTE

__all__ = ["Replay", "fold"]


class Replay:
    """The events so far. `sidecars` gives the bytes of a sidecar by its SHA-256, or None."""

    def __init__(self, sidecars: Sidecars) -> None:
        """Start before the first event."""
        self._sidecars = sidecars
        self._tables = Tables()
        self._matters: Matters | None = None  # from the genesis event on, in format 2
        self._last_publish: Publish | None = None

    @property
    def state(self) -> State:
        """Return the state after the events so far."""
        state = self._tables.snapshot()
        return state if self._matters is None else self._matters.dress(state)

    @property
    def balance(self) -> tuple[BalanceRow, ...]:
        """Return the checked balance of people per category and site."""
        return balance_of(self._tables, None if self._matters is None else self._matters.entries.accounts)

    @property
    def last_publish(self) -> Publish | None:
        """Return the latest publication, if there is one."""
        return self._last_publish

    @property
    def told(self) -> tuple[Figure, ...]:
        """Return the figures of the latest publication as last told: with its corrections. Empty before the first."""
        publish = self._last_publish
        if publish is None or self._matters is None:
            return () if publish is None else publish.figures
        values = self._matters.told[publish.number].values
        return tuple(replace(figure, value=values[figure.name]) for figure in publish.figures)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return the hashes of what minutes may accept, sorted: departures and entries, not joint and not disputed."""
        entries = () if self._matters is None else self._matters.entries.held
        waits = sorted((self._tables.departs.keys() - self._tables.joint).union(entries))
        return tuple(one for one in waits if self._matters is None or self._matters.is_acceptable(one))

    @property
    def matters(self) -> Matters | None:
        """Return what format 2 keeps besides; None in format 1. For reading."""
        return self._matters

    @property
    def void(self) -> Mapping[str, Void]:
        """Return the events without effect, by hash, in the order; none in format 1."""
        return {} if self._matters is None else self._matters.void

    def check(self, event: Event) -> None:
        """Raise RefusedError if ``event`` could not come next with effect; change nothing either way."""
        if self._matters is None:
            check_event(self._tables, event, self._sidecars)
        else:
            check_second(self._matters, event, self._sidecars)

    def admits(self, event: Event) -> None:
        """Raise RefusedError if ``event`` would refuse the log; one that would be void may come."""
        try:
            self.check(event)
        except RefusedError as refusal:
            if not refusal.reason or self._matters is None:
                raise

    def apply(self, event: Event) -> None:
        """Take one more event; raise RefusedError with its place if it breaks a rule, and change nothing then."""
        if self._matters is not None:
            take_second(self._matters, event, self._sidecars)
        else:
            self.check(event)
            self._take_first(event)
            self._tables.hashes.add(event.event_hash)
        if isinstance(event.body, Publish):
            self._last_publish = event.body

    def _take_first(self, event: Event) -> None:
        """Let an event of format 1 take effect, or the genesis event of either."""
        tables = self._tables
        match event.body:
            case Genesis() as body:
                self._found(event, body)
            case Declare() as body:
                self._declare(body)
            case Opening() as body:
                self._open_balance(body)
            case CountTally() as body:
                tables.tallies.update({(body.movement, party): body for party in event.parties})
            case Depart() as body:
                self._depart(event, body)
            case Minutes() as body:
                for event_hash in body.accepts:
                    tables.accept(event_hash)
            case Publish() as body:
                tables.published = body.number
            case _:
                pass  # format 1 reads no other kind

    def _found(self, event: Event, genesis: Genesis) -> None:
        tables = self._tables
        tables.agreement = genesis.agreement.id
        tables.genesis_hash = event.event_hash
        tables.parties = frozenset(party.id for party in genesis.parties)
        if genesis.policy != POLICY_1:
            self._matters = Matters(
                tables=tables,
                ring=KeyRing(genesis.owners, tables.parties),
                delay_seconds=genesis.delay_to_object_minutes * SECONDS_PER_MINUTE,
                policy=genesis.policy,
                slots=genesis.slots,
                deadline=genesis.agreement.deadline,
            )

    def _declare(self, declare: Declare) -> None:
        self._tables.baselines[declare.scope] = Baseline(
            cells=declare.cells, kg=declare.kg, root=declare.root, slots=declare.slots
        )
        if declare.scope == "people":
            self._tables.people_cells = counts_of(declare.cells)

    def _open_balance(self, opening: Opening) -> None:
        self._tables.opening = opening
        self._tables.taken.add(opening)
        self._tables.departed.add(opening)

    def _depart(self, event: Event, depart: Depart) -> None:
        self._tables.depart(event.event_hash, depart)
        if event.parties == self._tables.parties:  # rule 4: signed by both, it is joint at once
            self._tables.accept(event.event_hash)


def fold(events: Iterable[Event], sidecars: Sidecars) -> Replay:
    """Return the replay of ``events`` in the order given."""
    replay = Replay(sidecars)
    for event in events:
        replay.apply(event)
    return replay
