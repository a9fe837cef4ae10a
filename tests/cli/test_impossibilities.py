"""What cannot be done, one reason at a time, on the German case: the exit code of `repli plan`, and the row it names.

2 = the tables contradict each other, 3 = late and proven unavoidable, 5 = no plan can keep the rules, 6 = none was
found and nothing is proven.
"""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.demo_run import HOUSE, answer_here
from tests.tiny_folder import write_tiny_folder

CASE = HOUSE / "examples" / "germany-niger-2024"
Change = Callable[[Path], None]
Rows = list[dict[str, str]]


def rewritten(name: str, change: Callable[[Rows], Rows]) -> Change:
    def go(folder: Path) -> None:
        path = folder / name
        with path.open(encoding="utf-8", newline="") as stream:
            rows = change(list(csv.DictReader(stream)))
        with path.open("w", encoding="utf-8", newline="") as stream:
            columns = dict.fromkeys(column for row in rows for column in row)
            table = csv.DictWriter(stream, list(columns), lineterminator="\n", restval="")
            table.writeheader()
            table.writerows(rows)

    return go


def edit(name: str, subject: str, **cells: str) -> Change:
    """Change cells of the rows whose first cell is ``subject`` (``*`` = of every row)."""

    def change(rows: Rows) -> Rows:
        hit = [row for row in rows if subject in {"*", next(iter(row.values()))}]
        assert hit
        return [{**row, **cells} if row in hit else row for row in rows]

    return rewritten(name, change)


def drop(name: str, subject: str) -> Change:
    return rewritten(name, lambda rows: [row for row in rows if next(iter(row.values())) != subject])


def keep(name: str, count: int) -> Change:
    """Keep the first rows of a table only."""
    return rewritten(name, lambda rows: rows[:count])


def add(name: str, **cells: str) -> Change:
    """Add a row to a table, which may not be there yet."""

    def go(folder: Path) -> None:
        row = {**cells, "source": "", "assumed": "invented for tests"}
        if not (folder / name).exists():
            (folder / name).write_text(",".join(row) + "\n", "utf-8")
        rewritten(name, lambda rows: [*rows, row])(folder)

    return go


def in_tiny(change: Change) -> Change:
    """Make the change in the tiny folder, which has a road."""

    def go(folder: Path) -> None:
        shutil.rmtree(folder)
        change(write_tiny_folder(folder))

    return go


def all_of(*changes: Change) -> Change:
    def go(folder: Path) -> None:
        for change in changes:
            change(folder)

    return go


def deadline(day: str) -> Change:
    def go(folder: Path) -> None:
        path = folder / "operation.toml"
        text = path.read_text("utf-8")
        assert "deadline = 2024-08-31" in text
        path.write_text(text.replace("deadline = 2024-08-31", f"deadline = {day}"), "utf-8")

    return go


ALL_SUMMER = {"starts": "2024-07-06", "ends": "2024-12-01"}

EVERY_DAY = "Mon Tue Wed Thu Fri Sat Sun"
INSPECTORS = {
    "team_id": "JIT", "kind": "inspection", "count": "1", "places": "", "change_minutes": "0",
    "opens": "08:00", "closes": "10:00", "open_days": EVERY_DAY,
}  # fmt: skip
TEN_SEATS = {
    "flight_id": "AF-1", "from_field": "DRRN", "to_field": "ETNW", "departs": "2024-08-30T10:00Z",
    "arrives": "2024-08-30T15:00Z", "check_in_minutes": "60", "seats": "10", "payload_kg": "2000",
}  # fmt: skip
ALL_KG_STAYS = rewritten(
    "floors.csv", lambda rows: [{**row, "minimum": "15000"} if row["quantity"] == "kg" else row for row in rows]
)
GIFT = {"disposition": "gift", "destination_id": "LTS"}

