"""Every kind of event has a sentence in both languages, from its body alone."""

import re
from typing import Any

import pytest

from repli.language import speaker
from repli.reporting.papers.sentences import event_sentence

ZERO, HASH = "0" * 64, "ab" * 32
TIME, DAY = "2024-06-07T20:30:00Z", "2024-06-07"
BODIES: dict[str, tuple[dict[str, Any], str]] = {
    "arrive": (
        {"items": 2, "movement": "R1", "people": 94, "place": "OUT1", "reason": "", "time": TIME},
        "Movement R1 arrived at OUT1 on 2024-06-07T20:30:00Z: 94 people and 2 items received.",
    ),
    "attest": ({"event": HASH, "result": "reserved", "text": "Dark."},
               "Event abababababab: witnessed with a reservation. Dark."),
    "calendar": (
        {"from": DAY, "movements": [{}, {}], "replaces": ZERO, "to": "2024-06-14", "version": 1},
        "Calendar version 1, 2024-06-07 to 2024-06-14: 2 movements agreed.",
    ),
    "cancel": ({"event": HASH, "kind": "depart", "reason": "Twice."}, "Event abababababab is cancelled: Twice."),
    "clearance": (
        {"reference": "C-1", "state": "silent", "valid_from": TIME, "valid_to": TIME, "reason": "No answer."},
        f"Clearance C-1: without an answer, {TIME} to {TIME}. No answer.",
    ),
    "close": ({"act": HASH, "last_off_block_at": TIME, "liquidation": False, "reason": "", "site": "AB101"},
              f"Site AB101 is closed by its act; last off block {TIME}."),
    "correct": ({"number": 3, "reason": "Miscounted."}, "Communiqué No. 3 is corrected: Miscounted."),
    "count": ({"items": 2, "movement": "R1", "people": 94}, "Movement R1: 94 people and 2 items counted at the door."),
    "declare": ({"scope": "people", "slots": 946, "version": 1}, "Baseline version 1, people: 946."),
    "depart": (
        {"field": "DRRN", "items": [1, 2], "kg": 9000, "movement": "R1", "off_block_at": TIME, "people": [5, 6, 7]},
        f"Movement R1 departed from DRRN on {TIME}: 3 people, 2 items, 9000 kg.",
    ),
    "dispose": (
        {"authority": "MoD", "how": "scrap", "items": 1, "kg": 40, "recipient": "x", "site": "A", "stage": "decided"},
        "Site A, scrapping of 1 items, 40 kg: decided; by authority of MoD, to x.",
    ),
    "dispute": ({"event": HASH, "field": "kg", "reason": "Scales.", "value": 3},
                "Event abababababab is disputed, kg: Scales."),
    "extend": ({"cause": "Rain.", "clause": "7", "deadline": DAY, "version": 2},
               "The deadline becomes 2024-06-07 by clause 7: Rain."),
    "handover": ({"site": "A", "recipient": "host", "walked_at": TIME, "keys_at": TIME},
                 f"Site A is handed over to host; walked on {TIME}, keys given on {TIME}."),
    "incident": ({"incident": "N-1", "place": "A", "severity": 2, "time": TIME},
                 f"Incident N-1 at A on {TIME}, severity 2 of 5."),
    "inspect": ({"inspection": "J-1", "items": 4, "kg": 70, "result": "held", "site": "A"},
                "Inspection J-1 at A: 4 items, 70 kg, held at customs."),
    "keys": ({"reason": "Lost.", "version": 2}, "The keys of the log change, version 2: Lost."),
    "manifest": ({"items": 2, "kg": 3, "movement": "R1", "people": 9, "state": "open"},
                 "Manifest of movement R1, list open: 9 people, 2 items, 3 kg."),
    "minutes": ({"day": DAY}, "Record of 2024-06-07."),
    "obligation": ({"clause": "4", "note": "n", "state": "breached"}, "Commitment 4: breached. n"),
    "opening": ({"items": 1, "kg": 2, "people": 177, "reason": "R."},
                "Departed before counting began: 177 people, 1 items, 2 kg. R."),
    "publish": ({"number": 1}, "Communiqué No. 1 is published."),
    "reinforce": ({"people": 12, "reason": "Loggers.", "time": TIME}, f"12 people arrived on {TIME}: Loggers."),
    "resolve": ({"event": HASH, "reason": "Agreed."}, "Event abababababab is agreed: Agreed."),
    "status": ({"items": 0, "kg": 0, "people": 2, "reason": "Ill.", "status": "no-show", "time": TIME},
               f"2 people, did not come on {TIME}. Ill."),
    "transfer": ({"items": 0, "movement": "T1", "off_block_at": TIME, "people": 5, "to": "B"},
                 f"Movement T1 takes 5 people and 0 items to B, off block {TIME}."),
}  # fmt: skip
WAYS: dict[str, tuple[str, dict[str, Any], str]] = {
    "without an act": ("close", BODIES["close"][0] | {"act": ZERO, "reason": "Fled."},
                       f"Site AB101 is closed without an act; last off block {TIME}. Fled."),
    "a sealed count": ("count", {"movement": "R1", "sealed": HASH}, "Movement R1: counted at the door, sealed."),
    "items": ("status", {"items": 3, "kg": 9, "people": 0, "reason": "R.", "status": "lost", "time": TIME},
              f"3 items, 9 kg, lost on {TIME}. R."),
    "an amendment": ("amend", {"body": BODIES["depart"][0], "kind": "depart", "reason": "R.", "replaces": HASH},
                     f"Corrected: {BODIES['depart'][1]} Reason: R."),
    "an unknown kind": ("genesis", {}, "Event of kind genesis."),
}  # fmt: skip


@pytest.mark.parametrize("kind", BODIES)
def test_a_kind_is_said_in_one_sentence_with_its_figures(kind: str) -> None:
    body, said = BODIES[kind]
    assert str(event_sentence(kind, body)) == said


@pytest.mark.parametrize("way", WAYS)
def test_a_kind_that_says_two_things_has_two_sentences(way: str) -> None:
    kind, body, said = WAYS[way]
    assert str(event_sentence(kind, body)) == said


@pytest.mark.parametrize("kind", BODIES)
def test_french_says_the_same_figures(kind: str) -> None:
    english, french = (speaker(one)(event_sentence(kind, BODIES[kind][0])) for one in ("en", "fr"))
    assert english != french
    assert sorted(re.findall(r"\d+", english)) == sorted(re.findall(r"\d+", french))


def test_a_list_of_slots_and_a_number_are_said_alike() -> None:
    counted = BODIES["depart"][0] | {"items": 2, "people": 3}
    assert event_sentence("depart", counted) == event_sentence("depart", BODIES["depart"][0])
