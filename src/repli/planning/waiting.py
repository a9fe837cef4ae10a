"""Why a stage is stuck, in a planner's words: which lines still wait at a site, and what keeps them there."""

from repli.errors import Phrase, phrase
from repli.planning.floor_words import counted_words
from repli.planning.lots import NO_LIMIT, SiteBook

__all__ = ["does_not_fit", "no_wave"]

_MOST_NAMED = 12


def no_wave(rest: SiteBook, as_of_minute: int) -> Phrase:
    """Return that no closing wave takes what remains at a site when all else has gone."""
    return phrase(
        "Site {site}: no act of handover and closing wave was found before the horizon that takes what must stay until "
        "then: {people} people, {items} items ({lines}). {held}",
        site=rest.site.site_id,
        **_counted(rest),
        held=_held(rest, as_of_minute),
    )


def does_not_fit(rest: SiteBook) -> Phrase:
    """Return which lines still wait when the closing wave is full."""
    return phrase(
        "Site {site}: {people} people and {items} items still wait when the closing wave is full: {lines}.",
        site=rest.site.site_id,
        **_counted(rest),
    )


def _counted(rest: SiteBook) -> dict[str, object]:
    """Return how many people and items wait, and their lines by name."""
    people: dict[str, int] = {}
    for lot in rest.people:
        people[lot.line.line_id] = people.get(lot.line.line_id, 0) + lot.count
    names = [f"{name} {count}" for name, count in people.items()] + [lot.line.line_id for lot in rest.items]
    more = len(names) - _MOST_NAMED
    named = ", ".join(names[:_MOST_NAMED]) + (f", +{more}" if more > 0 else "")
    return {"people": sum(people.values()), "items": len(rest.items), "lines": named}


def _held(rest: SiteBook, as_of_minute: int) -> Phrase:
    """Return what keeps lines at a site up to its wave: the highest floor, and the guards who leave last."""
    floors = [limit for limit in rest.limits if limit.agreed and limit.room(as_of_minute, NO_LIMIT) < NO_LIMIT]
    if floors:
        top = max(floors, key=lambda limit: max(least for _, least in limit.steps))
        return phrase(
            "Its floor of {least} ({counted}) keeps them there (floors.csv).",
            least=max(least for _, least in top.steps),
            counted=counted_words(top.quantity, top.function),
        )
    if rest.site.last_out_people:
        return phrase("Its {count} guards leave last (sites.csv, last_out_people).", count=rest.site.last_out_people)
    return phrase("No floor keeps them there: vehicles, spots, hours and clearances do.")
