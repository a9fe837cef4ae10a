"""What kind of cells a column holds, read from the row models: the one place that knows a cell type by its name.

>>> kind_of(ItemRow, "kg").name
'Positive'
"""

from dataclasses import dataclass
from functools import cache
from typing import get_args

from repli.intake import cells
from repli.intake.row import Cell, Row

__all__ = ["Kind", "kind_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A cell type by its name in `repli.intake.cells`, ``Choice`` for a closed list; ``unit`` of the column."""

    name: str
    optional: bool
    choices: tuple[str, ...]
    unit: str
    about: str


@cache
def kind_of(model: type[Row], column: str) -> Kind:
    """Return the kind of a column of a table; raise StopIteration for a column that the table does not have."""
    name, info = next((name, one) for name, one in model.model_fields.items() if (one.alias or name) == column)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    cell = next(one for one in model.model_fields[name].metadata if isinstance(one, Cell))
    known = _named().get(id(cell))
    listed = cell.schema.get("enum")
    choices = tuple(str(value) for value in listed) if isinstance(listed, list) else ()
    kind = known or ("Choice" if choices else "Note")
    return Kind(
        name=kind.removeprefix("Optional"),
        optional=kind.startswith("Optional") or kind == "Note" or "" in choices,
        choices=tuple(value for value in choices if value),
        unit=str(extra.get("unit", "")),
        about=info.description or "",
    )


@cache
def _named() -> dict[int, str]:
    """Return the name of every cell type that has one, by identity."""
    named = ((name, get_args(getattr(cells, name))) for name in cells.__all__)
    return {id(parts[1]): name for name, parts in named if len(parts) > 1 and isinstance(parts[1], Cell)}
