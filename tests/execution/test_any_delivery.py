"""Two parties and their devices write and meet in any order: all come to the same state, and every fork is found.

Three feeds of each side's making (the force, its ramp, the host) are written offline and carried about at random. A
device that was set back and wrote again makes a fork; whoever gets both lines finds it, whatever came first.
"""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from repli.errors import RefusedError
from repli.execution import LogCopy, Recorder, exchange, record_count, record_minutes, seal_count
from repli.execution.gather import Gathered, take_lines
from repli.progress import state_digest
from repli.progress.blind import OpenedCount
from repli.progress.change import Amend, Cancel, Dispute
from repli.progress.events import lists_of
from tests.cast import FORCE, NOON
from tests.second import HOUR, RAMP, Second, device_signer
from tests.third import Third

WRITERS = ("force", "host", "ramp")


class AnyDelivery(RuleBasedStateMachine):
    """Rules are what officers do; `meet_all` at the end of each run brings everything everywhere."""

    @initialize()
    def start(self) -> None:
        self.world = self.new_world()
        self.second = NOON
        self.movements = 0
        self.forked: set[tuple[str, int]] = set()

    def new_world(self) -> Second:
        return Second()

    def counts(self, recorder: Recorder, movement: str, people: int, items: int = 0) -> None:
        record_count(recorder, movement=movement, people=people, items=items, second=self.now())

    def recorder(self, name: str) -> Recorder:
        found: Recorder = getattr(self.world, name)
        return found

    def now(self) -> int:
        self.second += HOUR
        return self.second

    def tries(self, recorder: Recorder, body: Any) -> None:  # noqa: ANN401 - any body
        try:
            recorder.record(body, second=self.now())
        except RefusedError as refusal:
            if not refusal.reason:  # an honest recorder writes nothing that would have no effect, and says why
                raise

    @rule(name=st.sampled_from(WRITERS), number=st.integers(1, 4), slot=st.integers(0, 9))
    def depart(self, name: str, number: int, slot: int) -> None:
        self.tries(self.recorder(name), self.world.depart_of(f"R{number}", _base(self.world)[slot : slot + 1]))

    @rule(name=st.sampled_from(WRITERS), number=st.integers(1, 4), people=st.integers(0, 2))
    def count(self, name: str, number: int, people: int) -> None:
        self.counts(self.recorder(name), f"R{number}", people)

    @rule(name=st.sampled_from(WRITERS), which=st.integers(0, 3), act=st.sampled_from(["amend", "dispute", "cancel"]))
    def change(self, name: str, which: int, act: str) -> None:
        recorder = self.recorder(name)
        movements = recorder.copy.replay.state.movements
        if not movements:
            return
        one = movements[which % len(movements)]
        bodies = {
            "amend": Amend(
                replaces=one.event, body=self.world.depart_of(one.movement, _base(self.world)[9:10]), reason="recount"
            ),
            "dispute": Dispute(event=one.event, field="people", value_claimed=which, reason="no"),
            "cancel": Cancel(event=one.event, reason="no"),
        }
        self.tries(recorder, bodies[act])

    @rule(one=st.sampled_from(WRITERS), two=st.sampled_from(WRITERS))
    def meet(self, one: str, two: str) -> None:
        if one != two:
            exchange(self.recorder(one), self.recorder(two))

    @rule()
    def sign_the_day(self) -> None:
        """Both sit together: everything that waits undisputed becomes joint."""
        exchange(self.world.force, self.world.host)
        try:
            record_minutes(
                self.world.force,
                self.world.host,
                day="2030-01-07",
                accepts=self.world.force.copy.foreseen().waiting,
                next_meeting_second=self.now(),
                second=self.second,
            )
        except RefusedError as refusal:
            if refusal.reason != "slot-taken":  # two lists of one party each claim somebody: nobody signs both
                raise

    @rule(people=st.integers(0, 9))
    def fork(self, people: int) -> None:
        """The ramp is set back by a line and writes another; nobody has taken that in yet."""
        ramp = self.world.ramp.copy
        size = ramp.size(RAMP)
        if size == 0:
            return
        lines = {feed: list(ramp.lines(feed)) for feed in ramp.cut}
        first = lines[RAMP].pop()
        try:
            old = LogCopy.of(lines, self.world.sidecars.get)
        except RefusedError:
            return  # somebody has taken that line in already
        twin = Recorder(party=FORCE, signers={"count": device_signer(FORCE, RAMP)}, copy=old, append=lambda _: None)
        second = twin.copy.lines(RAMP)
        self.counts(twin, "R9", people, 7)
        line = twin.copy.lines(RAMP)[len(second)]
        for order in ((first, line), (line, first)):
            reader, report = LogCopy.of(lines, self.world.sidecars.get), Gathered()
            pool = {RAMP: {size - 1: {order[0]}}}
            take_lines(reader, pool, report)
            assert (report.taken, report.forks) == ({RAMP: 1}, [])
            pool[RAMP][size - 1].add(order[1])
            take_lines(reader, pool, again := Gathered())
            assert again.forks == ([(RAMP, size)] if first != line else [])

    @invariant()
    def everybody_comes_to_the_same_state_when_all_have_met(self) -> None:
        if not hasattr(self, "world"):
            return
        copies = [self.recorder(name).copy for name in WRITERS]
        pool: dict[str, dict[int, set[bytes]]] = {}
        for copy in copies:
            for feed in copy.cut:
                for index, line in enumerate(copy.lines(feed)):
                    pool.setdefault(feed, {}).setdefault(index, set()).add(line)
        digests = set()
        for copy in copies:
            merged = LogCopy.of({feed: list(copy.lines(feed)) for feed in copy.cut}, self.world.sidecars.get)
            take_lines(merged, pool, report := Gathered())
            assert (report.forks, report.refused, report.missing) == ([], [], {})
            digests.add((state_digest(merged.replay.state), tuple(sorted(merged.cut.items()))))
        assert len(digests) == 1


def _base(world: Second) -> list[int]:
    return list(world.book.people.slots_of["BASE-STAFF"])


AnyDelivery.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
TestAnyDelivery = AnyDelivery.TestCase


class AnyDeliveryOfThird(AnyDelivery):
    """The same in format 3: slots in files, counts sealed and opened; and nobody needs the files for the state."""

    def new_world(self) -> Second:
        self.sealed: list[tuple[Recorder, OpenedCount]] = []
        return Third()

    def counts(self, recorder: Recorder, movement: str, people: int, items: int = 0) -> None:
        salt = self.now().to_bytes(16, "big")
        opened = seal_count(recorder, movement=movement, people=people, items=items, salt=salt, second=self.second)
        self.sealed.append((recorder, opened))

    @rule(which=st.integers(0, 9))
    def open_a_count(self, which: int) -> None:
        if self.sealed:
            recorder, opened = self.sealed[which % len(self.sealed)]
            self.tries(recorder, opened)

    @invariant()
    def the_state_needs_no_list(self) -> None:
        if not hasattr(self, "world"):
            return
        copy = self.world.force.copy
        lists = {name for feed in copy.cut for event in copy.events(feed) for name in lists_of(event.body)}
        bare = LogCopy.of(
            {feed: copy.lines(feed) for feed in copy.cut},
            lambda name: None if name in lists else self.world.sidecars.get(name),
        )
        assert state_digest(bare.replay.state) == state_digest(copy.replay.state)


AnyDeliveryOfThird.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
TestAnyDeliveryOfThird = AnyDeliveryOfThird.TestCase
