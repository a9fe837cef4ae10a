"""One more of what places and the host give: spots, sets, hours, crews, clearances, office hours, notice."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from repli.errors import phrase
from repli.model import Field, Operation, Spots
from repli.planning.gains_thing import Thing
from repli.planning.hours import hours_of
from repli.planning.setting_aside import changed
from repli.units import MINUTES_PER_DAY, Interval
from repli.units import MINUTES_PER_HOUR as _HOUR

__all__ = ["of_clearances", "of_fields", "of_legs", "of_offices"]


def of_fields(operation: Operation) -> Iterator[Thing]:
    """Yield spots, a handling set, hours and a crew at each field inside."""
    for field in (one for one in operation.fields if one.inside):
        yield from _spots(field)
        name = field.field_id
        if field.handling_sets is not None:
            yield Thing(
                kind="sets",
                subject=name,
                text=phrase("one more handling set at {field}", field=name),
                more=changed("fields", name, handling_sets=field.handling_sets + 1),
            )
        yield Thing(
            kind="hours",
            subject=name,
            text=phrase("{field} opens an hour earlier each time", field=name),
            more=changed("fields", name, open_intervals=_longer(operation, field.open_intervals, before=_HOUR)),
        )
        yield Thing(
            kind="hours",
            subject=name,
            text=phrase("{field} shuts an hour later each time", field=name),
            more=changed("fields", name, open_intervals=_longer(operation, field.open_intervals, after=_HOUR)),
        )
        yield Thing(
            kind="crew",
            subject=name,
            text=phrase("fresh crews at {field} (crew_base)", field=name),
            more=changed("fields", name, crew_base=True),
        )


def _spots(field: Field) -> Iterator[Thing]:
    """Yield one more parking and one more working spot, of the largest size there is."""
    name = field.field_id
    if field.parking_spots:
        yield Thing(
            kind="parking",
            subject=name,
            text=phrase("one more parking spot at {field} (size {size})", field=name, size=field.parking_spots[-1][0]),
            more=changed("fields", name, parking_spots=_one_more(field.parking_spots)),
        )
    if field.working_spots:
        yield Thing(
            kind="work",
            subject=name,
            text=phrase("one more working spot at {field} (size {size})", field=name, size=field.working_spots[-1][0]),
            more=changed("fields", name, working_spots=_one_more(field.working_spots)),
        )


def _one_more(spots: Spots) -> Spots:
    *smaller, (size, count) = spots
    return (*smaller, (size, count + 1))


def _longer(
    operation: Operation, hours: Iterable[Interval], *, before: int = 0, after: int = 0
) -> tuple[Interval, ...]:
    """Return hours of which each interval begins earlier and ends later, between as_of and the horizon."""
    joined = hours_of(hours)
    longer = hours_of(
        Interval(
            start if start <= operation.as_of_minute else max(operation.as_of_minute, start - before),
            end if end >= operation.horizon_minute else min(operation.horizon_minute, end + after),
        )
        for start, end in zip(joined.starts, joined.ends, strict=True)
    )
    widened = tuple(Interval(start, end) for start, end in zip(longer.starts, longer.ends, strict=True))
    return widened if longer != joined else tuple(hours)


def of_clearances(operation: Operation, until_minute: int) -> Iterator[Thing]:
    """Yield departures, days and a shorter notice of each clearance of the fleet's types that opens in time."""
    types = {one.type_id for one in operation.vehicles}
    rows = (row for row in operation.clearances if row.types & types)
    for one in (row for row in rows if row.window.start_minute - row.tolerance_minutes < until_minute):
        blanks = {"clearance": one.clearance_id, "place": one.scope_id}
        if one.limit_per_day:
            yield Thing(
                kind="permits",
                subject=one.clearance_id,
                text=phrase("one more departure a day under {clearance} ({place})", **blanks),
                more=changed("clearances", one.clearance_id, limit_per_day=one.limit_per_day + 1),
            )
        if one.window.start_minute > operation.as_of_minute:
            start = max(operation.as_of_minute, one.window.start_minute - MINUTES_PER_DAY)
            yield Thing(
                kind="window",
                subject=one.clearance_id,
                text=phrase("{clearance} ({place}) permits a day earlier", **blanks),
                more=changed("clearances", one.clearance_id, window=replace(one.window, start_minute=start)),
            )
        shorter = {
            "lead_minutes": max(0, one.lead_minutes - MINUTES_PER_DAY),
            "answer_minutes": max(0, one.answer_minutes - MINUTES_PER_DAY),
        }
        yield Thing(
            kind="lead",
            subject=one.clearance_id,
            text=phrase("lead and answer of {clearance} ({place}) a day shorter", **blanks),
            more=changed("clearances", one.clearance_id, **shorter),
        )


def of_legs(operation: Operation) -> Iterator[Thing]:
    """Yield longer hours of each road leg on which nobody halts: with halts, driving times would have to be re-made."""
    for leg in (one for one in operation.legs if one.mode == "road" and not one.halts):
        yield Thing(
            kind="road",
            subject=leg.leg_id,
            text=phrase("the road {leg} opens an hour earlier and shuts an hour later", leg=leg.leg_id),
            more=changed(
                "legs",
                leg.leg_id,
                open_intervals=_longer(operation, leg.open_intervals, before=_HOUR, after=_HOUR),
            ),
        )


def of_offices(operation: Operation) -> Iterator[Thing]:
    """Yield longer office hours and a shorter notice of each handover."""
    for site in (one for one in operation.sites if one.inside and one.handover_minutes):
        name = site.site_id
        yield Thing(
            kind="office",
            subject=name,
            text=phrase("office hours for the handover of {site} an hour longer", site=name),
            more=changed("sites", name, office_intervals=_longer(operation, site.office_intervals, after=_HOUR)),
        )
        yield Thing(
            kind="notice",
            subject=name,
            text=phrase("a day less notice of the handover of {site}", site=name),
            more=changed("sites", name, notice_minutes=max(0, site.notice_minutes - MINUTES_PER_DAY)),
        )
