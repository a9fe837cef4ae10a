"""Compiled and uncompiled replications are the same: the compiler's shortcuts change nothing."""

import os
import subprocess
import sys

_PROGRAM = """
from dataclasses import replace
from repli.forecast.compile import compile_plan
from repli.forecast.causes import values_of
from repli.forecast.run import Runner
from tests.forecast.settings import ROUGH
from tests.tiny import tiny_operation, tiny_plan

operation = replace(tiny_operation(), settings=ROUGH)
outcome = Runner(stage=compile_plan(operation, tiny_plan(operation)).stage, seed=5)(values_of(operation, "low"), 60)
print(outcome.closure.tolist(), outcome.closed.tolist(), outcome.out.tolist())
"""


def test_replications_are_the_same_with_and_without_the_compiler() -> None:
    def run(disabled: str) -> str:
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "NUMBA_DISABLE_JIT": disabled},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    compiled = run("0")
    assert len(compiled) > 1000
    assert run("1") == compiled
