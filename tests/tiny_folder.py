"""The operation of `tests.tiny` as a folder of files, small enough to check by hand, and edits of its cells.

Nothing here is a fact about the world. `read_operation` of this folder gives the values of `tests.tiny.tiny_operation`
(but for the rows that only files have: wording, inputs of the simulation, claims, a reconstruction).

>>> write_tiny_folder(tmp_path)  # doctest: +SKIP
>>> edit_cell(tmp_path, "items.csv", 2, "kg", "-5")  # doctest: +SKIP
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path

__all__ = ["TABLES", "TOML", "columns", "edit_cell", "edit_rows", "edit_text", "rows", "write_tiny_folder"]

TOML = """\
format = 1
id = "tiny"
title_en = "Tiny"
title_fr = "Minuscule"

[agreement]
signed_on = 2030-01-07
deadline = 2030-01-09
time_zone = "Africa/Niamey"
evidence = "the record of the commission"
source = ""
assumed = "invented for tests"

[[party]]
id = "force"
role = "force"
name_en = "Force"
name_fr = "Force"
source = ""
assumed = "invented for tests"

[[party]]
id = "host"
role = "host"
name_en = "Host"
name_fr = "Hôte"
source = ""
assumed = "invented for tests"

[[milestone]]
id = "half"
quantity = "people"
fraction_ppm = 500000
due = 2030-01-08
source = ""
assumed = "invented for tests"

[planning]
as_of = 2030-01-07
overrun_days = 3
wave_minutes = 180
formation_minutes = 30
source = ""
assumed = "invented for tests"

[disclosure]
people_departed = "at_least"
source = ""
assumed = "invented for tests"

[text]
place_en = "Niamey"
place_fr = "Niamey"
procedures_en = "Procedures."
procedures_fr = "Procédures."
protection_en = "Protection."
protection_fr = "Protection."
next_phase_en = "Next phase."
next_phase_fr = "Phase suivante."
cooperation_en = "Cooperation."
cooperation_fr = "Coopération."
source = ""
assumed = "invented for tests"
"""

_ORIGIN = (",source,assumed", ",,invented for tests")

TABLES = {
    "sites.csv": """\
site_id,name_en,name_fr,side,field_id,latitude_deg,longitude_deg,handed_to,handover_minutes,notice_hours,\
office_from,office_to,office_days,act_after,last_out_people,transfer_minutes
BASE,Base,Base,inside,FLD1,13.5,2.1,host,120,24,08:00,16:00,Mon Tue Wed Thu Fri Sat Sun,no,4,30
FEED,Feed,Feed,inside,,13.5,2.1,host,60,24,08:00,16:00,Mon Tue Wed Thu Fri Sat Sun,no,2,15
HOME,Home,Home,outside,OUT1,13.5,2.1,,0,0,,,,no,0,0
""",
    "fields.csv": """\
field_id,name,side,latitude_deg,longitude_deg,parking_spots,working_spots,opens,closes,open_days,daylight_only,\
crew_rest,crew_base
OUT1,Out one,outside,13.5,2.1,,,00:00,24:00,Mon Tue Wed Thu Fri Sat Sun,no,yes,yes
FLD1,Field one,inside,13.5,2.1,2:1 3:1,2:1,06:00,20:00,Mon Tue Wed Thu Fri Sat Sun,no,no,no
""",
    "closures.csv": """\
place_id,starts,ends,reason
FLD1,2030-01-07T20:00Z,2030-01-07T22:00Z,ramp works by night
OUT1,2030-03-01,2030-03-02,after the horizon
""",
    "vehicle_types.csv": """\
type_id,mode,size,block_fixed_minutes,block_speed_km_per_h,report_minutes,debrief_minutes,duty_max_minutes,\
rest_minutes,mission_capable_percent
TRUCK,road,1,30,60,30,30,480,480,95
LIFT,air,2,30,600,60,30,600,480,90
""",
    "vehicle_operations.csv": """\
type_id,operations,ground_minutes,work_minutes
LIFT,load,60,40
LIFT,load+unload,90,60
LIFT,unload,60,30
LIFT,stop,30,0
TRUCK,load,60,40
TRUCK,load+unload,90,70
TRUCK,unload,45,30
TRUCK,stop,15,0
""",
    "configurations.csv": """\
type_id,configuration_id,seats,pallet_positions,outsize
LIFT,pax,20,2,no
LIFT,cargo,8,6,yes
TRUCK,column,12,4,no
""",
    "payload_ranges.csv": """\
type_id,up_to_km,payload_kg
LIFT,500,12500
LIFT,1000,12000
TRUCK,200,4000
""",
    "fleet.csv": """\
vehicle_id,type_id,start_place,available_from,available_to
L1,LIFT,OUT1,2030-01-07,2030-01-13
L2,LIFT,OUT1,2030-01-07,2030-01-13
T1,TRUCK,BASE,2030-01-07,2030-01-13
""",
    "legs.csv": """\
