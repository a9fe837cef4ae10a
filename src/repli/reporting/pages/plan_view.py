"""The plan in pictures: the Gantt chart of vehicles, the floors of sites, the parking of fields, the map of trips."""

from repli.errors import Phrase, phrase
from repli.model import Floor, Operation, Spots
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.gantt import Bar, Tick, gantt
from repli.reporting.charts.levels import Level, level_chart
from repli.reporting.curves import Steps, parked_steps, present_steps, trips, value_at
from repli.reporting.facts import CommissionFacts
from repli.reporting.map import MapLeg, MapSite, draw_map
from repli.reporting.outlines import LonLat
from repli.reporting.public_facts import site_states
from repli.reporting.voice import Voice
from repli.reporting.words import SITE_STATES, function_word, mode_word
from repli.rules.flows import departures
from repli.rules.reading import Trip, is_inside, trips_of
from repli.units import MINUTES_PER_DAY

__all__ = ["commission_map", "floor_charts", "gantt_chart", "parking_charts"]


def gantt_chart(facts: CommissionFacts, voice: Voice) -> Chart:
    """Draw every planned movement and every recorded departure, vehicle by vehicle."""
    planned = trips_of(facts.operation, facts.plan)
    recorded = () if facts.history is None else facts.history.departures
    bars = tuple(
        Bar(
            vehicle_id=trip.vehicle.vehicle_id,
            start_minute=trip.first.off_block_minute,
            end_minute=trip.last.on_block_minute,
            is_cleared=_is_cleared(facts.operation, trip),
        )
        for trip in planned
    )
    ticks = tuple(
        Tick(vehicle_id=one.vehicle_id, at_minute=one.off_block_minute, is_joint=one.is_joint) for one in recorded
    )
    return gantt(
        bars,
        ticks,
        voice,
        deadline_minute=facts.operation.agreement.deadline_minute,
        chart_id=f"gantt-{voice.language}",
        title=voice.say("Movements by vehicle"),
        table=_movements(facts, planned, voice),
    )


def floor_charts(facts: CommissionFacts, voice: Voice) -> tuple[Chart, ...]:
    """Draw, for each floor of people, those present against it."""
    floors = [floor for floor in facts.operation.floors if floor.quantity == "people"]
    return tuple(_floor_chart(facts, floor, number, voice) for number, floor in enumerate(floors))


def parking_charts(facts: CommissionFacts, voice: Voice) -> tuple[Chart, ...]:
    """Draw, for each field with a limited number of spots, the vehicles that stand there."""
    charts = []
    for field in facts.operation.fields:
        if not field.inside or not field.parking_spots:
            continue
        spots = sum(count for _, count in field.parking_spots)
        first, last = _span(facts)
        steps = _inside_span(parked_steps(facts.operation, facts.plan, field.field_id), first, last)
        level = Level(
            first_minute=first,
            last_minute=last,
            level=steps,
            limit=((first, spots),),
            is_floor=False,
            level_word=phrase("vehicles parked"),
            limit_word=_spots(field.parking_spots, voice),
        )
        title = voice.say("{field}: parking", field=field.name)
        charts.append(_panel(level, f"park-{field.field_id}", title, voice))
    return tuple(charts)


def _spots(spots: Spots, voice: Voice) -> Phrase:
    """Say how many spots there are, and how many of them a larger vehicle can use (docs/reference/plan-meaning.md, B).

    The line in the picture is the limit for vehicles of any size; the limits for larger ones are said, not drawn.
    """
    total = sum(count for _, count in spots)
    larger = [
        voice.say(
            "{count} of them for size {size}",
            count=sum(count for other, count in spots if other >= size),
            size=size,
        )
        for size, _ in spots[1:]
    ]
    if not larger:
        return phrase("spots: {spots}, for size {size} or smaller", spots=total, size=spots[0][0])
    return phrase("spots: {spots}, {larger}", spots=total, larger=", ".join(larger))


def commission_map(facts: CommissionFacts, voice: Voice) -> Chart:
    """Draw the sites with their state and the legs with the trips that the plan makes."""
    operation = facts.operation
    states = site_states(operation.sites, facts.state)
    sites = tuple(
        MapSite(
            name=voice.choose(en=site.name_en, fr=site.name_fr),
            longitude_deg=site.longitude_deg,
            latitude_deg=site.latitude_deg,
            state=states[site.site_id],
        )
        for site in operation.sites
    )
    used = trips(operation, facts.plan)
    legs = tuple(
        MapLeg(mode=mode, start=_place(operation, start), end=_place(operation, end), trips=count)
        for mode, start, end, count in used
    )
    rows = (
        *((site.name, voice.say(SITE_STATES[site.state]), "") for site in sites),
        *((f"{start} \u2192 {end}", voice.say(mode_word(mode)), voice.number(n)) for mode, start, end, n in used),
    )
    head = tuple(voice.say(one) for one in (phrase("Site or leg"), phrase("State or mode"), phrase("Trips planned")))
    caption = voice.say("Sites by what is signed, trips by the plan")
    table = Table(caption=caption, head=head, rows=rows, numeric=frozenset({2}))
    return draw_map(sites, legs, voice, chart_id=f"map-{voice.language}", title=voice.say("Map"), table=table)


