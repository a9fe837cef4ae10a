"""Exports, judged by well-kept readers of their formats: icalendar, geojson-pydantic, frictionless, our books."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import frictionless
import pytest
from geojson_pydantic import FeatureCollection
from icalendar import Calendar

from repli.planning import next_days
from repli.progress import Disclosed
from repli.reporting import (
    CalendarEntry,
    ExportTable,
    calendar_bytes,
    geography_json,
    package_files,
    plan_tables,
    public_tables,
    table_csv,
    tables_book,
)
from repli.spreadsheet import read_book
from repli.units import datetime_of_minute
from tests.office import saved_again
from tests.reporting.samples import sample_public_facts
from tests.tiny import tiny_operation, tiny_plan

TRUTH = "Invented for tests."


def the_calendar() -> tuple[bytes, list[CalendarEntry]]:
    operation, plan = tiny_operation(), tiny_plan()
    duties = next_days(operation, plan, operation.as_of_minute, 30)
    entries = [
        CalendarEntry(minute=one.minute, kind=one.kind, subject=one.subject, sentence=str(one.sentence))
        for one in duties
    ]
    made = calendar_bytes(entries, name="Force", operation_id="tiny", made_minute=operation.as_of_minute, truth=TRUTH)
    return made, entries


def test_a_calendar_holds_every_duty_at_its_time_for_its_reader() -> None:
    data, entries = the_calendar()
    events = [one for one in Calendar.from_ical(data).walk("VEVENT") if not one.errors]
    assert len(events) == len(entries) > 10
    assert sorted((one.start, str(one["summary"])) for one in events) == sorted(
        (datetime_of_minute(one.minute), one.sentence) for one in entries
    )
    assert {one.end - one.start for one in events} == {timedelta(minutes=15)}


def test_a_calendar_read_again_moves_its_entries_and_doubles_none() -> None:
    data, entries = the_calendar()
    later = [replace(one, minute=one.minute + 60) for one in entries]
    moved = calendar_bytes(later, name="Force", operation_id="tiny", made_minute=0, truth=TRUTH)
    first, second = ({str(one["uid"]) for one in Calendar.from_ical(text).walk("VEVENT")} for text in (data, moved))
    assert first == second
    assert len(first) == len(entries)
    assert data == the_calendar()[0]


def test_lines_of_a_calendar_end_and_fold_as_the_standard_asks() -> None:
    lines = the_calendar()[0].split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)


def test_the_map_is_geojson_with_every_place_leg_and_movement() -> None:
    operation, plan = tiny_operation(), tiny_plan()
    read = FeatureCollection.model_validate_json(geography_json(operation, plan, TRUTH))
    kinds = [feature.properties["kind"] for feature in read.features if feature.properties]
    expected = {"site": operation.sites, "field": operation.fields, "leg": operation.legs, "movement": plan.movements}
    assert {kind: kinds.count(kind) for kind in expected} == {kind: len(rows) for kind, rows in expected.items()}
    assert len({feature.id for feature in read.features}) == len(read.features)
    place = next(feature for feature in read.features if feature.id == f"site:{operation.sites[0].site_id}")
    assert place.geometry is not None
    assert tuple(place.geometry.coordinates)[:2] == (operation.sites[0].longitude_deg, operation.sites[0].latitude_deg)
    assert json.loads(geography_json(operation, None, TRUTH))["description"] == TRUTH


def rows_of(table: ExportTable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_csv(table).decode())))


def test_manifests_load_what_they_unload_and_departures_weigh_what_is_aboard() -> None:
    operation, plan = tiny_operation(), tiny_plan()
    tables = {table.name: rows_of(table) for table in plan_tables(operation, plan)}
    for movement in plan.movements:
        lines = [one for one in tables["manifests"] if one["movement"] == movement.movement_id]
        kg = {act: sum(int(one["kg"]) for one in lines if one["act"] == act) for act in ("load", "unload")}
        assert kg["load"] == kg["unload"]
        departures = [one for one in tables["departures"] if one["movement"] == movement.movement_id]
        assert len(departures) == len(movement.stops) - 1
        assert max(int(one["kg"]) for one in departures) <= kg["load"]
    people = sum(line.count for line in operation.people)
    gone = sum(
        int(one["people"] or 0) for one in tables["manifests"] if one["act"] == "unload" and one["place"] == "OUT1"
    )
    assert gone == people


def test_tables_are_the_same_as_csv_and_as_a_workbook_that_libreoffice_saved(tmp_path: Path) -> None:
    tables = plan_tables(tiny_operation(), tiny_plan())
    for data in (book := tables_book(tables, TRUTH), saved_again({"tables": book}, tmp_path)["tables"]):
        grids = {grid.name: grid.rows for grid in read_book(data)}
        assert grids.pop("_about") == ((TRUTH,),)
        for table in tables:
            shown = [
                [str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row] for row in grids[table.name]
            ]
            written = [
                row + [""] * (len(shown[0]) - len(row)) for row in csv.reader(io.StringIO(table_csv(table).decode()))
            ]
            assert shown == written


def written(folder: Path, **changes: object) -> Path:
    for name, data in package_files(replace(sample_public_facts(), **changes)).items():  # type: ignore[arg-type]
        (folder / name).write_bytes(data)
    return folder / "datapackage.json"


def test_the_public_figures_are_a_valid_data_package(tmp_path: Path) -> None:
    facts = sample_public_facts()
    report = frictionless.validate(str(written(tmp_path)))
    assert report.valid, report.to_summary()
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    rows = {resource.name: resource.read_rows() for resource in package.resources}
    assert [(row["figure"], row["value"]) for row in rows["figures"]] == [
        (one.name, one.value) for one in facts.figures
    ]
    assert facts.signed is not None
    assert [row["people"] for row in rows["people_departed"]] == [people for _, people in facts.signed]


def test_a_changed_byte_of_the_package_is_found_by_its_hash(tmp_path: Path) -> None:
    package = written(tmp_path)
    figures = tmp_path / "figures.csv"
    figures.write_bytes(figures.read_bytes().replace(b"16", b"17", 1))
    assert not frictionless.validate(str(package)).valid


def test_what_is_withheld_has_no_value_anywhere_in_the_package(tmp_path: Path) -> None:
    facts = sample_public_facts()
    hidden = tuple(
        Disclosed(name=one.name, style="withheld", grade=one.grade, value=None, words=one.words)
        for one in facts.figures
    )
    written(tmp_path, figures=hidden, signed=None)
    assert not (tmp_path / "people_departed.csv").exists()
    with (tmp_path / "figures.csv").open(encoding="utf-8") as stream:
        assert {(row["value"], row["low"], row["high"]) for row in csv.DictReader(stream)} == {("", "", "")}


@pytest.mark.parametrize("word", ["floor", "function", "plan", "forecast"])
def test_the_package_speaks_of_nothing_but_the_past(word: str) -> None:
    columns = {column for table in public_tables(sample_public_facts()) for column in table.header}
    assert not [column for column in columns if word in column]
