"""The reconstruction to 15 September, read with csv alone: it meets what was published, and could have happened."""

import csv
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "niger-2024"
BASES = ("AB101", "AB201")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


ROWS = rows("reconstruction.csv")
ITEMS = {row["item_id"]: row for row in rows("items.csv")}
FLIGHTS = {row["movement_id"]: row for row in ROWS if row["kind"] == "depart"}


def at(row: dict[str, str]) -> datetime:
    return datetime.strptime(row["at"], "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)


def local_day(row: dict[str, str]) -> str:
    """The day in Niamey, an hour ahead of UTC."""
    return (at(row) + timedelta(hours=1)).date().isoformat()


def until(day: str) -> list[dict[str, str]]:
    """The rows up to the end of a local day."""
    return [row for row in ROWS if local_day(row) <= day]


def departed(day: str) -> int:
    return sum(int(row["people"]) for row in until(day) if row["kind"] in {"opening", "depart"})


def kg_departed(day: str) -> int:
    return sum(
        int(ITEMS[item]["kg"]) for row in until(day) if row["kind"] != "transfer" for item in row["items"].split()
    )


def present(day: str, function: str = "") -> Counter[str]:
    """How many people, or guards of the list, are at each site at the end of a local day."""
    lines = {row["line_id"]: row for row in rows("people.csv")}
    there = Counter[str]()
    for row in lines.values():
        there[row["site_id"]] += int(row["count"]) if function in {"", row["function"]} else 0
    for row in until(day):
        if row["people_line"] and function in {"", lines.get(row["people_line"], {"function": "logistic"})["function"]}:
            there[row["site_id"]] -= int(row["people"]) * (-1 if row["kind"] == "reinforce" else 1)
            there[row["to_site"]] += int(row["people"]) if row["kind"] == "transfer" else 0
    return there


def test_776_people_and_1593_tonnes_are_out_at_the_end_of_7_july() -> None:
    assert (departed("2024-07-07"), kg_departed("2024-07-07")) == (776, 1_593_000)


def test_two_c17_take_the_last_of_air_base_101_at_five_past_midnight_after_the_act() -> None:
    last = [row for row in FLIGHTS.values() if row["site_id"] == "AB101"][-2:]
    assert [(row["at"], row["vehicle_type"]) for row in last] == [("2024-07-07T23:05Z", "C-17")] * 2
    (act,) = (row for row in ROWS if (row["kind"], row["site_id"]) == ("handover", "AB101"))
    (closed,) = (row for row in ROWS if (row["kind"], row["site_id"]) == ("close", "AB101"))
    assert act["at"] < last[0]["at"] < closed["at"]
    assert (local_day(act), local_day(closed)) == ("2024-07-07", "2024-07-08")
    assert present("2024-07-08")["AB101"] == 0


@pytest.mark.parametrize(
    ("day", "site", "low", "high"),
    [("2024-07-05", "AB101", 95, 105), ("2024-07-05", "AB201", 0, 499), ("2024-07-24", "AB201", 190, 210)],
)
def test_the_published_strengths_of_the_bases_hold(day: str, site: str, low: int, high: int) -> None:
    assert low <= present(day)[site] <= high


def test_about_600_remain_on_14_june_and_700_on_17_june_after_people_arrived() -> None:
    assert present("2024-06-14").total() == 600
    assert 665 <= present("2024-06-17").total() <= 735


def test_two_thirds_are_out_by_26_july() -> None:
    assert departed("2024-07-26") * 1_000_000 >= 666_667 * 946


def test_twenty_are_at_the_embassy_from_5_august_and_nobody_remains_on_15_september() -> None:
    assert +present("2024-08-05") == Counter({"EMBASSY": 20})
    assert +present("2024-09-15") == Counter()
    retained = sum(int(row["people"]) for row in ROWS if row["state"] == "retained")
    arrived = sum(int(row["people"]) for row in ROWS if row["kind"] == "reinforce")
    assert departed("2024-09-15") + retained == 946 + arrived


def test_every_item_departs_once() -> None:
    went = [item for row in ROWS if row["kind"] == "depart" for item in row["items"].split()]
    assert sorted(went) == sorted(ITEMS)


@pytest.mark.parametrize("flight", FLIGHTS)
def test_every_load_fits_a_configuration_and_ammunition_flies_without_people(flight: str) -> None:
    parts = [row for row in ROWS if row["movement_id"] == flight]
    people = sum(int(row["people"]) for row in parts)
    items = [ITEMS[item] for row in parts for item in row["items"].split()]
    positions, kind = sum(int(item["positions"]) for item in items), parts[0]["vehicle_type"]
    kg = 150 * people + sum(int(item["kg"]) for item in items)
    outsize = any(item["class"] == "outsize" for item in items)
    assert any(
        people <= int(row["seats"])
        and positions <= int(row["pallet_positions"])
        and (row["outsize"] == "yes" or not outsize)
        for row in rows("configurations.csv")
        if row["type_id"] == kind
    )
    assert kg <= {"C-17": 58_967, "C-130J-30": 14_500}[kind]
    assert not people or not any(item["sensitivity"] == "ammunition" for item in items)


def test_every_day_has_no_more_flights_than_are_cleared_and_none_on_closed_days() -> None:
    flights = Counter((row["field_id"], local_day(row)) for row in FLIGHTS.values())
    for (field, day), count in flights.items():
        windows = [row for row in rows("clearances.csv") if row["scope_id"] == field]
        assert count <= sum(
            int(row["limit_per_day"]) for row in windows if row["window_from"] <= day < row["window_to"]
        )


@pytest.mark.parametrize("site", BASES)
@pytest.mark.parametrize("function", ["", "guard"])
def test_floors_hold_until_the_last_day_of_a_base(site: str, function: str) -> None:
    steps = [row for row in rows("floors.csv") if (row["site_id"], row["function"]) == (site, function)]
    last = max(local_day(row) for row in FLIGHTS.values() if row["site_id"] == site)
    for day in sorted({local_day(row) for row in FLIGHTS.values() if row["site_id"] == site} - {last}):
        floor = max((row["from"], int(row["minimum"])) for row in steps if row["from"] <= day)[1]
        assert present(day, function)[site] >= min(floor, 60 if not function else floor)


@pytest.mark.parametrize("site", ["AB101", "AB201", "DIFFA", "OUALLAM"])
def test_a_site_is_handed_over_and_closed_once_after_everybody_went(site: str) -> None:
    kinds = [row["kind"] for row in ROWS if row["movement_id"] == site]
    assert kinds == ["handover", "close"]
    (closed,) = (row for row in ROWS if (row["kind"], row["site_id"]) == ("close", site))
    assert present(local_day(closed))[site] == 0


def test_every_clearance_is_requested_then_granted_then_used() -> None:
    steps: dict[str, list[str]] = {}
    for row in ROWS:
        if row["kind"] == "clearance":
            steps.setdefault(row["movement_id"], []).append(row["state"])
    assert set(map(tuple, steps.values())) == {("requested", "granted", "used")}
    fields = {row["scope_id"] for row in rows("clearances.csv") if row["clearance_id"] in steps}
    assert fields == {"DRRN", "DRZA", "OUALLAM-AB101", "OUALLAM-AB101.back", "DIFFA-AB201", "DIFFA-AB201.back"}
