"""Whatever two recorders do and in whatever order messages arrive, no line that they write is ever refused."""

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.errors import RefusedError, UsageError
from repli.execution import LogCopy, Recorder, exchange
from repli.ledger.envelope import Envelope
from repli.progress import CountTally, Minutes
from repli.progress.merging import merged
from repli.progress.reading import read_log
from tests.cast import FORCE, HOST, NOON
from tests.execution.desk import Desk

RECORD = Minutes(day="2030-01-07", accepts=(), decisions=(), actions=(), next_meeting_at="2030-01-08T12:00:00Z")
ACTS = ("count", "depart", "propose", "withdraw", "answer", "adopt", "send")


class Post:
    """Two recorders and what is under way between them; a clock that a step may set back."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.recorders: dict[str, Recorder] = {FORCE: self.desk.force, HOST: self.desk.host}
        self.proposals: dict[str, list[Envelope]] = {FORCE: [], HOST: []}
        self.answers: dict[str, list[Envelope]] = {FORCE: [], HOST: []}
        self.number = 0

    def step(self, party: str, act: str, second: int) -> None:
        """One act of ``party``; an act that is forbidden at that moment does nothing."""
        self.number += 1
        try:
            getattr(self, act)(self.recorders[party], self.recorders[HOST if party == FORCE else FORCE], second)
        except UsageError:
            return
        except RefusedError as refusal:
            old = ("stands in the log already", "has not seen the latest events")
            if act not in {"answer", "adopt"} or not any(words in str(refusal) for words in old):
                raise  # an old proposal may be refused, a line never

    def count(self, me: Recorder, _other: Recorder, second: int) -> None:
        me.record(CountTally(movement="R1", people=self.number, items=0), second=second)

    def depart(self, me: Recorder, _other: Recorder, second: int) -> None:
        if self.number < 9:  # there are not more people at BASE-STAFF
            me.record(self.desk.depart(f"R{self.number}", 1), second=second)

    def propose(self, me: Recorder, _other: Recorder, second: int) -> None:
        self.proposals[me.party].append(me.propose(RECORD, second=second))

    def withdraw(self, me: Recorder, _other: Recorder, _second: int) -> None:
        me.withdraw()

    def answer(self, me: Recorder, other: Recorder, _second: int) -> None:
        for proposal in self.proposals[other.party][-1:]:
            self.answers[other.party].append(me.cosign(proposal))

    def adopt(self, me: Recorder, _other: Recorder, _second: int) -> None:
        if self.answers[me.party]:
            me.adopt(self.answers[me.party].pop())

    def send(self, me: Recorder, other: Recorder, _second: int) -> None:
        start = other.copy.size(me.party)
        other.receive(me.party, me.copy.lines(me.party)[start:], start=start)

    def lines(self) -> dict[str, list[bytes]]:
        """What stands on both disks."""
        return self.desk.written


@given(st.lists(st.tuples(st.sampled_from([FORCE, HOST]), st.sampled_from(ACTS), st.integers(-900, 900)), max_size=30))
@settings(max_examples=120)
def test_what_honest_recorders_write_keeps_one_order(steps: list[tuple[str, str, int]]) -> None:
    post = Post()
    for party, act, second in steps:
        post.step(party, act, NOON + second)
    _, events = read_log(post.lines())
    order = merged(events)
    for place, event in enumerate(order):
        if len(event.parties) > 1:
            cut = {**event.frame.seen, event.frame.feed: events[event.frame.feed].index(event)}
            assert merged(events, cut) == order[:place]
    exchange(post.desk.force, post.desk.host)
    whole = LogCopy.of(post.lines(), post.desk.sidecars.get)
    assert whole.replay.state == post.desk.force.copy.replay.state == post.desk.host.copy.replay.state
