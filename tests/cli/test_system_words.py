"""A full disk, a forbidden place and a file in the way are told in both languages, with what can be done."""

import errno
from pathlib import Path

import pytest

from repli.cli.system_words import system_words
from tests.demo_run import CASE, run_repli


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "no space is left there. Free some, or write elsewhere."),
        (errno.EROFS, "this may not be read or written. Check the permissions, or name another place."),
        (errno.ENOTDIR, "a file stands where a folder is needed. Name another folder."),
        (errno.EMFILE, "Too many open files"),
    ],
)
def test_what_the_system_answers_is_told_with_what_can_be_done(number: int, said: str) -> None:
    assert str(system_words(OSError(number, "Too many open files"))) == said


def test_a_folder_below_a_file_is_refused_in_french_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    answer = run_repli("plan", str(CASE.parent / "germany-niger-2024"), "--out", "taken/plan.json",
                       cwd=tmp_path, check=False, language="fr")  # fmt: skip
    assert answer.returncode == 2
    assert "un fichier se trouve là où il faut un dossier. Indiquez un autre dossier." in answer.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["taken"]
