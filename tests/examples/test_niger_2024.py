"""The real case, read with csv and tomllib alone: its sums, its truth columns, and a history that can have happened."""

import csv
import hashlib
import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "niger-2024"
TABLES = sorted(path.name for path in FOLDER.glob("*.csv"))
MONTHS = ("05", "06", "07", "08", "09", "10", "11")

# SHA-256 (first 16 digits) of surnames of real officers and officials of the case, so that they stand nowhere, not
# even here.
REAL_SURNAMES = frozenset(
    {
        *("3b04573b789d6a8a", "551c79d0730026c2", "c1d35cc3471fe509", "034f57f07558c5fd", "7e50ec93b0252794"),
        *("e791b88de48b26bc", "a08a9d554da25aae", "8a32801b46bc1db0", "f4d25158ccdd82c2", "e4d5643a5d993e19"),
        *("c14ff347f4d94c6a", "16b2d99302b0b60e", "4091397dac277661", "568a40246db10ba0"),
    }
)
RANK = re.compile(
    r"\b(?i:general|général|colonel|colonel-major|lieutenant|captain|capitaine|commandant|maj\.? gen\.?|col\.)"
    r"\s+[A-Z][a-z]+"
)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def operation() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "operation.toml").read_text(encoding="utf-8"))


def test_the_people_lines_sum_to_the_baseline_of_the_commission() -> None:
    people = rows("people.csv")
    assert sum(int(row["count"]) for row in people) == 946
    assert 30 <= len(people) <= 60
    assert {row["site_id"] for row in people} == {"AB101", "AB201", "DIFFA", "OUALLAM"}


def first_part() -> list[dict[str, str]]:
    """The rows up to 7 June, which the main job replays."""
    return [row for row in rows("reconstruction.csv") if row["at"] < "2024-06-08"]


def test_opening_and_departures_sum_to_269_people_and_several_tonnes() -> None:
    history = first_part()
    kg = {row["item_id"]: int(row["kg"]) for row in rows("items.csv")}
    items = [item for row in history for item in row["items"].split()]
    assert sum(int(row["people"]) for row in history) == 269
    assert len(items) == len(set(items))
    assert 2_000 < sum(kg[item] for item in items) < 100_000


def test_departures_begin_on_7_june_and_the_first_is_the_c17() -> None:
    departs = [row for row in first_part() if row["kind"] == "depart"]
    first = min(departs, key=lambda row: row["at"])
    assert {row["at"][:10] for row in departs} == {"2024-06-07"}
    assert (first["movement_id"], first["vehicle_type"], first["field_id"]) == ("NIG-001", "C-17", "DRRN")


def test_nobody_and_nothing_departs_twice_or_before_it_is_ready() -> None:
    lines = {row["line_id"]: row for row in rows("people.csv")}
    ready = {row["item_id"]: row["ready"] for row in rows("items.csv")}
    gone: Counter[str] = Counter()
    for row in rows("reconstruction.csv"):
        if row["kind"] not in {"opening", "depart", "status"}:
            continue
        assert all(ready[item] <= row["at"][:10] for item in row["items"].split())
        if row["people_line"] in lines:
            line = lines[row["people_line"]]
            assert row["people_category"] == line["category"]
            assert line["ready"] <= row["at"][:10]
            gone[row["people_line"]] += int(row["people"])
    assert gone == Counter({line: int(row["count"]) for line, row in lines.items()})


@pytest.mark.parametrize("site", ["AB101", "AB201", "DIFFA", "OUALLAM"])
@pytest.mark.parametrize("function", ["", "guard"])
def test_after_the_history_each_site_still_stands_above_its_floor(site: str, function: str) -> None:
    lines = {row["line_id"]: row for row in rows("people.csv")}
    there = {line for line, row in lines.items() if row["site_id"] == site and function in {"", row["function"]}}
    present = sum(int(lines[line]["count"]) for line in there)
    present -= sum(int(row["people"]) for row in first_part() if row["people_line"] in there)
    steps = [row for row in rows("floors.csv") if (row["site_id"], row["function"]) == (site, function)]
    assert present >= int(next(row["minimum"] for row in steps if row["from"] == "2024-05-19"))


def test_floors_never_rise_and_stay_above_zero_until_the_closing_wave() -> None:
    tables: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for row in rows("floors.csv"):
        tables.setdefault((row["site_id"], row["function"]), []).append((row["from"], int(row["minimum"])))
    for steps in tables.values():
        minima = [minimum for _, minimum in sorted(steps)]
        assert minima == sorted(minima, reverse=True)
        assert minima[-1] > 0


