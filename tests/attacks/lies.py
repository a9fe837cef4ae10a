"""Attacks of people who hold keys: something false is signed, and everything that follows is made right again."""

import base64
import hashlib
from dataclasses import replace
from pathlib import Path
from shutil import copytree

from repli.ledger.canonical import canonical_bytes
from repli.ledger.merkle import root_of_hashes
from repli.ledger.note import parse_head
from tests.attacks.attack import Table
from tests.attacks.damage import edit_line
from tests.attacks.forge import Forge
from tests.cast import FORCE, GUARANTOR, HOST, OUTSIDER, tiny_log

__all__ = ["LIES"]

attack = Table()
LIES = attack.attacks

RULES = "repli.progress.rules."
HEADS = ("repli.verification.verdict.check_seen", "repli.verification.verdict.check_state")
SIGNERS = "repli.progress.reading.check_envelope"


@attack("inflated figure", place="feed force line 10", without=f"{RULES}check_publish")
def one_more_departed(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 10).body["figures"][3]["value"] += 1
    forge.write(pin={"figures"})


@attack("inflated figure", place="feed force line 10", without=f"{RULES}check_publish")
def declared_told_as_joint(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 10).body["figures"][3]["grade"] = "joint"
    forge.write(pin={"figures"})


@attack("inflated figure", place="feed force line 10", without=f"{RULES}check_publish")
def figure_left_out(log: Path) -> None:
    forge = Forge(log)
    del forge.entry(FORCE, 10).body["figures"][8]
    forge.write(pin={"figures"})


@attack("inflated figure", place="feed force line 10", without=f"{RULES}check_publish")
def publication_of_another_state(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 10).body["state"] = "0" * 64
    forge.write(pin={"state"})


@attack("inflated figure", place="feed force line 10", without=f"{RULES}check_publish")
def publication_out_of_turn(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 10).body["number"] = 2
    forge.write()


@attack("inflated figure", place="feed force line 7", without=f"{RULES}check_minutes")
def minutes_against_a_count(log: Path) -> None:
    forge = Forge(log)
    forge.entry(HOST, 1).body["people"] = 4
    forge.write()


@attack("person counted twice", place="feed force line 8", without=f"{RULES}check_depart")
def slot_in_two_departures(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 8).body["people"] = sorted([forge.entry(FORCE, 5).body["people"][0], _free_slot(forge)])
    forge.write()


@attack("person counted twice", place="feed force line 5", without=f"{RULES}check_depart")
def slot_of_the_opening_departs(log: Path) -> None:
    forge = Forge(log)
    slots = forge.entry(FORCE, 5).body["people"]
    forge.entry(FORCE, 5).body["people"] = sorted([forge.entry(FORCE, 4).body["people"][0], *slots[1:]])
    forge.write()


@attack("person counted twice", place="feed force line 8")
def slot_twice_in_one_departure(log: Path) -> None:
    forge = Forge(log)
    slots = forge.entry(FORCE, 8).body["people"]
    forge.entry(FORCE, 8).payload = canonical_bytes(
        forge.entry(FORCE, 8).frame | {"body": forge.entry(FORCE, 8).body | {"people": [slots[0], slots[0]]}}
    )
    forge.write()


@attack("person counted twice", place="feed force line 9", without=f"{RULES}check_depart")
def movement_departs_twice(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 9).body["movement"] = "R2"
    forge.entry(HOST, 2).body["movement"] = "R2"
    forge.write()


@attack("person counted twice", place="feed force line 11", without=f"{RULES}check_minutes")
def departure_accepted_twice(log: Path) -> None:
    forge = Forge(log)
    minutes = forge.entry(FORCE, 7)
    forge.add(FORCE, "minutes", dict(minutes.body) | {"day": "2030-01-08"}, minutes.signers)
    forge.write()


@attack("person counted twice", place="feed force line 8", without=f"{RULES}_check_part")
def cells_larger_than_the_slots(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 8).body["cells"][0]["count"] += 1
    forge.write()


@attack("inflated figure", place="feed force line 8", without=f"{RULES}check_cells")
def cell_larger_than_its_baseline(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 8).body["cells"][0]["site"] = "NOWHERE"
    forge.write()


@attack("inflated figure", place="feed force line 5", without=f"{RULES}check_cells")
def more_kg_than_declared(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 5).body["kg"] = 17_501
    forge.write()


@attack("inflated figure", place="feed force line 5", without=f"{RULES}_check_part")
def slot_outside_the_baseline(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 5).body["items"] = [6]
    forge.write()


def publish_other_text(log: Path, data: bytes) -> None:
    """Publish ``data`` as the English text."""
    forge = Forge(log)
    text = forge.entry(FORCE, 10).body["texts"][0]
    (log / "sidecar" / text["sha256"]).unlink()
    text["sha256"] = hashlib.sha256(data).hexdigest()
    (log / "sidecar" / text["sha256"]).write_bytes(data)
    forge.write()


