"""operation.toml: every key made wrong is named by its line and its dotted name; the rest is still judged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.intake import check_folder
from repli.intake.problems import Notes
from repli.intake.toml_text import line_of_keys, parse_toml
from tests.tiny_folder import TOML, edit_text, write_tiny_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_folder(tmp_path)


def places(folder: Path) -> list[str]:
    return [problem.place for problem in check_folder(folder)]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("format = 1", "format = 2", "1:format"),
        ("format = 1", "", "1:format"),
        ('id = "tiny"', 'id = "tiny operation"', "2:id"),
        ('title_fr = "Minuscule"', 'title_fr = ""', "4:title_fr"),
        ("deadline = 2030-01-09", "", "6:agreement.deadline"),
        ("deadline = 2030-01-09", 'deadline = "2030-01-09"', "8:agreement.deadline"),
        ("deadline = 2030-01-09", "deadline = 2030-01-09T00:00:00Z", "8:agreement.deadline"),
        ("deadline = 2030-01-09", "deadline = 2030-01-06", "8:agreement.deadline"),
        ("deadline = 2030-01-09", "deadline = 2300-01-09", "8:agreement.deadline"),
        ("deadline = 2030-01-09", "deadline = 2050-01-09", "39:planning.as_of"),
        ("Africa/Niamey", "Africa/Agadez", "9:agreement.time_zone"),
        ("Africa/Niamey", "../../etc/passwd", "9:agreement.time_zone"),
        ("Africa/Niamey", "Africa", "9:agreement.time_zone"),
        ("time_zone", "timezone", "6:agreement.time_zone 9:agreement.timezone"),
        ('assumed = "invented for tests"', 'assumed = ""', "11:agreement.source"),
        ('role = "host"', 'role = "force"', "24:party.role"),
        ('role = "host"', 'role = "guest"', "24:party.role"),
        ('id = "host"', 'id = "force"', "23:party.id"),
        ('id = "host"', 'id = "Host"', "23:party.id"),
        ("fraction_ppm = 500000", "fraction_ppm = 0.5", "33:milestone.fraction_ppm"),
        ("fraction_ppm = 500000", "fraction_ppm = 1000001", "33:milestone.fraction_ppm"),
        ("fraction_ppm = 500000", "fraction_ppm = true", "33:milestone.fraction_ppm"),
        ("due = 2030-01-08", "due = 2030-01-10", "34:milestone.due"),
        ("due = 2030-01-08", "due = 2030-01-06", "34:milestone.due"),
        ("as_of = 2030-01-07", 'as_of = "yesterday"', "39:planning.as_of"),
        ("as_of = 2030-01-07", "as_of = 2030-01-07T00:00:30Z", "39:planning.as_of"),
        ("as_of = 2030-01-07", "as_of = 2030-01-13", "39:planning.as_of"),
        ("as_of = 2030-01-07", "as_of = 1980-01-01", "39:planning.as_of"),
        ("overrun_days = 3", "overrun_days = -1", "40:planning.overrun_days"),
        ("overrun_days = 3", 'overrun_days = "3 days"', "40:planning.overrun_days"),
        ("formation_minutes = 30", "formation_minutes = 181", "42:planning.formation_minutes"),
        ('"at_least"', '"roughly"', "47:disclosure.people_departed"),
        ("people_departed", "people_depart", "47:disclosure.people_depart"),
        ("[text]", "[texts]", "1:text 51:texts"),
        ('cooperation_fr = "Coopération."', "", "51:text.cooperation_fr"),
    ],
)
def test_a_wrong_key_is_named_by_its_line(folder: Path, old: str, new: str, place: str) -> None:
    edit_text(folder, "operation.toml", old, new)
    assert places(folder) == [f"operation.toml:{one}" for one in place.split(" ")]


def test_a_missing_party_is_missed(folder: Path) -> None:
    edit_text(folder, "operation.toml", '[[party]]\nid = "host"', '[[party]]\nid = "host"\n#')
    text = (folder / "operation.toml").read_text(encoding="utf-8")
    start, end = text.index('[[party]]\nid = "host"'), text.index("[[milestone]]")
    (folder / "operation.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    (problem,) = check_folder(folder)
    assert problem.place == "operation.toml:14:party"
    assert "role host" in str(problem.expected)


def test_two_forces_are_one_too_many(folder: Path) -> None:
    edit_text(folder, "operation.toml", 'role = "host"', 'role = "force"')
    (problem,) = check_folder(folder)
    assert str(problem.expected) == "exactly one party with the role force"


def test_an_unknown_key_gets_the_name_of_the_nearest_one(folder: Path) -> None:
    edit_text(folder, "operation.toml", "people_departed", "people_depart")
    (problem,) = check_folder(folder)
    assert str(problem.hint) == "Did you mean people_departed?"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a = 1\nb = \n", 2),
        ("a = 1\na = 2\n", 2),
        ("[t]\n[t]\n", 2),
        ("a = 2024-02-30\n", 1),
        ('a = "\n', 1),
        ("a = [1,\n", 2),
        ("x = " + "[" * 5000, 1),
        ("a = " + "9" * 5000, 1),
    ],
)
def test_what_is_not_toml_is_refused_with_its_line(text: str, row: int) -> None:
    notes = Notes(())
    assert parse_toml(text, "operation.toml", notes) is None
    assert [problem.row for problem in notes.problems] == [row]


def test_a_text_over_several_lines_does_not_shift_the_lines() -> None:
    text = 'a = """\n[no]\nb = 1\n"""\nc = 2\n[t]\nd = 3\n'
    assert line_of_keys(text) == {("a",): 1, ("c",): 5, ("t",): 6, ("t", "d"): 7}


def test_all_problems_of_the_file_come_at_once_with_those_of_the_tables(folder: Path) -> None:
    edit_text(folder, "operation.toml", "overrun_days = 3", "overrun_days = -3")
    edit_text(folder, "operation.toml", 'role = "host"', 'role = "guest"')
    edit_text(folder, "items.csv", "2000", "2,0")
    assert [place.split(":")[0] for place in places(folder)] == ["operation.toml", "operation.toml", "items.csv"]


@given(st.text(alphabet="abc=[]\"'\n#-0159.:{},TZ ", max_size=60))
def test_no_text_makes_anything_but_problems(text: str) -> None:
    notes = Notes(())
    if parse_toml(text, "operation.toml", notes) is None:
        assert len(notes.problems) == 1
    line_of_keys(text)


def test_the_lines_of_the_tiny_folder_are_found() -> None:
    lines = line_of_keys(TOML)
    shown = TOML.split("\n")
    assert shown[lines["party", 1, "role"] - 1] == 'role = "host"'
    assert shown[lines["planning", "as_of"] - 1] == "as_of = 2030-01-07"
