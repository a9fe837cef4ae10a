"""What every row model shares: which file it describes, what makes a row unique, and how a column is declared.

A column is a field with a cell type (`Cell`), a description, a unit and, where it names a row of another table, that
table. Checks, the JSON Schema and the list of columns are all read from these declarations.

    class FloorRow(Row):
        FILE = "floors.csv"
        KEY = ("site_id", "from")
        site_id: Id = column("The site.", refers_to="sites.csv")
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

__all__ = ["Cell", "Row", "column", "columns_of", "key_of", "optional_columns_of", "references_of"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell type: how its text is read, and what JSON Schema says of it."""

    read: Callable[[object], object]
    schema: Mapping[str, object] = field(hash=False)

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read the cell with `read` and nothing else."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema that was declared."""
        return dict(self.schema)


def _note(cell: object) -> object:
    return cell


class Row(BaseModel):
    """One row of a table. ``KEY`` are the columns that no two rows share; an ``OPTIONAL`` file may be missing.

    ``UNHASHED_IF_EMPTY``: the table came later; without rows it leaves the hash of older folders as it was.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    FILE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]] = ()
    OPTIONAL: ClassVar[bool] = False
    UNHASHED_IF_EMPTY: ClassVar[bool] = False

    source: Annotated[str, Cell(_note, {"type": "string"})] = Field(
        description="Where the values of the row were published. Empty only if `assumed` is filled."
    )
    assumed: Annotated[str, Cell(_note, {"type": "string"})] = Field(
        description="Which values of the row are assumed, and why. Counts as one assumption in every report."
    )


_NEEDED = object()


def column(
    about: str,
    *,
    unit: str = "",
    refers_to: str = "",
    name: str | None = None,
    absent: Any = _NEEDED,  # noqa: ANN401 - the value of any cell type
) -> Any:  # noqa: ANN401 - pydantic's Field is Any too
    """Declare a column: what it means, its unit, the table that it names a row of; ``name`` where Python forbids it.

    A column with ``absent`` may be missing from the file as a whole; then every row has this value.
    """
    extra = {key: value for key, value in (("unit", unit), ("refers_to", refers_to)) if value}
    if absent is _NEEDED:
        return Field(description=about, alias=name, json_schema_extra=dict(extra) or None)
    return Field(default=absent, description=about, alias=name, json_schema_extra=dict(extra) or None)


def columns_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the columns as the file spells them, `source` and `assumed` last."""
    names = [info.alias or name for name, info in model.model_fields.items()]
    last = [name for name in ("source", "assumed") if name in names]
    return (*(name for name in names if name not in last), *last)


def optional_columns_of(model: type[BaseModel]) -> frozenset[str]:
    """Return the columns that a file may leave out."""
    return frozenset(info.alias or name for name, info in model.model_fields.items() if not info.is_required())


def references_of(model: type[Row]) -> Mapping[str, str]:
    """Return column -> file that it names a row of."""
    found: dict[str, str] = {}
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra
        if isinstance(extra, dict) and "refers_to" in extra:
            found[info.alias or name] = str(extra["refers_to"])
    return found


def key_of(model: type[Row], cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return the texts of the key columns of a row."""
    return tuple(cells.get(name, "") for name in model.KEY)
