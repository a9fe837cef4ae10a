"""`repli explain --gains` on a small folder: a table, its JSON form, French, and Ctrl-C."""

import json
import signal
import threading
from pathlib import Path

import pytest

from repli import commission
from repli.cli.explain import _gained
from repli.cli.gains_words import gains_as_json, gains_lines
from tests.cli.test_plan import press_when_heard
from tests.demo_run import answer_here, run_repli
from tests.tiny_folder import write_tiny_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_folder(tmp_path_factory.mktemp("gains") / "case")


def test_the_table_names_what_was_gained_and_the_json_says_the_same(folder: Path) -> None:
    case = commission.load_case(folder)
    plan = commission.make_plan(case.operation, seed=1, bounds=True)
    gains = commission.gains(case.operation, plan, seed=1, tries=6)
    said, answer = list(gains_lines(case, gains)), gains_as_json(case, gains)
    assert said[0].startswith("With nothing loosened: closed ")
    assert said[1].startswith("The search moves by itself, from a plan: closure 0 d, ")
    gained = [one for one in gains.tried if one.word == "gained"]
    head = next(index for index, line in enumerate(said) if "person-days" in line)
    rows = said[head + 1 : head + 1 + len(gained)]
    assert gained
    for one, row in zip(gained, rows, strict=True):
        assert row.endswith(str(one.thing.text))
        assert row.split()[0].rstrip("*") == (f"{-one.saved.closure_days:+d}" if one.saved.closure_days else "0")
        assert ("*" in row) == one.closure_proven
    tried = answer["tried"]
    assert isinstance(tried, list)
    assert [(one["what"], one["word"]) for one in tried] == [(str(one.thing.text), one.word) for one in gains.tried]
    assert tried[0]["saved"]["stay_minutes"] == gains.tried[0].saved.stay_minutes
    json.dumps(answer)
    assert f"(--tries {len(gains.tried) + len(gains.untried)} tries all)" in said[-1]


def test_the_command_speaks_french_with_its_spaces(folder: Path) -> None:
    answer = run_repli(
        "explain", str(folder), "--gains", "--tries", "2", "--effort", "20", cwd=folder.parent, language="fr"
    ).stdout
    assert "Sans rien assouplir\u00a0: fermé le" in answer
    assert "Pas essayé, par ordre d\u2019espoir\u00a0:" in answer
    assert "\u202f; " in answer.splitlines()[-1]


def test_the_command_answers_in_json(folder: Path) -> None:
    arguments = ("explain", str(folder), "--gains", "--tries", "1", "--effort", "20", "--json")
    answer = json.loads(answer_here(*arguments).stdout)
    assert len(answer["tried"]) == 1
    assert set(answer["tried"][0]["saved"]) == set(answer["noise"])


def test_ctrl_c_keeps_what_was_verified(folder: Path) -> None:
    """The press comes while the control is planned, so there is nothing to keep: the command ends."""
    case = commission.load_case(folder)
    plan = commission.make_plan(case.operation, seed=1)
    before = signal.getsignal(signal.SIGINT)
    presser = threading.Thread(target=press_when_heard, args=(before,))
    presser.start()
    with pytest.raises(KeyboardInterrupt):
        _gained(case, plan, seed=1, tries=5, effort=10**9)
    presser.join()
    assert signal.getsignal(signal.SIGINT) is before
