"""How busy each scarce thing is, week by week, and whether the proof of the bound puts a price on it.

The plan is read, not planned again. The share is what is used of what is there: vehicles under way, spots held, spots
and handling sets worked at in opening hours, departures of those a clearance permits, teams in use, and days on which a
floor lets nothing more go. *Priced* in a week: the certificate of the stay has a price above 0 for it then
(docs/reference/bound-meaning.md, 4), so with more of it people and things could be out sooner on average.

>>> busy_weeks(operation, plan)[0].uses[0].share_ppm  # doctest: +SKIP
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from repli.errors import Phrase, phrase
from repli.model import Clearance, Operation, Plan
from repli.planning.explain_prices import priced_days
from repli.planning.floor_words import counted_words
from repli.planning.hours import hours_of
from repli.planning.objective import closure_minute_of, day_of
from repli.planning.tight import team_uses
from repli.rules import floor_slacks
from repli.units import PPM, Interval

__all__ = ["BusyWeek", "Use", "busy_weeks"]

_DAYS = 7

_Spans = Iterable[tuple[int, int, int]]
"""(Start, end, how many) of each use, or of what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What was used of a thing in a week; ``used`` and ``there`` in the thing's own unit."""

    what: Phrase
    used: int
    there: int
    priced: bool

    @property
    def share_ppm(self) -> int:
        """Used of what is there; nothing of nothing is nothing."""
        return self.used * PPM // self.there if self.there else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyWeek:
    """A week by its first civil day, counted from as_of's; the busiest thing first."""

    first_day: int
    uses: tuple[Use, ...]


@dataclass(slots=True)
class _Counted:
    """What a thing is called, what the certificate calls it, and how much was used and is there, by week."""

    what: Phrase
    keys: tuple[tuple[str, str], ...]
    used: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    there: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def busy_weeks(operation: Operation, plan: Plan) -> tuple[BusyWeek, ...]:
    """Return each week until the plan closes, with everything that it uses then or that is priced then."""
    prices = priced_days(operation, plan)
    last = day_of(operation, closure_minute_of(operation, plan)) // _DAYS
    sources = (_vehicles, _fields, _permits, _teams, _floors)
    things = [one for source in sources for one in source(operation, plan)]
    weeks = []
    for week in range(last + 1):
        days = range(week * _DAYS, (week + 1) * _DAYS)
        uses = [
            Use(
                what=one.what,
                used=one.used[week],
                there=one.there[week],
                priced=any(not prices.get(key, frozenset()).isdisjoint(days) for key in one.keys),
            )
            for one in things
        ]
        shown = [one for one in uses if one.used or one.priced]
        shown.sort(key=lambda one: (-one.share_ppm, not one.priced, str(one.what)))
        if shown:
            weeks.append(BusyWeek(first_day=week * _DAYS, uses=tuple(shown)))
    return tuple(weeks)


def _spread(operation: Operation, total: dict[int, int], spans: _Spans) -> None:
    """Add minutes to the weeks they lie in, from as_of to the end of the table of days."""
    starts = operation.agreement.day_starts[::_DAYS]
    for begin, end, count in spans:
        start = max(begin, operation.as_of_minute)
        while start < end:
            week = bisect_right(starts, start) - 1
            stop = min(end, starts[week + 1] if week + 1 < len(starts) else end)
            total[week] += (stop - start) * count
            start = stop


def _vehicles(operation: Operation, plan: Plan) -> Iterator[_Counted]:
    for kind in operation.vehicle_types:
        tails = {one.vehicle_id: one for one in operation.vehicles if one.type_id == kind.type_id}
        if not tails:
            continue
        counted = _Counted(
            phrase("{type} under way (of {count})", type=kind.type_id, count=len(tails)),
            tuple((name, kind.type_id) for name in ("fleet", "rounds", "tours")),
        )
        away = (one.stops for one in plan.movements if one.vehicle_id in tails)
        _spread(operation, counted.used, ((s[0].off_block_minute, s[-1].on_block_minute, 1) for s in away))
        available = ((one.available_from_minute, one.available_to_minute, 1) for one in tails.values())
        _spread(operation, counted.there, available)
        yield counted


