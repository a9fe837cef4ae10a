"""The board of each field inside the territory: which spot is held when and by whom, other users' slots, open hours."""

from repli.errors import phrase
from repli.model import Field, Operation
from repli.reporting.charts.board import Board, board_chart
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.facts import CommissionFacts
from repli.reporting.pages.gantt_view import cleared_movements, plan_span
from repli.reporting.parking import Stay, most_at_once, stays_at
from repli.reporting.voice import Voice
from repli.rules.reading import AIR, trips_of

__all__ = ["field_charts"]


def field_charts(facts: CommissionFacts, voice: Voice) -> tuple[Chart, ...]:
    """Draw the board of each field at which anything stands while the plan runs."""
    first, last = plan_span(facts)
    cleared = cleared_movements(facts.operation, trips_of(facts.operation, facts.plan))
    charts = []
    for field in facts.operation.fields:
        stays = stays_at(facts.operation, facts.plan, field, last) if field.inside else ()
        if stays:
            board = Board(
                first_minute=first,
                last_minute=last,
                rows=_rows(facts.operation, field, stays, voice),
                stays=stays,
                open_intervals=field.open_intervals,
                cleared=cleared,
            )
            title = voice.say("{field}: who stands where", field=field.name)
            table = _table(field, stays, voice)
            charts.append(
                board_chart(board, voice, chart_id=f"field-{field.field_id}-{voice.language}", title=title, table=table)
            )
    return tuple(charts)


def _rows(
    operation: Operation, field: Field, stays: tuple[Stay, ...], voice: Voice
) -> tuple[tuple[int | None, str], ...]:
    """Name each spot by the types whose size it is made for; last the row of what found none."""
    sizes = [size for size, count in sorted(field.parking_spots) for _ in range(count)]
    if not sizes:
        held = max((stay.spot or 0 for stay in stays), default=0)
        return tuple((number, str(number)) for number in range(1, held + 1))
    rows: list[tuple[int | None, str]] = [
        (number, f"{number} \u00b7 {_types(operation, size, voice)}") for number, size in enumerate(sizes, 1)
    ]
    if any(stay.spot is None for stay in stays):
        rows.append((None, voice.say(phrase("no spot"))))
    return tuple(rows)


def _types(operation: Operation, size: int, voice: Voice) -> str:
    """Return the types of aircraft of a size, or the size where the operation has none."""
    types = [kind.type_id for kind in operation.vehicle_types if kind.mode == AIR and kind.size == size]
    return ", ".join(types) or voice.say(phrase("size {size}", size=size))


def _table(field: Field, stays: tuple[Stay, ...], voice: Voice) -> Table:
    """List the stays in order of time, with how many spots are held from each on."""
    rows = tuple(
        (
            voice.short_instant(stay.start_minute),
            voice.short_instant(stay.end_minute),
            "" if stay.spot is None else voice.number(stay.spot),
            stay.vehicle_id or voice.say("another user of the field"),
            stay.movement_id,
            voice.number(sum(one.start_minute <= stay.start_minute < one.end_minute for one in stays)),
        )
        for stay in stays
    )
    head = (
        phrase("From (local time)"),
        phrase("To"),
        phrase("Spot"),
        phrase("Held by"),
        phrase("Movement"),
        phrase("Spots held"),
    )
    spots = sum(count for _, count in field.parking_spots)
    caption = phrase("{field}: spots held, at most {most} at once", field=field.name, most=most_at_once(stays))
    if spots:
        caption = phrase(
            "{field}: spots held, at most {most} of {spots} at once",
            field=field.name,
            most=most_at_once(stays),
            spots=spots,
        )
    return Table(
        caption=voice.say(caption),
        head=tuple(voice.say(word) for word in head),
        rows=rows,
        numeric=frozenset({2, 5}),
        unbroken=frozenset({1}),
    )
