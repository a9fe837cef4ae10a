"""A count sheet that was filled with a pen is entered with one command by each party; one of another log is refused."""

import json
import os
from pathlib import Path

import pytest

from repli.ledger.base64text import encode64
from repli.reporting.papers.form import sheet_form
from repli.reporting.papers.views import CountSheet, blank_head, blank_movement
from repli.reporting.voice import Voice
from tests.cli.day_case import DayCase, day_case

FORM = sheet_form(CountSheet(head=blank_head(), movement=blank_movement(), is_blank=True), Voice("en", "UTC")).decode()
BOXES = {
    "movement": "R1", "field": "FLD1", "vehicle": "L1", "people_force": "6", "people_host": "6", "items_force": "1",
    "items_host": "1", "door_closed_at": "2030-01-07T12:20Z", "off_block_at": "2030-01-07T12:30Z",
    "arrival_place": "HOME", "arrived_at": "2030-01-07T15:00Z", "arrived_people": "6", "arrived_items": "1",
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DayCase:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # what a power cut leaves is tested elsewhere
    here = day_case(tmp_path)
    here.at("force", "record", "manifest", "--movement", "R1", "--people", "BASE-STAFF:6", "--items", "I1", "--state",
            "closed")  # fmt: skip
    return here


def sheet(here: DayCase, **boxes: str) -> str:
    text = FORM
    for name, value in (BOXES | boxes).items():
        assert f'\n{name} = "' in text
        text = "\n".join(f'{name} = "{value}"' if line.startswith(f"{name} = ") else line for line in text.split("\n"))
    path = here.root / "sheet.toml"
    path.write_text(text)
    return str(path)


def test_one_sheet_gives_departure_count_and_arrival_of_the_force_and_the_count_of_the_host(here: DayCase) -> None:
    file = sheet(here)
    assert here.at("force", "record", "sheet", file).count("Recorded") == 3
    assert here.at("host", "record", "sheet", file).count("Recorded") == 1
    here.at("force", "record", "open")
    here.at("host", "record", "open")
    here.at("force", "record", "minutes")
    here.cosign("host", "--all")
    here.cosign("force")
    found = json.loads(here.say("status", str(here.root / "log"), "--json"))
    assert found["grades"] == {"joint": 1}
    assert {one["name"]: one["value"] for one in found["figures"]}["people_departed"] == 6


def test_a_sheet_of_another_log_another_head_or_another_manifest_is_refused(here: DayCase) -> None:
    for boxes, word in (
        ({"size": "1", "root": encode64(bytes(32)), "origin": "RECONSTRUCTION/other"}, "was printed for the log"),
        ({"list": "ab" * 32}, "another manifest"),
        ({"size": "1", "root": encode64(bytes(32)), "origin": "RECONSTRUCTION/tiny"}, "head that this copy"),
    ):
        assert word in here.at("force", "record", "sheet", sheet(here, **boxes), code=2)


def test_a_sheet_without_a_filled_box_and_what_is_no_sheet_are_refused(here: DayCase) -> None:
    unfilled = {"people_host": "", "items_host": ""}
    assert "no box filled" in here.at("host", "record", "sheet", sheet(here, **unfilled), code=2)
    (here.root / "sheet.toml").write_text("people = ")
    here.at("force", "record", "sheet", str(here.root / "sheet.toml"), code=2)
