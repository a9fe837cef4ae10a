"""Any commands, legal and illegal, by both parties and a witness, in any order: the balance holds after each of them.

The people are counted one by one in `tests.progress.model_4`. What the model says may be, is; what may not be is void
or refused, by a named reason where one party alone said it. At the end the same events give the same state and digest
again, no list counts anybody twice, and each life is a way of the table.
"""

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from repli.errors import RefusedError
from repli.progress import Event, fold
from repli.progress.balance import TERMS, site_balances, sum_of
from repli.progress.bodies import Attest, Obligation
from repli.progress.change import Cancel, Dispute, Resolve
from repli.progress.events import Body
from repli.progress.figures import figures
from repli.progress.lives import TABLE
from repli.progress.slotlists import judge_lists
from repli.progress.state import state_digest
from tests.cast import NOON
from tests.fourth import BASE_SITE, FEEDER, HASH, arrive, clearance, close, manifest
from tests.progress.lives.stories import StoryWorld
from tests.progress.model_4 import Model

SITES = st.sampled_from([BASE_SITE, FEEDER])
PARTIES = st.sampled_from(["both", "force", "host", "both"])
STAYING = ("retained", "asylum", "medevac", "died")
FEW = st.integers(1, 4)


@dataclass
class Said:
    """An entry or a departure that one party alone has said, and its people."""

    event: Event
    kind: str
    people: tuple[int, ...]
    party: str
    site: str = ""