leg_id,mode,from_place,to_place,distance_km,opens,closes,both_ways
BASE-FEED,road,BASE,FEED,60,06:00,18:00,yes
FLD1-OUT1,air,FLD1,OUT1,900,00:00,24:00,yes
""",
    "clearances.csv": """\
clearance_id,issuer,scope,scope_id,types,purposes,window_from,window_to,tolerance_minutes,limit_per_day,state
C-AIR,host,field,FLD1,LIFT,withdrawal,2030-01-07T05:00Z,2030-01-10,60,2,granted
C-FEED,host,leg,BASE-FEED,TRUCK,withdrawal,2030-01-07T05:00Z,2030-01-10,60,1,granted
C-FEED.back,host,leg,BASE-FEED.back,TRUCK,withdrawal,2030-01-07T05:00Z,2030-01-10,60,1,granted
""",
    "people.csv": """\
line_id,category,unit,function,site_id,destination_id,count,kg_per_person,ready,latest,priority
BASE-GUARD,military,1st,guard,BASE,HOME,6,100,2030-01-07,,1
BASE-STAFF,military,1st,logistic,BASE,HOME,14,100,2030-01-07,,1
FEED-GUARD,military,1st,guard,FEED,HOME,4,100,2030-01-07,,1
FEED-STAFF,military,1st,logistic,FEED,HOME,6,100,2030-01-07,,1
""",
    "items.csv": """\
item_id,description_en,description_fr,site_id,destination_id,kg,class,positions,sensitivity,disposition,ready,latest,\
priority
I2,Item I2,Matériel I2,BASE,HOME,2000,pallet,1,weapon,repatriate,2030-01-07,,1
I1,Item I1,Matériel I1,BASE,HOME,2000,pallet,1,none,repatriate,2030-01-07,2030-01-08,1
I3,Item I3,Matériel I3,BASE,HOME,3000,rolling,2,none,repatriate,2030-01-07,,1
I4,Item I4,Matériel I4,BASE,HOME,8000,outsize,4,none,repatriate,2030-01-07,,1
I5,Item I5,Matériel I5,FEED,HOME,1000,bulk,1,none,repatriate,2030-01-07,,1
I6,Item I6,Matériel I6,FEED,HOME,1500,pallet,1,none,repatriate,2030-01-08,,1
""",
    "floors.csv": """\
site_id,quantity,function,from,minimum
BASE,people,guard,2030-01-07,4
BASE,kg,,2030-01-07,5000
BASE,kg,,2030-01-08,2000
BASE,people,,2030-01-07,6
BASE,people,,2030-01-09,4
BASE,sensitive,,2030-01-07,1
FEED,people,guard,2030-01-07,2
""",
    "assumptions.csv": """\
name,unit,low,base,high
repair_hours_mean,hours,90,30,10
breakdown_probability,share,0.1,0.05,0.02
""",
    "claims.csv": """\
claim_id,stated_on,quantity,value,qualifier,total,scope_en,scope_fr,stated_by,quote,language
first,2030-01-07,people_departed,2,exact,30,on the list,sur la liste,host,"two, of thirty",en
second,2030-01-08,people_departed,16,at_least,30,on the list,sur la liste,host,seize sur trente,fr
""",
    "reconstruction.csv": """\
sequence,kind,movement_id,at,site_id,field_id,vehicle_type,people_category,people,items,people_line
1,opening,OPENING,2030-01-06,BASE,,,military,2,,BASE-STAFF
2,depart,R1,2030-01-07T08:00Z,BASE,FLD1,LIFT,military,12,I1 I3,BASE-STAFF
3,depart,R1,2030-01-07T08:00Z,FEED,FLD1,LIFT,military,2,,FEED-STAFF
""",
}


def _with_origin(table: str) -> str:
    """The table with `source` and `assumed` as last columns of every row."""
    header, *lines = table.splitlines()
    return "\n".join([header + _ORIGIN[0], *(line + _ORIGIN[1] for line in lines)]) + "\n"


def write_tiny_folder(path: Path) -> Path:
    """Write all files of the folder and return it."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "operation.toml").write_text(TOML, encoding="utf-8")
    for file, table in TABLES.items():
        (path / file).write_text(_with_origin(table), encoding="utf-8")
    return path


def rows(folder: Path, file: str) -> list[dict[str, str]]:
    """The rows of a table as dictionaries; the first stands on line 2."""
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def columns(file: str) -> tuple[str, ...]:
    """The columns of a table of the tiny folder."""
    return tuple(_with_origin(TABLES[file]).splitlines()[0].split(","))


def edit_rows(folder: Path, file: str, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    """Write a table anew with the rows that ``change`` makes of the old ones."""
    changed = change(rows(folder, file))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(changed[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(changed)
    (folder / file).write_text(stream.getvalue(), encoding="utf-8")


def edit_cell(folder: Path, file: str, row: int, column: str, value: str) -> None:
    """Put ``value`` into the cell of line ``row`` (the header is line 1)."""

    def change(found: list[dict[str, str]]) -> list[dict[str, str]]:
        found[row - 2][column] = value
        return found

    edit_rows(folder, file, change)


def edit_text(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first occurrence of ``old`` in a file, which must be there."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
