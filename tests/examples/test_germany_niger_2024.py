"""The German case: published sums, truth columns, and a plan by hand that the program meets in every figure."""

import csv
from functools import cache
from pathlib import Path

import pytest

from repli.commission import load_case, make_plan
from repli.model import Operation, Plan
from repli.reporting import load_sheets
from repli.rules import check_plan
from repli.units import text_of_minute
from tests.demo_run import HOUSE, run_repli

FOLDER = HOUSE / "examples" / "germany-niger-2024"
US_FOLDER = HOUSE / "examples" / "niger-2024"
BY_HAND = HOUSE / "docs" / "background" / "germany-by-hand.md"


def rows(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def planned() -> tuple[Operation, Plan]:
    operation = load_case(FOLDER).operation
    return operation, make_plan(operation, seed=1)


def off_of(item: str) -> str:
    """When the movement that loads an item goes off block at the site."""
    _, plan = planned()
    (minute,) = (
        stop.off_block_minute
        for movement in plan.movements
        for stop in movement.stops
        for cargo in stop.loads
        if cargo.line_id == item
    )
    return text_of_minute(minute)


def by_program() -> dict[str, str]:
    operation, plan = planned()
    last = max(stop.off_block_minute for one in plan.movements for stop in one.stops if stop.loads)
    (request,) = plan.requests
    return {
        "verdict": plan.verdict,
        "flights": str(len(plan.movements)),
        "A400M block minutes": str(operation.passage_of["A400M", "DRRN-ETNW"].block_minutes),
        "An-124 block minutes": str(operation.passage_of["An-124", "DRRN-ETNW"].block_minutes),
        "off block of A": off_of("A-01"),
        "off block of B": off_of("B-01"),
        "off block of D and V": off_of("V-01"),
        "last off block": text_of_minute(last),
        "request of G-3 at the latest": text_of_minute(request.request_minute),
        "notice of the handover": text_of_minute(plan.handovers[0].notice_minute),
        "handover starts": text_of_minute(plan.handovers[0].start_minute),
        "closure day": str(plan.objective.closure_day),
        "bound day": str(plan.bound.closure_day),
        "stay minutes": str(plan.objective.stay_minutes),
        "flying minutes": str(plan.objective.flying_minutes),
    }


def test_the_lists_sum_to_the_published_60_people_and_146_tonnes() -> None:
    assert sum(int(row["count"]) for row in rows("people.csv")) == 60
    assert sum(int(row["kg"]) for row in rows("items.csv")) == 146_000
    claims = rows("claims.csv")
    published = {(row["quantity"], int(row["value"])) for row in claims if row["quantity"].endswith("_departed")}
    assert published == {("people_departed", 60), ("kg_departed", 146_000), ("movements_departed", 5)}
    assert all(row["quote"] and row["language"] and row["source"] for row in claims)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_every_row_says_where_its_values_come_from_or_that_they_are_assumed(path: Path) -> None:
    assert rows(path.name)
    assert all(row["source"].strip() or row["assumed"].strip() for row in rows(path.name))


def test_the_plan_is_kept_in_the_published_number_of_flights_and_breaks_no_rule() -> None:
    operation, plan = planned()
    assert check_plan(operation, plan) == ()
    assert plan.bound.proven
    assert (plan.verdict, len(plan.movements)) == ("kept", 5)


def table_of(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading of the page, without its head."""
    section = BY_HAND.read_text("utf-8").split(heading)[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def slots(name: str, folder: Path) -> list[tuple[str, ...]]:
    columns = ("starts", "ends", "reason", "parking_spots", "working_spots")
    held = [row for row in rows("closures.csv", folder) if row["place_id"] == "DRRN" and row["parking_spots"]]
    return [(name, *(row[column] for column in columns)) for row in held]


def test_the_plan_by_hand_and_by_program_agree_in_every_figure() -> None:
    table = table_of("## 6. Hand and program")
    by_hand = {figure: hand for figure, hand, _ in table}
    printed = {figure: program for figure, _, program in table}
    assert len(table) == len(by_program())
    assert by_hand == by_program()
    assert printed == by_program()


def test_the_balance_by_hand_is_that_of_the_load_sheets() -> None:
    """The flights of A, B, D and V, C, in order of time; the last people go without a floor list."""
    found = []
    for sheet in load_sheets(*planned()):
        (load,) = sheet.loads
        gravity = load.gravity
        if gravity is not None and gravity.margin_cm is not None:
            exact = (gravity.arm_cm, gravity.margin_cm)
            found.append([str(gravity.kg), str(gravity.moment), *(f"{float(value):.1f}" for value in exact)])
    table = table_of("## 7. Balance")
    assert [name for name, *_ in table] == ["A", "B", "D and V", "C"]
    assert [figures for _, *figures in table] == found


def test_five_flights_are_the_fewest_by_weight_positions_and_seats() -> None:
    operation, _ = planned()
    kg = sum(line.kg for line in operation.items) + sum(line.count * line.kg_per_person for line in operation.people)
    positions = sum(line.positions for line in operation.items)
    a400m = operation.passage_of["A400M", "DRRN-ETNW"].payload_kg
    an124 = operation.passage_of["An-124", "DRRN-ETNW"].payload_kg
    assert (kg, positions, a400m, an124) == (153_800, 52, 28_000, 68_000)
    assert -(-(kg - an124) // a400m) == 4


def test_other_users_of_the_field_stand_in_the_tables_of_both_cases_and_on_the_page() -> None:
    operation, _ = planned()
    assert len(operation.field_of["DRRN"].taken) == len(rows("closures.csv")) == 2
    on_the_page = [tuple(row[:6]) for row in table_of("## 5. The shared field")]
    assert on_the_page == slots("germany", FOLDER) + slots("us", US_FOLDER)


def test_the_slots_that_the_other_case_holds_are_those_of_this_plan() -> None:
    _, plan = planned()
    here = {
        (text_of_minute(stop.on_block_minute), text_of_minute(stop.off_block_minute))
        for movement in plan.movements
        for stop in movement.stops
        if stop.place_id == "DRRN"
    }
    assert {(starts, ends) for _, starts, ends, *_ in slots("us", US_FOLDER)} == here


def test_check_plan_and_judge_end_with_exit_code_0(tmp_path: Path) -> None:
    assert run_repli("check", str(FOLDER), cwd=tmp_path, check=False).returncode == 0
    assert run_repli("plan", str(FOLDER), "--out", "de.json", cwd=tmp_path, check=False).returncode == 0
    judged = run_repli("check", "de.json", "--operation", str(FOLDER), cwd=tmp_path, check=False)
    assert (judged.returncode, judged.stdout) == (0, "5 movements, 0 breaches found.\n")
