"""Both parties write on without each other's events; two verifiers that share no code still find the same state.

The cut of a head is then no prefix of the merged order, so each head needs a replay of its own.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from repli.execution import (
    LogDirectory,
    Recorder,
    declare_book,
    draw_book,
    exchange,
    publish_figures,
    record_count,
    record_departure,
    record_minutes,
    seeded_entropy,
    sign_together,
)
from repli.ledger.store import write_head, write_joint_head, write_tiles
from repli.verification import standalone, verify_log
from tests.cast import FORCE, HOST, NOON, cast_genesis, officers, texts
from tests.tiny import tiny_operation

STEPS = ("force departs", "host departs", "force counts", "host counts", "exchange", "minutes", "publish", "checkpoint")


class Days:
    """A commission at work in ``root``: each step is one act of somebody."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = LogDirectory(root)
        self.force, self.host = (self.log.recorder(party, officers(party)) for party in (FORCE, HOST))
        self.book = draw_book(tiny_operation(), seeded_entropy("days"))
        self.slots = list(self.book.people.slots_of["BASE-STAFF"])
        self.second = NOON
        self.departed = 0
        sign_together(self.force, self.host, cast_genesis(), second=NOON)
        declare_book(self.force, self.host, self.book, self.log.sidecars, second=NOON)
        self.joint = self.host.cosign_head(self.force.head(second=NOON), second=NOON)

    def step(self, name: str) -> None:
        self.second += 600
        party, _, act = name.partition(" ")
        if act == "departs" and self.slots:
            self.depart(self.force if party == FORCE else self.host)
        elif act == "counts":
            recorder = self.force if party == FORCE else self.host
            record_count(recorder, movement=f"R{self.departed}", people=1, items=0, second=self.second)
        elif name == "exchange":
            exchange(self.force, self.host)
        elif not act:
            exchange(self.force, self.host)
            self.meet(name)

    def depart(self, recorder: Recorder) -> None:
        self.departed += 1
        record_departure(
            recorder,
            self.book,
            movement=f"R{self.departed}",
            field_id="FLD1",
            vehicle="L1",
            people=[self.slots.pop()],
            items=(),
            off_block_second=self.second,
            second=self.second,
        )

    def meet(self, name: str) -> None:
        if name == "minutes":
            waiting = self.force.copy.replay.waiting
            record_minutes(
                self.force,
                self.host,
                day="2030-01-07",
                accepts=waiting,
                next_meeting_second=self.second,
                second=self.second,
            )
        elif name == "publish":
            publish_figures(
                self.host, self.force, self.log.sidecars, texts, as_of_second=self.second, second=self.second
            )
        else:
            self.joint = self.host.cosign_head(self.force.head(second=self.second), second=self.second)

    def close(self) -> None:
        """Each signs a head of what it has, without the other's latest events."""
        for recorder in (self.force, self.host):
            write_tiles(self.root, recorder.party, recorder.copy.leaf_hashes(recorder.party))
            write_head(self.root, recorder.head(second=self.second))
        write_joint_head(self.root, self.joint)
        with self.log:
            pass


@given(st.lists(st.sampled_from(STEPS), min_size=4, max_size=14))
@settings(max_examples=15)
def test_what_the_parties_wrote_is_consistent_for_both_verifiers(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        days = Days(Path(folder) / "log")
        for step in steps:
            days.step(step)
        days.close()
        ours, theirs = verify_log(days.root), standalone.verify(days.root)
        assert (ours.answer, theirs.verdict) == ("consistent", "consistent"), (ours.place, ours.reason, theirs.reason)
        assert theirs.joint == days.joint.head.cut
        assert {name: (figure["value"], figure["grade"]) for name, figure in theirs.figures.items()} == {
            name: (value, grade) for name, value, grade in ours.figures
        }
