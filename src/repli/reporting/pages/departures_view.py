"""The departures of two plans: one picture with a lane for each place of departure, tables of what is not as it was."""

from repli.errors import Phrase, phrase
from repli.model import Operation
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.shifts import Lane, shift_chart
from repli.reporting.plan_changes import Changes, Pair
from repli.reporting.plan_record import Departure
from repli.reporting.voice import NO_BREAK_SPACE, Voice
from repli.units import KG_PER_TONNE, MINUTES_PER_DAY, MINUTES_PER_HOUR

__all__ = ["departures_chart", "departures_tables", "shift_words"]

_WHAT = {
    "time": phrase("time"),
    "type": phrase("type of vehicle"),
    "route": phrase("route"),
    "load": phrase("load"),
}
_FEW_DAYS = 2 * MINUTES_PER_DAY


def shift_words(before: int, after: int, voice: Voice) -> str:
    """Return a shift with its sign: in hours below two days, else in days; nothing where there is none."""
    change = after - before
    if change == 0:
        return ""
    words = phrase("{days} d", days=voice.signed(change / MINUTES_PER_DAY, 1))
    if abs(change) < _FEW_DAYS:
        words = phrase("{hours} h", hours=voice.signed(change / MINUTES_PER_HOUR, 1))
    return voice.say(words).replace(" ", NO_BREAK_SPACE)


def departures_chart(operation: Operation, found: Changes, voice: Voice) -> Chart:
    """Draw every departure of both plans by its place."""
    shifts: dict[str, list[tuple[int | None, int | None]]] = {}
    for pair in (*found.same, *found.swapped, *found.moved):
        shifts.setdefault(pair.after.origin, []).append((pair.before.at_minute, pair.after.at_minute))
    for one in found.new:
        shifts.setdefault(one.origin, []).append((None, one.at_minute))
    for one in found.dropped:
        shifts.setdefault(one.origin, []).append((one.at_minute, None))
    lanes = tuple(Lane(name=place, shifts=tuple(shifts[place])) for place in sorted(shifts))
    title = voice.say("Departures, before and after")
    chart_id = f"departures-{voice.language}"
    return shift_chart(lanes, voice, chart_id=chart_id, title=title, table=_places(operation, found, voice))


def departures_tables(found: Changes, voice: Voice) -> tuple[Table, ...]:
    """List what moved, what another vehicle does, what is new and what was dropped; an empty list is not shown."""
    tables = (
        _paired(found.moved, phrase("Moved departures, local time"), voice),
        _paired(found.swapped, phrase("On another vehicle of the same type, local time"), voice),
        _listed(found.new, phrase("New departures, local time"), voice),
        _listed(found.dropped, phrase("Dropped departures, local time"), voice),
    )
    return tuple(table for table in tables if table.rows)


def _places(operation: Operation, found: Changes, voice: Voice) -> Table:
    """Count the departures by place."""
    groups = (
        [pair.after.origin for pair in found.same],
        [pair.after.origin for pair in found.swapped],
        [pair.after.origin for pair in found.moved],
        [one.origin for one in found.new],
        [one.origin for one in found.dropped],
    )
    places = sorted({place for group in groups for place in group})
    rows = tuple(
        (_place(operation, place, voice), *(voice.number(group.count(place)) for group in groups)) for place in places
    )
    head = (
        phrase("Place"),
        phrase("As before"),
        phrase("Other vehicle"),
        phrase("Moved"),
        phrase("New"),
        phrase("Dropped"),
    )
    words = tuple(voice.say(word) for word in head)
    caption = voice.say("Departures by place")
    return Table(caption=caption, head=words, rows=rows, numeric=frozenset({1, 2, 3, 4, 5}))


def _place(operation: Operation, place_id: str, voice: Voice) -> str:
    field = operation.field_of.get(place_id)
    if field is not None:
        return f"{field.name} ({place_id})"
    site = operation.site_of.get(place_id)
    return place_id if site is None else f"{voice.choose(en=site.name_en, fr=site.name_fr)} ({place_id})"


def _paired(pairs: tuple[Pair, ...], caption: Phrase, voice: Voice) -> Table:
    rows = tuple(
        (
            _both(pair.before.movement_id, pair.after.movement_id),
            _both(pair.before.vehicle_id, pair.after.vehicle_id),
            _both(_route(pair.before), _route(pair.after)),
            voice.short_instant(pair.before.at_minute),
            voice.short_instant(pair.after.at_minute),
            shift_words(pair.before.at_minute, pair.after.at_minute, voice),
            _both(*(voice.number(one.people) for one in (pair.before, pair.after))),
            _both(*(voice.number(one.kg / KG_PER_TONNE, 1) for one in (pair.before, pair.after))),
            ", ".join(voice.say(_WHAT[what]) for what in pair.what),
        )
        for pair in pairs
    )
    head = (
        phrase("Movement"),
        phrase("Vehicle"),
        phrase("Route"),
        phrase("Before"),
        phrase("After"),
        phrase("Change"),
        phrase("People"),
        phrase("Tonnes"),
        phrase("What differs"),
    )
    return _table(caption, head, rows, frozenset({5, 6, 7}), voice)


def _listed(departures: tuple[Departure, ...], caption: Phrase, voice: Voice) -> Table:
    rows = tuple(
        (
            one.movement_id,
            one.vehicle_id,
            _route(one),
            voice.short_instant(one.at_minute),
            voice.number(one.people),
            voice.number(one.kg / KG_PER_TONNE, 1),
        )
        for one in departures
    )
    head = (
        phrase("Movement"),
        phrase("Vehicle"),
        phrase("Route"),
        phrase("Off block"),
        phrase("People"),
        phrase("Tonnes"),
    )
    return _table(caption, head, rows, frozenset({4, 5}), voice)


def _table(
    caption: Phrase, head: tuple[Phrase, ...], rows: tuple[tuple[str, ...], ...], numeric: frozenset[int], voice: Voice
) -> Table:
    words = tuple(voice.say(word) for word in head)
    return Table(
        caption=voice.say(caption), head=words, rows=rows, numeric=numeric, unbroken=frozenset({3, 4} - numeric)
    )


def _route(one: Departure) -> str:
    return " \u2192 ".join(one.route)


def _both(before: str, after: str) -> str:
    """Return one value where both are the same, else both."""
    return after if before == after else f"{before} \u21d2 {after}"
