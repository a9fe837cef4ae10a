"""The lines to move: people and items, with ready and latest in UTC minutes."""

from repli.intake.draft import Draft
from repli.intake.expand.calendar import Calendar
from repli.intake.parse import When
from repli.model import ItemLine, PeopleLine

__all__ = ["items_of", "people_of"]


def people_of(draft: Draft, calendar: Calendar) -> tuple[PeopleLine, ...]:
    """Return the people lines by id."""
    return tuple(
        PeopleLine(
            line_id=row.line_id,
            category=row.category,
            unit=row.unit,
            function=row.function,
            site_id=row.site_id,
            destination_id=row.destination_id,
            count=row.count,
            kg_per_person=row.kg_per_person,
            ready_minute=calendar.local.when(row.ready),
            latest_minute=_latest(row.latest, calendar),
            priority=row.priority,
        )
        for _, row in sorted(draft.people.good(), key=lambda pair: pair[1].line_id)
    )


def items_of(draft: Draft, calendar: Calendar) -> tuple[ItemLine, ...]:
    """Return the items by id."""
    return tuple(
        ItemLine(
            line_id=row.item_id,
            description_en=row.description_en,
            description_fr=row.description_fr,
            site_id=row.site_id,
            destination_id=row.destination_id,
            kg=row.kg,
            item_class=row.item_class,
            positions=row.positions,
            sensitivity=row.sensitivity,
            ready_minute=calendar.local.when(row.ready),
            latest_minute=_latest(row.latest, calendar),
            priority=row.priority,
        )
        for _, row in sorted(draft.items.good(), key=lambda pair: pair[1].item_id)
    )


def _latest(cell: When | None, calendar: Calendar) -> int | None:
    return None if cell is None else calendar.local.when(cell)