@attack("malformed bundle", place="sidecar/* line 1", without=f"{RULES}check_publish")
def text_without_its_last_newline(log: Path) -> None:
    publish_other_text(log, b"10 people departed.")


@attack("malformed bundle", place="sidecar/* line 1", without=f"{RULES}check_publish")
def text_with_carriage_returns(log: Path) -> None:
    publish_other_text(log, b"10 people departed.\r\n")


@attack("malformed bundle", place="sidecar/* line 1", without=f"{RULES}check_publish")
def text_in_another_normal_form(log: Path) -> None:
    publish_other_text(log, "désengagés\n".encode().replace("é".encode(), "e\u0301".encode()))


@attack("malformed bundle", place="sidecar/* line 1", without=f"{RULES}check_publish")
def text_that_is_not_utf8(log: Path) -> None:
    publish_other_text(log, "désengagés\n".encode("latin-1"))


@attack("understated roster", place="sidecar/* line 1", without=f"{RULES}check_declare")
def digest_of_31_bytes(log: Path) -> None:
    forge = Forge(log)
    body = forge.entry(FORCE, 2).body
    data = (log / "sidecar" / body["sidecar"]).read_bytes()
    (log / "sidecar" / body["sidecar"]).unlink()
    data = base64.b64encode(bytes(31)) + b"\n" + data.split(b"\n", 1)[1]
    body["sidecar"] = hashlib.sha256(data).hexdigest()
    (log / "sidecar" / body["sidecar"]).write_bytes(data)
    forge.write()


@attack("understated roster", place="feed force line 2", without=f"{RULES}check_declare")
def one_slot_fewer_declared(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 2).body["slots"] = 29
    forge.entry(FORCE, 2).body["cells"][0]["count"] -= 1
    forge.write()


@attack("understated roster", place="feed force line 2", without=f"{RULES}check_declare")
def root_of_another_roster(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 2).body["root"] = "0" * 64
    forge.write()


@attack("understated roster", place="feed force line 3", without=f"{RULES}check_declare")
def people_declared_twice(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 3).body.update(forge.entry(FORCE, 2).body)
    forge.entry(FORCE, 3).frame["at"] = "2030-01-07T12:00:01Z"
    forge.feeds[FORCE] = forge.feeds[FORCE][:3]
    forge.feeds[HOST] = []
    for path in (log / "sidecar").iterdir():
        if path.name != forge.entry(FORCE, 2).body["sidecar"]:
            path.unlink()
    forge.write()


@attack("unwelcome amendment", place="feed force line 11")
def kind_that_is_not_read_yet(log: Path) -> None:
    forge = Forge(log)
    forge.add(FORCE, "minutes", dict(forge.entry(FORCE, 7).body) | {"accepts": []}, forge.entry(FORCE, 7).signers)
    forge.entry(FORCE, 11).payload = canonical_bytes(forge.entry(FORCE, 11).frame | {"kind": "amend"})
    forge.write()


@attack(
    "unwelcome amendment", place="feeds/host/checkpoint line 8", without="repli.verification.verdict.check_signatures"
)
def count_of_the_host_left_out(log: Path) -> None:
    """The force drops the last line of the host's feed, and signs the host's head with its own key."""
    forge = Forge(log)
    forge.feeds[HOST].pop()
    forge.entry(FORCE, 10).frame["seen"] = {HOST: 1}
    forge.keys[HOST] = forge.keys[HOST] | {"represent": replace(forge.keys[FORCE]["represent"], party=HOST)}
    forge.write()


@attack("one key playing two parties", place="feed force line 7", without=SIGNERS)
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


@attack("key outside its role", place="feed force line 7", without=SIGNERS)
def minutes_signed_by_a_ramp_officer(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 7).signers = [forge.keys[FORCE]["represent"], forge.keys[HOST]["count"]]
    forge.write()


@attack("key outside its role", place="feed host line 1", without=SIGNERS)
def count_signed_by_the_representative(log: Path) -> None:
    forge = Forge(log)
    forge.entry(HOST, 1).signers = [forge.keys[HOST]["represent"]]
    forge.write()


@attack("key outside its role", place="feed force line 9", without=SIGNERS)
def departure_signed_by_the_clearance_desk(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 9).signers = [forge.keys[FORCE]["clear"]]
    forge.write()


@attack("key outside its role", place="feed host line 1", without=SIGNERS)
def line_in_the_feed_of_the_other(log: Path) -> None:
    forge = Forge(log)
    forge.entry(HOST, 1).signers = [forge.keys[FORCE]["count"]]
    forge.write()


@attack("key outside its role", place="feed force line 10", without=SIGNERS)
def publication_signed_by_the_force_alone(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 10).signers = [forge.keys[FORCE]["represent"]]
    forge.write()


