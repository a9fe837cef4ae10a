"""What a list changes in a table: lines added, changed, removed; columns that the list does not have stay as they are.

Removed are the lines that the list does not name although it speaks of their site: a list of one site says nothing of
another. A changed or added line names the list as its source, unless the list says where its values come from.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from repli.intake.merge.lists import ListRow, PlannersList
from repli.intake.merge.match import matched
from repli.intake.row import Row

__all__ = ["Change", "Difference", "difference_of"]

_NOT_AN_ID = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line that the list adds, changes or removes: the name that it is accepted by, its line in the table.

    ``old`` and ``new`` are cells by column, empty for a line that is not there; ``columns`` those that differ.
    """

    kind: str
    name: str
    row: int | None
    where: str
    old: Mapping[str, str]
    new: Mapping[str, str]
    columns: tuple[str, ...] = ()
    by_name: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A list against a table: its changes in the order of the list, removed lines last, and how many lines stay."""

    model: type[Row]
    list_name: str
    header: tuple[str, ...]
    changes: tuple[Change, ...]
    unchanged: int
    not_read: tuple[str, ...] = field(default=())

    def count(self, kind: str) -> int:
        """Return how many changes are of a kind."""
        return sum(change.kind == kind for change in self.changes)


def difference_of(
    found: PlannersList, header: Sequence[str], rows: Sequence[tuple[int, Mapping[str, str]]]
) -> Difference:
    """Return what a list changes in a table that has these columns and (line, cells)."""
    old = [cells for _, cells in rows]
    pairs = matched(found.model, old, [row.cells for row in found.rows], found.columns)
    by_new = {pair.new: pair for pair in pairs}
    names = {_name(found.model, cells) for cells in old}
    changes: list[Change] = []
    for place, line in enumerate(found.rows):
        pair = by_new.get(place)
        if pair is None:
            changes.append(_added(found, line, names))
        elif change := _changed(found, line, rows[pair.old], by_name=pair.by_name):
            changes.append(change)
    kept = {pair.old for pair in pairs}
    changes += [
        Change(kind="removed", name=_name(found.model, cells), row=row, where="", old=cells, new={})
        for place, (row, cells) in enumerate(rows)
        if place not in kept and _speaks_of(found, cells)
    ]
    columns = (*header, *(name for name in found.columns if name not in header))
    paired = sum(change.kind == "changed" for change in changes)
    return Difference(
        model=found.model,
        list_name=found.name,
        header=columns,
        changes=tuple(changes),
        unchanged=len(pairs) - paired,
        not_read=found.not_read,
    )


def _name(model: type[Row], cells: Mapping[str, str]) -> str:
    return " ".join(cells.get(column, "") for column in model.KEY if cells.get(column))


def _speaks_of(found: PlannersList, cells: Mapping[str, str]) -> bool:
    """Say whether a list speaks of the site of a line; a list without sites speaks of all."""
    if "site_id" not in found.columns:
        return True
    return cells.get("site_id", "") in {line.cells.get("site_id", "") for line in found.rows}


def _added(found: PlannersList, line: ListRow, names: set[str]) -> Change:
    """Return a new line; one without a name is called after the list and its row."""
    cells = dict(line.cells)
    if len(found.model.KEY) == 1 and not cells.get(found.model.KEY[0]):
        stem = _NOT_AN_ID.sub("-", found.name.rsplit(".", 1)[0]).strip("-.") or "L"
        row = line.where.rsplit("!", 1)[-1]
        name = f"{stem[:40]}-{row}"
        while name in names:
            name += "a"
        cells[found.model.KEY[0]] = name
    if not cells.get("source") and not cells.get("assumed"):
        cells["source"] = found.name
    own = _name(found.model, cells)
    names.add(own)
    return Change(kind="added", name=own, row=None, where=line.where, old={}, new=cells, columns=tuple(cells))


def _changed(found: PlannersList, line: ListRow, old: tuple[int, Mapping[str, str]], *, by_name: bool) -> Change | None:
    """Return what differs in a line, or None; the identifier of a line matched by likeness stays."""
    row, cells = old
    passed = {*found.model.KEY, *(("source", "assumed") if not line.cells.get("source") else ())}
    columns = tuple(
        name for name in found.columns if name not in passed and line.cells.get(name, "") != cells.get(name, "")
    )
    if not columns:
        return None
    new = {**cells, **{name: line.cells[name] for name in columns}}
    if "source" not in columns and found.name not in cells.get("source", ""):
        new["source"] = " ; ".join(part for part in (cells.get("source", ""), found.name) if part)
    return Change(
        kind="changed",
        name=_name(found.model, cells),
        row=row,
        where=line.where,
        old=cells,
        new=new,
        columns=columns,
        by_name=by_name,
    )