def _is_cleared(operation: Operation, trip: Trip) -> bool:
    """Say whether every off block inside the territory names a clearance (docs/reference/plan-meaning.md, I)."""
    return all(stop.clearance_id is not None for stop, _ in trip.legs if is_inside(operation, trip.kind, stop.place_id))


def _movements(facts: CommissionFacts, planned: tuple[Trip, ...], voice: Voice) -> Table:
    """List the movements of the plan in order of time."""
    rows = []
    for trip in sorted(planned, key=lambda one: (one.first.off_block_minute, one.name)):
        loads = [cargo for stop in trip.movement.stops for cargo in stop.loads]
        people = sum(cargo.quantity for cargo in loads if cargo.line_id in facts.operation.people_of)
        items = facts.operation.item_of
        kg = sum(items[cargo.line_id].kg for cargo in loads if cargo.line_id in items)
        rows.append(
            (
                trip.name,
                trip.vehicle.vehicle_id,
                " \u2192 ".join(stop.place_id for stop in trip.movement.stops),
                voice.short_instant(trip.first.off_block_minute),
                voice.short_instant(trip.last.on_block_minute),
                voice.number(people),
                voice.number(kg),
            )
        )
    head = (
        phrase("Movement"),
        phrase("Vehicle"),
        phrase("Route"),
        phrase("Off block"),
        phrase("On block"),
        phrase("People"),
        phrase("Materiel, kg"),
    )
    words = tuple(voice.say(word) for word in head)
    caption = voice.say("Movements of the plan, local time")
    return Table(caption=caption, head=words, rows=tuple(rows), numeric=frozenset({5, 6}))


def _floor_chart(facts: CommissionFacts, floor: Floor, number: int, voice: Voice) -> Chart:
    first, last = _span(facts)
    steps = present_steps(facts.operation, facts.plan, floor.site_id, floor.function)
    level = Level(
        first_minute=first,
        last_minute=last,
        level=_inside_span(steps, first, last),
        limit=_inside_span(_until_wave(facts, floor), first, last),
        is_floor=True,
        level_word=phrase("people present by the plan"),
        limit_word=phrase("security floor, until the closing wave"),
    )
    site = facts.operation.site_of[floor.site_id]
    title = voice.say(
        "{site}: {function}",
        site=voice.choose(en=site.name_en, fr=site.name_fr),
        function=function_word(floor.function),
    )
    return _panel(level, f"floor-{number}", title, voice)


def _until_wave(facts: CommissionFacts, floor: Floor) -> Steps:
    """Return a floor's steps up to the start of the site's closing wave (docs/reference/plan-meaning.md, E and F)."""
    flown = departures(facts.operation, facts.plan)
    last = max((one.off_block_minute for one in flown if one.site_id == floor.site_id), default=None)
    if last is None:
        return floor.steps
    wave = last - facts.operation.wave_minutes
    return (*(step for step in floor.steps if step[0] < wave), (wave, 0))


def _panel(level: Level, name: str, title: str, voice: Voice) -> Chart:
    """Draw one panel with the table of the days on which something changes."""
    words = (phrase("Local time"), level.level_word, level.limit_word)
    minutes = sorted({minute for minute, _ in (*level.level, *level.limit)})
    rows = tuple(
        (
            voice.short_instant(minute),
            voice.number(value_at(level.level, minute)),
            voice.number(value_at(level.limit, minute)),
        )
        for minute in minutes
    )
    table = Table(caption=title, head=tuple(voice.say(word) for word in words), rows=rows, numeric=frozenset({1, 2}))
    return level_chart(
        level,
        voice,
        chart_id=f"{name}-{voice.language}",
        title=title,
        description=voice.say("Level over time against its limit; the numbers are in the table."),
        table=table,
    )


def _span(facts: CommissionFacts) -> tuple[int, int]:
    """Return the first and last minute of the panels: from the plan's as_of to a day after its last movement."""
    ends = [movement.stops[-1].off_block_minute for movement in facts.plan.movements]
    return facts.plan.as_of_minute, max(ends, default=facts.plan.as_of_minute) + MINUTES_PER_DAY


def _inside_span(steps: Steps, first: int, last: int) -> Steps:
    """Cut steps to a span; the value that holds at its start stands there."""
    return ((first, value_at(steps, first)), *(step for step in steps if first < step[0] <= last))


def _place(operation: Operation, place_id: str) -> LonLat:
    place = operation.field_of.get(place_id) or operation.site_of[place_id]
    return place.longitude_deg, place.latitude_deg
