"""Many instances one after the other, each in a process of its own with a time limit; what a process says is JSON."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields

from benchmarks.replibench.score import Peer, Score

__all__ = ["EFFORTS", "Task", "answer_of", "run"]

EFFORTS = {"T": 2_000, "S": 20_000, "M": 20_000, "L": 20_000, "XL": 5_000}
"""Work limit of the search by class where none is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One instance to run; ``limit_seconds`` ends its process, whatever it is doing."""

    class_name: str
    seed: int
    effort: int
    limit_seconds: int
    peers: bool = True


def run(tasks: Iterator[Task]) -> Iterator[Score]:
    """Yield the score of each task; one that took too long, or that failed, says so."""
    for task in tasks:
        words = [task.class_name, str(task.seed), "--effort", str(task.effort)] + ([] if task.peers else ["--no-peers"])
        command = [sys.executable, "-m", "benchmarks.replibench", "--one", *words]
        try:
            told = subprocess.run(  # noqa: S603 - this Python, with words of this file
                command,
                capture_output=True,
                text=True,
                check=False,
                timeout=task.limit_seconds,
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            )
        except subprocess.TimeoutExpired:
            yield _empty(task, "out of time", f"no answer in {task.limit_seconds} s")
            continue
        if told.returncode:
            yield _empty(task, "failed", told.stderr.strip().splitlines()[-1] if told.stderr.strip() else "no words")
        else:
            yield answer_of(json.loads(told.stdout))


def answer_of(values: dict[str, object]) -> Score:
    """Return the score that a process told."""
    known = {one.name for one in fields(Score)}
    score = Score(**{name: value for name, value in values.items() if name in known})  # type: ignore[arg-type]  # its own
    score.first, score.refined = _tuple(score.first), _tuple(score.refined)
    score.rules_broken = tuple(score.rules_broken)
    score.peers = [_peer(dict(one)) for one in score.peers]  # type: ignore[call-overload]  # peers are still objects
    return score


def _peer(values: dict[str, object]) -> Peer:
    objective, broken = values["objective"], values["broken"]
    cells = values | {"objective": _tuple(objective), "broken": tuple(broken)}  # type: ignore[arg-type]  # lists of JSON
    return Peer(**cells)  # type: ignore[arg-type]  # its own words


def _tuple(values: object) -> tuple[int, ...] | None:
    return None if values is None else tuple(values)  # type: ignore[arg-type]  # a list of JSON


def _empty(task: Task, outcome: str, reason: str) -> Score:
    return Score(
        instance=f"{task.class_name} {task.seed}",
        binds="",
        busiest="",
        tightness=0.0,
        nominal_sorties=0,
        impossible="",
        floors="",
        outcome=outcome,
        reason=reason,
        effort=task.effort,
    )
