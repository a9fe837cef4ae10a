"""What a log says at the end of each day: its figures, everybody at each site, and how far each site has come.

A position is what had been signed up to then, in the order of the log; nothing later is looked at. From these positions
come the figures over time that published ones are compared with, and the tables of a whole withdrawal.

>>> steps_of(day_positions(events, sidecars.get, days, time_zone="Africa/Niamey"))["people_remaining@AB101"][-1]
(28676219, 0)
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from repli.ledger.shapes import minute_of_time
from repli.progress import BalanceRow, Event, Replay, figures
from repli.progress.balance import site_balances
from repli.progress.rules import Sidecars
from repli.reporting.claims import end_of_day
from repli.reporting.curves import Steps

__all__ = ["CLOSED", "DayPosition", "SitePosition", "day_positions", "steps_of"]

CLOSED = frozenset({"closed", "evacuated", "in-liquidation"})
"""States of a site that has a `close`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePosition:
    """Everybody of one site by the balance of people, and how far the site has come.

    ``state`` is open, departing, empty, act-signed, closed, evacuated or in-liquidation.
    """

    state: str
    balance: BalanceRow

    @property
    def site_id(self) -> str:
        """Return the site; it may be a place that no plan knows."""
        return self.balance.site


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPosition:
    """The end of a local day: how many events stood in the log, the figures by name, and each site."""

    day: str
    minute: int
    events: int
    figures: Mapping[str, int]
    sites: tuple[SitePosition, ...]

    def site(self, site_id: str) -> SitePosition | None:
        """Return a site, None if nobody of it has been heard of yet."""
        return next((one for one in self.sites if one.site_id == site_id), None)


def day_positions(
    events: Iterable[Event], sidecars: Sidecars, days: Iterable[str], *, time_zone: str
) -> Iterator[DayPosition]:
    """Yield the position at the end of each of ``days`` (local, ascending) of a log in its merged order.

    Raise RefusedError for a log that breaks a rule.
    """
    replay, held, count = Replay(sidecars), list(events), 0
    for day in days:
        end = end_of_day(day, time_zone)
        while count < len(held) and minute_of_time(held[count].frame.at) < end:
            replay.apply(held[count])
            count += 1
        if count:
            yield _position(replay, day, end, count)


def _position(replay: Replay, day: str, end: int, count: int) -> DayPosition:
    state = replay.state
    daybook = state.daybook
    closed = {} if daybook is None else {row.key: row.state for row in daybook.rows("close")}
    acts = set() if daybook is None else {row.key for row in daybook.rows("handover")}
    return DayPosition(
        day=day,
        minute=end,
        events=count,
        figures={figure.name: figure.value for figure in figures(state)},
        sites=tuple(
            SitePosition(state=closed.get(row.site) or _open_state(row, has_act=row.site in acts), balance=row)
            for row in site_balances(replay.balance)
        ),
    )


def _open_state(row: BalanceRow, *, has_act: bool) -> str:
    """Return how far a site that is not closed has come."""
    if has_act:
        return "act-signed"
    if not row.remaining:
        return "empty"
    gone = row.departed + row.transferred_out + row.in_transit + row.awaiting
    return "departing" if gone else "open"


def steps_of(positions: Iterable[DayPosition]) -> Mapping[str, Steps]:
    """Return the figures over time, by name, and those of each site as ``NAME@SITE``.

    What a day ends with stands from its last minute on, so that it is found at the end of that day.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for position in positions:
        values = dict(position.figures)
        values["people_present"] = values["people_remaining"]
        for site in position.sites:
            row = site.balance
            values |= {
                f"people_remaining@{row.site}": row.remaining,
                f"people_departed@{row.site}": row.departed - row.returned,
                f"people_present@{row.site}": row.present,
                f"sites_closed@{row.site}": int(site.state in CLOSED),
            }
        for name, value in values.items():
            found.setdefault(name, []).append((position.minute - 1, value))
    return {name: tuple(steps) for name, steps in found.items()}
