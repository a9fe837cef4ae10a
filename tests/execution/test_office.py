"""Two parties, each on its own machine: heads are signed, carried, cosigned; a lie is not cosigned."""

from pathlib import Path
from shutil import copytree

import pytest

from repli.errors import RefusedError, SignatureError, UsageError
from repli.execution import KeyStore, LogDirectory, Office, cosign_other_head, merge_copies, record_count, sign_own_head
from repli.ledger.note import parse_head, sign_head
from repli.verification import verify_log
from tests.cast import FORCE, HOST, NOON, officers
from tests.second import DAY, RAMP, Second, device_signer

LATER = NOON + 9 * DAY


@pytest.fixture
def offices(tmp_path: Path) -> tuple[Office, Office]:
    with LogDirectory(tmp_path / FORCE) as log:
        world = Second(log)
        world.force.record(world.depart("R1", 2), second=NOON)
    copytree(tmp_path / FORCE, tmp_path / HOST)
    made = []
    for party in (FORCE, HOST):
        store = KeyStore(tmp_path / f"keys-{party}")
        for role in ("represent", "count"):
            store.add(officers(party)[role], passphrase=None)
        made.append(Office(log=tmp_path / party, store=store, party=party))
    return made[0], made[1]


def test_heads_travel_and_both_come_to_one_joint_checkpoint(offices: tuple[Office, Office]) -> None:
    force, host = offices
    assert sign_own_head(force, second=LATER).size == 4
    merge_copies(host.log, [force.log])
    sign_own_head(host, second=LATER)
    assert cosign_other_head(host, second=LATER).cut == {FORCE: 4}
    merge_copies(force.log, [host.log])
    for office in (force, host):
        assert verify_log(office.log).answer == "consistent"


def test_a_party_that_has_signed_nothing_is_waited_for(offices: tuple[Office, Office]) -> None:
    with pytest.raises(UsageError, match="signed no head"):
        cosign_other_head(offices[1], second=LATER)


def test_another_state_or_another_key_is_not_cosigned(offices: tuple[Office, Office]) -> None:
    force, host = offices
    sign_own_head(force, second=LATER)
    head = parse_head((force.log / "feeds" / FORCE / "checkpoint").read_bytes()).head
    wrong = type(head)(
        origin=head.origin, feed=head.feed, size=head.size, root=head.root, at=head.at, state="0" * 64, seen=head.seen
    )
    path = host.log / "feeds" / FORCE / "checkpoint"
    path.write_bytes(sign_head(wrong, officers(FORCE)["represent"]).data)
    with pytest.raises(RefusedError, match="another state"):
        cosign_other_head(host, second=LATER)
    path.write_bytes(sign_head(head, officers(FORCE, "thief")["represent"]).data)
    with pytest.raises(SignatureError):
        cosign_other_head(host, second=LATER)
    assert not (host.log / "checkpoint").exists()


def device_office(tmp_path: Path, root: Path) -> Office:
    store = KeyStore(tmp_path / "keys-ramp")
    store.add(device_signer(FORCE, RAMP), passphrase=None)
    return Office(log=root, store=store, party=FORCE, device=RAMP)


def test_a_device_signs_its_own_head_once_it_has_a_line(offices: tuple[Office, Office], tmp_path: Path) -> None:
    root = offices[0].log
    ramp = device_office(tmp_path, root)
    with pytest.raises(UsageError, match="holds nothing yet"):
        sign_own_head(ramp, second=LATER)
    with LogDirectory(root) as log:
        recorder = log.recorder(FORCE, {"count": device_signer(FORCE, RAMP)})
        record_count(recorder, movement="R1", people=2, items=0, second=NOON)
    head = sign_own_head(ramp, second=LATER)
    assert (head.feed, head.size, head.cut) == (RAMP, 1, {RAMP: 1, FORCE: 4})
    for office in offices:
        sign_own_head(office, second=LATER)
    merge_copies(offices[1].log, [root])
    sign_own_head(offices[1], second=LATER)
    cosign_other_head(offices[1], second=LATER)
    assert verify_log(offices[1].log).pending == 1  # with the head of the device, which the merge brought


def test_a_device_that_was_set_back_signs_nothing(offices: tuple[Office, Office], tmp_path: Path) -> None:
    root = offices[0].log
    ramp = device_office(tmp_path, root)
    copytree(root, tmp_path / "backup")
    with LogDirectory(root) as log:
        recorder = log.recorder(FORCE, {"count": device_signer(FORCE, RAMP)})
        record_count(recorder, movement="R1", people=2, items=0, second=NOON)
    sign_own_head(ramp, second=LATER)
    with pytest.raises(UsageError, match="another one"):
        sign_own_head(Office(log=tmp_path / "backup", store=ramp.store, party=FORCE, device=RAMP), second=LATER)


def test_the_keys_of_another_party_sign_nothing(offices: tuple[Office, Office], tmp_path: Path) -> None:
    ramp = device_office(tmp_path, offices[0].log)
    with pytest.raises(UsageError, match="not those of host"):
        sign_own_head(Office(log=ramp.log, store=ramp.store, party=HOST, device=RAMP), second=LATER)