@attack("key outside its role", place="feed force line 9", without=SIGNERS)
def count_signed_by_both(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 9).signers = [*forge.entry(FORCE, 9).signers, forge.keys[FORCE]["represent"]]
    forge.write()


@attack("stolen key", place="feed force line 7")
def outsider_signs_as_the_host(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 7).signers = [forge.keys[FORCE]["represent"], OUTSIDER]
    forge.write()


@attack("stolen key", place="checkpoint line 9", without="repli.verification.verdict.check_signatures")
def outsider_cosigns_the_checkpoint(log: Path) -> None:
    forge = Forge(log)
    forge.keys[HOST] = forge.keys[HOST] | {"represent": OUTSIDER}
    forge.write(own=())


@attack("stolen key", place="checkpoint line 9", without="repli.verification.verdict.check_signatures")
def guarantor_cosigns_for_the_host(log: Path) -> None:
    forge = Forge(log)
    forge.keys[HOST] = forge.keys[HOST] | {"represent": GUARANTOR}
    forge.write(own=())


@attack("we never signed", place="checkpoint line 3", without=("repli.verification.verdict.check_seen",))
def force_rewrites_its_own_past(log: Path) -> None:
    """A departure that the force alone signed gets another vehicle; the checkpoint still holds the old one."""
    forge = Forge(log)
    forge.entry(FORCE, 6).frame["at"] = "2030-01-07T13:00:01Z"
    forge.write(joint=False)


@attack("two histories", place="feeds/host/checkpoint line 6", without="repli.verification.verdict.check_seen")
def head_of_the_host_on_another_history(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 6).frame["at"] = "2030-01-07T13:00:01Z"
    forge.write(own=(FORCE,))


@attack("two histories", place="checkpoint line 5", without="repli.verification.verdict.check_state")
def checkpoint_over_another_state(log: Path) -> None:
    forge = Forge(log)
    forge.write(own=(), head_changes={"state": "0" * 64})


@attack("two histories", place="feeds/force/checkpoint line 5", without="repli.verification.verdict.check_state")
def head_over_another_state(log: Path) -> None:
    forge = Forge(log)
    forge.write(own=(FORCE,), joint=False, head_changes={"state": "0" * 64})


@attack("two histories", place="checkpoint line 1")
def checkpoint_of_another_origin(log: Path) -> None:
    forge = Forge(log)
    forge.write(own=(), head_changes={"origin": "RECONSTRUCTION/other"})


@attack("we never signed", place="checkpoint line 9")
def checkpoint_signed_twice_by_the_force(log: Path) -> None:
    forge = Forge(log)
    forge.keys[HOST] = forge.keys[HOST] | {"represent": replace(forge.keys[FORCE]["represent"], party=HOST)}
    forge.write(own=())


@attack("restore from backup", place="checkpoint line 2", without=HEADS)
def older_feed_under_a_newer_checkpoint(log: Path) -> None:
    """The force goes back to nine events and signs that as its head; the joint checkpoint knew ten."""
    forge = Forge(log)
    forge.feeds[FORCE].pop()
    for path in (log / "sidecar").iterdir():
        if path.read_bytes().startswith(b"N"):
            path.unlink()
    forge.write(joint=False)


@attack("backdating", place="feed host line 2")
def writer_who_forgets_what_it_saw(log: Path) -> None:
    forge = Forge(log)
    forge.entry(HOST, 2).frame["seen"] = {FORCE: 4}
    forge.write()


@attack("backdating", place="feed force line 7")
def event_that_has_seen_the_future(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 7).frame["seen"] = {HOST: 3}
    for line in (8, 9, 10):
        forge.entry(FORCE, line).frame["seen"] = {HOST: 3}
    forge.write()


@attack("backdating", place="feed force line 10")
def count_slipped_in_before_a_publication(log: Path) -> None:
    """The host adds a count that claims to be older than the publication, which was signed without it."""
    forge = Forge(log)
    forge.add(
        HOST,
        "count",
        {"items": 0, "movement": "R2", "people": 2},
        [forge.keys[HOST]["count"]],
        at="2030-01-07T15:00:00Z",
        seen={FORCE: 9},
    )
    forge.write()


@attack("backdating", place="feed force line 6")
def time_that_does_not_exist(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 6).payload = canonical_bytes(forge.entry(FORCE, 6).frame | {"at": "2030-02-30T12:00:00Z"})
    forge.write()


@attack("replay from another agreement", place="feed host line 2")
def event_signed_for_another_log(log: Path) -> None:
    forge = Forge(log)
    forge.entry(HOST, 2).payload = canonical_bytes(forge.entry(HOST, 2).frame | {"genesis": "1" * 64})
    forge.write()


