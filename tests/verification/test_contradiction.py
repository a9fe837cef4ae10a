"""A party that signs two histories is proven to have done so by a file that a third judges alone."""

import json
from dataclasses import replace

import pytest

from repli.errors import UsageError
from repli.ledger.canonical import canonical_bytes
from repli.ledger.envelope import seal
from repli.ledger.event import EventFrame
from repli.ledger.keys import Signer, VerifierKey
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import sign_head
from repli.progress.events import CountTally
from repli.verification.contradiction import contradiction_of_heads, contradiction_of_lines, verify_contradiction
from repli.verification.trust import TrustedKeys
from tests.cast import FORCE, HOST, NOON, OUTSIDER, officers
from tests.second import RAMP, Second, device_signer, rotate_ramp

SIGNERS = [officers(party)["represent"] for party in (FORCE, HOST)]
KEYS = TrustedKeys(keys=tuple(VerifierKey(name=signer.name, public=signer.public) for signer in SIGNERS))


def count_line(world: Second, people: int, place: int = 0, signer: Signer | None = None) -> bytes:
    """A count in the feed of the ramp at ``place``."""
    frame = EventFrame(
        at="2030-01-07T12:00:00Z",
        body=CountTally(movement="R1", people=people, items=0).value,
        feed=RAMP,
        genesis=world.force.copy.charter.genesis_hash,
        kind="count",
        seen={FORCE: 3, **({RAMP: place} if place else {})},
        v=2,
    )
    return seal(frame.payload, [signer or device_signer(FORCE, RAMP)]).line


@pytest.fixture(scope="module")
def world() -> Second:
    return Second()


def chain(world: Second) -> list[bytes]:
    return [world.force.copy.lines(FORCE)[0]]


def test_two_lines_for_one_place_accuse_the_party_of_the_device(world: Second) -> None:
    proof = contradiction_of_lines(chain(world), RAMP, count_line(world, 5), count_line(world, 6))
    verdict = verify_contradiction(proof, KEYS)
    assert (verdict.answer, verdict.accused, verdict.feed) == ("yes", FORCE, RAMP)
    assert verify_contradiction(proof).answer == "consistent"
    assert verify_contradiction(proof, TrustedKeys(fingerprints=("ab" * 32,))).place == "--keys"


def test_two_places_the_same_line_or_a_strange_key_prove_nothing(world: Second) -> None:
    one = count_line(world, 5)
    for other in (one, count_line(world, 6, place=1), count_line(world, 6, signer=OUTSIDER)):
        with pytest.raises(UsageError):
            contradiction_of_lines(chain(world), RAMP, one, other)


def test_two_heads_of_which_the_later_does_not_extend_the_earlier_accuse_their_owner(world: Second) -> None:
    head = world.host.head(second=NOON).head
    signer = officers(HOST)["represent"]
    for size in (1, 3):
        leaves = [leaf_hash(bytes([n])) for n in range(size)]
        other = replace(head, size=size, root=root_of_hashes(leaves))
        mine = replace(head, size=1, root=leaf_hash(b"mine"))
        data = [sign_head(one, signer).data for one in (mine, other)]
        verdict = verify_contradiction(contradiction_of_heads(chain(world), HOST, *data, leaves), KEYS)
        assert (verdict.answer, verdict.accused) == ("yes", HOST)


def test_an_older_head_of_the_same_history_proves_nothing(world: Second) -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(5)]
    head = world.host.head(second=NOON).head
    signer = officers(HOST)["represent"]
    one, two = (sign_head(replace(head, size=size, root=root_of_hashes(leaves[:size])), signer).data for size in (2, 5))
    with pytest.raises(UsageError, match="do not contradict"):
        contradiction_of_heads(chain(world), HOST, one, two, leaves)


def test_a_key_that_came_later_and_one_that_was_revoked_both_count() -> None:
    world = Second()
    new = device_signer(FORCE, RAMP, 2)
    rotate_ramp(world, new, second=NOON)
    lines = [world.force.copy.lines(FORCE)[0], world.force.copy.lines(FORCE)[-1]]
    proof = contradiction_of_lines(lines, RAMP, count_line(world, 5), count_line(world, 6, signer=new))
    assert verify_contradiction(proof, KEYS).answer == "yes"
    with pytest.raises(UsageError, match="not signed by the party"):
        contradiction_of_lines(lines[:1], RAMP, count_line(world, 5), count_line(world, 6, signer=new))


def test_each_part_is_refused_by_its_name(world: Second) -> None:
    proof = contradiction_of_lines(chain(world), RAMP, count_line(world, 5), count_line(world, 6))
    value = json.loads(proof)
    changes = {
        "contradiction-form": value | {"more": 1},
        "contradiction-chain": value | {"chain": value["chain"] * 2},
        "contradiction-first": value | {"feed": HOST},
        "contradiction-second": value | {"second": value["chain"][0]},
        "contradiction-none": value | {"first": value["second"], "second": value["first"]},
    }
    for reason, changed in changes.items():
        verdict = verify_contradiction(canonical_bytes(changed) + b"\n")
        assert (verdict.answer, verdict.place, verdict.named) == ("no", "the contradiction", reason)
    for damaged in (b"", proof[:-1], proof + b"\n", b"\xff" + proof, b'{"chain":1}\n', b"[" * 10_000):
        assert verify_contradiction(damaged).named == "contradiction-form"


def test_a_sample_of_single_bit_flips_is_refused(world: Second) -> None:
    proof = contradiction_of_lines(chain(world), RAMP, count_line(world, 5), count_line(world, 6))
    for index in range(0, len(proof), 7):
        changed = bytearray(proof)
        changed[index] ^= 1 << (index % 8)
        assert verify_contradiction(bytes(changed), KEYS).answer == "no", index
