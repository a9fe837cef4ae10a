"""One load sheet in one language: its tables, sentences and pictures, ready for paper and page."""

from dataclasses import dataclass

from repli.errors import phrase
from repli.model import Operation
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.hold import Hold, Standing, hold_chart
from repli.reporting.loads.legs import fill_sentences, leg_words, legs_table
from repli.reporting.loads.lines import items_aboard, items_table, people_table
from repli.reporting.loads.notes import Notes
from repli.reporting.loads.sheet import Load, LoadSheet
from repli.reporting.loads.trip import head_rows, stops_table
from repli.reporting.voice import Voice

__all__ = ["LoadView", "SheetView", "notes_table", "plan_line", "sheet_view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadView:
    """One load: on which legs, who, what; the picture of the floor, if the configuration has a list of positions."""

    legs: str
    people: Table | None
    items: Table | None
    picture: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """One sheet. ``head`` are rows (name, value); ``summary`` is the sheet in one line; ``fill`` says why not full."""

    movement_id: str
    title: str
    summary: str
    head: tuple[tuple[str, str], ...]
    stops: Table
    legs: Table | None
    fill: tuple[str, ...]
    loads: tuple[LoadView, ...]
    empty: str


def plan_line(voice: Voice) -> str:
    """Return the second line of every sheet: what a plan's load is, and what it is not for."""
    return voice.say(
        "Planned load: nothing here is counted or signed yet. Balance is a simple model of moments along the floor; "
        "its limits are assumed where a note says so: not for flight."
    )


def sheet_view(sheet: LoadSheet, operation: Operation, notes: Notes, voice: Voice) -> SheetView:
    """Return a sheet in one language; ``notes`` collects what is assumed in it."""
    trip = sheet.trip
    title = voice.say("Load sheet {movement}", movement=trip.name)
    return SheetView(
        movement_id=trip.name,
        title=title,
        summary=_summary(sheet, voice),
        head=head_rows(sheet, notes, voice),
        stops=stops_table(sheet, operation, voice),
        legs=legs_table(sheet, voice) if sheet.loads else None,
        fill=fill_sentences(sheet, voice),
        loads=tuple(_load_view(sheet, number, operation, notes, voice) for number in range(len(sheet.loads))),
        empty="" if sheet.loads else voice.say("Nothing is aboard on any leg."),
    )


def _load_view(sheet: LoadSheet, number: int, operation: Operation, notes: Notes, voice: Voice) -> LoadView:
    load = sheet.loads[number]
    people = people_table(load, operation, notes, voice)
    items = items_table(load, operation, notes, voice)
    fit, name = sheet.trip.configuration, f"hold-{sheet.trip.name}-{number + 1}-{voice.language}"
    table = items or people
    picture = None
    if fit.floor and table is not None:
        title = voice.say(
            "Floor of {movement}, {configuration}", movement=sheet.trip.name, configuration=fit.configuration_id
        )
        picture = hold_chart(_hold(load, sheet, operation), voice, chart_id=name, title=title, table=table)
    return LoadView(legs=", ".join(map(leg_words, load.legs)), people=people, items=items, picture=picture)


def _hold(load: Load, sheet: LoadSheet, operation: Operation) -> Hold:
    """Return what the picture of a load draws."""
    items = tuple(
        Standing(
            name=item.line_id,
            kg=item.kg,
            dangerous_class=item.dangerous_class,
            numbers=load.places.get(item.line_id, ()),
        )
        for item in items_aboard(load, operation)
    )
    people = sum(units for line, units in load.aboard.items() if line.is_people)
    return Hold(configuration=sheet.trip.configuration, items=items, people=people, gravity=load.gravity)


def _summary(sheet: LoadSheet, voice: Voice) -> str:
    """Return the sheet in one line: first loaded off block, vehicle, route, people and items, what fills it."""
    trip = sheet.trip
    route = " \u2192 ".join(stop.place_id for stop in trip.movement.stops)
    goes = f"{trip.vehicle.vehicle_id}, {route}"
    start = " \u00b7 ".join((trip.name, voice.short_instant(trip.first.off_block_minute), goes))
    if not sheet.loads:
        return f"{start} \u00b7 {voice.say('empty')}"
    full = sheet.loads[0].legs[0].fullness
    said = voice.say("people {people}, {kg} kg in all, {why}", people=full.people, kg=full.kg, why=full.why[0])
    return f"{start} \u00b7 {said}"


def notes_table(notes: Notes, voice: Voice) -> Table:
    """List the assumptions that the marks stand for."""
    head = (phrase("Note"), phrase("File and rows"), phrase("What is assumed, and why"))
    rows = tuple((number, places, text) for number, places, text in notes.rows)
    caption = voice.say("Assumed; every other row of the tables has a source, which stands in its file")
    return Table(caption=caption, head=tuple(voice.say(one) for one in head), rows=rows)
