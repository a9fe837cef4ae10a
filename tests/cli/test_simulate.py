"""`repli simulate`: replanning beside following, a signed position of a log, and what goes with what."""

import json
from pathlib import Path

import pytest

from tests.demo_run import CASE, DemoRun
from tests.demo_run import run_here as run_repli


def plan_of(demo: DemoRun) -> tuple[str, ...]:
    return "simulate", str(demo.out / "plan.json"), "--operation", str(CASE)


def position_of(demo: DemoRun) -> tuple[str, ...]:
    """The log of the main job, with its private roster."""
    roster = str(demo.out / "restricted" / "roster.json")
    return "simulate", "--operation", str(CASE), "--log", str(demo.out / "log"), "--roster", roster


@pytest.mark.heavy
def test_replanning_stands_beside_following_with_its_error_in_both_languages(demo: DemoRun, tmp_path: Path) -> None:
    few = ("--policy", "replan", "--every", "40", "--replications", "2", "--workers", "1")
    answer = json.loads(run_repli(*plan_of(demo), *few, "--json", cwd=tmp_path).stdout)
    assert (answer["scenario"], answer["every_days"], answer["replications"]) == ("base", 40, 2)
    assert answer["difference"] == answer["replan"] - answer["follow"]
    assert set(answer["closure_on"]) == {"follow", "replan"}
    french = run_repli(*plan_of(demo), *few, "--scenario", "high", cwd=tmp_path, language="fr").stdout
    assert "suivre le plan" in french
    assert "2 réplications" in french


@pytest.mark.heavy
def test_a_later_position_of_the_log_has_other_figures_and_closes_on_other_days(demo: DemoRun, tmp_path: Path) -> None:
    few = ("--replications", "400", "--workers", "1", "--json")
    first, last = (
        json.loads(run_repli(*position_of(demo), *at, *few, cwd=tmp_path).stdout) for at in (("--at", "4"), ())
    )
    assert first["position"]["events"] == 4 < last["position"]["events"]
    counted = [one["position"]["figures"]["people_departed"]["value"] for one in (first, last)]
    assert counted == [194, 269]  # the opening balance alone; and what the log publishes
    low = [one["forecast"]["scenarios"][0] for one in (first, last)]
    assert low[0]["closure_on"] != low[1]["closure_on"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--log", "x"), "--log needs --roster"),
        ((), "Neither a plan nor a log"),
        (("p.json", "--log", "x", "--roster", "y"), "A plan and --log were named"),
        (("p.json", "--every", "3"), "--every goes with --policy replan"),
        (("p.json", "--policy", "replan", "--fleet", "1"), "--policy replan goes with neither"),
    ],
)
def test_options_that_say_nothing_together_are_refused_by_name(
    more: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    answer = run_repli("simulate", *more, "--operation", str(CASE), cwd=tmp_path, check=False)
    assert answer.returncode == 2
    assert said in answer.stderr


@pytest.mark.parametrize(
    ("at", "said"), [("99", "it holds 1"), ("june", "neither a number"), ("2024-01-01T00:00Z", "no position")]
)
def test_a_position_that_the_log_has_not_is_refused_with_what_it_has(
    demo: DemoRun, at: str, said: str, tmp_path: Path
) -> None:
    answer = run_repli(*position_of(demo), "--at", at, cwd=tmp_path, check=False)
    assert answer.returncode == 2
    assert said in answer.stderr
