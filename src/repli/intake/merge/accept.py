"""The table with what was accepted, and nothing else; what was not accepted stays as it was, in its place."""

from collections.abc import Collection, Sequence

from repli.errors import UsageError, phrase
from repli.intake.csv_text import Record
from repli.intake.merge.difference import Difference

__all__ = ["ALL", "accepted_records"]

ALL = "all"


def accepted_records(
    records: Sequence[Record], difference: Difference, accepted: Collection[str]
) -> tuple[Record, ...]:
    """Return the rows of the table, header first; ``accepted`` are names of changes, or "all".

    Raise UsageError for a name that no change has.
    """
    changes = {change.name: change for change in difference.changes}
    unknown = sorted(set(accepted) - set(changes) - {ALL})
    if unknown:
        raise UsageError(
            phrase("No change is called {names}.", names=", ".join(unknown)),
            phrase("Leave out --accept to see the changes."),
        )
    taken = [one for one in difference.changes if ALL in accepted or one.name in accepted]
    header = difference.header if any(change.new for change in taken) else records[0].cells
    new_cells = {change.row: change for change in taken if change.row is not None}
    lines: list[Record] = [Record(1, tuple(header))]
    for record in records[1:]:
        change = new_cells.get(record.row)
        if change is None:
            held = dict(zip(records[0].cells, record.cells, strict=True))
            lines.append(Record(record.row, tuple(held.get(name, "") for name in header)))
        elif change.kind == "changed":
            lines.append(Record(record.row, tuple(change.new.get(name, "") for name in header)))
    last = records[-1].row
    added = [change for change in taken if change.kind == "added"]
    lines += [
        Record(last + place, tuple(change.new.get(name, "") for name in header))
        for place, change in enumerate(added, start=1)
    ]
    return tuple(lines)
