"""From the tiny folder to the tiny operation: the files say what `tests.tiny` says by hand; hashes; assumptions."""

import csv
import io
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from repli.errors import InputError
from repli.intake import agreement_hash, check_folder, read_history, read_operation
from repli.model import Operation, OperationTime
from repli.units import Interval, minute_from_text, text_of_minute
from tests.tiny import at, tiny_operation
from tests.tiny_folder import edit_cell, edit_rows, edit_text, rows, write_tiny_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_folder(tmp_path)


def name_of_operations(one: OperationTime) -> str:
    return "+".join(sorted(one.operations)) or "stop"


def as_expanded(operation: Operation) -> Operation:
    """The operation with every interval cut at the horizon, and the times of each type in order of their names."""

    def cut(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
        end = operation.horizon_minute
        return tuple(Interval(i.start_minute, min(i.end_minute, end)) for i in intervals if i.start_minute < end)

    return replace(
        operation,
        sites=tuple(replace(site, office_intervals=cut(site.office_intervals)) for site in operation.sites),
        fields=tuple(replace(field, open_intervals=cut(field.open_intervals)) for field in operation.fields),
        legs=tuple(replace(leg, open_intervals=cut(leg.open_intervals)) for leg in operation.legs),
        vehicle_types=tuple(
            replace(kind, operation_times=tuple(sorted(kind.operation_times, key=name_of_operations)))
            for kind in operation.vehicle_types
        ),
    )


def test_the_folder_reads_as_the_operation_written_by_hand(folder: Path) -> None:
    found = read_operation(folder)
    by_hand = as_expanded(tiny_operation())
    from_files_only = {
        "operation_hash": found.operation_hash,
        "settings": found.settings,
        "assumptions": found.assumptions,
        "agreement": replace(by_hand.agreement, wording=found.agreement.wording),
    }
    assert found == replace(by_hand, **from_files_only)


def test_the_agreed_sentences_are_read_in_both_languages(folder: Path) -> None:
    wording = read_operation(folder).agreement.wording
    assert [key for key, _, _ in wording.sentences] == [
        "cooperation",
        "next_phase",
        "place",
        "procedures",
        "protection",
    ]
    assert wording.of("next_phase", "fr") == "Phase suivante."
    assert wording.of("next_phase", "en") == "Next phase."


def test_the_inputs_of_the_simulation_are_read_by_name(folder: Path) -> None:
    found = [(one.name, one.low, one.base, one.high) for one in read_operation(folder).settings]
    assert found == [("breakdown_probability", 0.1, 0.05, 0.02), ("repair_hours_mean", 90, 30, 10)]


def test_every_assumption_is_listed_with_its_place(folder: Path) -> None:
    edit_cell(folder, "fleet.csv", 3, "assumed", "")
    edit_cell(folder, "fleet.csv", 3, "source", "a page")
    found = read_operation(folder).assumptions
    in_tables = sum(len(rows(folder, file.name)) for file in folder.glob("*.csv"))
    history = len(rows(folder, "claims.csv")) + len(rows(folder, "reconstruction.csv"))
    assert len(found) == 7 + in_tables - history - 1
    assert [(one.row, one.subject) for one in found if one.file == "operation.toml"] == [
        (12, "agreement"),
        (20, "party force"),
        (28, "party host"),
        (36, "milestone half"),
        (44, "planning"),
        (49, "disclosure"),
        (63, "text"),
    ]
    assert [(one.row, one.subject) for one in found if one.file == "fleet.csv"] == [(2, "L1"), (4, "T1")]
    assert {one.text for one in found} == {"invented for tests"}


def test_a_wrong_folder_loads_nothing_and_says_everything(folder: Path) -> None:
    edit_cell(folder, "items.csv", 2, "kg", "2 t")
    edit_cell(folder, "people.csv", 2, "count", "-6")
    with pytest.raises(InputError) as caught:
        read_operation(folder)
    assert [problem.place for problem in caught.value.problems] == ["people.csv:2:count", "items.csv:2:kg"]
    assert caught.value.problems == check_folder(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_operation(tmp_path / "nowhere")
    assert [problem.place for problem in caught.value.problems] == ["nowhere"]
    assert check_folder(tmp_path / "nowhere") == caught.value.problems


def test_as_of_can_be_given(folder: Path) -> None:
    noon = at(1, 12)
    operation = read_operation(folder, as_of_minute=noon)
    assert operation.as_of_minute == noon
    assert operation.agreement.day_starts[0] == at(1)
    assert operation.operation_hash != read_operation(folder).operation_hash
    edit_text(folder, "operation.toml", "as_of = 2030-01-07", f'as_of = "{text_of_minute(noon)}"')
    assert read_operation(folder) == operation


def test_as_of_at_the_horizon_is_refused(folder: Path) -> None:
    horizon = read_operation(folder).horizon_minute
    with pytest.raises(InputError) as caught:
        read_operation(folder, as_of_minute=horizon)
    assert [(one.place, one.found) for one in caught.value.problems] == [
        ("operation.toml:39:planning.as_of", text_of_minute(horizon))
    ]


def shuffled(folder: Path, seed: int) -> None:
    """Put rows and columns of every table, and the parties, into another order."""
    rng = random.Random(seed)  # noqa: S311 - an order, not a secret
    for file in folder.glob("*.csv"):
        found = rows(folder, file.name)
        names = list(found[0])
        rng.shuffle(names)
        rng.shuffle(found)
        stream = io.StringIO()
        writer = csv.DictWriter(stream, fieldnames=names, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(found)
        file.write_text(stream.getvalue(), encoding="utf-8-sig", newline="")


def test_the_order_of_rows_and_columns_changes_neither_hash_nor_operation(folder: Path) -> None:
    before = read_operation(folder)
    shuffled(folder, 1)
    after = read_operation(folder)
    assert after.operation_hash == before.operation_hash
    assert replace(after, assumptions=()) == replace(before, assumptions=())
    assert sorted(one.subject for one in after.assumptions) == sorted(one.subject for one in before.assumptions)


def test_the_order_of_the_parties_changes_no_hash(folder: Path) -> None:
    operation, agreement = read_operation(folder), agreement_hash(folder)
    text = (folder / "operation.toml").read_text(encoding="utf-8")
    start, middle, end = (text.index(mark) for mark in ("[[party]]", '[[party]]\nid = "host"', "[[milestone]]"))
    swapped = text[:start] + text[middle:end] + text[start:middle] + text[end:]
    (folder / "operation.toml").write_text(swapped, encoding="utf-8")
    assert read_operation(folder).operation_hash == operation.operation_hash
    assert agreement_hash(folder) == agreement


CHANGES: dict[str, Callable[[Path], None]] = {
    "one kg": lambda folder: edit_cell(folder, "items.csv", 2, "kg", "2001"),
    "one minute": lambda folder: edit_cell(folder, "vehicle_types.csv", 2, "rest_minutes", "481"),
    "an assumption": lambda folder: edit_cell(folder, "items.csv", 2, "assumed", "otherwise"),
    "a source": lambda folder: edit_cell(folder, "items.csv", 2, "source", "a page"),
    "an input of the simulation": lambda folder: edit_cell(folder, "assumptions.csv", 2, "base", "31"),
    "a closure": lambda folder: edit_cell(folder, "closures.csv", 3, "reason", "other works"),
    "no closures": lambda folder: (folder / "closures.csv").unlink(),
    "the wave": lambda folder: edit_text(folder, "operation.toml", "wave_minutes = 180", "wave_minutes = 181"),
    "a sentence": lambda folder: edit_text(folder, "operation.toml", "Phase suivante.", "La suite."),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_that_planning_may_read_changes_the_hash(folder: Path, change: str) -> None:
    before = read_operation(folder).operation_hash
    CHANGES[change](folder)
    assert read_operation(folder).operation_hash != before


def test_claims_and_reconstruction_change_no_hash(folder: Path) -> None:
    before = read_operation(folder).operation_hash
    edit_cell(folder, "claims.csv", 2, "value", "3")
    (folder / "reconstruction.csv").unlink()
    assert read_operation(folder).operation_hash == before


def test_an_empty_table_of_closures_is_the_same_as_none(folder: Path) -> None:
    header = (folder / "closures.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "closures.csv").write_text(header + "\n", encoding="utf-8")
    empty = read_operation(folder).operation_hash
    (folder / "closures.csv").unlink()
    assert read_operation(folder).operation_hash == empty


def test_the_hash_of_the_agreement_covers_what_was_agreed_and_nothing_else(folder: Path) -> None:
    before = agreement_hash(folder)
    edit_cell(folder, "items.csv", 2, "kg", "2001")
    edit_text(folder, "operation.toml", "wave_minutes = 180", "wave_minutes = 181")
    assert agreement_hash(folder) == before
    for old, new in (
        ("deadline = 2030-01-09", "deadline = 2030-01-10"),
        ('"at_least"', '"withheld"'),
        ("Phase suivante.", "La suite."),
        ("fraction_ppm = 500000", "fraction_ppm = 500001"),
        ('name_fr = "Hôte"', 'name_fr = "Pays hôte"'),
    ):
        edit_text(folder, "operation.toml", old, new)
        after = agreement_hash(folder)
        assert after != before
        before = after


def test_the_hash_of_the_agreement_is_refused_where_operation_toml_is_wrong(folder: Path) -> None:
    edit_text(folder, "operation.toml", 'role = "host"', 'role = "force"')
    with pytest.raises(InputError):
        agreement_hash(folder)


def test_both_ways_of_writing_the_same_letters_hash_the_same(folder: Path) -> None:
    before = read_operation(folder).operation_hash, agreement_hash(folder)
    edit_text(folder, "operation.toml", "Hôte", "Hôte")
    text = (folder / "items.csv").read_text(encoding="utf-8")
    (folder / "items.csv").write_text(text.replace("é", "é"), encoding="utf-8")
    assert (read_operation(folder).operation_hash, agreement_hash(folder)) == before


def test_closures_shorten_hours_where_they_belong(folder: Path) -> None:
    def closed(place: str) -> Operation:
        edit_cell(folder, "closures.csv", 2, "place_id", place)
        edit_cell(folder, "closures.csv", 2, "starts", "2030-01-08T09:00Z")
        edit_cell(folder, "closures.csv", 2, "ends", "2030-01-08T10:00Z")
        return read_operation(folder)

    hole = Interval(minute_from_text("2030-01-08T09:00Z"), minute_from_text("2030-01-08T10:00Z"))

    def open_in_the_hole(intervals: tuple[Interval, ...]) -> bool:
        return any(one.start_minute < hole.end_minute and hole.start_minute < one.end_minute for one in intervals)

    def shut(operation: Operation) -> set[str]:
        legs = {leg.leg_id for leg in operation.legs if not open_in_the_hole(leg.open_intervals)}
        fields = {field.field_id for field in operation.fields if not open_in_the_hole(field.open_intervals)}
        inside = (site for site in operation.sites if site.inside)
        return legs | fields | {site.site_id for site in inside if not open_in_the_hole(site.office_intervals)}

    assert shut(closed("FLD1")) == {"FLD1"}
    assert shut(closed("FEED")) == {"FEED", "BASE-FEED.back"}  # its office, and the road out of it
    assert shut(closed("BASE-FEED")) == {"BASE-FEED"}
    assert shut(closed("FLD1-OUT1.back")) == {"FLD1-OUT1.back"}


def test_passages_exist_where_the_payload_table_reaches(folder: Path) -> None:
    edit_rows(
        folder,
        "vehicle_types.csv",
        lambda found: [*found, {**found[1], "type_id": "SHORT", "block_speed_km_per_h": "7"}],
    )
    for file in ("vehicle_operations.csv", "configurations.csv", "payload_ranges.csv"):
        edit_rows(
            folder,
            file,
            lambda found: [*found, *({**row, "type_id": "SHORT"} for row in found if row["type_id"] == "LIFT")],
        )
    edit_rows(folder, "payload_ranges.csv", lambda found: found[:-1])  # SHORT reaches 500 km only
    flight = {"leg_id": "HOP", "from_place": "OUT1", "to_place": "MID1", "distance_km": "500"}
    edit_rows(folder, "fields.csv", lambda found: [*found, {**found[0], "field_id": "MID1"}])
    edit_rows(folder, "legs.csv", lambda found: [*found, {**found[1], **flight, "both_ways": "no"}])
    passages = {(one.type_id, one.leg_id): one for one in read_operation(folder).passages}
    assert ("SHORT", "FLD1-OUT1") not in passages
    assert ("TRUCK", "HOP") not in passages
    assert ("LIFT", "HOP.back") not in passages
    assert passages["LIFT", "HOP"].payload_kg == 12_500  # at 500 km the first row still holds
    assert passages["LIFT", "FLD1-OUT1"].payload_kg == 12_000
    assert passages["SHORT", "HOP"].block_minutes == 30 + 4286  # 500 km at 7 km/h = 4285.7 minutes


def test_the_history_is_no_part_of_the_operation(folder: Path) -> None:
    operation = read_operation(folder)
    edit_cell(folder, "claims.csv", 2, "value", "two")
    assert read_operation(folder) == operation
    with pytest.raises(InputError):
        read_history(folder, operation)


def test_five_hundred_items_are_read_in_less_than_half_a_second(folder: Path) -> None:
    first = rows(folder, "items.csv")[0]
    edit_rows(folder, "items.csv", lambda found: [*found, *({**first, "item_id": f"X{n}"} for n in range(500))])
    start = time.process_time()
    assert len(read_operation(folder).items) == 506
    assert time.process_time() - start < 0.5


def add_column(folder: Path, file: str, name: str, values: dict[str, str]) -> None:
    """Give a table a column that may be left out; ``values`` by the first cell of a row, others stay empty."""
    edit_rows(folder, file, lambda found: [{**row, name: values.get(next(iter(row.values())), "")} for row in found])


def test_columns_that_may_be_left_out_say_the_rest_of_the_job(folder: Path) -> None:
    before = read_operation(folder)
    add_column(folder, "sites.csv", "closes_after", {"BASE": "FEED"})
    add_column(folder, "fields.csv", "handling_sets", {"FLD1": "2"})
    edit_cell(folder, "clearances.csv", 2, "state", "planned")
    name = rows(folder, "clearances.csv")[0]["clearance_id"]
    add_column(folder, "clearances.csv", "lead_hours", {name: "72"})
    add_column(folder, "clearances.csv", "answer_hours", {name: "24"})
    after = read_operation(folder)
    assert after.site_of["BASE"].closes_after == ("FEED",)
    assert (after.field_of["FLD1"].handling_sets, after.field_of["OUT1"].handling_sets) == (2, None)
    planned = after.clearance_of[name]
    assert (planned.state, planned.lead_minutes, planned.answer_minutes) == ("planned", 4320, 1440)
    assert after.operation_hash != before.operation_hash


def test_spots_that_another_user_holds_leave_the_field_open(folder: Path) -> None:
    edit_cell(folder, "closures.csv", 2, "starts", "2030-01-07T10:00Z")  # by day, while the field is open
    closed = read_operation(folder).field_of["FLD1"]
    add_column(folder, "closures.csv", "parking_spots", {"FLD1": "2:1 3:1"})
    shared = read_operation(folder).field_of["FLD1"]
    (held,) = shared.taken
    assert (held.parking_spots, held.working_spots) == (((2, 1), (3, 1)), ())
    assert sum(one.end_minute - one.start_minute for one in shared.open_intervals) > sum(
        one.end_minute - one.start_minute for one in closed.open_intervals
    )
    assert closed.taken == ()
