"""A case is read as a whole or not at all; a file is written whole or not at all."""

import resource
from pathlib import Path

import pytest

from repli.cli.words import folder_summary
from repli.commission import folder_problems, load_case, replay_period, schema, write_file
from repli.errors import InputError, UsageError
from tests.tiny import at, tiny_operation
from tests.tiny_folder import edit_cell, edit_rows, write_tiny_folder


def test_a_case_holds_operation_history_and_what_is_real_in_it(tmp_path: Path) -> None:
    case = load_case(write_tiny_folder(tmp_path))
    assert case.operation.items == tiny_operation().items
    assert len(case.agreement_sha256) == 64
    assert case.truth.reconstruction == bool(case.history.movements)
    assert case.truth.demonstration
    assert case.truth.assumptions == len(case.operation.assumptions) > 0


def test_the_first_part_of_a_history_ends_with_the_day_of_the_first_figure_of_people_departed(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    later = "4,depart,R2,2030-01-08T08:00Z,FEED,FLD1,LIFT,military,1,,FEED-STAFF,,made up\n"
    file = folder / "reconstruction.csv"
    file.write_text(file.read_text("utf-8") + later, "utf-8")
    case = load_case(folder)
    assert [one.movement_id for one in case.history.movements] == ["OPENING", "R1", "R2"]
    assert [one.movement_id for one in case.first_part.movements] == ["OPENING", "R1"]
    edit_rows(folder, "claims.csv", lambda rows: [{**row, "quantity": "people_present"} for row in rows])
    assert load_case(folder).first_part == load_case(folder).history


def test_a_figure_from_before_the_history_does_not_empty_it(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    edit_cell(folder, "claims.csv", 2, "stated_on", "2030-01-02")
    case = load_case(folder)
    assert case.first_part == case.history


def test_a_case_can_be_read_as_of_a_later_day(tmp_path: Path) -> None:
    assert load_case(write_tiny_folder(tmp_path), as_of_minute=at(1)).operation.as_of_minute == at(1)


@pytest.mark.parametrize("name", ["nowhere", "operation.toml"])
def test_what_is_no_folder_is_refused_by_name(tmp_path: Path, name: str) -> None:
    write_tiny_folder(tmp_path)
    with pytest.raises(UsageError, match=name):
        load_case(tmp_path / name)


def test_a_folder_with_errors_is_not_loaded_and_tells_the_same_errors_either_way(tmp_path: Path) -> None:
    folder = write_tiny_folder(tmp_path)
    edit_cell(folder, "items.csv", 2, "kg", "-5")
    edit_cell(folder, "people.csv", 2, "site_id", "MOON")
    with pytest.raises(InputError) as refusal:
        load_case(folder)
    assert refusal.value.problems == folder_problems(folder)
    assert {problem.file for problem in refusal.value.problems} == {"items.csv", "people.csv"}


def test_the_schema_names_operation_toml_first() -> None:
    assert next(iter(schema())) == "operation.toml"


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "plan.json"
    write_file(target, b"one")
    write_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["plan.json"]


def test_a_file_that_cannot_be_written_leaves_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    write_file(target, b"one")
    (tmp_path / ".plan.json.new").mkdir()  # in the way of the new bytes
    with pytest.raises(OSError, match=r"plan\.json"):
        write_file(target, b"two")
    assert target.read_bytes() == b"one"


def test_a_file_that_does_not_fit_leaves_the_old_one_and_no_part_of_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    write_file(target, b"one")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, hard))  # as a full disk: the ninth byte cannot be written
    try:
        with pytest.raises(OSError, match=r"plan\.json"):
            write_file(target, b"two" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("plan.json", b"one")]


def test_a_changed_operation_keeps_the_first_part_of_its_history_and_says_what_does_not_fit_after_it(
    tmp_path: Path,
) -> None:
    folder = write_tiny_folder(tmp_path / "case")
    file = folder / "reconstruction.csv"
    later = "4,depart,R2,2030-01-08T08:00Z,FEED,FLD1,LIFT,military,9,,FEED-STAFF,,made up\n"
    file.write_text(file.read_text("utf-8") + later, "utf-8")
    case = load_case(folder)
    assert [problem.place for problem in case.later] == ["reconstruction.csv:5:people"]
    assert [one.movement_id for one in case.history.movements] == ["OPENING", "R1"]
    assert folder_problems(folder) == case.later
    assert "does not fit it any more (1 errors)" in folder_summary(case)
    assert replay_period(case, tmp_path / "first").positions[-1].day == "2030-01-07"
    with pytest.raises(InputError):
        replay_period(case, tmp_path / "whole", until="2030-01-08")
    edit_cell(folder, "reconstruction.csv", 3, "people", "99")
    with pytest.raises(InputError):
        load_case(folder)