def test_the_guards_who_leave_last_are_no_more_than_the_guards_still_required() -> None:
    last = {row["site_id"]: int(row["last_out_people"]) for row in rows("sites.csv") if row["side"] == "inside"}
    for site, people in last.items():
        floor = [
            int(row["minimum"]) for row in rows("floors.csv") if (row["site_id"], row["function"]) == (site, "guard")
        ]
        assert 0 < people <= min(floor)


def test_every_item_fits_a_configuration_of_each_type_of_vehicle_it_must_travel_with() -> None:
    payload: Counter[str] = Counter()
    for row in rows("payload_ranges.csv"):
        payload[row["type_id"]] = max(payload[row["type_id"]], int(row["payload_kg"]))
    need = {"AB101": ["C-17"], "AB201": ["C-17"], "DIFFA": ["convoy-long", "C-17"], "OUALLAM": ["convoy-day", "C-17"]}
    room = {
        (row["type_id"], outsize): int(row["pallet_positions"])
        for outsize in (False, True)
        for row in sorted(rows("configurations.csv"), key=lambda row: int(row["pallet_positions"]))
        if row["outsize"] == "yes" or not outsize
    }
    for item in rows("items.csv"):
        for kind in need[item["site_id"]]:
            assert int(item["positions"]) <= room.get((kind, item["class"] == "outsize"), 0)
            assert int(item["kg"]) <= payload[kind]


def test_granted_windows_reach_the_horizon_and_leave_gaps_but_never_overlap() -> None:
    windows: dict[str, list[tuple[str, str]]] = {}
    for row in rows("clearances.csv"):
        windows.setdefault(row["scope_id"], []).append((row["window_from"], row["window_to"]))
    for of_scope in windows.values():
        ordered = sorted(of_scope)
        assert ordered[-1][1] == "2024-11-15"
        assert all(end <= start for (_, end), (start, _) in pairwise(ordered))
    assert any(end < start for (_, end), (start, _) in pairwise(sorted(windows["DRZA"])))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_its_values_come_from_or_that_they_are_assumed(name: str) -> None:
    table = rows(name)
    assert table
    assert all(row["source"].strip() or row["assumed"].strip() for row in table)


def test_every_table_of_the_agreement_says_where_it_comes_from_or_that_it_is_assumed() -> None:
    document = operation()
    tables = [document[key] for key in ("agreement", "planning", "disclosure", "text")]
    for table in [*tables, *document["party"], *document["milestone"]]:
        assert table["source"] or table["assumed"]


def test_every_reconstructed_movement_is_called_a_reconstruction() -> None:
    assert all(row["assumed"].startswith("Reconstruction.") for row in rows("reconstruction.csv"))


def test_claims_keep_both_counts_of_the_same_ceremony() -> None:
    claims = [
        row for row in rows("claims.csv") if row["quantity"] == "people_departed" and row["stated_on"] == "2024-07-07"
    ]
    assert {row["value"] for row in claims} == {"776", "766"}


def test_a_claim_without_quoted_words_says_why() -> None:
    assert all(row["quote"] or "no words are quoted" in row["assumed"] for row in rows("claims.csv"))
    assert all(row["source"].startswith("http") for row in rows("claims.csv"))


def test_the_simulation_finds_exactly_its_inputs_each_from_pessimistic_to_optimistic() -> None:
    settings = {row["name"]: row for row in rows("assumptions.csv")}
    assert set(settings) == {
        *(
            "block_time_factor_sd",
            "breakdown_probability",
            "clearance_delay_days_mean",
            "clearance_refusal_probability",
        ),
        *("crisis_days_mean", "crisis_probability", "ground_time_factor_mean", "ground_time_factor_sd"),
        *("repair_hours_mean", "turn_in_delay_days_mean", "turn_in_fraction", "weather_closure_hours"),
        *(f"weather_day_probability_{month}" for month in MONTHS),
    }
    for name, row in settings.items():
        triple = [float(row[key]) for key in ("low", "base", "high")]
        assert triple == sorted(triple, reverse=name != "turn_in_fraction")


def test_the_signatories_are_demonstrations_of_one_force_and_one_host() -> None:
    parties = operation()["party"]
    assert [(party["id"], party["role"]) for party in parties] == [("demo-force", "force"), ("demo-host", "host")]


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_no_real_officer_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    hashes = {hashlib.sha256(word.encode()).hexdigest()[:16] for word in words}
    assert not hashes & REAL_SURNAMES
    assert not RANK.search(text)
