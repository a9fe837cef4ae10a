"""Attacks on what format 3 keeps back for a while: lists of slots beside the log, and counts that are sealed.

As in `tests.attacks.lies_second`, each act runs with the check named in ``without`` switched off, on the parties' side
and on the reader's. ``fault`` is what the verdict tells of a list that one party alone signed; ``after`` is what
somebody does to the files of the finished log.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from repli.execution import LogDirectory, Recorder, exchange, seal_count, sign_heads, sign_together
from repli.ledger.envelope import seal
from repli.ledger.event import EventFrame
from repli.ledger.shapes import time_of_second
from repli.progress import CountTally, Depart
from repli.progress.blind import OpenedCount, SealedCount
from repli.progress.change import Amend
from repli.progress.events import Body
from repli.progress.slotfile import Committed, SlotFile
from tests.cast import FORCE, NOON, officers
from tests.second import DAY, Second
from tests.third import Third, third_genesis

__all__ = ["THIRD", "ThirdLie"]

SALT = bytes(16)
LISTS = "repli.progress.slotlists."
SEALS = "repli.progress.seals.Seals.check"


def untouched(_: Path) -> None:
    """Nobody does anything to the files."""


@dataclass(frozen=True, kw_only=True)
class ThirdLie:
    """``place`` and ``named``: where and why the log is refused; ``fault``: what is told; ``void``: without effect."""

    name: str
    threat: str
    act: Callable[[Third], None]
    without: Sequence[str]
    place: str = ""
    named: str = ""
    fault: str = ""
    void: str = ""
    after: Callable[[Path], None] = untouched

    def carry_out(self, root: Path) -> None:
        """Write the log of the liar."""
        with LogDirectory(root) as log:
            world = Third(log, third_genesis(minutes=1440))
            self.act(world)
            sign_heads(root, world.force, world.host, second=NOON + 9 * DAY)
        self.after(root)


THIRD: list[ThirdLie] = []


def lie(
    threat: str, *without: str, after: Callable[[Path], None] = untouched, **expected: str
) -> Callable[[Callable[[Third], None]], None]:
    """Add the decorated act."""

    def add(act: Callable[[Third], None]) -> None:
        THIRD.append(ThirdLie(name=act.__name__, threat=threat, act=act, without=without, after=after, **expected))

    return add


def told(world: Third, slots: Sequence[int], file: bytes, *, items: int = 0) -> Depart:
    """A departure R1 of ``slots`` that is committed to ``file``, whatever that holds."""
    part = Second.depart_of(world, "R1", slots)
    committed = Committed(people=len(part.people), items=items, slots=world.sidecars.put(file))
    return replace(part, people=(), committed=committed)


def lists_by_size(root: Path) -> list[Path]:
    files = [path for path in (root / "sidecar").iterdir() if b"repli-slots/1" in path.read_bytes()]
    return sorted(files, key=lambda path: (path.stat().st_size, path.name))


def first_unlisted(root: Path) -> None:
    """Take the file of the shortest list away."""
    lists_by_size(root)[0].unlink()


def longest_unlisted(root: Path) -> None:
    """Take the file of the longest list away."""
    lists_by_size(root)[-1].unlink()


def written(recorder: Recorder, body: Body) -> None:
    """Put a line into the own feed that no honest recorder would sign."""
    frame = EventFrame(
        at=time_of_second(NOON),
        body=body.value,
        feed=recorder.feed,
        genesis=recorder.copy.charter.genesis_hash,
        kind=body.kind,
        seen=recorder.copy.seen_from(recorder.feed),
        v=3,
    )
    line = seal(frame.payload, [officers(recorder.party)["count"]]).line
    recorder.copy.add(recorder.feed, line)
    recorder._append([line])


@lie("counted twice", f"{LISTS}_Book.fault", place="feed force line 5", named="slot-taken")
def person_in_two_departures_of_both(world: Third) -> None:
    slots = world.slots(2)
    sign_together(world.force, world.host, world.depart_of("R1", slots), second=NOON)
    sign_together(world.force, world.host, world.depart_of("R2", slots[:1]), second=NOON)


@lie("counted twice", f"{LISTS}_Book.fault", place="feed force line 5", named="slot-taken")
def person_of_the_opening_who_departs_once_more(world: Third) -> None:
    first = world.book.people.slots_of["BASE-STAFF"][0]
    world.open(1, NOON)
    sign_together(world.force, world.host, world.depart_of("R1", [first]), second=NOON)


@lie("counted twice", f"{LISTS}_Book.fault", place="feed force line 6", named="slot-taken")
def amendment_that_takes_a_person_of_another_departure(world: Third) -> None:
    slots = world.slots(2)
    first = sign_together(world.force, world.host, world.depart_of("R1", slots[:1]), second=NOON)
    sign_together(world.force, world.host, world.depart_of("R2", slots[1:]), second=NOON)
    body = Amend(replaces=first.event_hash, body=world.depart_of("R1", slots[1:]), reason="recount")
    sign_together(world.force, world.host, body, second=NOON)


@lie("counted twice", f"{LISTS}_Book.fault", fault="slot-taken")
def person_claimed_again_by_one_party_alone(world: Third) -> None:
    slots = world.slots(1)
    sign_together(world.force, world.host, world.depart_of("R1", slots), second=NOON)
    world.force.record(world.depart_of("R2", slots), second=NOON)
    exchange(world.force, world.host)


@lie("inflated figure", f"{LISTS}_Book.fault", place="feed force line 4", named="slots-count")
def more_people_told_than_the_list_has(world: Third) -> None:
    slots = world.slots(2)
    body = told(world, slots, SlotFile(people=slots[:1], items=(), salt=SALT).data)
    sign_together(world.force, world.host, body, second=NOON)


@lie("inflated figure", f"{LISTS}_Book.fault", place="feed force line 4", named="slot-outside")
def people_who_are_on_no_roster(world: Third) -> None:
    nobody = SlotFile(people=(30,), items=(), salt=SALT)  # slots 0 to 29 are the baseline
    sign_together(world.force, world.host, told(world, world.slots(1), nobody.data), second=NOON)


@lie("inflated figure", f"{LISTS}_Book.fault", place="feed force line 4", named="slots-form")
def departure_committed_to_a_file_that_lists_nothing(world: Third) -> None:
    sign_together(world.force, world.host, told(world, world.slots(2), b"Lorem ipsum\n"), second=NOON)


@lie("inflated figure", "repli.progress.second.check_cells", f"{LISTS}_Book.fault", place="feed force line 4")
def more_items_than_there_are(world: Third) -> None:
    body = told(world, (), SlotFile(people=(), items=tuple(range(7)), salt=SALT).data, items=7)
    sign_together(world.force, world.host, body, second=NOON)


@lie("kept back", f"{LISTS}_is_due", place="feed force line 4", named="slots-overdue", after=first_unlisted)
def list_of_both_that_the_operator_does_not_publish(world: Third) -> None:
    sign_together(world.force, world.host, world.depart("R1", 2), second=NOON)


@lie(
    "kept back",
    f"{LISTS}_is_due",
    place="feed force line 5",
    named="slots-overdue",
    after=longest_unlisted,
)
def longer_list_that_hides_behind_a_shorter_one(world: Third) -> None:
    sign_together(world.force, world.host, world.depart("R1", 1), second=NOON)
    sign_together(world.force, world.host, world.depart("R2", 5), second=NOON)


@lie("kept back", f"{LISTS}_is_due", fault="slots-overdue", after=first_unlisted)
def list_of_one_party_that_is_never_shown(world: Third) -> None:
    world.force.record(world.depart("R1", 2), second=NOON)
    exchange(world.force, world.host)


def sealed(world: Third) -> OpenedCount:
    """The force has sealed 3 people at R1, and the host has that line."""
    count = seal_count(world.force, movement="R1", people=3, items=0, salt=SALT, second=NOON)
    exchange(world.force, world.host)
    return count


@lie("copied count", SEALS, void="seal-differs")
def seal_of_the_other_party_used_again(world: Third) -> None:
    count = sealed(world)
    again = count.seal(FORCE, world.host.copy.charter.genesis_hash)
    event = world.host.record(SealedCount(movement="R1", sealed=again), second=NOON)
    exchange(world.force, world.host)
    world.force.record(count, second=NOON)
    exchange(world.force, world.host)
    written(world.host, replace(count, opens=event.event_hash))
    exchange(world.force, world.host)


@lie("copied count", SEALS, void="seal-differs")
def number_changed_after_the_other_was_opened(world: Third) -> None:
    count = sealed(world)
    own = seal_count(world.host, movement="R1", people=1, items=0, salt=SALT, second=NOON)
    exchange(world.force, world.host)
    world.force.record(count, second=NOON)
    exchange(world.force, world.host)
    written(world.host, replace(own, people=3))
    exchange(world.force, world.host)


@lie("copied count", SEALS, void="not-both-sealed")
def count_opened_so_that_the_other_can_agree(world: Third) -> None:
    written(world.force, sealed(world))
    exchange(world.force, world.host)


@lie("copied count", SEALS, void="not-a-seal")
def one_of_two_seals_chosen_afterwards(world: Third) -> None:
    count = sealed(world)
    first = seal_count(world.host, movement="R1", people=3, items=0, salt=SALT, second=NOON)
    seal_count(world.host, movement="R1", people=1, items=0, salt=bytes([1] * 16), second=NOON)
    exchange(world.force, world.host)
    world.force.record(count, second=NOON)
    exchange(world.force, world.host)
    written(world.host, first)
    exchange(world.force, world.host)


@lie("another format", "repli.progress.reading.is_of_another_format", place="feed force line 4")
def departure_that_shows_its_slots_against_the_policy(world: Third) -> None:
    written(world.force, Second.depart_of(world, "R1", world.slots(2)))
    exchange(world.force, world.host)


@lie("another format", "repli.progress.reading.is_of_another_format", place="feed host line 1")
def count_that_is_told_before_the_other_has_counted(world: Third) -> None:
    written(world.host, CountTally(movement="R1", people=2, items=0))
    exchange(world.force, world.host)
