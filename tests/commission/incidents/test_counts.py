"""Figures that disagree, baselines that nobody shares, words that mislead: both values stay, and none is made up."""

from dataclasses import replace

import pytest

from repli.errors import RefusedError
from repli.execution import LogCopy, MemorySidecars, Recorder, draw_book, publish_figures, seeded_entropy, sign_together
from repli.ledger.shapes import ZERO_HASH
from repli.model import Claim
from repli.progress import Declare, figure_of, state_digest
from repli.progress.events import Body
from repli.reporting import check_claims, day_positions, steps_of
from tests.bureau import HOUR
from tests.cast import FORCE, HOST, NOON, officers, texts
from tests.commission.incidents.story import Story, kinds_of
from tests.fourth import Fourth, fourth_genesis
from tests.tiny import tiny_operation


def claim(number: str, quantity: str, value: int, total: int | None) -> Claim:
    """A published figure of the first day."""
    return Claim(
        claim_id=number,
        stated_on="2030-01-07",
        quantity=quantity,
        value=value,
        qualifier="exact",
        total=total,
        scope_en="people of the list",
        scope_fr="personnes de la liste",
        stated_by="press",
        quote="",
        language="en",
        source="",
        assumed="made up for a test; no words are quoted",
    )


def compared(story: Story, *claims: Claim) -> list[tuple[str, int | None, tuple[int, ...]]]:
    """What comes of published figures beside the log of a story: finding, the log's value, who contradicts."""
    events = sorted(story.standing.events.values(), key=lambda one: (one.frame.at, one.frame.feed, one.frame.index))
    world = story.world
    positions = tuple(day_positions(events, world.sidecars.get, ["2030-01-07"], time_zone="Africa/Niamey"))
    checks = check_claims(claims, steps_of(positions), baseline=30, as_of_minute=positions[-1].minute,
                          time_zone="Africa/Niamey")  # fmt: skip
    return [(one.finding, one.derived, one.against) for one in checks]


class Undeclared:
    """Two parties that have founded a log and declared nothing yet."""

    def __init__(self) -> None:
        self.sidecars = MemorySidecars()
        self.force, self.host = self._recorder(FORCE), self._recorder(HOST)
        sign_together(self.force, self.host, fourth_genesis(), second=NOON)
        self.book = draw_book(tiny_operation(), seeded_entropy("undeclared"))

    def _recorder(self, party: str) -> Recorder:
        return Recorder(party=party, signers=officers(party), copy=LogCopy(self.sidecars.get), append=lambda _: None)

    def declaration(self) -> Declare:
        """The people of the force, their digests at hand."""
        return self.book.people.declare(self.sidecars.put(self.book.people.digest_file))

    def both(self, body: Body) -> None:
        sign_together(self.force, self.host, body, second=NOON + HOUR)

    @property
    def baseline(self) -> int:
        return figure_of(self.force.copy.replay.state, "people_baseline").value

    @property
    def kinds(self) -> frozenset[str]:
        copy = self.force.copy
        return frozenset(event.frame.kind for feed in copy.cut for event in copy.events(feed)) - {"genesis"}


def test_unequal_counts_are_a_dispute_with_both_values_until_both_agree_on_one() -> None:
    story, key = Story(), "us-niger-2024 2024-07-07 count_mismatch"
    story.depart("R1", people="BASE-STAFF:5")
    story.count("R1", 5, 4)
    counts = {(row.party, row.people) for row in story.standing.state.tallies if row.movement == "R1"}
    assert counts == {("force", 5), ("host", 4)}
    assert (story.figure("people_departed"), story.figure("people_disputed")) == (0, 5)
    story.both("resolve", event="R1", reason="counted again together")
    assert (story.figure("people_departed"), story.figure("people_disputed")) == (5, 0)
    both = compared(story, claim("a", "people_departed", 5, 31), claim("b", "people_departed", 4, 31))
    assert both == [("conflict", 5, (2,)), ("conflict", 5, (1,))]
    assert story.kinds == kinds_of(key)


def test_a_baseline_that_the_other_denies_is_no_baseline_and_no_figure_stands_on_it() -> None:
    world, key = Undeclared(), "fr-niger-2023 2023-10-09 baseline_disputed"
    envelope = world.force.propose(world.declaration(), second=NOON)
    assert envelope.payload
    world.force.withdraw()  # the host does not sign it
    assert (world.baseline, world.kinds) == (0, frozenset())
    agreed = world.declaration()
    with pytest.raises(RefusedError):
        world.both(replace(agreed, slots=agreed.slots + 5))
    world.both(agreed)
    assert world.baseline == 30
    assert world.kinds == kinds_of(key)


def test_before_the_census_is_signed_nothing_can_be_counted_against_it() -> None:
    world, key = Undeclared(), "libya-2021 2021-10-08 baseline_unknown"
    story = Fourth()
    depart = story.leave("R1", "BASE", 2)
    with pytest.raises(RefusedError) as caught:
        world.force.record(depart, second=NOON)
    assert caught.value.reason == "not-declared"
    world.both(world.declaration())
    assert world.baseline == 30
    assert world.kinds == kinds_of(key)


def test_departed_and_remaining_have_keys_of_their_own_and_a_misread_one_is_a_conflict() -> None:
    story, key = Story(), "minusma-2023 2023-12-01 count_misread"
    story.depart("R1", people="BASE-STAFF:7")
    story.accept()
    publish_figures(story.world.force, story.world.host, story.world.sidecars, texts, as_of_second=story.second,
                    second=story.second)  # fmt: skip
    assert (story.figure("people_departed"), story.figure("people_remaining"), story.figure("people_baseline")) == (
        *(7, 23, 30),
    )
    found = compared(story, claim("said", "people_departed", 7, 30), claim("misread", "people_remaining", 7, 30))
    assert found == [("agrees", 7, ()), ("conflict", 23, ())]
    assert story.kinds == kinds_of(key)


def test_what_one_side_writes_the_other_holds_and_confirms_instead_of_a_chat() -> None:
    story, key = Story(), "fr-niger-2023 2023-10-09 ad_hoc_tools"
    (depart,) = story.depart("R1", people="BASE-STAFF:5")
    force, host = story.world.force, story.world.host
    held = {event.event_hash for feed in host.copy.cut for event in host.copy.events(feed)}
    assert depart.event_hash in held
    receipt = host.head(second=story.second + HOUR)
    assert {one.feed: one.size for one in receipt.head.seen}["force"] == force.copy.size("force")
    story.accept()
    assert state_digest(force.copy.replay.state) == state_digest(host.copy.replay.state)
    assert story.standing.grade(depart.event_hash) == "joint"
    assert story.kinds == kinds_of(key)


def test_nothing_public_says_who_somebody_is() -> None:
    story, key = Story(), "fr-niger-2023 2023-10-09 privacy"
    story.force("manifest", movement="R1", people="BASE-STAFF:5", state="closed")
    story.force("depart", movement="R1", field="FLD1", vehicle="L1", off_block_at="2030-01-07T13:00:00Z")
    story.accept()
    written = b"".join(line for lines in story.world.written.values() for line in lines)
    lines = {line.line_id for line in story.world.book.people.lines}
    assert written
    assert not [line for line in lines if line.encode() in written]
    files = [event.body.value.get("slots") for event in story.standing.events.values() if event.frame.kind == "depart"]
    assert files
    assert ZERO_HASH not in files
    assert story.figure("people_departed") == 5
    assert story.kinds == kinds_of(key)
