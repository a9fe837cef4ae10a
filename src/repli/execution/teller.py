"""Tells a history to the recorders of both parties: which slots go, and at what time each event is signed.

The order is that of a commission's day: departures with a blind count by each side as they happen, and the day's record
afterwards. Slots are the first of their plan line that have not departed; times come from the history.
"""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo

from repli.errors import UsageError, phrase
from repli.execution.blindness import count_blind, hiding
from repli.execution.commands import (
    Texts,
    declare_book,
    publish_figures,
    record_departure,
    record_minutes,
    sign_together,
)
from repli.execution.demonstration import Entropy
from repli.execution.directory import LogDirectory
from repli.execution.recorder import Recorder, exchange
from repli.execution.roster_book import Roster, RosterBook, choose_slots
from repli.ledger.shapes import time_of_second
from repli.model import Operation, ReconstructedMovement, ReconstructedPart
from repli.progress.baseline import Opening
from repli.progress.genesis import Genesis
from repli.units import MINUTES_PER_DAY, MINUTES_PER_HOUR, datetime_of_minute

__all__ = ["Teller"]

_SECONDS_PER_MINUTE = 60
_MOST_ACCEPTED = 200
"""Departures in one `minutes` event: 200 hashes stay below the 16 KiB of a payload."""


class Teller:
    """Tells a history to two recorders. ``second`` is the time of the last event; it never runs back."""

    def __init__(
        self,
        operation: Operation,
        book: RosterBook,
        force: Recorder,
        host: Recorder,
        log: LogDirectory,
        *,
        entropy: Entropy,
    ) -> None:
        """Start before the first event, with a log that has none; salts are drawn from ``entropy``."""
        self.book = book
        self.second = 0
        self.departed_people: Counter[str] = Counter()
        self.departed_items: list[str] = []
        self._operation = operation
        self._force = force
        self._host = host
        self._log = log
        self._entropy = entropy
        self._gone: dict[str, set[int]] = {"people": set(), "items": set()}

    def open(self, genesis: Genesis, movements: tuple[ReconstructedMovement, ...]) -> None:
        """Sign genesis, both declarations, and the opening balance if the history has one."""
        first = min((movement.at_minute for movement in movements), default=self._operation.as_of_minute)
        self._advance(min(first, self._operation.as_of_minute))
        sign_together(self._force, self._host, genesis, second=self.second)
        declare_book(self._force, self._host, self.book, self._log.sidecars, second=self.second)
        for movement in movements:
            if movement.kind == "opening":
                self._advance(movement.at_minute)
                with hiding(
                    self._force, self._opening(movement), sidecars=self._log.sidecars, entropy=self._entropy
                ) as opening:
                    sign_together(self._force, self._host, opening, second=self.second)

    def tell_days(self, movements: Iterable[ReconstructedMovement]) -> None:
        """Record the movements of each local day and sign that day's minutes."""
        for day, today in groupby(movements, key=self._local_day):
            accepts = [self._depart(movement) for movement in today]
            self._advance(self.second // _SECONDS_PER_MINUTE + MINUTES_PER_HOUR)
            for start in range(0, len(accepts), _MOST_ACCEPTED):
                record_minutes(
                    self._force,
                    self._host,
                    day=day,
                    accepts=accepts[start : start + _MOST_ACCEPTED],
                    next_meeting_second=self.second + MINUTES_PER_DAY * _SECONDS_PER_MINUTE,
                    second=self.second,
                )

    def publish(self, texts: Texts, at_minute: int | None) -> None:
        """Publish the figures as of ``at_minute``, or an hour after the last event."""
        self._advance(self.second // _SECONDS_PER_MINUTE + MINUTES_PER_HOUR if at_minute is None else at_minute)
        publish_figures(
            self._force,
            self._host,
            self._log.sidecars,
            texts,
            as_of_second=self.second,
            second=self.second,
        )

    def _depart(self, movement: ReconstructedMovement) -> str:
        """Record one departure and both counts; return the hash of the departure."""
        people, items = self._take(movement.parts)
        self._advance(movement.at_minute)
        event = record_departure(
            self._force,
            self.book,
            movement=movement.movement_id,
            field_id=movement.field_id,
            vehicle=movement.vehicle_type,
            people=people,
            items=items,
            off_block_second=movement.at_minute * _SECONDS_PER_MINUTE,
            second=self.second,
            hide=partial(hiding, sidecars=self._log.sidecars, entropy=self._entropy),
        )
        exchange(self._force, self._host)
        count_blind(
            self._force,
            self._host,
            movement=movement.movement_id,
            people=len(people),
            items=len(items),
            entropy=self._entropy,
            second=self.second,
        )
        return event.event_hash

    def _opening(self, movement: ReconstructedMovement) -> Opening:
        people, items = self._take(movement.parts)
        return Opening(
            as_of=time_of_second(movement.at_minute * _SECONDS_PER_MINUTE),
            cells=self.book.people.cells(people),
            people=people,
            items=items,
            kg=self.book.items.kg(items),
            reason=movement.assumed or movement.source,
        )

    def _take(self, parts: Iterable[ReconstructedPart]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Choose the slots of ``parts``, people and items, and remember that they are gone."""
        people: list[int] = []
        items: list[int] = []
        for part in parts:
            people += self._take_people(part)
            for item in part.items:
                items += self._take_slots(self.book.items, item, 1)
                self.departed_items.append(item)
        return tuple(sorted(people)), tuple(sorted(items))

    def _take_people(self, part: ReconstructedPart) -> list[int]:
        """Take people of the part's line, or, where it names none, of any line of its site and category."""
        if part.people_line is not None:
            self.departed_people[part.people_line] += part.people
            return list(self._take_slots(self.book.people, part.people_line, part.people))
        taken: list[int] = []
        for line in self._operation.people:
            if (line.site_id, line.category) == (part.site_id, part.category):
                free = line.count - self.departed_people[line.line_id]
                count = min(free, part.people - len(taken))
                self.departed_people[line.line_id] += count
                taken += self._take_slots(self.book.people, line.line_id, count)
        if len(taken) < part.people:
            raise UsageError(
                phrase("{count} {category} people of {site} should depart, but {free} remain.", count=part.people,
                       category=part.category, site=part.site_id, free=len(taken)),
                phrase("Correct the movement, or the baseline."),
            )  # fmt: skip
        return taken

    def _take_slots(self, roster: Roster, line_id: str, count: int) -> tuple[int, ...]:
        slots = choose_slots(roster, line_id, count, self._gone[roster.scope])
        self._gone[roster.scope].update(slots)
        return slots

    def _local_day(self, movement: ReconstructedMovement) -> str:
        zone = ZoneInfo(self._operation.agreement.time_zone)
        return datetime_of_minute(movement.at_minute).astimezone(zone).date().isoformat()

    def _advance(self, minute: int) -> None:
        """Move the time of the next event to ``minute``, never back."""
        self.second = max(self.second, minute * _SECONDS_PER_MINUTE)
