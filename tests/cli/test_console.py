"""How a command leaves: no reader who goes away and no full disk turns a no into a yes, and nothing shows a traceback.

The command runs as a shell runs it, with its standard output closed, on a full device, or on a pipe that nobody reads.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from repli.cli.console import guarded, out
from repli.cli.system_words import system_words
from repli.errors import InputError, Problem, RefusedError, UsageError, phrase
from tests.cast import tiny_log
from tests.demo_run import run_repli

OUTPUTS = {"closed": ">&-", "both closed": ">&- 2>&-", "full": ">/dev/full", "both full": ">/dev/full 2>/dev/full"}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    signed = tiny_log(tmp_path / "log")
    (tmp_path / "keys.txt").write_text(signed.keys_text)
    return tmp_path / "log"


@pytest.fixture
def bad(log: Path) -> Path:
    shutil.copytree(log, log.parent / "bad")
    (log.parent / "bad" / "checkpoint").write_text("nothing")
    return log.parent / "bad"


def shell(redirection: str, *arguments: str | Path) -> tuple[int, str]:
    """Run `repli` under a shell with this redirection; return its exit code and its standard error."""
    repli = str(Path(sys.executable).with_name("repli"))
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/sh", "-c", f'"$@" {redirection}', "sh", repli, *map(str, arguments)],
        env={**os.environ, "REPLI_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def unread(*arguments: str | Path) -> int:
    """Run `repli`, unbuffered, on a pipe whose reader is gone already; return the exit code."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run(  # noqa: S603 - our own command
            [str(Path(sys.executable).with_name("repli")), *map(str, arguments)],
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        ).returncode
    finally:
        os.close(writing)


def test_a_reader_who_goes_away_changes_no_exit_code(log: Path, bad: Path) -> None:
    assert unread("log", "verify", bad) == 1
    assert unread("log", "verify", log) == 3
    assert unread("log", "verify", log, "--keys", log.parent / "keys.txt") == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS.keys())
def test_a_yes_that_cannot_be_said_is_74_and_a_no_stays_a_no(log: Path, bad: Path, output: str) -> None:
    unsaid, why = shell(output, "log", "verify", log, "--keys", log.parent / "keys.txt")
    refused, _ = shell(output, "log", "verify", bad)
    assert (unsaid, refused) == (74, 1)
    assert "Traceback" not in why
    assert ("could not be written" in why) is ("2>" not in output)


def test_a_path_that_is_not_there_is_said_to_be_not_there(tmp_path: Path) -> None:
    answer = run_repli("check", "nowhere", cwd=tmp_path, check=False)
    assert answer.returncode == 2
    assert "nowhere: no such file or folder." in answer.stderr
    in_json = json.loads(run_repli("check", "nowhere", "--json", cwd=tmp_path, check=False).stdout)
    assert in_json == {
        "error": "nowhere: no such file or folder.",
        "exit": 2,
        "hint": "Name an operation folder, a workbook or a plan.",
    }


def leave(error: BaseException, capsys: pytest.CaptureFixture[str]) -> tuple[object, dict[str, object]]:
    """Return the exit code and the JSON of a command that ends with this error."""
    with pytest.raises(SystemExit) as leaving, guarded(as_json=True):
        raise error
    return leaving.value.code, json.loads(capsys.readouterr().out)


def test_every_error_answers_in_json_with_its_place_and_its_hint(capsys: pytest.CaptureFixture[str]) -> None:
    used = UsageError(phrase("no"), phrase("do this"))
    assert leave(used, capsys) == (2, {"error": "no", "exit": 2, "hint": "do this"})
    refused = RefusedError("a line", phrase("no"))
    assert leave(refused, capsys) == (1, {"error": "no", "exit": 1, "place": "a line"})
    system = PermissionError(13, "Permission denied", "a file")
    assert leave(system, capsys) == (2, {"error": f"a file: {system_words(system)}", "exit": 2})
    defect = leave(ZeroDivisionError("x"), capsys)
    assert defect == (70, {"error": "This is a defect of Repli: ZeroDivisionError: x", "exit": 70})


@pytest.mark.parametrize(("count", "words"), [(1, "1 problem in"), (2, "2 problems in")])
def test_one_problem_is_singular(count: int, words: str) -> None:
    assert str(InputError((Problem(file="x", expected=phrase("y")),) * count).message).startswith(words)


def test_what_was_said_before_an_error_is_still_said(capsys: pytest.CaptureFixture[str]) -> None:
    def stops_half_way() -> None:
        with guarded():
            out("half")
            raise UsageError(phrase("no"))

    with pytest.raises(SystemExit) as leaving:
        stops_half_way()
    said = capsys.readouterr()
    assert (leaving.value.code, said.out, said.err) == (2, "half\n", "no\n")


def test_a_defect_is_shown_whole_only_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLI_DEBUG", "1")
    with pytest.raises(ZeroDivisionError, match=re.escape("x")), guarded():
        raise ZeroDivisionError("x")
