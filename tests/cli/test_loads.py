"""`repli loads` as its user sees it: what it writes, what it answers in JSON, what it refuses."""

import json
from pathlib import Path

import pytest

from tests.demo_run import HOUSE
from tests.demo_run import run_here as run_repli

GERMAN = str(HOUSE / "examples" / "germany-niger-2024")
US = str(HOUSE / "examples" / "niger-2024")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the German plan."""
    made = tmp_path_factory.mktemp("loads")
    run_repli("plan", GERMAN, "--out", "plan.json", cwd=made)
    return made


def test_it_writes_all_sheets_and_pictures_and_says_that_they_are_restricted(folder: Path) -> None:
    said = run_repli("loads", "plan.json", "--operation", GERMAN, "--out", "all", cwd=folder).stdout
    assert said.splitlines() == [
        "Written: all/loads_en.pdf, all/loads_fr.pdf",
        "Pictures of floors: 8, in all/pictures",
        "Restricted: they hold the plan. Balance is a planning model, not for flight.",
    ]
    assert (folder / "all" / "loads_fr.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "all" / "pictures" / "R003_fr.svg").read_text("utf-8").startswith("<svg ")


def test_json_holds_every_figure_of_one_sheet_by_name(folder: Path) -> None:
    """The An-124: 66,000 kg with a moment of 118,866,000 kg cm (docs/background/germany-by-hand.md, 7)."""
    arguments = ("loads", "plan.json", "--operation", GERMAN, "--out", "one", "--movement", "R003", "--json")
    answer = json.loads(run_repli(*arguments, cwd=folder).stdout)
    assert answer["written"] == [
        *(f"one/load_R003_{language}.pdf" for language in ("en", "fr")),
        *(f"one/pictures/R003_{language}.svg" for language in ("en", "fr")),
    ]
    (movement,) = answer["movements"]
    (load,) = movement["loads"]
    assert load["balance"] == {
        "kg": 66_000,
        "moment_kg_cm": "118866000",
        "arm_cm": 1801.0,
        "forward_arm_cm": 1_550,
        "aft_arm_cm": 2_050,
        "margin_cm": 249.0,
    }
    (leg,) = load["legs"]
    assert (leg["place_id"], leg["to_place_id"], leg["off_block_minute"]) == ("DRRN", "ETNW", "2024-08-13T02:00Z")
    assert (leg["binds"], leg["why"]) == ("positions", ["full: positions"])
    placed = [number for item in load["items"] for number in item["positions"]]
    assert sorted(placed) == list(range(1, 27))


def test_a_load_without_a_floor_has_a_sheet_and_no_picture(folder: Path) -> None:
    arguments = ("loads", "plan.json", "--operation", GERMAN, "--out", "last", "--movement", "R005")
    said = run_repli(*arguments, cwd=folder).stdout
    assert "No picture: this configuration has no list of positions." in said
    assert not (folder / "last" / "pictures").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("plan.json", "--operation", GERMAN, "--movement", "R009"), "The plan has no movement R009."),
        (("plan.json", "--operation", US), "holds the operation us-niger-2024"),
        (("plan.json", "--operation", "nowhere"), "nowhere"),
        (("none.json", "--operation", GERMAN), "none.json is not a file"),
        (("plan.json", "--operation", GERMAN, "--out", "plan.json"), "plan.json"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    given = arguments if "--out" in arguments else (*arguments, "--out", "refused")
    answer = run_repli("loads", *given, cwd=folder, check=False)
    assert answer.returncode == 2
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (folder / "refused").exists()


def test_it_speaks_french(folder: Path) -> None:
    arguments = ("loads", "plan.json", "--operation", GERMAN, "--out", "fr", "--movement", "R001")
    assert "impropre au vol" in run_repli(*arguments, cwd=folder, language="fr").stdout
