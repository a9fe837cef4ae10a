"""The accounts of people and items beside what departed: who came, moved, stayed, returned or left otherwise.

An entry that both parties accept has an `Effect`: amounts that go onto accounts and off them, so it can be undone by
the same effect taken back. People stand per cell (site, category), items in all. The law is
docs/reference/log-format.md, section 29.

>>> accounts = Accounts()
>>> accounts.add(effect_of(retained))
>>> accounts.people["retained"]
Counter({('BASE', 'staff'): 2})
"""

from collections import Counter
from dataclasses import dataclass, field

from repli.progress.bodies import Dispose, Reinforce, Status, Transfer
from repli.progress.cells import Cell, CellKey
from repli.progress.events import Body

__all__ = ["ITEM_ACCOUNTS", "PEOPLE_ACCOUNTS", "Accounts", "Effect", "arrival_effect", "effect_of"]

PEOPLE_ACCOUNTS = (
    "asylum",
    "died",
    "in_transit",
    "medevac",
    "reinforced",
    "retained",
    "returned",
    "transferred_in",
    "transferred_out",
)
ITEM_ACCOUNTS = ("items_disposed", "items_held", "items_lost", "kg_disposed", "kg_lost")

_PEOPLE_STATUS = {  # status -> the account that it goes onto, and its sign
    "asylum": ("asylum", 1),
    "died": ("died", 1),
    "medevac": ("medevac", 1),
    "released": ("retained", -1),
    "retained": ("retained", 1),
    "returned": ("returned", 1),
}
_ITEM_STATUS = {
    "found": (("items_lost", "kg_lost"), -1),
    "freed": (("items_held",), -1),
    "held": (("items_held",), 1),
    "lost": (("items_lost", "kg_lost"), 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Amounts per account: people by (account, cell), items and kg by account, and whole transfers by where they go."""

    people: tuple[tuple[str, CellKey, int], ...] = ()
    items: tuple[tuple[str, int], ...] = ()
    going: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Accounts:
    """How much stands on each account; ``going`` counts the transfers under way to each site."""

    people: dict[str, Counter[CellKey]] = field(default_factory=lambda: {name: Counter() for name in PEOPLE_ACCOUNTS})
    items: Counter[str] = field(default_factory=Counter)
    going: Counter[str] = field(default_factory=Counter)

    def copy(self) -> "Accounts":
        """Return accounts that can be tried out."""
        return Accounts(
            people={name: counts.copy() for name, counts in self.people.items()},
            items=self.items.copy(),
            going=self.going.copy(),
        )

    def add(self, effect: Effect, sign: int = 1) -> None:
        """Let ``effect`` happen, or take it back (``sign`` -1)."""
        for name, cell, count in effect.people:
            self.people[name][cell] += sign * count
        for account, count in effect.items:
            self.items[account] += sign * count
        for site, count in effect.going:
            self.going[site] += sign * count

    def total(self, name: str) -> int:
        """Return how many people stand on an account, in all cells."""
        return self.people[name].total()


def effect_of(body: Body) -> Effect:
    """Return what ``body`` does to the accounts when both parties stand by it; nothing, for most kinds.

    The arrival of a transfer has its effect by `arrival_effect`.
    """
    match body:
        case Reinforce():
            return Effect(people=_people("reinforced", body.cells))
        case Transfer():
            return Effect(people=_people("in_transit", body.cells), going=((body.to, 1),))
        case Status() if body.status in _PEOPLE_STATUS:
            account, sign = _PEOPLE_STATUS[body.status]
            return Effect(people=_people(account, body.cells, sign))
        case Status() if body.status in _ITEM_STATUS:
            accounts, sign = _ITEM_STATUS[body.status]
            return Effect(items=tuple(zip(accounts, (sign * body.items, sign * body.kg), strict=False)))
        case Dispose() if body.is_done:
            return Effect(items=(("items_disposed", body.items), ("kg_disposed", body.kg)))
        case _:
            return Effect()


def arrival_effect(transfer: Transfer) -> Effect:
    """Return what the joint arrival of ``transfer`` does: its people are at the site where they went."""
    arrived = Counter[CellKey]()
    for cell in transfer.cells:
        arrived[transfer.to, cell.category] += cell.count
    return Effect(
        people=(
            *_people("in_transit", transfer.cells, -1),
            *_people("transferred_out", transfer.cells),
            *(("transferred_in", cell, count) for cell, count in sorted(arrived.items())),
        ),
        going=((transfer.to, -1),),
    )


def _people(account: str, cells: tuple[Cell, ...], sign: int = 1) -> tuple[tuple[str, CellKey, int], ...]:
    return tuple((account, cell.key, sign * cell.count) for cell in cells)
