"""The form of a count sheet: written empty with what was printed, read back typed, refused with all faults at once."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import InputError
from repli.reporting.papers.box_list import BOXES, PRINTED_KEYS
from repli.reporting.papers.form import read_sheet, sheet_form
from repli.reporting.papers.views import CountSheet, blank_head, blank_movement
from repli.reporting.voice import Voice
from repli.units import minute_from_text
from tests.reporting.papers.paper_samples import LIST, TIE, count_sheet

FILLED = {
    "people_force": "14",
    "people_host": "13",
    "infants_force": "1",
    "items_force": "2",
    "items_host": "2",
    "door_closed_at": '"2030-01-07T08:40Z"',
    "off_block_at": '"2030-01-07T09:05Z"',
    "off_block_local": '"10:05"',
    "seals": '["S-1", "S-2"]',
    "missing_people": '"12 4"',
    "extra_people": "[700]",
    "reason": '"Number 4 did not come; 12 is ill; 700 took a seat."',
    "arrival_place": '"OUT1"',
    "arrived_at": '"2030-01-07T11:00Z"',
    "arrived_people": '"14"',
    "arrived_items": "2",
    "signed_force": "true",
    "signed_host": "true",
}


def form(**changes: str) -> bytes:
    """The form of R1 as an officer filled it in, with some keys written otherwise."""
    lines = sheet_form(count_sheet(), Voice("en", "Africa/Niamey")).decode().splitlines()
    values = FILLED | changes
    written = [f"{key} = {values[key]}" if (key := line.split(" = ")[0]) in values else line for line in lines]
    return "\n".join([*written, *(f"{key} = {text}" for key, text in changes.items() if key not in _keys())]).encode()


def _keys() -> set[str]:
    return {*PRINTED_KEYS, *BOXES}


def problems(**changes: str) -> dict[str, str]:
    """Key -> what was expected there."""
    with pytest.raises(InputError) as refused:
        read_sheet(form(**changes), "R1.toml")
    assert {problem.file for problem in refused.value.problems} == {"R1.toml"}
    return {str(problem.column): str(problem.expected) for problem in refused.value.problems}


def test_a_filled_form_is_read_with_its_types() -> None:
    entry = read_sheet(form(), "R1.toml")
    assert (entry.movement_id, entry.field_id, entry.vehicle_id) == ("R1", "FLD1", "L1")
    assert (entry.origin, entry.size, entry.root, entry.list_sha256) == (TIE.origin, 42, TIE.root, LIST)
    assert (entry.people_force, entry.people_host, entry.infants_force, entry.infants_host) == (14, 13, 1, None)
    assert entry.off_block_minute == minute_from_text("2030-01-07T09:05Z")
    assert (entry.missing_people, entry.extra_people, entry.missing_items) == ((4, 12), (700,), ())
    assert entry.seals == ("S-1", "S-2")
    assert (entry.arrived_people, entry.signed_force, entry.signed_witness) == (14, True, False)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_empty_form_has_every_key_once_and_each_box_under_its_number(language: str) -> None:
    text = sheet_form(count_sheet(), Voice(language, "Africa/Niamey")).decode()
    assert list(tomllib.loads(text)) == [*PRINTED_KEYS, *BOXES]
    lines = text.splitlines()
    for box in BOXES.values():
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{box.key} = "))
        assert lines[at - 1].startswith(f"# {box.number} ")


def test_an_empty_form_is_refused_because_nobody_counted() -> None:
    with pytest.raises(InputError) as refused:
        read_sheet(sheet_form(count_sheet(), Voice("en", "UTC")), "R1.toml")
    assert [problem.column for problem in refused.value.problems] == ["people_force"]


def test_a_blank_form_asks_for_what_no_printer_knew() -> None:
    blank = sheet_form(CountSheet(head=blank_head(), movement=blank_movement()), Voice("en", "UTC"))
    with pytest.raises(InputError) as refused:
        read_sheet(blank, "blank.toml")
    assert [problem.column for problem in refused.value.problems] == ["movement", "field", "vehicle"]
    filled = blank.decode().replace('movement = ""', 'movement = "R1"').replace('field = ""', 'field = "FLD1"')
    filled = filled.replace('vehicle = ""', 'vehicle = "L1"').replace('people_host = ""', "people_host = 3")
    entry = read_sheet(filled.replace('items_host = ""', "items_host = 0").encode(), "blank.toml")
    assert (entry.people_host, entry.items_host, entry.size, entry.origin) == (3, 0, None, "")


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({"people_force": "-1"}, "people_force", "whole number"),
        ({"people_force": "true"}, "people_force", "whole number"),
        ({"people_force": '"fourteen"'}, "people_force", "whole number"),
        ({"off_block_at": '"07.01.2030 09:05"'}, "off_block_at", "time in UTC"),
        ({"off_block_local": '"9:05"'}, "off_block_local", "local time, as"),
        ({"off_block_local": '"09:05"'}, "off_block_local", "Expected 10:05"),
        ({"missing_people": '"4 4"'}, "missing_people", "none twice"),
        ({"seals": "3"}, "seals", "square brackets"),
        ({"signed_host": '"yes"'}, "signed_host", "true (signed)"),
        ({"reason": "7"}, "reason", "quotation marks"),
        ({"reason": '""'}, "reason", "reason of the shortage"),
        ({"door_closed_at": '"2030-01-07T09:06Z"'}, "off_block_at", "before the door"),
        ({"infants_force": "15"}, "infants_force", "among them"),
        ({"infants_host": "14"}, "infants_host", "among them"),
        ({"items_host": '""'}, "items_host", "both figures"),
        ({"extra_people": "[4]"}, "extra_people", "shortage too"),
        ({"arrived_items": '""'}, "arrived_items", "all four boxes"),
        ({"arrived_at": '"2030-01-07T09:05Z"'}, "arrived_at", "after the off block"),
        ({"form": '"repli-sheet/2"'}, "form", "repli-sheet/1"),
        ({"movement": '""'}, "movement", "id, as it stands"),
        ({"time_zone": '"Niamey"'}, "time_zone", "zone"),
        ({"time_zone": '"../etc"'}, "time_zone", "zone"),
        ({"root": '"abc"'}, "root", "code of the sheet"),
        ({"list": "12"}, "list", "code of the sheet"),
        ({"size": '"many"'}, "size", "whole number"),
        ({"origin": '""'}, "origin", "together"),
        ({"people_forse": "14"}, "people_forse", "no such key"),
    ],
)
def test_what_a_box_cannot_hold_is_refused_by_its_key(changes: dict[str, str], key: str, words: str) -> None:
    found = problems(**changes)
    assert list(found) == [key]
    assert words in found[key]


def test_all_faults_are_told_at_once_with_the_number_of_the_box_on_paper() -> None:
    with pytest.raises(InputError) as refused:
        read_sheet(form(people_force="-1", seals="3", movement='""'), "R1.toml")
    assert [(one.column, str(one.hint)) for one in refused.value.problems] == [
        ("movement", ""),
        ("people_force", "This is box 1 of the sheet."),
        ("seals", "This is box 10 of the sheet."),
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_as_input(data: bytes) -> None:
    with pytest.raises(InputError):
        read_sheet(data, "x.toml")


@given(st.booleans() | st.integers())
def test_any_figure_in_any_box_gives_an_entry_or_a_problem_of_a_box(value: bool | int) -> None:
    for key in BOXES:
        try:
            read_sheet(form(**{key: str(value).lower()}), "R1.toml")
        except InputError as error:
            assert all(problem.column in BOXES for problem in error.problems)  # noqa: PT017 - either way is right
