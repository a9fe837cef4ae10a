"""Two histories: a past rewritten, backdated, restored, borrowed from another log, or signed again as a whole.

Everything that follows from the lie is made right again by `tests.attacks.forge`.
"""

import base64
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

from repli.ledger.canonical import canonical_bytes
from repli.ledger.merkle import root_of_hashes
from repli.ledger.note import parse_head
from tests.attacks.attack import Table
from tests.attacks.damage import edit_line
from tests.attacks.forge import Forge
from tests.cast import FORCE, HOST, OUTSIDER, tiny_log

__all__ = ["HISTORIES"]

attack = Table()
HISTORIES = attack.attacks

BARRIER = "repli.progress.merging.check_barriers"
RULES = "repli.progress.rules."
HEADS = "repli.verification.verdict."
BOTH = (f"{HEADS}check_seen", f"{HEADS}check_state")


@attack("we never signed", place="checkpoint line 3", without=f"{HEADS}check_seen")
def force_rewrites_its_own_past(log: Path) -> None:
    """A count that the force alone signed gets another time; the joint checkpoint still holds the old one."""
    forge = Forge(log)
    forge.entry(FORCE, 6).frame["at"] = "2030-01-07T13:00:01Z"
    forge.write(joint=False)


@attack("two histories", place="feeds/host/checkpoint line 6", without=f"{HEADS}check_seen")
def head_of_the_host_on_another_history(log: Path) -> None:
    forge = Forge(log)
    forge.entry(FORCE, 6).frame["at"] = "2030-01-07T13:00:01Z"
    forge.write(own=(FORCE,))


@attack("two histories", place="checkpoint line 5", without=f"{HEADS}check_state")
def checkpoint_over_another_state(log: Path) -> None:
    forge = Forge(log)
    forge.write(own=(), head_changes={"state": "0" * 64})


@attack("two histories", place="feeds/force/checkpoint line 5", without=f"{HEADS}check_state")
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


@attack("restore from backup", place="checkpoint line 2", without=BOTH)
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


@attack("backdating", place="feed host line 3", without=(BARRIER, f"{RULES}check_publish"))
def count_slipped_in_before_a_publication(log: Path) -> None:
    """The host adds a count that claims to be older than the publication, which was signed without it."""
    forge = Forge(log)
    forge.add(HOST, "count", _COUNT, [forge.keys[HOST]["count"]], at="2030-01-07T15:00:00Z", seen={FORCE: 9})
    forge.write()


@attack("backdating", place="feed host line 3", without=BARRIER)
def count_with_a_low_seen_and_a_true_time(log: Path) -> None:
    """It changes nothing that was signed before; but who has not seen the publication could have claimed any time."""
    forge = Forge(log)
    forge.add(HOST, "count", _COUNT, [forge.keys[HOST]["count"]], seen={FORCE: 9})
    forge.write()


@attack("backdating", place="feed host line 2", without=BARRIER)
def departure_slipped_in_before_the_minutes(log: Path) -> None:
    """People depart before a day's record that both signed without them; everything later is signed as if it knew."""
    forge = Forge(log)
    body = dict(forge.entry(FORCE, 9).body) | {"movement": "R0", "people": [20], "cells": _one_person(forge)}
    _slip_in(forge, "depart", body)
    forge.write()


@attack("backdating", place="feed host line 2", without=(BARRIER, f"{RULES}check_minutes"))
def tally_slipped_in_before_the_minutes(log: Path) -> None:
    """The host counted one person fewer after all: the record that both signed would break the rule of tallies."""
    forge = Forge(log)
    _slip_in(forge, "count", dict(forge.entry(HOST, 1).body) | {"people": 4})
    forge.write()


@attack("backdating", place="feed host line 1", without=BARRIER)
def minutes_signed_without_a_count_that_was_there(log: Path) -> None:
    """Both signed a record that forgot the host's count: it is the count that has not seen it."""
    forge = Forge(log)
    for line in (6, 7):
        forge.entry(FORCE, line).frame["seen"] = {HOST: 0}
    forge.write()


@attack("backdating", place="feed force line 10", without=(BARRIER, f"{RULES}check_publish"))
def minutes_and_publication_that_have_not_seen_each_other(log: Path) -> None:
    """Each is late behind the other: the line of the feed whose id sorts first is named."""
    forge = Forge(log)
    minutes = forge.entry(FORCE, 7)
    body = dict(minutes.body) | {"accepts": [], "day": "2030-01-08"}
    forge.add(HOST, "minutes", body, minutes.signers, at="2030-01-07T15:30:00Z", seen={FORCE: 9})
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


@attack("old checkpoint shown as new", place="checkpoint line 5", without=f"{HEADS}check_state")
def older_cut_with_the_newer_state(log: Path) -> None:
    forge = Forge(log)
    newer = parse_head((log / "checkpoint").read_bytes()).head
    forge.write()
    root = root_of_hashes(forge.hashes(FORCE)[:9])
    forge.write(own=(), head_changes={"size": 9, "root": root, "state": newer.state})


@attack("old checkpoint shown as new", place="checkpoint line 4 or line 8 or line 9")
def older_checkpoint_with_a_newer_time(log: Path) -> None:
    edit_line(log / "checkpoint", 4, "17:00:00", "23:00:00")


@attack("restore from backup", place="checkpoint line 3", without=BOTH)
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


_COUNT = {"items": 0, "movement": "R2", "people": 2}


def _slip_in(forge: Forge, kind: str, body: dict[str, Any]) -> None:
    """Put an event of the host behind its first line, older than the minutes; the publication has seen it."""
    last = forge.feeds[HOST][-1]
    entry = forge.add(HOST, kind, body, [forge.keys[HOST]["count"]], at="2030-01-07T13:30:00Z", seen={FORCE: 6})
    entry.order = forge.entry(FORCE, 6).order + 0.5
    forge.feeds[HOST] = [*forge.feeds[HOST][:1], entry, last]
    forge.entry(FORCE, 10).frame["seen"] = {HOST: 3}


def _one_person(forge: Forge) -> list[dict[str, Any]]:
    return [dict(forge.entry(FORCE, 9).body["cells"][0]) | {"count": 1}]
