"""`repli plan`: Ctrl-C keeps the best plan, `--resume` goes on from one, `--first` chooses what comes first."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from repli import commission
from repli.cli.planned import planned
from repli.cli.stopping import stoppable
from repli.planning import Quest
from tests.demo_run import run_here as run_repli
from tests.tiny_folder import write_tiny_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = tmp_path / "case"
    case.mkdir()
    write_tiny_folder(case)
    return case


def press_when_heard(before: object) -> None:
    """Press Ctrl-C as soon as somebody listens to it."""
    while signal.getsignal(signal.SIGINT) is before:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_ends_the_search_with_the_best_plan(folder: Path) -> None:
    case = commission.load_case(folder)
    before = signal.getsignal(signal.SIGINT)
    presser = threading.Thread(target=press_when_heard, args=(before,))
    presser.start()
    found = planned(case, seed=1, advice=1, effort=10**9)  # it would go on for days
    presser.join()
    assert found.stopped
    assert found.plan.verdict == "kept"
    assert signal.getsignal(signal.SIGINT) is before


def test_the_second_ctrl_c_ends_the_command() -> None:
    before = signal.getsignal(signal.SIGINT)
    heard: list[bool] = []

    def press_twice() -> None:
        with stoppable() as stopped:
            os.kill(os.getpid(), signal.SIGINT)
            heard.append(stopped())
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)

    with pytest.raises(KeyboardInterrupt):
        press_twice()
    assert heard == [True]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_search_that_is_stopped_at_once_has_one_draft(folder: Path) -> None:
    operation = commission.load_case(folder).operation
    told: list[int] = []
    quest = Quest(effort=5, stopped=lambda: True)
    plan = commission.make_plan(operation, seed=1, progress=lambda done, _total: told.append(done), quest=quest)
    assert plan.verdict == "kept"
    assert told[:1] == [1]


def test_a_plan_is_gone_on_from(folder: Path) -> None:
    run_repli("plan", str(folder), "--effort", "0", "--out", "first.json", cwd=folder.parent)
    answer = run_repli(
        "plan", str(folder), "--resume", "first.json", "--effort", "300", "--json", "--out", "second.json",
        cwd=folder.parent,
    )  # fmt: skip
    said = json.loads(answer.stdout)
    first, second = (json.loads((folder.parent / name).read_text("utf-8")) for name in ("first.json", "second.json"))
    assert not said["stopped"]
    assert second["objective"]["closure_day"] <= first["objective"]["closure_day"]
    assert second["objective"]["stay_minutes"] <= first["objective"]["stay_minutes"]
    judged = run_repli("check", "second.json", "--operation", str(folder), cwd=folder.parent)
    assert "0 breaches" in judged.stdout


def test_flying_less_may_come_first(folder: Path) -> None:
    plans = {}
    for first in ("closure", "flying"):
        arguments = ("plan", str(folder), "--first", first, "--effort", "200", "--json")
        plans[first] = json.loads(run_repli(*arguments, cwd=folder.parent).stdout)["objective"]
    assert plans["flying"]["flying_minutes"] <= plans["closure"]["flying_minutes"]


def test_a_plan_as_of_another_time_is_refused(folder: Path) -> None:
    run_repli("plan", str(folder), "--effort", "0", "--out", "first.json", cwd=folder.parent)
    answer = run_repli(
        "plan", str(folder), "--resume", "first.json", "--as-of", "2030-01-07T05:00Z", cwd=folder.parent, check=False
    )
    assert answer.returncode == 2
    assert "--as-of" in answer.stderr
    assert "Traceback" not in answer.stderr
