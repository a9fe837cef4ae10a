"""The lines to move: people and items, with ready and latest in UTC minutes."""

from repli.intake.draft import Draft
from repli.intake.expand.calendar import Calendar
from repli.intake.parse import When
from repli.model import ItemLine, PeopleLine

__all__ = ["items_of", "people_of", "retained_of"]


def people_of(draft: Draft, calendar: Calendar) -> tuple[PeopleLine, ...]:
    """Return the people lines by id; those who are retained are not among them."""
    return _people(draft, calendar, retained=False)


def retained_of(draft: Draft, calendar: Calendar) -> tuple[PeopleLine, ...]:
    """Return the lines of people who stay by agreement, by id."""
    return _people(draft, calendar, retained=True)


def _people(draft: Draft, calendar: Calendar, *, retained: bool) -> tuple[PeopleLine, ...]:
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
            latest_minute=_minute(row.latest, calendar),
            priority=row.priority,
            together=row.together,
            before=tuple(sorted(row.before or ())),
            arrives_minute=_minute(row.arrives, calendar),
        )
        for _, row in sorted(draft.people.good(), key=lambda pair: pair[1].line_id)
        if bool(row.retained) == retained
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
            latest_minute=_minute(row.latest, calendar),
            priority=row.priority,
            together=row.together,
            before=tuple(sorted(row.before or ())),
            disposition=row.disposition,
            legal_lock=tuple(sorted(row.legal_lock)),
            act_minutes=row.act_minutes or 0,
            dangerous_class=row.dangerous_class,
        )
        for _, row in sorted(draft.items.good(), key=lambda pair: pair[1].item_id)
    )


def _minute(cell: When | None, calendar: Calendar) -> int | None:
    return None if cell is None else calendar.local.when(cell)
