"""Write docs/reference/tables.md from the row models that read the tables, so that the page cannot say anything else.

    python -m tools.write_tables_page

One section per file, one row per column: its name, type, unit, meaning, the table that it names a row of, whether it
may be left out. A test compares the page with what this file would write.
"""

from pathlib import Path

from repli.intake.kinds import kind_of
from repli.intake.row import Row, columns_of, optional_columns_of, references_of
from repli.intake.tables import HISTORY_MODELS, PLANNING_MODELS

__all__ = ["MODELS", "PAGE", "page"]

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "tables.md"
MODELS = (*PLANNING_MODELS, *HISTORY_MODELS)

_HEAD = """# Every table and column

Written by `python -m tools.write_tables_page` from the models that read the tables (`src/repli/intake/tables`).
[The operation folder](operation-folder.md) says what the types mean, and how `operation.toml` is written.
A column that *may be left out* may be missing as a whole; then every row has what an empty cell means.
"""

_TYPES = {
    "Clock": "clock",
    "Count": "int",
    "Day": "day",
    "Days": "days",
    "Decimal": "decimal",
    "Dispositions": "list of dispositions, or empty",
    "Halts": "list of `km:minutes`, or empty",
    "Id": "id",
    "Ids": "list of ids",
    "Language": "language code",
    "Latitude": "decimal, -90 to 90",
    "Longitude": "decimal, -180 to 180",
    "Note": "text or empty",
    "Percent": "int, 1 to 100",
    "Positive": "positive",
    "Spots": "list of `size:count`, or empty",
    "Text": "text",
    "When": "when",
    "YesNo": "yes/no",
}


def page() -> str:
    """Return the whole page."""
    return _HEAD + "".join(_section(model) for model in MODELS)


def _section(model: type[Row]) -> str:
    about = " ".join((model.__doc__ or "").split()).split(" ``")[0]
    key = f" No two rows share: {', '.join(f'`{name}`' for name in model.KEY)}." if model.KEY else ""
    missing = " The file may be missing." if model.OPTIONAL else ""
    lines = "".join(f"{_row(model, name)}\n" for name in columns_of(model))
    head = "| column | type | unit | meaning | names a row of | may be left out |\n|---|---|---|---|---|---|\n"
    return f"\n## {model.FILE}\n{about}{key}{missing}\n\n{head}{lines}"


def _row(model: type[Row], column: str) -> str:
    info = next(one for name, one in model.model_fields.items() if (one.alias or name) == column)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    target = references_of(model).get(column)
    cells_ = (
        f"`{column}`",
        _type(model, column),
        str(extra.get("unit", "")),
        (info.description or "").replace("|", "\\|"),
        f"`{target}`" if target else "",
        "yes" if column in optional_columns_of(model) else "",
    )
    return "| " + " | ".join(cells_) + " |"


def _type(model: type[Row], column: str) -> str:
    """Return the cell type of a column, as docs/reference/operation-folder.md calls it."""
    kind = kind_of(model, column)
    if kind.name == "Choice":
        return "one of " + ", ".join(f"`{value}`" for value in kind.choices) + (" or empty" if kind.optional else "")
    words = _TYPES[kind.name]
    return f"{words} or empty" if kind.optional and not words.endswith("or empty") else words


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
