"""Where and until when the tiny operation of `tests.tiny` plays: its clock, agreement, places, legs and clearances."""

from typing import Any

from repli.model import Agreement, Clearance, Field, Leg, Milestone, Party, Passage, Site, Wording
from repli.units import Interval, minute_from_text

__all__ = ["ALWAYS", "DAY_0", "agreement", "at", "clearances", "daily", "fields", "legs", "passages", "sites"]

DAY_0 = minute_from_text("2030-01-06T23:00Z")  # Monday 7 January 2030, 00:00 local
DAYS = range(7)  # civil days up to the day after the horizon


def at(day: int, hour: int = 0, minute: int = 0) -> int:
    """The UTC minute of a local time, days counted from as_of's day."""
    return DAY_0 + day * 1440 + hour * 60 + minute


def daily(from_hour: int, to_hour: int) -> tuple[Interval, ...]:
    """The same hours, local, on every day of the table."""
    return tuple(Interval(at(day, from_hour), at(day, to_hour)) for day in DAYS)


ALWAYS = (Interval(at(0), at(7)),)


def agreement() -> Agreement:
    return Agreement(
        agreement_id="tiny",
        title_en="Tiny",
        title_fr="Minuscule",
        signed_on="2030-01-07",
        deadline_on="2030-01-09",
        deadline_minute=at(3),  # 24:00 of day 2
        time_zone="Africa/Niamey",
        evidence="the record of the commission",
        parties=(
            Party(party_id="force", role="force", name_en="Force", name_fr="Force"),
            Party(party_id="host", role="host", name_en="Host", name_fr="Hôte"),
        ),
        milestones=(Milestone(milestone_id="half", quantity="people", fraction_ppm=500_000, due_minute=at(2)),),
        disclosure=(("people_departed", "at_least"),),
        wording=Wording(sentences=()),
        day_starts=tuple(at(day) for day in range(8)),
    )


def _site(site_id: str, **changes: Any) -> Site:  # noqa: ANN401 - the changes have as many types as the fields
    values: dict[str, Any] = {
        "site_id": site_id,
        "name_en": site_id.title(),
        "name_fr": site_id.title(),
        "inside": True,
        "field_id": None,
        "latitude_deg": 13.5,
        "longitude_deg": 2.1,
        "handed_to": "host",
        "handover_minutes": 120,
        "notice_minutes": 1440,
        "office_intervals": daily(8, 16),
        "act_after": False,
        "last_out_people": 4,
        "transfer_minutes": 30,
    }
    return Site(**values | changes)


def sites() -> tuple[Site, ...]:
    outside: dict[str, Any] = {"handed_to": "", "handover_minutes": 0, "notice_minutes": 0, "office_intervals": ()}
    return (
        _site("BASE", field_id="FLD1"),
        _site("FEED", handover_minutes=60, last_out_people=2, transfer_minutes=15),
        _site("HOME", inside=False, field_id="OUT1", last_out_people=0, transfer_minutes=0, **outside),
    )


def fields() -> tuple[Field, ...]:
    place: dict[str, Any] = {"latitude_deg": 13.5, "longitude_deg": 2.1}
    return (
        Field(
            field_id="FLD1",
            name="Field one",
            inside=True,
            parking_spots=((2, 1), (3, 1)),  # two aircraft of size 2 at once, one of them on the larger spot
            working_spots=((2, 1),),  # one is loaded or unloaded at a time
            open_intervals=daily(6, 20),
            crew_rest=False,
            crew_base=False,
            **place,
        ),
        Field(
            field_id="OUT1",
            name="Out one",
            inside=False,
            parking_spots=(),
            working_spots=(),
            open_intervals=ALWAYS,
            crew_rest=True,
            crew_base=True,
            **place,
        ),
    )


def legs() -> tuple[Leg, ...]:
    ends = (
        ("BASE-FEED", "road", "BASE", "FEED", 60, daily(6, 18)),
        ("BASE-FEED.back", "road", "FEED", "BASE", 60, daily(6, 18)),
        ("FLD1-OUT1", "air", "FLD1", "OUT1", 900, ALWAYS),
        ("FLD1-OUT1.back", "air", "OUT1", "FLD1", 900, ALWAYS),
    )
    return tuple(
        Leg(leg_id=leg_id, mode=mode, from_place=start, to_place=end, distance_km=km, open_intervals=hours)
        for leg_id, mode, start, end, km, hours in ends
    )


def passages() -> tuple[Passage, ...]:
    return (
        Passage(type_id="LIFT", leg_id="FLD1-OUT1", block_minutes=120, payload_kg=12_000),
        Passage(type_id="LIFT", leg_id="FLD1-OUT1.back", block_minutes=120, payload_kg=12_000),
        Passage(type_id="TRUCK", leg_id="BASE-FEED", block_minutes=90, payload_kg=4_000),
        Passage(type_id="TRUCK", leg_id="BASE-FEED.back", block_minutes=90, payload_kg=4_000),
    )


def clearances() -> tuple[Clearance, ...]:
    rows = (
        ("C-AIR", "field", "FLD1", "LIFT", 2),  # two off blocks a day: both are used on day 2
        ("C-FEED", "leg", "BASE-FEED", "TRUCK", 1),
        ("C-FEED.back", "leg", "BASE-FEED.back", "TRUCK", 1),
    )
    return tuple(
        Clearance(
            clearance_id=clearance_id,
            issuer="host",
            scope=scope,
            scope_id=scope_id,
            types=frozenset({kind}),
            purposes="withdrawal",
            window=Interval(at(0, 6), at(3)),
            tolerance_minutes=60,
            limit_per_day=limit,
        )
        for clearance_id, scope, scope_id, kind, limit in rows
    )
