"""Groups and order of lines: `together` shares one way, `before` names lines that exist and leads in no circle."""

from collections.abc import Mapping
from typing import Any

from repli.errors import phrase
from repli.intake.checks.references import note_dangling
from repli.intake.draft import Draft
from repli.intake.problems import Notes
from repli.intake.table import Table
from repli.intake.tables.force import ItemRow, PeopleRow

__all__ = ["check_groups"]


def check_groups(draft: Draft, notes: Notes) -> None:
    """Check `together` and `before` of people and items (docs/reference/plan-meaning.md, C)."""
    stays = {line.line_id for _, line in draft.people.good() if line.retained}
    lines: dict[str, PeopleRow | ItemRow] = {line.line_id: line for _, line in draft.people.good()}
    lines |= {item.item_id: item for _, item in draft.items.good()}
    first: dict[str, PeopleRow | ItemRow] = {}
    tables: tuple[Table[Any], ...] = (draft.people, draft.items)
    whole = draft.people.whole and draft.items.whole
    known = draft.people.ids() | draft.items.ids() if whole else None
    for table in tables:
        for row, line in table.good():
            _check_together(table, row, line, first, notes)
            _check_before(known, table, row, line, notes)
            name = line.item_id if isinstance(line, ItemRow) else line.line_id
            if name in stays and (line.together or line.before):
                column = "together" if line.together else "before"
                table.note(notes, row, column, phrase("nothing: they are retained, and do not leave"))
            elif stays & set(line.before or ()):
                table.note(notes, row, "before", phrase("lines that leave; some of these are retained"))
            if _in_circle(name, lines):
                expected = phrase("an order in which no line leaves before itself")
                table.note(notes, row, "before", expected, phrase("Take one line out of the circle."))


def _check_together(
    table: Table[Any], row: int, line: PeopleRow | ItemRow, first: dict[str, PeopleRow | ItemRow], notes: Notes
) -> None:
    """Check that all lines of a group share their ends, so that one stop can load them all."""
    if line.together is None:
        return
    other = first.setdefault(line.together, line)
    if (line.site_id, line.destination_id) != (other.site_id, other.destination_id):
        ends = {"group": line.together, "origin": other.site_id, "destination": other.destination_id}
        expected = phrase("a group of lines from {origin} to {destination}, as {group} is", **ends)
        table.note(notes, row, "together", expected, phrase("What is loaded together has the same way."))


def _check_before(
    known: frozenset[str] | None, table: Table[Any], row: int, line: PeopleRow | ItemRow, notes: Notes
) -> None:
    """Check that the lines named are there; ``known`` is None where not every line could be read."""
    for name in line.before or ():
        if known is not None and name not in known:
            files = f"{PeopleRow.FILE}, {ItemRow.FILE}"
            note_dangling(notes, table.file, row, column="before", found=name, known=known, target=files)


def _in_circle(start: str, lines: Mapping[str, PeopleRow | ItemRow]) -> bool:
    """Say whether a line comes, by way of others, before itself."""
    seen: set[str] = set()
    queue = list(lines[start].before or ())
    while queue:
        name = queue.pop()
        if name == start:
            return True
        if name in lines and name not in seen:
            seen.add(name)
            queue += lines[name].before or ()
    return False
