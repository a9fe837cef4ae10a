"""`repli status`: one screen, every figure with its grade, at any position of the log."""

import json
from pathlib import Path

from tests.cli.day_case import day_case


def test_one_screen_with_figures_balance_sites_and_deadline_at_any_position(tmp_path: Path) -> None:
    here = day_case(tmp_path)
    log = str(here.root / "log")
    here.at("force", "record", "depart", "--movement", "R1", "--field", "FLD1", "--vehicle", "L1", "--off-block-at",
            "2030-01-07T12:30Z", "--people", "BASE-STAFF:5")  # fmt: skip
    said = here.say("status", log)
    assert "30    baseline of people (joint)" in said
    assert "BASE military: on the list 20; present 15; gone, not signed by both 5" in said
    assert "FEED, nobody has gone yet: 10 present" in said
    assert "Movements: unilateral 1" in said
    assert "left" not in said.lower()
    whole = json.loads(here.say("status", log, "--json"))
    first = json.loads(here.say("status", log, "--at", "1", "--json"))
    assert (first["events"], whole["events"]) == (1, 4)
    assert [row["site"] for row in whole["balance"]] == ["BASE", "FEED"]
    here.say("status", log, "--at", "99", code=2)
