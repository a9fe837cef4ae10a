"""The balance of people: per category and site, everybody in the baseline is accounted for once.

The whole identity (design: baseline + reinforced + transferred_in = present + in_transit_out + departed - returned +
retained + asylum + medevac + died + transferred_out) has more terms than format 1 has events. What format 1 can say is

    baseline = departed + awaiting + present

where *awaiting* went with a departure that one party alone has signed so far. `remaining` of section 8 is awaiting +
present: nobody leaves the count before both have signed. A row that does not balance is a fault of this program.
"""

from dataclasses import dataclass

from repli.progress.tables import Tables, Taken

__all__ = ["BalanceRow", "balance_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """People of one category at one site; the identity is checked when the row is made."""

    site: str
    category: str
    baseline: int
    departed: int
    awaiting: int
    present: int

    def __post_init__(self) -> None:
        """Refuse a row that does not balance."""
        terms = (self.departed, self.awaiting, self.present)
        if min(terms) < 0 or sum(terms) != self.baseline:
            raise ValueError(f"Expected baseline = departed + awaiting + present, got {self}.")


def balance_of(tables: Tables) -> tuple[BalanceRow, ...]:
    """Return one row per baseline cell, sorted; raise ValueError if cells and slots do not tell the same.

    Cells are the signed split, slots the people themselves: the two are counted apart and must agree.
    """
    rows = tuple(
        BalanceRow(
            site=site,
            category=category,
            baseline=baseline,
            departed=tables.departed.cells[site, category],
            awaiting=tables.taken.cells[site, category] - tables.departed.cells[site, category],
            present=baseline - tables.taken.cells[site, category],
        )
        for (site, category), baseline in sorted(tables.people_cells.items())
    )
    declared = tables.baselines.get("people")
    slots = 0 if declared is None else declared.slots
    departed, taken = _people(tables.departed), _people(tables.taken)
    counted = (
        sum(row.departed for row in rows) - departed,
        sum(row.awaiting for row in rows) - (taken - departed),
        sum(row.present for row in rows) - (slots - taken),
    )
    if any(counted):
        raise ValueError(f"Expected cells and slots to count the same people, they differ by {counted}.")
    return rows


def _people(taken: Taken) -> int:
    """Return how many slots are taken; in format 3 the lists are not looked at, and the numbers signed stand."""
    return len(taken.people) or taken.people_count
