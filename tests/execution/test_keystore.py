"""Secret keys lie in a folder of their own, for their owner alone; a restored backup signs nothing a second time."""

import stat
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from repli.errors import SignatureError, UsageError
from repli.execution import KeyStore, LogDirectory, Office, adopt_keys, cosign_keys, merge_copies, propose_keys
from repli.ledger.keys import Signer
from repli.verification import verify_log
from tests.cast import FORCE, HOST, NOON, officers
from tests.second import DAY, HOUR, RAMP, device_signer, second_log

NEW_SEED = bytes([7]) * 32
LATER = NOON + 9 * DAY


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    found = KeyStore(tmp_path / "keys")
    for role in ("represent", "count"):
        found.add(officers(FORCE)[role], passphrase=None)
    return found


@pytest.fixture
def offices(store: KeyStore, tmp_path: Path) -> tuple[Office, Office]:
    second_log(tmp_path / "log")
    copytree(tmp_path / "log", tmp_path / "host-log")
    theirs = KeyStore(tmp_path / "host-keys")
    for role in ("represent", "count"):
        theirs.add(officers(HOST)[role], passphrase=b"pass")
    return (
        Office(log=tmp_path / "log", store=store, party=FORCE),
        Office(log=tmp_path / "host-log", store=theirs, party=HOST, passphrase=b"pass"),
    )


def test_a_secret_is_readable_by_its_owner_alone_and_shown_by_nothing(store: KeyStore) -> None:
    for path in store.root.glob("*.pem"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.root.stat().st_mode) == 0o700
    seed = officers(FORCE)["represent"].seed
    shown = repr(store.held()) + repr(store.signers(FORCE, passphrase=None))
    assert seed.hex() not in shown
    assert repr(seed) not in shown


def test_keys_come_back_by_feed_and_role(store: KeyStore) -> None:
    store.add(device_signer(FORCE, RAMP), passphrase=None)
    assert set(store.signers(FORCE, passphrase=None)) == {"represent", "count"}
    (ramp,) = store.signers(RAMP, passphrase=None).values()
    assert ramp == device_signer(FORCE, RAMP)


def test_a_key_that_others_may_read_is_not_used(store: KeyStore) -> None:
    (store.root / "force.count.pem").chmod(0o640)
    with pytest.raises(UsageError, match="read by others"):
        store.signers(FORCE, passphrase=None)


def test_a_key_is_never_overwritten_and_a_missing_one_is_named(store: KeyStore) -> None:
    with pytest.raises(UsageError, match="there already"):
        store.add(Signer(party=FORCE, role="count", seed=NEW_SEED), passphrase=None)
    with pytest.raises(UsageError, match="no key for the feed"):
        store.signers(HOST, passphrase=None)


def test_a_key_is_rotated_in_three_steps_that_travel(offices: tuple[Office, Office]) -> None:
    force, host = offices
    proposal = propose_keys(force, renew="force.represent", seed=lambda: NEW_SEED, reason="new officer", second=LATER)
    answer = cosign_keys(host, proposal)
    assert cosign_keys(host, proposal) == answer
    event = adopt_keys(force, answer, second=LATER)
    assert event.place == "feed force line 16"
    assert force.store.signers(FORCE, passphrase=None)["represent"].seed == NEW_SEED
    assert verify_log(force.log).answer == "consistent"
    merge_copies(host.log, [force.log])
    merge_copies(force.log, [host.log])
    assert verify_log(host.log).answer == "consistent"


def test_who_cosigned_writes_nothing_before_the_event_came_back_even_after_a_restart(
    offices: tuple[Office, Office],
) -> None:
    force, host = offices
    answer = cosign_keys(host, propose_keys(force, renew="force.represent", seed=lambda: NEW_SEED, reason="new",
                                            second=LATER))  # fmt: skip
    with pytest.raises(UsageError, match="has not come back"):
        propose_keys(host, revoke=[officers(HOST)["clear"].keyid], reason="unused", second=LATER)
    adopt_keys(force, answer, second=LATER)
    merge_copies(host.log, [force.log])
    propose_keys(host, revoke=[officers(HOST)["clear"].keyid], reason="unused", second=LATER + HOUR)


def test_a_restored_backup_signs_nothing_until_the_other_copy_is_merged(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    force, host = offices
    copytree(force.log, tmp_path / "backup")
    answer = cosign_keys(host, propose_keys(force, renew="force.represent", seed=lambda: NEW_SEED, reason="new",
                                            second=LATER))  # fmt: skip
    adopt_keys(force, answer, second=LATER)
    copytree(force.log, tmp_path / "mirror")
    rmtree(force.log)
    copytree(tmp_path / "backup", force.log)
    with pytest.raises(UsageError, match="written up to line 16"):
        propose_keys(force, renew="force.count", seed=lambda: bytes(32), reason="again", second=LATER)
    merge_copies(force.log, [tmp_path / "mirror"])
    propose_keys(force, renew="force.count", seed=lambda: bytes(32), reason="again", second=LATER)


def test_what_cannot_be_changed_is_said_before_anything_is_signed(offices: tuple[Office, Office]) -> None:
    force, host = offices
    with pytest.raises(UsageError, match="not in force"):
        propose_keys(force, revoke=["ab" * 8], reason="no", second=LATER)
    with pytest.raises(UsageError, match="no key"):
        propose_keys(force, renew="force.clear", seed=lambda: NEW_SEED, reason="no", second=LATER)
    with pytest.raises(UsageError, match="no change of keys"):
        cosign_keys(host, (force.log / "feeds" / FORCE / "entries" / "000.jsonl").read_bytes().splitlines()[4])
    with pytest.raises(SignatureError, match="does not open"):
        cosign_keys(Office(log=host.log, store=host.store, party=HOST, passphrase=b"wrong"), b"")


def test_a_new_device_is_brought_in_with_the_key_that_it_made(offices: tuple[Office, Office]) -> None:
    force, host = offices
    tablet = Signer(party=FORCE, role="count", seed=NEW_SEED, device="force-tablet")
    force.store.add(tablet, passphrase=None)
    proposal = propose_keys(force, renew="force-tablet.count", seed=lambda: b"", reason="second ramp", second=LATER)
    adopt_keys(force, cosign_keys(host, proposal), second=LATER)
    with LogDirectory(force.log) as log:
        assert "force-tablet" in log.recorder(FORCE, {"count": tablet}).copy.charter.devices
