"""`repli inbox`: what waits for whom, in words and in JSON; it needs no key and changes nothing."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.day_case import DayCase, day_case


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DayCase:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # what a power cut leaves is tested elsewhere
    here = day_case(tmp_path)
    here.at("force", "record", "depart", "--movement", "R1", "--field", "FLD1", "--vehicle", "L1", "--off-block-at",
            "2030-01-07T12:30Z", "--people", "BASE-STAFF:5")  # fmt: skip
    here.at("force", "record", "extend", "--deadline", "2030-02-01", "--clause", "4", "--cause", "rain")
    return here


def inbox(here: DayCase, *words: str, code: int = 0) -> str:
    return here.say("inbox", str(here.root / "log"), "--post", str(here.root / "post"), *words, code=code)


def test_everything_that_waits_is_one_line_with_the_sentence_of_its_event(here: DayCase) -> None:
    said = inbox(here, "--party", "host")
    assert said.startswith("host, ")
    assert "3 wait, 0 of them late" in said
    assert "Count R1: this party has not." in said
    assert "The deadline becomes 2030-02-01" in said
    found = json.loads(inbox(here, "--party", "host", "--json"))
    assert [one["what"] for one in found] == ["sign", "count", "accept"]
    assert [one["what"] for one in json.loads(inbox(here, "--party", "host", "--only", "count", "--json"))] == ["count"]
    assert [one["what"] for one in json.loads(inbox(here, "--party", "force", "--json"))][-1] == "wait"


def test_strangers_a_plan_without_its_operation_and_an_empty_folder_are_refused(here: DayCase) -> None:
    assert "force, host, togo" in inbox(here, "--party", "france", code=2)
    assert "--plan and --operation" in inbox(here, "--party", "host", "--plan", "plan.json", code=2)
    inbox(here, "--party", "host", "--now", "noon", code=2)
    (here.root / "nothing").mkdir()
    here.say("inbox", str(here.root / "nothing"), "--party", "host", code=2)
