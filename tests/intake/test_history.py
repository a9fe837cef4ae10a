"""Claims and the reconstruction: grouped into movements, checked against the lines they come from."""

from pathlib import Path

import pytest

from repli.errors import InputError
from repli.intake import check_folder, read_history, read_operation
from repli.units import minute_from_text
from tests.tiny_folder import edit_cell, edit_rows, rows, write_tiny_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_folder(tmp_path)


def test_rows_become_movements_in_order_of_time(folder: Path) -> None:
    edit_rows(folder, "reconstruction.csv", lambda found: found[::-1])
    opening, flight = read_history(folder, read_operation(folder)).movements
    assert (opening.kind, opening.movement_id, opening.field_id, opening.vehicle_type) == ("opening", "OPENING", "", "")
    assert opening.at_minute == minute_from_text("2030-01-05T23:00Z")  # 00:00 local
    assert (flight.kind, flight.movement_id, flight.field_id, flight.vehicle_type) == ("depart", "R1", "FLD1", "LIFT")
    assert flight.at_minute == minute_from_text("2030-01-07T08:00Z")
    assert [(part.site_id, part.category, part.people, part.people_line, part.items) for part in flight.parts] == [
        ("BASE", "military", 12, "BASE-STAFF", ("I1", "I3")),
        ("FEED", "military", 2, "FEED-STAFF", ()),
    ]
    assert flight.assumed == "invented for tests"


def test_claims_are_kept_as_they_were_said(folder: Path) -> None:
    first, second = read_history(folder, read_operation(folder)).claims
    assert (first.stated_on, first.value, first.qualifier, first.total, first.quote) == (
        "2030-01-07",
        2,
        "exact",
        30,
        "two, of thirty",
    )
    assert (second.claim_id, second.language) == ("second", "fr")


def test_a_folder_without_history_has_an_empty_one(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    (folder / "reconstruction.csv").unlink()
    history = read_history(folder, read_operation(folder))
    assert (history.claims, history.movements) == ((), ())


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (3, "people", "13", "at most 12, what the line of 14 still has"),
        (2, "people", "15", "at most 14, what the line of 14 still has"),
        (3, "people_category", "civilian", "military, that of the people line"),
        (3, "people_line", "", "a value, as people departed"),
        (3, "people_category", "", "a value, as people departed"),
        (3, "site_id", "FEED", "BASE, the site of the people line"),
        (3, "items", "I1 I5", "items of BASE; I5 is at FEED"),
        (4, "items", "I1", "items that have not departed yet; I1 departed in line 3"),
        (3, "items", "I1 I99", "an id of items.csv"),
        (3, "items", "I1 I1", "none twice"),
        (2, "field_id", "FLD1", "an opening balance has no field"),
        (4, "at", "2030-01-07T08:01Z", "the same as in line 3"),
        (4, "vehicle_type", "TRUCK", "the same as in line 3"),
        (4, "kind", "return", "opening, depart, transfer, reinforce, status"),
    ],
)
def test_what_the_force_cannot_have_done_is_named(
    folder: Path, row: int, column: str, value: str, expected: str
) -> None:
    operation = read_operation(folder)
    edit_cell(folder, "reconstruction.csv", row, column, value)
    with pytest.raises(InputError) as caught:
        read_history(folder, operation)
    mine = [one for one in caught.value.problems if one.place == f"reconstruction.csv:{row}:{column}"]
    assert [one for one in mine if expected in str(one.expected)]
    assert caught.value.problems == check_folder(folder)


def test_a_row_that_moves_nothing_is_named(folder: Path) -> None:
    operation = read_operation(folder)
    for column, value in (("people", "0"), ("people_line", ""), ("people_category", "")):
        edit_cell(folder, "reconstruction.csv", 4, column, value)
    with pytest.raises(InputError) as caught:
        read_history(folder, operation)
    assert [one.place for one in caught.value.problems] == ["reconstruction.csv:4:people"]


def test_items_can_go_without_people(folder: Path) -> None:
    for column, value in (("people", "0"), ("people_line", ""), ("people_category", ""), ("items", "I5 I6")):
        edit_cell(folder, "reconstruction.csv", 4, column, value)
    (_, flight) = read_history(folder, read_operation(folder)).movements
    assert flight.parts[1].items == ("I5", "I6")
    assert flight.parts[1].people_line is None


