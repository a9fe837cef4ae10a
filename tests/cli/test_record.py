"""`repli record`, `repli cosign`: a day from the keyboard; what is typed wrong is told and changes nothing."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from repli.verification import standalone
from tests.cli.day_case import DayCase, day_case

MANIFEST = ("record", "manifest", "--movement", "R1", "--people", "BASE-STAFF:6", "--items", "I1")
DEPART = ("record", "depart", "--movement", "R1", "--field", "FLD1", "--vehicle", "L1", "--off-block-at",
          "2030-01-07T12:30Z")  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DayCase:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # what a power cut leaves is tested elsewhere
    return day_case(tmp_path)


def status(here: DayCase) -> dict[str, int]:
    found = json.loads(here.say("status", str(here.root / "log"), "--json"))
    return {one["name"]: one["value"] for one in found["figures"]}


def test_a_day_from_manifest_to_the_record_signed_by_both_and_the_log_is_believed(here: DayCase) -> None:
    here.at("force", *MANIFEST, "--standby", "BASE-STAFF:1")
    here.at("force", "record", "manifest", "--movement", "R1", "--state", "closed")
    absent = sorted(json.loads((here.root / "force" / "papers" / manifest_list(here)).read_bytes())["people"])[:1]
    here.at("force", *DEPART, "--no-show", str(absent[0]))
    here.at("force", "record", "count", "--movement", "R1", "--people", "5", "--items", "1")
    here.at("host", "record", "count", "--movement", "R1", "--people", "5", "--items", "1")
    here.at("force", "record", "open")
    assert "5 people" in here.at("host", "record", "open")
    proposed = here.at("force", "record", "minutes")
    assert "waits in the post" in proposed
    shown = here.cosign("host")
    assert "R1" in shown
    digits = re.findall(r"fingerprint ([0-9a-f ]{19})", shown)[0]
    assert digits in proposed
    here.cosign("host", digits.replace(" ", ""))
    assert "Signed by both" in here.cosign("force")
    assert status(here)["people_departed"] == 5
    here.say("log", "cosign", str(here.root / "log"), "--party", "host", "--keys", str(here.root / "host"))
    assert "yes" in here.verified().lower()


def manifest_list(here: DayCase) -> str:
    found = json.loads(here.say("inbox", str(here.root / "log"), "--party", "host", "--only", "accept", "--json"))
    assert found
    names = [path.name for path in (here.root / "force" / "papers").iterdir() if b"repli-manifest" in path.read_bytes()]
    return names[0]


def test_everything_typed_wrong_is_told_at_once_and_nothing_is_written(here: DayCase) -> None:
    before = sorted(path for path in (here.root / "log").rglob("*"))
    said = here.at("force", "record", "arrive", "--movement", "no id", "--people", "many", code=2)
    for option, found in (("--movement", "no id"), ("--people", "many"), ("--place", "")):
        assert f"{option}:" in said
        assert found in said
    said = here.at("force", *DEPART, "--people", "BASE-STAFF:5, BASE-STAFF:99, Smith", code=2)
    assert "at most" in said
    assert "«Smith»" in said
    assert sorted(path for path in (here.root / "log").rglob("*")) == before


def test_a_form_is_written_filled_and_read_and_an_option_wins_over_it(here: DayCase) -> None:
    empty = here.say("record", "arrive", "--form-template")
    filled = empty.replace('movement = ""', 'movement = "R1"').replace('people = ""', "people = 5")
    (here.root / "arrive.toml").write_text(filled)
    said = here.at("force", "record", "arrive", "--form", str(here.root / "arrive.toml"), code=2)
    assert "arrive.toml:place" in said
    here.at("force", *DEPART, "--people", "BASE-STAFF:5")
    here.at("force", "record", "arrive", "--form", str(here.root / "arrive.toml"), "--place", "HOME")


def test_a_proposal_is_contested_with_a_reason_and_comes_back_to_who_made_it(here: DayCase) -> None:
    here.at("force", "record", "extend", "--deadline", "2030-02-01", "--clause", "art. 4", "--cause", "rain")
    digits = re.findall(r"fingerprint ([0-9a-f ]{19})", here.cosign("host"))[0].replace(" ", "")
    assert "too late" in here.cosign("host", digits, "--contest", "too late")
    assert "too late" in here.at("force", "record", "obligation", "--clause", "art-4", "--state", "accepted")
    assert "Nothing waits" in here.cosign("host")


def test_a_departure_is_contested_in_the_log(here: DayCase) -> None:
    here.at("force", *DEPART, "--people", "BASE-STAFF:5")
    here.cosign("host", "R1", "--contest", "we saw four", "--field", "people", "--value", "4")
    said = here.say("inbox", str(here.root / "log"), "--party", "force")
    assert "host 4 people" in said
    here.cosign("host", "R1", "--contest", "no value", "--field", "people", code=2)
    here.cosign("host", "R1", "--field", "people", code=2)
    here.cosign("host", "0123456789", code=2)


def test_everything_of_the_other_is_signed_at_once_and_a_silent_proposer_takes_it_back(here: DayCase) -> None:
    here.at("force", "record", "extend", "--deadline", "2030-02-01", "--clause", "art. 4", "--cause", "rain")
    here.at("force", "record", "obligation", "--clause", "a", "--state", "done", code=2)  # a proposal waits
    here.cosign("force", "--withdraw")
    here.at("force", "record", "minutes")
    here.cosign("host", "--all")
    here.at("host", "record", "obligation", "--clause", "a", "--state", "done", code=2)  # the event has to come back
    here.cosign("force")
    here.at("host", "record", "obligation", "--clause", "a", "--state", "done")
    here.cosign("force", "--withdraw", code=2)


def test_two_offices_and_a_device_write_apart_and_see_the_same_after_merging(here: DayCase) -> None:
    for name in ("there", "tablet"):
        shutil.copytree(here.root / "log", here.root / name)
    here.at("force", *DEPART, "--people", "BASE-STAFF:5")
    here.at("host", "record", "obligation", "--clause", "art-7", "--state", "late", log="there")
    here.at("ramp", "record", "arrive", "--movement", "R1", "--place", "HOME", "--people", "5", log="tablet")
    folders = [str(here.root / name) for name in ("log", "there", "tablet")]
    for _ in range(2):
        for one in folders:
            here.say("log", "merge", one, *[other for other in folders if other != one])
    here.at("force", "record", "obligation", "--clause", "art-7", "--state", "done")
    here.say("log", "merge", folders[1], folders[0])
    for words in (("inbox", "--party", "host", "--json", "--now", "2030-01-09T00:00Z"), ("status", "--json")):
        one, two = (here.say(words[0], folder, *words[1:]) for folder in folders[:2])
        assert one == two
    assert "art-7" in here.say("inbox", folders[0], "--party", "host")


def test_papers_stay_with_the_party_for_its_owner_alone(here: DayCase) -> None:
    (here.root / "account.txt").write_text("what the guard saw")
    incident = ("--incident", "N1", "--class", "attack", "--place", "BASE", "--severity", "4")
    here.at("force", "record", "incident", *incident, "--text", f"@{here.root / 'account.txt'}")
    (paper,) = (here.root / "force" / "papers").iterdir()
    assert paper.read_text() == "what the guard saw"
    assert paper.stat().st_mode & 0o077 == 0
    files = [path for path in (here.root / "log").rglob("*") if path.is_file()]
    assert not [path for path in files if b"guard saw" in path.read_bytes()]


def test_a_kind_that_a_key_may_not_sign_and_a_rule_of_the_log_are_told_by_name(here: DayCase) -> None:
    said = here.at("ramp", "record", "clearance", "--reference", "OVF-1", "--state", "requested", "--issuer", "host",
                   "--valid-from", "2030-01-08T00:00Z", "--valid-to", "2030-01-09T00:00Z", code=2)  # fmt: skip
    assert "clear" in said
    said = here.at("force", "record", "clearance", "--reference", "OVF-1", "--state", "used", "--valid-from",
                   "2030-01-08T00:00Z", "--valid-to", "2030-01-09T00:00Z", code=1)  # fmt: skip
    assert "feed force line" in said


def test_a_guarantor_attests_at_its_own_office_and_the_log_is_believed(here: DayCase) -> None:
    times = ("--walked-at", "2030-01-07T08:00Z", "--keys-at", "2030-01-07T09:00Z", "--ceremony-at", "2030-01-07T10:00Z")
    here.at("force", "record", "handover", "--site", "FEED", "--recipient", "host", *times)
    here.cosign("host", "--all")
    here.cosign("force")
    waits = json.loads(here.say("inbox", str(here.root / "log"), "--party", "togo", "--json"))
    assert [one["what"] for one in waits] == ["attest"]
    here.at(
        "togo", "record", "attest", "--event", waits[0]["event"], "--result", "reserved", "--text", "seen from afar"
    )
    here.at("force", "record", "obligation", "--clause", "art-9", "--state", "done")
    here.say("log", "cosign", str(here.root / "log"), "--party", "host", "--keys", str(here.root / "host"))
    assert json.loads(here.say("inbox", str(here.root / "log"), "--party", "togo", "--json")) == []
    found = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, standalone.__file__, str(here.root / "log"), "--keys", str(here.root / "keys.txt")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout
    here.at("togo", "record", "obligation", "--clause", "art-9", "--state", "done", code=2)
    here.say("keys", "new", str(here.root / "mine"), "--party", "chad", "--role", "observe")