def _fields(operation: Operation, plan: Plan) -> Iterator[_Counted]:
    """Yield parking spots, working spots and handling sets of each field inside, with what other users hold."""
    for place in (one for one in operation.fields if one.inside):
        name = place.field_id
        stops = [stop for movement in plan.movements for stop in movement.stops if stop.place_id == name]
        works = [one for one in stops if one.loads or one.unloads]
        opened = [(one.start_minute, one.end_minute) for one in _joined(place.open_intervals)]
        sizes = {size for size, _ in (*place.parking_spots, *place.working_spots)}
        if place.parking_spots:
            spots = sum(count for _, count in place.parking_spots)
            counted = _Counted(phrase("parking spots of {field}", field=name), _keys("parking", name, sizes))
            _spread(operation, counted.used, ((one.on_block_minute, one.off_block_minute, 1) for one in stops))
            _spread(operation, counted.used, _taken((one.interval, one.parking_spots) for one in place.taken))
            _spread(operation, counted.there, [(operation.as_of_minute, operation.horizon_minute, spots)])
            yield counted
        if place.working_spots:
            spots = sum(count for _, count in place.working_spots)
            counted = _Counted(phrase("working spots of {field}", field=name), _keys("work", name, sizes))
            _spread(operation, counted.used, ((one.work_start_minute, one.work_end_minute, 1) for one in works))
            _spread(operation, counted.used, _taken((one.interval, one.working_spots) for one in place.taken))
            _spread(operation, counted.there, ((start, end, spots) for start, end in opened))
            yield counted
        if place.handling_sets is not None:
            sets = place.handling_sets
            counted = _Counted(phrase("handling sets of {field}", field=name), (("sets", name),))
            _spread(operation, counted.used, ((one.work_start_minute, one.work_end_minute, 1) for one in works))
            _spread(operation, counted.there, ((start, end, sets) for start, end in opened))
            yield counted


def _keys(kind: str, name: str, sizes: set[int]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, f"{name}/{size}") for size in sorted(sizes))


def _taken(slots: Iterable[tuple[Interval, Iterable[tuple[int, int]]]]) -> Iterator[tuple[int, int, int]]:
    for interval, spots in slots:
        yield interval.start_minute, interval.end_minute, sum(count for _, count in spots)


def _joined(intervals: Iterable[Interval]) -> list[Interval]:
    hours = hours_of(intervals)
    return [Interval(start, end) for start, end in zip(hours.starts, hours.ends, strict=True)]


def _permits(operation: Operation, plan: Plan) -> Iterator[_Counted]:
    """Yield each clearance with a daily limit: departures of those permitted on days that can be used."""
    uses: dict[str, list[int]] = defaultdict(list)
    for movement in plan.movements:
        for stop in movement.stops:
            if stop.clearance_id is not None:
                uses[stop.clearance_id].append(day_of(operation, stop.off_block_minute))
    for one in operation.clearances:
        if one.limit_per_day == 0:
            continue
        what = phrase("departures under {clearance} ({place})", clearance=one.clearance_id, place=one.scope_id)
        counted = _Counted(what, (("permits", one.clearance_id),))
        for day in uses[one.clearance_id]:
            counted.used[day // _DAYS] += 1
        for day in _days_of(operation, one):
            counted.there[day // _DAYS] += one.limit_per_day
        yield counted


def _days_of(operation: Operation, one: Clearance) -> Iterator[int]:
    """Yield the civil days on which its place is open at some minute of the window, tolerance included."""
    first = max(one.window.start_minute - one.tolerance_minutes, operation.as_of_minute)
    end = min(one.window.end_minute + one.tolerance_minutes, operation.horizon_minute)
    legs = {leg.leg_id: leg for leg in operation.legs}
    place = operation.field_of[one.scope_id] if one.scope == "field" else legs[one.scope_id]
    hours = hours_of(place.open_intervals)
    starts = operation.agreement.day_starts
    minute = hours.next_open(first)
    while minute is not None and minute < end:
        day = day_of(operation, minute)
        yield day
        minute = hours.next_open(starts[day + 1]) if day + 1 < len(starts) else None


def _teams(operation: Operation, plan: Plan) -> Iterator[_Counted]:
    for team in operation.teams:
        counted = _Counted(phrase("teams of {team}", team=team.team_id), ())
        uses = (use for use in team_uses(operation, plan, team.kind) if not team.places or use[0] in team.places)
        _spread(operation, counted.used, ((start, end, count) for _, count, start, end in uses))
        hours = _joined(team.open_intervals) or [Interval(operation.as_of_minute, operation.horizon_minute)]
        _spread(operation, counted.there, ((one.start_minute, one.end_minute, team.count) for one in hours))
        yield counted


def _floors(operation: Operation, plan: Plan) -> Iterator[_Counted]:
    """Yield each floor: the days on which it was reached, of seven."""
    for one in floor_slacks(operation, plan):
        floor = one.floor
        what = phrase(
            "days at the floor of {site} ({counted})",
            site=floor.site_id,
            counted=counted_words(floor.quantity, floor.function),
        )
        counted = _Counted(what, ((f"floor-{floor.quantity}", f"{floor.site_id}/{floor.function or ''}"),))
        for day in one.days_at_floor:
            counted.used[day // _DAYS] += 1
        for day in range(len(operation.agreement.day_starts)):
            counted.there[day // _DAYS] += 1
        yield counted
