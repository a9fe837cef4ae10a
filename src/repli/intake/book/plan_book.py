"""A plan as a workbook and back: one sheet for what stands once, one for each kind of record, its parents by number.

    plan              key, value: operation_hash, objective.closure_day, bound.proven …
    movements         movement, movement_id, vehicle_id …
    movements.stops   movement, stop, place_id, on_block …

Sheets and columns follow the plan file (plan.json), so that nothing can be forgotten; numbers count from 1. A name that
is too long for a sheet leaves out its first word: certificates.doors.position.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, get_args

from repli.errors import InputError, Problem, phrase
from repli.intake.json_text import json_text, parse_json
from repli.intake.plan_file import plan_bytes, read_plan, types_of
from repli.model import Plan
from repli.spreadsheet import Grid, Sheet, Value, Written, read_book, write_book

__all__ = ["plan_book", "read_plan_book"]

_HEAD = "plan"
_LONGEST = 31
"""Characters of a sheet's name that spreadsheets take."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A sheet of records: their type, and the names of the numbers that say whose they are."""

    model: Any
    numbers: tuple[str, ...]


def plan_book(plan: Plan) -> bytes:
    """Return a plan as a workbook."""
    value = parse_json(plan_bytes(plan), "plan.json")
    rows: dict[str, list[tuple[Written, ...]]] = {_HEAD: [("key", "value")]}
    for path, kind in _kinds(Plan, "", ()):
        rows[path] = [(*kind.numbers, *_columns(kind.model))]
    rows[_HEAD].append(("format", value["format"]))
    _fill(value, Plan, "", (), rows)
    return write_book(
        Sheet(name=_sheet(path), rows=tuple(lines), widths=dict.fromkeys(range(12), 18)) for path, lines in rows.items()
    )


def _sheet(path: str) -> str:
    """Return the name of a sheet: its path, without the first word where that is too long."""
    return path if len(path) <= _LONGEST else path.split(".", 1)[1]


def _fields(model: Any) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - a dataclass of the plan model
    """Yield (key in the file, type, type of what a tuple holds or None) of a record."""
    for key, (_, kind) in types_of(model).items():
        parts = get_args(kind)
        yield key, kind, parts[0] if Ellipsis in parts else None


def _columns(model: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above, or a plain type
    if not is_dataclass(model):
        return ("value",)
    return tuple(key for key, kind, inner in _fields(model) if inner is None and not is_dataclass(kind))


def _kinds(model: Any, path: str, numbers: tuple[str, ...]) -> Iterator[tuple[str, _Kind]]:  # noqa: ANN401 - as above
    """Yield every sheet of records below a record, with what its rows are."""
    for key, kind, inner in _fields(model):
        below = f"{path}.{key}".lstrip(".")
        if is_dataclass(kind):
            yield from _kinds(kind, below, numbers)
        elif inner is not None:
            named = (*numbers, key.removesuffix("s"))
            yield below, _Kind(inner, named)
            if is_dataclass(inner):
                yield from _kinds(inner, below, named)


def _fill(
    value: Mapping[str, Any],
    model: Any,  # noqa: ANN401 - as above
    path: str,
    place: tuple[int, ...],
    rows: dict[str, list[tuple[Written, ...]]],
) -> None:
    """Write a record that has no sheet of its own, and everything below it."""
    for key, kind, inner in _fields(model):
        below = f"{path}.{key}".lstrip(".")
        if is_dataclass(kind):
            _fill(value[key], kind, below, place, rows)
        elif inner is not None:
            _fill_list(value[key], inner, below, place, rows)
        elif not place:
            rows[_HEAD].append((below, value[key]))


def _fill_list(
    values: list[Any],
    inner: Any,  # noqa: ANN401 - as above
    path: str,
    place: tuple[int, ...],
    rows: dict[str, list[tuple[Written, ...]]],
) -> None:
    for number, one in enumerate(values, start=1):
        held = (one,) if not is_dataclass(inner) else tuple(one[name] for name in _columns(inner))
        rows[path].append((*place, number, *held))
        if is_dataclass(inner):
            _fill(one, inner, path, (*place, number), rows)


def read_plan_book(data: bytes, file: str) -> Plan:
    """Return the plan of a workbook; raise InputError for what is missing or wrong."""
    grids = {grid.name: grid for grid in read_book(data)}
    kinds = dict(_kinds(Plan, "", ()))
    missing = tuple(name for name in (_HEAD, *kinds) if _sheet(name) not in grids)
    if missing:
        expected = phrase("the sheets of a plan: {names}", names=", ".join(map(_sheet, missing)))
        raise InputError(
            (Problem(file=file, expected=expected, hint=phrase("`repli plan --out FILE.xlsx` writes them.")),)
        )
    head = {str(row[0]): row[1] for row in grids[_HEAD].rows[1:] if len(row) > 1}
    found = _read(Plan, "", (), head, {path: _records(grids[_sheet(path)], kind) for path, kind in kinds.items()})
    return read_plan(json_text({"format": _plain(head.get("format", ""), int), **found}).encode(), file)


_Records = dict[tuple[int, ...], dict[str, Value]]


def _records(grid: Grid, kind: _Kind) -> _Records:
    """Return the rows of a sheet by their numbers."""
    header = [str(cell) for cell in grid.rows[0]] if grid.rows else []
    places = [header.index(name) for name in kind.numbers if name in header]
    return {
        tuple(_number(row[place]) for place in places): dict(zip(header, row, strict=False))
        for row in grid.rows[1:]
        if any(cell != "" for cell in row)
    }


def _number(value: Value) -> int:
    return int(value) if isinstance(value, float) else 0


def _read(
    model: Any,  # noqa: ANN401 - as above
    path: str,
    place: tuple[int, ...],
    cells: Mapping[str, Value],
    records: Mapping[str, _Records],
) -> dict[str, Any]:
    """Return a record as the plan file has it; ``cells`` by key, or by path for what stands once."""
    found: dict[str, Any] = {}
    for key, kind, inner in _fields(model):
        below = f"{path}.{key}".lstrip(".")
        if is_dataclass(kind):
            found[key] = _read(kind, below, place, cells, records)
        elif inner is None:
            found[key] = _plain(cells.get(below if not place else key, ""), kind)
        else:
            found[key] = [
                _read(inner, below, at, held, records) if is_dataclass(inner) else _plain(held.get("value", ""), inner)
                for at, held in sorted(records[below].items())
                if at[:-1] == place
            ]
    return found


def _plain(value: Value, kind: Any) -> Any:  # noqa: ANN401 - a plain type, or one that may be None
    """Return a cell as its type has it in JSON."""
    optional = type(None) in get_args(kind)
    if value == "":
        return None if optional else "" if kind is str else None
    wanted = next((one for one in get_args(kind) if one is not type(None)), kind)
    if isinstance(value, float) and value.is_integer() and wanted is not bool:
        return str(int(value)) if wanted is str else int(value)
    return value if isinstance(value, str | bool) else str(value)