@attack("replay from another agreement", place="feed force line 11")
def second_genesis(log: Path) -> None:
    forge = Forge(log)
    first = forge.entry(FORCE, 1)
    forge.add(FORCE, "genesis", dict(first.body), first.signers, genesis="0" * 64, seen={HOST: 0})
    forge.write()


@attack("replay from another agreement", place="feed force line 7")
def same_event_twice(log: Path) -> None:
    forge = Forge(log)
    twin = forge.add(FORCE, "count", dict(forge.entry(FORCE, 6).body), forge.entry(FORCE, 6).signers)
    twin.frame = dict(forge.entry(FORCE, 6).frame)
    twin.order = forge.entry(FORCE, 6).order + 0.5
    forge.feeds[FORCE].insert(6, forge.feeds[FORCE].pop())
    for entry in forge.feeds[HOST]:
        entry.frame["seen"] = {FORCE: entry.frame["seen"][FORCE] + (entry.frame["seen"][FORCE] > 5)}
    forge.write()


@attack("ambiguous JSON", place="feed force line 6")
def payload_with_a_space(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 6).payload = canonical_bytes(forge.entry(FORCE, 6).frame).replace(b",", b", ", 1)
    forge.write()


@attack("ambiguous JSON", place="feed force line 6")
def payload_with_a_key_twice(log: Path) -> None:
    forge = Forge(log)
    payload = canonical_bytes(forge.entry(FORCE, 6).frame)
    forge.entry(FORCE, 6).payload = payload.replace(b'"items":1', b'"items":2,"items":1', 1)
    forge.write()


@attack("ambiguous JSON", place="feed force line 6")
def payload_with_a_fraction(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 6).payload = canonical_bytes(forge.entry(FORCE, 6).frame).replace(
        b'"people":5', b'"people":5.0', 1
    )
    forge.write()


@attack("ambiguous JSON", place="feed force line 6")
def body_with_one_key_more(log: Path) -> None:
    forge = Forge(log)
    frame = forge.entry(FORCE, 6).frame
    forge.entry(FORCE, 6).payload = canonical_bytes(frame | {"body": frame["body"] | {"why": "because"}})
    forge.write()


@attack("malformed bundle", place="feed force line 7")
def payload_of_17_kilobytes(log: Path) -> None:
    forge = Forge(log)
    forge.write()
    body = forge.entry(FORCE, 7).body | {"decisions": ["x" * 17_000]}
    payload = base64.b64encode(canonical_bytes(forge.entry(FORCE, 7).frame | {"body": body}))
    line = forge.entry(FORCE, 7).line
    assert line is not None
    forge.entry(FORCE, 7).line = b'{"payload":"' + payload + line[line.index(b'","payloadType') :]
    forge.write()


@attack("rewritten with fresh keys", place="--keys")
def everything_signed_again(log: Path) -> None:
    """Believed without keys, refused with them: the test gives the keys of the first log."""
    other = tiny_log(log.parent / "other", play="fresh").root
    log.rename(log.parent / "old")
    copytree(other, log)


@attack("old checkpoint shown as new", place="checkpoint line 5", without="repli.verification.verdict.check_state")
def older_cut_with_the_newer_state(log: Path) -> None:
    forge = Forge(log)
    newer = parse_head((log / "checkpoint").read_bytes()).head
    forge.write()
    root = root_of_hashes(forge.hashes(FORCE)[:9])
    forge.write(own=(), head_changes={"size": 9, "root": root, "state": newer.state})


@attack("old checkpoint shown as new", place="checkpoint line 4 or line 8 or line 9")
def older_checkpoint_with_a_newer_time(log: Path) -> None:
    edit_line(log / "checkpoint", 4, "17:00:00", "23:00:00")


@attack("restore from backup", place="checkpoint line 3", without=HEADS)
def restored_feed_signs_another_last_event(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 10).body["as_of"] = "2030-01-07T15:59:00Z"
    forge.write(joint=False)


@attack("rewritten with fresh keys", place="--keys")
def signed_again_with_one_fresh_key(log: Path) -> None:
    """The host's key to represent is another one; all the rest is as it was."""
    forge = Forge(log)
    parties = forge.entry(FORCE, 1).body["parties"]
    index = next(number for number, key in enumerate(parties[1]["keys"]) if key["role"] == "represent")
    parties[1]["keys"][index]["key"] = base64.b64encode(OUTSIDER.public).decode()
    forge.keys[HOST] = forge.keys[HOST] | {"represent": OUTSIDER}
    for entry in forge.feeds[FORCE]:
        entry.signers = [OUTSIDER if one.name == OUTSIDER.name else one for one in entry.signers]
    forge.write()


def _free_slot(forge: Forge) -> int:
    taken = {slot for line in (4, 5, 8, 9) for slot in forge.entry(FORCE, line).body["people"]}
    return min(set(range(30)) - taken)
