"""What the folder assumes: every row and table whose `assumed` is not empty, and the inputs of the simulation."""

from collections.abc import Iterator

from repli.intake.draft import Draft
from repli.intake.row import columns_of
from repli.intake.tables.operation_toml import FILE
from repli.model import Assumption, Setting

__all__ = ["assumptions_of", "settings_of"]


def assumptions_of(draft: Draft) -> tuple[Assumption, ...]:
    """Return the assumptions in order of file and row."""
    return (*sorted(_of_toml(draft), key=lambda one: one.row), *_of_tables(draft))


def _of_toml(draft: Draft) -> Iterator[Assumption]:
    for path, table in draft.toml.tables():
        if table["assumed"]:
            subject = " ".join([str(path[0]), *([str(table["id"])] if "id" in table else [])])
            yield Assumption(file=FILE, row=draft.toml.row(*path, "assumed"), subject=subject, text=table["assumed"])


def _of_tables(draft: Draft) -> Iterator[Assumption]:
    for table in draft.tables():
        names = table.model.KEY or columns_of(table.model)[:1]
        for line in table.lines:
            if line.cells["assumed"]:
                subject = " ".join(line.cells[name] for name in names if line.cells[name])
                yield Assumption(file=table.file, row=line.row, subject=subject, text=line.cells["assumed"])


def settings_of(draft: Draft) -> tuple[Setting, ...]:
    """Return the inputs of the simulation by name."""
    return tuple(
        Setting(
            name=row.name,
            unit=row.unit,
            low=row.low,
            base=row.base,
            high=row.high,
            source=row.source,
            assumed=row.assumed,
        )
        for _, row in sorted(draft.assumptions.good(), key=lambda pair: pair[1].name)
    )
