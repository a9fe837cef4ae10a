"""Papers as files: from a plan, from a log of format 4 with its private list and roster, from a typed sheet, blank."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from repli.commission import (
    PAPERS,
    Case,
    Named,
    blank_paper,
    load_case,
    log_contents,
    make_plan,
    paper_count_sheet,
    paper_handover,
    paper_manifest,
    paper_minutes,
    read_sheet,
)
from repli.commission.manifests import manifest_event
from repli.errors import InputError, StoreError, UsageError
from repli.model import Plan
from tests.commission.paper_log import PaperLog, case, paper_log
from tests.demo_run import HOUSE
from tests.reporting.papers.printed_text import pages_of, squeezed
from tests.reporting.papers.qr_reader import grid_on_page, text_of_grid
from tests.tiny import tiny_plan


@cache
def german() -> tuple[Case, Plan]:
    """Four flights with pallets; R005 takes 48 people."""
    made = load_case(HOUSE / "examples" / "germany-niger-2024")
    return made, make_plan(made.operation, seed=1)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> PaperLog:
    """The log, its private list and roster."""
    return paper_log(tmp_path_factory.mktemp("papers"))


def text_of(pdf: bytes) -> str:
    return "".join(pages_of(pdf))


def test_a_planned_manifest_has_a_row_for_each_person_and_room_for_the_slot() -> None:
    files = paper_manifest(*german(), "R005", Named(operator="Luftwaffe"))
    assert sorted(files) == ["manifest_R005_en.pdf", "manifest_R005_fr.pdf"]
    text = text_of(files["manifest_R005_en.pdf"])
    for words in ("Luftwaffe", "People 48", "kg of people with bags 6,240", "list of the plan: not in the log yet",
                  "ETNW · Wunstorf Air Base", "2024-08-29T00:30Z", "2024-08-28T18:30Z"):  # fmt: skip
        assert squeezed(words) in text, words
    assert sum(text.count(f"{line}military") for line in ("P-1", "P-2", "P-3")) == 48


def test_a_planned_manifest_lists_items_where_they_stand_and_why_it_is_full() -> None:
    text = text_of(paper_manifest(*german(), "R001", Named())["manifest_R001_en.pdf"])
    for words in ("1 A-01 Camp equipment on 463L pallet 3,000 2", "full: positions.", "kg in all 27,000"):
        assert squeezed(words) in text, words


def test_the_manifest_of_the_log_has_slots_pseudonymous_ids_standby_and_the_hash_of_its_list(written: PaperLog) -> None:
    files = paper_manifest(
        case(), tiny_plan(), "R1", Named(), log=written.log, listed=written.listed, roster=written.roster
    )
    text = text_of(files["manifest_R1_fr.pdf"])
    listed = json.loads(written.listed.read_text("utf-8"))
    roster = json.loads(written.roster.read_text("utf-8"))["people"]
    for number, slot in enumerate(listed["people"], start=1):
        content = roster[slot]["content"]
        assert f"{number}{slot}{content['line']}/{content['number']}" in text
    assert {roster[slot]["content"]["number"] for slot in listed["people"]} == {5, 6, 7}
    assert f"{listed['standby'][0]}BASE-STAFF/9" in text
    for words in ("close : la liste est figée", "2030-01-08T02:00Z", "payload.", "Garant · togo · Partie garante",
                  "Personnes 3", "Dont nourrissons sur les genoux 1"):  # fmt: skip
        assert squeezed(words) in text, words
    again = paper_manifest(
        case(), tiny_plan(), "R1", Named(), log=written.log, listed=written.listed, roster=written.roster
    )
    assert again == files


def test_another_list_than_the_one_that_the_log_names_is_refused(written: PaperLog, tmp_path: Path) -> None:
    other = tmp_path / "list.json"
    other.write_bytes(written.listed.read_bytes().replace(b"repli-manifest/1", b"repli-manifest/2"))
    with pytest.raises(UsageError, match="is not the list that the manifest of the log names"):
        paper_manifest(case(), tiny_plan(), "R1", Named(), log=written.log, listed=other, roster=written.roster)


def test_a_list_without_its_log_and_a_log_without_its_list_are_refused(written: PaperLog) -> None:
    for files in ({"listed": written.listed}, {"listed": written.listed, "roster": written.roster}):
        with pytest.raises(UsageError, match="go together"):
            paper_manifest(case(), tiny_plan(), "R1", Named(), **files)
    with pytest.raises(UsageError, match="the plan's is another"):
        paper_manifest(case(), tiny_plan(), "R1", Named(), log=written.log)
    tied = text_of(paper_manifest(case(), tiny_plan(), "R2", Named(), log=written.log)["manifest_R2_en.pdf"])
    assert squeezed(f"Printed under the head of the log {log_contents(written.log).head.origin}") in tied


def test_a_manifest_that_was_cancelled_does_not_stand(written: PaperLog) -> None:
    contents = log_contents(written.log)
    held = manifest_event(contents, "R1")
    (found,) = (one for one in contents.events if one.frame.kind == "manifest")
    frame = replace(found.frame, kind="cancel", body={"event": found.event_hash, "kind": "manifest", "reason": "x"})
    cancelled = replace(found, frame=frame, event_hash="f" * 64)
    assert held is not None
    assert manifest_event(replace(contents, events=(*contents.events, cancelled)), "R1") is None


def test_a_movement_without_a_manifest_in_the_log_is_refused_by_name(written: PaperLog) -> None:
    with pytest.raises(UsageError, match="no manifest of movement R2"):
        paper_manifest(
            case(), tiny_plan(), "R2", Named(), log=written.log, listed=written.listed, roster=written.roster
        )


def test_an_erased_slot_has_no_line_to_print(written: PaperLog, tmp_path: Path) -> None:
    book = json.loads(written.roster.read_text("utf-8"))
    slot = json.loads(written.listed.read_text("utf-8"))["people"][0]
    book["people"][slot] |= {"content": {}, "line": "", "salt": ""}
    roster = tmp_path / "roster.json"
    roster.write_text(json.dumps(book), "utf-8")
    with pytest.raises(UsageError, match=f"Slot {slot} of people was erased"):
        paper_manifest(case(), tiny_plan(), "R1", Named(), log=written.log, listed=written.listed, roster=roster)


def test_a_count_sheet_carries_head_and_list_of_the_log_in_its_code_and_its_form(
    written: PaperLog, tmp_path: Path
) -> None:
    files = paper_count_sheet(case(), tiny_plan(), "R1", Named(), log=written.log)
    head = log_contents(written.log).head
    drawn = text_of_grid(grid_on_page(files["count-sheet_R1_fr.pdf"])).splitlines()
    form = files["count-sheet_R1_fr.toml"].decode()
    filled = form.replace('people_force = ""', "people_force = 3").replace('items_force = ""', "items_force = 1")
    (tmp_path / "sheet.toml").write_text(filled, "utf-8")
    entry = read_sheet(tmp_path / "sheet.toml")
    assert drawn == ["repli-sheet/1", "R1", head.origin, str(head.size), head.root, entry.list_sha256]
    assert (entry.movement_id, entry.origin, entry.size, entry.root) == ("R1", head.origin, head.size, head.root)
    assert (entry.field_id, entry.vehicle_id, entry.people_force, entry.items_force) == ("FLD1", "L1", 3, 1)


def test_a_sheet_that_is_wrong_is_refused_with_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "sheet.toml").write_text("movement = ", "utf-8")
    with pytest.raises(InputError) as refused:
        read_sheet(tmp_path / "sheet.toml")
    assert refused.value.problems[0].file == "sheet.toml"
    with pytest.raises((OSError, StoreError)):
        read_sheet(tmp_path / "none.toml")


def test_the_record_says_what_was_accepted_escalated_and_who_signed(written: PaperLog) -> None:
    text = text_of(paper_minutes(case(), written.log, "2030-01-07")["minutes_2030-01-07_en.pdf"])
    for words in (
        "1 Departures of the day",
        "1 Movement R7 departed from FLD1 on 2030-01-07T12:30:00Z: 2 people, 0 items, 0 kg.",
        written.departed.event_hash[:12],
        "Open the north gate Host · host · Host party 9 January 2030",
        "Movement R8 departed from FLD1",
        "Not counted",
        "People departed 2 joint",
        written.record.event_hash,
    ):
        assert squeezed(words) in text, words
    assert text.count("signedinthelog,key") == 2


def test_the_act_of_the_log_stands_in_the_place_of_the_draft(written: PaperLog) -> None:
    signed = text_of(paper_handover(case(), "FEED", log=written.log)["handover_FEED_en.pdf"])
    for words in ("Host army", "48 hours", "1 North 2 South", "Environment No spill", "Water 2030-01-08T09:00Z",
                  "Keys given 2030-01-08T10:00Z", "cd" * 32, "in a paper of its own"):  # fmt: skip
        assert squeezed(words) in signed, words
    assert "Draft" not in signed
    assert signed.count("signedinthelog,key") == 2
    assert squeezed("in the log: witnessed, key") in signed
    assert "Draft" in text_of(paper_handover(case(), "BASE", log=written.log)["handover_BASE_en.pdf"])


def test_a_draft_knows_notice_recipient_and_when_the_plan_walks_the_site() -> None:
    held, plan = german()
    text = text_of(paper_handover(held, "LTS", plan=plan)["handover_LTS_en.pdf"])
    for words in ("Draft:", "72 hours", "Nigerien armed forces", "2024-08-28T07:00Z"):
        assert squeezed(words) in text, words


def test_a_log_of_another_agreement_is_refused(written: PaperLog) -> None:
    with pytest.raises(UsageError, match="of the agreement tiny"):
        paper_minutes(german()[0], written.log, "2030-01-07")


def test_a_day_without_a_record_is_refused_with_the_days_that_have_one(written: PaperLog) -> None:
    with pytest.raises(UsageError, match="no record of 2030-01-08") as refused:
        paper_minutes(case(), written.log, "2030-01-08")
    assert str(refused.value.hint) == "Its records: 2030-01-07."


@pytest.mark.parametrize("paper", PAPERS)
def test_a_blank_paper_names_nobody_and_is_the_same_twice(paper: str) -> None:
    files = blank_paper(paper)
    names = [f"{paper}_blank_{language}.{ending}" for language in ("en", "fr") for ending in ("pdf", "toml")]
    assert sorted(files) == [name for name in names if name.endswith("pdf") or paper == "count-sheet"]
    assert blank_paper(paper) == files
    text = text_of(files[f"{paper}_blank_en.pdf"])
    assert "Blankform:" in text
    assert "demo" not in text
