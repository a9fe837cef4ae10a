"""The head of a load sheet: which vehicle of which type in which configuration, and its stops in two times."""

from repli.errors import Phrase, phrase
from repli.model import Operation, Stop
from repli.reporting.charts.figure import Cell, Table
from repli.reporting.loads.notes import Notes
from repli.reporting.loads.sheet import LoadSheet
from repli.reporting.voice import Voice
from repli.reporting.words import mode_word
from repli.units import text_of_minute

__all__ = ["head_rows", "stops_table"]

_NONE = "\u2013"


def head_rows(sheet: LoadSheet, notes: Notes, voice: Voice) -> tuple[tuple[str, str], ...]:
    """Return the rows (name, value) that say what goes: values carry the marks of what is assumed in them."""
    trip = sheet.trip
    fit, kind = trip.configuration, trip.kind.type_id
    held = f"{kind} {fit.configuration_id}"
    takes = phrase("takes outsize items") if fit.outsize else phrase("takes no outsize items")
    vehicle = f"{trip.vehicle.vehicle_id} {notes.mark('fleet.csv', trip.vehicle.vehicle_id)}"
    rows: list[tuple[Phrase, str]] = [
        (phrase("Vehicle"), vehicle),
        (phrase("Type"), f"{kind}, {voice.say(mode_word(trip.kind.mode))} {notes.mark('vehicle_types.csv', kind)}"),
        (
            phrase("Configuration"),
            voice.say(
                "{name}: seats {seats}, positions {positions}, {outsize}",
                name=fit.configuration_id,
                seats=fit.seats,
                positions=fit.pallet_positions,
                outsize=takes,
            )
            + f" {notes.mark('configurations.csv', held)}",
        ),
        (phrase("Route"), " \u2192 ".join(stop.place_id for stop in trip.movement.stops)),
        (phrase("Payload"), _payload(sheet, voice) + f" {notes.mark_of('payload_ranges.csv', kind)}"),
        (phrase("Floor"), _floor(sheet, held, notes, voice)),
    ]
    return tuple((voice.say(name), value.strip()) for name, value in rows if value.strip())


def _payload(sheet: LoadSheet, voice: Voice) -> str:
    """Return the payload on each loaded leg."""
    payloads = {leg.fullness.payload_kg for load in sheet.loads for leg in load.legs}
    return ", ".join(voice.say("{kg} kg", kg=kg) for kg in sorted(payloads))


def _floor(sheet: LoadSheet, held: str, notes: Notes, voice: Voice) -> str:
    """Say whether there is a floor with numbered positions, and on what its arms and limits rest."""
    fit = sheet.trip.configuration
    if not fit.floor:
        return voice.say("no list of positions: this configuration has no load plan and no balance")
    positions = notes.mark("positions.csv", *(f"{held} {spot.number}" for spot in fit.floor))
    limits = notes.mark("balance_limits.csv", *(f"{held} {limit.up_to_kg}" for limit in fit.balance))
    arms = voice.say("positions with arm and strength {mark}", mark=positions).strip()
    if not fit.balance:
        return f"{arms}, {voice.say('no limits of balance')}"
    return f"{arms}, {voice.say('limits of balance {mark}', mark=limits).strip()}"


def stops_table(sheet: LoadSheet, operation: Operation, voice: Voice) -> Table:
    """List the stops with their minutes, local time above, UTC below; the vehicle stands at the first and last one."""
    stops = sheet.trip.movement.stops
    rows = tuple(
        (
            (stop.place_id, _name(operation, stop.place_id, voice)),
            _NONE if stop is stops[0] else _both(stop.on_block_minute, voice),
            _work(stop, voice),
            _NONE if stop is stops[-1] else _both(stop.off_block_minute, voice),
            _handled(operation, stop, voice),
        )
        for stop in stops
    )
    head = (phrase("Stop"), phrase("On block"), phrase("Work"), phrase("Off block"), phrase("What is handled"))
    caption = voice.say("Stops: local time of {zone}, UTC below", zone=voice.time_zone)
    return Table(caption=caption, head=tuple(voice.say(one) for one in head), rows=rows, unbroken=frozenset({1, 2, 3}))


def _name(operation: Operation, place_id: str, voice: Voice) -> str:
    field = operation.field_of.get(place_id)
    if field is not None:
        return voice.typeset(field.name)
    site = operation.site_of[place_id]
    return voice.choose(en=site.name_en, fr=site.name_fr)


def _both(minute: int, voice: Voice) -> Cell:
    """Return a minute in local time and in UTC."""
    return voice.short_instant(minute), text_of_minute(minute)


def _work(stop: Stop, voice: Voice) -> Cell:
    """Return from when to when the stop works; a span within one day names it once."""
    if not (stop.loads or stop.unloads):
        return _NONE
    start, end = voice.short_instant(stop.work_start_minute), voice.short_instant(stop.work_end_minute)
    first, last = text_of_minute(stop.work_start_minute), text_of_minute(stop.work_end_minute)
    is_one_day = (start[:10], first[:10]) == (end[:10], last[:10])
    cut = 11 if is_one_day else 0
    return f"{start} {_NONE} {end[cut:]}", f"{first} {_NONE} {last[cut:]}"


def _handled(operation: Operation, stop: Stop, voice: Voice) -> str:
    """Say how many people and items are loaded and unloaded."""
    said = []
    for cargoes, words in (
        (stop.unloads, phrase("unloaded: people {people}, items {items}")),
        (stop.loads, phrase("loaded: people {people}, items {items}")),
    ):
        people = sum(cargo.quantity for cargo in cargoes if cargo.line_id in operation.people_of)
        items = sum(cargo.line_id in operation.item_of for cargo in cargoes)
        if cargoes:
            said.append(voice.say(words.text, people=people, items=items))
    return " \u00b7 ".join(said) or _NONE
