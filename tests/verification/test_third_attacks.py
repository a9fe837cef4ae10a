"""Each attack on a log of format 3 is refused, told or without effect; without its defence it succeeds."""

from contextlib import ExitStack
from fnmatch import fnmatch
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

import pytest

from repli.execution import exchange, seal_count
from repli.progress.blind import OpenedCount, SealedCount
from repli.progress.slotfile import SlotFile
from repli.verification import verify_log
from tests.attacks.lies_third import THIRD, ThirdLie
from tests.cast import NOON
from tests.third import Third
from tests.verification.test_second_attacks import nothing, void_reason


@pytest.mark.parametrize("lie", THIRD, ids=lambda lie: lie.name)
def test_a_lie_is_caught_and_succeeds_without_its_defence(lie: ThirdLie, tmp_path: Path) -> None:
    root = tmp_path / "log"
    with ExitStack() as stack:
        for name in lie.without:
            stack.enter_context(patch(name, nothing))
        lie.carry_out(root)
        believed = verify_log(root)
        assert (believed.answer, believed.void, believed.list_faults) == ("consistent", (), ()), str(believed.reason)
    verdict = verify_log(root)
    if lie.place:
        assert verdict.answer == "no"
        assert fnmatch(verdict.place, lie.place), (verdict.place, str(verdict.reason))
        assert verdict.named == lie.named
    elif lie.fault:
        assert verdict.answer == "consistent"
        assert [reason for _, reason in verdict.list_faults] == [lie.fault]
    else:
        assert void_reason(root, verdict.answer, verdict.void) == lie.void


def test_every_threat_here_has_two_attacks() -> None:
    threats = [lie.threat for lie in THIRD]
    assert all(threats.count(threat) >= 2 for threat in threats)


def guesses(world: Third, people: int) -> list[tuple[int, ...]]:
    """What somebody who sees the log alone finds by trying every list, with the salt that he supposes."""
    matters = world.force.copy.replay.matters
    assert matters is not None
    (listed,) = matters.lists.named.values()
    lists = (tuple(found) for found in combinations(range(30), people))
    return [
        found
        for found in lists
        if SlotFile(people=found, items=(), salt=bytes(16)).committed.slots == listed.committed.slots
    ]


@pytest.mark.parametrize("is_salted", [True, False])
def test_who_tries_every_list_finds_the_people_only_without_the_salt(*, is_salted: bool) -> None:
    world = Third()
    if not is_salted:
        world.salts = bytes
    slots = world.slots(2)
    world.force.record(world.depart_of("R1", slots), second=NOON)
    assert guesses(world, 2) == ([] if is_salted else [slots])


@pytest.mark.parametrize("is_salted", [True, False])
def test_who_tries_every_number_finds_the_count_only_without_the_salt(*, is_salted: bool) -> None:
    world = Third()
    salt = world.salts(16) if is_salted else bytes(16)
    seal_count(world.force, movement="R1", people=7, items=0, salt=salt, second=NOON)
    exchange(world.force, world.host)
    event = world.host.copy.events("force")[-1]
    assert isinstance(event.body, SealedCount)
    found = [
        people
        for people in range(31)
        if OpenedCount(movement="R1", people=people, items=0, opens="", salt=bytes(16)).seal(
            "force", event.frame.genesis
        )
        == event.body.sealed
    ]
    assert found == ([] if is_salted else [7])
