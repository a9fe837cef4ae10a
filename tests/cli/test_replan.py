"""`repli replan`: what it says and writes, its exit code, and no traceback for anything a user gets wrong."""

import json
from pathlib import Path

import pytest

from tests.demo_run import CASE, DemoRun
from tests.demo_run import run_here as run_repli

NOW = ("--operation", str(CASE), "--as-of", "2024-06-10T23:00Z")


def test_a_forbidden_vehicle_changes_little_and_the_written_plan_can_be_judged(demo: DemoRun, tmp_path: Path) -> None:
    plan = str(demo.out / "plan.json")
    options = ("--forbid", "vehicle:C17-A", "--out", "new.json", "--page", "changes.html")
    told = run_repli("replan", plan, *NOW, *options, cwd=tmp_path)
    assert "agreed departures to come" in told.stdout
    judged = run_repli("check", "new.json", "--operation", str(CASE), cwd=tmp_path)
    assert "0 breaches" in judged.stdout
    new = json.loads((tmp_path / "new.json").read_text("utf-8"))
    later = [one for one in new["movements"] if one["stops"][0]["off_block"] >= "2024-06-10T23:00Z"]
    assert later
    assert all(one["vehicle_id"] != "C17-A" for one in later)
    assert "<html" in (tmp_path / "changes.html").read_text("utf-8")


def test_the_difference_is_told_day_by_day_in_french_and_as_json(demo: DemoRun, tmp_path: Path) -> None:
    plan = str(demo.out / "plan.json")
    french = run_repli("replan", plan, *NOW, "--forbid", "day:2024-06-20", cwd=tmp_path, language="fr")
    assert "départs convenus à venir" in french.stdout
    answer = json.loads(run_repli("replan", plan, *NOW, "--forbid", "day:2024-06-20", "--json", cwd=tmp_path).stdout)
    changes = answer["changes"]
    assert changes["agreed"] == len(changes["kept"]) + len(changes["moved"]) + len(changes["dropped"])
    assert len(changes["forced"]) <= len(changes["moved"]) + len(changes["dropped"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--forbid", "C17-A"), "C17-A"),
        (("--keep", "R999"), "R999"),
        (("--log", "nowhere"), "--roster"),
        (("--as-of", "soon"), "soon"),
    ],
)
def test_wrong_use_is_refused_in_one_sentence(
    options: tuple[str, str], words: str, demo: DemoRun, tmp_path: Path
) -> None:
    told = run_repli("replan", str(demo.out / "plan.json"), *NOW, *options, cwd=tmp_path, check=False)
    assert told.returncode == 2
    assert words in told.stderr
    assert "Traceback" not in told.stderr
