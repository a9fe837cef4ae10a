"""A guarantor stands in the genesis event and writes in a feed of its own; it is no party to anything."""

from dataclasses import replace
from typing import Any

import pytest

from repli.errors import LedgerError, RefusedError
from repli.execution import sign_together
from repli.ledger.canonical import canonical_bytes, parse_canonical
from repli.ledger.policy import KeyOwner
from repli.progress.bodies import Attest
from repli.progress.genesis import Genesis
from repli.progress.keychange import Keys
from repli.progress.names import OBSERVE
from tests.cast import FORCE, HOST, NOON, officers
from tests.fourth import GUARANTOR, Fourth, fourth_genesis, witness_signer
from tests.second import RAMP

GENESIS = fourth_genesis()
(WITNESS,) = GENESIS.witnesses


def attest(world: Fourth) -> Attest:
    return Attest(event=world.force.copy.charter.genesis_hash, result="witnessed", text="present")


def test_the_genesis_event_of_format_4_comes_back_as_it_went_out() -> None:
    for genesis in (GENESIS, replace(GENESIS, witnesses=()), fourth_genesis(disclosure=(("sites_closed", "exact"),))):
        assert Genesis.read(parse_canonical(canonical_bytes(genesis.value))) == genesis


@pytest.mark.parametrize(
    "change",
    [
        {"id": HOST, "keys": (witness_signer(5).public,)},
        {"id": RAMP},
        {"role": "judge"},
        {"asked": ("handover", "close")},
        {"asked": ("publish",)},
        {"keys": ()},
        {"keys": (officers(HOST)["count"].public,)},
        {"keys": (bytes(32),)},
    ],
    ids=["a party", "a device", "a role", "out of order", "a kind", "no key", "a key of the host", "small order"],
)
def test_a_witness_that_cannot_be_one_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(LedgerError):
        Genesis.read(replace(GENESIS, witnesses=(replace(WITNESS, **change),)).value)


def test_a_key_of_a_witness_names_its_own_feed_and_observes() -> None:
    for wrong in ({"feed": "other"}, {"role": "count"}):
        value = dict(GENESIS.value)
        key = {**WITNESS.value["keys"][0], **wrong}  # type: ignore[index,call-overload,dict-item]  # a list
        with pytest.raises(LedgerError):
            Genesis.read({**value, "witnesses": [{**WITNESS.value, "keys": [key]}]})  # type: ignore[list-item]  # JSON


def test_witnesses_stand_sorted_and_only_in_format_4() -> None:
    other = replace(WITNESS, id="aaa", keys=(witness_signer(7).public,))
    Genesis.read(replace(GENESIS, witnesses=(other, WITNESS)).value)
    with pytest.raises(LedgerError):
        Genesis.read(replace(GENESIS, witnesses=(WITNESS, other)).value)
    with pytest.raises(LedgerError):
        Genesis.read({**GENESIS.value, "policy": "repli/3"})


def test_a_witness_writes_in_its_own_feed_and_nobody_signed_as_a_party() -> None:
    world = Fourth()
    event = world.guarantor.record(attest(world), second=NOON)
    assert (event.frame.feed, event.parties) == (GUARANTOR, frozenset())
    world.share()
    assert world.force.copy.pending == 1


@pytest.mark.parametrize("feed", ["force", "ramp"])
def test_nobody_else_attests(feed: str) -> None:
    world = Fourth()
    recorder = getattr(world, feed)
    recorder.use(replace(witness_signer(), device=recorder.feed))
    with pytest.raises(RefusedError):
        recorder.record(attest(world), second=NOON)


def added(party: str, role: str = OBSERVE, device: str = "") -> Keys:
    key = KeyOwner(party=party, role=role, public=witness_signer(2).public, device=device or party)
    return Keys(version=2, add=(key,), revoke=(), reason="a second tablet")


def test_a_witness_gets_another_key_and_may_lose_all() -> None:
    world = Fourth()
    change = replace(added(GUARANTOR), revoke=(witness_signer().keyid,))
    sign_together(world.force, world.host, change, second=NOON, also=((witness_signer(2),), ()))
    world.share()
    with pytest.raises(RefusedError):
        world.both(Keys(version=3, add=(), revoke=(witness_signer().keyid,), reason="twice"))
    world.both(Keys(version=3, add=(), revoke=(witness_signer(2).keyid,), reason="went home"))
    assert OBSERVE not in {owner.role for owner in world.force.copy.replay.matters.ring.in_force.values()}  # type: ignore[union-attr]  # format 4


@pytest.mark.parametrize(
    "change",
    [
        added("stranger"),
        added(FORCE),
        added(GUARANTOR, device="tent"),
        added(GUARANTOR, "count"),
        added(FORCE, "count", GUARANTOR),
    ],
    ids=["no witness", "a party", "another feed", "another role", "a device with the name"],
)
def test_a_key_that_is_no_key_of_a_witness_is_not_added(change: Keys) -> None:
    world = Fourth()
    with pytest.raises(RefusedError):
        sign_together(world.force, world.host, change, second=NOON, also=((witness_signer(2),), ()))
