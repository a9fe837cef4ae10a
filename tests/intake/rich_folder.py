"""The tiny folder with every column that may be left out filled in, and every table that may be missing.

Written over the files of `tests.tiny_folder`: `ADDED` are columns by file (one cell per row, in order), `NEW` whole
tables. Nothing here is a fact about the world.
"""

from pathlib import Path

from tests.tiny_folder import edit_cell, edit_rows, rows, write_tiny_folder

__all__ = ["ADDED", "NEW", "write_rich_folder"]

ADDED: dict[str, dict[str, list[str]]] = {
    "sites.csv": {"closes_after": ["FEED", "", ""], "inspection_teams": ["1", "", ""], "customs_teams": ["2", "", ""]},
    "fields.csv": {"handling_sets": ["", "2"], "fuel": ["yes", "no"]},
    "closures.csv": {"parking_spots": ["2:1", ""], "working_spots": ["2:1", ""]},
    "vehicle_types.csv": {"drivers": ["1", ""], "range_km": ["", "4000"]},
    "configurations.csv": {"seats_arm_cm": ["", "900", ""]},
    "legs.csv": {"halts": ["20:15 50:30", ""], "escort_teams": ["1", ""]},
    "clearances.csv": {"lead_hours": ["72", "", ""], "answer_hours": ["48", "", ""]},
    "people.csv": {
        "together": ["", "", "", "G1"],
        "before": ["", "BASE-GUARD I2", "", ""],
        "arrives": ["", "2030-01-07T06:00Z", "", ""],
        "retained": ["", "no", "", ""],
    },
    "items.csv": {
        "together": ["", "", "", "", "", "G1"],
        "before": ["", "I2", "", "", "", ""],
        "legal_lock": ["sell gift", "", "", "", "", ""],
        "act_minutes": ["", "", "", "", "45", ""],
        "dangerous_class": ["1.1", "", "3", "", "", ""],
    },
}

NEW = {
    "teams.csv": """\
team_id,kind,count,places,change_minutes,opens,closes,open_days,source,assumed
INSPECT,inspection,1,,30,08:00,12:00,Mon Tue,,invented for tests
ESCORT-A,escort,2,BASE,60,00:00,24:00,Mon Tue Wed Thu Fri Sat Sun,,invented for tests
ESCORT-B,escort,1,FEED,60,00:00,24:00,Mon Tue Wed Thu Fri Sat Sun,,invented for tests
""",
    "commercial_seats.csv": """\
flight_id,from_field,to_field,departs,arrives,check_in_minutes,seats,payload_kg,source,assumed
AF1,FLD1,OUT1,2030-01-08T10:00Z,2030-01-08T12:00Z,120,4,400,,invented for tests
AF2,FLD1,OUT1,2030-01-09T10:00Z,2030-01-09T12:00Z,90,3,300,,invented for tests
""",
    "dangerous_goods.csv": """\
class_a,class_b,together,source,assumed
1.1,1.1,yes,,invented for tests
3,1.1,no,,invented for tests
3,3,yes,,invented for tests
people,1.1,no,,invented for tests
people,3,yes,,invented for tests
""",
    "positions.csv": """\
type_id,configuration_id,position,row,arm_cm,max_kg,source,assumed
LIFT,cargo,1,L,500,2500,,invented for tests
LIFT,cargo,2,L,800,2500,,invented for tests
LIFT,cargo,3,L,1100,2500,,invented for tests
LIFT,cargo,4,R,500,2500,,invented for tests
LIFT,cargo,5,R,800,2500,,invented for tests
LIFT,cargo,6,R,1100,2500,,invented for tests
""",
    "balance_limits.csv": """\
type_id,configuration_id,up_to_kg,forward_arm_cm,aft_arm_cm,source,assumed
LIFT,cargo,12500,700,1000,,invented for tests
LIFT,cargo,5000,600,1100,,invented for tests
""",
}


def write_rich_folder(path: Path) -> Path:
    """Write the tiny folder with everything that can be added, and return it."""
    write_tiny_folder(path)
    for file, columns in ADDED.items():
        old = rows(path, file)
        filled = [{**row, **{name: cells[place] for name, cells in columns.items()}} for place, row in enumerate(old)]
        edit_rows(path, file, lambda _old, filled=filled: filled)
    edit_cell(path, "clearances.csv", 2, "state", "planned")
    edit_cell(path, "people.csv", 3, "ready", "2030-01-07T07:00Z")
    edit_cell(path, "items.csv", 6, "disposition", "transfer")
    edit_cell(path, "items.csv", 6, "destination_id", "FEED")
    for file, text in NEW.items():
        (path / file).write_text(text, encoding="utf-8")
    retained = {
        "line_id": "STAY",
        "category": "civilian",
        "site_id": "BASE",
        "destination_id": "BASE",
        "retained": "yes",
    }
    edit_rows(path, "people.csv", lambda old: [*old, {**old[0], **retained}])
    return path