IMPOSSIBLE: dict[str, tuple[Change, int, str]] = {
    "the deadline is too near": (deadline("2024-08-20"), 3, "P-3 is ready"),
    "a floor is above strength": (edit("floors.csv", "LTS", minimum="61"), 2, "floors.csv:2:minimum"),
    "an item is too heavy for every aircraft": (edit("items.csv", "V-01", kg="69000"), 2, "items.csv:38:kg"),
    "an item takes too many positions": (edit("items.csv", "V-01", positions="27"), 2, "items.csv:38:positions"),
    "nothing takes what is outsize": (drop("fleet.csv", "AN124-A"), 2, "items.csv:38:class"),
    "there is no way in": (edit("legs.csv", "DRRN-ETNW", both_ways="no"), 5, "Line P-1 at LTS"),
    "the lead time is too long": (edit("clearances.csv", "G-3", lead_hours="2100"), 5, "Line P-1 at LTS: no clearance"),
    "the answer comes too late": (edit("clearances.csv", "G-3", answer_hours="2100"), 5, "Line P-1 at LTS"),
    "an escort is asked for in the air": (
        edit("legs.csv", "DRRN-ETNW", escort_teams="1"),
        2,
        "legs.csv:2:escort_teams",
    ),
    "office hours are too short for the handover": (edit("sites.csv", "LTS", office_to="11:00"), 5, "Site LTS"),
    "notice is longer than the horizon": (edit("sites.csv", "LTS", notice_hours="3000"), 5, "Site LTS"),
    "guards are too few": (edit("sites.csv", "LTS", last_out_people="25"), 2, "sites.csv:3:last_out_people"),
    "an item is ready after the horizon": (edit("items.csv", "A-01", ready="2024-11-01"), 2, "items.csv:2:ready"),
    "nothing was granted to the only aircraft": (drop("clearances.csv", "G-2"), 5, "Line V-01 at LTS"),
    "daily limits are too small in sum": (
        edit("clearances.csv", "G-3", limit_per_day="1", window_from="2024-08-29", window_to="2024-08-30"),
        5,
        "Field DRRN",
    ),
    "the only aircraft has gone by then": (
        edit("fleet.csv", "AN124-A", available_to="2024-08-02"),
        5,
        "Line V-01 at LTS",
    ),
    "the range is too short": (edit("payload_ranges.csv", "*", up_to_km="4000"), 2, "people.csv:2:destination_id"),
    "there are no seats": (edit("configurations.csv", "*", seats="0"), 2, "people.csv:2:destination_id"),
    "sites close in a circle": (edit("sites.csv", "LTS", closes_after="LTS"), 2, "sites.csv:3:closes_after"),
    "the law bars what was decided": (edit("items.csv", "A-01", legal_lock="repatriate"), 2, "items.csv:2:disposition"),
    "nobody says what goods go together": (edit("items.csv", "A-01", dangerous_class="1.2"), 2, "dangerous_goods.csv"),
    "the field is closed all summer": (
        edit("closures.csv", "DRRN", **ALL_SUMMER, parking_spots="", working_spots=""),
        5,
        "DRRN is never open",
    ),
    "another user holds every spot": (
        all_of(keep("closures.csv", 1), edit("closures.csv", "DRRN", **ALL_SUMMER, parking_spots="2:2 3:1")),
        5,
        "no spot of DRRN is free",
    ),
    "two users hold the same spots": (
        edit("closures.csv", "DRRN", **ALL_SUMMER, parking_spots="2:2 3:1", working_spots=""),
        2,
        "together with row 2",
    ),
    "no crew may be on duty long enough": (
        edit("vehicle_types.csv", "A400M", duty_max_minutes="600"),
        5,
        "no crew's duty",
    ),
    "a group fits no vehicle": (
        all_of(edit("people.csv", "*", together="all"), edit("items.csv", "V-01", together="all")),
        5,
        "Group all (P-1 P-2 P-3 V-01)",
    ),
    "lines go before each other in a circle": (
        all_of(edit("people.csv", "P-1", before="P-2"), edit("people.csv", "P-2", before="P-1")),
        2,
        "people.csv:2:before",
    ),
    "people arrive after the deadline": (
        edit("people.csv", "P-3", arrives="2024-09-05", ready="2024-09-05"),
        3,
        "P-3 is ready",
    ),
    "people arrive after they are ready": (edit("people.csv", "P-3", arrives="2024-09-05"), 2, "people.csv:4:ready"),
    "an act on site takes too long": (edit("items.csv", "A-01", **GIFT, act_minutes="200000"), 5, "Line A-01"),
    "nobody inspects": (edit("sites.csv", "LTS", inspection_teams="1"), 5, "Site LTS: it needs inspection teams (1)"),
    "inspectors work in other hours than the office": (
        all_of(edit("sites.csv", "LTS", inspection_teams="1", office_from="10:00"), add("teams.csv", **INSPECTORS)),
        5,
        "Site LTS: it needs inspection teams (1)",
    ),
    "no escort is there for the convoy": (
        in_tiny(edit("legs.csv", "BASE-FEED", escort_teams="1")),
        5,
        "Line FEED-GUARD at FEED: no escort",
    ),
    "a stretch is longer than the road is open": (
        in_tiny(edit("legs.csv", "BASE-FEED", halts="30:10", opens="06:00", closes="06:20")),
        5,
        "the fields and legs between FEED and",
    ),
    "seats that were bought are too few": (
        all_of(edit("configurations.csv", "*", seats="0"), add("commercial_seats.csv", **TEN_SEATS)),
        5,
        "Lines P-1 P-2 P-3: only commercial flights",
    ),
    "no load is in balance": (
        edit("balance_limits.csv", "*", forward_arm_cm="5000", aft_arm_cm="5001"),
        5,
        "Line A-01 at LTS: no floor carries it",
    ),
    "the floor is too weak": (edit("positions.csv", "*", max_kg="100"), 5, "Line A-01 at LTS: no floor carries it"),
    "more must stay than one wave takes": (
        in_tiny(all_of(edit("clearances.csv", "C-AIR", limit_per_day="1"), ALL_KG_STAYS)),
        6,
        "Its floor of 15000 (kg) keeps them there",
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_done_ends_with_its_exit_code_and_names_the_row(name: str, tmp_path: Path) -> None:
    change, code, row = IMPOSSIBLE[name]
    folder = tmp_path / "case"
    shutil.copytree(CASE, folder)
    change(folder)
    answer = answer_here("plan", str(folder))
    assert (answer.exit_code, type(answer.exception)) == (code, SystemExit if code else type(None))
    assert row in answer.stdout + answer.stderr


REPAIRED: dict[str, tuple[str, str]] = {
    "there is no way in": ("the lack of a way back on DRRN-ETNW", "closed 2024-08-29, commitments kept"),
    "an act on site takes too long": ("the horizon 30 days after the deadline", "the act on A-01 (items.csv): closed"),
}


@pytest.mark.parametrize("name", REPAIRED)
def test_explain_says_what_conflicts_and_repairs_that_were_planned_again(name: str, tmp_path: Path) -> None:
    cause, repaired = REPAIRED[name]
    folder = tmp_path / "case"
    shutil.copytree(CASE, folder)
    IMPOSSIBLE[name][0](folder)
    answer = answer_here("explain", str(folder))
    assert answer.exit_code == IMPOSSIBLE[name][1]
    said = [line.strip() for line in answer.stderr.splitlines()]
    conflict = said.index("Conflict, proven: these requirements alone leave no plan, whatever the others are.")
    assert any(line.startswith(f"- {cause}") for line in said[conflict:])
    assert any(line.startswith("Repair, planned again: ") and repaired in line for line in said)


def test_there_are_at_least_twenty_of_them() -> None:
    assert len(IMPOSSIBLE) >= 35
