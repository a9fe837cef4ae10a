"""The balance of people: per category and site, everybody in the baseline, and who came later, is accounted for once.

    baseline + reinforced + transferred_in = present + in_transit + awaiting + (departed - returned)
                                             + retained + asylum + medevac + died + transferred_out

where *awaiting* went with a departure that one party alone has signed so far. `remaining` of the figures is present +
in_transit + awaiting, of all cells: nobody leaves the count before both have signed, and who is retained stands outside
it. Formats 1 to 3 have no events for the other terms: they are 0. A row that does not balance is a fault of this
program. A worked example is docs/reference/balance.md; the law is docs/reference/log-format.md, section 29.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from repli.progress.accounts import PEOPLE_ACCOUNTS, Accounts
from repli.progress.position import Position
from repli.progress.tables import Tables, Taken

__all__ = ["TERMS", "BalanceRow", "balance_of", "site_balances", "sum_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """People of one category at one site; the identity is checked when the row is made.

    Of a sum, ``category`` is empty, and of the sum over all sites ``site`` too.
    """

    site: str
    category: str
    baseline: int
    departed: int
    awaiting: int
    present: int
    reinforced: int = 0
    transferred_in: int = 0
    in_transit: int = 0
    returned: int = 0
    retained: int = 0
    asylum: int = 0
    medevac: int = 0
    died: int = 0
    transferred_out: int = 0

    def __post_init__(self) -> None:
        """Refuse a row that does not balance."""
        came = self.baseline + self.reinforced + self.transferred_in
        otherwise = self.asylum + self.medevac + self.died + self.transferred_out
        here = self.remaining + self.retained + otherwise
        if min(self.terms) < 0 or self.returned > self.departed or came != here + self.departed - self.returned:
            raise ValueError(f"Expected a row in which everybody is accounted for once, got {self}.")

    @property
    def terms(self) -> tuple[int, ...]:
        """Return every number of the row, in the order of `TERMS`."""
        return tuple(getattr(self, name) for name in TERMS)

    @property
    def remaining(self) -> int:
        """Return how many have yet to depart: present, under way inside, or counted out by one party alone."""
        return self.present + self.in_transit + self.awaiting


TERMS = tuple(one.name for one in fields(BalanceRow) if one.name not in {"site", "category"})
"""The numbers of a row."""


def balance_of(tables: Tables, accounts: Accounts | None = None) -> tuple[BalanceRow, ...]:
    """Return one row per cell, sorted; raise ValueError if cells and slots do not tell the same.

    Cells are the signed split, slots the people themselves: the two are counted apart and must agree. ``accounts`` are
    those of format 4.
    """
    position = Position.of(tables, accounts or Accounts(), ())
    rows = tuple(_row(position, *cell) for cell in position.cells)
    declared = tables.baselines.get("people")
    slots = 0 if declared is None else declared.slots
    departed, taken = _people(tables.departed), _people(tables.taken)
    whole = sum_of(rows)
    counted = (
        whole.departed - departed,
        whole.awaiting - (taken - departed),
        whole.baseline + whole.reinforced - slots,
        whole.transferred_in - whole.transferred_out,
    )
    if any(counted):
        raise ValueError(f"Expected cells and slots to count the same people, they differ by {counted}.")
    return rows


def site_balances(rows: Iterable[BalanceRow]) -> tuple[BalanceRow, ...]:
    """Return the sum of each site, sorted."""
    held = tuple(rows)
    return tuple(
        sum_of((row for row in held if row.site == site), site=site) for site in sorted({row.site for row in held})
    )


def sum_of(rows: Iterable[BalanceRow], *, site: str = "") -> BalanceRow:
    """Return the sum of ``rows``, which balances as they do."""
    held = tuple(rows)
    return BalanceRow(site=site, category="", **{name: sum(getattr(row, name) for row in held) for name in TERMS})


def _row(position: Position, site: str, category: str) -> BalanceRow:
    cell = site, category
    return BalanceRow(
        site=site,
        category=category,
        baseline=position.people_cells.get(cell, 0),
        departed=position.out.cells[cell],
        awaiting=position.awaiting(cell),
        present=position.present(cell),
        **{name: position.accounts.people[name][cell] for name in PEOPLE_ACCOUNTS},
    )


def _people(taken: Taken) -> int:
    """Return how many slots are taken; from format 3 on the lists are not looked at, and the numbers signed stand."""
    return len(taken.people) or taken.people_count
