"""The fold: events in, state out. Both parties run it alone and must come to the same digest.

`Replay` takes events in their merged order; an event that breaks a rule is refused and changes nothing. `state` is a
frozen snapshot. The law is docs/reference/log-format.md, section 7.

>>> replay = Replay(sidecars={}.get)
>>> for event in events:
...     replay.apply(event)
>>> state_digest(replay.state)
"""

from collections.abc import Iterable

from repli.progress.balance import BalanceRow, balance_of
from repli.progress.cells import counts_of
from repli.progress.events import CountTally, Declare, Depart, Event, Genesis, Minutes, Opening, Publish
from repli.progress.rules import Sidecars, check_event
from repli.progress.state import Baseline, State
from repli.progress.tables import Tables

__all__ = ["Replay", "fold"]


class Replay:
    """The events so far. `sidecars` gives the bytes of a sidecar by its SHA-256, or None."""

    def __init__(self, sidecars: Sidecars) -> None:
        """Start before the first event."""
        self._sidecars = sidecars
        self._tables = Tables()
        self._last_publish: Publish | None = None

    @property
    def state(self) -> State:
        """Return the state after the events so far."""
        return self._tables.snapshot()

    @property
    def balance(self) -> tuple[BalanceRow, ...]:
        """Return the checked balance of people per category and site."""
        return balance_of(self._tables)

    @property
    def last_publish(self) -> Publish | None:
        """Return the latest publication, if there is one."""
        return self._last_publish

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return the hashes of departures that are still unilateral, sorted."""
        return tuple(sorted(self._tables.departs.keys() - self._tables.joint))

    def check(self, event: Event) -> None:
        """Raise RefusedError if ``event`` could not come next; change nothing either way."""
        check_event(self._tables, event, self._sidecars)

    def apply(self, event: Event) -> None:
        """Take one more event; raise RefusedError with its place if it breaks a rule, and change nothing then."""
        self.check(event)
        tables = self._tables
        match event.body:
            case Genesis() as body:
                tables.agreement = body.agreement.id
                tables.genesis_hash = event.event_hash
                tables.parties = frozenset(party.id for party in body.parties)
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
                self._last_publish = body
        tables.hashes.add(event.event_hash)

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
        self._tables.departs[event.event_hash] = depart
        self._tables.event_of_movement[depart.movement] = event.event_hash
        self._tables.taken.add(depart)
        if event.parties == self._tables.parties:  # rule 4: signed by both, it is joint at once
            self._tables.accept(event.event_hash)


def fold(events: Iterable[Event], sidecars: Sidecars) -> Replay:
    """Return the replay of ``events`` in the order given."""
    replay = Replay(sidecars)
    for event in events:
        replay.apply(event)
    return replay
