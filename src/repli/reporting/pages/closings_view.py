"""When each site closes, before and after."""

from repli.errors import phrase
from repli.model import Operation
from repli.reporting.charts.figure import Chart, Table
from repli.reporting.charts.shifts import Lane, shift_chart
from repli.reporting.pages.departures_view import shift_words
from repli.reporting.plan_record import PlanRecord
from repli.reporting.voice import Voice

__all__ = ["closings_chart"]


def closings_chart(operation: Operation, before: PlanRecord, after: PlanRecord, voice: Voice) -> Chart:
    """Draw the closing of every site that either plan knows."""
    old, new = dict(before.sites), dict(after.sites)
    shifts = {site_id: (old.get(site_id), new.get(site_id)) for site_id in sorted({*old, *new})}
    table = _table(operation, shifts, voice)
    lanes = tuple(Lane(name=site_id, shifts=(shift,)) for site_id, shift in shifts.items())
    title = voice.say("Closing of the sites, before and after")
    return shift_chart(lanes, voice, chart_id=f"closings-{voice.language}", title=title, table=table)


def _table(operation: Operation, shifts: dict[str, tuple[int | None, int | None]], voice: Voice) -> Table:
    rows = tuple(
        (
            _name(operation, site_id, voice),
            *("" if minute is None else voice.short_instant(minute) for minute in (old, new)),
            "" if old is None or new is None else shift_words(old, new, voice),
        )
        for site_id, (old, new) in shifts.items()
    )
    head = (phrase("Site"), phrase("Before"), phrase("After"), phrase("Change"))
    words = tuple(voice.say(word) for word in head)
    caption = voice.say("Closing of the sites, local time")
    return Table(caption=caption, head=words, rows=rows, numeric=frozenset({3}), unbroken=frozenset({1, 2}))


def _name(operation: Operation, site_id: str, voice: Voice) -> str:
    """Return a site's name and id; of one that is no longer there the id alone."""
    site = operation.site_of.get(site_id)
    return site_id if site is None else f"{voice.choose(en=site.name_en, fr=site.name_fr)} ({site_id})"
