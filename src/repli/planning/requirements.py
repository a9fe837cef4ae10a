"""Everything an operation asks for that could be set aside, row by row: what a conflict is made of.

>>> [one.kind for one in requirements_of(operation)]  # doctest: +SKIP
['floor', 'guards', 'notice', 'office', ...]
"""

from collections.abc import Iterator
from dataclasses import replace

from repli.errors import phrase
from repli.model import Floor, Operation, Site
from repli.planning.floor_words import counted_words
from repli.planning.requirements_force import of_fleet, of_lines, of_types
from repli.planning.requirements_limits import of_holds, of_horizon, of_seats
from repli.planning.requirements_links import of_links
from repli.planning.requirements_ways import of_clearances, of_fields, of_legs
from repli.planning.setting_aside import Change, Requirement, always, changed
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR

__all__ = ["requirements_of"]

_MOST_VALUES = 100


def requirements_of(operation: Operation) -> tuple[Requirement, ...]:
    """Return the requirements of an operation, in a fixed order."""
    return (
        *(_of_floor(place, floor) for place, floor in enumerate(operation.floors)),
        *(one for site in operation.sites if site.inside for one in _of_site(operation, site)),
        *of_clearances(operation),
        *of_fields(operation),
        *of_legs(operation),
        *of_types(operation),
        *of_fleet(operation),
        *of_lines(operation),
        *of_links(operation),
        *of_holds(operation),
        *of_seats(operation),
        *_of_wave(operation),
        *of_horizon(operation),
    )


def _of_floor(place: int, floor: Floor) -> Requirement:
    """Return the requirement of one floor with all its steps; each step is lowered to a value."""
    top = max(least for _, least in floor.steps)
    return Requirement(
        kind="floor",
        text=phrase(
            "the floor of {top} at {site} ({counted}; floors.csv)",
            site=floor.site_id,
            top=top,
            counted=counted_words(floor.quantity, floor.function),
        ),
        without=_capped(place, 0),
        values=tuple(range(top - 1, 0, -max(1, top // _MOST_VALUES))),
        weaker=lambda least: _capped(place, least),
    )


def _capped(place: int, most: int) -> Change:
    """Return the change that lowers every step of the floor at a place of the table to ``most``."""

    def change(operation: Operation) -> Operation:
        floors = list(operation.floors)
        steps = tuple((at, min(least, most)) for at, least in floors[place].steps)
        floors[place] = replace(floors[place], steps=steps)
        return replace(operation, floors=tuple(floors))

    return change


def _of_site(operation: Operation, site: Site) -> Iterator[Requirement]:
    """Yield what the closing of a site asks for."""
    name = site.site_id
    if site.last_out_people:
        yield Requirement(
            kind="guards",
            text=phrase("the {count} guards who leave {site} last (sites.csv)", count=site.last_out_people, site=name),
            without=changed("sites", name, last_out_people=0),
            values=tuple(range(site.last_out_people - 1, 0, -1)),
            weaker=lambda count: changed("sites", name, last_out_people=count),
        )
    if site.notice_minutes:
        hours = site.notice_minutes // MINUTES_PER_HOUR
        yield Requirement(
            kind="notice",
            text=phrase("the {hours} hours of notice of the handover of {site} (sites.csv)", hours=hours, site=name),
            without=changed("sites", name, notice_minutes=0),
            values=tuple(range(hours - 1, 0, -max(1, hours // _MOST_VALUES))),
            weaker=lambda least: changed("sites", name, notice_minutes=least * MINUTES_PER_HOUR),
        )
    if site.handover_minutes:
        yield Requirement(
            kind="office",
            text=phrase("the office hours for the handover of {site} (sites.csv, closures.csv)", site=name),
            without=changed("sites", name, office_intervals=always(operation)),
        )
        yield Requirement(
            kind="handover",
            text=phrase(
                "the {minutes} minutes of the handover of {site} (sites.csv)", minutes=site.handover_minutes, site=name
            ),
            without=changed("sites", name, handover_minutes=0),
            values=tuple(range(site.handover_minutes - 1, 0, -max(1, site.handover_minutes // _MOST_VALUES))),
            weaker=lambda minutes: changed("sites", name, handover_minutes=minutes),
        )
    if site.inspection_teams:
        yield Requirement(
            kind="inspection",
            text=phrase("the inspection teams at acts of {site} (sites.csv, teams.csv)", site=name),
            without=changed("sites", name, inspection_teams=0),
        )
    if site.customs_teams:
        yield Requirement(
            kind="customs",
            text=phrase("the customs teams at every loading at {site} (sites.csv, teams.csv)", site=name),
            without=changed("sites", name, customs_teams=0),
        )
    if site.closes_after:
        yield Requirement(
            kind="order",
            text=phrase(
                "the rule that {site} closes after {others} (sites.csv)", site=name, others=" ".join(site.closes_after)
            ),
            without=changed("sites", name, closes_after=()),
        )


def _of_wave(operation: Operation) -> Iterator[Requirement]:
    """Yield how long a closing wave and its last formation may take."""
    for kind, minutes in (("wave", operation.wave_minutes), ("formation", operation.formation_minutes)):
        name = f"{kind}_minutes"
        yield Requirement(
            kind=kind,
            text=phrase("{name} of {minutes} (operation.toml)", name=name, minutes=minutes),
            without=_replaced(name, 4 * MINUTES_PER_DAY),
            values=tuple(range(minutes + 60, 2 * MINUTES_PER_DAY, 60)),
            weaker=lambda value, name=name: _replaced(name, value),  # type: ignore[misc]  # the name of this turn
        )


def _replaced(name: str, value: int) -> Change:
    return lambda operation: replace(operation, **{name: value})  # type: ignore[arg-type]  # both are minutes
