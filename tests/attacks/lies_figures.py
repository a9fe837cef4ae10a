"""Both parties, or one with the other's key, sign figures, departures and rosters that are not true.

Everything that follows from the lie is made right again by `tests.attacks.forge`.
"""

import base64
import hashlib
from pathlib import Path

from repli.ledger.canonical import canonical_bytes
from tests.attacks.attack import Table
from tests.attacks.forge import Forge
from tests.cast import FORCE, HOST

__all__ = ["FIGURES"]

attack = Table()
FIGURES = attack.attacks

RULES = "repli.progress.rules."


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


def _free_slot(forge: Forge) -> int:
    taken = {slot for line in (4, 5, 8, 9) for slot in forge.entry(FORCE, line).body["people"]}
    return min(set(range(30)) - taken)
