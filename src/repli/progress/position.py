"""Where everybody and everything stands at one position of the log, and the rules that every position keeps.

A `Position` is a copy that can be tried out: an event that both parties sign is let happen on it first, and refused if
a rule of section 29 does not hold then. ``present`` is what the identity of the balance leaves over:

    baseline + reinforced + transferred_in = present + in_transit + awaiting + (out - returned)
                                             + retained + asylum + medevac + died + transferred_out

The law is docs/reference/log-format.md, section 29.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NoReturn

from repli.errors import Phrase, RefusedError, phrase
from repli.progress.accounts import ITEM_ACCOUNTS, Accounts
from repli.progress.cells import CellKey, counts_of
from repli.progress.events import Depart, Event, Opening
from repli.progress.state import Baseline
from repli.progress.tables import Tables, Taken

__all__ = ["Position"]

_LESS = ("in_transit", "retained", "asylum", "medevac", "died", "transferred_out")


@dataclass(slots=True, kw_only=True)
class Position:
    """What a rule of section 29 looks at. ``taken`` holds opening and current versions, ``out`` what is joint of it."""

    baselines: dict[str, Baseline]
    people_cells: Mapping[CellKey, int]
    opening: Counter[CellKey]
    taken: Taken
    out: Taken
    accounts: Accounts
    closed: Collection[str]

    @classmethod
    def of(cls, tables: Tables, accounts: Accounts, closed: Collection[str]) -> "Position":
        """Return the position that ``tables`` and ``accounts`` are at; changing it changes neither."""
        return cls(
            baselines=dict(tables.baselines),
            people_cells=tables.people_cells,
            opening=Counter(counts_of(tables.opening.cells if tables.opening else ())),
            taken=_copy(tables.taken),
            out=_copy(tables.departed),
            accounts=accounts.copy(),
            closed=closed,
        )

    @property
    def cells(self) -> tuple[CellKey, ...]:
        """Return every cell of which something is said, sorted."""
        found = {*self.people_cells, *self.taken.cells, *self.out.cells}
        return tuple(sorted(found.union(*self.accounts.people.values())))

    def present(self, cell: CellKey) -> int:
        """Return how many people are at their site, by the identity of the balance."""
        people = self.accounts.people
        here = self.people_cells.get(cell, 0) + people["reinforced"][cell] + people["transferred_in"][cell]
        return here - self.taken.cells[cell] + people["returned"][cell] - sum(people[name][cell] for name in _LESS)

    def awaiting(self, cell: CellKey) -> int:
        """Return how many people went with departures that one party alone has signed so far."""
        return self.taken.cells[cell] - self.out.cells[cell]

    def is_empty(self, site: str) -> bool:
        """Say whether nobody is at a site, about to be counted out of it, or on the way to it or from it."""
        return self.accounts.going[site] == 0 and not any(
            self.present(cell) or self.awaiting(cell) or self.accounts.people["in_transit"][cell]
            for cell in self.cells
            if cell[0] == site
        )

    def depart(self, part: Opening | Depart, *, is_joint: bool) -> None:
        """Let a departure, or the opening, happen."""
        self.taken.add(part)
        if is_joint:
            self.out.add(part)

    def accept(self, depart: Depart) -> None:
        """Let a departure that was taken already become joint."""
        self.out.add(depart)

    def take_out(self, depart: Depart, *, is_joint: bool) -> None:
        """Let a departure not have happened."""
        self.taken.give_back(depart)
        if is_joint:
            self.out.give_back(depart)

    def check(self, event: Event) -> None:
        """Raise RefusedError with the first rule of section 29 that does not hold here."""
        self._check_accounts(event)
        for cell in self.cells:
            if self.present(cell) < 0:
                _refuse(
                    event,
                    phrase("{count} {category} people more than there are would have gone from {site}.",
                           count=-self.present(cell), category=cell[1], site=cell[0]),
                    "cell-over-baseline",
                )  # fmt: skip
        self._check_items(event)
        for site in sorted(self.closed):
            if not self.is_empty(site):
                _refuse(event, phrase("Site {site} is closed, and people would be there.", site=site), "site-not-empty")

    def _check_accounts(self, event: Event) -> None:
        people, items = self.accounts.people, self.accounts.items
        below = any(count < 0 for counts in people.values() for count in counts.values())
        below = below or any(items[name] < 0 for name in ITEM_ACCOUNTS)
        counted = self.out.cells
        if below or any(count > counted[cell] - self.opening[cell] for cell, count in people["returned"].items()):
            _refuse(event, phrase("More people or items would be taken off an account than stand on it."), _BELOW)
        if items["items_held"] > self.out.items_count:
            _refuse(event, phrase("More items would be held on their way than have departed."), _BELOW)

    def _check_items(self, event: Event) -> None:
        items, held = self.accounts.items, self.baselines.get("items")
        gone = self.taken.items_count + items["items_disposed"] + items["items_lost"]
        kg = self.taken.kg + items["kg_disposed"] + items["kg_lost"]
        if gone > (held.slots if held else 0):
            _refuse(
                event,
                phrase("{count} items would be gone, but the baseline has {baseline}.", count=gone,
                       baseline=held.slots if held else 0),
                "items-over-baseline",
            )  # fmt: skip
        if kg > (held.kg if held else 0):
            _refuse(
                event,
                phrase("{kg} kg would be gone, but the baseline has {allowed}.", kg=kg,
                       allowed=held.kg if held else 0),
                "kg-over-baseline",
            )  # fmt: skip


_BELOW = "account-below-zero"


def _copy(taken: Taken) -> Taken:
    """Return a copy without slots: in format 4 there are none."""
    return Taken(cells=taken.cells.copy(), kg=taken.kg, people_count=taken.people_count, items_count=taken.items_count)


def _refuse(event: Event, message: Phrase, reason: str) -> NoReturn:
    raise RefusedError(event.place, message, phrase("See section 29 of the log format."), reason=reason)
