"""`repli paper` as its user sees it: what each paper is written as, what is refused, what it says in French."""

import io
import json
from pathlib import Path

import pypdf
import pytest

from tests.demo_run import CASE, DemoRun
from tests.demo_run import run_here as run_repli

GERMAN = str(CASE.parent / "germany-niger-2024")
US = str(CASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the German plan."""
    made = tmp_path_factory.mktemp("papers")
    run_repli("plan", GERMAN, "--out", "plan.json", cwd=made)
    return made


def test_a_blank_form_needs_nothing_at_all(tmp_path: Path) -> None:
    paper = "count-sheet"
    answer = json.loads(run_repli("paper", paper, "--blank", "--out", "forms", "--json", cwd=tmp_path).stdout)
    written = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "forms").iterdir())
    assert answer == {"written": written}
    assert written == [
        f"forms/{paper}_blank_{language}.{ending}" for language in ("en", "fr") for ending in ("pdf", "toml")
    ]


def test_a_manifest_of_the_plan_is_written_in_both_languages_with_what_was_named(folder: Path) -> None:
    arguments = (
        "--operation",
        GERMAN,
        "--movement",
        "R005",
        "--out",
        "a",
        "--operator",
        "Operator X",
        "--marks",
        "D-1",
    )
    said = run_repli("paper", "manifest", "--plan", "plan.json", *arguments, cwd=folder).stdout
    assert said.splitlines() == [
        "Written: a/manifest_R005_en.pdf, a/manifest_R005_fr.pdf",
        "Restricted: for the parties only. No paper names a person.",
    ]
    text = "".join(page.extract_text() for page in pypdf.PdfReader(folder / "a" / "manifest_R005_fr.pdf").pages)
    assert "Operator X" in text
    assert text.count("P-1") + text.count("P-2") + text.count("P-3") == 48


def test_a_count_sheet_and_its_form_are_tied_to_the_log(demo: DemoRun, tmp_path: Path) -> None:
    plan, log = str(demo.out / "plan.json"), str(demo.out / "log")
    movement = json.loads((demo.out / "plan.json").read_text("utf-8"))["movements"][0]["movement_id"]
    arguments = ("--operation", US, "--movement", movement, "--log", log, "--out", "a")
    run_repli("paper", "count-sheet", "--plan", plan, *arguments, cwd=tmp_path)
    feed_origin, size, root = (demo.out / "log" / "checkpoint").read_text("utf-8").splitlines()[:3]
    origin = feed_origin.rpartition("/")[0]  # the first line of a checkpoint names the feed too
    form = (tmp_path / "a" / f"count-sheet_{movement}_en.toml").read_text("utf-8")
    for line in (f'movement = "{movement}"', f'origin = "{origin}"', f'size = "{size}"', f'root = "{root}"'):
        assert line in form.splitlines()
    assert (tmp_path / "a" / f"count-sheet_{movement}_fr.pdf").read_bytes().startswith(b"%PDF-")


def test_the_record_of_a_day_comes_from_the_log(demo: DemoRun, tmp_path: Path) -> None:
    arguments = ("--operation", US, "--log", str(demo.out / "log"), "--out", "a", "--day", "2024-06-07")
    run_repli("paper", "minutes", *arguments, cwd=tmp_path, language="fr")
    data = (tmp_path / "a" / "minutes_2024-06-07_en.pdf").read_bytes()
    text = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    for words in ("Recordofthecommission,7June2024", "Peopledeparted269", "Peopleremaining677", "signedinthelog,key"):
        assert words in text
    run_repli("paper", "minutes", *arguments, cwd=tmp_path)
    assert (tmp_path / "a" / "minutes_2024-06-07_en.pdf").read_bytes() == data


def test_an_act_of_a_site_is_drafted_from_operation_and_plan(folder: Path) -> None:
    run_repli(
        "paper", "handover", "--operation", GERMAN, "--site", "LTS", "--plan", "plan.json", "--out", "a", cwd=folder
    )
    text = "".join(page.extract_text() for page in pypdf.PdfReader(folder / "a" / "handover_LTS_en.pdf").pages)
    for words in ("Draft:", "LTS", "72 hours", "Nigerien armed forces", "2024-08-28T07:00Z"):
        assert words in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("manifest",), "--plan is needed here."),
        (("count-sheet", "--plan", "plan.json", "--operation", GERMAN), "--movement is needed here."),
        (("manifest", "--plan", "plan.json", "--operation", GERMAN, "--movement", "R9"), "no movement R9"),
        (("manifest", "--plan", "plan.json", "--operation", GERMAN, "--movement", "R001", "--list", "x"),
         "go together"),
        (("count-sheet", "--plan", "plan.json", "--operation", GERMAN, "--movement", "R001", "--log", "none"),
         "no genesis event"),
        (("minutes", "--operation", GERMAN, "--log", "none"), "--day is needed here."),
        (("handover", "--operation", GERMAN, "--site", "NOWHERE"), "hands over no site NOWHERE"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_in_words(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    answer = run_repli("paper", *arguments, "--out", "refused", cwd=folder, check=False)
    assert answer.returncode in {1, 2}
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "defect" not in answer.stderr
    assert not (folder / "refused").exists()


def test_a_day_without_a_record_and_a_log_of_another_agreement_are_refused(demo: DemoRun, tmp_path: Path) -> None:
    log = ("--log", str(demo.out / "log"), "--out", "refused")
    day = run_repli("paper", "minutes", "--operation", US, "--day", "2024-06-08", *log, cwd=tmp_path, check=False)
    assert (day.returncode, "Its records: 2024-06-07." in day.stderr) == (2, True)
    other = run_repli("paper", "handover", "--operation", GERMAN, "--site", "LTS", *log, cwd=tmp_path, check=False)
    assert (other.returncode, "of one agreement" in other.stderr) == (2, True)
    assert not (tmp_path / "refused").exists()


def test_it_speaks_french(tmp_path: Path) -> None:
    answer = run_repli("paper", "minutes", "--out", "x", cwd=tmp_path, language="fr", check=False)
    assert "--blank écrit le formulaire vierge" in answer.stderr
