"""The main job as its user sees it: what it says, what it leaves, what it says the second time."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo_run import CASE, HOUSE, DemoRun, run_repli

ARTEFACTS = (
    *("communique_fr.pdf", "communique_en.pdf", "commission.html", "public.html", "keys.txt", "verify.py", "log"),
    *("loads.html", "loads_fr.pdf", "loads_en.pdf"),
)


def test_it_says_its_story_in_at_most_25_lines_of_80_columns_and_names_the_figures(demo: DemoRun) -> None:
    lines = demo.stdout.splitlines()
    story = [line for line in lines if not line.startswith("Check the log")]
    assert len(story) <= 25
    assert max(len(line) for line in story) <= 80
    assert "269 of 946" in demo.stdout


def test_its_first_lines_say_what_is_real_and_what_is_not(demo: DemoRun) -> None:
    head = "\n".join(demo.stdout.splitlines()[:3])
    assert "Assumed:" in head
    assert "RECONSTRUCTION" in head
    assert "Demonstration keys" in head


def test_it_leaves_every_artefact_and_nothing_half_done(demo: DemoRun) -> None:
    assert all((demo.out / name).exists() for name in ARTEFACTS)
    assert not (demo.out / "changes.html").exists()  # there was nothing before
    assert not (demo.out / ".new").exists()


def test_the_second_run_changes_nothing_and_verifies_the_log_again(demo: DemoRun) -> None:
    before = {path: path.read_bytes() for path in demo.out.rglob("*") if path.is_file()}
    again = run_repli("demo", str(CASE), "--out", "out", cwd=demo.folder).stdout
    assert "verified again" in again
    assert "269 of 946" in again
    assert {path: path.read_bytes() for path in demo.out.rglob("*") if path.is_file()} == before


def test_plain_python_alone_confirms_the_log_from_any_folder(demo: DemoRun, tmp_path: Path) -> None:
    command = [sys.executable, "-I", str(demo.out / "verify.py"), str(demo.out / "log"), "--keys"]
    answer = subprocess.run(  # noqa: S603 - the file under test
        [*command, str(demo.out / "keys.txt")], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0
    assert answer.stdout.startswith("YES")


def test_a_damaged_log_is_refused_by_the_second_run(demo: DemoRun, tmp_path: Path) -> None:
    shutil.copytree(demo.out, tmp_path / "out")
    entries = tmp_path / "out" / "log" / "feeds" / "demo-force" / "entries" / "000.jsonl"
    entries.write_bytes(
        re.sub(rb"[0-9]", lambda digit: b"7" if digit[0] != b"7" else b"8", entries.read_bytes(), count=1)
    )
    again = run_repli("demo", str(CASE), "--out", "out", cwd=tmp_path, check=False)
    assert again.returncode == 1
    assert "feed demo-force line 1" in again.stdout


def test_the_readme_shows_what_the_program_prints(demo: DemoRun) -> None:
    readme = (HOUSE / "README.md").read_text("utf-8")
    shown = readme.split("<!-- output of make -->\n```\n")[1].split("```\n<!-- end of output -->")[0]
    assert shown == demo.stdout


@pytest.mark.heavy
def test_a_changed_row_shows_before_and_after_side_by_side(demo: DemoRun, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(CASE, case)
    shutil.copytree(demo.out, tmp_path / "out")
    fleet = case / "fleet.csv"
    rows = fleet.read_text("utf-8").splitlines(keepends=True)
    dropped = next(row for row in rows if row.startswith("C17-C,"))
    fleet.write_text("".join(row for row in rows if row != dropped), "utf-8")
    changed = run_repli("demo", str(case), "--out", "out", cwd=tmp_path).stdout
    assert "Changed: fleet.csv" in changed
    assert re.search(r"before\s+after", changed)
    assert re.search(r"movements\s+\d+\s+\d+", changed)
    assert "changes.html" in changed
    page = (tmp_path / "out" / "changes.html").read_text("utf-8")
    assert "Changed inputs: fleet.csv" in page
    assert "C17-C \u21d2" in page
    assert 'href="changes.html#en"' in (tmp_path / "out" / "commission.html").read_text("utf-8")