ACTS = """\
sequence,kind,movement_id,at,site_id,field_id,vehicle_type,people_category,people,items,people_line,to_site,state,\
until,reason,source,assumed
1,depart,R1,2030-01-07T08:00Z,BASE,FLD1,LIFT,military,12,I1,BASE-STAFF,,,,,,made up
2,reinforce,MORE,2030-01-07T09:00Z,BASE,,,military,5,,LATE,,,,to help,,made up
3,transfer,T1,2030-01-07T10:00Z,BASE,,,military,2,I3,BASE-STAFF,HALL,,2030-01-07T12:00Z,,,made up
4,transfer,T1,2030-01-07T10:00Z,BASE,,,military,3,,LATE,HALL,,2030-01-07T12:00Z,,,made up
5,clearance,OVF-1,2030-01-07T11:00Z,,,,,0,,,,requested,,,,made up
6,clearance,OVF-1,2030-01-07T13:00Z,,,,,0,,,,granted,,,,made up
7,calendar,WEEK,2030-01-07T14:00Z,,,,,0,,,,,2030-01-09,,,made up
8,status,STAY,2030-01-07T15:00Z,HALL,,,military,1,,LATE,,retained,,stays to guard,,made up
9,depart,R2,2030-01-08T08:00Z,HALL,FLD1,LIFT,military,2,I3,BASE-STAFF,,,,,,made up
10,depart,R2,2030-01-08T08:00Z,HALL,FLD1,LIFT,military,2,,LATE,,,,,,made up
11,handover,HALL,2030-01-08T10:00Z,HALL,,,,0,,,,,2030-01-08T11:00Z,,,made up
12,close,HALL,2030-01-08T12:00Z,HALL,,,,0,,,,,,,,made up
13,obligation,two-thirds,2030-01-08T13:00Z,,,,,0,,,,done,,,,made up
"""


@pytest.fixture
def acts(folder: Path) -> Path:
    """The folder with a history of all that a commission does."""
    (folder / "reconstruction.csv").write_text(ACTS, encoding="utf-8")
    clearance = rows(folder, "clearances.csv")[0]["clearance_id"]
    text = ACTS.replace("OVF-1", clearance)
    (folder / "reconstruction.csv").write_text(text, encoding="utf-8")
    return folder


def test_acts_of_the_commission_stand_beside_the_movements_in_order_of_time(acts: Path) -> None:
    history = read_history(acts, read_operation(acts))
    assert [one.movement_id for one in history.movements] == ["R1", "R2"]
    assert [one.kind for one in history.acts] == [
        *("reinforce", "transfer", "clearance", "clearance", "calendar", "status", "handover", "close", "obligation"),
    ]
    transfer = history.acts[1]
    assert (transfer.to_site, transfer.until_minute) == ("HALL", minute_from_text("2030-01-07T12:00Z"))
    assert [(part.people_line, part.people, part.items) for part in transfer.parts] == [
        ("BASE-STAFF", 2, ("I3",)),
        ("LATE", 3, ()),
    ]
    assert [one.state for one in history.acts if one.kind == "clearance"] == ["requested", "granted"]


def test_a_history_can_be_cut_at_a_minute(acts: Path) -> None:
    history = read_history(acts, read_operation(acts))
    assert history.last_minute == minute_from_text("2030-01-08T13:00Z")
    cut = history.before(minute_from_text("2030-01-07T11:00Z"))
    assert [one.movement_id for one in cut.movements] == ["R1"]
    assert [one.kind for one in cut.acts] == ["reinforce", "transfer"]
    assert cut.claims == history.claims


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (3, "people_line", "BASE-STAFF", "a name that no line of people.csv has"),
        (3, "reason", "", "a value, for a row of the kind `reinforce`"),
        (4, "to_site", "", "a value, for a row of the kind `transfer`"),
        (5, "until", "2030-01-07T12:30Z", "the same as in line 4"),
        (6, "movement_id", "NONE", "an id of clearances.csv"),
        (6, "state", "done", "one of: amended, expired, granted"),
        (6, "to_site", "HALL", "nothing, for a row of the kind `clearance`"),
        (6, "vehicle_type", "LIFT", "nothing, for a row of the kind `clearance`"),
        (8, "items", "I5", "nothing, for a row of the kind `calendar`"),
        (9, "people", "4", "at most 3, what the line of 5 still has"),
        (9, "state", "", "a value, for a row of the kind `status`"),
        (10, "site_id", "BASE", "items of BASE; I3 is at HALL"),
        (10, "site_id", "NOWHERE", "an id of sites.csv"),
        (13, "people", "3", "nothing, for a row of the kind `close`"),
    ],
)
def test_what_the_commission_cannot_have_done_is_named(
    acts: Path, row: int, column: str, value: str, expected: str
) -> None:
    operation = read_operation(acts)
    edit_cell(acts, "reconstruction.csv", row, column, value)
    with pytest.raises(InputError) as caught:
        read_history(acts, operation)
    mine = [one for one in caught.value.problems if one.place.startswith(f"reconstruction.csv:{row}:")]
    assert [one for one in mine if expected in str(one.expected)]
    assert caught.value.problems == check_folder(acts)


def test_the_sites_of_a_claim_are_known_ones_or_places_that_a_transfer_went_to(acts: Path) -> None:
    file = acts / "claims.csv"
    header, first, *rest = file.read_text(encoding="utf-8").splitlines()
    for sites, problems in (("BASE MOON", 1), ("BASE HALL", 0)):
        lines = [header.replace(",source", ",site_ids,source"), first.replace("en,", f"en,{sites},", 1)]
        lines += [line.replace("fr,", "fr,,", 1) for line in rest]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = check_folder(acts)
        assert len(found) == problems
        assert not found or "an id of sites.csv" in str(found[0].expected)
    (acts / "reconstruction.csv").unlink()
    assert check_folder(acts) == ()
