"""The wrong keys sign: a key outside its role, one for two parties, an outsider, a guarantor.

Everything that follows from the lie is made right again by `tests.attacks.forge`.
"""

from dataclasses import replace
from pathlib import Path

from repli.ledger.canonical import canonical_bytes
from tests.attacks.attack import Table
from tests.attacks.forge import Forge
from tests.cast import FORCE, GUARANTOR, HOST, OUTSIDER

__all__ = ["SIGNERS"]

attack = Table()
SIGNERS = attack.attacks

READING = "repli.progress.reading.check_envelope"
HEADS = "repli.verification.verdict."


@attack("unwelcome amendment", place="feed force line 11")
def kind_that_is_not_read_yet(log: Path) -> None:
    forge = Forge(log)
    forge.add(FORCE, "minutes", dict(forge.entry(FORCE, 7).body) | {"accepts": []}, forge.entry(FORCE, 7).signers)
    forge.entry(FORCE, 11).payload = canonical_bytes(forge.entry(FORCE, 11).frame | {"kind": "amend"})
    forge.write()


@attack("unwelcome amendment", place="feeds/host/checkpoint line 8", without=f"{HEADS}check_signatures")
def count_of_the_host_left_out(log: Path) -> None:
    """The force drops the last line of the host's feed, and signs the host's head with its own key."""
    forge = Forge(log)
    forge.feeds[HOST].pop()
    forge.entry(FORCE, 10).frame["seen"] = {HOST: 1}
    forge.keys[HOST] = forge.keys[HOST] | {"represent": replace(forge.keys[FORCE]["represent"], party=HOST)}
    forge.write()


@attack("one key playing two parties", place="feed force line 7", without=READING)
def minutes_signed_twice_by_the_force(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 7).signers = [forge.keys[FORCE]["represent"], forge.keys[FORCE]["count"]]
    forge.write()


@attack("one key playing two parties", place="feed force line 1")
def one_key_listed_for_both(log: Path) -> None:
    forge = Forge(log)
    first = forge.entry(FORCE, 1)
    one, two = first.body["parties"]
    parties = [one, two | {"keys": one["keys"]}]
    first.payload = canonical_bytes(first.frame | {"body": first.body | {"parties": parties}})
    forge.write()


@attack("key outside its role", place="feed force line 7", without=READING)
def minutes_signed_by_a_ramp_officer(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 7).signers = [forge.keys[FORCE]["represent"], forge.keys[HOST]["count"]]
    forge.write()


@attack("key outside its role", place="feed host line 1", without=READING)
def count_signed_by_the_representative(log: Path) -> None:
    forge = Forge(log)
    forge.entry(HOST, 1).signers = [forge.keys[HOST]["represent"]]
    forge.write()


@attack("key outside its role", place="feed force line 9", without=READING)
def departure_signed_by_the_clearance_desk(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 9).signers = [forge.keys[FORCE]["clear"]]
    forge.write()


@attack("key outside its role", place="feed host line 1", without=READING)
def line_in_the_feed_of_the_other(log: Path) -> None:
    forge = Forge(log)
    forge.entry(HOST, 1).signers = [forge.keys[FORCE]["count"]]
    forge.write()


@attack("key outside its role", place="feed force line 10", without=READING)
def publication_signed_by_the_force_alone(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 10).signers = [forge.keys[FORCE]["represent"]]
    forge.write()


@attack("key outside its role", place="feed force line 9", without=READING)
def count_signed_by_both(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 9).signers = [*forge.entry(FORCE, 9).signers, forge.keys[FORCE]["represent"]]
    forge.write()


@attack("stolen key", place="feed force line 7")
def outsider_signs_as_the_host(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 7).signers = [forge.keys[FORCE]["represent"], OUTSIDER]
    forge.write()


@attack("stolen key", place="checkpoint line 9", without=f"{HEADS}check_signatures")
def outsider_cosigns_the_checkpoint(log: Path) -> None:
    forge = Forge(log)
    forge.keys[HOST] = forge.keys[HOST] | {"represent": OUTSIDER}
    forge.write(own=())


@attack("stolen key", place="checkpoint line 9", without=f"{HEADS}check_signatures")
def guarantor_cosigns_for_the_host(log: Path) -> None:
    forge = Forge(log)
    forge.keys[HOST] = forge.keys[HOST] | {"represent": GUARANTOR}
    forge.write(own=())
