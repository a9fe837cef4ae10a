"""The German case: published sums, truth columns, and a plan by hand that the program meets in every figure."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from repli.commission import load_case, make_plan
from repli.model import Operation, Plan
from repli.rules import check_plan
from repli.units import text_of_minute

HOUSE = Path(__file__).resolve().parents[2]
FOLDER = HOUSE / "examples" / "germany-niger-2024"
BY_HAND = HOUSE / "docs" / "background" / "germany-by-hand.md"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
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
        "handover starts": text_of_minute(plan.handovers[0].start_minute),
        "closure day": str(plan.objective.closure_day),
        "bound day": str(plan.bound.closure_day),
        "stay minutes": str(plan.objective.stay_minutes),
        "flying minutes": str(plan.objective.flying_minutes),
    }


def test_the_lists_sum_to_the_published_60_people_and_146_tonnes() -> None:
    assert sum(int(row["count"]) for row in rows("people.csv")) == 60
    assert sum(int(row["kg"]) for row in rows("items.csv")) == 146_000
    published = {row["quantity"]: int(row["value"]) for row in rows("claims.csv")}
    assert published == {"people_departed": 60, "kg_departed": 146_000, "movements_departed": 5}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_every_row_says_where_its_values_come_from_or_that_they_are_assumed(path: Path) -> None:
    assert rows(path.name)
    assert all(row["source"].strip() or row["assumed"].strip() for row in rows(path.name))


def test_the_plan_is_kept_in_the_published_number_of_flights_and_breaks_no_rule() -> None:
    operation, plan = planned()
    assert check_plan(operation, plan) == ()
    assert plan.bound.proven
    assert (plan.verdict, len(plan.movements)) == ("kept", 5)


def test_the_plan_by_hand_and_by_program_agree_in_every_figure() -> None:
    table = BY_HAND.read_text("utf-8").split("| figure | by hand |\n|---|---|\n")[1]
    by_hand = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", table, re.MULTILINE))
    assert by_hand == by_program()


def test_other_users_of_the_field_are_part_of_the_operation() -> None:
    operation, _ = planned()
    assert len(operation.field_of["DRRN"].taken) == len(rows("closures.csv")) == 2
