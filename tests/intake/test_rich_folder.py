"""Columns that may be left out and tables that may be missing: what they say when they are there, and when not."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from repli.errors import InputError
from repli.intake import check_folder, folder_schema, read_history, read_operation
from repli.intake.expand.halts import departures_of, stretches_of
from repli.intake.tables import PLANNING_MODELS
from repli.model import (
    BalanceLimit,
    FloorPosition,
    Leg,
    Operation,
    PeopleLine,
    SeatBlock,
    TakenSpots,
    Team,
)
from repli.units import Interval
from tests.intake.rich_folder import ADDED, NEW, write_rich_folder
from tests.intake.test_loading import as_expanded
from tests.tiny import at, edit_row, tiny_operation
from tests.tiny_folder import edit_cell, edit_rows, rows, write_tiny_folder

HASH_BEFORE = "21637e9a15247a74ec77b13dd226b38eb78e857146ce05025550bd6cf67cbee9"  # before there was any of this
WORKING = (Interval(at(0, 8), at(0, 12)), Interval(at(1, 8), at(1, 12)))
WHOLE = (Interval(at(0), at(6)),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_rich_folder(tmp_path)


def said(folder: Path) -> list[tuple[str, str]]:
    return [(problem.place, str(problem.expected)) for problem in check_folder(folder)]


def by_hand() -> Operation:
    """The tiny operation with everything that `rich_folder` adds, in minutes and tuples."""
    found = tiny_operation()
    edits = [
        ("sites", "BASE", {"closes_after": ("FEED",), "inspection_teams": 1, "customs_teams": 2}),
        (
            "fields",
            "FLD1",
            {
                "handling_sets": 2,
                "taken": (
                    TakenSpots(
                        interval=Interval(at(0, 21), at(0, 23)), parking_spots=((2, 1),), working_spots=((2, 1),)
                    ),
                ),
            },
        ),
        ("fields", "OUT1", {"fuel": True}),
        ("vehicle_types", "LIFT", {"range_km": 4000}),
        ("vehicle_types", "TRUCK", {"drivers": 1}),
        ("legs", "BASE-FEED", {"halts": ((20, 15), (50, 30)), "escort_teams": 1}),
        ("legs", "BASE-FEED.back", {"halts": ((10, 30), (40, 15)), "escort_teams": 1}),
        ("clearances", "C-AIR", {"state": "planned", "lead_minutes": 4320, "answer_minutes": 2880}),
        ("people", "FEED-STAFF", {"together": "G1"}),
        (
            "people",
            "BASE-STAFF",
            {"before": ("BASE-GUARD", "I2"), "arrives_minute": at(0, 7), "ready_minute": at(0, 8)},
        ),
        ("items", "I6", {"together": "G1"}),
        ("items", "I1", {"before": ("I2",)}),
        ("items", "I2", {"legal_lock": ("gift", "sell"), "dangerous_class": "1.1"}),
        ("items", "I3", {"dangerous_class": "3"}),
        ("items", "I5", {"act_minutes": 45, "disposition": "transfer", "destination_id": "FEED"}),
    ]
    for table, name, changes in edits:
        found = edit_row(found, table, name, **changes)
    lift = found.type_of["LIFT"]
    arms = [(number, "LR"[number > 3], (500, 800, 1100)[(number - 1) % 3]) for number in range(1, 7)]
    cargo = replace(
        lift.configurations[0],
        seats_arm_cm=900,
        floor=tuple(FloorPosition(number=number, row=row, arm_cm=arm, max_kg=2500) for number, row, arm in arms),
        balance=(
            BalanceLimit(up_to_kg=5000, forward_arm_cm=600, aft_arm_cm=1100),
            BalanceLimit(up_to_kg=12500, forward_arm_cm=700, aft_arm_cm=1000),
        ),
    )
    found = edit_row(found, "vehicle_types", "LIFT", configurations=(cargo, *lift.configurations[1:]))
    setting_out = tuple(Interval(at(day, 6), at(day, 15, 46)) for day in range(6))  # 135 minutes before 18:00
    driven = {"BASE-FEED": ((0, 50), (65, 95), (125, 135)), "BASE-FEED.back": ((0, 40), (70, 100), (115, 135))}
    passages = tuple(
        replace(one, block_minutes=135, stretches=driven[one.leg_id], departure_intervals=setting_out)
        if one.leg_id in driven
        else one
        for one in found.passages
    )
    return replace(
        found,
        passages=passages,
        teams=teams(),
        seat_blocks=flights(),
        retained=(stay(found),),
        segregation=frozenset({("1.1", "3"), ("1.1", "people")}),
    )


def teams() -> tuple[Team, ...]:
    def team(name: str, kind: str, count: int, place: str) -> Team:
        places = frozenset({place} if place else ())
        change, hours = (30, WORKING) if kind == "inspection" else (60, WHOLE)
        return Team(team_id=name, kind=kind, count=count, places=places, change_minutes=change, open_intervals=hours)

    return (
        team("ESCORT-A", "escort", 2, "BASE"),
        team("ESCORT-B", "escort", 1, "FEED"),
        team("INSPECT", "inspection", 1, ""),
    )


def flights() -> tuple[SeatBlock, ...]:
    return tuple(
        SeatBlock(
            flight_id=name,
            from_field="FLD1",
            to_field="OUT1",
            departs_minute=at(day, 11),
            arrives_minute=at(day, 13),
            check_in_minutes=check_in,
            seats=seats,
            payload_kg=100 * seats,
        )
        for name, day, check_in, seats in (("AF1", 1, 120, 4), ("AF2", 2, 90, 3))
    )


def stay(operation: Operation) -> PeopleLine:
    return replace(operation.people_of["BASE-GUARD"], line_id="STAY", category="civilian", destination_id="BASE")


def test_the_rich_folder_reads_as_the_operation_written_by_hand(folder: Path) -> None:
    assert check_folder(folder) == ()
    found = read_operation(folder)
    expected = as_expanded(by_hand())
    from_files_only = {
        "operation_hash": found.operation_hash,
        "settings": found.settings,
        "assumptions": found.assumptions,
        "agreement": replace(expected.agreement, wording=found.agreement.wording),
    }
    assert found == replace(expected, **from_files_only)


def test_the_rich_folder_leaves_out_no_column() -> None:
    optional = {
        model.FILE: {name for name, info in model.model_fields.items() if not info.is_required()}
        for model in PLANNING_MODELS
    }
    assert {file: set(columns) for file, columns in ADDED.items()} == {
        file: one for file, one in optional.items() if one
    }
    assert set(NEW) == {model.FILE for model in PLANNING_MODELS if model.UNHASHED_IF_EMPTY}


def test_a_folder_without_any_of_it_has_the_hash_that_it_had_before(tmp_path: Path) -> None:
    assert read_operation(write_tiny_folder(tmp_path)).operation_hash == HASH_BEFORE


@pytest.mark.parametrize("file", sorted({*ADDED, *NEW}))
def test_each_file_with_something_of_it_changes_the_hash(folder: Path, file: str) -> None:
    for row in (2, 4):
        edit_cell(folder, "items.csv", row, "dangerous_class", "")
    if file in {"positions.csv", "configurations.csv"}:  # the limits rest on both
        (folder / "balance_limits.csv").unlink()
    before = read_operation(folder).operation_hash
    if file in NEW:
        (folder / file).unlink()
    else:
        name = next(iter(ADDED[file]))
        edit_rows(folder, file, lambda old: [{key: cell for key, cell in row.items() if key != name} for row in old])
    assert read_operation(folder).operation_hash != before


@pytest.mark.parametrize("file", NEW)
def test_the_rows_of_the_new_tables_are_valid_by_their_schema(folder: Path, file: str) -> None:
    schema = folder_schema()[file]
    assert isinstance(schema, dict)
    numbers = {name for name, one in schema["properties"].items() if one.get("type") == "integer"}
    for row in rows(folder, file):
        value = {name: int(cell) if name in numbers else cell for name, cell in row.items()}
        Draft202012Validator(schema).validate(value)
        assert not Draft202012Validator(schema).is_valid({**value, "surprise": "1"})
    assert schema["optional_file"]


ADDED_CELLS = [(file, name) for file, columns in ADDED.items() for name in columns]
NEW_CELLS = [(file, name) for file, text in NEW.items() for name in text.splitlines()[0].split(",")[:-2]]
FREE = {  # any id will do
    ("people.csv", "together"),
    ("items.csv", "together"),
    ("teams.csv", "team_id"),
    ("commercial_seats.csv", "flight_id"),
    ("positions.csv", "row"),
}


@pytest.mark.parametrize(("file", "name"), [*ADDED_CELLS, *NEW_CELLS])
def test_a_word_that_no_cell_can_hold_is_named_in_every_new_column(folder: Path, file: str, name: str) -> None:
    for wrong in ("-5", "12 t!", "1,5"):
        edit_cell(folder, file, 2, name, wrong)
        assert f"{file}:2:{name}" in [place for place, _ in said(folder)], wrong


@pytest.mark.parametrize(("file", "name"), [*ADDED_CELLS, *NEW_CELLS])
def test_a_word_that_means_nothing_is_named_where_ids_are_not_free(folder: Path, file: str, name: str) -> None:
    edit_cell(folder, file, 2, name, "zebra")
    problems = said(folder)
    about = {place for place, _ in problems} | {file for file, _ in problems}
    named = "dangerous_goods.csv" if name in {"class_a", "class_b", "dangerous_class"} else f"{file}:2:{name}"
    assert (named in about) == ((file, name) not in FREE)


@pytest.mark.parametrize(("file", "name"), ADDED_CELLS)
def test_an_empty_cell_means_what_a_missing_column_means(tmp_path: Path, file: str, name: str) -> None:
    tiny = write_tiny_folder(tmp_path / "tiny")
    edit_rows(tiny, file, lambda old: [{**row, name: ""} for row in old])
    assert replace(read_operation(tiny), operation_hash=HASH_BEFORE) == read_operation(
        write_tiny_folder(tmp_path / "other")
    )


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("sites.csv:3:closes_after", "BASE", "an order in which no site closes before itself"),
        ("sites.csv:2:closes_after", "HOME", "sites inside, at a site inside"),
        ("sites.csv:4:inspection_teams", "1", "a site outside is not handed over"),
        ("sites.csv:2:last_out_people", "7", "at most 6"),  # the retained guards do not count
        ("vehicle_types.csv:3:drivers", "1", "only road vehicles need teams of drivers"),
        ("legs.csv:3:halts", "20:15", "only road legs have it"),
        ("legs.csv:3:escort_teams", "1", "only road legs have it"),
        ("legs.csv:2:halts", "60:15", "halts before the end of the leg, at 60 km"),
        ("legs.csv:2:halts", "50:30 20:15", "each further on than the one before"),
        ("clearances.csv:3:lead_hours", "1", "nothing, or 0, beside state granted"),
        ("people.csv:2:before", "BASE-STAFF", "an order in which no line leaves before itself"),
        ("people.csv:2:before", "STAY", "some of these are retained"),
        ("people.csv:2:before", "STAYS", "an id of people.csv, items.csv"),
        ("items.csv:3:before", "I1", "an order in which no line leaves before itself"),
        ("people.csv:6:together", "G2", "they are retained, and do not leave"),
        ("people.csv:6:before", "I1", "they are retained, and do not leave"),
        ("items.csv:2:together", "G1", "a group of lines from FEED to HOME, as G1 is"),
        ("people.csv:3:ready", "2030-01-07", "a time not before arrives"),
        ("people.csv:6:retained", "no", ""),
        ("items.csv:2:disposition", "gift", "a disposition that legal_lock does not name"),
        ("items.csv:2:disposition", "lose", "one of: repatriate, redeploy, transfer, sell, gift, scrap, destroy"),
        ("items.csv:2:legal_lock", "sell sell", "none twice"),
        ("items.csv:2:act_minutes", "30", "nothing, or 0: the item leaves"),
        ("items.csv:6:destination_id", "HOME", "FEED, its own site"),
        ("items.csv:6:destination_id", "BASE", "FEED, its own site"),
        ("items.csv:3:dangerous_class", "people", "a class of goods; people are none"),
        ("dangerous_goods.csv:3:together", "maybe", "one of: yes, no"),
        ("teams.csv:4:places", "BASE", "no other team of kind escort serves; ESCORT-A does"),
        ("teams.csv:4:places", "", "no other team of kind escort serves; ESCORT-A does"),
        ("teams.csv:2:closes", "08:00", "later than opens"),
        ("teams.csv:3:places", "FLD1", "an id of sites.csv"),
        ("commercial_seats.csv:2:from_field", "OUT1", "a field inside"),
        ("commercial_seats.csv:2:to_field", "FLD1", "a field outside"),
        ("commercial_seats.csv:2:arrives", "2030-01-08T10:00Z", "later than departs"),
        ("commercial_seats.csv:2:flight_id", "L1", "an id that no vehicle of fleet.csv has"),
        ("positions.csv:7:position", "7", "every position from 1 to 6, the pallet positions of cargo, or none"),
        ("positions.csv:7:row", "L", "rows whose positions follow each other by number"),
        ("positions.csv:2:configuration_id", "column", "a configuration of LIFT in configurations.csv"),
        ("balance_limits.csv:2:configuration_id", "pax", "a configuration whose positions positions.csv lists"),
        ("balance_limits.csv:2:configuration_id", "pax", "a configuration that says seats_arm_cm"),
        ("balance_limits.csv:2:aft_arm_cm", "699", "at least forward_arm_cm, 700"),
    ],
)
def test_a_cell_that_contradicts_others_is_named(folder: Path, place: str, value: str, expected: str) -> None:
    file, row, column = place.split(":")
    edit_cell(folder, file, int(row), column, value)
    if expected:
        assert [text for at_place, text in said(folder) if at_place == place and expected in text]
    else:
        assert place.replace("retained", "destination_id") in [at_place for at_place, _ in said(folder)]


def test_the_law_is_named_as_what_bars_a_disposition(folder: Path) -> None:
    edit_cell(folder, "items.csv", 2, "disposition", "sell")
    assert "The law bars it." in [str(problem.hint) for problem in check_folder(folder)]


@pytest.mark.parametrize("row", range(2, 7))
def test_each_missing_pair_of_dangerous_goods_is_named(folder: Path, row: int) -> None:
    pair = sorted(rows(folder, "dangerous_goods.csv")[row - 2][name] for name in ("class_a", "class_b"))
    edit_rows(folder, "dangerous_goods.csv", lambda old: [one for place, one in enumerate(old) if place != row - 2])
    expected = f"a row that says whether {pair[0]} and {pair[1]} go together"
    assert said(folder) == [("dangerous_goods.csv", expected)]


def test_a_pair_of_dangerous_goods_stands_once_whatever_its_order(folder: Path) -> None:
    turned = {"class_a": "1.1", "class_b": "3"}
    edit_rows(folder, "dangerous_goods.csv", lambda old: [*old, {**old[1], **turned}])
    assert said(folder) == [("dangerous_goods.csv:7:class_b", "each pair of classes once, whatever their order")]


def test_people_whom_only_a_commercial_flight_takes_have_a_way_out(folder: Path) -> None:
    for row in (2, 3):
        edit_cell(folder, "configurations.csv", row, "seats", "0")
    stranded = {place for place, _ in said(folder)}
    (folder / "commercial_seats.csv").unlink()
    assert stranded == set()
    assert {place for place, _ in said(folder)} == {f"people.csv:{row}:destination_id" for row in range(2, 6)}


def test_halts_count_for_the_longest_duty(folder: Path) -> None:
    edit_cell(folder, "legs.csv", 2, "halts", "30:400")
    assert "people.csv:4:destination_id" in {place for place, _ in said(folder)}


@given(
    halts=st.lists(st.tuples(st.integers(1, 99), st.integers(1, 40)), max_size=3, unique_by=lambda one: one[0]),
    fixed=st.integers(0, 20),
    speed=st.integers(30, 90),
    hours=st.lists(st.integers(0, 400), min_size=2, max_size=6, unique=True),
)
def test_setting_out_is_allowed_exactly_when_every_stretch_is_driven_while_the_leg_is_open(
    halts: list[tuple[int, int]], fixed: int, speed: int, hours: list[int]
) -> None:
    ends = sorted(hours)
    opened = tuple(Interval(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False))
    leg = Leg(
        leg_id="A",
        mode="road",
        from_place="B",
        to_place="C",
        distance_km=100,
        open_intervals=opened,
        halts=tuple(sorted(halts)),
    )
    stretches = stretches_of(leg, fixed, speed)
    assert sum(end - start for start, end in stretches) == fixed + -(-100 * 60 // speed)
    allowed = departures_of(stretches, opened)
    for minute in range(-50, 450):
        right = all(
            any(one.start_minute <= minute + start and minute + end <= one.end_minute for one in opened)
            for start, end in stretches
        )
        assert right == any(one.start_minute <= minute < one.end_minute for one in allowed)


def test_every_file_and_column_of_the_rich_folder_is_found_in_the_schema() -> None:
    schemas = folder_schema()
    for file, name in (*ADDED_CELLS, *NEW_CELLS):
        schema = schemas[file]
        assert isinstance(schema, dict)
        assert schema["properties"][name]["description"]
        assert (name in schema["required"]) == (file in NEW)


def test_who_is_retained_departs_in_no_reconstruction(folder: Path) -> None:
    edit_cell(folder, "reconstruction.csv", 2, "people_line", "STAY")
    assert [place for place, _ in said(folder)] == ["reconstruction.csv:2:people_line"]
    with pytest.raises(InputError):
        read_history(folder, read_operation(folder))
