"""Which slots a history means: the first of their plan line that are still where the history has them.

A line is at one site until a transfer takes some of it elsewhere; whoever departed, or stays, is not chosen again.

>>> seating.take(part)
((17, 412), (3,))
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from repli.errors import UsageError, phrase
from repli.execution.own_roster import OwnRoster
from repli.model import Operation, ReconstructedPart

__all__ = ["Seating"]

_Slots = tuple[tuple[int, ...], tuple[int, ...]]


class Seating:
    """Who and what of a roster is where; ``departed_people`` counts those of each line who departed."""

    def __init__(self, operation: Operation, roster: OwnRoster) -> None:
        """Start with everybody at the site of their line."""
        self.departed_people: Counter[str] = Counter()
        self.departed_items: list[str] = []
        self._operation = operation
        self._roster = roster
        self._gone: dict[str, set[int]] = {"people": set(), "items": set()}
        self._moved: dict[str, dict[int, str]] = {"people": {}, "items": {}}

    def depart(self, parts: Iterable[ReconstructedPart]) -> _Slots:
        """Return the slots of ``parts``, people and items, and remember that they have departed."""
        people, items = self.leave(parts)
        self.departed_people.update(str(self._roster.people.lines[slot]["line"]) for slot in people)
        self.departed_items += [str(self._roster.items.lines[slot]["line"]) for slot in items]
        return people, items

    def leave(self, parts: Iterable[ReconstructedPart]) -> _Slots:
        """Return the slots of ``parts`` and remember that they are gone, in whatever way."""
        people, items = self._chosen(parts)
        self._gone["people"].update(people)
        self._gone["items"].update(items)
        return people, items

    def move(self, parts: Iterable[ReconstructedPart], to_site: str) -> _Slots:
        """Return the slots of ``parts`` and remember that they are at another site now."""
        people, items = self._chosen(parts)
        self._moved["people"] |= dict.fromkeys(people, to_site)
        self._moved["items"] |= dict.fromkeys(items, to_site)
        return people, items

    def _chosen(self, parts: Iterable[ReconstructedPart]) -> _Slots:
        people: list[int] = []
        items: list[int] = []
        for part in parts:
            people += self._people(part, people)
            for item in part.items:
                items += self._free("items", item, part.site_id, 1, items)
        return tuple(sorted(people)), tuple(sorted(items))

    def _people(self, part: ReconstructedPart, taken: list[int]) -> list[int]:
        """Choose people of the part's line, or, where it names none, of any line of its site and category."""
        if part.people_line is not None:
            return self._free("people", part.people_line, part.site_id, part.people, taken)
        found: list[int] = []
        for line in self._operation.people:
            if (line.site_id, line.category) == (part.site_id, part.category):
                free = list(self._there("people", line.line_id, part.site_id, taken))
                found += free[: part.people - len(found)]
        if len(found) < part.people:
            raise UsageError(
                phrase("{count} {category} people of {site} should depart, but {free} remain.", count=part.people,
                       category=part.category, site=part.site_id, free=len(found)),
                phrase("Correct the movement, or the baseline."),
            )  # fmt: skip
        return found

    def _free(self, scope: str, line_id: str, site: str, count: int, taken: list[int]) -> list[int]:
        free = list(self._there(scope, line_id, site, taken))
        if len(free) < count:
            raise UsageError(
                phrase("{count} of line {line} should depart, but {free} remain.", count=count, line=line_id,
                       free=len(free)),
                phrase("Correct the movement, or the baseline."),
            )  # fmt: skip
        return free[:count]

    def _there(self, scope: str, line_id: str, site: str, taken: list[int]) -> Iterator[int]:
        """Yield the slots of a line that are at a site, lowest number first."""
        roster = self._roster.scope(scope)
        for slot in roster.slots_of(line_id):
            is_free = slot not in self._gone[scope] and slot not in taken
            if is_free and self._moved[scope].get(slot, roster.lines[slot]["site"]) == site:
                yield slot