class Commission(RuleBasedStateMachine):
    """Two parties, a witness, and the model beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.world = StoryWorld()
        self.model = Model({slot: line.cell for slot, line in enumerate(self.world.book.people.lines)})
        self.said: dict[str, Said] = {}
        self.signed: dict[str, Said] = {}  # by both
        self.under_way: dict[str, tuple[tuple[int, ...], str]] = {}
        self.closed: set[str] = set()
        self.number = 0
        self.unnamed: list[RefusedError] = []

    # what a command is made of

    def name(self) -> str:
        self.number += 1
        return f"N{self.number}"

    def tell(self, body: Body, party: str) -> Event | None:
        """Say it alone or together; None if it is refused, by a name where one party alone said it."""
        try:
            if party == "both":
                return self.world.both(body)
            return self.world.alone(body, of=party)
        except RefusedError as refusal:
            self.unnamed += [refusal] if party != "both" and not refusal.reason else []
            return None
        finally:
            self.world.meet(self.world.force, self.world.host)

    def would(self, people: tuple[int, ...], where: str) -> bool:
        """Say whether these people may go from present to ``where`` now."""
        if any(self.model.where[one] != "present" for one in people):
            return False
        self.model.move(people, where)
        may = self.model.is_sound()
        self.model.move(people, "present")
        return may

    def cells(self, people: tuple[int, ...]) -> tuple[object, ...]:
        cells = [self.model.cells[one] for one in people]
        return tuple(
            replace(self.world.reinforce(0).cells[0], site=site, category=kind, count=cells.count((site, kind)))
            for site, kind in sorted(set(cells))
        )

    # commands

    @rule(site=SITES, people=FEW, party=PARTIES)
    def depart(self, site: str, people: int, party: str) -> None:
        chosen = tuple(self.model.people("present", site)[:people])
        name = self.name()
        body = replace(self.world.load(name, ()), cells=self.cells(chosen), committed=None)
        body = self.world.hidden(replace(body, people=chosen))
        self.model.wait(name, chosen)
        may = self.model.is_sound()
        del self.model.waiting[name]
        event = self.tell(body, party)
        if event is None:
            assert not may or self._is_listed(chosen), (chosen, party)
            self._read_void(name, chosen)
        elif party == "both":
            assert may
            self.model.depart(chosen)
            self._sign(Said(event=event, kind="depart", people=chosen, party=party))
        else:
            assert may
            self._wait(Said(event=event, kind="depart", people=chosen, party=party), name)

    def _is_listed(self, people: tuple[int, ...]) -> bool:
        """Say whether another list of what one party said has one of these: an honest party looks first."""
        return any(set(people) & set(said.people) for said in self.said.values() if said.kind == "depart")

    def _wait(self, said: Said, name: str = "") -> None:
        self.said[said.event.event_hash] = said
        if said.kind == "depart":
            self.model.wait(name or said.event.body.movement, said.people)  # type: ignore[union-attr]  # it departs

    def _read_void(self, name: str, people: tuple[int, ...]) -> None:
        """What the force proposed and the host refused may stand as its own word."""
        movement = self.matters.movements.get(name)
        if movement is not None:
            event = next(one for one in self.world.events if one.event_hash == movement.current.event)
            self._wait(Said(event=event, kind="depart", people=people, party="force"))

    @property
    def matters(self):  # type: ignore[no-untyped-def]  # noqa: ANN201 - format 4 has matters
        return self.world.force.copy.replay.matters

    @rule(status=st.sampled_from(STAYING), site=SITES, people=FEW, party=PARTIES)
    def stay(self, status: str, site: str, people: int, party: str) -> None:
        chosen = tuple(self.model.people("present", site)[-people:])
        if not chosen:
            return
        may = self.would(chosen, status)
        event = self.tell(self.world.status(status, chosen, cells=self.cells(chosen)), party)
        if event is None:
            assert not may if party == "both" else self._is_listed(chosen)
        elif party == "both":
            assert may
            self.model.move(chosen, status)
            self._sign(Said(event=event, kind=status, people=chosen, party=party))
        else:
            self._wait(Said(event=event, kind=status, people=chosen, party=party))

    @precondition(lambda self: self.model.people("retained") or self.model.people("gone"))
    @rule(data=st.data(), people=FEW, party=PARTIES)
    def come_back(self, data: st.DataObject, people: int, party: str) -> None:
        away = {"released": self.model.people("retained"), "returned": self.model.people("gone")}
        status = data.draw(st.sampled_from(sorted(name for name, found in away.items() if found)))
        chosen = tuple(away[status][:people])
        event = self.tell(self.world.status(status, chosen, cells=self.cells(chosen)), party)
        assert (event is None) == any(self.model.cells[one][0] in self.closed for one in chosen)
        if event is not None and party == "both":
            self._apply(Said(event=event, kind=status, people=chosen, party=party))
            self._sign(Said(event=event, kind=status, people=chosen, party=party))
        elif event is not None:
            self._wait(Said(event=event, kind=status, people=chosen, party=party))

    @rule(site=SITES, people=FEW)
    def reinforce(self, site: str, people: int) -> None:
        held = len(self.world.came)
        event = self.tell(self.world.reinforce(people, site), "both")
        assert (event is None) == (site in self.closed)
        if event is None:
            del self.world.came[held:]
            return
        first = len(self.model.where)
        self.model.reinforce(range(first, first + people), (site, "military"))

    @rule(site=SITES, people=FEW)
    def transfer(self, site: str, people: int) -> None:
        chosen = tuple(self.model.people("present", site)[:people])
        to, name = (FEEDER if site == BASE_SITE else BASE_SITE), self.name()
        if not chosen:
            return
        may = self.would(chosen, "under way") and not {site, to} & self.closed
        event = self.tell(self.world.transfer(name, (), to, cells=self.cells(chosen), people=len(chosen)), "both")
        assert (event is not None) == may
        if event is not None:
            self.model.move(chosen, "under way")
            self.under_way[name] = (chosen, to)

    @precondition(lambda self: self.under_way)
    @rule(short=st.booleans(), party=PARTIES)
    def arrive(self, short: bool, party: str) -> None:
        name, (people, to) = min(self.under_way.items())
        event = self.tell(arrive(name, len(people) - short), party)
        if party != "both":
            assert event is not None
            return
        assert (event is None) == short
        if event is not None:
            self.model.arrive(people, to)
            del self.under_way[name]

    @precondition(lambda self: self.said)
    @rule(data=st.data(), by_resolve=st.booleans())
    def accept(self, data: st.DataObject, by_resolve: bool) -> None:
        said = self.said[data.draw(st.sampled_from(sorted(self.said)))]
        away = {"released": "retained", "returned": "gone"}.get(said.kind)
        if away is not None and any(self.model.where[one] != away for one in said.people):
            return  # no list shows that somebody is told to come back who is not away
        if said.event.body.cells != self.cells(said.people) or "under way" in map(self.model.where.get, said.people):  # type: ignore[union-attr]  # it has cells
            return  # nor that somebody is transferred: those lists are looked into by nobody
        before, was_waiting = dict(self.model.where), dict(self.model.waiting)
        may = away is not None or all(self.model.where[one] == "present" for one in said.people)
        if may:
            self._apply(said)
            may = self.model.is_sound() and not self._fills_closed()
        hash_ = said.event.event_hash
        is_disputed = any(event == hash_ for event, _, _ in self.matters.disputes)
        try:
            if by_resolve:
                self.world.both(Resolve(event=hash_, reason="agreed"))
            else:
                self.world.sign_day(hash_)
        except RefusedError:
            assert not may or (is_disputed and not by_resolve)
            self._restore(before, was_waiting, said, undo=may)
        else:
            assert may
            self._sign(self.said.pop(hash_))

    def _sign(self, said: Said) -> None:
        if said.people:
            self.signed[said.event.event_hash] = said

    @precondition(lambda self: self.signed)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Both take out what both had signed: it never was, unless it is built upon."""
        said = self.signed[data.draw(st.sampled_from(sorted(self.signed)))]
        if said.event.body.cells != self.cells(said.people) or "under way" in map(self.model.where.get, said.people):  # type: ignore[union-attr]  # it has cells
            return  # what became of them since is on lists that nobody looks into
        now = {"depart": "gone", "released": "present", "returned": "present"}.get(said.kind, said.kind)
        then = {"released": "retained", "returned": "gone"}.get(said.kind, "present")
        may = all(self.model.where[one] == now for one in said.people)
        if may:
            self.model.move(said.people, then)
            may = self.model.is_sound() and not self._fills_closed()
            if not may:
                self.model.move(said.people, now)
        kind = "depart" if said.kind == "depart" else "status"
        event = self.tell(Cancel(event=said.event.event_hash, reason="an error", cancels=kind), "both")
        assert (event is not None) == may
        if may:
            del self.signed[said.event.event_hash]
            cells = [self.model.cells[one] for one in said.people]
            self.model.went.subtract(cells if said.kind == "depart" else ())
            self.model.back.subtract(cells if said.kind == "returned" else ())

    def _fills_closed(self) -> bool:
        return any(
            self.model.count("present", cell) for cell in set(self.model.cells.values()) if cell[0] in self.closed
        )

    def _apply(self, said: Said) -> None:
        match said.kind:
            case "depart":
                self.model.waiting.pop(said.event.body.movement, None)  # type: ignore[union-attr]  # it departs
                self.model.depart(said.people)
            case "released":
                self.model.move(said.people, "present")
            case "returned":
                self.model.come_back(said.people)
            case _:
                self.model.move(said.people, said.kind)

    def _restore(self, where: dict[int, str], waiting: dict[str, tuple[int, ...]], said: Said, *, undo: bool) -> None:
        self.model.where, self.model.waiting = where, waiting
        if undo and said.kind == "depart":
            self.model.went.subtract(self.model.cells[one] for one in said.people)
        if undo and said.kind == "returned":
            self.model.back.subtract(self.model.cells[one] for one in said.people)

    @precondition(lambda self: self.said)
    @rule(data=st.data(), by=st.sampled_from(["force", "host"]))
    def take_back(self, data: st.DataObject, by: str) -> None:
        said = self.said[data.draw(st.sampled_from(sorted(self.said)))]
        kind = "depart" if said.kind == "depart" else "status"
        event = self.tell(Cancel(event=said.event.event_hash, reason="an error", cancels=kind), by)
        assert (event is not None) == (by == said.party)
        if event is not None:
            del self.said[said.event.event_hash]
            if kind == "depart":
                del self.model.waiting[said.event.body.movement]  # type: ignore[union-attr]  # it departs

    @precondition(lambda self: self.said)
    @rule(data=st.data(), by=st.sampled_from(["force", "host"]))
    def object_to(self, data: st.DataObject, by: str) -> None:
        said = self.said[data.draw(st.sampled_from(sorted(self.said)))]
        dispute = Dispute(event=said.event.event_hash, field="people", value_claimed=9, reason="not so")
        assert (self.tell(dispute, by) is not None) == (by != said.party)

    @rule(site=SITES)
    def close(self, site: str) -> None:
        cells = {cell for cell in self.model.every_cell() if cell[0] == site}
        busy = any(
            self.model.present(cell) or self.model.awaiting(cell) or self.model.count("under way", cell)
            for cell in cells
        )
        busy = busy or any(to == site for _, to in self.under_way.values()) or site in self.closed
        assert (self.tell(close(site), "both") is None) == busy
        if not busy:
            self.closed.add(site)

    @rule(party=PARTIES, what=st.integers(0, 7), site=SITES)
    def nonsense(self, party: str, what: int, site: str) -> None:
        """What nobody may say is refused whoever says it, and changes nothing."""
        people = tuple(self.model.people("present", site)[:2])
        many = len(self.model.people("present", site)) + 1
        cell = replace(self.world.reinforce(0).cells[0], site=site, count=many)
        bodies: list[Body] = [
            arrive("nowhere", 1),
            self.world.status("retained", (), cells=self.cells(people), people=len(people) + 1),
            self.world.status("no-show", (), cells=(cell,), people=many, movement=""),
            self.world.transfer(self.name(), (), site, cells=(cell,), people=many),
            self.world.dispose((0,), how="sell", locked=True),
            self.world.dispose((), stage="done"),
            self.world.hidden(replace(self.world.load(self.name(), ()), cells=(cell,), people=tuple(range(many)))),
            Cancel(event=HASH, reason="", cancels="depart"),
        ]
        before = [row.terms for row in self.world.force.copy.replay.balance]
        assert self.tell(bodies[what], party) is None
        assert [row.terms for row in self.world.force.copy.replay.balance] == before

    @rule(party=st.sampled_from(["force", "host"]), what=st.integers(0, 3))
    def papers(self, party: str, what: int) -> None:
        """What is asked, listed and kept moves nobody."""
        states = ("requested", "granted", "refused", "used")
        bodies = (
            clearance(states[self.number % 4]),
            manifest(f"P{self.number}", 2, "closed"),
            Obligation(clause="4", evidence=HASH, note="", state=("done", "late")[self.number % 2]),
            clearance("requested", reference=self.name()),
        )
        self.tell(bodies[what], party)

    @rule()
    def look_on(self) -> None:
        self.world.share()
        event = self.world.events[-1]
        self.world.guarantor.record(Attest(event=event.event_hash, result="witnessed", text=""), second=NOON)
        self.world.share()

    # what holds after each command

    @invariant()
    def the_balance_is_that_of_the_people_counted_one_by_one(self) -> None:
        rows = self.world.force.copy.replay.balance
        for row in rows:
            expected = self.model.row((row.site, row.category))
            assert {name: getattr(row, name) for name in TERMS} == expected, (row.site, row.category)
        whole = sum_of(rows)
        assert whole.terms == sum_of(site_balances(rows)).terms
        told = {one.name: one.value for one in figures(self.world.force.copy.replay.state)}
        assert (
            told["people_remaining"]
            == whole.remaining
            == sum(where in {"present", "under way"} for where in self.model.where.values())
        )
        assert told["people_departed"] == sum(where == "gone" for where in self.model.where.values())

    @invariant()
    def what_one_party_may_not_say_has_a_name(self) -> None:
        assert self.unnamed == []

    @invariant()
    def both_parties_have_the_same_state(self) -> None:
        states = [state_digest(one.copy.replay.state) for one in (self.world.force, self.world.host)]
        assert states[0] == states[1]

    def teardown(self) -> None:
        events = self.world.events
        again = fold(events, self.world.sidecars.get)
        assert state_digest(again.state) == state_digest(self.world.force.copy.replay.state)
        judged = judge_lists(self.matters, self.world.sidecars.get, second=NOON)
        judged.check()
        steps = {(entity, step.old, step.state) for entity, _, step in self.world.trails}
        assert steps <= {(entity, *step) for entity, found in TABLE.items() for step in found}
        trails = self.world.trails
        for slot, where in self.model.where.items():
            state = trails.state("person", str(slot))
            if where == "gone":
                assert state in {"departed", "arrived"}
            elif where in {"retained", "asylum", "medevac"}:
                assert state == where


FEWER = settings(
    max_examples=12,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestCommission = Commission.TestCase
TestCommission.settings = FEWER


class LongCommission(Commission):
    """The same, longer."""


TestLongCommission = pytest.mark.heavy(LongCommission.TestCase)
TestLongCommission.settings = settings(FEWER, max_examples=50, stateful_step_count=40)
