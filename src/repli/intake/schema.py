"""JSON Schemas of the folder, generated from the models that read it, so that they cannot say anything else.

A table's schema describes one of its rows: numbers as numbers, all other cells as text. Beside the standard keywords
stand `unit`, `refers_to`, `key` (columns that no two rows share), `optional_file` and `known_not_working_yet`.
"""

from typing import Any

from repli.intake import not_yet
from repli.intake.row import Row, columns_of, optional_columns_of
from repli.intake.tables import HISTORY_MODELS, PLANNING_MODELS
from repli.intake.tables.operation_toml import FILE, OperationToml

__all__ = ["schemas"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, object]:
    """Return file name -> schema, operation.toml first."""
    return {FILE: _toml_schema(), **{model.FILE: _row_schema(model) for model in (*PLANNING_MODELS, *HISTORY_MODELS)}}


def _row_schema(model: type[Row]) -> dict[str, Any]:
    found = _without_titles(model.model_json_schema(by_alias=True))
    columns = {name: found["properties"][name] for name in columns_of(model)}
    return {
        "$schema": _DIALECT,
        "title": model.FILE,
        **found,
        "properties": columns,
        "required": [name for name in columns if name not in optional_columns_of(model)],
        "key": list(model.KEY),
        "optional_file": model.OPTIONAL,
        "known_not_working_yet": list(not_yet.COLUMNS.get(model.FILE, ())),
    }


def _toml_schema() -> dict[str, Any]:
    found = _without_titles(OperationToml.model_json_schema(by_alias=True))
    for name, keys in not_yet.KEYS.items():
        table = found["$defs"][f"{name.capitalize()}Table"] if name else found
        table["known_not_working_yet"] = list(keys)
    return {"$schema": _DIALECT, "title": FILE, **found, "tables_not_working_yet": sorted(not_yet.FILES)}


def _without_titles(value: Any) -> Any:  # noqa: ANN401 - a JSON value of any shape
    """Return a schema without the titles that pydantic makes up from names of classes and fields."""
    if isinstance(value, dict):
        return {
            key: _without_titles(item) for key, item in value.items() if not (key == "title" and isinstance(item, str))
        }
    return [_without_titles(item) for item in value] if isinstance(value, list) else value
